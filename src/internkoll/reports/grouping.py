"""The rows of a document under their headings, and which of them share a cell.

Rows stand in the order of the document: they are never sorted here.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat

from internkoll.reports.blocks import Heading
from internkoll.reports.layouts import Layout, Part
from internkoll.reports.values import first_upper, value_heading
from internkoll.reports.wash import one_line
from internkoll.rules.exchange import Row
from internkoll.rules.method import Method

# Word's headings go deeper, but a reader does not: what lies deeper is told on the last level.
DEEPEST = 4
Path = tuple[str, ...]
Outside = Sequence[Collection[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown. `control` numbers the controls, so that rows that are checks of the same one share it.

    `outside`: the periods that do not await it.
    """

    row: Row
    control: int
    risk_is_mandatory: bool
    control_is_mandatory: bool
    outside: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under the same headings. `path` has all their names, `opens` the headings that were not open before."""

    path: Path
    opens: tuple[Heading, ...]
    lines: tuple[Line, ...]


def groups_of(
    rows: Sequence[Row], method: Method, layout: Layout, by_value: bool, outside: Outside = ()
) -> Iterator[Group]:
    """The rows in groups, from level 2 down: the level above is the heading over all of them.

    `outside`: for each row the periods that do not await it; empty where all await all.
    """
    before: Path = ()
    told = zip(rows, outside or repeat(()), strict=False)
    for path, members in groupby(told, lambda pair: _path(pair[0], method, by_value)):
        opens = tuple(_opened(path, before, method, layout))
        yield Group(path, opens, tuple(_lines(list(members))))
        before = path


def group_headings(groups: Sequence[Group], method: Method, layout: Layout, by_value: bool) -> tuple[str, ...]:
    """What the names of each depth are, outermost first. Where they are of two kinds, both are told."""
    kinds: list[dict[str, None]] = [{} for _ in range(max((len(group.path) for group in groups), default=0))]
    for group in groups:
        for depth in range(len(group.path)):
            is_value = by_value and depth == len(group.path) - 1
            kinds[depth][method.word_for("score") if is_value else _area_word(depth, method, layout)] = None
    return tuple(first_upper("/".join(words)) for words in kinds)


def stand_in_value_groups(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether headings by value suit the rows: some have a value, and each value stands in one place."""
    if "value" not in layout.groups:
        return False
    runs = [key for key, _ in groupby(rows, lambda row: (row.area, _value_key(row)))]
    return len(runs) == len(set(runs)) and any(any(key) for _, key in runs)


def share_a_cell(part: Part, above: Line, below: Line) -> bool:
    """Whether two lines after each other are about the same thing, so that they share a cell that says the same."""
    key = _SHARED_BY.get(part)
    return key is not None and bool(key(above)) and key(above) == key(below)


def _value_key(row: Row) -> tuple[Hashable, ...]:
    return row.level, row.score, row.likelihood, row.consequence


def _path(row: Row, method: Method, by_value: bool) -> Path:
    path = [name for written in row.area if (name := one_line(written))]
    if by_value:
        path.append(value_heading(row, method))
    deepest = DEEPEST - 1
    return tuple(path) if len(path) <= deepest else (*path[: deepest - 1], " – ".join(path[deepest - 1 :]))


def _area_word(depth: int, method: Method, layout: Layout) -> str:
    term = layout.area_words[depth] if depth < len(layout.area_words) else ""
    if term or not depth:
        return method.word_for(term or "area")
    return f"{method.word_for('area')} {depth + 1}"


def _led_in(name: str, depth: int, method: Method, layout: Layout) -> str:
    term = layout.area_words[depth] if depth < len(layout.area_words) else ""
    return f"{method.word_for(term)}: {name}" if term else name


def _opened(path: Path, before: Path, method: Method, layout: Layout) -> Iterator[Heading]:
    kept = next((i for i, pair in enumerate(zip(path, before, strict=False)) if pair[0] != pair[1]), None)
    if kept is None:  # one path holds the other: what stands above the deeper one is told again
        kept = len(before) if len(path) > len(before) else max(len(path) - 1, 0)
    if before and not path:
        yield Heading(2, f"Utan {method.word_for('area').lower()}")
    for depth, name in enumerate(path[kept:], start=kept):
        yield Heading(depth + 2, _led_in(name, depth, method, layout))


def _lines(rows: list[tuple[Row, Collection[str]]]) -> Iterator[Line]:
    control = 0
    for _, run in groupby(rows, lambda pair: _risk_key(pair[0])):
        about_risk = list(run)
        whole_risk = bool(about_risk[0][0].risk) and all(row.mandatory for row, _ in about_risk)
        above: Row | None = None
        for row, outside in about_risk:
            control += above is None or not _goes_on(above, row)
            on_control = row.mandatory and (len(about_risk) > 1 or not whole_risk)
            yield Line(row, control, whole_risk, on_control, outside)
            above = row


def _goes_on(above: Row, row: Row) -> bool:
    return row.continues and row.control in ("", above.control)


def _risk_key(row: Row) -> tuple[str, str]:
    return row.risk_number, row.risk


def _by_risk(line: Line) -> Hashable:
    return _risk_key(line.row) if line.row.risk else None


def _by_working_method(line: Line) -> Hashable:
    row = line.row
    return (_risk_key(row), row.working_method) if row.working_method else None


def _by_systematic_control(line: Line) -> Hashable:
    row = line.row
    return (_risk_key(row), row.working_method, row.systematic_control) if row.systematic_control else None


def _by_control(line: Line) -> Hashable:
    return line.control


_SHARED_BY: dict[Part, Callable[[Line], Hashable]] = {
    "risk_number": _by_risk,
    "risk": _by_risk,
    "value": _by_risk,
    "odds": _by_risk,
    "estimates": _by_risk,
    "estimate_texts": _by_risk,
    "estimate_levels": _by_risk,
    "responsible": _by_risk,
    "working_method": _by_working_method,
    "systematic_control": _by_systematic_control,
    "control": _by_control,
}
