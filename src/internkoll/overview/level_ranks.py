"""The rank of an estimate's level as the database can compute it: the words that are in use, by the Method's levels.

The same as rules/matrix.py says of one estimate: the level as written, else that of its cell, else that of its value.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from internkoll.plan.models import Plan
from internkoll.register.models import Estimate, Risk
from internkoll.rules.exchange import Row
from internkoll.rules.matrix import Cell, cell_of
from internkoll.rules.method import Level, Method


def rank_of(method: Method, risks: QuerySet[Risk], path: str) -> Cast:
    """The rank of the estimate at `path`; null where its level is unknown. One query, for the words in use."""
    fields = (f"{path}__level", f"{path}__likelihood", f"{path}__consequence")
    written = list(risks.order_by().values_list(*fields).distinct())
    return _rank(
        *_by_words(method, path, {level for level, _, _ in written}),
        # What is written and not known is not computed either.
        When(**{f"{path}__level__gt": ""}, then=None),
        *_by_cell(method, path, {(likelihood, consequence) for _, likelihood, consequence in written}),
        *_by_value(method, path),
    )


def rank_of_word(method: Method, risks: QuerySet[Risk], path: str) -> Cast:
    """The rank of the level that is written at `path`, and of nothing else. One query."""
    words = risks.order_by().values_list(f"{path}__level", flat=True).distinct()
    return _rank(*_by_words(method, path, words))


def _rank(*whens: When) -> Cast:
    # PostgreSQL takes a choice among nothing but nulls for a text.
    return Cast(Case(*whens, default=None), IntegerField())


def any_is_valued(plan: Plan, method: Method) -> bool:
    """Whether the year's estimate of any risk of the plan has a level or a value, as written or by its cell."""
    estimates = Estimate.objects.filter(risk__planned__plan=plan, year=plan.year, period="").order_by()
    if estimates.filter(Q(level__gt="") | Q(value__isnull=False)).exists():
        return True
    odds = estimates.values_list("likelihood", "consequence").distinct() if method.matrix else ()
    return any(_cell(method, likelihood, consequence) for likelihood, consequence in odds)


def _by_words(method: Method, path: str, words: Iterable[str | None]) -> Iterator[When]:
    for word in words:
        if word and (level := method.level(word)):
            yield _when(method, level, Q(**{f"{path}__level": word}))


def _by_cell(method: Method, path: str, odds: Iterable[tuple[str | None, str | None]]) -> Iterator[When]:
    for likelihood, consequence in odds:
        if cell := _cell(method, likelihood, consequence):
            at = {f"{path}__likelihood": likelihood, f"{path}__consequence": consequence}
            yield _when(method, cell.level, Q(**at))


def _cell(method: Method, likelihood: str | None, consequence: str | None) -> Cell | None:
    # A figure alone is a step's number, as in a row.
    row = Row(likelihood=likelihood, consequence=consequence)
    return cell_of(method, row.likelihood, row.consequence)


def _by_value(method: Method, path: str) -> Iterator[When]:
    for level in reversed(method.levels):
        if level.from_value is not None:
            yield _when(method, level, Q(**{f"{path}__value__gte": level.from_value}))


def _when(method: Method, level: Level, condition: Q) -> When:
    return When(condition, then=Value(method.rank(level)))
