"""The rounds of a board's year: those that the Method has, opened or not, and how much is left to report in each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from internkoll.base.models import Unit
from internkoll.followup.due import awaited
from internkoll.followup.models import Result, Round
from internkoll.followup.rounds import rounds_and_told
from internkoll.rules.method import Method
from internkoll.rules.periods import opens_and_due, period_of


@dataclass(frozen=True, slots=True)
class YearRound:
    """`round` is None until it is opened; `opens` and `due` are then the Method's days. `is_told`: it has a result."""

    label: str
    name: str
    opens: date | None
    due: date | None
    round: Round | None
    unreported: int
    waiting: int
    today: date
    is_told: bool

    @property
    def state(self) -> str:
        if self.round is None:
            return "none"
        if self.round.closed_on:
            return "closed"
        return "open" if self.round.is_open_on(self.today) else "coming"

    @property
    def is_late(self) -> bool:
        return bool(self.state == "open" and self.due and self.due < self.today and self.unreported)


def year_rounds(board: Unit, year: int, method: Method, today: date) -> list[YearRound]:
    """The Method's rounds in their order, then those that it does not have. Three queries."""
    held, told = rounds_and_told(board, year, method)
    unreported = _unreported([round_.pk for round_ in held])
    waiting = dict(
        Result.objects.waiting().filter(round__in=held).order_by().values_list("round").annotate(Count("pk"))
    )
    by_rule = {rule.mark: _of_rule(held, rule.mark, rule.name) for rule in method.rounds}
    rows = []
    for rule in method.rounds:
        found = by_rule[rule.mark]
        opens, due = (found.opens, found.due) if found else opens_and_due(rule, year)
        label = found.label if found else f"{rule.mark} {year}"
        rows.append(_row(label, rule.name, opens, due, found, unreported, waiting, today, told))
    others = [round_ for round_ in held if round_ not in by_rule.values()]
    return rows + [_row(r.label, "", r.opens, r.due, r, unreported, waiting, today, told) for r in others]


def _row(
    label: str,
    name: str,
    opens: date | None,
    due: date | None,
    found: Round | None,
    unreported: dict[int, int],
    waiting: dict[int, int],
    today: date,
    told: Collection[int],
) -> YearRound:
    key = found.pk if found else 0
    return YearRound(label, name, opens, due, found, unreported.get(key, 0), waiting.get(key, 0), today, key in told)


def _of_rule(rounds: list[Round], mark: str, name: str) -> Round | None:
    wanted = {mark.casefold(), name.casefold()}
    return next((round_ for round_ in rounds if period_of(round_.label).mark.casefold() in wanted), None)


def _unreported(keys: list[int]) -> dict[int, int]:
    counted = awaited(Round.objects.filter(pk__in=keys)).order_by().values_list(F("round_id")).annotate(n=Count("pk"))
    return {row[0]: row[1] for row in counted}
