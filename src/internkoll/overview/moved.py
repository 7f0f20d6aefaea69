"""The risks that a round estimated at another level than the year did: compared in the database, by rank."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from internkoll.followup.models import Round
from internkoll.overview.level_ranks import rank_of, rank_of_word
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import PlannedRisk
from internkoll.register.models import Risk
from internkoll.reports.blocks import Mark
from internkoll.rules.exchange import Row
from internkoll.rules.marks import level_mark, valued
from internkoll.rules.method import Method
from internkoll.rules.narrative import MOST_NAMED, NONE_NAMED, Named

MOST_SHOWN = 10
_AT_FIRST = [f"at_first__{field}" for field in ("level", "value", "likelihood", "consequence")]
_TOLD = ("pk", "text", "step", "anew__level", *_AT_FIRST)


@dataclass(frozen=True, slots=True)
class Moved:
    """`step` is how many levels the risk went up, or down where it is negative."""

    risk_id: int
    risk: str
    before: Mark | None
    now: Mark | None
    step: int


@dataclass(frozen=True, slots=True)
class Moves:
    """`shown`: the first of them, the most lowered first."""

    lowered: Named = NONE_NAMED
    raised: Named = NONE_NAMED
    shown: tuple[Moved, ...] = ()


def moves_in(here: BoardYear, round_: Round) -> Moves:
    """Each such risk once. Five queries."""
    moved = _moved(here, round_)
    counts = moved.aggregate(lowered=Count("pk", filter=Q(step__lt=0)), raised=Count("pk", filter=Q(step__gt=0)))
    told: QuerySet[Risk, dict[str, Any]] = moved.values(*_TOLD)
    shown = tuple(_as_moved(here.method, values) for values in told[:MOST_SHOWN])
    raised: QuerySet[Risk, str] = moved.filter(Q(step__gt=0)).values_list("text", flat=True)[: MOST_NAMED + 1]
    return Moves(
        lowered=Named(counts["lowered"], tuple(risk.risk for risk in shown if risk.step < 0)),
        raised=Named(counts["raised"], tuple(raised)),
        shown=shown,
    )


def _moved(here: BoardYear, round_: Round) -> QuerySet[Risk, Any]:
    """Those whose levels are both known and differ: the most lowered first, and then as the plan has them."""
    planned = PlannedRisk.objects.filter(plan=here.plan, risk=OuterRef("pk"))
    of_year = {"estimates__year": here.year}
    risks = (
        Risk.objects.filter(Exists(planned))
        .annotate(
            at_first=FilteredRelation("estimates", condition=Q(**of_year, estimates__period="")),
            anew=FilteredRelation("estimates", condition=Q(**of_year, estimates__period=round_.label)),
        )
        .filter(at_first__isnull=False, anew__isnull=False)
    )
    ranked = risks.annotate(
        rank_at_first=rank_of(here.method, risks, "at_first"), rank_anew=rank_of_word(here.method, risks, "anew")
    )
    return (
        ranked.annotate(
            step=ExpressionWrapper(F("rank_anew") - F("rank_at_first"), IntegerField()),
            place=Subquery(planned.order_by("position").values("position")[:1]),
        )
        .filter(Q(step__lt=0) | Q(step__gt=0))
        .order_by("step", "place", "pk")
    )


def _as_moved(method: Method, told: Mapping[str, Any]) -> Moved:
    year = Row(
        level=told["at_first__level"],
        score=told["at_first__value"],
        likelihood=told["at_first__likelihood"],
        consequence=told["at_first__consequence"],
    )
    before, now = valued(method, year).mark, level_mark(method, told["anew__level"])
    return Moved(told["pk"], told["text"], before, now, told["step"])
