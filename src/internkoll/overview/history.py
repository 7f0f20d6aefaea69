"""The history of things, told in plain words: what was done, when and by whom, with what stood before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.actions.models import Action
from internkoll.base.models import HistoryEntry, Unit, User, shortened
from internkoll.overview.history_values import dated, name_of
from internkoll.register.models import Response

# What each entry is called. A service that records something new is given its words here; a test sees to it.
WORDS = {
    "action added": gettext_lazy("Åtgärden lades till"),
    "action changed": gettext_lazy("Åtgärden ändrades"),
    "action owners changed": gettext_lazy("Åtgärdens ansvariga ändrades"),
    "area changed": gettext_lazy("Området ändrades"),
    "assessment changed": gettext_lazy("Den samlade bedömningen ändrades"),
    "assessment decided": gettext_lazy("Den samlade bedömningen beslutades"),
    "check changed": gettext_lazy("Kontrollmetoden ändrades"),
    "check removed": gettext_lazy("Kontrollmetoden togs bort"),
    "columns chosen": gettext_lazy("En kolumn i dokument valdes"),
    "columns forgotten": gettext_lazy("Valet av en kolumn i dokument glömdes"),
    "control changed": gettext_lazy("Kontrollen ändrades"),
    "control removed": gettext_lazy("Kontrollen togs bort"),
    "evidence added": gettext_lazy("Underlag bifogades"),
    "evidence removed": gettext_lazy("Underlag togs bort"),
    "mandatory risk taken in": gettext_lazy("Den kommungemensamma risken togs in"),
    "method changed": gettext_lazy("Utkastet till metod ändrades"),
    "method chosen": gettext_lazy("Metoden valdes"),
    "method draft removed": gettext_lazy("Utkastet till metod togs bort"),
    "method drafted": gettext_lazy("Ett utkast till metod påbörjades"),
    "method taken into use": gettext_lazy("Metoden togs i bruk"),
    "owners changed": gettext_lazy("Vilka som rapporterar ändrades"),
    "person added": gettext_lazy("Personen bjöds in"),
    "person changed": gettext_lazy("Personens uppgifter ändrades"),
    "plan adopted": gettext_lazy("Planen beslutades"),
    "plan carried over": gettext_lazy("Planen fördes över från året före"),
    "plan draft removed": gettext_lazy("Utkastet till ny version togs bort"),
    "plan line added": gettext_lazy("Lades till i planen"),
    "plan lines ordered": gettext_lazy("Ordningen i planen ändrades"),
    "document imported": gettext_lazy("Ett dokument lästes in"),
    "import change taken back": gettext_lazy("Det som inläsningen ändrade blev som det var"),
    "import taken back": gettext_lazy("En inläsning togs tillbaka"),
    "plan opened": gettext_lazy("Planen påbörjades"),
    "plan proposed": gettext_lazy("Planen föreslogs för beslut"),
    "plan revised": gettext_lazy("En ny version av planen påbörjades"),
    "plan withdrawn": gettext_lazy("Förslaget togs tillbaka"),
    "planned risk changed": gettext_lazy("Risken i planen ändrades"),
    "planned risk removed": gettext_lazy("Risken togs bort ur planen"),
    "recommendation added": gettext_lazy("Rekommendationen lades till"),
    "recommendation changed": gettext_lazy("Rekommendationen ändrades"),
    "response changed": gettext_lazy("Hanteringen ändrades"),
    "response decided": gettext_lazy("Hanteringen beslutades"),
    "result attested": gettext_lazy("Resultatet attesterades"),
    "result changed": gettext_lazy("Resultatet ändrades"),
    "result reported": gettext_lazy("Resultatet rapporterades"),
    "result returned": gettext_lazy("Resultatet återlämnades"),
    "risk added": gettext_lazy("Risken lades till i registret"),
    "risk changed": gettext_lazy("Risken ändrades"),
    "risk estimate changed": gettext_lazy("Skattningen ändrades"),
    "risk estimated": gettext_lazy("Risken skattades"),
    "risk retired": gettext_lazy("Risken avfördes ur registret"),
    "risk taken back": gettext_lazy("Risken togs tillbaka till registret"),
    "role granted": gettext_lazy("En roll gavs"),
    "role withdrawn": gettext_lazy("En roll togs bort"),
    "round closed": gettext_lazy("Perioden stängdes"),
    "round due changed": gettext_lazy("Sista dagen att rapportera flyttades"),
    "round head set": gettext_lazy("Periodens rubrik ändrades"),
    "round opened": gettext_lazy("Perioden öppnades"),
    "round reopened": gettext_lazy("Perioden öppnades igen"),
    "running text kept": gettext_lazy("Löpande text lades till"),
    "unit added": gettext_lazy("Enheten lades till"),
    "unit changed": gettext_lazy("Enheten ändrades"),
    "unit closed": gettext_lazy("Enheten stängdes"),
    "unit moved": gettext_lazy("Enheten flyttades"),
    "unit opened": gettext_lazy("Enheten öppnades igen"),
    "workbook brought in": gettext_lazy("En ifylld Excelbok lästes in"),
    "workbook discarded": gettext_lazy("En ifylld Excelbok kastades"),
}
# The values that a person wants to see beside the words, in this order.
_TOLD = (
    "year",
    "period",
    "likelihood",
    "consequence",
    "value",
    "level",
    "response",
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
    """What has been done with those things, the latest first. Two queries."""
    keys: dict[str, list[int]] = {}
    for thing in things:
        keys.setdefault(thing._meta.model_name or "", []).append(thing.pk)
    wanted = Q(pk__in=[])
    for subject, ids in keys.items():
        wanted |= Q(subject=subject, subject_id__in=ids)
    entries = list(HistoryEntry.objects.filter(wanted, unit=board).order_by("-number"))
    people = {key for entry in entries for key in (entry.by_id_number or 0, *_owners(entry))}
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
    return [_told(entry, names) for entry in entries]


def _told(entry: HistoryEntry, names: Mapping[int, str]) -> Happening:
    values = {} if entry.what == "plan line added" else _in_words(entry, names)
    return Happening(
        number=entry.number,
        at=entry.at,
        by=person_named(entry.by_id_number, names),
        what=str(WORDS.get(entry.what, entry.what)),
        details=_details(entry.subject, values),
        text=shortened(next((str(values[key]) for key in _TEXTS if values.get(key)), ""), _LONGEST_TEXT),
    )


def _owners(entry: HistoryEntry) -> list[int]:
    owners = (entry.after or {}).get("owners")
    return [key for key in owners if isinstance(key, int)] if isinstance(owners, list) else []


def _in_words(entry: HistoryEntry, names: Mapping[int, str]) -> dict[str, Any]:
    """What stands after, with people by name and what has been chosen among a few in its words."""
    values = dict(entry.after or {})
    if "owners" in values:
        values["owners"] = ", ".join(person_named(key, names) for key in _owners(entry)) or _("ingen")
    if entry.subject == "action" and "status" in values:
        values["status"] = dict(Action.Status.choices).get(values["status"], values["status"])
    if entry.what in ("response decided", "response changed") and values.get("kind"):
        values["response"] = dict(Response.Kind.choices).get(values["kind"], values["kind"])
    if isinstance(values.get("contradictions"), list):
        values["contradictions"] = " ".join(map(str, values["contradictions"]))
    return values


def person_named(key: int | None, names: Mapping[int, str]) -> str:
    if key is None:
        return _("Systemet")
    return names.get(key) or _("en person som inte längre finns kvar")


def _details(subject: str, values: Mapping[str, Any]) -> str:
    """The year goes without saying where a period is told."""
    told = {key: value for key, value in values.items() if key != "year" or not values.get("period")}
    known = [key for key in _TOLD if told.get(key) not in (None, "")]
    return ", ".join(f"{name_of(subject, key)} {dated(str(told[key]))}" for key in known)
