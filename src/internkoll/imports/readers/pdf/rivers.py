"""Columns of text that no upright line parts: the rivers of blank paper that run down between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.words import segments_of

WIDE_GAP = 0.9
_NARROWEST = 0.34
_SURE = 1.6
_MOST_ACROSS = 2
_SAME_START = 1.2
_LEAST_STARTS = 3
_MOST_SEEDS = 30
_IN_COMMON = 0.6
_LIST_GAP = 3.0
_LABEL = re.compile(r"\d{1,2}[.)]|[a-z][.)]|[•●▪–-]")
_SHARE_OF_STARTS = 0.5

Span = tuple[float, float]


@dataclass(slots=True)
class Zone:
    """Lines `first` to `last` (not included) of a page, in columns; `across` are the numbers of the lines that go over
    several columns, `goes_on` whether they are in the columns of the page before."""

    first: int
    last: int
    rivers: list[Span]
    across: set[int]
    goes_on: bool = False


def zones_of(lines: Sequence[TextLine], known: Sequence[Span] = ()) -> list[Zone]:
    """The stretches of a page that stand in at least two columns. `known` are the rivers of a table on the page before,
    which the first lines of this one may go on with."""
    zones: list[Zone] = []
    taken: set[int] = set()
    by_parts = [(len(_blanks(line)), number) for number, line in enumerate(lines)]
    for blanks, number in sorted(by_parts, key=lambda item: (-item[0], item[1]))[:_MOST_SEEDS]:
        if blanks and number not in taken:
            zones += _found(lines, number, _blanks(lines[number]), taken)
    if known and lines and 0 not in taken and _keeps(known, lines[0]):
        zones += _found(lines, 0, known, taken, goes_on=True)
    return _put_together(sorted(zones, key=lambda zone: zone.first), lines)


def _put_together(zones: Sequence[Zone], lines: Sequence[TextLine]) -> list[Zone]:
    """Zones that follow on each other, with most rivers in common, as one: a header in two levels has fewer."""
    found: list[Zone] = []
    for zone in zones:
        last = found[-1] if found else None
        if last and zone.first - last.last <= _MOST_ACROSS and _is_same_table(last, zone):
            larger = max(last, zone, key=lambda one: (len(one.rivers), one.last - one.first))
            numbers = range(last.first, zone.last)
            across = {n for n in numbers if n in last.across | zone.across or not _keeps(larger.rivers, lines[n])}
            found[-1] = Zone(last.first, zone.last, larger.rivers, across)
        else:
            found.append(zone)
    return found


def _is_same_table(one: Zone, other: Zone) -> bool:
    fewer, more = sorted((one.rivers, other.rivers), key=len)
    common = sum(any(start < b and a < end for a, b in more) for start, end in fewer)
    return len(fewer) > 1 and common >= _IN_COMMON * len(fewer)


def _found(
    lines: Sequence[TextLine], seed: int, rivers: Sequence[Span], taken: set[int], *, goes_on: bool = False
) -> list[Zone]:
    """The zone around the line with the most columns, among lines that are not taken yet. One that goes on with a table
    of the page before may be short."""
    kept, last, below = _grown(lines, seed, rivers, 1, taken)
    kept, first, above = _grown(lines, seed, kept, -1, taken)
    while first - 1 >= 0 and first - 1 not in taken and _is_upper_header(lines[first - 1], kept):
        first -= 1
        above.add(first)
    across = below | above
    own = [line for number, line in enumerate(lines[first : last + 1], first) if number not in across]
    if sum(len(segments_of(line, WIDE_GAP)) > 1 for line in own) < (1 if goes_on else _LEAST_STARTS):
        return []
    taken.update(range(first, last + 1))
    found = kept if goes_on else _without_numbers(_rivers(own), own)
    return [Zone(first, last + 1, found, across, goes_on)] if found else []


def _blanks(line: TextLine) -> list[Span]:
    parts = segments_of(line, WIDE_GAP)
    return [(one.x1, two.x0) for one, two in pairwise(parts)]


def _keeps(rivers: Sequence[Span], line: TextLine) -> bool:
    return len(_narrowed(rivers, line)) == len(rivers)


def _narrowed(rivers: Sequence[Span], line: TextLine) -> list[Span]:
    """What is left of each river beside the words of the line; those that it crosses are gone."""
    left = []
    for start, end in rivers:
        pieces = [(start, end)]
        for word in line.words:
            pieces = [
                piece
                for a, b in pieces
                for piece in ((a, min(b, word.x0)), (max(a, word.x1), b))
                if piece[1] > piece[0]
            ]
        widest = max(pieces, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))
        if widest[1] - widest[0] >= _NARROWEST * line.size:
            left.append(widest)
    return left


def _is_upper_header(line: TextLine, rivers: Sequence[Span]) -> bool:
    """A line of several headings in bold, some of them over more than one column."""
    kept = _narrowed(rivers, line)
    return line.bold and len(_blanks(line)) > 1 and len(kept) >= _IN_COMMON * len(rivers)


def _without_numbers(rivers: Sequence[Span], lines: Sequence[TextLine]) -> list[Span]:
    """The rivers, but for one beside the numbers or signs of a list, which belong to the text that follows them."""
    kept: list[Span] = []
    for number, (start, end) in enumerate(rivers):
        left = rivers[number - 1][1] - 0.5 if number else 0.0
        texts = [" ".join(w.text for w in line.words if left <= w.x0 < start) for line in lines]
        told = [text for text in texts[1:] if text]
        if not (told and all(_LABEL.fullmatch(text) for text in told) and end - start < _LIST_GAP * lines[0].size):
            kept.append((start, end))
    return kept


def _grown(
    lines: Sequence[TextLine], seed: int, rivers: Sequence[Span], way: int, taken: set[int]
) -> tuple[list[Span], int, set[int]]:
    """(what is left of the rivers, the last line in that direction that keeps them, the lines across them on the way).
    One line or two that go across are let by where lines in columns follow."""
    kept, last, across = list(rivers), seed, set[int]()
    waiting: set[int] = set()
    place = seed + way
    while 0 <= place < len(lines) and place not in taken and len(waiting) <= _MOST_ACROSS:
        narrowed = _narrowed(kept, lines[place])
        in_columns = len(narrowed) == len(kept)
        if in_columns and (not waiting or len(segments_of(lines[place], WIDE_GAP)) > 1):
            kept, last = narrowed, place
            across |= waiting
            waiting = set()
        else:
            waiting.add(place)
        place += way
    return kept, last, across


def _rivers(lines: Sequence[TextLine]) -> list[Span]:
    """The blanks that run through all the lines and have a column's straight left side beside them."""
    ink = _merged((word.x0, word.x1) for line in lines for word in line.words)
    size = max(line.size for line in lines)
    return [(one[1], two[0]) for one, two in pairwise(ink) if _parts_columns(two[0] - one[1], two, lines, size)]


def _parts_columns(width: float, column: Span, lines: Sequence[TextLine], size: float) -> bool:
    """Whether a blank of that width beside a column of text parts it off: most of its lines begin at its side."""
    if width < _NARROWEST * size:
        return False
    left, right = column
    starts = sum(any(abs(word.x0 - left) < _SAME_START for word in line.words) for line in lines)
    in_column = sum(any(left - _SAME_START < word.x0 < right for word in line.words) for line in lines)
    is_straight = starts >= _LEAST_STARTS and starts >= _SHARE_OF_STARTS * in_column
    return is_straight or width >= _SURE * size or (width >= WIDE_GAP * size and starts > 1)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
