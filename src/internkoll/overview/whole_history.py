"""All that has been done at a unit: who did what and when, of what kind, and whether the chain of entries holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.overview.history import WORDS, person_named
from internkoll.overview.history_subjects import Subject, subjects_of
from internkoll.overview.history_values import ChangedValue, Names, changed_values, people_told, units_told

# What an address calls each stage of the year, by the folder that its things are kept in.
_STAGES: Mapping[str, tuple[str, str | Promise]] = {
    "register": ("risker", _("Risker")),
    "plan": ("plan", _("Plan")),
    "followup": ("uppfoljning", _("Uppföljning")),
    "actions": ("atgarder", _("Åtgärder")),
    "assessment": ("bedomning", _("Bedömning")),
    "imports": ("inlasning", _("Inläsning")),
    "organisation": ("metod", _("Metod")),
    "base": ("organisation", _("Organisation")),
}
# Who has which role is for those to read who keep the people.
_OF_PEOPLE = frozenset(model._meta.model_name or "" for model in (RoleGrant, User))


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    word: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Event:
    """`number` is the entry's place in the unit's chain, and `hash` what ties it to the one before."""

    number: int
    at: datetime
    by: str
    what: str
    subject: Subject
    changes: tuple[ChangedValue, ...]
    hash: str


def entries_of(unit: Unit, *, with_people: bool) -> QuerySet[HistoryEntry]:
    """The latest first."""
    entries = HistoryEntry.objects.filter(unit=unit).order_by("-number")
    return entries if with_people else entries.exclude(subject__in=_OF_PEOPLE)


def choices_of(entries: QuerySet[HistoryEntry]) -> tuple[Choice, ...]:
    """The stages of the year, in order, of which the entries tell anything. One query."""
    counts: dict[str, int] = {}
    for subject, count in entries.order_by().values_list("subject").annotate(Count("pk")):
        stage = _stage_of(subject)
        counts[stage] = counts.get(stage, 0) + count
    return tuple(Choice(key, word, counts[stage]) for stage, (key, word) in _STAGES.items() if stage in counts)


def of_stage(entries: QuerySet[HistoryEntry], asked: str) -> QuerySet[HistoryEntry]:
    """Those of the stage that an address asks for; all of them where it asks for none that there is."""
    subjects = [
        model._meta.model_name
        for model in apps.get_app_config("internkoll").get_models()
        if _STAGES.get(_stage_of(model._meta.model_name or ""), ("",))[0] == asked
    ]
    return entries.filter(subject__in=subjects) if asked and subjects else entries


def _stage_of(subject: str) -> str:
    """The folder of the stage that keeps things of that kind: "internkoll.plan.models" is of the plan."""
    return apps.get_model("internkoll", subject).__module__.split(".")[1]


def events_of(entries: Sequence[HistoryEntry]) -> list[Event]:
    """The same few queries, however many entries."""
    subjects, names = subjects_of(entries), _names(entries)
    return [
        Event(
            number=entry.number,
            at=entry.at,
            by=person_named(entry.by_id_number, names.people),
            what=str(WORDS.get(entry.what, entry.what)),
            subject=subjects[entry.pk],
            changes=changed_values(entry, names),
            hash=entry.hash,
        )
        for entry in entries
    ]


def _names(entries: Iterable[HistoryEntry]) -> Names:
    people, units = set(), set()
    for entry in entries:
        people |= {entry.by_id_number or 0} | people_told(entry)
        units |= units_told(entry)
    return Names(
        {user.pk: str(user) for user in User.objects.filter(pk__in=people)},
        {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=units)} if units else {},
    )
