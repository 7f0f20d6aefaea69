"""What a round tells of the lines of a page: their results in it and in the one before, and the actions they led to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count

from internkoll.actions.models import Action
from internkoll.followup.models import Evidence, Result, Round
from internkoll.overview.line_actions import actions_at
from internkoll.overview.shown import (
    Line,
    ShownCheck,
    ShownControl,
    ShownEstimate,
    ShownRisk,
    estimates_shown,
    lines_shown,
    paths_shown,
)
from internkoll.plan.board_year import BoardYear
from internkoll.rules.method import Method


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

    @property
    def counts(self) -> bool:
        """As reported: what was returned is to be done over."""
        return self.is_told and self.review != Result.Review.RETURNED


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
    `told_in`: the round that `now` is of, where the page is not that round's.
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
    told_in: str = ""

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
    here: BoardYear,
    round_: Round,
    before: Round | None,
    *,
    checks: Collection[int],
    risks: Collection[int],
    plans_actions: bool = True,
) -> list[Reported]:
    """Those lines in the plan's order, with what the round and the one before it tell. At most eight queries.

    `plans_actions`: False where the plan itself is known to set no actions.
    """
    found = lines_shown(checks=checks, risks=risks)
    rounds = [told for told in (round_, before) if told]
    facts = _Facts(
        paths_shown(here.plan, found),
        estimates_shown(found, here.year, ["", *(told.label for told in rounds)]),
        results_shown(checks, rounds),
        _evidence(checks, round_),
    )
    now = [result for (_, told), result in facts.results.items() if told == round_.pk]
    actions = actions_at(found, now, of_plan=plans_actions, period=round_.label)
    return [facts.of_line(line, round_, before, actions) for line in found]


Actions = Mapping[int, Sequence[Action]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is told of the lines of a page, by their areas, risks and checks, and by the round or its label."""

    areas: Mapping[int | None, tuple[str, ...]]
    estimates: Mapping[tuple[int, str], ShownEstimate]
    results: Mapping[tuple[int, int], ShownResult]
    evidence: Mapping[int, int]

    def of_line(self, line: Line, round_: Round, before: Round | None, actions: Actions) -> Reported:
        check, risk = line.check, line.risk
        return Reported(
            area=self.areas[line.area_id],
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
# Which columns each asks for is made out once, not for every page.
_RESULTS = Result.objects.order_by().values_list(*(_NAMED.get(name, name) for name in ShownResult._fields))
_FILES = Evidence.objects.filter(removed_at__isnull=True).order_by().values_list("for_check").annotate(Count("pk"))


def results_shown(checks: Collection[int], rounds: Sequence[Round]) -> dict[tuple[int, int], ShownResult]:
    """What those rounds tell of those checks, by the keys of both. One query."""
    found = map(ShownResult._make, _RESULTS.filter(for_check__in=checks, round__in=rounds))
    return {(result.for_check_id, result.round_id): result for result in found}


def _evidence(checks: Collection[int], round_: Round) -> dict[int, int]:
    return dict(_FILES.filter(for_check__in=checks, round=round_))
