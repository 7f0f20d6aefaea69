"""A table that has been put together from its pages -> the shape that every reader gives."""

from collections.abc import Iterable, Iterator, Sequence

from internkoll.imports.readers.pdf.grid import Part, PartCell, PartRow
from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.text import Setting, pitch_of
from internkoll.imports.readers.pdf.vocabulary import Vocabulary
from internkoll.imports.readers.shapes import Cell, Line, Table, full_grid

MAX_COLUMNS = 200
_USUAL_PADDING = 5.0
_WRAPPED_LINES = 8
_BEYOND_WIDEST = 0.6


def setting_of(parts: Sequence[Part], words: Vocabulary) -> Setting:
    """How the text of the tables is set."""
    setting = Setting(pitch_of(cell.lines for part in parts for cell in _cells(part.rows)), words)
    for part in parts:
        rights = _rights(part)
        for cell in _cells(part.rows):
            setting.learn_labels(cell.lines, rights[round(cell.x1)])
    return setting


def table_of(part: Part, name: str, setting: Setting) -> Table:
    """The table, with each cell's paragraphs put together."""
    rights = _rights(part)
    lines = [
        Line(number, tuple(_cell(cell, rights, setting) for cell in row.cells[:MAX_COLUMNS]))
        for number, row in enumerate(part.rows, 1)
    ]
    return Table(full_grid(lines), name)


def _cell(cell: PartCell, rights: dict[float, float], setting: Setting) -> Cell:
    if not cell.lines:
        return Cell(down=cell.down, across=cell.across)
    bold = cell.is_head or all(line.bold for line in cell.lines)
    return Cell(setting.text(cell.lines, rights[round(cell.x1)]), down=cell.down, across=cell.across, bold=bold)


def _rights(part: Part) -> dict[float, float]:
    """How far the text of a cell may reach, by the cell's right side: as near to it as its left is to the left side,
    and not much farther than any line does where there are many."""
    by_side: dict[float, list[PartCell]] = {}
    for cell in _cells(part.rows):
        by_side.setdefault(round(cell.x1), []).append(cell)
    rights = {}
    for side, cells in by_side.items():
        padding = min(min(line.x0 for line in cell.lines) - cell.x0 for cell in cells)
        lines = [line for cell in cells for line in cell.lines]
        widest, size = max(line.x1 for line in lines), lines[0].size
        right = cells[0].x1 - max(0.0, min(padding, 3 * _USUAL_PADDING))
        wrapped = sum(len(cell.lines) - 1 for cell in cells)
        rights[side] = max(widest, min(right, widest + _BEYOND_WIDEST * size) if wrapped >= _WRAPPED_LINES else right)
    return rights


def _cells(rows: Iterable[PartRow]) -> Iterator[PartCell]:
    return (cell for row in rows for cell in row.cells if cell.lines)


def lines_in(parts: Iterable[Part]) -> list[TextLine]:
    return [line for part in parts for cell in _cells(part.rows) for line in cell.lines]


def described(part: Part, number: int) -> str:
    """Where a person finds it: "sida 3, tabell 2", "sida 3-5, tabell 2"."""
    return f"sida {part.page}, tabell {number}"


def blank_rows_out(rows: Sequence[PartRow]) -> list[PartRow]:
    """The rows without those that hold nothing; one that some merged cells reach into, and others do not, is kept."""
    return [row for row in rows if row.filled or len({cell.down for cell in row.cells if not cell.across}) == 2]
