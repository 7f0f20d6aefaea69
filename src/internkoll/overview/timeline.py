"""The time line of a control year: from January to the February after it, as a list that is also drawn.

The list is what it says; the drawing beside it shows the same days as bars on a line of months.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from internkoll.followup.models import Round
from internkoll.followup.rounds import round_named
from internkoll.plan.models import Plan
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order, opens_and_due

# What the drawing is wide: a unit a day, near enough.
WIDTH = 420
_LAST_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Event:
    """`words` tells all of it. `x` and `width` are the bar, empty where nothing is drawn; `look` its look."""

    name: str
    words: str
    state: str
    look: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Month:
    name: str | Promise
    x: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """`today` is where the line of today is drawn, empty where it lies outside the year."""

    months: tuple[Month, ...]
    events: tuple[Event, ...]
    today: str
    today_words: str
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Span:
    """A period with its days; each may be missing. `note` says whom it holds for, where that is not all."""

    name: str
    opens: date | None
    due: date | None
    closed: date | None = None
    note: str = ""


def timeline_of(year: int, today: date, *, spans: Sequence[Span], decided: Iterable[Event] = ()) -> Timeline:
    scale = _Scale(year)
    return Timeline(
        months=tuple(Month(MONTHS_3[day.month], scale.x(day)) for day in scale.months),
        events=(*decided, *(_span_event(scale, span, today) for span in spans)),
        today=scale.x(today) if scale.first <= today < scale.end else "",
        today_words=_("I dag, %(day)s") % {"day": _day(today)},
    )


def spans_of(year: int, method: Method, rounds: Sequence[Round] = ()) -> list[Span]:
    """The year's periods in order: the rounds as they are, and those of the Method that have not begun."""
    rules = {f"{rule.mark} {year}": opens_and_due(rule, year) for rule in method.rounds}
    coming = {label: Span(label, *days) for label, days in rules.items() if not round_named(rounds, label)}
    begun = {r.label: Span(r.label, r.opens, r.due, r.closed_on) for r in rounds}
    spans = coming | begun
    return [spans[label] for label in in_order(spans, method.rounds)]


def plan_event(plan: Plan, today: date) -> Event:
    """When a board's plan was adopted, or that it has not been."""
    scale = _Scale(plan.year)
    if plan.adopted_on is None:
        return Event(_("Plan"), _("Planen är inte beslutad."), plan.get_state_display(), "missing", "", "")
    words = _("Planen beslutades %(day)s.") % {"day": _day(plan.adopted_on)}
    return Event(_("Plan"), words, _("beslutad"), "told", *scale.bar(plan.adopted_on, plan.adopted_on))


def plans_event(year: int, adopted: Sequence[date], boards: int) -> Event:
    """How many of a municipality's boards have adopted their plans, and between which days."""
    scale = _Scale(year)
    told = _("%(adopted)s av %(boards)s nämnder har beslutat sin plan") % {"adopted": len(adopted), "boards": boards}
    state = _("klart") if len(adopted) == boards else _("pågår")
    if not adopted:
        return Event(_("Planer"), f"{told}.", state, "missing", "", "")
    first, last = min(adopted), max(adopted)
    days = _day(first) if first == last else f"{_day(first)} – {_day(last)}"
    return Event(_("Planer"), f"{told}: {days}.", state, "told", *scale.bar(first, last))


def _span_event(scale: "_Scale", span: Span, today: date) -> Event:
    start, end = span.opens or span.due, span.due or span.opens
    bar = scale.bar(start, end) if start and end else ("", "")
    state, look = _state(span, today)
    told = (
        _opening(span.opens, today) if span.opens else "",
        _("rapporteras senast %(day)s") % {"day": _day(span.due)} if span.due else "",
        _("stängd %(day)s") % {"day": _day(span.closed)} if span.closed else "",
        span.note,
    )
    return Event(span.name, ", ".join(part for part in told if part), state, look, *bar)


def _opening(day: date, today: date) -> str:
    return (_("öppnar %(day)s") if day > today else _("öppnade %(day)s")) % {"day": _day(day)}


def _state(span: Span, today: date) -> tuple[str, str]:
    if span.closed:
        return _("stängd"), "told"
    if span.due and span.due < today:
        return _("sista dagen har passerat"), "warning"
    if span.opens and span.opens > today:
        return _("kommande"), "missing"
    return _("öppen"), "notice"


def _day(day: date) -> str:
    return date_format(day, "j F Y")


class _Scale:
    """Days as places along the drawing. What lies outside the months is drawn at its edge."""

    def __init__(self, year: int) -> None:
        ends = [date(year, month, 1) for month in range(1, 13)]
        self.months = [*ends, *(date(year + 1, month, 1) for month in range(1, _LAST_MONTHS + 1))]
        self.first, self.end = self.months[0], date(year + 1, _LAST_MONTHS + 1, 1)

    def x(self, day: date) -> str:
        return f"{self._place(day):.1f}"

    def bar(self, start: date, end: date) -> tuple[str, str]:
        """Where it begins and how long it is; never so short that it can't be seen."""
        left = min(self._place(start), WIDTH - 4.0)
        right = self._place(end + timedelta(days=1))
        return f"{left:.1f}", f"{max(right - left, 4.0):.1f}"

    def _place(self, day: date) -> float:
        held = min(max(day, self.first), self.end)
        return WIDTH * (held - self.first).days / (self.end - self.first).days
