"""What a round awaits and what has been told of it: counted in the database, put together by the Method's words.

The same few queries, however many lines.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from internkoll.followup.awaiting import left_out_by
from internkoll.followup.models import Result, ResultAction, Round
from internkoll.overview.reported import risks_are_estimated_anew
from internkoll.overview.words import Words
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.plan.rows import count_lines
from internkoll.reports.blocks import Mark

# What is asked for is made out once, not for every page: of which plan and round is what differs.
_TOLD = Result.objects.reported().filter(for_check__isnull=False)
_WORDS_TOLD = _TOLD.order_by().values_list("outcome", "status").annotate(Count("pk"))
_TOLD_OF_CHECK = Result.objects.reported().filter(for_check=OuterRef("pk"))
_CONTROLS_OF_RISK = Control.objects.filter(planned_risk=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Heap:
    """The lines that are told with one word, in all the ways that it was written. `mark`: None without a word."""

    mark: Mark | None
    written: tuple[str | None, ...]
    count: int
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """`total` lines are awaited; the heaps are those told. `actions` stand at them."""

    total: int = 0
    heaps: tuple[Heap, ...] = ()
    actions: int = 0

    @property
    def done(self) -> int:
        return sum(heap.count for heap in self.heaps)

    @property
    def missing(self) -> int:
        return self.total - self.done

    def heap(self, word: str | None) -> Heap | None:
        return next((heap for heap in self.heaps if (heap.mark.word if heap.mark else None) == word), None)


@dataclass(frozen=True, slots=True)
class RoundTally:
    """`risks`: those without controls, where the round awaits them.

    `estimated`: whether any risk of the plan was estimated anew in the round; `with_marks`: whether any class, status
    or level was told in it. `plans_actions`: whether the plan itself sets any. `left_out`: the recurrence rules that
    the round does not await; `outside`: how many checks have one of them, and were not reported all the same.
    """

    plan: Plan
    round: Round
    words: Words
    controls: Tally
    risks: Tally
    estimated: bool
    with_marks: bool
    plans_actions: bool = True
    left_out: frozenset[str] = frozenset()
    outside: int = 0

    @property
    def total(self) -> int:
        return self.controls.total + self.risks.total

    @property
    def done(self) -> int:
        return self.controls.done + self.risks.done

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def remarks(self) -> int:
        return sum(heap.count for heap in self.controls.heaps if heap.is_remark)


def checks_of(plan: Plan) -> QuerySet[Check]:
    """All of the plan's, which a round awaits a result of where it leaves no rule out."""
    return Check.objects.filter(plan=plan)


def outside(plan: Plan, round_: Round, left_out: Collection[str]) -> QuerySet[Check]:
    """Those that are not due in the round, and that nobody has reported in it all the same."""
    return checks_of(plan).filter(~Exists(_TOLD_OF_CHECK.filter(round=round_)), recurrence__in=left_out)


def results_of(plan: Plan, round_: Round) -> QuerySet[Result]:
    """What is told in the round of the checks that it awaits."""
    return _TOLD.of(plan).filter(round=round_)


def tally_of(here: BoardYear, round_: Round, rounds: Collection[Round]) -> RoundTally:
    """`rounds`: all of the year's. Seven queries at most."""
    left_out = left_out_by(here.method, here.year, rounds)[round_.pk]
    not_due = outside(here.plan, round_, left_out).count() if left_out else 0
    results = _results(here.plan, round_)
    levels = _Levels(here)
    actions = _actions_of(here, round_)
    words = Words(here.method, [(outcome, status) for outcome, status, _ in results])
    counted = [(words.written_of(outcome, status), count) for outcome, status, count in results]
    anew = risks_are_estimated_anew(here.method, any_held=levels.any_alone)
    checks, alone = count_lines(here.plan) if anew else (checks_of(here.plan).count(), 0)
    told_alone = _heaps(levels.alone[round_.label], words.mark_of_level)
    return RoundTally(
        plan=here.plan,
        round=round_,
        words=words,
        controls=Tally(checks - not_due, _heaps(counted, words.mark, words.is_remark), actions.at_controls),
        risks=Tally(alone, told_alone, actions.alone) if anew else Tally(),
        estimated=round_.label in levels.periods,
        with_marks=any(outcome or status for outcome, status, _ in results) or round_.label in levels.with_level,
        plans_actions=actions.planned > 0,
        left_out=left_out,
        outside=not_due,
    )


def _results(plan: Plan, round_: Round) -> list[tuple[str | None, str | None, int]]:
    """How many results have each class and status, as they were written."""
    return list(_WORDS_TOLD.filter(control__plan=plan, round=round_))


class _Levels:
    """The levels that the plan's risks were given anew, by period. One query."""

    def __init__(self, here: BoardYear) -> None:
        anew = PlannedRisk.objects.filter(
            plan=here.plan, risk__estimates__year=here.year, risk__estimates__period__gt=""
        )
        told = (
            anew.order_by()
            .values_list("risk__estimates__period", "risk__estimates__level", Exists(_CONTROLS_OF_RISK))
            .annotate(Count("pk"))
        )
        self.alone: dict[str, list[tuple[str | None, int]]] = defaultdict(list)
        self.periods: set[str] = set()
        self.with_level: set[str] = set()
        for period, level, has_controls, count in told:
            self.periods.add(period)
            if level:
                self.with_level.add(period)
            if not has_controls:
                self.alone[period].append((level, count))
        self.any_alone = bool(self.alone)


def _heaps(
    counted: Iterable[tuple[str | None, int]],
    mark_of: Callable[[str | None], Mark | None],
    is_remark: Callable[[str | None], bool] = lambda _: False,
) -> tuple[Heap, ...]:
    heaps: dict[str | None, Heap] = {}
    for written, count in counted:
        mark = mark_of(written)
        word = mark.word if mark else None
        held = heaps.get(word, Heap(mark, (), 0, is_remark(written)))
        heaps[word] = Heap(mark, (*held.written, written), held.count + count, held.is_remark)
    return tuple(heaps.values())


@dataclass(frozen=True, slots=True)
class _Actions:
    """How many stand at lines with a control, and at risks alone; `planned`: how many of them the plan itself sets."""

    at_controls: int
    alone: int
    planned: int


def _actions_of(here: BoardYear, round_: Round) -> _Actions:
    """Two queries, or three where the plan sets any; from the board's actions: they are few."""
    led_to = ResultAction.objects.filter(action__unit=here.board, result__round=round_)
    answers = led_to.filter(result__for_check__plan=here.plan).count()
    planned = PlanAction.objects.filter(action__unit=here.board)
    if not planned.exists():
        return _Actions(answers, 0, planned=0)
    answered = Q(Exists(Control.objects.filter(planned_risk=OuterRef("planned_risk"))))
    at_risk = Q(planned_risk__plan=here.plan)
    counts = planned.aggregate(
        controls=Count("pk", filter=(at_risk & answered) | Q(for_check__plan=here.plan)),
        alone=Count("pk", filter=at_risk & ~answered),
    )
    controls, alone = counts["controls"], counts["alone"]
    return _Actions(controls + answers, alone, planned=controls + alone)
