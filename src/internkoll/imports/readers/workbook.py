"""Excel (.xlsx, .xlsm) -> blocks, one table a sheet. Values come from calamine; where a value stands so far out that
calamine would fill the memory with empty cells, from openpyxl, which stops at the limits. Macros are never run."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from internkoll.imports.readers.formulas import worked_out
from internkoll.imports.readers.guard import DAMAGED, TOO_MUCH, Package, Unreadable
from internkoll.imports.readers.shapes import BLANK, Cell, Line, Source, Table, column_letters
from internkoll.imports.readers.sheet_marks import MAX_CELLS, Marks, Place, S, read_formats, read_marks
from internkoll.imports.readers.word_text import tidy
from internkoll.rules.notices import Notice

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Values = list[list[Any]]


def read_workbook(package: Package) -> Source:
    """Every sheet with a value, hidden ones too; what a person would not see is told in notices."""
    sheets = list(_sheets(package))
    formats = read_formats(package, package.main)
    marks = {part: read_marks(package.transitional(part), formats, MAX_ROWS, MAX_COLUMNS) for _, part, _ in sheets}
    filled = sum(m.filled for m in marks.values())
    if filled > MAX_CELLS:
        raise Unreadable(TOO_MUCH)
    if not filled:
        raise Unreadable(
            "Arbetsboken är tom: inget blad har något innehåll. Kontrollera att rätt fil valdes och att den är sparad."
        )
    with_values = [(name, marks[part], hidden) for name, part, hidden in sheets if marks[part].filled]
    values = _values(package, [name for name, _, _ in with_values], list(marks.values()))
    for (_, mark, _), rows in zip(with_values, values, strict=True):
        _work_out(rows, mark)
    tables = tuple(_table(name, rows, mark) for (name, mark, _), rows in zip(with_values, values, strict=True))
    all_marks = [(name, marks[part], hidden) for name, part, hidden in sheets]
    return Source("xlsx", tables, notices=tuple(_notices(package, all_marks)))


def _sheets(package: Package) -> Iterator[tuple[str, str, bool]]:
    """(name, part, hidden) of each sheet of cells; sheets of charts are passed by."""
    relations = {r.id: r for r in package.relations(package.main)}
    for sheet in package.xml(package.main).iter(f"{S}sheet"):
        relation = relations.get(sheet.get(_RELATION_ID, ""))
        if relation and relation.type.endswith("/worksheet") and relation.target in package:
            yield sheet.get("name", ""), relation.target, sheet.get("state", "visible") != "visible"


def _values(package: Package, names: list[str], marks: list[Marks]) -> list[Values]:
    area = sum((m.last_row + 1) * (m.last_column + 1) for m in marks)
    if any(m.outside for m in marks) or area > 10 * MAX_CELLS:
        return _values_by_openpyxl(package, names)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error


def _values_by_openpyxl(package: Package, names: list[str]) -> list[Values]:
    import openpyxl  # noqa: PLC0415 - a slow import for files that are rarely met

    book = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True, data_only=True)
    return [
        [
            ["" if value is None else value for value in row]
            for row in book[name].iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        ]
        for name in names
    ]


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


def _table(name: str, values: Values, marks: Marks) -> Table:
    """The sheet from its first column; of several blank rows in a sequence only one is kept."""
    width = marks.last_column + 1
    continued = dict(_continued_cells(marks, width))
    told_rows = marks.filled_rows | {row for row, _ in continued}
    lines: list[Line] = []
    for row in range(marks.last_row + 1):
        if row in told_rows:
            given = values[row] if row < len(values) else ()
            lines.append(Line(row + 1, _cells(given, row, width, marks, continued)))
        elif lines and not lines[-1].is_blank:
            lines.append(Line(row + 1, (BLANK,) * width))
    return Table(tuple(lines), name, is_sheet=True)


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


def _notices(package: Package, sheets: list[tuple[str, Marks, bool]]) -> Iterator[Notice]:
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield Notice("macros", "info", "", "Arbetsboken har makron. De körs aldrig, bara cellernas innehåll lästes.")
    for name, marks, hidden in sheets:
        if hidden and marks.filled:
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
