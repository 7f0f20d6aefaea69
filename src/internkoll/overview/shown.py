"""The lines of a page as the database gives them: what they show of each thing, and no more.

A page has hundreds, and a model made of each would cost as much as asking for it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from internkoll.plan.models import Check, Plan, PlannedRisk
from internkoll.plan.rows import Paths, paths_among
from internkoll.register.models import Estimate


class ShownRisk(NamedTuple):
    """A risk at its place in the plan."""

    pk: int
    position: int
    number: str
    mandatory: bool
    area_id: int | None
    risk_id: int
    text: str


class ShownControl(NamedTuple):
    pk: int
    area_id: int | None
    text: str
    working_method: str
    systematic_control: str
    mandatory: bool


class ShownCheck(NamedTuple):
    pk: int
    position: int
    procedure: str
    responsible: str
    frequency: str
    recurrence: str


class ShownEstimate(NamedTuple):
    risk_id: int
    period: str
    likelihood: str | None
    consequence: str | None
    value: int | None
    level: str | None
    text: str


_OF_RISK = ("pk", "position", "number", "mandatory", "area_id", "risk_id", "risk__text")
_OF_CONTROL = ("pk", "area_id", "text", "working_method", "systematic_control", "mandatory")
_OF_CHECK = ("pk", "position", "procedure", "responsible", "frequency", "recurrence")
_OF_LINE = (
    *_OF_CHECK,
    *(f"control__{name}" for name in _OF_CONTROL),
    *(f"control__planned_risk__{name}" for name in _OF_RISK),
)
# Which columns each asks for is made out once, not for every page.
_CHECKS = Check.objects.order_by().values_list(*_OF_LINE)
_RISKS = PlannedRisk.objects.order_by().values_list(*_OF_RISK)
_ESTIMATES = Estimate.objects.order_by().values_list(*ShownEstimate._fields)


@dataclass(frozen=True, slots=True)
class Line:
    """A check with its control and its risk, or a risk without controls."""

    check: ShownCheck | None
    control: ShownControl | None
    risk: ShownRisk | None

    @property
    def area_id(self) -> int | None:
        place = self.control or self.risk
        return place.area_id if place else None

    @property
    def position(self) -> int:
        thing = self.check or self.risk
        return thing.position if thing else 0

    @property
    def is_first_of_risk(self) -> bool:
        return self.risk is not None and self.risk.position == self.position


def _checks(keys: Collection[int]) -> list[Line]:
    return [_line(found) for found in _CHECKS.filter(pk__in=keys)]


def _line(found: Sequence[Any]) -> Line:
    to_control = len(_OF_CHECK)
    to_risk = to_control + len(_OF_CONTROL)
    check, control, risk = found[:to_control], found[to_control:to_risk], found[to_risk:]
    return Line(ShownCheck(*check), ShownControl(*control), None if risk[0] is None else ShownRisk(*risk))


def _alone(keys: Collection[int]) -> list[Line]:
    if not keys:
        return []
    return [Line(None, None, ShownRisk(*risk)) for risk in _RISKS.filter(pk__in=keys)]


def lines_shown(*, checks: Collection[int], risks: Collection[int]) -> list[Line]:
    """Those checks, and those risks that no control answers, in the plan's order. Two queries at most."""
    return sorted((*_alone(risks), *_checks(checks)), key=lambda line: line.position)


def paths_shown(plan: Plan, lines: Sequence[Line]) -> Paths:
    """The headings of the areas that those lines stand in. One query."""
    return paths_among(plan, {line.area_id for line in lines})


def estimates_shown(lines: Sequence[Line], year: int, periods: Collection[str]) -> dict[tuple[int, str], ShownEstimate]:
    """Those of the lines' risks in those periods of the year ("" for the year itself). One query."""
    risks = {line.risk.risk_id for line in lines if line.risk}
    found = map(ShownEstimate._make, _ESTIMATES.filter(risk__in=risks, year=year, period__in=periods))
    return {(estimate.risk_id, estimate.period): estimate for estimate in found}
