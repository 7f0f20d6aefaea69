"""The report as an Excel workbook: a sheet to read, and a sheet with one line a row to sort and filter.

Text is written as text and nothing else: no formula, no link, and a text that begins as a formula stays text.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from math import sqrt

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from internkoll.reports.blocks import Block, Heading
from internkoll.reports.contents import NO_ROWS, ReportContents
from internkoll.reports.flat import FlatCell, FlatColumn, flat_columns, pieces_of, text_cell
from internkoll.reports.measure import lines_of_text
from internkoll.reports.palette import EDGE, HEADER_FILL, INK, LINE, QUIET, SHADES

_FORMULA_SIGNS = ("=", "+", "-", "@")
_A4, _A3 = 9, 8
# Of the sheet to read: the columns' widths in signs.
_LABELS, _TEXTS = 24, 100
# Excel shows no row that is higher than 409 points: a column is made so wide that its longest text fits in that.
_POINTS_A_LINE, _POINTS_AROUND, _MOST_POINTS, _MOST_LINES = 13, 6, 409, 28
# A column's width is told in signs as wide as a figure; more letters than that go in.
_LETTERS_A_SIGN = 1.2
_NARROW, _WIDEST, _FILTER_BUTTON, _SHAPE = 12, 95, 4, 2.1
_MOST_IN_FOOTER = 100


# What the library calls the parts of a format.
Properties = dict[str, object]


def workbook_bytes(contents: ReportContents) -> bytes:
    """The report as an .xlsx file; the same contents give the same bytes."""
    out = BytesIO()
    # Row by row, each text in its own cell: no table of shared texts has to be kept in memory.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": contents.title,
                "subject": contents.subtitle,
                "author": contents.municipality,
                "created": datetime.combine(contents.made_on, time(), UTC),
            }
        )
        looks = _Looks(book)
        _FrontSheet(book.add_worksheet("Rapport"), looks).write(contents)
        if contents.sections:
            _write_table(book.add_worksheet("Tabell"), contents, looks)
    return out.getvalue()


class _Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, text: str, properties: Properties) -> Format:
        """The format with these properties. A text that begins as a formula is marked as text, also when edited."""
        if text.startswith(_FORMULA_SIGNS):
            properties = properties | {"quote_prefix": True}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            usual = {"font_name": "Arial", "font_size": 10, "font_color": f"#{INK}", "valign": "top", "text_wrap": True}
            self._made[key] = self._book.add_format(usual | properties)
        return self._made[key]

    def of_cell(self, cell: FlatCell, properties: Properties | None = None) -> Format:
        properties = properties or {}
        if cell.tone:
            shade = SHADES[cell.tone]
            properties = properties | {"bg_color": f"#{shade.fill}", "font_color": f"#{shade.ink}", "bold": True}
        elif cell.is_muted:
            properties = properties | {"font_color": f"#{QUIET}"}
        return self.look(cell.text, properties)


class _FrontSheet:
    """The sheet to read, written from the top."""

    def __init__(self, sheet: Worksheet, looks: _Looks) -> None:
        self._sheet, self._looks, self._row = sheet, looks, 0

    def write(self, contents: ReportContents) -> None:
        _set_up_page(self._sheet, contents, _A4)
        self._sheet.hide_gridlines(2)
        self._sheet.set_column(0, 0, _LABELS)
        self._sheet.set_column(1, 1, _TEXTS)
        self._heading(contents.title, font_size=16)
        self._heading(contents.subtitle, font_size=12, bold=False, font_color=f"#{QUIET}")
        self._row += 1
        for fact in contents.facts:
            _write_text(self._sheet, self._row, 0, fact.label, self._looks.look(fact.label, {"bold": True}))
            self._text(FlatCell(fact.value))
        for part in (*contents.front, *(() if contents.sections else (contents.heading, NO_ROWS))):
            self._part(part)

    def _part(self, part: Heading | Block) -> None:
        if isinstance(part, Heading):
            self._row += 1
            self._heading(part.text)
            return
        cell = text_cell([part])
        for piece in pieces_of(cell.text):
            self._text(FlatCell(piece, tone=cell.tone, is_muted=cell.is_muted))

    def _heading(self, text: str, font_size: float = 13, **properties: object) -> None:
        # Not wrapped: the cells to the right are empty, and the heading runs over them.
        usual: Properties = {"bold": True, "text_wrap": False, "font_size": font_size}
        look = self._looks.look(text, usual | properties)
        self._sheet.set_row(self._row, 1.6 * font_size)
        _write_text(self._sheet, self._row, 0, text, look)
        self._row += 1

    def _text(self, cell: FlatCell) -> None:
        self._sheet.set_row(self._row, _height(cell.text, _TEXTS))
        _write_text(self._sheet, self._row, 1, cell.text, self._looks.of_cell(cell))
        self._row += 1


def _write_table(sheet: Worksheet, contents: ReportContents, looks: _Looks) -> None:
    columns = flat_columns(contents)
    widths = [_width(column) for column in columns]
    _set_up_page(sheet, contents, _A3)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, contents.row_count, len(columns) - 1)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    header: Properties = {"bold": True, "bg_color": f"#{HEADER_FILL}", "bottom": 1, "bottom_color": f"#{EDGE}"}
    headings = [FlatCell(column.heading) for column in columns]
    _write_row(sheet, 0, headings, widths, looks, header)
    # Excel sets text close to the edge: without a line between them, the texts of two columns run into each other.
    lines: Properties = {"bottom": 1, "bottom_color": f"#{LINE}", "left": 1, "left_color": f"#{LINE}"}
    for row, cells in enumerate(zip(*(column.cells for column in columns), strict=True), start=1):
        _write_row(sheet, row, cells, widths, looks, lines)


def _write_row(
    sheet: Worksheet,
    row: int,
    cells: Sequence[FlatCell],
    widths: Sequence[float],
    looks: _Looks,
    properties: Properties,
) -> None:
    sheet.set_row(row, max(_height(cell.text, width) for cell, width in zip(cells, widths, strict=True)))
    for index, cell in enumerate(cells):
        if cell.number is None:
            _write_text(sheet, row, index, cell.text, looks.of_cell(cell, properties))
        else:
            sheet.write_number(row, index, cell.number, looks.look("", properties | {"align": "center"}))


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    # The library takes a text from <r> to </r> for markup of its own; with a space after it, it is none.
    sheet.write_string(row, column, f"{text} " if text.endswith("</r>") else text, look)


def _set_up_page(sheet: Worksheet, contents: ReportContents, paper: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    title = contents.title[:_MOST_IN_FOOTER].replace("&", "&&")  # a single & begins a code
    sheet.set_footer(f"&L{title}&RSida &P av &N")


def _width(column: FlatColumn) -> float:
    """In signs: as wide as the lines are, or as makes usual texts well shaped and the longest one visible."""
    lengths = sorted(len(cell.text) for cell in column.cells)
    longest_line = max((len(line) for cell in column.cells for line in cell.text.split("\n")), default=0)
    usual = lengths[len(lengths) * 3 // 4]
    wanted = max(_SHAPE * sqrt(usual), lengths[-1] / _MOST_LINES, _NARROW)
    in_heading = max(map(len, column.heading.split()), default=1) + _FILTER_BUTTON
    return float(min(max(min(wanted, longest_line + 2), in_heading), _WIDEST))


def _height(text: str, width: float) -> float:
    """In points, for a text in a column that is so many signs wide."""
    lines = lines_of_text(text, width * _LETTERS_A_SIGN)
    return min(lines * _POINTS_A_LINE + _POINTS_AROUND, _MOST_POINTS)
