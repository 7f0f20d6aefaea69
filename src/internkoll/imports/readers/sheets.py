"""Sheets of cells -> tables, alike for every kind of workbook: values in words, merges, and what a person can't see.

A reader of a workbook gives each sheet's values, and its marks: what the format tells beside them.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from internkoll.imports.readers.formulas import Place, worked_out
from internkoll.imports.readers.guard import MAX_CELLS, TOO_MUCH, Unreadable
from internkoll.imports.readers.shapes import BLANK, Cell, Line, Source, Table, column_letters
from internkoll.imports.readers.word_text import tidy
from internkoll.rules.notices import Notice

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_AREA = 10 * MAX_CELLS
"""Cells of all sheets, blank ones too."""

_MOST_OUTSIDE = 20
_EMPTY = "Arbetsboken är tom: inget blad har något innehåll. Kontrollera att rätt fil valdes och att den är sparad."

Area = tuple[Place, Place]
Values = list[list[Any]]


@dataclass(slots=True)
class Marks:
    """Places are (row, column) from 0. `filled` counts the cells that hold a value; `never_computed` are formulas."""

    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    bold: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    never_computed: dict[Place, str] = field(default_factory=dict)
    outside: list[Place] = field(default_factory=list)
    filled: int = 0
    filled_rows: set[int] = field(default_factory=set)
    last_row: int = -1
    last_column: int = -1

    def note_value(self, place: Place) -> bool:
        """Count a cell that holds a value. False where it stands beyond the limits: then it is only told.

        Raises Unreadable where the sheet holds more than MAX_CELLS values.
        """
        row, column = place
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            self.outside += [place] if len(self.outside) < _MOST_OUTSIDE else []
            return False
        self.filled += 1
        if self.filled > MAX_CELLS:
            raise Unreadable(TOO_MUCH)
        self.filled_rows.add(row)
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        return True

    def note_formula(self, place: Place, formula: str) -> None:
        if place[0] < MAX_ROWS and place[1] < MAX_COLUMNS and len(self.never_computed) < MAX_CELLS:
            self.never_computed[place] = formula


@dataclass(slots=True)
class Sheet:
    """`values` are row by row from A1; a row may be short, and rows may be missing at the end."""

    name: str
    values: Values
    marks: Marks
    hidden: bool = False


def source_of(kind: str, sheets: Sequence[Sheet], *, has_macros: bool = False) -> Source:
    """Every sheet with a value as a table, hidden ones too; what a person would not see is told in notices."""
    check_amount([sheet.marks for sheet in sheets])
    for sheet in sheets:
        _work_out(sheet.values, sheet.marks)
    tables = tuple(_table(sheet) for sheet in sheets if sheet.marks.filled)
    return Source(kind, tables, notices=tuple(_notices(sheets, has_macros=has_macros)))


def check_amount(marks: Iterable[Marks]) -> None:
    """Raises Unreadable for a workbook that is empty, or holds more than is read."""
    marks = list(marks)
    filled = sum(mark.filled for mark in marks)
    if filled > MAX_CELLS or sum(_merged_area(mark) for mark in marks) > MAX_AREA:
        raise Unreadable(TOO_MUCH)
    if not filled:
        raise Unreadable(_EMPTY)


def _merged_area(marks: Marks) -> int:
    return sum(
        max(0, min(bottom, marks.last_row) - top + 1) * max(0, min(right, marks.last_column) - left + 1)
        for (top, left), (bottom, right) in marks.merges
    )


def _work_out(values: Values, marks: Marks) -> None:
    """Put in what the formulas that were never computed give; those beyond us stay in marks.never_computed."""

    def value_at(place: Place) -> float | str:
        row = values[place[0]] if place[0] < len(values) else []
        value = row[place[1]] if place[1] < len(row) else ""
        return value if isinstance(value, int | float | str) else ""

    for (row, column), formula in list(marks.never_computed.items()):
        result = worked_out(formula, value_at)
        stored = value_at((row, column))
        if result is not None and row < len(values):
            values[row].extend([""] * (column + 1 - len(values[row])))
            values[row][column] = result
            marks.filled_rows.add(row)
        if result is not None or stored != "":
            del marks.never_computed[row, column]


def _table(sheet: Sheet) -> Table:
    """The sheet from its first column; of several blank rows in a sequence only one is kept."""
    marks = sheet.marks
    width = marks.last_column + 1
    continued = dict(_continued_cells(marks, width))
    told_rows = marks.filled_rows | {row for row, _ in continued}
    lines: list[Line] = []
    for row in range(marks.last_row + 1):
        if row in told_rows:
            given = sheet.values[row] if row < len(sheet.values) else ()
            lines.append(Line(row + 1, _cells(given, row, width, marks, continued)))
        elif lines and not lines[-1].is_blank:
            lines.append(Line(row + 1, (BLANK,) * width))
    return Table(tuple(lines), sheet.name, is_sheet=True)


def _cells(given: Sequence[Any], row: int, width: int, marks: Marks, continued: dict[Place, Cell]) -> tuple[Cell, ...]:
    padded = (*given[:width], *[""] * (width - len(given)))
    return tuple(_cell(value, (row, column), marks, continued) for column, value in enumerate(padded))


def _cell(value: Any, place: Place, marks: Marks, continued: dict[Place, Cell]) -> Cell:
    text = as_text(value, in_percent=place in marks.percent)
    if place in continued:
        # Excel keeps no value in the hidden part of a merge, but other programs may.
        return continued[place] if not text else Cell(text, down=continued[place].down)
    return Cell(text, bold=place in marks.bold) if text else BLANK


def _continued_cells(marks: Marks, width: int) -> Iterator[tuple[Place, Cell]]:
    for (top, left), (bottom, right) in marks.merges:
        for row in range(top, min(bottom, marks.last_row) + 1):
            for column in range(left, min(right, width - 1) + 1):
                if (row, column) != (top, left):
                    yield (row, column), Cell(down=row > top, across=column > left)


def as_text(value: Any, *, in_percent: bool = False) -> str:
    """A cell's value in words: 12.0 -> "12", 0.5 -> "0,5" (or "50 %"), dates as 2024-09-10, truth as "Sant"."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "Sant" if value else "Falskt"
    if isinstance(value, int | float):
        return f"{_figure(value * 100)} %" if in_percent else _figure(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def _figure(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def _notices(sheets: Sequence[Sheet], *, has_macros: bool) -> Iterator[Notice]:
    if has_macros:
        yield Notice("macros", "info", "", "Arbetsboken har makron. De körs aldrig, bara cellernas innehåll lästes.")
    for sheet in sheets:
        name, marks = sheet.name, sheet.marks
        if sheet.hidden and marks.filled:
            yield Notice("hidden-sheet", "warning", name, f'Bladet "{name}" är dolt men lästes in som de andra.')
        if marks.hidden_rows:
            rows = ", ".join(str(row + 1) for row in sorted(marks.hidden_rows))
            yield Notice("hidden-rows", "warning", name, f"Dolda rader lästes in som de andra: {rows}.")
        columns = [column for column in sorted(marks.hidden_columns) if column <= marks.last_column]
        if columns:
            letters = ", ".join(map(column_letters, columns))
            yield Notice("hidden-columns", "warning", name, f"Dolda kolumner lästes in som de andra: {letters}.")
        yield from _unread_cells(name, marks)


def _unread_cells(name: str, marks: Marks) -> Iterator[Notice]:
    if marks.never_computed:
        places = _references(list(marks.never_computed))
        yield Notice(
            "formula-without-value", "warning", name,
            f"Formler utan sparat värde lästes som tomma: {places}. Öppna filen i Excel och spara, så räknas de ut.",
        )  # fmt: skip
    if marks.outside:
        yield Notice(
            "outside-limits", "warning", name,
            f"Innehåll utanför {MAX_ROWS} rader och {MAX_COLUMNS} kolumner lästes inte: {_references(marks.outside)}.",
        )  # fmt: skip


def _references(places: list[Place]) -> str:
    shown = [f"{column_letters(column)}{row + 1}" for row, column in places[:20]]
    return ", ".join(shown) + (" med flera" if len(places) > 20 else "")
