"""The history: who did what, when, with what stood before and after. Called by services, for each change they make.

Each entry holds the hash of the one before it on the same board, so that a changed, removed or inserted entry shows,
and boards never wait for each other.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from internkoll.base.models import HistoryEntry, Unit, User

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change to tell of. `before` is None for what is new, `after` for what was taken away."""

    what: str
    subject: models.Model
    before: Values | None = None
    after: Values | None = None


def record(*, by: User | None, unit: Unit, changes: Sequence[Change]) -> list[HistoryEntry]:
    """Writes the changes to the board's history, in the caller's transaction."""
    if not changes:
        return []
    with transaction.atomic():
        hold_board(unit)
        last = HistoryEntry.objects.filter(unit=unit).order_by("-number").first()
        entries = _chained(by, unit, changes, last, timezone.now())
        return HistoryEntry.objects.bulk_create(entries, batch_size=500)


def hold_board(unit: Unit | int) -> None:
    """Makes others who change the same board wait until the transaction ends: its row is the lock of its chain.

    Whatever else of the board a service locks, it locks this first, since `record` takes it in the end: two who took
    their locks in different orders would each wait for the other. `unit` may be given by its key.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit if isinstance(unit, int) else unit.pk)


def _chained(
    by: User | None, unit: Unit, changes: Sequence[Change], last: HistoryEntry | None, at: datetime
) -> list[HistoryEntry]:
    first, previous = (last.number + 1, last.hash) if last else (1, "")
    entries = []
    for number, change in enumerate(changes, start=first):
        entry = HistoryEntry(
            unit=unit,
            number=number,
            at=at,
            by_id_number=by.pk if by else None,
            what=change.what,
            subject=change.subject._meta.model_name or "",
            subject_id=change.subject.pk,
            before=as_stored(change.before),
            after=as_stored(change.after),
            previous_hash=previous,
        )
        entry.hash = previous = hash_of(entry)
        entries.append(entry)
    return entries


def hash_of(entry: HistoryEntry) -> str:
    """SHA-256 over the entry's canonical JSON and the hash before it."""
    told = [
        entry.unit_id,
        entry.number,
        entry.at.isoformat(),
        entry.by_id_number,
        entry.what,
        entry.subject,
        entry.subject_id,
        entry.before,
        entry.after,
        entry.previous_hash,
    ]
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken_link(unit: Unit) -> HistoryEntry | None:
    """The first entry of the board's history that does not follow from the one before it; None where all hold."""
    previous = ""
    entries = HistoryEntry.objects.filter(unit=unit).order_by("number").iterator()
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.previous_hash != previous or entry.hash != hash_of(entry):
            return entry
        previous = entry.hash
    return None


def as_stored(values: Values | None) -> Any:
    """As the database will give them back: a date as text, a tuple as a list."""
    return None if values is None else json.loads(json.dumps(values, default=str, ensure_ascii=False))
