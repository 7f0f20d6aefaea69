"""An Excel workbook turned into the old Excel format or into OpenDocument, value by value, as a program saves it so."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from html import escape
from io import BytesIO
from math import prod

import openpyxl
import xlwt
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

_SPACES = {
    "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible", "of": "of",
}  # fmt: skip
NAMES = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _SPACES.items())
_STYLES = (
    '<office:automatic-styles><style:style style:name="fet" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="dold" style:family="table"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def as_open_document(workbook: bytes) -> bytes:
    shown, formulas = _opened(workbook, data_only=True), _opened(workbook, data_only=False)
    tables = "".join(_table(sheet, formulas[sheet.title]) for sheet in shown.worksheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">{_STYLES}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return ods_of(content)


def ods_of(content: str) -> bytes:
    """The file whose content.xml that is."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr("content.xml", content)
    return out.getvalue()


def _opened(workbook: bytes, *, data_only: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook), data_only=data_only)


def _table(sheet: Worksheet, formulas: Worksheet) -> str:
    hidden = ' table:style-name="dold"' if sheet.sheet_state != "visible" else ""
    columns = "".join(f"<table:table-column{_hidden(sheet.column_dimensions, letter)}/>" for letter in _letters(sheet))
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    rows = "".join(
        f"<table:table-row{_hidden(sheet.row_dimensions, number)}>"
        f"{''.join(_ods_cell(cell, formulas, spans) for cell in row)}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for number, row in enumerate(sheet.iter_rows(), 1)
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{escape(sheet.title)}"{hidden}>{columns}{rows}{rest}</table:table>'


def _letters(sheet: Worksheet) -> Iterator[str]:
    return (openpyxl.utils.get_column_letter(number) for number in range(1, sheet.max_column + 1))


def _hidden(dimensions: object, key: object) -> str:
    return ' table:visibility="collapse"' if dimensions[key].hidden else ""


def _ods_cell(cell: Cell | MergedCell, formulas: Worksheet, spans: dict) -> str:
    if isinstance(cell, MergedCell):
        return "<table:covered-table-cell/>"
    area = spans.get((cell.row, cell.column))
    span = (
        f' table:number-columns-spanned="{area.max_col - area.min_col + 1}"'
        f' table:number-rows-spanned="{area.max_row - area.min_row + 1}"'
        if area
        else ""
    )
    bold = ' table:style-name="fet"' if cell.font.b else ""
    told = formulas[cell.coordinate].value
    formula = f' table:formula="of:{escape(_open_formula(told))}"' if formulas[cell.coordinate].data_type == "f" else ""
    return f"<table:table-cell{span}{bold}{formula}{_ods_value(cell)}</table:table-cell>"


def _open_formula(told: str) -> str:
    return "=" + "*".join(f"[.{part}]" for part in told[1:].split("*"))


def _ods_value(cell: Cell) -> str:
    value = cell.value
    if value is None or value == "":
        return ">"
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"><text:p>{value}</text:p>'
    if isinstance(value, int | float):
        kind = "percentage" if "%" in cell.number_format else "float"
        return f' office:value-type="{kind}" office:value="{value}"><text:p>{value}</text:p>'
    if isinstance(value, date | datetime):
        day = value.isoformat().removesuffix("T00:00:00")
        return f' office:value-type="date" office:date-value="{day}"><text:p>{value:%d.%m.%y}</text:p>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f' office:value-type="string">{paragraphs}'


def as_old_workbook(workbook: bytes) -> bytes:
    old = xlwt.Workbook(encoding="utf-8")
    formulas = _opened(workbook, data_only=False)
    for sheet in _opened(workbook, data_only=True).worksheets:
        new = old.add_sheet(sheet.title, cell_overwrite_ok=True)
        new.visibility = 0 if sheet.sheet_state == "visible" else 1
        for row in sheet.iter_rows():
            for cell in row:
                told = formulas[sheet.title][cell.coordinate]
                value = _worked_out(told.value, sheet) if told.data_type == "f" else cell.value
                if not isinstance(cell, MergedCell) and value not in (None, ""):
                    new.write(cell.row - 1, cell.column - 1, value, _old_format(isinstance(value, date)))
        for area in sheet.merged_cells.ranges:
            new.merge(area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
    out = BytesIO()
    old.save(out)
    return out.getvalue()


def _worked_out(formula: str, sheet: Worksheet) -> int:
    """Excel works out its formulas when it saves: of these layouts, a product."""
    return prod(sheet[part].value for part in formula.removeprefix("=").split("*"))


@cache
def _old_format(is_day: bool) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str="YYYY-MM-DD" if is_day else "General")
