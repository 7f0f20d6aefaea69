"""A municipality's page: all its boards side by side in a year, each figure leading to its list.

A fixed number of queries, however many boards.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from internkoll.base.models import Unit
from internkoll.followup.models import Round
from internkoll.followup.rounds import latest_told, round_named
from internkoll.organisation.methods import methods_for
from internkoll.overview.board_list import BoardRow, Counts, row_of
from internkoll.overview.figures import overdue_by_board
from internkoll.overview.risk_levels import RiskCounts, RisksAtLevel
from internkoll.overview.risk_picture import Matrix, matrix_of
from internkoll.overview.timeline import Span, Timeline, plans_event, spans_of, timeline_of
from internkoll.plan.models import Plan
from internkoll.reports.blocks import Mark
from internkoll.rules.marks import assessment_mark
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order, opens_and_due

ORDERS: Mapping[str, str | Promise] = {
    "namn": gettext_lazy("Namn"),
    "forsenade": gettext_lazy("Flest försenade åtgärder"),
    "anmarkningar": gettext_lazy("Flest anmärkningar"),
}


@dataclass(frozen=True, slots=True)
class MunicipalRow:
    """A board in the year. `late` says in words what it is late with; `of_year` is the year's own assessment."""

    told: BoardRow
    overdue: int
    levels: tuple[RisksAtLevel, ...]
    of_year: Mark | None
    late: tuple[str, ...]
    urls: Mapping[str, str]

    @property
    def remarks(self) -> int:
        return self.told.remarks or 0


@dataclass(frozen=True, slots=True)
class Totals:
    boards: int
    adopted: int
    done: int
    total: int
    remarks: int
    overdue: int
    late: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class MunicipalPage:
    """`matrix` is None where the boards do not all work by one Method, or it has none."""

    rows: tuple[MunicipalRow, ...]
    totals: Totals
    matrix: Matrix | None
    timeline: Timeline


def years_of(unit: Unit) -> list[int]:
    """The years in which any of its boards has a plan, in order."""
    plans = Plan.objects.filter(unit__path__startswith=unit.path)
    return sorted(plans.order_by().values_list("year", flat=True).distinct())


def page_of_municipality(unit: Unit, year: int, today: date, order: str = "") -> MunicipalPage:
    every = Unit.objects.boards().filter(path__startswith=unit.path)
    # A board that has been closed stands in the years that it has plans for.
    of_year = Q(closed_on=None) | Q(pk__in=Plan.objects.filter(year=year).values("unit"))
    boards = list(every.filter(of_year))
    plans = Plan.objects.filter(unit__in=boards, year=year).in_force().defer("frozen")
    by_board = {plan.unit_id: plan for plan in plans}
    year_of = _Year(year, today, by_board, methods_for((board, year) for board in boards), boards)
    rows = tuple(_in_order([year_of.row(board) for board in boards], order))
    return MunicipalPage(rows, _totals(rows), year_of.matrix(), year_of.timeline())


def _in_order(rows: Sequence[MunicipalRow], order: str) -> list[MunicipalRow]:
    named = sorted(rows, key=lambda row: row.told.board.order)
    if order == "forsenade":
        return sorted(named, key=lambda row: -row.overdue)
    return sorted(named, key=lambda row: -row.remarks) if order == "anmarkningar" else named


def _totals(rows: Sequence[MunicipalRow]) -> Totals:
    return Totals(
        boards=len(rows),
        adopted=sum(row.told.plan is not None and row.told.plan.state == Plan.State.ADOPTED for row in rows),
        done=sum(row.told.done for row in rows),
        total=sum(row.told.total for row in rows),
        remarks=sum(row.remarks for row in rows),
        overdue=sum(row.overdue for row in rows),
        late=sum(bool(row.late) for row in rows),
    )


def shared_method(methods: Sequence[Method]) -> Method | None:
    """The one by which all of them estimate in a matrix; None where they do not."""
    if not methods or methods[0].matrix is None or any(method is not methods[0] for method in methods[1:]):
        return None
    return methods[0]


class _Urls:
    """The pages of each board's year, by name. Their addresses differ in the board's key alone: each is made once."""

    _KEY = 1_000_000_007
    _NAMES = ("board", "board_plan", "board_risks", "board_followup", "board_actions", "board_assessment")

    def __init__(self, year: int) -> None:
        self._patterns = {name: reverse(name, args=[self._KEY, year]) for name in self._NAMES}

    def of(self, board: Unit) -> Mapping[str, str]:
        return {name: pattern.replace(str(self._KEY), str(board.pk)) for name, pattern in self._patterns.items()}


class _Year:
    """All that the boards' rows are made of, asked for once."""

    def __init__(
        self,
        year: int,
        today: date,
        plans: Mapping[int, Plan],
        methods: Mapping[tuple[int, int], Method],
        boards: Sequence[Unit],
    ) -> None:
        self.year, self.today, self.plans = year, today, plans
        self._methods, self._boards = methods, boards
        self._counts, self._risks = Counts(list(plans.values())), RiskCounts(list(plans.values()))
        self._overdue = overdue_by_board(boards, year, today)
        self._urls = _Urls(year)

    def row(self, board: Unit) -> MunicipalRow:
        plan, overdue = self.plans.get(board.pk), self._overdue.get(board.pk, 0)
        if plan is None:
            return MunicipalRow(BoardRow(board), overdue, (), None, (_("Planen saknas"),) * self._has_begun, {})
        method = self._method(board)
        rounds = self._counts.rounds_in_order(plan, method)
        told = row_of(board, plan, method, self._counts, self._shown(rounds))
        of_year = assessment_mark(method, self._counts.assessments.get((board.pk, self.year, None)))
        levels, late = self._risks.at_levels(plan, method), tuple(self._late(told, rounds, method))
        return MunicipalRow(told, overdue, levels, of_year, late, self._urls.of(board))

    def matrix(self) -> Matrix | None:
        """All boards' risks together, where they share one Method."""
        plans = list(self.plans.values())
        methods = [self._methods[plan.unit_id, self.year] for plan in plans]
        method = shared_method(methods)
        if method is None:
            return None
        total = sum(self._risks.totals.get(plan.pk, 0) for plan in plans)
        return matrix_of(method, self._risks.in_cells(plans, method), total) if total else None

    def timeline(self) -> Timeline:
        adopted = [plan.adopted_on for plan in self.plans.values() if plan.adopted_on]
        decided = plans_event(self.year, adopted, len(self._boards))
        return timeline_of(self.year, self.today, spans=self._spans(), decided=[decided])

    def _method(self, board: Unit) -> Method:
        return self._methods[board.pk, self.year]

    @property
    def _has_begun(self) -> bool:
        return self.today >= date(self.year, 1, 1)

    def _shown(self, rounds: Sequence[Round]) -> Round | None:
        """The latest that is open for reports or that anything has been told of."""
        is_open = [r.pk for r in rounds if r.opens and r.opens <= self.today and not r.closed_on]
        return latest_told(rounds, {*self._counts.results, *is_open})

    def _late(self, told: BoardRow, rounds: Sequence[Round], method: Method) -> list[str]:
        late = []
        if told.plan and told.plan.state != Plan.State.ADOPTED and self._has_begun:
            late.append(_("Planen är inte beslutad"))
        if (r := told.round) and r.due and r.due < self.today and not r.closed_on and told.done < told.total:
            late.append(_("%(period)s är inte färdigrapporterad") % {"period": r.label})
        due = {f"{rule.mark} {self.year}": opens_and_due(rule, self.year)[1] for rule in method.rounds}
        labels = [label for label, day in due.items() if day < self.today and not round_named(rounds, label)]
        if labels:
            told_all = ngettext("%(periods)s är inte påbörjad", "%(periods)s är inte påbörjade", len(labels))
            late.append(told_all % {"periods": get_text_list(labels, _("och"))})
        return late

    def _spans(self) -> list[Span]:
        """Each period once, with how many of the boards it holds for and how many have closed it."""
        held: Counter[tuple[str, date | None, date | None]] = Counter()
        closed: dict[tuple[str, date | None, date | None], list[date]] = {}
        for board in self._boards:
            plan = self.plans.get(board.pk)
            method = self._method(board)
            for span in spans_of(self.year, method, self._counts.rounds_in_order(plan, method) if plan else ()):
                key = (span.name, span.opens, span.due)
                held[key] += 1
                closed.setdefault(key, []).extend([span.closed] if span.closed else [])
        names = in_order({name for name, _opens, _due in held})
        ordered = sorted(held, key=lambda key: (key[2] or key[1] or date.max, names.index(key[0])))
        return [self._span(key, held[key], closed[key]) for key in ordered]

    def _span(self, key: tuple[str, date | None, date | None], boards: int, closed: Sequence[date]) -> Span:
        notes = [
            _("gäller %(some)s av %(all)s nämnder") % {"some": boards, "all": len(self._boards)}
            if boards < len(self._boards)
            else "",
            _("stängd hos %(some)s") % {"some": len(closed)} if closed and len(closed) < boards else "",
        ]
        all_closed = max(closed) if len(closed) == boards else None
        return Span(*key, closed=all_closed, note=", ".join(note for note in notes if note))
