"""The history of things, told in plain words: what was done, when and by whom, with what stood before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.base.models import HistoryEntry, Unit, User

# What each entry is called. A service that records something new is given its words here; a test sees to it.
WORDS = {
    "action added": gettext_lazy("Åtgärden lades till"),
    "assessment decided": gettext_lazy("Den samlade bedömningen beslutades"),
    "method chosen": gettext_lazy("Metoden valdes"),
    "plan adopted": gettext_lazy("Planen beslutades"),
    "plan line added": gettext_lazy("Lades till i planen"),
    "plan opened": gettext_lazy("Planen påbörjades"),
    "plan proposed": gettext_lazy("Planen föreslogs för beslut"),
    "result reported": gettext_lazy("Resultatet rapporterades"),
    "risk added": gettext_lazy("Risken lades till i registret"),
    "risk estimated": gettext_lazy("Risken skattades"),
    "role granted": gettext_lazy("En roll gavs"),
    "round closed": gettext_lazy("Perioden stängdes"),
    "round head set": gettext_lazy("Periodens rubrik ändrades"),
    "round opened": gettext_lazy("Perioden öppnades"),
    "running text kept": gettext_lazy("Löpande text lades till"),
    "unit added": gettext_lazy("Enheten lades till"),
}
# The values that a person wants to see beside the words, in this order.
_TOLD = {
    "year": gettext_lazy("år"),
    "period": gettext_lazy("period"),
    "likelihood": gettext_lazy("sannolikhet"),
    "consequence": gettext_lazy("konsekvens"),
    "value": gettext_lazy("värde"),
    "level": gettext_lazy("nivå"),
    "class": gettext_lazy("bedömning"),
    "status": gettext_lazy("status"),
    "due": gettext_lazy("klart senast"),
    "paragraph": gettext_lazy("paragraf"),
}
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
    """What has been done with those things, the latest first. Two queries."""
    keys: dict[str, list[int]] = {}
    for thing in things:
        keys.setdefault(thing._meta.model_name or "", []).append(thing.pk)
    wanted = Q(pk__in=[])
    for subject, ids in keys.items():
        wanted |= Q(subject=subject, subject_id__in=ids)
    entries = list(HistoryEntry.objects.filter(wanted, unit=board).order_by("-number"))
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={entry.by_id_number for entry in entries})}
    return [_told(entry, names) for entry in entries]


def _told(entry: HistoryEntry, names: Mapping[int, str]) -> Happening:
    values = {} if entry.what == "plan line added" else entry.after or {}
    return Happening(
        number=entry.number,
        at=entry.at,
        by=_person(entry.by_id_number, names),
        what=str(WORDS.get(entry.what, entry.what)),
        details=_details(values),
        text=_shortened(str(values.get("text") or "")),
    )


def _person(key: int | None, names: Mapping[int, str]) -> str:
    if key is None:
        return _("Systemet")
    return names.get(key) or _("en person som inte längre finns kvar")


def _details(values: Mapping[str, Any]) -> str:
    """The year goes without saying where a period is told."""
    told = {key: value for key, value in values.items() if key != "year" or not values.get("period")}
    return ", ".join(f"{name} {_value(told[key])}" for key, name in _TOLD.items() if told.get(key) not in (None, ""))


def _value(told: Any) -> str:
    """A date as it is read, and all else as it stands."""
    try:
        return date_format(date.fromisoformat(told), "j F Y")
    except (TypeError, ValueError):
        return str(told)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TEXT else f"{line[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …"
