"""How many lines a table's rows are likely to need, and which rows are short enough to stay together on a page."""

from collections.abc import Sequence
from math import ceil

from internkoll.reports.blocks import Cell, Column, Table

# The room between two paragraphs, in lines.
_BETWEEN_PARAGRAPHS = 0.35
# The signs that the padding of a cell takes of its width.
_PADDING = 2


def lines_of_text(text: str, signs: float) -> int:
    """The lines of the text where a line holds about that many signs. An empty text has one."""
    return sum(max(1, ceil(len(paragraph) / max(signs, 1))) for paragraph in text.split("\n"))


class Heights:
    """The heights of a table's rows, in lines, where the table is that many signs across."""

    def __init__(self, table: Table, signs_across: float, most_together: float) -> None:
        self._most_together = most_together
        self._rows = [_lines_of(row, table.columns, signs_across) for row in table.rows]

    def stays_together(self, row: int, rows: int = 1) -> bool:
        """Whether so many rows from that one on are few and short enough not to be parted over pages."""
        return sum(self._rows[row : row + rows]) <= self._most_together


def _lines_of(row: Sequence[Cell | None], columns: Sequence[Column], signs_across: float) -> float:
    """The lines of the row's tallest cell; those of a cell that rows share are shared out among them."""
    heights = (
        _lines_with_room(cell.plain, column.width * signs_across / 100 - _PADDING) / cell.rows
        for cell, column in zip(row, columns, strict=True)
        if cell
    )
    return max(heights, default=1)


def _lines_with_room(text: str, signs: float) -> float:
    return lines_of_text(text, signs) + _BETWEEN_PARAGRAPHS * text.count("\n")
