"""What a change made of a thing, value by value and in words: what stood before and what stands after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.actions.models import Action
from internkoll.base.models import HistoryEntry, RoleGrant, Unit
from internkoll.plan.models import Plan
from internkoll.register.models import Response
from internkoll.rules.fields import USUAL_WORDS

# What the values of entries are called. A service that records a new one is given its word here; a test sees to it.
NAMES: Mapping[str, str | Promise] = {
    "addition": gettext_lazy("nämndens tillägg"),
    "administration": gettext_lazy("förvaltning"),
    "adopted_on": gettext_lazy("beslutsdatum"),
    "answer": gettext_lazy("nämndens svar"),
    "answered_on": gettext_lazy("besvarad"),
    "area": gettext_lazy("område"),
    "assessments": gettext_lazy("samlade bedömningar"),
    "categories": gettext_lazy("kategorier"),
    "category": gettext_lazy("kategori"),
    "changed": gettext_lazy("ändrat"),
    "class": gettext_lazy("bedömning"),
    "closed_on": gettext_lazy("stängd"),
    "column": gettext_lazy("kolumn"),
    "consequence": gettext_lazy("konsekvens"),
    "contradictions": gettext_lazy("bekräftat trots att"),
    "control": gettext_lazy("kontroll"),
    "decided_by": gettext_lazy("beslutat av"),
    "decided_on": gettext_lazy("beslutat"),
    "document_date": gettext_lazy("daterad"),
    "done_on": gettext_lazy("genomförd"),
    "dropped": gettext_lazy("rader som inte lästes in"),
    "due": gettext_lazy("klart senast"),
    "due_words": gettext_lazy("klart senast, med ord"),
    "effect": gettext_lazy("effekt"),
    "email": gettext_lazy("e-postadress"),
    "ended_on": gettext_lazy("avslutad"),
    "estimated_on": gettext_lazy("skattad"),
    "evidence": gettext_lazy("underlag"),
    "fields": gettext_lazy("fält som används"),
    "file": gettext_lazy("fil"),
    "frequency": gettext_lazy("frekvens"),
    "from": gettext_lazy("från plan"),
    "from_year": gettext_lazy("från år"),
    "frozen_hash": gettext_lazy("planens kontrollsumma"),
    "is_active": gettext_lazy("får logga in"),
    "kind": gettext_lazy("slag"),
    "label": gettext_lazy("period"),
    "layout": gettext_lazy("rapportens uppställning"),
    "level": gettext_lazy("nivå"),
    "levels": gettext_lazy("nivåer"),
    "likelihood": gettext_lazy("sannolikhet"),
    "lines": gettext_lazy("rader"),
    "look_again_on": gettext_lazy("ses över"),
    "mandatory": gettext_lazy("obligatorisk"),
    "matrix": gettext_lazy("matris"),
    "measure": gettext_lazy("mätvärde som följs"),
    "measured": gettext_lazy("mätvärde"),
    "method": gettext_lazy("metod"),
    "must_handle_from": gettext_lazy("risker måste hanteras från"),
    "name": gettext_lazy("namn"),
    "no_action_why": gettext_lazy("skäl till att ingen åtgärd behövs"),
    "number": gettext_lazy("nummer"),
    "on_behalf_of": gettext_lazy("ifyllt av"),
    "outcome": gettext_lazy("bedömning"),
    "owners": gettext_lazy("personer"),
    "paragraph": gettext_lazy("paragraf"),
    "parent": gettext_lazy("ligger under"),
    "people": gettext_lazy("personer"),
    "period": gettext_lazy("period"),
    "planned_risk": gettext_lazy("risk i planen"),
    "position": gettext_lazy("plats i planen"),
    "procedure": gettext_lazy("metod"),
    "process": gettext_lazy("process"),
    "reason": gettext_lazy("skäl"),
    "reasons": gettext_lazy("motivering"),
    "received_on": gettext_lazy("mottagen"),
    "recurrence": gettext_lazy("återkommer"),
    "reference": gettext_lazy("diarienummer"),
    "response": gettext_lazy("hantering"),
    "responsible": gettext_lazy("ansvarig"),
    "result_classes": gettext_lazy("bedömningar av resultat"),
    "retired_on": gettext_lazy("avförd"),
    "retired_why": gettext_lazy("skäl till att den avfördes"),
    "revised_why": gettext_lazy("skäl till revideringen"),
    "risk": gettext_lazy("risk"),
    "risk_analysis_on": gettext_lazy("riskanalysen gjord"),
    "risk_number": gettext_lazy("riskens nummer"),
    "role": gettext_lazy("roll"),
    "rounds": gettext_lazy("perioder"),
    "rows": gettext_lazy("rader"),
    "score": gettext_lazy("värde"),
    "selection_limit": gettext_lazy("urvalsgräns"),
    "sha256": gettext_lazy("kontrollsumma"),
    "sense": gettext_lazy("är"),
    "size": gettext_lazy("storlek"),
    "source": gettext_lazy("granskning"),
    "state": gettext_lazy("läge"),
    "status": gettext_lazy("status"),
    "statuses": gettext_lazy("statusar"),
    "suggested": gettext_lazy("föreslagen bedömning"),
    "systematic_control": gettext_lazy("systematisk kontroll"),
    "text": gettext_lazy("text"),
    "texts": gettext_lazy("löpande text"),
    "title": gettext_lazy("rubrik"),
    "user": gettext_lazy("person"),
    "value": gettext_lazy("värde"),
    "version": gettext_lazy("version"),
    "words": gettext_lazy("termer"),
    "workbook": gettext_lazy("ur Excelboken"),
    "working_method": gettext_lazy("arbetssätt"),
    "year": gettext_lazy("år"),
}
_NAMES_OF: Mapping[tuple[str, str], str | Promise] = {
    ("risk", "kind"): gettext_lazy("hantering"),
    ("round", "due"): gettext_lazy("rapporteras senast"),
}
# Keys of other rows, and what is computed: nothing that a person wrote or chose.
_UNTOLD = frozenset({"common", "copied_from", "edits", "continues"})
_PEOPLE = frozenset({"owners", "people", "user"})
_UNITS = frozenset({"parent", "unit"})
_CHOICES: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("action", "status"): dict(Action.Status.choices),
    ("plan", "state"): dict(Plan.State.choices),
    ("risk", "kind"): dict(Response.Kind.choices),
    ("rolegrant", "role"): dict(RoleGrant.Role.choices),
    ("unit", "kind"): dict(Unit.Kind.choices),
}
_METHOD = "methodversion"
LONGEST = 600


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """`before` and `after` are empty where nothing stood or stands."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Names:
    """Of the people and units that entries tell of by their keys."""

    people: Mapping[int, str]
    units: Mapping[int, str]

    def person(self, key: int) -> str:
        return self.people.get(key) or _("en person som inte längre finns kvar")


def keys_told(entry: HistoryEntry, kind: frozenset[str]) -> set[int]:
    """The keys of people, or of units, that the entry's values tell of."""
    found: set[int] = set()
    for values in (entry.before, entry.after):
        for held in (held for name, held in (values or {}).items() if name in kind):
            found |= {key for key in (held if isinstance(held, list) else [held]) if isinstance(key, int)}
    return found


def people_told(entry: HistoryEntry) -> set[int]:
    return keys_told(entry, _PEOPLE)


def units_told(entry: HistoryEntry) -> set[int]:
    return keys_told(entry, _UNITS)


def changed_values(entry: HistoryEntry, names: Names) -> tuple[ChangedValue, ...]:
    """Those that differ, in the order they were recorded."""
    before, after = entry.before or {}, entry.after or {}
    keys = [key for key in {**before, **after} if key not in _UNTOLD and before.get(key) != after.get(key)]
    told = (
        ChangedValue(
            name_of(entry.subject, key), _written(entry, key, before, names), _written(entry, key, after, names)
        )
        for key in keys
    )
    return tuple(value for value in told if value.before or value.after)


def is_named(subject: str, key: str) -> bool:
    """Whether a value of that kind of thing has a name here, or is one that is never told."""
    return key in NAMES or key in _UNTOLD or (subject, key) in _NAMES_OF


def name_of(subject: str, key: str) -> str:
    """What a value of that kind of thing is called."""
    return str(_NAMES_OF.get((subject, key)) or NAMES.get(key, key))


def _written(entry: HistoryEntry, key: str, values: Mapping[str, Any], names: Names) -> str:
    value = values.get(key)
    if key in _PEOPLE:
        return _listed(value, names.person)
    if key in _UNITS:
        return _listed(value, lambda unit: names.units.get(unit, ""))
    if entry.subject == _METHOD and key in ("fields", "words") and value:
        return _of_fields(value)
    choices = _CHOICES.get((entry.subject, key), {})
    text = str(choices[value]) if isinstance(value, str) and value in choices else _text(value)
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def _of_fields(told: list[str] | dict[str, str]) -> str:
    """The fields that a Method uses, or what it calls them, by their usual words."""
    if isinstance(told, list):
        return ", ".join(USUAL_WORDS.get(field, field) for field in told)
    return "\n".join(f"{USUAL_WORDS.get(field, field)}: {word}" for field, word in told.items())


def _listed(value: Any, name: Callable[[int], str]) -> str:
    keys = value if isinstance(value, list) else [value]
    return ", ".join(name(key) for key in keys if isinstance(key, int))


def _text(value: Any) -> str:
    """Lists and what a Method is made of too, as a person would write them."""
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nej")
        case str():
            return dated(value)
        case [list(), *_]:
            return "\n".join(map(_text, value))
        case list():
            return ", ".join(filter(None, map(_text, value)))
        case {"word": word}:
            return str(word)
        case {"mark": mark, "opens": [first_month, first], "due": [last_month, last]}:
            return f"{mark} {first}/{first_month}–{last}/{last_month}"
        case {"heading": heading, "text": text}:
            return "\n".join(filter(None, (str(heading), str(text))))
        case dict():
            told = ((name_of("", str(key)), _text(held)) for key, held in value.items())
            return "; ".join(f"{name}: {text}" for name, text in told if text)
        case _:
            return str(value)


def dated(text: str) -> str:
    """A date as it is read, and all else as it stands."""
    try:
        return date_format(date.fromisoformat(text), "j F Y") if len(text) == len("2026-01-01") else text
    except ValueError:
        return text
