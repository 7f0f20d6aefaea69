"""OpenDocument sheets and the old Excel format are read as Excel's own, as far as the format tells."""

import datetime
import io

import pytest
import xlsxwriter

from internkoll.imports.readers import Unreadable, blocks_of
from tests.documents.workbooks import NAMES, as_old_workbook, as_open_document, ods_of
from tests.imports.build import LEFT, UP, as_xlsx, bold, paragraph, read_bytes, table
from tests.imports.hostile_sheets import cell, locked_xls, row
from tests.imports.packing import package, parts_of

CONVERT = {"ods": as_open_document, "xls": as_old_workbook}
kinds = pytest.mark.parametrize("kind", CONVERT)


def sheet(rows: str, *, columns: str = "", name: str = "Plan") -> bytes:
    """An OpenDocument file of one sheet whose rows are written as they stand."""
    return ods_of(
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


HEADER = row(cell("Risk"), cell("Kontrollmoment"), cell("Riskvärde"))


def grid(data: bytes) -> list[list[str]]:
    (only,) = blocks_of(data).blocks
    return [[cell.text for cell in line.cells] for line in only.lines]


@kinds
def test_values_merges_and_places_are_those_of_the_excel_file(kind):
    blocks = [
        paragraph("Internkontrollplan 2024 för socialnämnden"),
        table(
            ["Risk", "Kontrollmoment", "Riskvärde", "Tid"],
            ["Fel i lön", "Lönelista", 12, "T1"],
            [UP, "Attest\noch prov", 2.5, ""],
            [bold("Inköp"), LEFT, LEFT, LEFT],
            ["", "Spendanalys", "", ""],
        ),
    ]
    excel = as_xlsx({"Plan": blocks})
    wanted, read = blocks_of(excel), blocks_of(CONVERT[kind](excel))
    assert read.kind == kind
    for line, other in zip(wanted.blocks[0].lines, read.blocks[0].lines, strict=True):
        assert [(c.text, c.down, c.across) for c in line.cells] == [(c.text, c.down, c.across) for c in other.cells]
        assert wanted.blocks[0].place(line) == read.blocks[0].place(other)


@kinds
def test_days_are_iso_dates_and_hidden_sheets_are_told(kind):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        plan, hidden = book.add_worksheet("Plan"), book.add_worksheet("Gömd")
        plan.write_row(0, 0, ["Kontrollmoment", "Tidpunkt"])
        plan.write(1, 0, "Attest")
        plan.write_datetime(1, 1, datetime.datetime(2025, 5, 30), book.add_format({"num_format": "d mmm"}))
        hidden.write(0, 0, "Listor")
        hidden.hide()
    document = read_bytes(CONVERT[kind](stream.getvalue()))
    assert document.rows[0].frequency == "2025-05-30"
    assert [notice.place for notice in document.notices if notice.code == "hidden-sheet"] == ["Gömd"]


@kinds
def test_a_workbook_without_a_value_is_empty(kind):
    with pytest.raises(Unreadable, match="tom"):
        blocks_of(CONVERT[kind](as_xlsx({"Blad1": [], "Blad2": []})))


def test_rows_and_cells_that_are_repeated_stand_as_often():
    data = sheet(
        HEADER
        + row(cell("Jäv", 'table:number-columns-repeated="2"'), cell(), attributes='table:number-rows-repeated="3"')
        + row(cell("", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1000"')
        + row(cell("Mutor"), cell("Register"))
    )
    lines = blocks_of(data).blocks[0].lines
    assert [line.number for line in lines if line.filled] == [1, 2, 3, 4, 1005]
    assert [line.text(1) for line in lines if line.filled] == ["Kontrollmoment", "Jäv", "Jäv", "Jäv", "Register"]


def test_what_is_repeated_beyond_the_limits_is_told_and_the_rest_is_read():
    data = sheet(
        HEADER
        + row(cell("Jäv"), cell("Intyg"))
        + row(cell("x", 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="2"')
        + row(cell("", ""), attributes='table:number-rows-repeated="1048570"')
        + row(cell("längst ner"))
    )
    source = blocks_of(data)
    assert source.blocks[0].width == 200
    (notice,) = source.notices
    assert notice.code == "outside-limits"
    assert "GS3" in notice.text
    assert "A1048575" in notice.text


def test_a_million_filled_rows_are_more_than_is_read():
    data = sheet(
        HEADER
        + row(cell("x", 'table:number-columns-repeated="200"'), attributes='table:number-rows-repeated="1048000"')
    )
    with pytest.raises(Unreadable, match="mer än vad som"):
        blocks_of(data)


def test_hidden_rows_and_columns_are_read_and_told():
    data = sheet(
        HEADER + row(cell("Jäv"), cell("Intyg"), cell("4"), attributes='table:visibility="filter"'),
        columns='<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>',
    )
    source = blocks_of(data)
    assert source.blocks[0].lines[1].text(2) == "4"
    assert {notice.code: notice.text for notice in source.notices} == {
        "hidden-rows": "Dolda rader lästes in som de andra: 2.",
        "hidden-columns": "Dolda kolumner lästes in som de andra: C.",
    }


def test_figures_shares_and_truths_are_read_by_their_value_and_not_as_they_are_shown():
    values = row(
        cell("12,00 kr", 'office:value-type="currency" office:value="12"'),
        cell("57%", 'office:value-type="percentage" office:value="0.57"'),
        cell("SANT", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("3/9", 'office:value-type="date" office:date-value="2024-09-03T13:30:00"'),
        cell("oläsligt", 'office:value-type="float" office:value="x"'),
    )
    assert grid(sheet(values)) == [["12", "57 %", "Sant", "2024-09-03 13:30", "oläsligt"]]


def test_a_cells_lines_and_blanks_are_kept_and_its_comment_is_not_its_text():
    text = (
        "<table:table-cell><office:annotation><text:p>en kommentar</text:p></office:annotation>"
        "<text:p>Fel <text:span>i</text:span><text:s text:c='3'/>lön</text:p><text:p>rad"
        "<text:line-break/>två</text:p></table:table-cell>"
    )
    assert grid(sheet(row(text))) == [["Fel i lön\nrad\ntvå"]]


def test_formulas_that_were_never_computed_are_worked_out_or_told():
    formula = 'table:formula="of:=[.A2]*[.B2]"'
    other = 'table:formula="of:=VLOOKUP([.A2];[.A1:.B9];2)"'
    figure = 'office:value-type="float" office:value="3"'
    source = blocks_of(
        sheet(HEADER + row(cell("3", figure), cell("3", figure), cell("", formula), cell("", other), cell("x")))
    )
    assert source.blocks[0].lines[1].text(2) == "9"
    assert [notice.code for notice in source.notices] == ["formula-without-value"]
    assert "D2" in source.notices[0].text


def test_a_table_within_a_cell_is_no_sheet_of_its_own():
    inner = f'<table:table table:name="inre">{row(cell("inne"))}</table:table>'
    outer = f"<table:table-cell><text:p>ute</text:p>{inner}</table:table-cell>"
    assert grid(sheet(row(outer) + row(cell("under")))) == [["ute"], ["under"]]


def test_a_text_document_is_refused_with_what_to_do():
    text = package({**parts_of(sheet(HEADER)), "mimetype": b"application/vnd.oasis.opendocument.text"})
    with pytest.raises(Unreadable, match="spara den som Word"):
        blocks_of(text)


def test_an_old_workbook_that_is_locked_is_refused_as_such():
    with pytest.raises(Unreadable, match="lösenord"):
        blocks_of(locked_xls())
