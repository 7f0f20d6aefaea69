"""What the results of a round, or of all a board's year, show: the figures that an overall assessment builds on."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q

from internkoll.actions.models import Action
from internkoll.base.models import Unit
from internkoll.followup.models import Round
from internkoll.overview.board_list import Counts, outcomes_of
from internkoll.overview.risk_levels import unmet_risks
from internkoll.overview.year_results import latest_results, risks_told
from internkoll.plan.models import Plan
from internkoll.rules.conclusions import ClassCount, Figures
from internkoll.rules.marks import first_upper
from internkoll.rules.method import Method

Outcomes = Mapping[str | None, int]


def overdue_by_board(boards: Iterable[Unit], year: int, today: date) -> Mapping[int, int]:
    """How many of each board's actions are overdue, as its list of actions has them. One query."""
    overdue = Action.objects.overdue(today).begun_by(year).filter(unit__in=list(boards))
    return dict(overdue.values_list("unit_id").annotate(Count("pk")))


def overdue_when_closed(board: Unit, year: int, rounds: Iterable[Round]) -> Mapping[int, int]:
    """How many of the board's actions were overdue on the day that each of those rounds was closed, by its key.

    At most one query. What was decided on later was no concern of the round; one ended since was then overdue.
    """
    days = {round_.pk: round_.closed_on for round_ in rounds if round_.closed_on}
    if not days:
        return {}
    dated = Action.objects.begun_by(year).filter(unit=board, due__isnull=False)
    told = dated.aggregate(**{f"round_{key}": Count("pk", filter=_overdue_then(day)) for key, day in days.items()})
    return {key: told[f"round_{key}"] for key in days}


def _overdue_then(day: date) -> Q:
    open_now, known = ~Q(status__in=Action.ENDED), Q(added_on__isnull=True) | Q(added_on__lte=day)
    return Q(due__lt=day) & known & (open_now | Q(ended_on__gt=day))


class FiguresOfYear:
    """The figures of each of a board's rounds, and of its year. A fixed number of queries, however many results."""

    def __init__(self, plan: Plan, method: Method, today: date) -> None:
        self.plan, self.method = plan, method
        self.counts = Counts([plan])
        self.rounds = self.counts.rounds_in_order(plan, method)
        self._overdue = overdue_by_board([plan.unit], plan.year, today).get(plan.unit_id, 0)
        self._when_closed = overdue_when_closed(plan.unit, plan.year, self.rounds)
        # A risk that is not met stands alone in the plan.
        self._unmet = unmet_risks(plan, method) if self.counts.risks.get(plan.pk) else 0

    @property
    def awaits_risks(self) -> bool:
        """Whether the year awaits the risks that no control answers."""
        return self.counts.awaits_risks(self.plan, self.method)

    def of_round(self, round_: Round) -> Figures:
        results = self.counts.results.get(round_.pk, {})
        total = self.counts.awaited(self.plan, self.method, round_)
        unanswered = self.counts.unanswered.get(round_.pk, {})
        figures = self._figures(total, self.counts.done(self.plan, round_), results, unanswered)
        return replace(figures, overdue=self._when_closed.get(round_.pk, self._overdue))

    def of_year(self) -> Figures:
        """Each control by its latest result in the year, and each risk without controls by whether it was told of."""
        if len(self.rounds) == 1 and not self.counts.left_out(self.plan, self.method, self.rounds[0]):
            return replace(self.of_round(self.rounds[0]), overdue=self._overdue)
        results, unanswered = self._latest()
        anew = risks_told(self.plan, self.rounds).count() if self.plan.pk in self.counts.estimated_anew else 0
        total = self.counts.awaited(self.plan, self.method)
        return self._figures(total, sum(results.values()) + anew, results, unanswered)

    def _latest(self) -> tuple[Outcomes, Outcomes]:
        """How many controls have each class by their latest result, and how many of those nothing answers."""
        told_in = [round_.pk for round_ in self.rounds if round_.pk in self.counts.results]
        if len(told_in) < 2:
            # All that is told is told in one round, and is the latest.
            (told,) = told_in or (0,)
            return self.counts.results.get(told, {}), self.counts.unanswered.get(told, {})
        results: Counter[str | None] = Counter()
        left: Counter[str | None] = Counter()
        for _, outcome, count, not_answered in outcomes_of(latest_results(self.plan, self.rounds), "control__plan"):
            results[outcome] += count
            left[outcome] += not_answered
        return results, left

    def _figures(self, total: int, done: int, results: Outcomes, unanswered: Outcomes) -> Figures:
        left = {word: count for word, count in unanswered.items() if self._is_remark(word)}
        return Figures(
            total=total,
            done=done,
            classes=class_counts(self.method, results),
            unanswered=sum(left.values()),
            unanswered_grave=sum(count for word, count in left.items() if self._is_grave(word)),
            overdue=self._overdue,
            unmet=self._unmet,
        )

    def _is_remark(self, word: str | None) -> bool:
        known = self.method.result_class(word)
        return known is not None and known.remark

    def _is_grave(self, word: str | None) -> bool:
        known = self.method.result_class(word)
        return known is not None and known.tone == "danger"


def class_counts(method: Method, results: Outcomes) -> tuple[ClassCount, ...]:
    """In the Method's order; words that it does not know last. Those that are shown alike are counted together."""
    counts: Counter[str] = Counter()
    for word, count in results.items():
        known = method.result_class(word)
        if word:
            counts[known.word if known else first_upper(word)] += count
    order = {known.word: place for place, known in enumerate(method.result_classes)}
    return tuple(_class_count(method, word, counts[word]) for word in sorted(counts, key=lambda w: order.get(w, 99)))


def _class_count(method: Method, word: str, count: int) -> ClassCount:
    known = method.result_class(word)
    return ClassCount(word, count, bool(known and known.remark), bool(known and known.tone == "danger"))
