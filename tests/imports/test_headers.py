"""Headers of two levels, repeated, broken over pages, lost, and lines that only sound like one."""

import pytest

from tests.imports.build import KINDS, LEFT, UP, heading, read, rows_of, table, told


@pytest.mark.parametrize("kind", KINDS)
def test_two_levels_of_headings_with_periods_below(kind):
    blocks = [
        heading("Uppföljning av intern kontroll 2024", 1),
        table(
            ["Nr", "Risk", "Riskbedömning", "LEFT", "LEFT", "Kontrollmoment", "Uppföljning", "LEFT"],
            ["UP", "UP", "S", "K", "Riskvärde", "UP", "T1", "T2"],
            [1, "Fakturor betalas för sent", 3, 2, 6, "Kontroll av förfallodatum", "Inga avvikelser.", "En avvikelse."],
            [2, "Bisysslor anmäls inte", 2, 3, 6, "Enkät till chefer", "", "Enkäten är skickad."],
        ),
    ]  # fmt: skip
    blocks[1] = _with_merges(blocks[1])
    assert rows_of(kind, blocks) == [
        {"risk_number": "1", "risk": "Fakturor betalas för sent", "likelihood": 3, "consequence": 2, "score": 6,
         "control": "Kontroll av förfallodatum",
         "results": {"T1 2024": {"class": None, "text": "Inga avvikelser."},
                     "T2 2024": {"class": None, "text": "En avvikelse."}}},
        {"risk_number": "2", "risk": "Bisysslor anmäls inte", "likelihood": 2, "consequence": 3, "score": 6,
         "control": "Enkät till chefer", "results": {"T2 2024": {"class": None, "text": "Enkäten är skickad."}}},
    ]  # fmt: skip


def _with_merges(block):
    words = {"LEFT": LEFT, "UP": UP}
    return table(*[[words.get(cell, cell) for cell in row] for row in block.rows])


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_broken_over_pages_with_its_header_repeated(kind):
    header = ["Risk", "Kontrollmoment", "Metod", "Ansvarig", "Resultat"]
    blocks = [
        heading("Delårsrapport intern kontroll 2024", 1),
        table(
            header,
            ["Felaktiga löner", "Lönelistor", "Stickprov varje månad", "Lönechef", "Kontrollen har gjorts av två"],
        ),
        table(
            header,
            ["", "", "", "", "handläggare och utan fel."],
            ["", "", "Analys av rättelser", "", "Fyra rättelser."],
            ["Sena beslut", "Handläggningstid", "Uttag ur systemet", "Enhetschef", "Inga."],
        ),
    ]
    assert rows_of(kind, blocks) == [
        {"risk": "Felaktiga löner", "control": "Lönelistor", "method": "Stickprov varje månad",
         "responsible": "Lönechef",
         "results": {"Delår 2024": {"class": None, "text": "Kontrollen har gjorts av två handläggare och utan fel."}}},
        {"risk": "Felaktiga löner", "control": "Lönelistor", "continues": True, "method": "Analys av rättelser",
         "responsible": "Lönechef", "results": {"Delår 2024": {"class": None, "text": "Fyra rättelser."}}},
        {"risk": "Sena beslut", "control": "Handläggningstid", "method": "Uttag ur systemet",
         "responsible": "Enhetschef",
         "results": {"Delår 2024": {"class": None, "text": "Inga."}}},
    ]  # fmt: skip


def test_later_tables_that_have_lost_their_header():
    blocks = [
        heading("Internkontrollplan 2024", 1),
        heading("Område: Ekonomi"),
        table(
            ["Nr", "Risk", "Kontrollmoment", "Ansvarig"],
            ["1", "Fakturor betalas dubbelt", "Sökning i reskontran", "Controller"],
        ),
        heading("Område: HR"),
        table(
            ["2", "Bisysslor anmäls inte", "Enkät till alla chefer", "HR-chef"],
            ["3", "Introduktion uteblir", "Genomgång", "HR-chef"],
        ),
    ]  # fmt: skip
    assert [(row.area, row.risk_number, row.control) for row in read("docx", blocks).rows] == [
        (("Ekonomi",), "1", "Sökning i reskontran"),
        (("HR",), "2", "Enkät till alla chefer"),
        (("HR",), "3", "Genomgång"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_whose_header_is_lost_is_guessed_and_every_guess_is_told(kind):
    blocks = [
        heading("Internkontrollplan 2024", 1),
        table(
            [
                "Ekonomi",
                "Felaktiga utbetalningar görs",
                3,
                4,
                12,
                "Attest granskas",
                "Stickprov",
                "Ekonomichef",
                "Årligen",
            ],
            ["", "Avtal saknas", 2, 2, 4, "Avtalslistan", "Jämförelse med reskontran", "Inköpare", "Kvartalsvis"],
            ["Personal", "Bisysslor anmäls inte", 2, 3, 6, "Blanketter", "Enkät", "HR-chef", "Årligen"],
        ),
    ]
    document = read(kind, blocks)
    assert told(document.rows[0]) == {
        "area": ["Ekonomi"], "risk": "Felaktiga utbetalningar görs", "likelihood": 3, "consequence": 4, "score": 12,
        "control": "Attest granskas", "method": "Stickprov", "responsible": "Ekonomichef", "frequency": "Årligen",
    }  # fmt: skip
    assert sum(notice.code == "uncertain-column" for notice in document.notices) == 9


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_people_is_no_plan_that_has_lost_its_header(kind):
    blocks = [
        table(["Anna", "Rektor", "1234", "A-huset"], ["Bo", "Ekonom", "2345", "B-huset"], ["Cia", "HR", "3456", ""])
    ]
    assert read(kind, blocks).rows == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_data_that_sounds_like_headings_is_data(kind):
    blocks = [
        table(
            ["Risk", "Kontrollmoment", "Metod", "Ansvarig", "Frekvens", "Uppföljning"],
            ["Bisysslor", "Kontrollera att blanketter finns", "Enkät", "HR-chef", "Årligen", "Klart."],
            ["Gamla system", "Kontroll av avtal", "Uppföljning i ledningen", "Direktör", "Tertial", "Genomfört"],
        )
    ]
    assert [row["control"] for row in rows_of(kind, blocks, period="T1 2024")] == [
        "Kontrollera att blanketter finns",
        "Kontroll av avtal",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_header_of_two_levels_whose_words_are_written_again_in_every_cell(kind):
    blocks = [
        heading("Uppföljning 2024", 1),
        table(
            ["Risk", "Kontroll", "Uppföljning", "Uppföljning", "Uppföljning"],
            ["Risk", "Kontroll", "T1", "T2", "Helår"],
            ["Jäv", "Protokoll", "Inga fel.", "", "Ett fel."],
        ),
    ]
    assert rows_of(kind, blocks) == [
        {"risk": "Jäv", "control": "Protokoll",
         "results": {"T1 2024": {"class": None, "text": "Inga fel."},
                     "Helår 2024": {"class": None, "text": "Ett fel."}}},
    ]  # fmt: skip
