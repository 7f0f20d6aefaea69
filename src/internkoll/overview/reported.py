"""What a round tells of the lines of a page: their results in it and in the one before, and the actions they led to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count

from internkoll.actions.models import Action
from internkoll.followup.models import Evidence, Result, Round
from internkoll.overview.line_actions import actions_at
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Check, PlannedRisk
from internkoll.plan.rows import paths_of
from internkoll.register.models import Estimate
from internkoll.rules.method import Method

# What a line shows of each thing, as the database gives it: a page has hundreds, and no more is made of them than that.


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


class ShownResult(NamedTuple):
    """`reporter`, `reviewer` and `measured`: names and a measured value as written, or None."""

    pk: int
    round_id: int
    for_check_id: int
    outcome: str | None
    status: str | None
    text: str
    no_action_why: str
    reported_at: datetime | None
    reporter: str | None
    review: str
    reviewed_at: datetime | None
    reviewer: str | None
    review_comment: str
    measured: str | None

    @property
    def is_told(self) -> bool:
        return bool(self.outcome or self.status or self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """What one round tells of a line: a result of its check, its risk estimated anew, or both."""

    result: ShownResult | None = None
    estimate: ShownEstimate | None = None

    @property
    def text(self) -> str:
        texts = (self.result.text if self.result else "", self.estimate.text if self.estimate else "")
        return "\n".join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Reported:
    """A line of the plan: a check with its control and its risk, or a risk without controls.

    `at_first`: the risk as it was estimated for the year. `evidence`: how many files show what the check found.
    """

    area: tuple[str, ...]
    planned_risk: ShownRisk | None
    control: ShownControl | None
    check: ShownCheck | None
    at_first: ShownEstimate | None = None
    now: Told = Told()
    before: Told = Told()
    actions: tuple[Action, ...] = ()
    evidence: int = 0

    @property
    def number(self) -> str:
        return self.planned_risk.number if self.planned_risk else ""

    @property
    def is_told(self) -> bool:
        if self.check is not None:
            return self.now.result is not None and self.now.result.is_told
        return self.now.estimate is not None


def risks_are_estimated_anew(method: Method, *, any_held: bool) -> bool:
    """Whether a round awaits the risks that have no control: where any has been told, or the Method asks only that."""
    return any_held or (method.uses("risk_assessment") and not method.uses("control"))


def reported_at(
    here: BoardYear, round_: Round, before: Round | None, *, checks: Collection[int], risks: Collection[int]
) -> list[Reported]:
    """Those lines in the plan's order, with what the round and the one before it tell. Eight queries."""
    found = sorted((*_alone(risks), *_checks(checks)), key=lambda line: line.position)
    rounds = [told for told in (round_, before) if told]
    facts = _Facts(
        paths_of(here.plan), _estimates(here, found, rounds), _results(checks, rounds), _evidence(checks, round_)
    )
    actions = actions_at(found, [result for (_, told), result in facts.results.items() if told == round_.pk])
    return [facts.of_line(line, round_, before, actions) for line in found]


_OF_RISK = ("pk", "position", "number", "mandatory", "area_id", "risk_id", "risk__text")
_OF_CONTROL = ("pk", "area_id", "text", "working_method", "systematic_control", "mandatory")
_OF_CHECK = ("pk", "position", "procedure", "responsible", "frequency", "recurrence")
_OF_LINE = (
    *_OF_CHECK,
    *(f"control__{name}" for name in _OF_CONTROL),
    *(f"control__planned_risk__{name}" for name in _OF_RISK),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A check with its control and its risk, or a risk without controls."""

    check: ShownCheck | None
    control: ShownControl | None
    risk: ShownRisk | None

    @property
    def position(self) -> int:
        thing = self.check or self.risk
        return thing.position if thing else 0

    @property
    def is_first_of_risk(self) -> bool:
        return self.risk is not None and self.risk.position == self.position


def _checks(keys: Collection[int]) -> list[Line]:
    return [_line(found) for found in Check.objects.filter(pk__in=keys).order_by().values_list(*_OF_LINE)]


def _line(found: Sequence[Any]) -> Line:
    to_control = len(_OF_CHECK)
    to_risk = to_control + len(_OF_CONTROL)
    check, control, risk = found[:to_control], found[to_control:to_risk], found[to_risk:]
    return Line(ShownCheck(*check), ShownControl(*control), None if risk[0] is None else ShownRisk(*risk))


def _alone(keys: Collection[int]) -> list[Line]:
    if not keys:
        return []
    found = PlannedRisk.objects.filter(pk__in=keys).order_by().values_list(*_OF_RISK)
    return [Line(None, None, ShownRisk(*risk)) for risk in found]


Actions = Mapping[int, Sequence[Action]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of the lines of a page, by their areas, risks and checks, and by the round or its label."""

    areas: Mapping[int | None, tuple[str, ...]]
    estimates: Mapping[tuple[int, str], ShownEstimate]
    results: Mapping[tuple[int, int], ShownResult]
    evidence: Mapping[int, int]

    def of_line(self, line: Line, round_: Round, before: Round | None, actions: Actions) -> Reported:
        check, risk, place = line.check, line.risk, line.control or line.risk
        return Reported(
            area=self.areas[place.area_id if place else None],
            planned_risk=risk,
            control=line.control,
            check=check,
            at_first=self.estimates.get((risk.risk_id, "")) if risk else None,
            now=self._told(line, round_),
            before=self._told(line, before),
            actions=tuple(actions.get(line.position, ())),
            evidence=self.evidence.get(check.pk, 0) if check else 0,
        )

    def _told(self, line: Line, round_: Round | None) -> Told:
        if round_ is None:
            return _UNTOLD
        result = self.results.get((line.check.pk, round_.pk)) if line.check else None
        return Told(result, self.estimates.get((line.risk.risk_id, round_.label)) if line.risk else None)


_UNTOLD = Told()
_NAMED = {"reporter": "reported_by__name", "reviewer": "reviewed_by__name", "measured": "measurement__words"}


def _results(checks: Collection[int], rounds: Sequence[Round]) -> dict[tuple[int, int], ShownResult]:
    told = Result.objects.filter(for_check__in=checks, round__in=rounds).order_by()
    found = told.values_list(*(_NAMED.get(name, name) for name in ShownResult._fields))
    return {(result.for_check_id, result.round_id): result for result in map(ShownResult._make, found)}


def _estimates(here: BoardYear, lines: Iterable[Line], rounds: Iterable[Round]) -> dict[tuple[int, str], ShownEstimate]:
    """Those of the year, and of the rounds."""
    risks, labels = {line.risk.risk_id for line in lines if line.risk}, ["", *(round_.label for round_ in rounds)]
    told = Estimate.objects.filter(risk__in=risks, year=here.year, period__in=labels).order_by()
    found = map(ShownEstimate._make, told.values_list(*ShownEstimate._fields))
    return {(estimate.risk_id, estimate.period): estimate for estimate in found}


def _evidence(checks: Collection[int], round_: Round) -> dict[int, int]:
    held = Evidence.objects.filter(for_check__in=checks, round=round_, removed_at__isnull=True)
    return dict(held.order_by().values_list("for_check").annotate(Count("pk")))
