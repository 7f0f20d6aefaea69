"""What a change made of a thing, value by value and in words: what stood before and what stands after."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.actions.models import Action
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.followup.models import Result
from internkoll.organisation.method_page import lines_in_words
from internkoll.plan.models import Plan
from internkoll.register.models import Response

# What the values of entries are called, in the order in which they are told. (A database keeps no order of its own.)
NAMES: Mapping[str, str | Promise] = {
    "year": gettext_lazy("år"),
    "from": gettext_lazy("från planen för år"),
    "from_year": gettext_lazy("från år"),
    "version": gettext_lazy("version"),
    "period": gettext_lazy("period"),
    "label": gettext_lazy("period"),
    "name": gettext_lazy("namn"),
    "title": gettext_lazy("rubrik"),
    "heading": gettext_lazy("rubrik"),
    "column": gettext_lazy("kolumn"),
    "sense": gettext_lazy("är"),
    "text": gettext_lazy("text"),
    "source": gettext_lazy("granskning"),
    "area": gettext_lazy("område"),
    "number": gettext_lazy("nummer"),
    "risk_number": gettext_lazy("riskens nummer"),
    "risk": gettext_lazy("risk"),
    "planned_risk": gettext_lazy("risk i planen"),
    "working_method": gettext_lazy("arbetssätt"),
    "systematic_control": gettext_lazy("systematisk kontroll"),
    "control": gettext_lazy("kontroll"),
    "method": gettext_lazy("metod"),
    "procedure": gettext_lazy("metod"),
    "responsible": gettext_lazy("ansvarig"),
    "frequency": gettext_lazy("frekvens"),
    "recurrence": gettext_lazy("återkommer"),
    "measure": gettext_lazy("mätvärde som följs"),
    "mandatory": gettext_lazy("obligatorisk"),
    "category": gettext_lazy("kategori"),
    "process": gettext_lazy("process"),
    "addition": gettext_lazy("nämndens tillägg"),
    "position": gettext_lazy("plats i planen"),
    "likelihood": gettext_lazy("sannolikhet"),
    "consequence": gettext_lazy("konsekvens"),
    "score": gettext_lazy("värde"),
    "value": gettext_lazy("värde"),
    "level": gettext_lazy("nivå"),
    "estimated_on": gettext_lazy("skattad"),
    "kind": gettext_lazy("slag"),
    "response": gettext_lazy("hantering"),
    "reason": gettext_lazy("skäl"),
    "decided_by": gettext_lazy("beslutat av"),
    "decided_on": gettext_lazy("beslutat"),
    "look_again_on": gettext_lazy("ses över"),
    "class": gettext_lazy("bedömning"),
    "outcome": gettext_lazy("bedömning"),
    "status": gettext_lazy("status"),
    "measured": gettext_lazy("mätvärde"),
    "no_action_why": gettext_lazy("skäl till att ingen åtgärd behövs"),
    "review": gettext_lazy("attest"),
    "evidence": gettext_lazy("underlag"),
    "file": gettext_lazy("fil"),
    "size": gettext_lazy("storlek"),
    "sha256": gettext_lazy("kontrollsumma"),
    "opens": gettext_lazy("öppnar"),
    "due": gettext_lazy("klart senast"),
    "due_words": gettext_lazy("klart senast, med ord"),
    "owners": gettext_lazy("personer"),
    "people": gettext_lazy("personer"),
    "effect": gettext_lazy("effekt"),
    "ended_on": gettext_lazy("avslutad"),
    "suggested": gettext_lazy("föreslagen bedömning"),
    "contradictions": gettext_lazy("bekräftat trots att"),
    "reasons": gettext_lazy("motivering"),
    "answer": gettext_lazy("nämndens svar"),
    "answered_on": gettext_lazy("besvarad"),
    "received_on": gettext_lazy("mottagen"),
    "done_on": gettext_lazy("genomförd"),
    "state": gettext_lazy("läge"),
    "risk_analysis_on": gettext_lazy("riskanalysen gjord"),
    "adopted_on": gettext_lazy("beslutsdatum"),
    "paragraph": gettext_lazy("paragraf"),
    "reference": gettext_lazy("diarienummer"),
    "frozen_hash": gettext_lazy("planens kontrollsumma"),
    "revised_why": gettext_lazy("skäl till revideringen"),
    "document_date": gettext_lazy("daterad"),
    "administration": gettext_lazy("förvaltning"),
    "closed_on": gettext_lazy("stängd"),
    "retired_on": gettext_lazy("avförd"),
    "retired_why": gettext_lazy("skäl till att den avfördes"),
    "texts": gettext_lazy("löpande text"),
    "rows": gettext_lazy("rader"),
    "lines": gettext_lazy("rader"),
    "dropped": gettext_lazy("rader som inte lästes in"),
    "workbook": gettext_lazy("ur Excelboken"),
    "on_behalf_of": gettext_lazy("ifyllt av"),
    "user": gettext_lazy("person"),
    "role": gettext_lazy("roll"),
    "email": gettext_lazy("e-postadress"),
    "is_active": gettext_lazy("får logga in"),
    "changed": gettext_lazy("ändrat"),
    "parent": gettext_lazy("ligger under"),
    "layout": gettext_lazy("rapportens uppställning"),
    "matrix": gettext_lazy("matris"),
    "levels": gettext_lazy("nivåer"),
    "must_handle_from": gettext_lazy("risker måste hanteras från"),
    "selection_limit": gettext_lazy("urvalsgräns"),
    "result_classes": gettext_lazy("bedömningar av resultat"),
    "statuses": gettext_lazy("statusar"),
    "assessments": gettext_lazy("samlade bedömningar"),
    "rounds": gettext_lazy("perioder"),
    "responses": gettext_lazy("sätt att hantera en risk"),
    "categories": gettext_lazy("kategorier"),
    "fields": gettext_lazy("fält som används"),
    "words": gettext_lazy("termer"),
}
# What a value is called where the deed, or the kind of thing, gives it a meaning of its own.
_NAMES_OF: Mapping[tuple[str, str], str | Promise] = {
    ("evidence added", "text"): NAMES["file"],
    ("evidence removed", "text"): NAMES["file"],
    ("plan revised", "text"): NAMES["reason"],
    ("result returned", "text"): gettext_lazy("kommentar"),
    ("round reopened", "text"): NAMES["reason"],
    ("running text moved", "position"): gettext_lazy("plats"),
    ("risk", "kind"): gettext_lazy("hantering"),
    ("round", "due"): gettext_lazy("rapporteras senast"),
    ("result", "review_comment"): gettext_lazy("kommentar"),
    ("measurement", "words"): NAMES["measured"],
    ("measurement", "unit"): gettext_lazy("enhet"),
}
# Keys of other rows, and what is computed: nothing that a person wrote or chose.
_UNTOLD = frozenset({"common", "copied_from", "edits", "continues"})
_UNTOLD |= {"reported_by_id", "reported_at", "reviewed_by_id", "reviewed_at"}
# What one who may not report all of a board's controls does not see elsewhere either: whose workbook was thrown away.
_UNTOLD_OF: Mapping[str, frozenset[str]] = {"workbook discarded": frozenset({"workbook", "on_behalf_of"})}
_PEOPLE = frozenset({"owners", "people", "user"})
_UNITS = frozenset({"parent"})
_EVIDENCE = ("evidence added", "evidence removed")
_CHOICES: Mapping[tuple[str, str], Mapping[Any, Any]] = {
    ("action", "status"): dict(Action.Status.choices),
    ("plan", "state"): dict(Plan.State.choices),
    ("result", "review"): dict(Result.Review.choices),
    ("risk", "kind"): dict(Response.Kind.choices),
    ("rolegrant", "role"): dict(RoleGrant.Role.choices),
    ("unit", "kind"): dict(Unit.Kind.choices),
    ("user", "changed"): {"name": NAMES["name"], "email": NAMES["email"]},
}
_METHOD = "methodversion"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Where two long texts differ late, so much of what stands before that is left.
_LEAD = 60
LONGEST = 3_000

Values = Mapping[str, Any]


def is_named(entry: HistoryEntry, key: str) -> bool:
    """Whether a value that the entry tells has a name here, or is one that is never told."""
    return key in NAMES or key in _UNTOLD or (entry.what, key) in _NAMES_OF or (entry.subject, key) in _NAMES_OF


def name_of(entry: HistoryEntry, key: str) -> str:
    own = _NAMES_OF.get((entry.what, key)) or _NAMES_OF.get((entry.subject, key))
    return str(own or NAMES.get(key, key))


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """`before` and `after` are empty where nothing stood or stands. `is_written`: in the words of people here."""

    name: str
    before: str
    after: str
    is_written: bool = True


class Telling:
    """Tells what entries of a unit say. What they name by key is asked for once: three queries at most."""

    def __init__(self, entries: Iterable[HistoryEntry], unit: Unit) -> None:
        told = list(entries)
        self._people = _names_of_people(told)
        self._units = _names_of_units(told, unit)
        self._handed_in = _handed_in(told)

    def by(self, entry: HistoryEntry) -> str:
        return _("Systemet") if entry.by_id_number is None else self.person(entry.by_id_number)

    def person(self, key: int) -> str:
        return self._people.get(key) or _("en person som inte längre finns kvar")

    def before(self, entry: HistoryEntry) -> Values:
        return self._open(entry, _held(entry.before))

    def after(self, entry: HistoryEntry) -> Values:
        return self._open(entry, _held(entry.after))

    def _open(self, entry: HistoryEntry, values: Values) -> Values:
        """Without what the reader sees nowhere else: a file is told of once the result that it shows is handed in."""
        hidden = _UNTOLD | _UNTOLD_OF.get(entry.what, frozenset())
        if entry.what in _EVIDENCE and (entry.subject_id, values.get("period")) not in self._handed_in:
            hidden |= {"text", "sha256"}
        return {key: value for key, value in values.items() if key not in hidden}

    def changes(self, entry: HistoryEntry) -> tuple[ChangedValue, ...]:
        """The values that differ, as they are read."""
        before, after = self.before(entry), self.after(entry)
        differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        found = (self._changed(entry, key, before.get(key), after.get(key)) for key in _in_order(differing))
        return tuple(value for value in found if value.before or value.after)

    def _changed(self, entry: HistoryEntry, key: str, before: Any, after: Any) -> ChangedValue:
        if entry.subject == _METHOD:
            stood, stands = _apart(lines_in_words(key, before), lines_in_words(key, after))
        else:
            stood, stands = self.written(entry, key, before), self.written(entry, key, after)
        is_written = any(isinstance(held, str) and held == told for held, told in ((before, stood), (after, stands)))
        return ChangedValue(name_of(entry, key), *_shortened(stood, stands), is_written=is_written)

    def written(self, entry: HistoryEntry, key: str, value: Any) -> str:
        if key in _PEOPLE | _UNITS:
            names = self._people if key in _PEOPLE else self._units
            told = [names.get(held) or ("" if key in _UNITS else self.person(held)) for held in _keys(value)]
            return ", ".join(filter(None, told))
        choices = _CHOICES.get((entry.subject, key), {})
        return str(choices[value]) if isinstance(value, str) and value in choices else in_words(value)


def _names_of_people(entries: Iterable[HistoryEntry]) -> dict[int, str]:
    """Without addresses: one whose name has been erased has none here."""
    people: set[int] = set()
    for entry in entries:
        people |= {entry.by_id_number or 0} | _told_keys(entry, _PEOPLE)
        people |= {entry.subject_id or 0} if entry.subject == "user" else set()
    nameless = _("en person utan namn")
    return {key: name or nameless for key, name in User.objects.filter(pk__in=people).values_list("pk", "name")}


def _names_of_units(entries: Iterable[HistoryEntry], unit: Unit) -> dict[int, str]:
    units = {key for entry in entries for key in _told_keys(entry, _UNITS)}
    own = Unit.objects.filter(path__startswith=unit.path[: Unit.steplen], pk__in=units)
    return dict(own.values_list("pk", "name")) if units else {}


def _handed_in(entries: Iterable[HistoryEntry]) -> set[tuple[int | None, Any]]:
    """The checks, with the period of each, whose result has been handed in, of those that got a file."""
    asked = [
        (entry.subject_id, _held(entry.after or entry.before).get("period"))
        for entry in entries
        if entry.what in _EVIDENCE
    ]
    if not asked:
        return set()
    told = Result.objects.told().filter(for_check__in={check for check, _ in asked})
    return set(told.filter(~Q(for_check=None)).values_list("for_check", "round__label"))


def _told_keys(entry: HistoryEntry, kind: frozenset[str]) -> set[int]:
    values = (_held(entry.before), _held(entry.after))
    return {key for told in values for name, held in told.items() if name in kind for key in _keys(held)}


def _keys(held: Any) -> list[int]:
    return [key for key in (held if isinstance(held, list) else [held]) if isinstance(key, int)]


def _held(values: Any) -> Values:
    return values if isinstance(values, dict) else {}


def _in_order(keys: Iterable[str]) -> list[str]:
    places = {key: place for place, key in enumerate(NAMES)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))


def _apart(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that only the one has, and the other; all of them where nothing but their order differs."""
    gone, new = ([line for line in lines if line not in other] for lines, other in ((before, after), (after, before)))
    return "\n".join(gone if gone or new else before), "\n".join(new if gone or new else after)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Long texts from where they differ."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    same = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, same - _LEAD)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    head = "… " if start and text else ""
    return head + text[start : start + LONGEST] + (" …" if len(text) > start + LONGEST else "")


def in_words(value: Any) -> str:
    """As a person would write it: a date as it is read, a list with commas, sentences one after the other."""
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nej")
        case str():
            return _dated(value)
        case list():
            told = list(filter(None, map(in_words, value)))
            return (" " if all(part.endswith(".") for part in told) else ", ").join(told)
        case {"heading": heading, "text": text}:
            return "\n".join(filter(None, (str(heading), str(text))))
        case dict():
            told = [f"{NAMES.get(str(key), key)}: {in_words(held)}" for key, held in value.items()]
            return "; ".join(told)
        case _:
            return str(value)


def _dated(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y") if _DAY.fullmatch(text) else text
    except ValueError:
        return text
