"""What a round tells of each line of the plan: the one list that counters, sentences, filters and the table share."""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.actions.models import Action
from internkoll.followup.models import Result, Round
from internkoll.overview.line_actions import LineActions
from internkoll.plan.board_year import BoardYear
from internkoll.plan.rows import Line
from internkoll.register.models import Estimate
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Told:
    """What one round tells of a line: a result of its check, its risk estimated anew, or both."""

    result: Result | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    line: Line
    now: Told
    before: Told
    actions: tuple[Action, ...] = ()

    @property
    def is_control(self) -> bool:
        return self.line.check is not None

    @property
    def is_told(self) -> bool:
        if self.is_control:
            return self.now.result is not None and self.now.result.is_told
        return self.now.estimate is not None


def reported_in(here: BoardYear, lines: Sequence[Line], round_: Round, before: Round | None) -> list[Reported]:
    """Those of the plan's lines that the round awaits something of, with what it and the one before it tell."""
    results, estimates = _results(here, round_, before), _estimates(here)
    actions = LineActions(here.plan, round_)

    def told(line: Line, round_: Round | None) -> Told:
        label = round_.label if round_ else ""
        result = results.get((line.check.pk, label)) if line.check else None
        estimate = estimates.get((line.planned_risk.risk_id, label)) if line.planned_risk else None
        return Told(result, estimate)

    alone = {line.planned_risk.risk_id for line in lines if line.planned_risk and not line.check}
    any_held = any(risk_id in alone for risk_id, _ in estimates)
    return [
        Reported(line, told(line, round_), told(line, before), actions.take(line))
        for line in lines
        if line.check or risks_are_estimated_anew(here.method, any_held=any_held)
    ]


def risks_are_estimated_anew(method: Method, *, any_held: bool) -> bool:
    """Whether a round awaits the risks that have no control: where any has been told, or the Method asks only that."""
    return any_held or (method.uses("risk_assessment") and not method.uses("control"))


def _results(here: BoardYear, *rounds: Round | None) -> dict[tuple[int, str], Result]:
    told = Result.objects.of(here.plan).filter(for_check__isnull=False, round__in=[r for r in rounds if r])
    return {(result.for_check_id or 0, result.round.label): result for result in told.select_related("round")}


def _estimates(here: BoardYear) -> dict[tuple[int, str], Estimate]:
    """Those of every period of the year."""
    told = Estimate.objects.filter(risk__planned__plan=here.plan, year=here.year).exclude(period="")
    return {(estimate.risk_id, estimate.period): estimate for estimate in told}
