"""What a round tells of the lines of a page: their results in it and in the one before, and the actions they led to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from internkoll.actions.models import Action
from internkoll.followup.models import Evidence, Result, Round
from internkoll.overview.line_actions import actions_at
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Check, Control, PlannedRisk
from internkoll.plan.rows import paths_of
from internkoll.register.models import Estimate
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Told:
    """What one round tells of a line: a result of its check, its risk estimated anew, or both.

    The result has `reporter`, `reviewer` and `measured`: names and a measured value as written, or None.
    """

    result: Any = None
    estimate: Estimate | None = None

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
    planned_risk: PlannedRisk | None
    control: Control | None
    check: Check | None
    at_first: Estimate | None = None
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
    found, alone = _checks(checks), _alone(risks)
    planned = [*alone, *(check.control.planned_risk for check in found if check.control.planned_risk)]
    rounds = [told for told in (round_, before) if told]
    facts = _Facts(
        paths_of(here.plan), _estimates(here, planned, rounds), _results(checks, rounds), _evidence(checks, round_)
    )
    actions = actions_at(found, alone, [result for (_, told), result in facts.results.items() if told == round_.pk])
    lines = [(risk.position, facts.of_risk(risk, round_, before, actions)) for risk in alone]
    lines += [(check.position, facts.of_check(check, round_, before, actions)) for check in found]
    return [line for _, line in sorted(lines, key=lambda placed: placed[0])]


def _checks(keys: Collection[int]) -> list[Check]:
    return list(Check.objects.filter(pk__in=keys).select_related("control__planned_risk__risk").order_by())


def _alone(keys: Collection[int]) -> list[PlannedRisk]:
    return list(PlannedRisk.objects.filter(pk__in=keys).select_related("risk").order_by()) if keys else []


Actions = Mapping[int, Sequence[Action]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of the lines of a page, by their areas, risks and checks, and by the round or its label."""

    areas: Mapping[int | None, tuple[str, ...]]
    estimates: Mapping[tuple[int, str], Estimate]
    results: Mapping[tuple[int, int], Result]
    evidence: Mapping[int, int]

    def of_risk(self, risk: PlannedRisk, round_: Round, before: Round | None, actions: Actions) -> Reported:
        return Reported(
            area=self.areas[risk.area_id],
            planned_risk=risk,
            control=None,
            check=None,
            at_first=self.estimates.get((risk.risk_id, "")),
            now=self._told(risk, None, round_),
            before=self._told(risk, None, before),
            actions=tuple(actions.get(risk.position, ())),
        )

    def of_check(self, check: Check, round_: Round, before: Round | None, actions: Actions) -> Reported:
        control, risk = check.control, check.control.planned_risk
        return Reported(
            area=self.areas[control.area_id],
            planned_risk=risk,
            control=control,
            check=check,
            at_first=self.estimates.get((risk.risk_id, "")) if risk else None,
            now=self._told(risk, check, round_),
            before=self._told(risk, check, before),
            actions=tuple(actions.get(check.position, ())),
            evidence=self.evidence.get(check.pk, 0),
        )

    def _told(self, risk: PlannedRisk | None, check: Check | None, round_: Round | None) -> Told:
        if round_ is None:
            return _UNTOLD
        result = self.results.get((check.pk, round_.pk)) if check else None
        return Told(result, self.estimates.get((risk.risk_id, round_.label)) if risk else None)


_UNTOLD = Told()


def _results(checks: Collection[int], rounds: Sequence[Round]) -> dict[tuple[int, int], Result]:
    told = Result.objects.filter(for_check__in=checks, round__in=rounds).annotate(
        reporter=F("reported_by__name"), reviewer=F("reviewed_by__name"), measured=F("measurement__words")
    )
    return {(result.for_check_id or 0, result.round_id): result for result in told}


def _estimates(
    here: BoardYear, planned: Iterable[PlannedRisk], rounds: Iterable[Round]
) -> dict[tuple[int, str], Estimate]:
    """Those of the year, and of the rounds."""
    risks, labels = {risk.risk_id for risk in planned}, ["", *(round_.label for round_ in rounds)]
    told = Estimate.objects.filter(risk__in=risks, year=here.year, period__in=labels)
    return {(estimate.risk_id, estimate.period): estimate for estimate in told}


def _evidence(checks: Collection[int], round_: Round) -> dict[int, int]:
    held = Evidence.objects.filter(for_check__in=checks, round=round_, removed_at__isnull=True)
    return dict(held.order_by().values_list("for_check").annotate(Count("pk")))
