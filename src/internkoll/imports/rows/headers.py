"""Find the lines that are a table's header: one line, or two where the upper one stands over several of the lower."""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.imports.column_periods import named_by_number
from internkoll.imports.columns import (
    LONGEST_HEADING,
    SURE,
    Meaning,
    combined,
    header_strength,
    may_open_a_header,
    meaning,
)
from internkoll.imports.evidence import is_figure
from internkoll.imports.readers.shapes import Line
from internkoll.imports.rows.plan import HeaderCell
from internkoll.imports.synonyms import Sense

_RESULTS = (Sense.RESULT, Sense.FOLLOW_UP, Sense.STATUS, Sense.OUTCOME)


_SHORT = 45


@dataclass(frozen=True, slots=True)
class Header:
    start: int
    height: int
    cells: tuple[HeaderCell, ...]

    @property
    def end(self) -> int:
        return self.start + self.height


def find_headers(lines: Sequence[Line]) -> list[Header]:
    """Every header among the lines, repeated ones too, in order."""
    headers: list[Header] = []
    for index in range(len(lines)):
        if not headers or index >= headers[-1].end:
            header = _header_at(lines, index)
            headers += [header] if header else []
    return headers


def _header_at(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    if not _may_be_header(line):
        return None
    single = _single(line)
    two = _double(line, lines[index + 1]) if index + 1 < len(lines) else None
    if two and _strength(two) >= 1 and _strength(two) >= _strength(single) - 0.2:
        return Header(index, 2, two)
    return Header(index, 1, single) if _strength(single) else None


def _may_be_header(line: Line) -> bool:
    filled = [line.cells[i].text for i in line.filled]
    if len(filled) < 2 or any(len(text) > 2 * LONGEST_HEADING or is_figure(text.rstrip(".")) for text in filled):
        return False
    # A header whose every word is misspelt is known by its short cells.
    return any(may_open_a_header(text) for text in filled) or all(len(text) <= _SHORT for text in filled)


def _strength(cells: Sequence[HeaderCell]) -> float:
    return header_strength([cell.meaning for cell in cells if cell.text])


def _single(line: Line) -> tuple[HeaderCell, ...]:
    return tuple(HeaderCell(text, meaning(text), first, last) for text, first, last in _spans(line))


def _spans(line: Line) -> list[tuple[str, int, int]]:
    """(text, first, last) of each cell, merged ones as one."""
    spans: list[tuple[str, int, int]] = []
    for column, cell in enumerate(line.cells):
        if cell.across and not cell.text and spans:
            text, first, _ = spans[-1]
            spans[-1] = (text, first, column)
        else:
            spans.append((cell.text, column, column))
    return spans


def _double(upper: Line, lower: Line) -> tuple[HeaderCell, ...] | None:
    """The two lines read as one header, or None where the lower one is no such line."""
    if not _may_be_lower(upper, lower):
        return None
    cells: list[HeaderCell] = []
    above = ""
    for column, cell in enumerate(upper.cells):
        under = lower.text(column)
        above = cell.text or (above if under or cell.across else "")
        known = combined(above, under) if under and above else meaning(under or above)
        if cell.across and not under and cells:
            cells[-1] = HeaderCell(cells[-1].text, cells[-1].meaning, cells[-1].first, column)
        else:
            cells.append(HeaderCell(" ".join(part for part in (above, under) if part), known, column, column))
    return tuple(cells)


def _may_be_lower(upper: Line, lower: Line) -> bool:
    filled = lower.filled
    if len(filled) < 2 or any(len(lower.text(i)) > LONGEST_HEADING for i in filled):
        return False
    known = [meaning(lower.text(i)) for i in filled]
    if sum(_is_known(m) for m in known) * 3 < len(known) * 2 and not _counts_periods(upper, lower):
        return False
    return any(_is_under_a_span(upper, i) for i in filled) and not any(_has_own_upper(upper, lower, i) for i in filled)


def _counts_periods(upper: Line, lower: Line) -> bool:
    """ "1 | 2" or "UR1 | UR2", and nothing else, under "Uppföljning"."""
    above = next((upper.text(i) for i in range(lower.filled[0], -1, -1) if upper.text(i)), "")
    headings = {i: lower.text(i) for i in lower.filled}
    return meaning(above).sense in _RESULTS and len(named_by_number(headings, may_be_bare=True)) == len(headings)


def _is_known(known: Meaning) -> bool:
    return known.mark is not None or known.confidence >= SURE


def _is_under_a_span(upper: Line, column: int) -> bool:
    """Under the second or a later column of a heading: merged, or left blank where nobody merged."""
    return column > 0 and column < len(upper.cells) and not upper.text(column)


def _has_own_upper(upper: Line, lower: Line, column: int) -> bool:
    """A lower cell under a heading that stands over no other column: then the lower line is data."""
    stands_over_next = column + 1 < len(upper.cells) and not upper.text(column + 1) and bool(lower.text(column + 1))
    return bool(upper.text(column)) and not stands_over_next
