"""Periods: a round's mark and year, their order, and the days on which a round opens and falls due.

A period is named by its mark as written and its year ("T1 2022", "VB 2022", "Delår 2024"), or by its year alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from internkoll.rules.method import Method, RoundRule

_LABEL = re.compile(r"^(?P<mark>.*?)\s*(?P<year>(?:19|20)\d\d)$")
# The order of marks that a Method does not know, by where in the year they usually fall.
_USUAL_ORDER = (
    (re.compile(r"^(kvartal|kv|q|tertial|t|halvår|h)\s*(\d)$"), None),
    (re.compile(r"^(delår|delårsrapport|halvår)"), 50),
    (re.compile(r"^(vb|verksamhetsberättelse|helår|årsrapport|årsbokslut|bokslut)"), 90),
)


@dataclass(frozen=True, slots=True)
class Period:
    """`mark` is empty where the label is a year alone; `year` is None where no year is told."""

    mark: str
    year: int | None

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.mark, str(self.year or ""))))


def period_of(label: str) -> Period:
    found = _LABEL.match(label.strip())
    return Period(found["mark"].strip(), int(found["year"])) if found else Period(label.strip(), None)


def in_order(labels: Iterable[str], rounds: Sequence[RoundRule] = ()) -> list[str]:
    """The labels from the earliest: by year, then as the Method's rounds stand, then as marks usually fall."""
    return sorted(labels, key=lambda label: _order(period_of(label), rounds))


def _order(period: Period, rounds: Sequence[RoundRule]) -> tuple[int, int, str]:
    marks = [rule.mark.casefold() for rule in rounds]
    mark = period.mark.casefold()
    place = marks.index(mark) if mark in marks else _usual_place(mark)
    return (period.year or 0, place, mark)


def _usual_place(mark: str) -> int:
    for pattern, place in _USUAL_ORDER:
        if found := pattern.match(mark):
            return int(found[2]) if place is None else place
    # A year alone closes the year.
    return 99 if not mark else 60


def opens_and_due(rule: RoundRule, year: int) -> tuple[date, date]:
    """The days on which the round of that control year opens and falls due."""
    due_year = year if rule.due >= rule.opens else year + 1
    return date(year, *rule.opens), date(due_year, *rule.due)


def round_for(method: Method, label: str) -> RoundRule | None:
    return method.round_rule(period_of(label).mark)


def not_begun(method: Method, labels: Iterable[str]) -> list[RoundRule]:
    """The Method's rounds that none of the labels names."""
    begun = [round_for(method, label) for label in labels]
    return [rule for rule in method.rounds if rule not in begun]
