"""The pages of a workbook's way out and back."""

import io
import re
from urllib.parse import unquote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Result, Round
from internkoll.followup.reporting import hand_in_result
from internkoll.followup.services import close_round
from internkoll.imports.workbooks.layout import ROWS_SHEET
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Check
from internkoll.plan.services import open_plan
from internkoll.rules.reporting import Report
from tests.cast import MUNICIPALITY, ROUNDS, board_with
from tests.filled import Filled, keep, returned, sent
from tests.reading import link, page_of, words

GOOD = {"Bedömning": "Utan anmärkning", "Resultat": "Granskat i Excel."}


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


def upload(client, round_, file):
    return client.post(reverse("workbook_upload", args=[round_.pk]), {"file": file})


def page_with(client, returned_book):
    return page_of(client.get(reverse("workbook_returned", args=[returned_book.pk])))


def fields_of(page):
    """What the page sends as it stands."""
    (form,) = page.xpath("//form[@id='beslut']")
    return {name: form.fields[name] for name in form.fields if form.fields[name] is not None} | {
        "ta": [box.get("value") for box in form.xpath(".//input[@name='ta'][@checked]")],
        "rad": [box.get("value") for box in form.xpath(".//input[@name='rad']")],
    }


def send(client, returned_book, page, *, button="las-in", **changed):
    """The page sent with those fields changed."""
    data = fields_of(page) | changed | {button: "1"}
    return client.post(reverse("workbook_returned", args=[returned_book.pk]), data)


def result(round_, check):
    return Result.objects.filter(round=round_, for_check=check).first()


def hand_in(by, round_, check):
    report = Report(outcome="utan anmärkning", text="Någon annan hann före.")
    return hand_in_result(by=by, round_=round_, check=check, report=report, seen=None, at=timezone.now())


@pytest.mark.parametrize("name", ["rounds", "board_followup"])
def test_the_pages_of_a_round_lead_there(cast, coordinator, round_, name):
    page = page_of(coordinator.get(f"{reverse(name, args=cast.year)}"))
    keys = (
        {round_.pk}
        if name == "board_followup"
        else set(Round.objects.filter(unit=cast.board).values_list("pk", flat=True))
    )
    found = set(page.xpath("//a[starts-with(., 'Skicka ut som Excel')]/@href"))
    assert found == {reverse("workbook_send", args=[key]) for key in keys}


def test_the_auditor_is_not_led_there(cast, signed_in):
    page = page_of(signed_in(cast.auditor).get(reverse("board_followup", args=cast.year)))
    assert "Excel" not in words(page)


def test_the_file_is_named_for_those_whom_it_is_for(cast, coordinator, round_, check):
    cast.board.name = 'Nämnden "för" ../skola\r\nX-Evil: 1'
    cast.board.save()
    check.owners.add(cast.control_owner)
    answer = coordinator.get(reverse("workbook_file", args=[round_.pk]), {"till": f"person-{cast.control_owner.pk}"})
    name = unquote(answer.headers["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Nämnden för .. skola X-Evil 1, T2 2024, Enhetschefen.xlsx"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))[ROWS_SHEET]
    assert sheet.max_row == 2


def test_one_chooses_for_whom_and_which_rows(coordinator, round_, check, cast):
    check.owners.add(cast.control_owner)
    page = page_of(coordinator.get(reverse("workbook_send", args=[round_.pk])))
    assert [words(option) for option in page.xpath("//select/optgroup/option")] == [
        "Alla kontroller: 1 kvar av 6",
        "Enhetschefen: 1 kvar av 1",
        "Rektor: 1 kvar av 6",
    ]
    answer = coordinator.get(reverse("workbook_file", args=[round_.pk]), {"till": "alla", "rader": "alla"})
    assert openpyxl.load_workbook(io.BytesIO(answer.content))[ROWS_SHEET].max_row == 7


@pytest.mark.parametrize("asked", [{"till": "person-0"}, {"till": "x"}, {"till": "alla", "rader": "x"}])
def test_what_is_not_offered_is_not_found(coordinator, round_, asked):
    assert coordinator.get(reverse("workbook_file", args=[round_.pk]), asked).status_code == 404


def test_where_nothing_is_left_one_is_told(cast, coordinator, round_, check):
    hand_in(cast.control_owner, round_, check)
    answer = coordinator.get(reverse("workbook_file", args=[round_.pk]), follow=True)
    assert "Det finns inga kontroller att skicka ut för det valet." in words(page_of(answer))


def test_a_closed_round_sends_nothing_out_and_takes_nothing_in(coordinator, round_, book):
    close_round(by=None, round_=round_, on=timezone.localdate())
    assert "Perioden är inte öppen" in words(page_of(coordinator.get(reverse("workbook_send", args=[round_.pk]))))
    answer = coordinator.get(reverse("workbook_file", args=[round_.pk]), follow=True)
    assert "Perioden är inte öppen" in words(page_of(answer))
    assert "Perioden är inte öppen" in words(page_of(coordinator.get(reverse("workbook_upload", args=[round_.pk]))))
    assert "stängd" in words(page_of(upload(coordinator, round_, book.save()))) or ReturnedWorkbook.objects.count() == 0


def test_a_round_without_checks_has_an_empty_page(cast, coordinator):
    empty = find_or_add_board(by=None, name="Tomma nämnden", municipality=MUNICIPALITY)
    open_plan(by=None, board=empty, year=2024)
    round_ = Round.objects.create(unit=empty, year=2024, label="T1 2024")
    page = page_of(coordinator.get(reverse("workbook_send", args=[round_.pk])))
    assert "Planen har inga kontroller att rapportera i perioden" in words(page)
    assert not page.xpath("//main//form")


def test_a_book_goes_out_and_comes_back_and_is_brought_in(cast, coordinator, round_, check):
    answer = coordinator.get(reverse("workbook_file", args=[round_.pk]))
    book = Filled(answer.content).fill(check.pk, **GOOD)
    shown = upload(coordinator, round_, book.save("Rektorns svar.xlsx"))
    kept = ReturnedWorkbook.objects.get()
    assert shown.url == reverse("workbook_returned", args=[kept.pk])
    assert result(round_, check) is None
    page = page_with(coordinator, kept)
    assert words(page.xpath("//table")[0]).endswith("Bedömning – Utan anmärkning Resultat – Granskat i Excel.")
    answer = send(coordinator, kept, page, **{"ifyllt-av": "Rektorn"})
    assert answer.url == f"{reverse('board_followup', args=cast.year)}?period=T2%202024"
    assert "1 rad är inläst och väntar på attest." in words(page_of(coordinator.get(answer.url)))
    assert (result(round_, check).text, result(round_, check).reported_by) == ("Granskat i Excel.", cast.coordinator)
    entry = HistoryEntry.objects.filter(what="result reported").latest("pk")
    assert (entry.after["on_behalf_of"], entry.after["workbook"]) == ("Rektorn", "Rektorns svar.xlsx")
    history = words(page_of(coordinator.get(reverse("control", args=[check.control_id]))))
    assert "ifyllt av Rektorn, ur Excelboken Rektorns svar.xlsx" in history


def test_what_is_kept_is_found_again_by_another_who_reports(cast, coordinator, round_, check, book, signed_in):
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    kept = ReturnedWorkbook.objects.get()
    other = signed_in(cast.head)
    for address in (
        reverse("home"),
        reverse("board_followup", args=cast.year),
        reverse("workbook_upload", args=[round_.pk]),
    ):
        assert link(page_of(other.get(address)), "svar.xlsx") == reverse("workbook_returned", args=[kept.pk])
    assert "svar.xlsx" not in words(page_of(signed_in(cast.auditor).get(reverse("board_followup", args=cast.year))))


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (None, "Välj den ifyllda boken."),
        (SimpleUploadedFile("x.xlsx", b""), "Filen är tom"),
        (SimpleUploadedFile("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40)), "en bild (PNG)"),
        (SimpleUploadedFile("x.xlsx", b"PK\x03\x04" + bytes(40)), "skadad"),
    ],
)
def test_what_is_no_book_is_refused_beside_the_field(coordinator, round_, file, reason):
    data = {"file": file} if file else {}
    page = page_of(coordinator.post(reverse("workbook_upload", args=[round_.pk]), data))
    assert reason in words(page.xpath("//div[@id='fel']")[0])
    assert reason in words(page.xpath("//*[@class='errorlist']")[0])
    assert not ReturnedWorkbook.objects.exists()


def test_a_book_of_another_period_is_refused_with_the_reason(cast, coordinator, round_):
    other = Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[0])
    page = page_of(upload(coordinator, round_, Filled(sent(other, cast.coordinator)).save()))
    assert "Boken hör till T1 2024 i Barnnämnden" in words(page)


def test_what_is_refused_is_mended_where_it_stands(coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD | {"Bedömning": "Halvbra"}).save())
    kept = ReturnedWorkbook.objects.get()
    page = page_with(coordinator, kept)
    assert "Välj en av de bedömningar som finns." in words(page)
    field = f"rad{check.pk}-outcome"
    answer = send(coordinator, kept, page, button="spara", **{field: "Utan anmärkning"})
    assert answer.status_code == 302
    assert result(round_, check) is None
    page = page_with(coordinator, kept)
    assert "Halvbra" not in words(page)
    assert "Rättningarna är sparade" in words(page)
    send(coordinator, kept, page)
    assert result(round_, check).text == "Granskat i Excel."


def test_what_is_mended_and_ticked_at_once_is_brought_in_at_once(coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD | {"Bedömning": "Mindre anmärkning"}).save())
    kept = ReturnedWorkbook.objects.get()
    mended = {
        f"rad{check.pk}-action_text": "Inför en rutin",
        f"rad{check.pk}-action_due": "31/12-24",
        "ta": [str(check.pk)],
    }
    send(coordinator, kept, page_with(coordinator, kept), **mended)
    assert [str(link.action.due) for link in result(round_, check).action_links.all()] == ["2024-12-31"]


def test_one_row_that_can_not_be_taken_stops_all_and_what_was_typed_stays(cast, coordinator, round_, check, book):
    first = Check.objects.filter(control__plan__unit=cast.board).order_by("pk").first()
    upload(
        coordinator,
        round_,
        book.fill(check.pk, **GOOD | {"Bedömning": "Mindre anmärkning"}).fill(first.pk, **GOOD).save(),
    )
    kept = ReturnedWorkbook.objects.get()
    typed = {f"rad{check.pk}-action_text": "Inför en rutin", "ta": [str(check.pk), str(first.pk)]}
    page = page_of(send(coordinator, kept, page_with(coordinator, kept), **typed))
    told = page.xpath("//div[@id='fel']")[0]
    assert "Inget är inläst." in words(told)
    (target,) = [a.get("href") for a in told.xpath(".//a") if "Åtgärden klar senast" in words(a)]
    assert page.xpath(f"//*[@id='{target[1:]}']")[0].tag == "input"
    assert page.xpath(f"//*[@name='rad{check.pk}-action_text']")[0].text.strip() == "Inför en rutin"
    assert (result(round_, check), result(round_, first).text) == (None, "Granskat 1.")
    assert {box.get("value") for box in page.xpath("//input[@name='ta'][@checked]")} == {str(check.pk), str(first.pk)}


def test_a_correction_that_can_not_be_kept_is_told_and_the_others_are_kept(cast, coordinator, round_, check, book):
    first = Check.objects.filter(control__plan__unit=cast.board).order_by("pk").first()
    wrong = GOOD | {"Bedömning": "Mindre anmärkning"}
    upload(coordinator, round_, book.fill(check.pk, **wrong).fill(first.pk, **wrong).save())
    kept = ReturnedWorkbook.objects.get()
    typed = {
        f"rad{check.pk}-action_responsible": "x" * 300,
        f"rad{first.pk}-no_action_why": "Det är rättat.",
        "ta": [str(first.pk)],
    }
    page = page_of(send(coordinator, kept, page_with(coordinator, kept), **typed))
    told = page.xpath("//div[@id='fel']")[0]
    assert "Något i rättningarna går inte att spara." in words(told)
    assert next(words(a) for a in told.xpath(".//a")).startswith("Rad 6, ")
    assert page.xpath(f"//*[@name='rad{check.pk}-action_responsible']")[0].get("value") == "x" * 300
    rows = {row["id"]: row["cells"] for row in ReturnedWorkbook.objects.get().rows}
    assert rows[first.pk]["no_action_why"] == "Det är rättat."
    assert result(round_, first).text == "Granskat 1."


def test_both_are_shown_where_someone_has_changed_it_since(cast, coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    hand_in(cast.control_owner, round_, check)
    kept = ReturnedWorkbook.objects.get()
    page = page_with(coordinator, kept)
    told = words(page)
    assert "Ändrad av någon annan" in told
    assert "Någon annan hann före. ■ ändrat under tiden Granskat i Excel." in told
    assert "lämnades in av Enhetschefen" in told
    answer = send(coordinator, kept, page)
    assert "Inget lästes in" in words(page_of(coordinator.get(answer.url)))
    send(coordinator, kept, page, **{f"val-{check.pk}": "bok"})
    assert result(round_, check).text == "Granskat i Excel."


def test_what_stands_can_hold_and_the_book_is_then_done_with(cast, coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    hand_in(cast.control_owner, round_, check)
    kept = ReturnedWorkbook.objects.get()
    answer = send(coordinator, kept, page_with(coordinator, kept), **{f"val-{check.pk}": "har"})
    assert "1 rad lästes inte in: det som står i Internkoll gäller." in words(page_of(coordinator.get(answer.url)))
    assert result(round_, check).text == "Någon annan hann före."
    assert not ReturnedWorkbook.objects.exists()


def test_one_who_has_reported_since_the_page_was_shown_is_told_of(cast, coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    kept = ReturnedWorkbook.objects.get()
    page = page_with(coordinator, kept)
    hand_in(cast.control_owner, round_, check)
    again = page_of(send(coordinator, kept, page))
    assert "Någon annan har ändrat resultatet sedan du öppnade sidan" in words(again.xpath("//div[@id='fel']")[0])
    assert result(round_, check).text == "Någon annan hann före."


def test_two_coordinators_at_the_same_book_are_told_and_lose_nothing(cast, coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD | {"Bedömning": "Halvbra"}).save())
    kept = ReturnedWorkbook.objects.get()
    page = page_with(coordinator, kept)
    send(coordinator, kept, page, button="spara", **{f"rad{check.pk}-outcome": "Utan anmärkning"})
    late = page_of(send(coordinator, kept, page, button="spara", **{f"rad{check.pk}-outcome": "Mindre anmärkning"}))
    assert "Någon annan har rättat eller läst in något ur boken" in words(late)
    chosen = late.xpath(f"//select[@name='rad{check.pk}-outcome']/option[@selected]")
    assert [words(option) for option in chosen] == ["Mindre anmärkning"]


def test_rows_that_were_added_or_taken_away_are_told(cast, coordinator, round_, check, book):
    column = book.headings.index("Resultat") + 1
    book.sheet.cell(8, column).value = "En rad till"
    book.sheet.delete_rows(2)
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    told = words(page_with(coordinator, ReturnedWorkbook.objects.get()))
    assert "Står i boken men läses inte in" in told
    assert "Rad 7: Raden är tillagd: den hör inte till någon kontroll som skickades ut. En rad till" in told
    assert "1 kontroll skickades ut men finns inte med i filen" in told


def test_a_book_that_says_nothing_new_has_an_empty_page(coordinator, round_, book):
    upload(coordinator, round_, book.save())
    page = page_with(coordinator, ReturnedWorkbook.objects.get())
    assert "Ingen rad i boken säger något annat" in words(page)
    assert not page.xpath("//form[@id='beslut']")


def test_a_book_is_thrown_away_by_the_one_who_has_seen_it(coordinator, round_, check, book):
    upload(coordinator, round_, book.fill(check.pk, **GOOD).save())
    kept = ReturnedWorkbook.objects.get()
    address = reverse("workbook_discard", args=[kept.pk])
    assert coordinator.get(address).status_code == 405
    coordinator.post(address, {"edits": "7"})
    assert ReturnedWorkbook.objects.exists()
    coordinator.post(address, {"edits": str(kept.edits)})
    assert not ReturnedWorkbook.objects.exists()
    assert result(round_, check) is None


@pytest.mark.parametrize("name", ["workbook_send", "workbook_file", "workbook_upload"])
def test_a_stranger_finds_no_round_of_another_municipality(cast, signed_in, round_, name):
    assert signed_in(cast.stranger).get(reverse(name, args=[round_.pk])).status_code == 404


def test_a_stranger_finds_no_book_and_decides_nothing(cast, signed_in, round_, check):
    kept = returned(round_, cast.coordinator)
    client = signed_in(cast.stranger)
    address = reverse("workbook_returned", args=[kept.pk])
    decided = {"rad": str(check.pk), "ta": str(check.pk), f"sedd-{check.pk}": "0", "edits": "0", "las-in": "1"}
    assert client.get(address).status_code == 404
    assert client.post(address, decided).status_code == 404
    assert client.post(reverse("workbook_discard", args=[kept.pk]), {"edits": "0"}).status_code == 404
    assert (result(round_, check), ReturnedWorkbook.objects.count()) == (None, 1)


def test_rows_that_are_not_in_the_book_can_not_be_brought_in_with_it(cast, coordinator, round_, check):
    kept = returned(round_, cast.coordinator)
    others = Check.objects.exclude(pk=check.pk)
    data = {"edits": "0", "las-in": "1", "rad": [], "ta": []}
    for other in others:
        data["rad"].append(str(other.pk))
        data["ta"].append(str(other.pk))
        data |= {f"sedd-{other.pk}": "0", f"rad{other.pk}-text": "Smuget", f"val-{other.pk}": "bok"}
    before = list(Result.objects.order_by("pk").values())
    coordinator.post(reverse("workbook_returned", args=[kept.pk]), data)
    assert list(Result.objects.order_by("pk").values()) == before


def test_a_long_book_is_decided_a_part_at_a_time_with_as_many_queries_as_a_short_one(cast, coordinator):
    counts = {}
    for rows in (2, 90):
        board = board_with(rows=rows, name=f"Nämnd {rows}")
        round_ = Round.objects.select_related("unit").get(unit=board, label=ROUNDS[1])
        Result.objects.filter(round=round_).delete()
        kept = returned(round_, cast.coordinator)
        coordinator.get(reverse("workbook_returned", args=[kept.pk]))
        with CaptureQueriesContext(connection) as asked:
            page = page_with(coordinator, kept)
        counts[rows] = len(asked)
        shown = len(page.xpath("//input[@name='rad']"))
        assert shown == min(rows, 40)
    assert counts[90] <= counts[2] + 1
    send(coordinator, kept, page)
    assert Result.objects.filter(round=round_).count() == 40
    assert len(ReturnedWorkbook.objects.get(pk=kept.pk).rows) == 50


def test_writing_a_book_asks_as_much_for_many_rows_as_for_few(cast, coordinator):
    counts = {}
    for rows in (2, 40):
        board = board_with(rows=rows, name=f"Nämnd {rows}")
        round_ = Round.objects.get(unit=board, label=ROUNDS[1])
        with CaptureQueriesContext(connection) as asked:
            assert coordinator.get(reverse("workbook_file", args=[round_.pk]), {"rader": "alla"}).status_code == 200
        counts[rows] = len(asked)
    assert counts[40] == counts[2]


def test_words_that_are_markup_are_only_words(coordinator, cast, round_, check, book):
    markup = "<script>alert(1)</script>{{ 7*7 }}"
    upload(
        coordinator, round_, book.fill(check.pk, **GOOD | {"Resultat": markup, "Bedömning": markup}).save("<b>.xlsx")
    )
    answer = coordinator.get(reverse("workbook_returned", args=[ReturnedWorkbook.objects.get().pk]))
    assert markup not in answer.content.decode()
    assert not re.search("<script>alert", answer.content.decode())
    assert markup in words(html.fromstring(answer.content.decode()))


def test_a_book_kept_by_another_board_of_the_same_municipality_is_its_own(cast, coordinator):
    board = board_with(rows=2, name="Systernämnden")
    round_ = Round.objects.select_related("unit").get(unit=board, label=ROUNDS[1])
    kept = keep(round_, cast.coordinator, sent(round_, cast.coordinator))
    assert kept.round.unit == board
    assert page_with(coordinator, kept).xpath("//h1")
