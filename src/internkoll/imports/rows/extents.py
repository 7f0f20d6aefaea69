"""How far down a table reaches below its header: where its lines end, and text or another table begins."""

from collections.abc import Sequence

from internkoll.imports.readers.shapes import Line
from internkoll.imports.rows.plan import spans_all

_MOST_BESIDE = 2
_FILLED = 4


def last_of_data(body: Sequence[Line], *, is_sheet: bool, before_a_table: bool) -> int:
    """How many of the lines belong to the table; the rest is text below it, or headings of the next."""
    if is_sheet:
        body = body[: _end_of_table(body)]
    last = max((i for i, line in enumerate(body) if _is_data(line)), default=-1) + 1
    for index in range(last, len(body)):
        line = body[index]
        if not line.filled:
            continue
        after_blank = is_sheet and index > 0 and body[index - 1].is_blank
        if before_a_table or after_blank or _is_text(line):
            return index
        last = index + 1
    return last


def _end_of_table(body: Sequence[Line]) -> int:
    """Where a table ends on its sheet: after a blank line that only lines of a cell or two follow, be it a block of
    signatures or an explanation of a scale, while the table's own lines are filled."""
    blank = next((i for i in range(len(body) - 1, 0, -1) if body[i].is_blank and any(_is_data(b) for b in body[i:])), 0)
    above = [len(line.filled) for line in body[:blank] if _is_data(line)]
    below = [line for line in body[blank:] if line.filled]
    is_apart = above and min(above) > _MOST_BESIDE and all(len(line.filled) <= _MOST_BESIDE for line in below)
    is_apart = is_apart and not any(cell.down for line in below for cell in line.cells)
    return blank if is_apart and sum(above) > _FILLED * len(above) else len(body)


def _is_data(line: Line) -> bool:
    """Several cells, one far in, or one beside a cell that is merged with the line above."""
    filled = line.filled
    return len(filled) > 1 or (bool(filled) and (filled[0] > 1 or any(cell.down for cell in line.cells)))


def _is_text(line: Line) -> bool:
    text = line.text(line.filled[0])
    return text.startswith("*") or (len(text) > 80 and text.endswith(".") and (spans_all(line) or line.filled[0] == 0))
