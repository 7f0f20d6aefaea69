"""Rows that are cut by the end of a page: whether the first row of the next page goes on with the last one of this.

Told from how the text stands: a cell that ended higher up can't go on, and a line with room for the next word ended.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from internkoll.imports.readers.pdf.grid import PartCell, PartRow
from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.text import had_room

_ENDS = re.compile(r"[.!?:;)\]\"”]$")
_ALWAYS = 0.9
_FEW_ROWS = 3
_NEAR_BOTTOM = 2.2
_ENOUGH = 2
_SAME_SENTENCE = 3
_BROKEN_WORD = 4
_PADDING = 4.0


def is_cut(rows: Sequence[PartRow], row: PartRow, *, is_open: bool = False) -> bool:
    """Whether the row goes on with the last of the rows. `is_open`: no line closes the table where the page ends."""
    above = rows[-1]
    if _is_across(row) != _is_across(above):
        return False
    if not row.filled or not all(above.cells[i].lines or _goes_on_from_above(rows, row, i) for i in row.filled):
        return False
    if any(_is_bold(row.cells[i]) and not _is_bold(above.cells[i]) for i in row.filled):
        return False
    if not all(_reaches_the_end(above, index) for index in row.filled if above.cells[index].lines):
        return False
    return _signs(rows, row) + (_ENOUGH if is_open else 0) >= _ENOUGH


def joined(above: PartRow, below: PartRow) -> PartRow:
    pairs = zip(above.cells, below.cells, strict=True)
    cells = [replace(upper, lines=[*upper.lines, *lower.lines]) for upper, lower in pairs]
    return replace(above, cells=cells, last_page=below.last_page, joined=[*above.joined, below.page])


def with_sentences_ended(above: PartRow, below: PartRow) -> tuple[PartRow, PartRow]:
    """The two rows, where a merged cell's sentence that goes on beside a new row is taken back to where it began."""
    upper, lower = list(above.cells), list(below.cells)
    for index in below.filled if len(below.filled) > 1 else ():
        if upper[index].lines and _goes_on(upper[index], lower[index]) >= _SAME_SENTENCE:
            upper[index] = replace(upper[index], lines=[*upper[index].lines, *lower[index].lines])
            lower[index] = replace(lower[index], lines=[], down=True)
    return replace(above, cells=upper), replace(below, cells=lower)


def _goes_on_from_above(rows: Sequence[PartRow], row: PartRow, index: int) -> bool:
    """Whether the cell ends a sentence of a cell that is merged down to here."""
    if not rows[-1].cells[index].down:
        return False
    owner = next((above.cells[index] for above in reversed(rows) if above.cells[index].lines), None)
    return owner is not None and _goes_on(owner, row.cells[index]) >= _SAME_SENTENCE


def _is_bold(cell: PartCell) -> bool:
    return bool(cell.lines) and all(line.bold for line in cell.lines)


def _is_across(row: PartRow) -> bool:
    """Whether one text goes over all the columns."""
    return all(cell.across for cell in row.cells[1:])


def _reaches_the_end(row: PartRow, index: int) -> bool:
    """Whether the cell's text goes as far down as the row does: one that ended before that can't go on."""
    last = max(cell.lines[-1].y for cell in row.cells if cell.lines)
    line = row.cells[index].lines[-1]
    return last - line.y < _NEAR_BOTTOM * line.size


def _signs(rows: Sequence[PartRow], row: PartRow) -> int:
    """For and against: text that goes on in the middle of a sentence, cells that begin anew, and columns that every
    row fills but this one."""
    pairs = [(rows[-1].cells[index], row.cells[index]) for index in row.filled]
    pairs = [(upper, lower) for upper, lower in pairs if upper.lines]
    signs = sum(_goes_on(upper, lower) for upper, lower in pairs)
    begun = sum(_begins_anew(upper, lower) for upper, lower in pairs)
    always = _always_filled(rows)
    missing = [i for i in always if not row.cells[i].lines and not row.cells[i].down]
    signs -= 2 * begun if begun > 1 else 0
    if missing:
        return signs + _ENOUGH * min(len(missing), 2)
    all_ended = all(_ENDS.search(upper.lines[-1].text) for upper, _ in pairs)
    return signs - (3 if len(always) > 1 else 0) - all_ended


def _goes_on(upper: PartCell, lower: PartCell) -> int:
    end, start = upper.lines[-1].text, lower.lines[0].text
    if end.endswith(("\u00ad", "\u2010")) or (end.endswith("-") and start[:1].islower()):
        return _BROKEN_WORD
    return _SAME_SENTENCE if start[:1].islower() and not _ENDS.search(end) else 0


def _begins_anew(upper: PartCell, lower: PartCell) -> bool:
    """Whether the cell's last line had room for the word that stands first on the next page, or both stand alone on
    their lines and the word has a capital."""
    last, first = upper.lines[-1], lower.lines[0]
    if _goes_on(upper, lower) or _is_ended(last):
        return False
    are_alone = len(last.words) == len(first.words) == 1 and first.text[:1].isupper()
    return are_alone or had_room(last, first, upper.x1 - _PADDING)


def _is_ended(line: TextLine) -> bool:
    # A full stop ends a paragraph as well as a row, so it tells nothing.
    return _ENDS.search(line.text) is not None


def _always_filled(rows: Sequence[PartRow]) -> list[int]:
    """The columns that are blank in hardly any row; the first row is the header."""
    data = [row for row in rows[1:] if len(row.filled) > 1]
    if len(data) < _FEW_ROWS:
        return []
    return [
        i for i in range(len(data[0].cells)) if sum(bool(row.cells[i].lines) for row in data) >= _ALWAYS * len(data)
    ]
