"""A Method as it is read: its matrix in colour, its words, its dates. Also a draft's, as far as it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from internkoll.organisation.method_editor import TITLES
from internkoll.organisation.method_forms import LAYOUTS, MEANINGS, RESPONSES, TONES, line_name
from internkoll.rules.fields import USUAL_WORDS
from internkoll.rules.method import SHAPES, USUAL_RESPONSES, Tone
from internkoll.rules.method_draft import SCALES, Data, fitted, value_at
from internkoll.rules.method_faults import MethodNotice

# The columns of a table that are in our words, not in the municipality's.
_MEANT, _DAYS = frozenset({1}), frozenset({2, 3})


@dataclass(frozen=True, slots=True)
class Mark:
    word: str
    tone: Tone = "neutral"

    @property
    def shape(self) -> str:
        return SHAPES[self.tone]


@dataclass(frozen=True, slots=True)
class Cell:
    """`level` is None where none has been set yet; `value` where the steps have no values yet."""

    level: Mark | None
    value: int | None


@dataclass(frozen=True, slots=True)
class Step:
    word: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows from the highest likelihood, as they are drawn."""

    likelihood: str
    consequence: str
    columns: tuple[Step, ...]
    rows: tuple[tuple[Step, tuple[Cell, ...]], ...]
    levels: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`is_ours`: in the language of the page; what the municipality has written is in Swedish."""

    text: str
    mark: Mark | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    name: str
    layout: str
    matrix: Matrix | None
    limits: tuple[str, ...]
    tables: tuple[Table, ...]
    fields: tuple[str, ...]


def page_of_method(data: Data) -> MethodPage:
    data = fitted(data)
    tables = (_scale(data, "likelihood"), _scale(data, "consequence"), _levels(data), *_outcomes(data), *_risks(data))
    return MethodPage(
        name=data.get("name", ""),
        layout=str(dict(LAYOUTS).get(data.get("layout", ""), data.get("layout", ""))),
        matrix=matrix_of(data),
        limits=tuple(_limits(data)),
        tables=tuple(table for table in tables if table.rows),
        fields=_fields(data),
    )


def matrix_of(data: Data) -> Matrix | None:
    data = fitted(data)
    matrix = data.get("matrix")
    if not matrix or not matrix["levels"] or not data.get("consequence"):
        return None
    marks = {level.get("word"): _mark(level) for level in data.get("levels", ())}
    rows, columns = ([Step(s.get("word", ""), s.get("value")) for s in data[scale]] for scale in SCALES)
    cells = [
        tuple(Cell(marks.get(word) if word else None, value_at(data, i, j)) for j, word in enumerate(row))
        for i, row in enumerate(matrix["levels"])
    ]
    return Matrix(
        likelihood=_called(data, "likelihood"),
        consequence=_called(data, "consequence"),
        columns=tuple(columns),
        rows=tuple(reversed(list(zip(rows, cells, strict=True)))),
        levels=tuple(marks.values()),
    )


def _called(data: Data, term: str) -> str:
    word: str = data.get("words", {}).get(term) or USUAL_WORDS[term]
    return word[:1].upper() + word[1:]


def _mark(line: Data) -> Mark:
    return Mark(line.get("word", ""), line.get("tone", "neutral"))


def _limits(data: Data) -> list[str]:
    told = []
    if data.get("must_handle_from"):
        told.append(_("Risker måste hanteras från nivån ”%(level)s”.") % {"level": data["must_handle_from"]})
    if data.get("selection_limit") is not None:
        told.append(_("Risker går till planen när riskvärdet är över %(value)s.") % {"value": data["selection_limit"]})
    return told


def _scale(data: Data, part: str) -> Table:
    lines = data.get(part, ())
    rows = [(_words(line), str(line.get("value", "")), line.get("description", "")) for line in lines]
    return _table(part, (_("Ord"), _("Värde"), _("Förklaring")), rows)


def _levels(data: Data) -> Table:
    lines = data.get("levels", ())
    rows = [(_mark(line), str(line.get("from_value", "")), line.get("description", "")) for line in lines]
    return _table("levels", (_("Nivå"), _("Från riskvärde"), _("Förklaring")), rows)


def _outcomes(data: Data) -> list[Table]:
    remark = {True: _("anmärkning"), False: _("ingen anmärkning")}
    classes = [
        (_mark(line), remark[bool(line.get("remark"))], line.get("description", ""))
        for line in data.get("result_classes", ())
    ]
    statuses = [
        (_words(line), _meaning(MEANINGS, line), line.get("description", "")) for line in data.get("statuses", ())
    ]
    assessments = [(_mark(line), line.get("description", "")) for line in data.get("assessments", ())]
    rounds = [
        (line.get("mark", ""), line.get("name", ""), _day(line, "opens"), _day(line, "due"))
        for line in data.get("rounds", ())
    ]
    meant = (_("Ord"), _("Betyder"), _("Förklaring"))
    return [
        _table("rounds", (_("Märke"), _("Namn"), _("Öppnar"), _("Sista dag")), rounds, _DAYS),
        _table("result_classes", meant, classes, _MEANT),
        _table("statuses", meant, statuses, _MEANT),
        _table("assessments", (_("Ord"), _("Förklaring")), assessments),
    ]


def _risks(data: Data) -> list[Table]:
    told = {True: _("obligatorisk i riskanalysen"), False: ""}
    categories = [
        (_words(line), told[bool(line.get("required"))], line.get("description", ""))
        for line in data.get("categories", ())
    ]
    own = data.get("responses") or [way.model_dump() for way in USUAL_RESPONSES]
    responses = [(_words(line), _meaning(RESPONSES, line), line.get("description", "")) for line in own]
    return [
        _table("responses", (_("Ord"), _("Betyder"), _("Förklaring")), responses, _MEANT),
        _table("categories", (_("Kategori"), _("Krav"), _("Förklaring")), categories, _MEANT),
    ]


def _fields(data: Data) -> tuple[str, ...]:
    """Each field that is used, with its own name where it has one: "Risk (hos er: Riskbeskrivning)"."""
    used, words = data.get("fields", ()), data.get("words", {})
    own = {term: word for term, word in words.items() if word.casefold() != USUAL_WORDS.get(term, "").casefold()}
    terms = [term for term in USUAL_WORDS if term in used or term in own]
    return tuple(
        _("%(field)s, kallas %(word)s") % {"field": USUAL_WORDS[term], "word": own[term]}
        if term in own
        else USUAL_WORDS[term]
        for term in terms
    )


def _table(
    part: str, headings: Sequence[str], rows: Sequence[tuple[str | Mark, ...]], ours: frozenset[int] = frozenset()
) -> Table:
    """A column that no row fills is left out. `ours`: the columns that are in our words."""
    filled = [number for number in range(len(headings)) if number == 0 or any(row[number] for row in rows)]
    kept = tuple(tuple(_entry(row[number], number in ours) for number in filled) for row in rows)
    return Table(str(TITLES[part]), tuple(headings[number] for number in filled), kept)


def _entry(told: str | Mark, is_ours: bool) -> Entry:
    return Entry(told.word, told) if isinstance(told, Mark) else Entry(told, is_ours=is_ours)


def _words(line: Data) -> str:
    also = ", ".join(line.get("also", ()))
    return f"{line.get('word', '')} ({also})" if also else str(line.get("word", ""))


def _meaning(choices: Sequence[tuple[str, Any]], line: Data) -> str:
    return str(dict(choices).get(line.get("meaning", ""), ""))


def _day(line: Data, key: str) -> str:
    """A day of any year, or of the next where it falls before the round opens."""
    month, day = line.get(key) or (0, 0)
    try:
        told = date_format(date(2023, month, day), "j F")
    except ValueError:
        return "–"
    is_next = key == "due" and line.get("opens") and [month, day] < list(line["opens"])
    return _("%(day)s året efter") % {"day": told} if is_next else told


@dataclass(frozen=True, slots=True)
class FaultLink:
    """A fault with the id of the field where it can be mended."""

    target: str
    place: str
    text: str


def fault_link(data: Data, fault: MethodNotice) -> FaultLink:
    """Where in the form the fault is, in the words of the form."""
    match fault.path:
        case ("matrix", "levels" | "values" as kind, int(i), int(j)):
            name = "cell" if kind == "levels" else "value"
            steps = [data[scale][n].get("word") or str(n + 1) for scale, n in zip(SCALES, (i, j), strict=True)]
            return FaultLink(f"id_{name}-{i}-{j}", f"{TITLES['matrix']}, {steps[0]} × {steps[1]}", fault.text)
        case ("matrix", *_rest):
            return FaultLink("id_has_matrix", str(TITLES["matrix"]), fault.text)
        case ("words", str(term)):
            return FaultLink(f"id_word-{term}", str(TITLES["words"]), fault.text)
        case (str(part), int(number), *rest):
            key = str(rest[0]) if rest else "word"
            key = f"{key}_day" if key in ("opens", "due") else key
            return FaultLink(f"id_{part}-{number}-{key}", line_name(TITLES[part], number + 1), fault.text)
        case ("name" | "layout" | "must_handle_from" | "selection_limit" as part,):
            return FaultLink(f"id_{part}", str(TITLES[part]), fault.text)
        case (str(part), *_rest) if part in TITLES:
            return FaultLink("del-falt" if part == "fields" else f"lista-{part}", str(TITLES[part]), fault.text)
    return FaultLink("redigera", fault.place, fault.text)


def told_in_words(data: Data, parts: Sequence[str]) -> str:
    """What stands in those parts, a line each: for one who wrote something else at the same time."""
    told = ((part, "; ".join(lines_in_words(part, data.get(part)))) for part in parts)
    return "\n".join(f"{TITLES[part]}: {words}" for part, words in told if words)


def lines_in_words(part: str, held: Any) -> list[str]:
    """What a part of a Method holds, each of its lines with all that is said of it."""
    if part == "layout" and held:
        return [str(dict(LAYOUTS).get(held, held))]
    if isinstance(held, dict) and isinstance(held.get("levels"), list):
        # Drawn with the highest likelihood first.
        values = held.get("values") or [[None] * len(row) for row in held["levels"]]
        rows = list(zip(held["levels"], values, strict=False))
        return [", ".join(map(_cell_in_words, levels, numbers)) for levels, numbers in reversed(rows)]
    if isinstance(held, dict):
        return [f"{USUAL_WORDS.get(term, term)}: {word}" for term, word in held.items()]
    if isinstance(held, list):
        return [_line_in_words(line) for line in held]
    return [] if held in (None, "") else [str(held)]


def _cell_in_words(level: str | None, value: int | None) -> str:
    return (level or "–") + (f" {value}" if value is not None else "")


def _line_in_words(line: Data | str) -> str:
    if not isinstance(line, dict):
        return USUAL_WORDS.get(str(line), str(line))
    named = " ".join(str(line[key]) for key in ("mark", "name", "word", "value") if line.get(key) not in (None, ""))
    more = ", ".join(filter(None, _more_in_words(line)))
    return f"{named or '–'} ({more})" if more else named or "–"


def _more_in_words(line: Data) -> Iterable[str]:
    yield ", ".join(map(str, line.get("also") or ()))
    if line.get("from_value") not in (None, ""):
        yield _("från värdet %(value)s") % {"value": line["from_value"]}
    if line.get("opens") and line.get("due"):
        yield f"{_day(line, 'opens')} – {_day(line, 'due')}"
    yield _meaning([*MEANINGS, *RESPONSES], line)
    yield str(dict(TONES).get(line.get("tone", ""), ""))
    yield _("anmärkning") if line.get("remark") else ""
    yield _("obligatorisk i riskanalysen") if line.get("required") else ""
    yield str(line.get("description") or "")
