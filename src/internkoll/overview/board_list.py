"""The boards that a person may see: each with its current year, its plan, and how far its latest round has come.

A fixed number of queries, however many boards.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q

from internkoll.assessment.models import Assessment
from internkoll.base.models import Unit, UnitQuerySet
from internkoll.followup.awaiting import left_out_by
from internkoll.followup.models import Result, ResultAction, ResultQuerySet, Round
from internkoll.followup.rounds import latest_told
from internkoll.organisation.methods import methods_for
from internkoll.overview.reported import risks_are_estimated_anew
from internkoll.plan.board_year import current_year
from internkoll.plan.models import Check, Plan, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.reports.blocks import Mark
from internkoll.rules.marks import assessment_mark
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`plan` and what follows are None where the board has no plan; `round` where none has begun.

    `remarks` is None where the board's way of working has no classes. `is_of_year`: the assessment is not the round's.
    """

    board: Unit
    plan: Plan | None = None
    round: Round | None = None
    total: int = 0
    done: int = 0
    remarks: int | None = None
    assessment: Mark | None = None
    is_of_year: bool = False

    @property
    def percent(self) -> int:
        # Rounded down: a board that lacks one report has not reported all.
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Municipality:
    """`year` is that of the page with all its boards side by side; None where the person does not read all of it."""

    unit: Unit
    boards: tuple[BoardRow, ...]
    year: int | None = None
    closed: tuple[BoardRow, ...] = ()


def municipalities_of(boards: UnitQuerySet, readable: Collection[str], today: date) -> list[Municipality]:
    """The boards by municipality, both in Swedish order. `readable`: the paths of the units that are read at all."""
    found = list(boards)
    roots = {root.path: root for root in Unit.objects.filter(path__in={_root_path(board) for board in found})}
    rows = _rows(found, today)
    ordered = sorted(rows, key=lambda row: (roots[_root_path(row.board)].order, row.board.order))
    by_root = groupby(ordered, key=lambda row: _root_path(row.board))
    made = [Municipality(roots[path], tuple(group)) for path, group in by_root]
    shown = [_without_the_closed(m) for m in made]
    return [replace(m, year=_latest_year(m.boards)) if m.unit.path in readable else m for m in shown]


def _without_the_closed(municipality: Municipality) -> Municipality:
    """Closed boards stand apart from the year when they have no plan in it."""
    year = _latest_year(municipality.boards)
    gone = tuple(row for row in municipality.boards if row.board.closed_on and (not row.plan or row.plan.year != year))
    kept = tuple(row for row in municipality.boards if row not in gone)
    return replace(municipality, boards=kept, closed=tuple(row for row in gone if row.plan))


def _latest_year(rows: Iterable[BoardRow]) -> int | None:
    return max((row.plan.year for row in rows if row.plan), default=None)


def _root_path(board: Unit) -> str:
    return str(board.path[: board.steplen])


def _rows(boards: Sequence[Unit], today: date) -> list[BoardRow]:
    plans = _current_plans(boards, today)
    methods = methods_for((board, plans[board.pk].year) for board in boards if board.pk in plans)
    counts = Counts(list(plans.values()))
    return [
        _row(board, plans[board.pk], methods[board.pk, plans[board.pk].year], counts)
        if board.pk in plans
        else BoardRow(board)
        for board in boards
    ]


def _current_plans(boards: Iterable[Unit], today: date) -> dict[int, Plan]:
    by_board: dict[int, dict[int, Plan]] = defaultdict(dict)
    for plan in Plan.objects.filter(unit__in=boards).in_force().defer("frozen"):
        by_board[plan.unit_id][plan.year] = plan
    return {board: plans[current_year(plans, today)] for board, plans in by_board.items()}


class Counts:
    """How much each plan awaits, and how much each of its rounds has been told. Seven queries, however many plans."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        checks = Check.objects.filter(plan__in=plans).values_list("plan_id", "recurrence").annotate(Count("pk"))
        alone = PlannedRisk.objects.filter(plan__in=plans, controls__isnull=True)
        # The year of each plan is asked for below: the few estimates of periods are found before the many risks.
        anew = Estimate.objects.filter(
            year__in={plan.year for plan in plans},
            period__gt="",
            risk__planned__plan__in=plans,
            risk__planned__controls__isnull=True,
        )
        told = Result.objects.reported().filter(for_check__isnull=False, control__plan__in=plans)
        self.checks: dict[int, dict[str, int]] = defaultdict(dict)
        for plan, rule, count in checks:
            self.checks[plan][rule] = count
        self.risks: Mapping[int, int] = dict(alone.values_list("plan_id").annotate(Count("pk")))
        of_periods = anew.values_list("risk__planned__plan", "year", "period")
        years = {plan.pk: plan.year for plan in plans}
        self.estimates = {
            (plan, period): count
            for plan, year, period, count in of_periods.annotate(Count("risk__planned", distinct=True))
            if year == years[plan]
        }
        self.estimated_anew = {plan for plan, _ in self.estimates}
        self.results: dict[int, dict[str | None, int]] = defaultdict(dict)
        self.unanswered: dict[int, dict[str | None, int]] = defaultdict(dict)
        for round_, outcome, count, unanswered in outcomes_of(told, "round_id"):
            self.results[round_][outcome] = count
            self.unanswered[round_][outcome] = unanswered
        self._told_by_rule = self._by_rule(told) if any(any(rules) for rules in self.checks.values()) else {}
        self.rounds = self._rounds(plans)
        self.assessments = {
            (a.unit_id, a.year, a.round_id): a.outcome
            for a in Assessment.objects.filter(unit__in=[plan.unit_id for plan in plans])
        }

    def _rounds(self, plans: Sequence[Plan]) -> Mapping[int, list[Round]]:
        years = {plan.unit_id: plan.year for plan in plans}
        rounds: dict[int, list[Round]] = defaultdict(list)
        for round_ in Round.objects.filter(unit__in=years):
            if round_.year == years[round_.unit_id]:
                rounds[round_.unit_id].append(round_)
        return rounds

    def _by_rule(self, told: ResultQuerySet) -> Mapping[tuple[int, str], int]:
        """How many results each round has of checks with each rule of how often they recur."""
        recurring = told.exclude(for_check__recurrence="").order_by()
        counted = recurring.values_list("round_id", "for_check__recurrence").annotate(Count("pk"))
        return {(round_, rule): count for round_, rule, count in counted}

    def rounds_in_order(self, plan: Plan, method: Method) -> list[Round]:
        rounds = {round_.label: round_ for round_ in self.rounds.get(plan.unit_id, ())}
        return [rounds[label] for label in in_order(rounds, method.rounds)]

    def latest_round(self, plan: Plan, method: Method) -> Round | None:
        return latest_told(self.rounds_in_order(plan, method), self.results)

    def awaited(self, plan: Plan, method: Method, round_: Round | None = None) -> int:
        """How much the round awaits, and has been told that it did not await; how much the year does where None."""
        left_out = self.left_out(plan, method, round_)
        checks = sum(
            self._told_by_rule.get((round_.pk, rule), 0) if round_ and rule in left_out else count
            for rule, count in self.checks.get(plan.pk, {}).items()
        )
        return checks + (self.risks.get(plan.pk, 0) if self.awaits_risks(plan, method) else 0)

    def awaits_risks(self, plan: Plan, method: Method) -> bool:
        return risks_are_estimated_anew(method, any_held=plan.pk in self.estimated_anew)

    def left_out(self, plan: Plan, method: Method, round_: Round | None) -> Collection[str]:
        rounds = self.rounds.get(plan.unit_id, ())
        return left_out_by(method, plan.year, rounds)[round_.pk] if round_ else ()

    def done(self, plan: Plan, round_: Round) -> int:
        estimated: int = self.estimates.get((plan.pk, round_.label), 0)
        return estimated + sum(self.results.get(round_.pk, {}).values())


def outcomes_of(results: ResultQuerySet, by: str) -> Iterable[tuple[int, str | None, int, int]]:
    """How many results have each class, by that field, and of those how many no action and no reason answers."""
    unanswered = ~Exists(ResultAction.objects.filter(result=OuterRef("pk"))) & Q(no_action_why="")
    counted = results.order_by().values_list(by, "outcome")
    return counted.annotate(count=Count("pk"), unanswered=Count("pk", filter=unanswered))


def _row(board: Unit, plan: Plan, method: Method, counts: Counts) -> BoardRow:
    row = row_of(board, plan, method, counts, counts.latest_round(plan, method))
    of_year = assessment_mark(method, counts.assessments.get((board.pk, plan.year, None)))
    # What is decided of the whole year stands over what was of its latest round.
    return replace(row, assessment=of_year, is_of_year=True) if of_year else row


def row_of(board: Unit, plan: Plan, method: Method, counts: Counts, round_: Round | None) -> BoardRow:
    if round_ is None:
        return BoardRow(board, plan)
    assessment = counts.assessments.get((board.pk, plan.year, round_.pk))
    return BoardRow(
        board=board,
        plan=plan,
        round=round_,
        total=counts.awaited(plan, method, round_),
        done=counts.done(plan, round_),
        remarks=_remarks(method, counts.results.get(round_.pk, {})),
        assessment=assessment_mark(method, assessment),
    )


def _remarks(method: Method, results: Mapping[str | None, int]) -> int | None:
    if not method.result_classes:
        return None
    return sum(count for word, count in results.items() if (known := method.result_class(word)) and known.remark)
