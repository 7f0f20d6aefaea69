"""How often a check is done: words as they stand in plans -> a recurrence rule (RRULE, RFC 5545), and when it is due.

The words always stay as they were written. A rule is read only where the whole text is understood: "Årligen och vid
avvikelser" says more than once a year, so it has no rule until a person chooses one. A month that is named ("årligen, i
november") is a part of the rule (rules/months.py).
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from dateutil.rrule import rrulestr

from internkoll.rules.months import MONTHS, months_in, rule_of_months

YEARLY = "FREQ=YEARLY"
HALF_YEARLY = "FREQ=MONTHLY;INTERVAL=6"
TERTIALLY = "FREQ=MONTHLY;INTERVAL=4"
QUARTERLY = "FREQ=MONTHLY;INTERVAL=3"
EVERY_OTHER_MONTH = "FREQ=MONTHLY;INTERVAL=2"
MONTHLY = "FREQ=MONTHLY"
EVERY_OTHER_WEEK = "FREQ=WEEKLY;INTERVAL=2"
WEEKLY = "FREQ=WEEKLY"
DAILY = "FREQ=DAILY"

# The rules that can be chosen, with what each is called, the least often first.
SENTENCES: Mapping[str, str] = {
    YEARLY: "en gång per år",
    **{rule_of_months([month]): f"en gång per år, i {name}" for month, name in enumerate(MONTHS, start=1)},
    **{
        rule_of_months([month, month + 6]): f"två gånger per år, i {MONTHS[month - 1]} och {MONTHS[month + 5]}"
        for month in range(1, 6)
    },
    HALF_YEARLY: "varje halvår",
    TERTIALLY: "varje tertial",
    QUARTERLY: "varje kvartal",
    EVERY_OTHER_MONTH: "varannan månad",
    MONTHLY: "varje månad",
    EVERY_OTHER_WEEK: "varannan vecka",
    WEEKLY: "varje vecka",
    DAILY: "varje dag",
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    YEARLY: (
        "årlig",
        "årligen",
        "årsvis",
        "varje år",
        "1 gång per år",
        "1 gång om året",
        "1 gång årligen",
        "minst 1 gång per år",
        "helår",
        "per helår",
        "vid årsskiftet",
        "inför årsbokslut",
        "vid årsbokslut",
    ),
    HALF_YEARLY: (
        "halvårsvis",
        "halvår",
        "varje halvår",
        "per halvår",
        "1 gång per halvår",
        "2 gånger per år",
        "2 gånger om året",
        "2 gånger årligen",
        "minst 2 gånger per år",
        "delår och helår",
        "vid delår och helår",
        "delår och årsbokslut",
        "vår och höst",
        "höst och vår",
    ),
    TERTIALLY: (
        "tertial",
        "tertialvis",
        "varje tertial",
        "per tertial",
        "1 gång per tertial",
        "3 gånger per år",
        "3 gånger om året",
        "minst 3 gånger per år",
        "var fjärde månad",
    ),
    QUARTERLY: (
        "kvartal",
        "kvartalsvis",
        "varje kvartal",
        "per kvartal",
        "1 gång per kvartal",
        "4 gånger per år",
        "4 gånger om året",
        "minst 4 gånger per år",
        "var tredje månad",
    ),
    EVERY_OTHER_MONTH: ("varannan månad", "6 gånger per år", "6 gånger om året"),
    MONTHLY: (
        "månad",
        "månatlig",
        "månatligen",
        "månadsvis",
        "varje månad",
        "per månad",
        "1 gång per månad",
        "1 gång i månaden",
        "12 gånger per år",
        "12 gånger om året",
    ),
    EVERY_OTHER_WEEK: ("varannan vecka", "2 gånger i månaden", "2 gånger per månad"),
    WEEKLY: ("vecka", "veckovis", "varje vecka", "per vecka", "1 gång per vecka", "1 gång i veckan"),
    DAILY: ("daglig", "dagligen", "varje dag", "per dag", "1 gång per dag"),
}
_RULES = {words: rule for rule, all_words in _WORDS.items() for words in all_words}
# What stands for the same words: "en gång/år", "två ggr per år", "1 ggr/år".
_SAME = {
    "en": "1",
    "ett": "1",
    "två": "2",
    "tre": "3",
    "fyra": "4",
    "sex": "6",
    "tolv": "12",
    "ggr": "gånger",
    "ggn": "gånger",
    "gg": "gånger",
    "/": "per",
    "samt": "och",
    "&": "och",
}


def recurrence_of(words: str) -> str:
    """The rule that the words say, empty where not all of them are understood."""
    parts = words.casefold().replace("/", " / ").replace("1gång", "1 gång").strip(" .").split()
    plain = " ".join(_SAME.get(part.strip(".,"), part.strip(".,")) for part in parts).replace("1 gånger", "1 gång")
    return _RULES.get(plain) or _rule_by_months(plain)


# How many months a year those words name, where they name each time of the year.
_TIMES = {YEARLY: 1, HALF_YEARLY: 2, TERTIALLY: 3, QUARTERLY: 4}
# What falls due on the last days of these months is due on those of the rule.
_ALIKE = {(6, 12): HALF_YEARLY, (4, 8, 12): TERTIALLY, (3, 6, 9, 12): QUARTERLY}


def _rule_by_months(plain: str) -> str:
    """The rule of words that name months, and of nothing else."""
    told = months_in(plain)
    if told is None:
        return ""
    often = _RULES.get(told.often, "")
    if told.often and not often and not told.is_occasion:
        return ""
    # "Årligen i april och oktober" is every year; "en gång per år, i april och oktober" can't be both.
    is_every_year = told.often in _EVERY_YEAR or not often
    if not is_every_year and _TIMES.get(often) != len(told.months):
        return ""
    rule = _ALIKE.get(told.months) or rule_of_months(told.months)
    return rule if rule in SENTENCES else ""


_EVERY_YEAR = ("årlig", "årligen", "årsvis", "varje år")


def sentence_for(rule: str) -> str:
    """The rule in words: "en gång per år". A rule that nobody can choose here is told as it stands."""
    return SENTENCES.get(rule, rule)


def is_rule(rule: str) -> bool:
    return not rule or rule in SENTENCES


def names_months(rule: str) -> bool:
    return "BYMONTH=" in rule


@lru_cache(maxsize=500)
def due_days(rule: str, year: int) -> tuple[date, ...]:
    """The days of the year by which the check is to have been done: the last of each of its periods.

    A year has a whole number of months' periods, so the rule counts them from 1 January and each ends on the day
    before the next begins. Weeks and days are counted from 1 January too. A month that is named is a period.
    """
    if not rule:
        return ()
    begins = datetime(year, 1, 1)
    if names_months(rule):
        named = rrulestr(rule, dtstart=begins).between(begins, datetime(year, 12, 31), inc=True)
        return tuple(date(year, day.month, monthrange(year, day.month)[1]) for day in named)
    # A little into the next year, so that the last period's end is known.
    days = [day.date() for day in rrulestr(rule, dtstart=begins).between(begins, datetime(year + 2, 1, 1), inc=True)]
    ends = (date.fromordinal(day.toordinal() - 1) for day in days[1:])
    return tuple(day for day in ends if day.year == year)


def rules_left_out(last_days: Mapping[str, date | None], year: int) -> dict[str, frozenset[str]]:
    """The rules that each of the year's rounds does not await, by the round's name. `last_days`: when each is due.

    A round awaits what falls due after the round before it and no later than its own last day; the last round awaits
    what is left of the year too. What is to be done at least as often as there are rounds is awaited in all of them,
    since a round may be due some days before its period ends: but not what is done in months that are named. A round
    whose last day is not known awaits everything.
    """
    dated = sorted((day, name) for name, day in last_days.items() if day)
    awaited = {rule: _rounds_awaiting(rule, due_days(rule, year), dated) for rule in SENTENCES}
    return {
        name: frozenset(rule for rule, names in awaited.items() if day and name not in names)
        for name, day in last_days.items()
    }


def _rounds_awaiting(rule: str, days: tuple[date, ...], dated: list[tuple[date, str]]) -> set[str]:
    if not dated or (len(days) >= len(dated) and not names_months(rule)):
        return {name for _, name in dated}
    return {next((name for last, name in dated if last >= day), dated[-1][1]) for day in days}
