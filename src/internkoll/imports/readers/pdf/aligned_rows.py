"""Where the rows of a table without upright lines begin."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.text import BULLET, had_room, pitch_of

_MORE_THAN_PITCH = 1.14
_SAME_LINE = 0.35
_FEW_SEPARATORS = 2
_LEAST_TOGETHER = 2
_SHARE = 0.34

Columns = Sequence[Sequence[TextLine]]


def row_starts(columns: Columns, separators: Sequence[float], across: Iterable[float]) -> list[float]:
    """The y where each row begins, from the top. `separators` are lines between rows; where there are hardly any, the
    text tells: several columns begin anew on the same line. Lines across the table are rows of their own."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.y)
    first = min([lines[0].top, *across]) - 1
    starts = [first, *separators]
    if len(separators) <= _FEW_SEPARATORS or _leaves_many_together(columns, separators):
        starts += _by_text(columns)
    for top in across:
        starts += [top - 1, *[line.top - 1 for line in lines if line.top > top][:1]]
    return _apart(starts, min(line.size for line in lines))


def _leaves_many_together(columns: Columns, separators: Sequence[float]) -> bool:
    """Whether what stands between two lines is much more than a row: lines drawn only here and there."""
    starts = _by_text(columns)
    return len(starts) > 2 * len(separators) + 2


def _by_text(columns: Columns) -> list[float]:
    begun = _begun_after_gap(columns)
    begun = (
        begun
        if any(count >= _LEAST_TOGETHER for count in Counter(map(_rounded, begun)).values())
        else _begun_anew(columns)
    )
    found = []
    for lines in _together(begun):
        filled = sum(any(abs(line.y - lines[0].y) < _SAME_LINE * line.size for line in column) for column in columns)
        together = len(lines) >= _LEAST_TOGETHER and len(lines) >= _SHARE * filled
        if together or _is_below_header(lines[0], columns) or (filled == 1 and _is_name(lines[0], columns)):
            found.append(min(line.top for line in lines) - 1)
    return found


def _is_below_header(line: TextLine, columns: Columns) -> bool:
    """The first line that is not bold, with nothing but bold above it: a header, repeated over a row that was cut."""
    above = [other for column in columns for other in column if other.y < line.y - _SAME_LINE * line.size]
    return bool(above) and not line.bold and all(other.bold for other in above)


def _is_name(line: TextLine, columns: Columns) -> bool:
    """A line alone in the first column, bold where the text beside it is not: it names the rows below."""
    if not any(line is first for first in columns[0]) or not line.bold:
        return False
    after = [
        min((other for other in column if other.y > line.y), key=lambda other: other.y, default=None)
        for column in columns
    ]
    nearest = min((other.y for other in after if other is not None), default=line.y)
    return any(
        other is not None and abs(other.y - nearest) < _SAME_LINE * line.size and not other.bold for other in after
    )


def _rounded(line: TextLine) -> int:
    return round(line.y / 2)


def _begun_after_gap(columns: Columns) -> list[TextLine]:
    """The lines that stand farther below the one before in their column than lines of a paragraph do, or are the first
    of it, or in other type."""
    pitch = pitch_of(columns)
    begun: list[TextLine] = []
    for column in columns:
        begun += column[:1]
        for above, line in pairwise(column):
            usual = pitch.get(round(2 * line.size), 1.2 * line.size)
            if line.y - above.y > _MORE_THAN_PITCH * usual or above.bold != line.bold:
                begun.append(line)
    return begun


def _begun_anew(columns: Columns) -> list[TextLine]:
    """Where rows stand as close as lines do: lines whose first word would have had room on the line above."""
    begun: list[TextLine] = []
    for column in columns:
        begun += column[:1]
        right = max((line.x1 for line in column), default=0.0)
        for above, line in pairwise(column):
            if had_room(above, line, right) and not line.text[:1].islower() and not BULLET.match(line.text):
                begun.append(line)
    return begun


def _together(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    groups: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.y):
        if groups and line.y - groups[-1][0].y < _SAME_LINE * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _apart(starts: Iterable[float], size: float) -> list[float]:
    """The starts in order, of those that are nearly the same only one."""
    found: list[float] = []
    for start in sorted(starts):
        if not found or start - found[-1] > 0.6 * size:
            found.append(start)
    return found
