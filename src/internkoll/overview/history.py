"""The history of things, told in plain words: what was done, when and by whom, with what stood before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from internkoll.base.models import HistoryEntry, Unit, shortened
from internkoll.overview.history_values import Telling, Values, name_of
from internkoll.overview.history_words import words_of

# The values that a person wants to see beside the words, in this order.
_TOLD = (
    "year",
    "period",
    "likelihood",
    "consequence",
    "value",
    "level",
    "kind",
    "class",
    "status",
    "due",
    "responsible",
    "owners",
    "paragraph",
    "contradictions",
    "rows",
    "on_behalf_of",
    "workbook",
)
# Of these, the first that stands is the text that is told: what the thing says, why, or what came of it.
_TEXTS = ("text", "reasons", "effect")
_LONGEST_TEXT = 160


@dataclass(frozen=True, slots=True)
class Happening:
    number: int
    at: datetime
    by: str
    what: str
    details: str
    text: str


def history_of(board: Unit, things: Iterable[Model]) -> list[Happening]:
    """What has been done with those things, the latest first. At most four queries."""
    keys: dict[str, list[int]] = {}
    for thing in things:
        keys.setdefault(thing._meta.model_name or "", []).append(thing.pk)
    wanted = Q(pk__in=[])
    for subject, ids in keys.items():
        wanted |= Q(subject=subject, subject_id__in=ids)
    entries = list(HistoryEntry.objects.filter(wanted, unit=board).order_by("-number"))
    telling = Telling(entries, board)
    return [_told(entry, telling) for entry in entries]


def _told(entry: HistoryEntry, telling: Telling) -> Happening:
    values = {} if entry.what == "plan line added" else telling.after(entry)
    return Happening(
        number=entry.number,
        at=entry.at,
        by=telling.by(entry),
        what=words_of(entry.what),
        details=_details(entry, values, telling),
        text=shortened(next((str(values[key]) for key in _TEXTS if values.get(key)), ""), _LONGEST_TEXT),
    )


def _details(entry: HistoryEntry, values: Values, telling: Telling) -> str:
    """The year goes without saying where a period is told."""
    told = {key: value for key, value in values.items() if key != "year" or not values.get("period")}
    known = [key for key in _TOLD if told.get(key) not in (None, "")]
    nobody = _("ingen")
    return ", ".join(f"{name_of(entry, key)} {telling.written(entry, key, told[key]) or nobody}" for key in known)
