"""What the Excel reader makes of values, merges and all that a person does not see in a sheet."""

import datetime
import io

import pytest
import xlsxwriter

from internkoll.imports.readers import blocks_of
from internkoll.imports.readers.sheets import as_text
from tests.imports.build import across, as_xlsx, bold, paragraph, read_bytes, table, told
from tests.imports.packing import parts_of, replaced

PLAN = table(
    ["Nr", "Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Kontrollmoment", "Ansvarig"],
    [1, "Otillåten direktupphandling", 3, 3, 9, "Spendanalys", "Inköpschef"],
    [2, "Fel i lön", 2, 2, 4, "Lönelista", "HR"],
)
RISKS = ["Otillåten direktupphandling", "Fel i lön"]


def workbook(fill):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Plan"))
    return stream.getvalue()


def codes(data):
    return {notice.code: notice for notice in read_bytes(data).notices}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (3, "3"),
        (0.5, "0,5"),
        (1 / 3, "0,3333333333"),
        (True, "Sant"),
        (False, "Falskt"),
        (datetime.date(2024, 9, 10), "2024-09-10"),
        (datetime.datetime(2024, 9, 10), "2024-09-10"),
        (datetime.datetime(2024, 9, 10, 13, 30), "2024-09-10 13:30"),
        (" två\u00a0 ord \n\n rad ", "två ord\nrad"),
        ("", ""),
    ],
)
def test_a_value_is_written_in_words(value, text):
    assert as_text(value) == text


def test_a_share_formatted_as_percent_is_written_as_percent():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Kontrollmoment", "Resultat"])
        sheet.write(1, 0, "Avtalstrohet")
        sheet.write(1, 1, 0.57, book.add_format({"num_format": "0%"}))

    assert read_bytes(workbook(fill), period="Helår 2024").rows[0].results["Helår 2024"].text == "57 %"


def test_dates_are_iso_dates():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Kontrollmoment", "Tidpunkt"])
        sheet.write(1, 0, "Attest")
        sheet.write_datetime(1, 1, datetime.datetime(2025, 5, 30), book.add_format({"num_format": "d mmm"}))

    assert read_bytes(workbook(fill)).rows[0].frequency == "2025-05-30"


def test_instructions_and_lists_on_other_sheets_are_running_text():
    data = as_xlsx(
        {
            "Instruktion": [paragraph("Så fyller du i planen"), paragraph("Fyll i en rad för varje risk i planen.")],
            "Plan 2025": [paragraph("Internkontrollplan 2025"), paragraph("Nämnd: Miljö- och byggnadsnämnden"), PLAN],
            "Listor": [table(["Sannolikhet", "Konsekvens"], ["1 Osannolik", "1 Försumbar"])],
        },
        hidden=["Listor"],
    )
    document = read_bytes(data)
    assert [row.risk for row in document.rows] == RISKS
    assert (document.title, document.board, document.year) == (
        "Internkontrollplan 2025", "Miljö- och byggnadsnämnden", 2025,
    )  # fmt: skip
    assert "Fyll i en rad för varje risk i planen." in [text.text for text in document.texts]
    assert "1 Osannolik | 1 Försumbar" in "\n".join(text.text for text in document.texts)
    assert {n.code for n in document.notices} >= {"hidden-sheet", "not-a-plan"}


def test_a_sheet_for_each_area_gives_the_area():
    document = read_bytes(as_xlsx({"Ekonomi": [PLAN], "Personal": [PLAN]}))
    assert [row.area for row in document.rows] == [("Ekonomi",), ("Ekonomi",), ("Personal",), ("Personal",)]


def test_a_sheet_for_each_period_gives_the_period():
    follow_up = table(["Kontrollmoment", "Resultat"], ["Attest", "Inga fel."])
    document = read_bytes(as_xlsx({"T1 2024": [follow_up], "T2 2024": [follow_up]}))
    assert [list(row.results) for row in document.rows] == [["T1 2024"], ["T2 2024"]]
    assert [row.area for row in document.rows] == [(), ()]


def test_hidden_rows_and_columns_are_read_and_told():
    def fill(book, sheet):
        for y, row in enumerate(PLAN.rows):
            sheet.write_row(y, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(6, 6, None, None, {"hidden": True})

    data = workbook(fill)
    assert [row.risk for row in read_bytes(data).rows] == RISKS
    assert "3." in codes(data)["hidden-rows"].text
    assert "G." in codes(data)["hidden-columns"].text


def test_formulas_that_were_never_computed_are_told():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Risk", "Kontrollmoment", "Riskvärde"])
        sheet.write_row(1, 0, ["Fel i lön", "Lönelista"])
        sheet.write_formula(1, 2, "=3*4", None, "")

    data = workbook(fill)
    part = "xl/worksheets/sheet1.xml"
    xml = parts_of(data)[part].replace(b"<v></v>", b"").replace(b' t="str"', b"")
    data = replaced(data, part, xml)
    assert "C2" in codes(data)["formula-without-value"].text
    assert read_bytes(data).rows[0].score is None


def test_a_formula_with_a_stored_value_is_that_value():
    def fill(book, sheet):
        sheet.write_row(0, 0, ["Risk", "Kontrollmoment", "Riskvärde"])
        sheet.write_row(1, 0, ["Fel i lön", "Lönelista"])
        sheet.write_formula(1, 2, "=3*4", None, 12)

    assert read_bytes(workbook(fill)).rows[0].score == 12


def test_title_rows_and_group_rows_are_told_from_data():
    data = as_xlsx(
        {
            "Plan": [
                table(
                    across(bold("Internkontrollplan 2024 för vård- och omsorgsnämnden"), 3),
                    ["Beslutad 2023-12-12, dnr VON 2023/118"],
                    ["Risk", "Kontroll", "Ansvarig"],
                    [bold("Hemtjänst")],
                    ["Larm besvaras inte", "Larmlogg", "Enhetschef"],
                    ["", "Provlarm", "Enhetschef"],
                    [bold("Särskilt boende")],
                    ["Läkemedel ges fel", "Signeringslistor", "MAS"],
                ),
                paragraph("Planen följs upp i november."),
            ]
        }
    )
    document = read_bytes(data)
    assert [told(row) for row in document.rows] == [
        {"area": ["Hemtjänst"], "risk": "Larm besvaras inte", "control": "Larmlogg", "responsible": "Enhetschef"},
        {"area": ["Hemtjänst"], "risk": "Larm besvaras inte", "control": "Provlarm", "responsible": "Enhetschef"},
        {"area": ["Särskilt boende"], "risk": "Läkemedel ges fel", "control": "Signeringslistor", "responsible": "MAS"},
    ]
    assert (document.board, document.reference, document.date) == (
        "Vård- och omsorgsnämnden",
        "VON 2023/118",
        "2023-12-12",
    )
    assert document.texts[-1].text.endswith("Planen följs upp i november.")


def test_places_are_cells_that_can_be_found_in_the_sheet():
    document = read_bytes(as_xlsx({"Plan": [paragraph("Plan 2024"), PLAN]}))
    assert [column.place for column in document.columns][:2] == ["Plan!A2", "Plan!B2"]


def test_blank_rows_between_tables_do_not_shift_the_places():
    blocks = blocks_of(as_xlsx({"Plan": [PLAN, PLAN]})).blocks
    assert [line.number for line in blocks[0].lines if line.filled] == [1, 2, 3, 5, 6, 7]
