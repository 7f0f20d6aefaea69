"""Which columns a round's table has: those that any of its lines fills.

The page that is shown tells most of it; the database is asked only of what no line of the page fills.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from internkoll.followup.models import Result, Round
from internkoll.overview.level_ranks import any_is_valued
from internkoll.overview.reported import Reported, Told
from internkoll.overview.tally import RoundTally, checks_of
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Shown:
    number: bool
    responsible: bool
    level: bool
    marks: bool
    before: bool

    @property
    def columns(self) -> int:
        return 2 + sum((self.number, self.responsible, self.level, self.marks, self.before))


def shown_in(
    method: Method,
    tally: RoundTally,
    before: Round | None,
    page: Sequence[Reported],
    has_level: Callable[[Reported], object],
) -> Shown:
    """At most five queries."""
    plan = tally.plan
    return Shown(
        number=any(line.number for line in page) or PlannedRisk.objects.filter(plan=plan, number__gt="").exists(),
        responsible=any(line.check and line.check.responsible for line in page)
        or checks_of(plan).filter(responsible__gt="").exists(),
        level=any(has_level(line) for line in page) or any_is_valued(plan, method),
        marks=bool(method.result_classes) or tally.with_marks,
        before=before is not None and (any(_has_marks(line.before) for line in page) or _any_marks(plan, before)),
    )


def _has_marks(told: Told) -> bool:
    result, estimate = told.result, told.estimate
    return bool((result and (result.outcome or result.status)) or (estimate and estimate.level))


def _any_marks(plan: Plan, round_: Round) -> bool:
    marked = Q(outcome__gt="") | Q(status__gt="")
    levels = Estimate.objects.filter(risk__planned__plan=plan, year=plan.year, period=round_.label, level__gt="")
    return Result.objects.of(plan).filter(marked, round=round_, for_check__isnull=False).exists() or levels.exists()
