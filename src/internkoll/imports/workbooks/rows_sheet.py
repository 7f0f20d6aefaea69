"""The sheet of a workbook that has the rows: what the plan says, locked; the cells to fill in; and two hidden columns.

The words that may be chosen, and all that tells which book it is, stand on a sheet that is hidden.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from internkoll.imports.workbooks.contents import BookContents, Column, Row
from internkoll.imports.workbooks.layout import (
    ANSWER,
    BOOK,
    HIDDEN_SHEET,
    ID,
    MARKS,
    ROW,
    ROWS_SHEET,
    SHOWN,
    as_marks,
)
from internkoll.imports.workbooks.sheet import (
    A3,
    LINE,
    PROTECTION,
    Looks,
    Properties,
    height_of,
    set_up_page,
    write_text,
)

_HEADER, _LOCKED, _OPEN_HEADER = "#E6EDF4", "#F1F3F5", "#D5EEDB"
# In signs, as Excel tells widths: as wide as what each column usually holds.
_WIDTHS = {
    "risk_number": 7,
    "area": 15,
    "risk": 25,
    "working_method": 24,
    "systematic_control": 24,
    "control": 28,
    "method": 25,
    "frequency": 11,
    "responsible": 19,
    "before": 28,
    "actions": 24,
    "comment": 20,
    "status": 15,
    "outcome": 18,
    "text": 42,
    "measured": 16,
    "action_text": 30,
    "action_responsible": 19,
    "action_due": 13,
    "no_action_why": 26,
}
_LEAST_POINTS = 32
# Where the first list of words stands on the hidden sheet.
_FIRST_LIST = 4


class RowsSheet:
    """One row a check, as a table with a header: locked cells, those to fill in, and two columns that are hidden."""

    def __init__(self, made: xlsxwriter.Workbook, sheet: Worksheet, looks: Looks, book: BookContents) -> None:
        self._made, self._sheet, self._looks, self._book = made, sheet, looks, book
        self._lines: Properties = {"border": 1, "border_color": LINE}

    def write(self) -> None:
        sheet, columns = self._sheet, self._book.columns
        set_up_page(sheet, self._book, A3)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, self._frozen())
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column.key])
        for place in (len(columns), len(columns) + 1):
            sheet.set_column(place, place, 10, None, {"hidden": True})
        self._table()
        for number, row in enumerate(self._book.rows, start=1):
            self._row(number, row)
        self._validate()
        sheet.protect("", PROTECTION)
        sheet.print_area(0, 0, len(self._book.rows), len(columns) - 1)
        # What screen readers find the headings of the columns by.
        last = xlsxwriter.utility.xl_rowcol_to_cell(0, len(columns) - 1, row_abs=True, col_abs=True)
        self._made.define_name(f"'{ROWS_SHEET}'!ColumnTitle", f"='{ROWS_SHEET}'!$A$1:{last}")

    def _frozen(self) -> int:
        """The columns that stay where they are while one fills in those to the right: what names the control."""
        keys = [column.key for column in self._book.columns]
        return keys.index("control") + 1 if "control" in keys else 1

    def _table(self) -> None:
        headings = [(column.heading, column.is_answer) for column in self._book.columns]
        looks = [self._header(is_answer) for _, is_answer in headings]
        names = [*(name for name, _ in headings), ID, MARKS]
        self._sheet.add_table(
            0,
            0,
            len(self._book.rows),
            len(names) - 1,
            {
                "name": "Kontroller",
                "style": None,
                "columns": [
                    {"header": name, "header_format": look}
                    for name, look in zip(names, [*looks, looks[0], looks[0]], strict=True)
                ],
            },
        )
        widths = [_WIDTHS[column.key] - 3.0 for column in self._book.columns]  # beside the button of the filter
        self._sheet.set_row(0, height_of(zip(names, widths, strict=False), least=_LEAST_POINTS))

    def _header(self, is_answer: bool) -> Format:
        fill = _OPEN_HEADER if is_answer else _HEADER
        return self._looks.look(bold=True, bg_color=fill, valign="bottom", **self._lines)

    def _row(self, number: int, row: Row) -> None:
        columns = self._book.columns
        texts = [(row.cells[column.key], float(_WIDTHS[column.key])) for column in columns]
        self._sheet.set_row(number, height_of(texts, least=_LEAST_POINTS))
        for place, column in enumerate(columns):
            write_text(self._sheet, number, place, row.cells[column.key], self._cell(column))
        write_text(self._sheet, number, len(columns), str(row.check))
        write_text(self._sheet, number, len(columns) + 1, as_marks(row.marks))

    def _cell(self, column: Column) -> Format:
        if not column.is_answer:
            return self._looks.look(bg_color=_LOCKED, **self._lines)
        # A day that is written in a cell is kept as one; all else is text, also what looks like a formula or a figure.
        number_format = "yyyy-mm-dd" if column.key == "action_due" else "@"
        return self._looks.look(locked=False, num_format=number_format, **self._lines)

    def _validate(self) -> None:
        last = len(self._book.rows)
        for place, column in enumerate(self._book.columns):
            if column.choices:
                self._sheet.data_validation(1, place, last, place, _list(column, self._book.answers))
            elif column.key == "action_due":
                self._sheet.data_validation(1, place, last, place, _day(self._book.year))


def _list(column: Column, answers: Sequence[Column]) -> Mapping[str, object]:
    place = _place_of_list(column, answers)
    first, last = (
        xlsxwriter.utility.xl_rowcol_to_cell(row, place, row_abs=True, col_abs=True)
        for row in (0, len(column.choices) - 1)
    )
    return {
        "validate": "list",
        "source": f"='{HIDDEN_SHEET}'!{first}:{last}",
        "error_title": "Välj i listan",
        "error_message": "Välj ett av orden i listan, eller lämna cellen tom.",
    }


def _day(year: int) -> Mapping[str, object]:
    # A warning and no stop: words such as "hösten 2026" are understood too.
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": datetime(year - 1, 1, 1),
        "maximum": datetime(year + 20, 12, 31),
        "error_type": "warning",
        "error_title": "Är det en dag?",
        "error_message": f"Skriv helst en dag, till exempel {year}-12-31. Ord som ”hösten {year}” går också bra.",
    }


def _place_of_list(column: Column, answers: Sequence[Column]) -> int:
    return _FIRST_LIST + [answer.key for answer in answers].index(column.key)


def write_hidden(sheet: Worksheet, book: BookContents) -> None:
    """Which book it is, which column is which, which rows it was sent out with; and the words to choose among."""
    told = [
        (BOOK, book.token, ""),
        *((ANSWER if column.is_answer else SHOWN, column.key, column.heading) for column in book.columns),
        *((ROW, str(row.check), "") for row in book.rows),
    ]
    for number, line in enumerate(told):
        for place, text in enumerate(line):
            write_text(sheet, number, place, text)
    for column in book.answers:
        for number, word in enumerate(column.choices):
            write_text(sheet, number, _place_of_list(column, book.answers), word)
    sheet.very_hidden()
    sheet.protect("")
