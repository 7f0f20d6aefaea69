"""Which rows of a document the board's plan holds already.

A row is known by all that makes it this line of the plan: its area, its risk, its control and its check. Where lines
are alike, the first is matched with the first, the second with the second.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.plan.models import Check, PlannedRisk
from internkoll.plan.rows import Line
from internkoll.rules.exchange import Row

RowKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the document with what it stands for in the plan. Both None: the plan does not hold it yet."""

    row: Row
    planned_risk: PlannedRisk | None = None
    check: Check | None = None

    @property
    def is_new(self) -> bool:
        return self.planned_risk is None and self.check is None


def place_rows(rows: Sequence[Row], lines: Sequence[Line]) -> list[Placed]:
    """Each row in order, matched with the line that it tells of anew. A line is matched once."""
    held: dict[RowKey, list[Line]] = defaultdict(list)
    for line in reversed(lines):
        held[_key(line.row)].append(line)
    return [_place(row, held[_key(row)]) for row in rows]


def _place(row: Row, alike: list[Line]) -> Placed:
    if not alike:
        return Placed(row)
    line = alike.pop()
    return Placed(row, line.planned_risk, line.check)


def _key(row: Row) -> RowKey:
    risk = (row.area, row.risk_number, row.risk)
    control = (row.working_method, row.systematic_control, row.control, row.continues)
    return (*risk, *control, row.method, row.responsible, row.frequency)


def risk_key(row: Row) -> RowKey:
    """What makes rows of one document tell of the same risk: the same words, estimated alike."""
    assessments = tuple((period, e.level, e.text) for period, e in sorted(row.risk_assessments.items()))
    return (row.risk, row.score, row.level, row.likelihood, row.consequence, assessments)
