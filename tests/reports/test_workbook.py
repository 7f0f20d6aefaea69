import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from internkoll.reports.contents import ReportContents
from internkoll.reports.flat import pieces_of
from internkoll.reports.workbook import workbook_bytes

Report = Callable[..., ReportContents]


def opened(contents: ReportContents) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook_bytes(contents)))


def lines_of(contents: ReportContents) -> list[dict[str, Any]]:
    headings, *rows = opened(contents)["Tabell"].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_each_row_is_whole_on_a_line_of_its_own(full_report: ReportContents) -> None:
    lines = lines_of(full_report)
    assert [line["Nr"] for line in lines] == ["7 b", "7 b", "7 b", "8"]
    assert [line["Område"] for line in lines] == ["Socialtjänst"] * 3 + ["Personal"]
    assert lines[1]["Risk"] == "Obligatorisk risk: Felaktigt utbetalt bistånd"
    assert lines[1]["Riskvärde"] == 12


def test_classes_stand_in_a_column_of_their_own_to_filter_by(report: Report, full_row: dict[str, Any]) -> None:
    (line,) = lines_of(report({**full_row, "results": {"T2 2024": {"class": "mindre anmärkning", "text": "Nej."}}}))
    assert (line["Bedömning"], line["Resultat"]) == ("▲ Mindre anmärkning", "Nej.")


def test_each_period_has_its_own_column_of_classes(full_report: ReportContents) -> None:
    first = lines_of(full_report)[0]
    assert (first["Bedömning T1"], first["Bedömning T2"]) == ("● Utan anmärkning", "▲ Mindre anmärkning")


def test_the_level_stands_after_its_risk_and_is_told_once(report: Report, full_row: dict[str, Any]) -> None:
    (line,) = lines_of(report(full_row, layout="uppsala"))
    headings = list(line)
    assert headings.index("Risknivå") == headings.index("Risk") + 1
    assert line["Risknivå"] == "■ Hög (12)"
    assert "Hög" not in line["Risk"]


def test_the_table_can_be_filtered_and_its_header_stays_in_sight(full_report: ReportContents) -> None:
    sheet = opened(full_report)["Tabell"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert not sheet.merged_cells.ranges


def test_the_first_sheet_has_head_and_running_text(full_report: ReportContents) -> None:
    book = opened(full_report)
    assert book.sheetnames == ["Rapport", "Tabell"]
    told = [value for row in book["Rapport"].iter_rows(values_only=True) for value in row if value]
    assert told[:2] == ["Uppföljning av intern kontroll", "Socialnämnden, Ekstads kommun"]
    assert told[-5:] == ["● Tillräcklig", "Sammanfattning", "Läget är gott.", "• kontroll 3", "• kontroll 9"]


@pytest.mark.parametrize("text", ["=1+1", "+46 8 123", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "https://ekstad.se"])
def test_no_text_is_taken_for_a_formula_or_a_link(report: Report, full_row: dict[str, Any], text: str) -> None:
    contents = report({**full_row, "risk": text, "mandatory": False}, title=text)
    with zipfile.ZipFile(BytesIO(workbook_bytes(contents))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    book = opened(contents)
    (cell,) = [cell for cell in book["Tabell"][2] if cell.value == text]
    assert cell.data_type == "s"
    assert cell.quotePrefix == (text[0] in "=+-@")


@pytest.mark.parametrize("sign", ["å", "👍"])
def test_a_text_longer_than_a_cell_goes_on_in_the_next_column(
    report: Report, full_row: dict[str, Any], sign: str
) -> None:
    text = f"{sign * 9} " * 4000
    (line,) = lines_of(report({**full_row, "action": text}))
    pieces = [str(line["Åtgärd"]), *(str(line[name]) for name in line if name and name.startswith("Åtgärd (forts."))]
    assert "".join(pieces) == text.strip()
    assert all(len(piece.encode("utf-16-le")) <= 2 * 32_767 for piece in pieces)


def test_a_piece_ends_at_a_space_where_there_is_one() -> None:
    assert {piece[-1] for piece in pieces_of("nio stora ord " * 5000)} == {" "}
    assert [len(piece) for piece in pieces_of("x" * 40_000)] == [16_000, 24_000]


def test_long_texts_are_given_room(report: Report, full_row: dict[str, Any]) -> None:
    sheet = opened(report({**full_row, "action": "Ord " * 500}, full_row))["Tabell"]
    assert sheet.row_dimensions[2].height > 3 * sheet.row_dimensions[1].height
    assert sheet.row_dimensions[2].height <= 409
    assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_a_report_without_rows_has_no_table(report: Report) -> None:
    assert opened(report()).sheetnames == ["Rapport"]
