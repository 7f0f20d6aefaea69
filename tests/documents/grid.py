"""Tables as a person lays them out: a grid of cells, of which some are merged down or across.

A column says what it holds and how far down one of its cells reaches: over an area, a risk, a control, or its own line.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from internkoll.rules.exchange import Row

Look = Literal["plain", "head", "group", "label"]
Reach = Literal["area", "working_method", "risk", "responsible", "control", "line"]
# How a cell that reaches over several lines is laid out below its first line.
Below = Literal["merged", "blank", "repeated"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is what a workbook stores (a number, a date, a formula) where that is not the text.

    `one_paragraph`: Word breaks the lines within one paragraph.
    """

    text: str = ""
    down: int = 1
    across: int = 1
    look: Look = "plain"
    value: object = None
    fill: str = ""
    one_paragraph: bool = False

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


# None stands where a merged cell covers the place.
Line = list[Cell | None]
Grid = list[Line]


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    content: Callable[[Row], str | Cell]
    reach: Reach = "line"
    width: float = 3.0

    def cell(self, row: Row) -> Cell:
        content = self.content(row)
        return content if isinstance(content, Cell) else Cell(content)


def reaches(reach: Reach, above: Row, row: Row) -> bool:
    """Whether a cell of that reach on the line above holds for this line too."""
    same_area = above.area == row.area
    same_risk = same_area and (above.risk_number, above.risk) == (row.risk_number, row.risk)
    same_method = same_risk and above.working_method == row.working_method
    return {
        "area": same_area,
        "working_method": same_method,
        "risk": same_risk,
        "responsible": same_method and above.responsible == row.responsible,
        "control": row.continues,
        "line": False,
    }[reach]


def header(columns: Iterable[Column]) -> Line:
    return [Cell(column.heading, look="head") for column in columns]


def two_level_header(groups: Iterable[tuple[str, list[str]]]) -> Grid:
    """A heading over several: (heading, the headings below it). With none below it, it reaches over both lines."""
    upper: Line = []
    lower: Line = []
    for heading, below in groups:
        across = max(len(below), 1)
        upper += [Cell(heading, across=across, down=1 if below else 2, look="head"), *[None] * (across - 1)]
        lower += [Cell(text, look="head") for text in below] or [None]
    return [upper, lower]


def body(rows: Iterable[Row], columns: list[Column], below: Below = "merged") -> Grid:
    """One line a row."""
    listed = list(rows)
    grid: Grid = [[column.cell(row) for column in columns] for row in listed]
    for number, column in enumerate(columns):
        for first, size in _stretches(listed, column.reach):
            _lay_below(grid, number, first, size, below)
    return grid


def _stretches(rows: list[Row], reach: Reach) -> Iterator[tuple[int, int]]:
    """(first line, how many lines) of each cell that reaches over more than one line."""
    starts = [i for i, row in enumerate(rows) if not i or not reaches(reach, rows[i - 1], row)]
    for first, after in zip(starts, [*starts[1:], len(rows)], strict=True):
        if after - first > 1:
            yield first, after - first


def _lay_below(grid: Grid, column: int, first: int, size: int, below: Below) -> None:
    if below == "repeated":
        return
    for line in range(first + 1, first + size):
        grid[line][column] = None if below == "merged" else Cell()
    top = grid[first][column]
    if below == "merged" and top is not None:
        grid[first][column] = replace(top, down=size)


def group_line(text: str, width: int) -> Line:
    """One cell across the whole table."""
    return [Cell(text, across=width, look="group"), *[None] * (width - 1)]


def by_area(rows: Iterable[Row], depth: int | None = None) -> list[tuple[tuple[str, ...], list[Row]]]:
    return [(area, list(group)) for area, group in groupby(rows, lambda row: row.area[:depth])]


def by_risk(rows: Iterable[Row]) -> list[list[Row]]:
    return [list(group) for _, group in groupby(rows, lambda row: (row.area, row.risk_number, row.risk))]
