"""The risks that a round estimated at another level than the year did."""

from collections.abc import Iterable
from dataclasses import dataclass

from internkoll.overview.marks import level_mark, valued
from internkoll.overview.reported import Reported
from internkoll.reports.blocks import Mark
from internkoll.rules.exchange import Row
from internkoll.rules.matrix import level_of
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Moved:
    """`step` is how many levels the risk went up, or down where it is negative."""

    risk_id: int
    row: Row
    before: Mark | None
    now: Mark | None
    step: int


def moved_in(method: Method, reported: Iterable[Reported]) -> list[Moved]:
    """Each such risk once, the most lowered first."""
    found: dict[int, Moved] = {}
    for told in reported:
        planned, estimate = told.line.planned_risk, told.now.estimate
        if planned and estimate and (step := _step(method, told.line.row, estimate.level)):
            before, now = valued(method, told.line.row).mark, level_mark(method, estimate.level)
            found[planned.risk_id] = Moved(planned.risk_id, told.line.row, before, now, step)
    return sorted(found.values(), key=lambda moved: moved.step)


def _step(method: Method, row: Row, level: str | None) -> int:
    """0 where either level is unknown: nothing is made up."""
    year = level_of(method, level=row.level, value=row.score, likelihood=row.likelihood, consequence=row.consequence)
    now = method.level(level)
    return method.rank(now) - method.rank(year) if now and year else 0
