"""All that has been done at a unit: who did what and when, by the stages of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.overview.choice import Choice
from internkoll.overview.history_subjects import Subject, subjects_of
from internkoll.overview.history_values import ChangedValue, Telling
from internkoll.overview.history_words import STAGES, WORDS, words_of

# Deeds that nothing here has words for any longer.
OTHER = "ovrigt"
# Who has which role is for those to read who keep the people: to others it is told that something was done.
_OF_PEOPLE = frozenset(model._meta.model_name or "" for model in (RoleGrant, User))


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


def entries_of(unit: Unit) -> QuerySet[HistoryEntry]:
    """The latest first."""
    return HistoryEntry.objects.filter(unit=unit).order_by("-number")


def choices_of(entries: QuerySet[HistoryEntry]) -> tuple[Choice, ...]:
    """The stages of the year, in order, of which the entries tell anything. One query."""
    counts = dict(entries.order_by().values_list("what").annotate(Count("pk")))
    stages = [Choice(stage.key, stage.word, sum(counts.get(what, 0) for what in stage.deeds)) for stage in STAGES]
    other = Choice(OTHER, _("Övrigt"), sum(count for what, count in counts.items() if what not in WORDS))
    return tuple(choice for choice in (*stages, other) if choice.count)


def of_stage(entries: QuerySet[HistoryEntry], key: str) -> QuerySet[HistoryEntry]:
    """Those of the stage; all of them where none is named."""
    if key == OTHER:
        return entries.exclude(what__in=WORDS)
    stage = next((stage for stage in STAGES if stage.key == key), None)
    return entries.filter(what__in=stage.deeds) if stage else entries


def events_of(entries: Sequence[HistoryEntry], unit: Unit, *, with_people: bool) -> list[Event]:
    """The same few queries, however many entries."""
    telling, subjects = Telling(entries, unit), subjects_of(entries)
    return [_event(entry, telling, subjects[entry.pk], with_people=with_people) for entry in entries]


def _event(entry: HistoryEntry, telling: Telling, subject: Subject, *, with_people: bool) -> Event:
    is_shut = entry.subject in _OF_PEOPLE and not with_people
    if entry.subject == "user":
        subject = Subject(telling.person(entry.subject_id or 0))
    return Event(
        number=entry.number,
        at=entry.at,
        by=telling.by(entry),
        what=words_of(entry.what),
        subject=Subject("") if is_shut else subject,
        changes=() if is_shut else telling.changes(entry),
        hash=entry.hash,
    )
