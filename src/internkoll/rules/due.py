"""Due dates told in words: "senast 30 juni 2024", "under hösten 2024", "andra halvåret", "T2 2024".

A word is given the last day that it can mean, so that nothing is called late before it is.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_SPRING = ("januari", "februari", "mars", "april", "maj", "juni")
_MONTHS = (*_SPRING, "juli", "augusti", "september", "oktober", "november", "december")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?:\s+(?P<year>20\d\d))?"
_LastDay = Callable[[re.Match[str], int], date]


@dataclass(frozen=True, slots=True)
class Due:
    """The words as they stand in the text, and the last day they can mean."""

    words: str
    day: date


def told_due(text: str, year: int, not_before: date | None = None) -> Due | None:
    """The latest due date that the text tells, None where it tells none.

    `year` is meant where none is written; the next time that the words come true where that is before `not_before`, the
    day when they were written: nobody promises something for a spring that has been.
    """
    found = [due for pattern, last_day in _FORMS for due in _all_of(pattern, last_day, text, year, not_before)]
    return max(found, key=lambda due: due.day, default=None)


def day_in_words(day: date) -> str:
    """Such as "31 december 2024", whatever language the page is in."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _all_of(pattern: re.Pattern[str], last_day: _LastDay, text: str, year: int, not_before: date | None) -> list[Due]:
    return [Due(m[0], day) for m in pattern.finditer(text) if (day := _meant(last_day, m, year, not_before))]


def _meant(last_day: _LastDay, match: re.Match[str], year: int, not_before: date | None) -> date | None:
    if match["year"]:
        return _real(last_day, match, int(match["year"]))
    years = [year, *([not_before.year, not_before.year + 1] if not_before else ())]
    days = [day for each in years if (day := _real(last_day, match, each))]
    return next((day for day in days if not_before is None or day >= not_before), None)


def _real(last_day: _LastDay, match: re.Match[str], year: int) -> date | None:
    try:
        return last_day(match, year)
    except ValueError:  # "31 juni" is written now and then, and is no day
        return None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_of(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"].casefold()) + 1


def _form(pattern: str, last_day: _LastDay) -> tuple[re.Pattern[str], _LastDay]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE), last_day


_FORMS = (
    _form(r"(?P<year>20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)", lambda m, y: date(y, int(m["m"]), int(m["d"]))),
    _form(rf"(?P<d>[0-3]?\d)\s+{_MONTH}{_YEAR}", lambda m, y: date(y, _month_of(m), int(m["d"]))),
    _form(rf"(?<!\d )(?<!\d){_MONTH}(?:\s+månad)?{_YEAR}", lambda m, y: _end_of_month(y, _month_of(m))),
    _form(rf"(?:våren|vårterminen|första halvåret|halvårsskiftet){_YEAR}", lambda _, y: date(y, 6, 30)),
    _form(rf"sommaren{_YEAR}", lambda _, y: date(y, 8, 31)),
    _form(rf"(?:hösten|höstterminen|andra halvåret|årsskiftet|årets slut){_YEAR}", lambda _, y: date(y, 12, 31)),
    _form(r"(?:under|senast|slutet av|i slutet av)\s+(?P<year>20\d\d)(?!-)", lambda _, y: date(y, 12, 31)),
    _form(rf"(?:T|tertial )(?P<t>[1-3]){_YEAR}", lambda m, y: _end_of_month(y, 4 * int(m["t"]))),
    _form(rf"(?:Q|kvartal |kv )(?P<q>[1-4]){_YEAR}", lambda m, y: _end_of_month(y, 3 * int(m["q"]))),
)
