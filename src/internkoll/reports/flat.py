"""The report's tables as one flat table for a workbook: one line a row, each line whole, to be sorted and filtered.

Headings over the tables become columns, shared cells are written on every line, and marks and numbers get columns of
their own where they stand among text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from internkoll.reports.blocks import Block, Cell, Column, Mark
from internkoll.reports.contents import ReportContents
from internkoll.rules.method import Tone

# Excel holds 32,767 units of UTF-16 in a cell; a sign is one or two of them.
_MOST_UNITS, _SIGNS_A_PIECE, _BREAK_WITHIN = 32_767, 16_000, 1_000


@dataclass(frozen=True, slots=True)
class FlatCell:
    """A number, or a text with the tone of the mark that it is, where it is one and nothing else."""

    text: str = ""
    number: int | None = None
    tone: Tone | None = None
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class FlatColumn:
    heading: str
    cells: tuple[FlatCell, ...]


def flat_columns(contents: ReportContents) -> list[FlatColumn]:
    """The columns from the left, each with a cell a row of the report."""
    columns = [*_group_columns(contents), *_table_columns(contents)]
    return [piece for column in columns for piece in _within_limit(column)]


def pieces_of(text: str) -> list[str]:
    """The text in as few pieces as cells can hold, broken at a space where there is one. Joined, they are the text."""
    pieces = []
    while len(text.encode("utf-16-le")) > 2 * _MOST_UNITS:
        end = max(text.rfind(space, _SIGNS_A_PIECE - _BREAK_WITHIN, _SIGNS_A_PIECE) for space in " \n") + 1
        pieces.append(text[: end or _SIGNS_A_PIECE])
        text = text[end or _SIGNS_A_PIECE :]
    return [*pieces, text]


def text_cell(blocks: Sequence[Block]) -> FlatCell:
    tone = blocks[0].tone if len(blocks) == 1 and isinstance(blocks[0], Mark) else None
    is_muted = bool(blocks) and all(not isinstance(block, Mark) and block.style == "muted" for block in blocks)
    return FlatCell("\n".join(block.plain for block in blocks), tone=tone, is_muted=is_muted)


def _group_columns(contents: ReportContents) -> Iterator[FlatColumn]:
    for depth, heading in enumerate(contents.group_headings):
        names = (
            FlatCell(section.path[depth] if depth < len(section.path) else "")
            for section in contents.sections
            for _ in section.table.rows
        )
        yield FlatColumn(heading, tuple(names))


def _table_columns(contents: ReportContents) -> Iterator[FlatColumn]:
    columns = contents.sections[0].table.columns if contents.sections else ()
    for index, column in enumerate(columns):
        cells = [cell for section in contents.sections for cell in _whole(row[index] for row in section.table.rows)]
        yield from _parted(column, cells)


def _whole(cells: Iterable[Cell | None]) -> Iterator[Cell]:
    """The cells of a column, with a shared one again on each of its rows."""
    above = Cell()
    for cell in cells:
        above = cell or above
        yield above


def _parted(column: Column, cells: Sequence[Cell]) -> Iterator[FlatColumn]:
    """The column, with its marks in columns of their own where they stand among text, and then its numbers."""
    parted = column.mark_heading not in ("", column.heading) and any(_has_mark_among_text(cell) for cell in cells)
    marks = list(_mark_columns(column, cells)) if parted else []
    told = ([b for b in cell.blocks if not _stands_alone(b, column)] if parted else cell.blocks for cell in cells)
    text = FlatColumn(column.heading, tuple(text_cell(blocks) for blocks in told))
    yield from [*marks, text] if any(_begins_with_mark(cell) for cell in cells) else [text, *marks]
    if column.number_heading:
        same = column.number_heading == column.heading
        heading = f"{column.number_heading} (tal)" if same else column.number_heading
        yield FlatColumn(heading, tuple(FlatCell(number=cell.number) for cell in cells))


def _mark_columns(column: Column, cells: Sequence[Cell]) -> Iterator[FlatColumn]:
    """One for each period that marks are labelled with, so that each can be filtered, and one for those of none."""
    for period in dict.fromkeys(_period(mark, column) for cell in cells for mark in _marks(cell)):
        of = ([m for m in _marks(cell) if _period(m, column) == period] for cell in cells)
        told = (text_cell([replace(mark, label="") for mark in marks]) for marks in of)
        yield FlatColumn(f"{column.mark_heading} {period}".strip(), tuple(told))


def _period(mark: Mark, column: Column) -> str:
    """The mark's label, empty where it is what the column of marks is called anyway."""
    return "" if mark.label == column.mark_heading else mark.label


def _marks(cell: Cell) -> list[Mark]:
    return [block for block in cell.blocks if isinstance(block, Mark)]


def _has_mark_among_text(cell: Cell) -> bool:
    return 0 < len(_marks(cell)) < len(cell.blocks)


def _begins_with_mark(cell: Cell) -> bool:
    return bool(cell.blocks) and isinstance(cell.blocks[0], Mark)


def _stands_alone(block: Block, column: Column) -> bool:
    """A mark of no period: one with a period tells what the text after it is about, and stays there too."""
    return isinstance(block, Mark) and not _period(block, column)


def _within_limit(column: FlatColumn) -> Iterator[FlatColumn]:
    """The column, and as many more as its longest text needs to be held whole."""
    if all(len(cell.text) <= _SIGNS_A_PIECE for cell in column.cells):
        yield column
        return
    pieces = [pieces_of(cell.text) for cell in column.cells]
    first = (replace(cell, text=of[0]) for cell, of in zip(column.cells, pieces, strict=True))
    yield FlatColumn(column.heading, tuple(first))
    for number in range(1, max(map(len, pieces))):
        cells = tuple(FlatCell(of[number]) if number < len(of) else FlatCell() for of in pieces)
        yield FlatColumn(f"{column.heading} (forts. {number})", cells)
