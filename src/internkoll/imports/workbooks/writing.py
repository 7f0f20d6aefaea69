"""A workbook's contents -> an .xlsx file. Text is written as text and nothing else: no formula, no link.

The cells of the plan are locked and those to fill in are not; the lock has no password, since all is checked on return.
"""

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from internkoll.imports.workbooks.contents import BookContents
from internkoll.imports.workbooks.instructions import Part, facts_of, parts_of
from internkoll.imports.workbooks.layout import FILLED_IN_BY, HIDDEN_SHEET, READ_SHEET, ROWS_SHEET
from internkoll.imports.workbooks.rows_sheet import RowsSheet, write_hidden
from internkoll.imports.workbooks.sheet import A4, PROTECTION, Looks, Properties, height_of, set_up_page, write_text

# The columns' widths, in signs.
_LABELS, _TEXTS = 24, 92


def workbook_bytes(book: BookContents) -> bytes:
    """The .xlsx file; the same contents give the same bytes."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as made:
        made.set_properties(
            {
                "title": f"{book.title}: {book.board}",
                "subject": book.audience,
                "author": book.municipality,
                "comments": "Utskickad från Internkoll för att fyllas i och läsas in.",
                "created": datetime.combine(book.made_on, time(), UTC),
            }
        )
        looks = Looks(made)
        first, rows, hidden = (made.add_worksheet(name) for name in (READ_SHEET, ROWS_SHEET, HIDDEN_SHEET))
        _FirstSheet(first, looks, book).write()
        RowsSheet(made, rows, looks, book).write()
        write_hidden(hidden, book)
        first.activate()
    return out.getvalue()


class _FirstSheet:
    """The sheet to read, written from the top; one cell of it can be filled in."""

    def __init__(self, sheet: Worksheet, looks: Looks, book: BookContents) -> None:
        self._sheet, self._looks, self._book, self._row = sheet, looks, book, 0

    def write(self) -> None:
        sheet = self._sheet
        set_up_page(sheet, self._book, A4)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, _LABELS)
        sheet.set_column(1, 1, _TEXTS)
        self._heading(self._book.title, 16)
        for label, text in facts_of(self._book):
            self._line(label, text, label_look={"bold": True})
        self._line(FILLED_IN_BY, "", label_look={"bold": True}, text_look={"locked": False, "border": 1})
        for part in parts_of(self._book):
            self._part(part)
        sheet.protect("", {**PROTECTION, "autofilter": False})

    def _part(self, part: Part) -> None:
        self._row += 1
        self._heading(part.heading, 13)
        for label, text in part.lines:
            is_sign = len(label) <= 2
            self._line(label, text, label_look={"align": "right"} if is_sign else {"bold": True})

    def _heading(self, text: str, size: int) -> None:
        # Not wrapped: the cells to the right are empty, and the heading runs over them.
        self._sheet.set_row(self._row, 1.7 * size)
        write_text(self._sheet, self._row, 0, text, self._looks.look(bold=True, font_size=size, text_wrap=False))
        self._row += 1

    def _line(self, label: str, text: str, label_look: Properties, text_look: Properties | None = None) -> None:
        self._sheet.set_row(self._row, height_of([(label, _LABELS), (text, _TEXTS)], least=19))
        write_text(self._sheet, self._row, 0, label, self._looks.look(**label_look))
        write_text(self._sheet, self._row, 1, text, self._looks.look(**(text_look or {})))
        self._row += 1
