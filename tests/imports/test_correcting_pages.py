"""The pages by which a document is corrected before it is brought in."""

import pytest
from django.urls import reverse

from internkoll.imports.models import Reading
from internkoll.imports.readings import document_understood
from tests.digest import differing, digest
from tests.imports.build import heading, paragraph, table
from tests.imports.page_steps import correct, rows, text_of
from tests.readings import BLOCKS, HEADINGS, reading_of

pytestmark = pytest.mark.django_db


def test_a_column_is_corrected_and_the_rows_follow(coordinator, reading):
    assert [row.frequency for row in rows(reading)] == [""] * 3
    index = HEADINGS.index("Vår kod")
    correct(coordinator, reading, "reading_columns", **{f"kolumn-0-{index}": "frequency"})
    assert [row.frequency for row in rows(reading)] == ["a", "b", ""]


def test_a_menu_that_says_what_was_read_already_changes_nothing(coordinator, reading):
    response = correct(coordinator, reading, "reading_columns", **{"kolumn-0-1": "risk"})
    assert "Ingen kolumn är ändrad" in text_of(response)
    assert reading.edits == 0


def test_a_choice_that_is_not_in_the_menu_is_no_choice(coordinator, reading):
    correct(coordinator, reading, "reading_columns", **{"kolumn-0-1": "__class__", "kolumn-9-9": "risk"})
    assert reading.edits == 0


def test_lines_are_left_out_joined_and_taken_back(coordinator, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    assert [row.risk_number for row in rows(reading)] == ["8", "8"]
    response = correct(coordinator, reading, "reading_lines", ihop="tabell 1|4|0")
    assert [row.control for row in rows(reading)] == ["Larmen provas\nLarmlistan stäms av"]
    assert "Ta med igen" in text_of(response)
    correct(coordinator, reading, "reading_lines", **{"ta-med": "tabell 1|2|0"})
    assert [row.risk_number for row in rows(reading)] == ["7", "8"]


def line_address(reading, key):
    return reverse("reading_line", args=[reading.pk]) + f"?rad={key}"


def cells_of(response):
    form = response.context["form"]
    return {field.html_name: field.value() for _, field, _ in form.cells}


def test_a_line_is_mended_and_split(coordinator, reading):
    address = line_address(reading, "tabell 1|3|0")
    cells = cells_of(coordinator.get(address))
    cells["cell-2"] = "Larmen provas varje månad\n---\nLarmen byts ut vart femte år"
    coordinator.post(address, {"edits": 0, **cells})
    reading.refresh_from_db()
    assert [row.control for row in rows(reading)][1:] == [
        "Larmen provas varje månad",
        "Larmen byts ut vart femte år",
        "Larmlistan stäms av",
    ]
    assert {row.risk for row in rows(reading)[1:]} == {"Risk att larm inte fungerar"}


def test_a_line_is_split_at_every_paragraph_of_a_cell(coordinator, cast):
    listed = "1. Avtal\n2. Beställning\n3. Leverans"
    blocks = [heading("Plan 2024", 1), table(["Risk", "Kontrollmoment", "Metod"], ["Fel köp", listed, "Stickprov"])]
    found = reading_of(cast.board, blocks=blocks)
    address = line_address(found, "tabell 1|2|0")
    page = coordinator.get(address)
    assert "Dela raden vid varje stycke i ”Kontrollmoment”" in text_of(page)
    coordinator.post(address, {"edits": 0, **cells_of(page), "dela": "1"})
    found.refresh_from_db()
    assert [(row.risk, row.control.lstrip("123. ")) for row in rows(found)] == [
        ("Fel köp", "Avtal"), ("Fel köp", "Beställning"), ("Fel köp", "Leverans"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["", "tabell 1", "tabell 1|x|0", "tabell 1|1", "|||", "tabell 1|99999999999|0"])
def test_what_is_no_line_is_not_found(coordinator, reading, key):
    assert coordinator.get(line_address(reading, key)).status_code == 404
    assert coordinator.post(reverse("reading_lines", args=[reading.pk]), {"ihop": key}).status_code == 404


def test_a_line_that_is_gone_leads_back(coordinator, reading):
    response = coordinator.get(line_address(reading, "tabell 1|77|0"), follow=True)
    assert "Raden går inte att rätta" in text_of(response)


def test_a_table_is_no_plan_and_another_is(coordinator, cast):
    other = table(["A", "B"], ["Risk att avtal löper ut", "Avtalsregistret"])
    found = reading_of(cast.board, blocks=[*BLOCKS, paragraph("Och mer."), other])
    response = correct(coordinator, found, "reading_tables", **{"ingen-plan": "tabell 1"})
    assert rows(found) == ()
    assert "Ingen rad har lästs" in text_of(response)
    correct(coordinator, found, "reading_tables", tabell="tabell 2", rubrikrad="1")
    correct(coordinator, found, "reading_columns", **{"kolumn-0-0": "risk", "kolumn-0-1": "control"})
    assert [(row.risk, row.control) for row in rows(found)] == [("Risk att avtal löper ut", "Avtalsregistret")]


def test_a_table_without_a_chosen_row_of_headings_is_told(coordinator, reading):
    assert "Välj vilken rad" in text_of(correct(coordinator, reading, "reading_tables", tabell="tabell 1"))


def test_the_head_is_corrected(coordinator, cast, reading):
    head = {
        "unit": cast.board.pk,
        "year": "2025",
        "period": "Delår 2025",
        "title": "Ny rubrik",
        "reference": "BN 2025/1",
    }
    correct(coordinator, reading, "reading_head", **head)
    document = document_understood(reading)
    assert (document.title, document.year, document.reference) == ("Ny rubrik", 2025, "BN 2025/1")
    assert (reading.year, document.period) == (2025, "Delår 2025")


def test_the_head_tells_what_is_wrong_in_it(coordinator, cast, reading):
    response = correct(coordinator, reading, "reading_head", unit=cast.board.pk, year="i år", title="Ny rubrik")
    assert "Skriv året med fyra siffror" in text_of(response)
    assert "Ny rubrik" in text_of(response)


def test_a_document_is_moved_to_no_board_of_another_municipality(coordinator, cast, reading):
    response = correct(coordinator, reading, "reading_head", unit=cast.strangers_board.pk, year="2024")
    assert reading.unit == cast.board
    assert "Det här behöver rättas" in text_of(response)


def test_corrections_are_undone(coordinator, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|3|0")
    correct(coordinator, reading, "reading_undo")
    assert len(rows(reading)) == 2
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|3|0")
    correct(coordinator, reading, "reading_undo", alla="1")
    assert len(rows(reading)) == 3


@pytest.mark.parametrize("name", ["reading_lines", "reading_columns", "reading_undo", "reading_tables"])
def test_the_second_of_two_who_correct_is_told(coordinator, reading, name):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    data = {
        "reading_lines": {"utelamna": "tabell 1|3|0"},
        "reading_columns": {"kolumn-0-1": "control"},
        "reading_undo": {},
        "reading_tables": {"ingen-plan": "tabell 1"},
    }[name]
    before = digest()
    response = coordinator.post(reverse(name, args=[reading.pk]), {"edits": 0, **data}, follow=True)
    assert "Någon annan har rättat dokumentet" in text_of(response)
    assert differing(before, digest()) == set()


def test_a_document_is_thrown_away(coordinator, cast, reading):
    assert "Inget i nämndens år ändras" in text_of(coordinator.get(reverse("reading_drop", args=[reading.pk])))
    coordinator.post(reverse("reading_drop", args=[reading.pk]))
    assert not Reading.objects.exists()


def test_a_line_of_very_many_cells_is_not_mended_by_form(coordinator, cast):
    wide = table(["Risk", "Kontrollmoment", *["x"] * 120], ["Fel lön", "Lönelistor", *["y"] * 120])
    found = reading_of(cast.board, blocks=[heading("Plan 2024", 1), wide])
    response = coordinator.get(line_address(found, "tabell 1|2|0"), follow=True)
    assert "Raden går inte att rätta" in text_of(response)


def test_a_row_of_long_texts_can_be_said_to_have_the_headings(coordinator, cast):
    long = table(["Risk att " + "avtal löper ut " * 200, "B"], ["Risk att avtal saknas", "Avtalsregistret"])
    found = reading_of(cast.board, blocks=[*BLOCKS, paragraph("Och mer."), long])
    correct(coordinator, found, "reading_tables", tabell="tabell 2", rubrikrad="1")
    assert correct(coordinator, found, "reading_columns", **{"kolumn-1-0": "risk"}).status_code == 200
    assert rows(found)[-1].risk == "Risk att avtal saknas"
