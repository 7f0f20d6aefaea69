"""The grid of a table on a web page: spans put out over the cells that they cover, within limits (HTML, 4.9.12)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from internkoll.imports.readers.guard import MAX_CELLS, TOO_MUCH, Unreadable
from internkoll.imports.readers.shapes import BLANK, Cell, Line, full_grid
from internkoll.imports.readers.sheets import MAX_AREA, MAX_COLUMNS, MAX_ROWS

PARTS = frozenset(("tr", "td", "th", "thead", "tbody", "tfoot", "col", "colgroup"))
_SECTIONS = ("thead", "tbody", "tfoot")
_LEAST_INNER = 3
_TOO_WIDE = (
    f"En tabell på sidan har fler än {MAX_COLUMNS} kolumner. "
    "Ta bort de kolumner som inte hör till planen och försök igen."
)

ReadCell = Callable[[etree._Element], Cell]


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The table's own rows, in the order that they are shown: its foot last."""
    rows = [(child.tag == "tfoot", row) for child in table for row in _rows_in(child)]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _rows_in(child: etree._Element) -> Iterator[etree._Element]:
    if child.tag == "tr":
        yield child
    elif child.tag in _SECTIONS:
        yield from child.iterchildren("tr")


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag in ("td", "th"):
            yield child
        elif child.tag != "table" and isinstance(child.tag, str):
            # A form that some programs put around the cells of a row.
            yield from cells_of(child)


def is_frame(table: etree._Element) -> bool:
    """Whether the table only holds others in place on the page."""
    inner = list(table.iterdescendants("table"))
    if not inner:
        return False
    rows = rows_of(table)
    if len(rows) == 1 or all(sum(1 for _ in cells_of(row)) <= 1 for row in rows):
        return any(_width(rows_of(found)) > 1 and len(rows_of(found)) > 1 for found in inner)
    return any(len(held) > len(rows) and min(len(held), _width(held)) >= _LEAST_INNER for held in map(rows_of, inner))


def _width(rows: list[etree._Element]) -> int:
    return max((sum(1 for _ in cells_of(row)) for row in rows), default=0)


@dataclass(slots=True)
class Grids:
    """Lays out the tables of one page, and counts what they hold together."""

    area: int = 0
    filled: int = 0
    filled_rows: int = 0

    def lines(self, rows: list[etree._Element], read_cell: ReadCell) -> tuple[Line, ...]:
        """The lines of a table, as wide as its cells make it. Raises Unreadable for more than is read of a page."""
        lines: list[Line] = []
        below: dict[int, tuple[int, Cell]] = {}
        width = 0
        for number, row in enumerate(rows, 1):
            cells = _laid_out(row, below, len(rows) - number, read_cell)
            self._count(cells)
            lines.append(Line(number, tuple(cells)))
            width = max(width, *(place for place, cell in enumerate(cells, 1) if not cell.across), 0)
        # A title that says that it spans a hundred columns makes no column.
        return full_grid(Line(line.number, line.cells[:width]) for line in lines)

    def _count(self, cells: list[Cell]) -> None:
        if any(cell.text for cell in cells[MAX_COLUMNS:]):
            raise Unreadable(_TOO_WIDE)
        del cells[MAX_COLUMNS:]
        filled = sum(1 for cell in cells if cell.text)
        self.area += len(cells)
        self.filled += filled
        self.filled_rows += bool(filled)
        if self.area > MAX_AREA or self.filled > MAX_CELLS or self.filled_rows > MAX_ROWS:
            raise Unreadable(TOO_MUCH)


def _laid_out(
    row: etree._Element, below: dict[int, tuple[int, Cell]], rows_left: int, read_cell: ReadCell
) -> list[Cell]:
    """One row's cells. `below` are those that reach down, by column: (rows that are left of it, what stands there)."""
    cells: list[Cell] = []
    reaching: dict[int, tuple[int, Cell]] = {}
    for element in cells_of(row):
        _fill_from_above(cells, below)
        cell = read_cell(element)
        across = min(_span(element, "colspan"), max(1, MAX_COLUMNS - len(cells)))
        down = min(_span(element, "rowspan") or rows_left + 1, rows_left + 1)
        for step in range(across):
            if down > 1:
                reaching[len(cells)] = (down - 1, Cell(down=True, across=step > 0))
            cells.append(Cell(across=True) if step else cell)
    while len(cells) <= max(below, default=-1):
        _fill_from_above(cells, below)
        if len(cells) <= max(below, default=-1):
            cells.append(BLANK)
    below.update(reaching)
    return cells


def _fill_from_above(cells: list[Cell], below: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in below:
        left, cell = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, cell)
        cells.append(cell)


def _span(element: etree._Element, name: str) -> int:
    """How far the cell reaches; 0 is to the end of the table."""
    told = (element.get(name) or "1").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 1
