"""Months that words name, alone or with how often and when in the year: "årligen i maj", "varje höst (oktober)"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_NUMBERS = {**_SHORT, **{name: number for number, name in enumerate(MONTHS, start=1)}}
_MONTH = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
# Occasions of the year, which have no day unless a month is told; a season is of some months.
_SEASONS = {"vår": range(1, 7), "höst": range(8, 13)}
_SEASON = re.compile(r"(?:varje |under |på )?(?P<season>vår|höst)(?:en)?")
_CLOSING = re.compile(r"(?:i samband med|vid|inför|efter) (?:del)?(?:års?)?(?:bokslut|redovisning)(?:et|en)?")
_NAMED = (
    rf"(?:(?:senast )?(?:i|under)(?: (?:början|mitten|slutet) av)? |senast |varje )?"
    rf"(?P<months>{_MONTH}(?: (?:och )?(?:i )?{_MONTH})*)(?: månad)?"
)
# The months first: "i november" is no word of its own before the month.
_LONGEST = 200
_SIGNS = str.maketrans("", "", "().")
_TOLD = (re.compile(rf"{_NAMED}(?: (?P<often>.+))?"), re.compile(rf"(?P<often>.+?) {_NAMED}"))


@dataclass(frozen=True, slots=True)
class ToldMonths:
    """`often`: the words beside the months; `is_occasion`: they tell when in the year, and not how often."""

    months: tuple[int, ...]
    often: str
    is_occasion: bool


def rule_of_months(months: Sequence[int]) -> str:
    return f"FREQ=YEARLY;BYMONTH={','.join(str(month) for month in months)}"


def months_in(plain: str) -> ToldMonths | None:
    """The months of the year that the words name, in order; None where they name none, or more than that.

    `plain`: in lower case, without commas and full stops.
    """
    if len(plain) > _LONGEST:
        return None
    words = plain.translate(_SIGNS)
    found = next((found for pattern in _TOLD if (found := pattern.fullmatch(words))), None)
    if found is None:
        return None
    months = [_NUMBERS[word] for word in found["months"].split() if word in _NUMBERS]
    often = found["often"] or ""
    season = _SEASON.fullmatch(often)
    if len(set(months)) < len(months) or (season and not set(months) <= set(_SEASONS[season["season"]])):
        return None
    return ToldMonths(tuple(sorted(months)), often, bool(season or _CLOSING.fullmatch(often)))
