"""An Excel workbook written sheet by sheet, line by line."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from internkoll.rules.exchange import TextBlock

from .grid import Cell, Grid

LOOKS = {
    "plain": {},
    "head": {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "group": {"bold": True, "bg_color": "#DDEBF7"},
    "label": {"bold": True, "bg_color": "#F2F2F2"},
}


@dataclass(frozen=True, slots=True)
class Formula:
    """What Excel works out, with "{line}" for the line's number.

    `stored` is the worked-out value that the file holds beside it: none where another program wrote the file.
    """

    text: str
    stored: str | int = ""


class Book:
    def __init__(self) -> None:
        self._out = BytesIO()
        self.workbook = xlsxwriter.Workbook(self._out, {"strings_to_formulas": False})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def sheet(self, name: str) -> "Sheet":
        return Sheet(self, self.workbook.add_worksheet(name))

    def format(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def bytes(self) -> bytes:
        self.workbook.close()
        return self._out.getvalue()


class Sheet:
    """`line` is where the next thing is written, counted from 0."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self.book, self.worksheet = book, worksheet
        self.line = 0
        worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)

    def title(self, text: str) -> None:
        self.worksheet.write_string(self.line, 0, text, self.book.format(bold=True, font_size=16))
        self.line += 1

    def text(self, text: str, *, column: int = 0, bold: bool = False) -> None:
        self.worksheet.write_string(self.line, column, text, self.book.format(bold=bold))
        self.line += 1

    def pair(self, label: str, value: str | date) -> None:
        """A label and, in the next cell, what it tells."""
        self.worksheet.write_string(self.line, 0, label, self.book.format(bold=True))
        if isinstance(value, date):
            self.worksheet.write_datetime(self.line, 1, value, self.book.format(num_format="yyyy-mm-dd", align="left"))
        else:
            self.worksheet.write_string(self.line, 1, value)
        self.line += 1

    def paragraph(self, text: str, across: int) -> None:
        """Running text in a cell merged across the sheet."""
        wrapped = self.book.format(text_wrap=True, valign="top")
        self.worksheet.merge_range(self.line, 0, self.line, across - 1, text, wrapped)
        self.worksheet.set_row(self.line, 15 * ceil(len(text) / (across * 16)))
        self.line += 1

    def block(self, block: TextBlock, across: int) -> None:
        self.text(block.heading, bold=True)
        for paragraph in block.text.split("\n"):
            self.paragraph(paragraph, across)

    def skip(self, lines: int = 1) -> None:
        self.line += lines

    def table(self, grid: Grid, widths: list[float], *, column: int = 0) -> None:
        """Widths in characters."""
        for j, width in enumerate(widths):
            self.worksheet.set_column(column + j, column + j, width)
        for cells in grid:
            for j, cell in enumerate(cells):
                if cell is not None:
                    self._write(cell, column + j)
            self.worksheet.set_row(self.line, _height(cells, widths))
            self.line += 1

    def _write(self, cell: Cell, column: int) -> None:
        if cell.down > 1 or cell.across > 1:
            last = self.line + cell.down - 1, column + cell.across - 1
            self.worksheet.merge_range(self.line, column, *last, "", self._look(cell))
        self._write_value(cell, column)

    def _write_value(self, cell: Cell, column: int) -> None:
        value, look = cell.value, self._look(cell)
        if isinstance(value, Formula):
            self.worksheet.write_formula(self.line, column, value.text.format(line=self.line + 1), look, value.stored)
        elif isinstance(value, date):
            self.worksheet.write_datetime(self.line, column, value, look)
        elif isinstance(value, int):
            self.worksheet.write_number(self.line, column, value, look)
        elif cell.text:
            self.worksheet.write_string(self.line, column, cell.text, look)
        else:
            self.worksheet.write_blank(self.line, column, None, look)

    def _look(self, cell: Cell) -> Format:
        shape = {"text_wrap": True, "valign": "top", "border": 1, "align": "left", **LOOKS[cell.look]}
        if cell.fill:
            shape["bg_color"] = f"#{cell.fill}"
        if isinstance(cell.value, date):
            shape["num_format"] = "yyyy-mm-dd"
        return self.book.format(**shape)


def _height(cells: list[Cell | None], widths: list[float]) -> float:
    """Excel does not fit rows to what a program wrote in them."""
    lines = [
        sum(ceil((len(part) + 1) / width) for part in cell.lines)
        for cell, width in zip(cells, widths, strict=False)
        if cell is not None and cell.across == 1 and cell.down == 1
    ]
    return 14.5 * max(lines, default=1) + 2
