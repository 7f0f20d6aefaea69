"""A workbook goes out, comes back with a row that someone else has reported meanwhile, and is decided about."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from internkoll.followup.models import Result
from internkoll.followup.reporting import hand_in_result
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.rules.reporting import Report
from tests.browser.reporting import give_checks
from tests.browser.test_accessibility import faults_of
from tests.filled import Filled

pytestmark = pytest.mark.browser

OTHERS = "Enhetschefen såg inga brister."


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def given(cast):
    """Four checks of the control owner's, none of them reported."""
    return give_checks(cast, 4)


def downloaded(page, round_, path):
    page.goto(reverse("workbook_send", args=[round_.pk]))
    page.get_by_label("Till vem?").select_option(label="Enhetschefen: 4 kvar av 4")
    with page.expect_download() as started:
        page.get_by_role("button", name="Hämta boken").click()
    file = path / started.value.suggested_filename
    started.value.save_as(file)
    return file


def filled_in(file, checks):
    """Two good answers, a remark without its action, and a class that there is none of."""
    book = Filled(file.read_bytes())
    for check in checks:
        book.fill(check.pk, Bedömning="Utan anmärkning", Resultat=f"Ur boken: {check.pk}.")
    book.fill(checks[2].pk, Bedömning="Mindre anmärkning")
    book.fill(checks[3].pk, Bedömning="Halvbra")
    book.book.save(file)


def texts(round_, checks):
    told = {r.for_check_id: r.text for r in Result.objects.filter(round=round_, for_check__in=checks)}
    return [told.get(check.pk, "") for check in checks]


def from_the_book(check):
    return f"Ur boken: {check.pk}."


@pytest.mark.parametrize("width", [1400, 320])
@pytest.mark.parametrize("has_script", [True, False])
def test_the_round_trip_with_one_conflict(cast, given, opened, tmp_path, width, has_script):
    round_, checks = given
    page = opened(client=signed_in_as(cast.coordinator), width=width, java_script_enabled=has_script)
    file = downloaded(page, round_, tmp_path)
    assert file.name == "Barnnämnden, T2 2024, Enhetschefen.xlsx"
    filled_in(file, checks)
    report = Report(outcome="utan anmärkning", text=OTHERS)
    now = timezone.now()
    hand_in_result(by=cast.control_owner, round_=round_, check=checks[1], report=report, seen=None, at=now)

    page.goto(reverse("rounds", args=cast.year))
    page.get_by_role("link", name="Läs in ifylld Excel T2 2024").click()
    page.get_by_label("Ifylld Excelbok").set_input_files(file)
    page.get_by_role("button", name="Visa vad som står i boken").click()

    both = page.get_by_role("region", name=str(checks[1].control))
    assert both.get_by_text("Ändrad av någon annan").is_visible()
    assert both.get_by_text(OTHERS).is_visible()
    assert both.get_by_text(from_the_book(checks[1])).is_visible()
    both.get_by_role("radio", name="Det som står i boken").check()

    remark = page.get_by_role("region", name=str(checks[2].control))
    remark.get_by_label("Åtgärd", exact=True).fill("Inför en rutin")
    remark.get_by_label("Åtgärden klar senast").fill("31/12 2024")
    remark.get_by_role("checkbox", name="Läs in raden, rättad").check()
    wrong = page.get_by_role("region", name=str(checks[3].control))
    assert wrong.get_by_text("Välj en av de bedömningar som finns.").is_visible()
    page.get_by_label("Ifyllt av").fill("Rektorn")
    page.get_by_role("button", name="Läs in de valda").click()

    page.get_by_text("3 rader är inlästa och väntar på attest.").wait_for()
    assert texts(round_, checks) == [*(from_the_book(check) for check in checks[:3]), ""]
    assert page.get_by_role("region", name=str(checks[3].control)).is_visible()
    assert page.get_by_role("region", name=str(checks[0].control)).count() == 0
    page.get_by_label("Bedömning").select_option(label="Större anmärkning")
    page.get_by_role("button", name="Spara rättningarna").click()
    page.get_by_text("Rättningarna är sparade.").wait_for()
    page.get_by_label("Eller varför ingen åtgärd behövs").fill("Det är redan rättat.")
    page.get_by_role("checkbox", name="Läs in raden, rättad").check()
    page.get_by_role("button", name="Läs in de valda").click()
    page.get_by_text("1 rad är inläst och väntar på attest.").wait_for()
    assert texts(round_, checks) == [from_the_book(check) for check in checks]
    assert not ReturnedWorkbook.objects.exists()


@pytest.mark.slow
def test_the_pages_with_everything_on_them_are_accessible(cast, given, opened, tmp_path):
    """With a conflict, faults to mend, a row that was added and one that was taken away."""
    round_, checks = given
    page = opened(client=signed_in_as(cast.coordinator))
    file = downloaded(page, round_, tmp_path)
    filled_in(file, checks)
    book = Filled(file.read_bytes())
    book.sheet.cell(9, book.headings.index("Resultat") + 1).value = "En rad till"
    (gone,) = [row[0].row for row in book.sheet.iter_rows(min_row=2) if str(checks[0].pk) in [c.value for c in row]]
    book.sheet.delete_rows(gone)
    book.book.save(file)
    report = Report(outcome="utan anmärkning", text=OTHERS)
    now = timezone.now()
    hand_in_result(by=cast.control_owner, round_=round_, check=checks[1], report=report, seen=None, at=now)
    page.goto(reverse("workbook_upload", args=[round_.pk]))
    page.get_by_label("Ifylld Excelbok").set_input_files(file)
    page.get_by_role("button", name="Visa vad som står i boken").click()
    shown = reverse("workbook_returned", args=[ReturnedWorkbook.objects.get().pk])
    paths = [shown, reverse("workbook_send", args=[round_.pk]), reverse("workbook_upload", args=[round_.pk])]
    paths += [reverse("home"), reverse("rounds", args=cast.year), reverse("board_followup", args=cast.year)]
    assert {path: found for path in paths if (found := faults_of(page, path))} == {}


def test_the_first_thing_told_is_what_must_be_mended(cast, given, opened, tmp_path):
    round_, checks = given
    page = opened(client=signed_in_as(cast.coordinator))
    file = downloaded(page, round_, tmp_path)
    filled_in(file, checks)
    page.goto(reverse("workbook_upload", args=[round_.pk]))
    page.get_by_label("Ifylld Excelbok").set_input_files(file)
    page.get_by_role("button", name="Visa vad som står i boken").click()
    page.get_by_role("region", name=str(checks[2].control)).get_by_role("checkbox").check()
    page.get_by_role("button", name="Läs in de valda").click()
    told = page.get_by_role("alert").filter(has_text="Det här behöver rättas")
    told.wait_for()
    assert told.evaluate("element => element === document.activeElement")
    told.get_by_role("link", name="En anmärkning behöver en åtgärd").click()
    assert page.evaluate("document.activeElement.name") == f"rad{checks[2].pk}-action_text"
    assert texts(round_, checks) == [""] * 4
