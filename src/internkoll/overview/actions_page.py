"""The lists of actions: a board's and one's own. Filtered, counted, ordered and paged by the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action, ActionQuerySet
from internkoll.base.models import User
from internkoll.base.pages import page_of
from internkoll.overview.action_sources import Source, sources_of
from internkoll.overview.choice import Choice
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.method import Tone

_TONES: dict[str, Tone] = {
    Action.Status.ONGOING: "notice",
    Action.Status.DONE: "good",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """`days_late` is None for one that is not overdue; `from_year` for one that this year took on itself.

    `due_words`: the words of the due date, where they say something else than its day ("hösten 2026").
    """

    action: Action
    source: Source | None
    people: tuple[str, ...]
    status: Mark
    days_late: int | None
    late_words: str
    due_words: str
    from_year: int | None


@dataclass(frozen=True, slots=True)
class ActionList:
    total: int
    choices: tuple[Choice, ...]
    asked: str
    page: Page[int]
    rows: tuple[ActionRow, ...]


_WORDS = {
    "forsenade": _("Försenade"),
    "oppna": _("Öppna"),
    "pagar": _("Pågår"),
    "utan-datum": _("Utan datum"),
    "utan-ansvarig": _("Utan ansvarig"),
    "klara": _("Avslutade"),
    "mina": _("Mina"),
}


def _filters(user: User, today: date) -> dict[str, Q]:
    is_open = ~Q(status__in=Action.ENDED)
    through = Action.owners.through.objects
    tied = Exists(through.filter(action_id=OuterRef("pk")))
    return {
        "forsenade": is_open & Q(due__lt=today),
        "oppna": is_open,
        "pagar": Q(status=Action.Status.ONGOING),
        "utan-datum": is_open & Q(due__isnull=True),
        "utan-ansvarig": is_open & Q(responsible="") & Q(~tied),
        "klara": Q(status__in=Action.ENDED),
        "mina": Q(pk__in=through.filter(user_id=user.pk).values("action_id")),
    }


def list_of(
    actions: ActionQuerySet, request: HttpRequest, user: User, today: date, year: int | None = None
) -> ActionList:
    """The part of the actions that the address asks for. The same few queries, however many there are."""
    filters = _filters(user, today)
    asked = request.GET.get("visa", "")
    counts = actions.aggregate(alla=Count("pk"), **{_name(key): Count("pk", filter=q) for key, q in filters.items()})
    choices = [Choice(key, _WORDS[key], counts[_name(key)]) for key in filters]
    chosen = actions.filter(filters[asked]) if asked in filters else actions
    shown = tuple(choice for choice in choices if choice.count or choice.key == asked)
    page = _page(chosen, counts[_name(asked)] if asked in filters else counts["alla"], request)
    found = Action.objects.select_related("unit").in_bulk(list(page))
    rows = rows_of([found[key] for key in page if key in found], today, year)
    return ActionList(counts["alla"], shown, asked, page, tuple(rows))


def _page(actions: ActionQuerySet, count: int, request: HttpRequest) -> Page[int]:
    """The keys of the page's actions: sorting ten thousand keys is quick, and their texts are not read for it."""
    keys = actions.first_due_first().values_list("pk", flat=True)
    return page_of(keys, request, count=count)


def _name(key: str) -> str:
    return key.replace("-", "_")


def rows_of(actions: Sequence[Action], today: date, year: int | None) -> list[ActionRow]:
    sources, people = sources_of(actions), _people(actions)
    return [
        ActionRow(
            action=action,
            source=sources.get(action.pk),
            people=tuple(people.get(action.pk, ())),
            status=status_of(action),
            days_late=(days := days_late(action, today)),
            late_words=ngettext("%(days)s dag", "%(days)s dagar", days) % {"days": days} if days else "",
            due_words="" if action.due_words[:1].isdigit() else action.due_words,
            from_year=action.year if year and action.year and action.year < year else None,
        )
        for action in actions
    ]


def _people(actions: Iterable[Action]) -> dict[int, list[str]]:
    tied = Action.owners.through.objects.filter(action_id__in=[action.pk for action in actions])
    people: dict[int, list[str]] = {}
    for key, name in tied.order_by("user__name", "user_id").values_list("action_id", "user__name"):
        people.setdefault(key, []).append(name)
    return people


def status_of(action: Action) -> Mark:
    return _status(action.status, get_language())


@lru_cache(maxsize=100)
def _status(status: str, language: str | None) -> Mark:
    return Mark(first_upper(str(Action.Status(status).label)), _TONES.get(status, "neutral"))


def days_late(action: Action, today: date) -> int | None:
    return (today - action.due).days if action.is_open and action.due and action.due < today else None
