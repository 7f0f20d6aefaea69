"""Tables with no upright lines: columns by the rivers between them, rows by level lines or how the text stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from internkoll.imports.readers.pdf.aligned_rows import row_starts
from internkoll.imports.readers.pdf.grid import Part, PartCell, PartRow
from internkoll.imports.readers.pdf.rivers import WIDE_GAP, Span, Zone, zones_of
from internkoll.imports.readers.pdf.ruled import filled_grid, level_rules
from internkoll.imports.readers.pdf.shapes import Page, Rule, TextLine, Word
from internkoll.imports.readers.pdf.words import lines_of, segments_of

_LEAST_COLUMNS = 3
_FULL = 0.72
_OVER_TABLE = 0.35
_BESIDE = 12.0
_INSIDE = 2.0
_LEAST_ROWS = 2
_FEW_PARTS = 2
_LEAST_FIELDS = 3
_LARGER = 1.15
_MOSTLY = 0.7
_LONGEST_LABEL = 40
_LEAST_RULES = 3
_LINES_ACROSS = 3
_MIDDLE = 0.3
_PAGE = re.compile(r"\d{1,3}")


def aligned(page: Page, lines: Sequence[TextLine], known: Sequence[Span]) -> tuple[list[TextLine | Part], list[Span]]:
    """The lines of a page with its tables put in their places, two columns of prose one after the other; and the rivers
    of the table that the page ends with."""
    items: list[TextLine | Part] = []
    place = 0
    rivers: list[Span] = []
    for zone in zones_of(lines, known):
        _leave_heading_out(lines, zone)
        items += lines[place : zone.first]
        found = list(_zone_items(page, lines, zone))
        items += found
        place = zone.last
        rivers = zone.rivers if isinstance(found[-1], Part) and zone.last == len(lines) else []
    return [*items, *lines[place:]], rivers


def _leave_heading_out(lines: Sequence[TextLine], zone: Zone) -> None:
    """A heading in larger type above a table is none of its rows."""
    sizes = sorted(line.size for line in lines[zone.first : zone.last])
    while zone.last - zone.first > 1 and lines[zone.first].size > _LARGER * sizes[len(sizes) // 2]:
        zone.first += 1


def _zone_items(page: Page, lines: Sequence[TextLine], zone: Zone) -> Iterator[TextLine | Part]:
    inside = lines[zone.first : zone.last]
    if _is_contents(inside):
        for line in inside:
            line.kind = "contents"
        yield from inside
        return
    separators = _separators(page, inside)
    if len(zone.rivers) + 1 < _LEAST_COLUMNS and not separators:
        if _is_prose(inside, zone):
            yield from _column_by_column(page, inside, zone)
            return
        form = _table(page, inside, zone, [])
        yield from [form] if _is_form(form) else inside
        return
    part = _ruled(page, inside, zone) or _table(page, inside, zone, separators)
    if len(part.rows) >= _LEAST_ROWS or zone.goes_on:
        yield part
    else:
        yield from inside


def _is_contents(lines: Sequence[TextLine]) -> bool:
    """A list of contents: headings with the number of a page at the right."""
    lasts = [parts[-1].text for line in lines if len(parts := segments_of(line, WIDE_GAP)) == 2]
    numbers = [int(last) for last in lasts if _PAGE.fullmatch(last)]
    return len(numbers) == len(lasts) >= len(lines) - 1 and numbers == sorted(numbers)


def _columns(lines: Sequence[TextLine], rivers: Sequence[Span]) -> list[list[Word]]:
    ends = [(start + end) / 2 for start, end in rivers]
    columns: list[list[Word]] = [[] for _ in range(len(rivers) + 1)]
    for line in lines:
        for word in line.words:
            columns[sum(end < word.x0 + 0.1 for end in ends)].append(word)
    return columns


def _is_prose(lines: Sequence[TextLine], zone: Zone) -> bool:
    """Two columns whose lines nearly all reach far, as running text does and cells do not."""
    columns = [lines_of(words, 0) for words in _columns(lines, zone.rivers)]
    for column in columns:
        width = max(line.x1 for line in column) - min(line.x0 for line in column)
        full = sum(line.x1 - line.x0 > _FULL * width for line in column)
        if len(column) < 4 or full < 0.6 * len(column):
            return False
    return True


def _is_form(part: Part) -> bool:
    """Labels to the left and what is told of them to the right."""
    both = sum(len(row.filled) == part.width for row in part.rows)
    labels = [line for row in part.rows for line in row.cells[0].lines]
    short = sum(len(line.text) <= _LONGEST_LABEL for line in labels)
    return both >= _LEAST_FIELDS and both >= _MOSTLY * len(part.rows) and short >= _MOSTLY * len(labels)


def _column_by_column(page: Page, lines: Sequence[TextLine], zone: Zone) -> Iterator[TextLine]:
    for words in _columns(lines, zone.rivers):
        yield from lines_of(words, page.number)


def _separators(page: Page, lines: Sequence[TextLine]) -> list[float]:
    """The y of level lines, and of the sides of shades, that part the lines over much of their width."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, bottom = lines[0].top, lines[-1].bottom
    spans = [(rule.at, rule.start, rule.end) for rule in level_rules(page)]
    spans += [(y, area.x0, area.x1) for area in page.shades for y in (area.top, area.bottom)]
    covered: dict[float, float] = {}
    for y, start, end in sorted(spans):
        if top < y < bottom and end > left - _BESIDE and start < right + _BESIDE:
            near = next((known for known in covered if abs(known - y) < _INSIDE), y)
            covered[near] = covered.get(near, 0.0) + min(end, right) - max(start, left)
    return sorted(y for y, width in covered.items() if width >= _OVER_TABLE * (right - left))


def _ruled(page: Page, lines: Sequence[TextLine], zone: Zone) -> Part | None:
    """The table where level lines part its rows: the rivers stand in for the upright lines, but where a line of text
    goes across them. None where the lines do not part rows."""
    left, right = min(line.x0 for line in lines) - _INSIDE, max(line.x1 for line in lines) + _INSIDE
    top, bottom = lines[0].top - _INSIDE, lines[-1].bottom + _INSIDE
    inside = [
        Rule(True, rule.at, max(rule.start, left), min(rule.end, right))
        for rule in level_rules(page)
        if top < rule.at < bottom and rule.end > left and rule.start < right
    ]
    columns = [lines_of(words, page.number) for words in _columns(lines, zone.rivers)]
    if len(inside) < _LEAST_RULES or len(row_starts(columns, [], [])) > 2 * len(inside) + 2:
        return None
    ys = sorted({top, *(rule.at for rule in inside), bottom})
    uprights = [Rule(False, x, top, bottom) for x in (left, right)]
    for upper, lower in pairwise(ys):
        band = [line for line in lines if upper < line.y - _MIDDLE * line.size < lower]
        uprights += [Rule(False, end - _INSIDE, upper, lower) for _, end in _parting(band, zone.rivers)]
    ends = [Rule(True, y, left, right) for y in (top, bottom)]
    part = filled_grid(page, [*inside, *ends], uprights, [word for line in lines for word in line.words])
    return _with_room(part, zone.rivers) if part else None


def _parting(band: Sequence[TextLine], rivers: Sequence[Span]) -> list[Span]:
    """The rivers that part the lines of a row. A row with one text over several columns goes across them all."""
    words = [word for line in band for word in line.words]
    parting = [(start, end) for start, end in rivers if not any(word.x0 < start and word.x1 > end for word in words)]
    texts = [part for line in band for part in segments_of(line, WIDE_GAP)]
    return [] if _goes_over(texts, rivers) and len(texts) == len(band) and len(band) <= _LINES_ACROSS else parting


def _goes_over(texts: Sequence[TextLine], rivers: Sequence[Span]) -> bool:
    return any(text.x0 < start and text.x1 > end for text in texts for start, end in rivers)


def _with_room(part: Part, rivers: Sequence[Span]) -> Part:
    """The table with the sides of its cells where text can stand: as far from the next column as the fullest one is."""
    gutter = min(end - start for start, end in rivers)
    part.is_soft = True
    for row in part.rows:
        for cell in row.cells:
            cell.x0 += _INSIDE
            cell.x1 -= gutter - _INSIDE if cell.x1 < part.edges[-1] - 1 else _INSIDE
    return part


def _table(page: Page, lines: Sequence[TextLine], zone: Zone, separators: Sequence[float]) -> Part:
    across = [
        line
        for number, line in enumerate(lines, zone.first)
        if number in zone.across and _is_whole(line) and _goes_over([line], zone.rivers)
    ]
    own = [line for line in lines if line not in across]
    columns = [lines_of(words, page.number) for words in _columns(own, zone.rivers)]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    edges = [left - _INSIDE, *(end - _INSIDE for _, end in zone.rivers), right + _INSIDE]
    sides = list(pairwise([*edges[:-1], edges[-1]]))
    starts = row_starts(columns, separators, [line.top for line in across])
    rows = [
        PartRow(page.number, start, end, _cells(columns, sides, start, end), page.number)
        for start, end in pairwise([*starts, lines[-1].bottom + 1])
    ]
    for line in across:
        _put_across(rows, line, edges)
    return _with_room(Part(edges, [row for row in rows if row.filled]), zone.rivers)


def _is_whole(line: TextLine) -> bool:
    """Whether a line across columns is one text, and no row of which one word is too long for its column."""
    return len(segments_of(line, WIDE_GAP)) <= _FEW_PARTS


def _cells(columns: Sequence[Sequence[TextLine]], sides: Sequence[Span], start: float, end: float) -> list[PartCell]:
    return [
        PartCell([line for line in column if start <= line.top + _INSIDE < end], x0=left, x1=right)
        for column, (left, right) in zip(columns, sides, strict=True)
    ]


def _put_across(rows: Sequence[PartRow], line: TextLine, edges: Sequence[float]) -> None:
    """Put a line that goes across columns in the row where it stands, each part of it where it begins."""
    row = next(row for row in reversed(rows) if row.top <= line.top + _INSIDE)
    for text in segments_of(line, WIDE_GAP):
        first = max((i for i, edge in enumerate(edges[:-1]) if edge <= text.x0 + _INSIDE), default=0)
        last = max(first, *(i for i, edge in enumerate(edges[:-1]) if edge < text.x1 - _INSIDE))
        is_alone = not row.filled and len(line.words) == len(text.words)
        row.cells[first].lines = sorted([*row.cells[first].lines, text], key=lambda one: one.y)
        for covered in range(first + 1, len(edges) - 1 if is_alone else last + 1):
            if not row.cells[covered].lines:
                row.cells[covered] = PartCell(across=True)
                row.cells[first].x1 = edges[covered + 1]
