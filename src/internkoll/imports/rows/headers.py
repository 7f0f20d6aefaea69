"""Find the lines that are a table's header: one line, or two where the upper one stands over several of the lower."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from internkoll.imports.evidence import is_figure, is_status
from internkoll.imports.outcomes import is_choice, is_class
from internkoll.imports.readers.shapes import Cell, Line
from internkoll.imports.rows.plan import HeaderCell
from internkoll.imports.rows.repeated import as_before, may_be_repeated
from internkoll.imports.synonyms import Sense

_RESULTS = (Sense.RESULT, Sense.FOLLOW_UP, Sense.STATUS, Sense.OUTCOME)


_SHORT = 45
_LONGEST_EXPLANATION = 300
# A header whose every word is damaged is looked for no further down; it takes time.
_FAR_DOWN = 40
# Right below lines of data, only what is a header from end to end is another one, and no line of data itself.
_ANOTHER = 1.7


@dataclass(frozen=True, slots=True)
class Header:
    start: int
    height: int
    cells: tuple[HeaderCell, ...]

    @property
    def end(self) -> int:
        return self.start + self.height


def find_headers(lines: Sequence[Line], before: Sequence[HeaderCell] = ()) -> list[Header]:
    """Every header among the lines, repeated ones too, in order. `before` is that of the table before, by which one
    that is damaged is known again."""
    headers: list[Header] = []
    for index in range(len(lines)):
        if not headers or index >= headers[-1].end:
            latest = headers[-1].cells if headers else before
            header = _repeated_at(lines, index, latest) or _header_at(lines, index)
            is_another = bool(headers) and header is not None and not lines[index - 1].is_blank
            headers += [header] if header and not (is_another and _strength(header.cells) < _ANOTHER) else []
    return headers


def header_on(lines: Sequence[Line], index: int) -> Header:
    """The header that a person says stands on that line: two lines high where the next one is its lower half."""
    two = _double(lines[index], lines[index + 1]) if index + 1 < len(lines) else None
    return Header(index, 2, two) if two else Header(index, 1, _single(lines[index]))


def _repeated_at(lines: Sequence[Line], index: int, before: Sequence[HeaderCell]) -> Header | None:
    if not before or len(lines[index].filled) < 2 or not may_be_repeated([c.text for c in lines[index].cells], before):
        return None
    if any(cell.under for cell in before):
        lower = lines[index + 1] if index + 1 < len(lines) else None
        cells = as_before(_one_under_another(lines[index], lower), before) if lower else None
        return Header(index, 2, cells) if cells else None
    cells = as_before(_single(lines[index]), before)
    return Header(index, 1, cells) if cells else None


def _header_at(lines: Sequence[Line], index: int) -> Header | None:
    line = lines[index]
    if not _may_be_header(line) or (index > _FAR_DOWN and not _has_a_heading(line)):
        return None
    single = _single(line)
    two = _double(line, lines[index + 1]) if index + 1 < len(lines) else None
    if two and _strength(two) >= 1 and _strength(two) >= _strength(single) - 0.2:
        return Header(index, 2, two)
    return Header(index, 1, single) if _strength(single) else None


def _may_be_header(line: Line) -> bool:
    filled = [line.cells[i].text for i in line.filled]
    if len(filled) < 2 or any(_is_too_long(text) or is_figure(text.rstrip(".")) for text in filled):
        return False
    # A header whose every word is misspelt is known by its short cells.
    return any(may_open_a_header(text) for text in filled) or all(len(text.split("\n")[0]) <= _SHORT for text in filled)


def _has_a_heading(line: Line) -> bool:
    return any(may_open_a_header(line.text(index)) for index in line.filled)


def _is_too_long(text: str) -> bool:
    first, _, explained = text.partition("\n")
    return len(first) > LONGEST_HEADING or len(explained) > _LONGEST_EXPLANATION


def _strength(cells: Sequence[HeaderCell]) -> float:
    return header_strength([_at_most_a_value(cell) for cell in cells if cell.text])


def _at_most_a_value(cell: HeaderCell) -> Meaning:
    """ "Genomfört" and "Avvikelse" may head a column, but stand in lines of data too: they make no line a header."""
    is_value = is_status(cell.text) or is_class(cell.text)
    return replace(cell.meaning, confidence=min(cell.meaning.confidence, SURE)) if is_value else cell.meaning


def _single(line: Line) -> tuple[HeaderCell, ...]:
    return tuple(HeaderCell(text, meaning(text, in_a_header=True), first, last) for text, first, last in _spans(line))


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
    upper, lower = _as_merged(upper, lower)
    return _one_under_another(upper, lower) if _may_be_lower(upper, lower) else None


def _as_merged(upper: Line, lower: Line) -> tuple[Line, Line]:
    """The lines as they would be with their cells merged: where a program has written a heading again in every cell
    that it stands over."""
    above = tuple(
        Cell(across=True) if i and cell.text and cell.text == upper.text(i - 1) and lower.text(i) else cell
        for i, cell in enumerate(upper.cells)
    )
    below = tuple(
        Cell(down=True) if cell.text and cell.text == upper.text(i) else cell for i, cell in enumerate(lower.cells)
    )
    return Line(upper.number, above), Line(lower.number, below)


def _one_under_another(upper: Line, lower: Line) -> tuple[HeaderCell, ...]:
    cells: list[HeaderCell] = []
    above = ""
    for column, cell in enumerate(upper.cells):
        under = lower.text(column)
        above = cell.text or (above if under or cell.across else "")
        known = combined(above, under) if under and above else meaning(under or above, in_a_header=True)
        if cell.across and not under and cells:
            cells[-1] = HeaderCell(cells[-1].text, cells[-1].meaning, cells[-1].first, column)
        else:
            cells.append(
                HeaderCell(
                    " ".join(part for part in (above, under) if part), known, column, column, under if above else ""
                )
            )
    return tuple(cells)


def _may_be_lower(upper: Line, lower: Line) -> bool:
    filled = lower.filled
    if len(filled) < 2 or any(len(lower.text(i)) > LONGEST_HEADING for i in filled):
        return False
    known = [_is_known(meaning(lower.text(i))) or is_choice(lower.text(i)) for i in filled]
    if sum(known) * 3 < len(known) * 2 and not _counts_periods(upper, lower):
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
    after = upper.cells[column + 1] if column + 1 < len(upper.cells) else None
    stands_over_next = after is not None and not after.text and (after.across or bool(lower.text(column + 1)))
    return bool(upper.text(column)) and not stands_over_next
