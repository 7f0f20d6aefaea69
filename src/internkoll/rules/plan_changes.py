"""What differs between two plans: between a year's and the next, or between two versions of a year's.

Lines are compared by who they are where that is known (a copy knows what it was copied from), else by what they say.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from internkoll.rules.exchange import Row

# What a board decides of a line, in the order of the work. Its estimate is the register's, and made anew each year.
FIELDS = (
    "area",
    "risk_number",
    "risk",
    "working_method",
    "systematic_control",
    "control",
    "method",
    "responsible",
    "frequency",
    "mandatory",
)
# Texts with a larger part of their words in common than this are taken for the same, rewritten.
_ALIKE = 0.6
# Comparing each with each takes long: of more lines than this, the rest are told as new and removed.
_MOST_COMPARED = 150


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a plan as it is compared. `key` is the same in both plans for a line that is the same."""

    key: Hashable
    values: Mapping[str, str]

    @classmethod
    def of(cls, row: Row, key: Hashable = None) -> "PlanLine":
        values = {name: getattr(row, name) for name in FIELDS}
        told = {"area": " / ".join(row.area), "mandatory": "Ja" if row.mandatory else "Nej"}
        return cls(key, values | told)


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """`before` is None for a new line, `after` for one that is gone; `fields` tells what differs where both are."""

    kind: Literal["new", "changed", "removed"]
    before: PlanLine | None
    after: PlanLine | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def line(self) -> PlanLine:
        found = self.after or self.before
        if found is None:
            raise TypeError("A change is of a line.")
        return found


def changes_between(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[LineChange]:
    """What is new and changed, in the order of the plan after; then what is gone, in the order of the one before."""
    earlier = {line.key: line for line in before if line.key is not None}
    made = (_change(earlier.get(line.key), line) for line in after)
    kept = {line.key for line in after}
    gone = [LineChange("removed", line, None) for line in before if line.key is None or line.key not in kept]
    return [*(change for change in made if change), *gone]


def _change(before: PlanLine | None, after: PlanLine) -> LineChange | None:
    if before is None:
        return LineChange("new", None, after)
    fields = tuple(
        FieldChange(name, before.values[name], after.values[name])
        for name in FIELDS
        if before.values[name] != after.values[name]
    )
    return LineChange("changed", before, after, fields) if fields else None


def matched(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[PlanLine], list[PlanLine]]:
    """Both plans' rows with keys: the same for rows that tell of the same line, by all that they say, then by less.

    A risk that has lost its last control, or got its first, is no line that is new or gone: its controls tell it.
    """
    before, after = _without_told(before, after), _without_told(after, before)
    keys: dict[int, int] = {}
    for kind in (_all, _of_check, _of_control, _of_risk):
        _match(before, after, kind, keys)
    _match_alike(before, after, keys)
    told_after = {place: ("line", key) for place, key in keys.items()}
    return (
        [PlanLine.of(row, ("line", place)) for place, row in enumerate(before)],
        [PlanLine.of(row, told_after.get(place, ("new", place))) for place, row in enumerate(after)],
    )


def _without_told(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    with_controls = {row.risk for row in others if not row.is_risk_alone}
    return [row for row in rows if not (row.is_risk_alone and row.risk in with_controls)]


def _all(row: Row) -> Hashable:
    return tuple(PlanLine.of(row).values.values())


def _of_check(row: Row) -> Hashable:
    return (row.risk, row.working_method, row.systematic_control, row.control, row.method)


def _of_control(row: Row) -> Hashable:
    """None where nothing tells what the control is: such rows are alike without being the same."""
    told = (row.working_method, row.systematic_control, row.control)
    return (row.risk, *told) if any(told) else None


def _of_risk(row: Row) -> Hashable:
    return (row.risk, row.method) if row.risk and row.method else None


def _match(before: Sequence[Row], after: Sequence[Row], kind: Callable[[Row], Hashable], keys: dict[int, int]) -> None:
    """Pairs the rows, not paired yet, of which `kind` says the same: the first with the first."""
    taken = set(keys.values())
    held: dict[Hashable, list[int]] = {}
    for place, row in reversed(list(enumerate(before))):
        if place not in taken and kind(row) is not None:
            held.setdefault(kind(row), []).append(place)
    for place, row in enumerate(after):
        if place not in keys and held.get(kind(row)):
            keys[place] = held[kind(row)].pop()


def _match_alike(before: Sequence[Row], after: Sequence[Row], keys: dict[int, int]) -> None:
    """Pairs what is left where the texts are much alike: someone has rewritten them."""
    taken = set(keys.values())
    left = {place: _words(row) for place, row in enumerate(before) if place not in taken}
    left = dict(list(left.items())[:_MOST_COMPARED])
    for place in [place for place in range(len(after)) if place not in keys][:_MOST_COMPARED]:
        words = _words(after[place])
        alike = {earlier: _likeness(held, words) for earlier, held in left.items()}
        best = max(alike, key=alike.__getitem__, default=None)
        if best is not None and alike[best] >= _ALIKE and before[best].is_risk_alone == after[place].is_risk_alone:
            keys[place] = best
            del left[best]


def _likeness(before: Counter[str], after: Counter[str]) -> float:
    """How large a part of the words the two have in common (Dice's coefficient), 0-1."""
    return 2 * (before & after).total() / ((before.total() + after.total()) or 1)


def _words(row: Row) -> Counter[str]:
    told = (row.risk, row.working_method, row.systematic_control, row.control, row.method)
    return Counter(" ".join(told).casefold().split())


def counts(changes: Iterable[LineChange]) -> dict[str, int]:
    """How many lines are new, changed and removed."""
    found = {"new": 0, "changed": 0, "removed": 0}
    for change in changes:
        found[change.kind] += 1
    return found
