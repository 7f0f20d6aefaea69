"""What the sheets of a workbook share: formats, how texts are written, how high rows are, how pages are printed."""

from collections.abc import Iterable
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from internkoll.imports.workbooks.contents import BookContents
from internkoll.imports.workbooks.layout import MOST_IN_A_CELL

A4, A3 = 9, 8
INK, LINE = "#1B2733", "#C3CBD3"
# The lock has no password: it is there so that nobody writes in the wrong cell, and all is checked on return.
PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True}
# Excel shows no row that is higher than 409 points.
_POINTS_A_LINE, _POINTS_AROUND, _MOST_POINTS = 13, 6, 409
# A column's width is told in signs as wide as a figure; a little more than that goes in, with words kept whole.
_LETTERS_A_SIGN = 1.12

Properties = dict[str, object]


class Looks:
    """The formats of the workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, **properties: object) -> Format:
        usual: Properties = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "top"}
        key = tuple(sorted({**usual, "text_wrap": True, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format | None = None) -> None:
    # The library takes a text from <r> to </r> for markup of its own; with a space after it, it is none.
    text = f"{text} " if text.endswith("</r>") else text
    if text:
        sheet.write_string(row, column, text[:MOST_IN_A_CELL], look)
    else:
        sheet.write_blank(row, column, None, look)


def height_of(texts: Iterable[tuple[str, float]], least: float = 0) -> float:
    """In points, for texts in columns that are so many signs wide."""
    lines = max((_lines(text, width * _LETTERS_A_SIGN) for text, width in texts), default=1)
    return min(max(lines * _POINTS_A_LINE + _POINTS_AROUND, least), _MOST_POINTS)


def _lines(text: str, signs: float) -> int:
    return sum(max(1, ceil(len(paragraph) / signs)) for paragraph in text.split("\n"))


def set_up_page(sheet: Worksheet, book: BookContents, paper: int) -> None:
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    title = f"{book.board}, {book.title}"[:100].replace("&", "&&")  # a single & begins a code
    sheet.set_footer(f"&L{title}&RSida &P av &N")
