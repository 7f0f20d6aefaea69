"""Forms whose labels stand in a line of their own, above what they tell or below it, one form for each control.

| Risk          | Riskvärde |
| Bilen startar | 9         |
| Kontroll      | Ansvarig  |
| Besiktning    | Chaufför  |
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from internkoll.imports.columns import may_open_a_header, plain
from internkoll.imports.evidence import is_status
from internkoll.imports.outcomes import is_class
from internkoll.imports.readers.shapes import Cell, Line, Table
from internkoll.imports.rows.cards import SUBJECTS, Pair, is_label, plans_of, sense_of
from internkoll.imports.rows.plan import Plan, joined_cells

_FEWEST_LABELS = 3
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class _Form:
    """Pairs of one form, and the lines of the table `first` to `end` (exclusive) that they stand in."""

    pairs: list[Pair]
    first: int
    end: int


def read_stacked(table: Table) -> list[Plan | Line] | None:
    """The table as plans, one for each run of forms, with the lines between; None where it holds no such form."""
    forms = list(_forms(table.lines))
    return list(_in_order(table, forms)) if forms else None


def _in_order(table: Table, forms: Sequence[_Form]) -> Iterator[Plan | Line]:
    at = 0
    pairs: list[Pair] = []
    for form in forms:
        between = [line for line in table.lines[at : form.first] if line.filled]
        if between:
            yield from plans_of(table, pairs)
            yield from between
            pairs = []
        pairs, at = [*pairs, *form.pairs], form.end
    yield from plans_of(table, pairs)
    yield from (line for line in table.lines[at:] if line.filled)


def _forms(lines: Sequence[Line]) -> Iterator[_Form]:
    index = 0
    while index < len(lines):
        form = _form_at(lines, index)
        if form:
            yield form
        index = form.end if form else index + 1


def _form_at(lines: Sequence[Line], first: int) -> _Form | None:
    """Lines of labels with one line of values each, no label twice; at least two such lines, of three senses."""
    if not any(may_open_a_header(lines[first].text(index)) for index in lines[first].filled):
        return None
    pairs: list[Pair] = []
    end = first
    while end < len(lines) and _is_labels(lines[end]):
        if {plain(lines[end].text(i)) for i in lines[end].filled} & {plain(label) for label, _, _ in pairs}:
            break
        below = lines[end + 1] if end + 1 < len(lines) else Line(lines[end].number, ())
        if _is_labels(below):
            return None
        pairs += _beside(lines[end], below)
        end += 2
    if end < len(lines) and len(lines[end].filled) > 1 and not _is_labels(lines[end]):
        # More lines of values below the labels: a table like any other.
        return None
    told = {sense_of(label) for label, value, _ in pairs if value.text}
    is_form = (
        (end - first) // 2 >= _FEWEST_LINES
        and len(lines[first].filled) > 1
        and len(told) >= _FEWEST_LABELS
        and bool(told & SUBJECTS)
    )
    return _Form(pairs, first, min(end, len(lines))) if is_form else None


def _is_labels(line: Line) -> bool:
    """Nothing but labels, in a line of its own: of several cells, or of one that reaches across."""
    texts = [line.text(index) for index in line.filled]
    if not texts or any(text.endswith(".") or is_class(text) or is_status(text) for text in texts):
        return False
    is_wide = len(texts) > 1 or line.cells[-1].across or line.cells[line.filled[0]].bold
    return is_wide and all(map(is_label, texts))


def _beside(labels: Line, values: Line) -> Iterator[Pair]:
    starts = labels.filled
    for start, end in zip(starts, [*starts[1:], len(labels.cells)], strict=True):
        cells = values.cells[0 if start == starts[0] else start : end]
        yield labels.text(start), joined_cells(cells) if cells else Cell(), values if values.cells else labels
