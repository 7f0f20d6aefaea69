"""Tables that go on over pages are one table, and rows that are cut by the end of a page one row."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from internkoll.imports.readers.pdf.cut_rows import is_cut, joined, with_sentences_ended
from internkoll.imports.readers.pdf.grid import Part, PartCell, PartRow
from internkoll.imports.readers.pdf.shapes import TextLine

_SAME_SIDE = 8.0
_SAME_EDGE = 4.0
_EDGES_IN_COMMON = 0.6
_MOST_HEADER_ROWS = 4
_MOSTLY_SAME = 0.7
_MOST_LINES_BETWEEN = 3
_MOSTLY_AS_LARGE = 1.15
_NEAR = 0.8


def goes_on(above: Part, below: Part) -> bool:
    """Whether the second table can be the first one's continuation on the next page: it has the same columns.

    One that is known by its text alone may be found in two parts on a page too."""
    is_soft = above.is_soft and below.is_soft
    if below.page != above.last_page + 1 and not (is_soft and below.page == above.last_page):
        return False
    if abs(above.edges[0] - below.edges[0]) > _SAME_SIDE:
        return False
    if not is_soft and abs(above.edges[-1] - below.edges[-1]) > _SAME_SIDE:
        return False
    fewer, more = sorted((above.edges, below.edges), key=len)
    common = sum(any(abs(one - other) <= _SAME_EDGE for other in more) for one in fewer[1:-1])
    return len(fewer) > 2 and common >= _EDGES_IN_COMMON * (len(fewer) - 2)


def put_together(above: Part, below: Part, earlier: Sequence[Part] = ()) -> Part:
    """One table of the two, in the columns of both: a header that is repeated, from this table or an earlier one, is
    left out, and a row that was cut in two is joined."""
    edges = _edges(above.edges, below.edges)
    is_soft = above.is_soft and below.is_soft
    first, second = _in_columns(above, edges), _in_columns(below, edges)
    if below.page == above.last_page:
        return Part(edges, [*first, *second], above.open_top, below.open_bottom, above.open_sides, is_soft)
    later = _without_header([first, *(part.rows for part in earlier if part.width == below.width)], second)
    _mark_continued(later, first)
    if later and is_cut(first, later[0], is_open=above.open_bottom or below.open_top):
        first[-1] = joined(first[-1], later[0])
        later = later[1:]
    elif later:
        first[-1], later[0] = with_sentences_ended(first[-1], later[0])
    return Part(
        edges, [*first, *later], above.open_top, below.open_bottom, above.open_sides and below.open_sides, is_soft
    )


def across_between(above: Part, lines: Sequence[TextLine], below: Part) -> Part | None:
    """A table open to the sides, parted by a line of text over all its columns, as one; None where it is no such."""
    same = len(above.edges) == len(below.edges) and above.last_page == below.page
    if not same or not above.open_sides or not below.open_sides or len(lines) > _MOST_LINES_BETWEEN:
        return None
    if any(abs(one - other) > _SAME_EDGE for one, other in zip(above.edges, below.edges, strict=True)):
        return None
    if not all(above.edges[0] - 1 <= line.x0 and line.x1 <= above.edges[-1] + 1 for line in lines):
        return None
    if not _is_a_row(above, lines, below) or _repeats(above.rows[0], below.rows[0]):
        return None
    first = PartCell(list(lines), x0=above.edges[0], x1=above.edges[-1])
    cells = [first, *(PartCell(across=True) for _ in range(above.width - 1))]
    between = PartRow(above.last_page, above.bottom, below.top, cells, above.last_page)
    return replace(below, rows=[*above.rows, between, *below.rows], open_top=above.open_top)


def _is_a_row(above: Part, lines: Sequence[TextLine], below: Part) -> bool:
    """Whether the lines stand as close to the tables above and below as text does to the lines of its cell."""
    size = lines[0].size
    usual = max(line.size for row in above.rows for cell in row.cells for line in cell.lines)
    room = (lines[0].top - above.bottom, below.top - lines[-1].bottom)
    return size <= _MOSTLY_AS_LARGE * usual and max(room) < _NEAR * size


def _edges(one: Sequence[float], other: Sequence[float]) -> list[float]:
    edges = list(one)
    for edge in other:
        if all(abs(edge - known) > _SAME_SIDE / 2 for known in edges[1:-1]) and edge not in (other[0], other[-1]):
            edges.append(edge)
    return sorted(edges)


def _in_columns(part: Part, edges: Sequence[float]) -> list[PartRow]:
    """The rows laid out in finer columns; a cell over several of them is one that is merged across."""
    if len(edges) == len(part.edges):
        return list(part.rows)
    places = [_nearest(edges, edge) for edge in part.edges]
    rows = []
    for row in part.rows:
        cells: list[PartCell] = []
        for cell, start, end in zip(row.cells, places, places[1:], strict=False):
            cells += (
                [cell, *(replace(cell, lines=[], across=True) for _ in range(end - start - 1))] if end > start else []
            )
        rows.append(replace(row, cells=cells))
    return rows


def _nearest(edges: Sequence[float], edge: float) -> int:
    place = bisect_left(edges, edge)
    near = [i for i in (place - 1, place) if 0 <= i < len(edges)]
    return min(near, key=lambda i: abs(edges[i] - edge))


def _without_header(headers: Sequence[Sequence[PartRow]], rows: Sequence[PartRow]) -> list[PartRow]:
    """The rows without those that repeat the first ones of a table, and without what a repeated header has dropped
    below itself where it had too little room."""
    for header in headers:
        count = 0
        for row, repeated in zip(header[:_MOST_HEADER_ROWS], rows, strict=False):
            if not repeated.filled or not _repeats(row, repeated):
                break
            count += 1
        if count:
            return _without_rest(header[0], rows[0], list(rows[count:]))
    return list(rows)


def _without_rest(header: PartRow, repeated: PartRow, rows: list[PartRow]) -> list[PartRow]:
    if not rows:
        return rows
    rest = {_plain(a)[len(_plain(b)) :] for a, b in zip(header.cells, repeated.cells, strict=False)} - {""}
    rows[0] = replace(rows[0], cells=[replace(c, lines=[]) if _plain(c) in rest else c for c in rows[0].cells])
    return rows if rows[0].filled else rows[1:]


def _repeats(row: PartRow, repeated: PartRow) -> bool:
    pairs = [(_plain(one), _plain(other)) for one, other in zip(row.cells, repeated.cells, strict=False)]
    same = sum(one == other for one, other in pairs)
    return (
        len(row.cells) == len(repeated.cells)
        and all(one.startswith(other) for one, other in pairs)
        and same >= _MOSTLY_SAME * len(pairs)
    )


def _plain(cell: PartCell) -> str:
    return re.sub(r"[\W_]", "", " ".join(line.text for line in cell.lines)).casefold()


def _mark_continued(later: Sequence[PartRow], first: Sequence[PartRow]) -> None:
    """A merged cell that is cut by the end of the page is drawn anew, and blank, on the next one."""
    if not later or not first:
        return
    for index, cell in enumerate(later[0].cells):
        if cell.lines or cell.across or not cell.rows_below or index >= len(first[-1].cells):
            continue
        for row in later[: cell.rows_below + 1]:
            row.cells[index] = replace(row.cells[index], down=True)
