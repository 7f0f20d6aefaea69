"""What can be wrong with a Method, told in Swedish with the place where it is wrong."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from internkoll.rules.fields import FIELDS, USUAL_WORDS
from internkoll.rules.notices import Notice

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from internkoll.rules.method import Method, RoundRule, Step, Worded

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class MethodNotice(Notice):
    """A fault in a Method. `path`: where in its data, by names and by numbers from 0: ("levels", 2, "word")."""

    path: Path = ()


class MethodFault(Exception):
    """Carries the faults out of the validation. No ValueError: pydantic would fold it into one English line."""

    def __init__(self, notices: Sequence[MethodNotice]) -> None:
        super().__init__(*[str(notice) for notice in notices])
        self.notices = tuple(notices)


def faults_in(method: Method) -> list[MethodNotice]:
    """Every fault in how the parts of a well-formed Method fit together."""
    return [
        *_scale_faults("likelihood", method.likelihood),
        *_scale_faults("consequence", method.consequence),
        *_matrix_faults(method),
        *_limit_faults(method),
        *_word_faults(method),
        *_round_faults(method.rounds),
        *_field_faults(method),
    ]


def _fault(place: str, text: str, *path: str | int) -> MethodNotice:
    return MethodNotice("metod", "error", place, text, path)


def _scale_faults(part: str, steps: Sequence[Step]) -> Iterator[MethodNotice]:
    place = _PLACES[part]
    if len(steps) == 1:
        yield _fault(place, "Skalan har bara ett steg. Den behöver minst två, eller inget alls.", part)
    for number, (lower, higher) in enumerate(pairwise(steps), start=1):
        if higher.value <= lower.value:
            text = f"Steget ”{higher.word}” ({higher.value}) ska ha högre värde än ”{lower.word}”."
            yield _fault(place, text, part, number, "value")
    yield from _repeated(part, steps)


def _matrix_faults(method: Method) -> Iterator[MethodNotice]:
    matrix = method.matrix
    if matrix is None:
        return
    rows, columns = len(method.likelihood), len(method.consequence)
    if not rows or not columns:
        yield _fault("matrisen", "En matris behöver en skala för sannolikhet och en för konsekvens.", "matrix")
        return
    yield from _shape_faults("levels", matrix.levels, rows, columns)
    if matrix.values is not None:
        yield from _shape_faults("values", matrix.values, rows, columns)
    for i, row in enumerate(matrix.levels):
        for j, written in enumerate(row):
            if method.level(written) is None:
                text = f"Nivån ”{written}” finns inte bland nivåerna." if written else "Cellen har ingen nivå."
                yield _fault(f"matrisen, rad {i + 1}, kolumn {j + 1}", text, "matrix", "levels", i, j)


def _shape_faults(of: str, table: Sequence[Sequence[object]], rows: int, columns: int) -> Iterator[MethodNotice]:
    place = f"matrisens {'nivåer' if of == 'levels' else 'värden'}"
    if len(table) != rows:
        text = f"Tabellen har {len(table)} rader men skalan för sannolikhet har {rows} steg."
        yield _fault(place, text, "matrix", of)
    for i, row in enumerate(table):
        if len(row) != columns:
            text = f"Raden har {len(row)} celler men skalan för konsekvens har {columns} steg."
            yield _fault(f"{place}, rad {i + 1}", text, "matrix", of, i)


def _limit_faults(method: Method) -> Iterator[MethodNotice]:
    if method.must_handle_from and method.level(method.must_handle_from) is None:
        text = f"”{method.must_handle_from}” finns inte bland nivåerna."
        yield _fault("gränsen för risker som måste hanteras", text, "must_handle_from")
    limited = [(i, level) for i, level in enumerate(method.levels) if level.from_value is not None]
    for (_, lower), (i, higher) in pairwise(limited):
        if (higher.from_value or 0) <= (lower.from_value or 0):
            text = f"”{higher.word}” ska börja på ett högre värde än ”{lower.word}”."
            yield _fault("nivåerna", text, "levels", i, "from_value")
    without = next((i for i, level in enumerate(method.levels) if level.from_value is None), None)
    if limited and without is not None:
        text = "Ange från vilket värde varje nivå gäller, eller ange det inte för någon."
        yield _fault("nivåerna", text, "levels", without, "from_value")


def _word_faults(method: Method) -> Iterator[MethodNotice]:
    yield from _repeated("levels", method.levels)
    yield from _repeated("result_classes", method.result_classes)
    yield from _repeated("statuses", method.statuses)
    yield from _repeated("assessments", method.assessments)
    yield from _repeated("categories", method.categories)
    yield from _repeated("responses", method.responses)


def _repeated(part: str, things: Sequence[Worded]) -> Iterator[MethodNotice]:
    """A word that stands twice, also where it is another form of the other: only the first would ever be found."""
    seen: set[str] = set()
    for number, thing in enumerate(things):
        if seen & thing.forms:
            yield _fault(_PLACES[part], f"”{thing.word}” står två gånger.", part, number, "word")
        seen |= thing.forms


def _round_faults(rounds: Sequence[RoundRule]) -> Iterator[MethodNotice]:
    seen: set[str] = set()
    for number, rule in enumerate(rounds):
        if rule.mark.casefold() in seen:
            yield _fault(_PLACES["rounds"], f"”{rule.mark}” står två gånger.", "rounds", number, "mark")
        seen.add(rule.mark.casefold())
    for number, rule in enumerate(rounds):
        for key, name, (month, day) in (("opens", "öppnar", rule.opens), ("due", "sista dag", rule.due)):
            # 2023 is no leap year: a round that falls due on 29 February would be lost three years of four.
            if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2023, month)[1]):
                text = f"Månad {month}, dag {day} är inget datum i alla år."
                yield _fault(f"perioden {rule.mark}, {name}", text, "rounds", number, key)


def _field_faults(method: Method) -> Iterator[MethodNotice]:
    for field in sorted(set(method.fields) - FIELDS):
        yield _fault("fälten", f"”{field}” är inget fält.", "fields")
    for term in sorted(set(method.words) - set(USUAL_WORDS)):
        yield _fault("orden", f"”{term}” är inget fält eller ord som kan ges ett eget namn.", "words", term)


_PLACES = {
    "likelihood": "skalan för sannolikhet",
    "consequence": "skalan för konsekvens",
    "levels": "nivåerna",
    "result_classes": "resultatklasserna",
    "statuses": "statusarna",
    "assessments": "den samlade bedömningens klasser",
    "rounds": "perioderna",
    "categories": "riskkategorierna",
    "responses": "sätten att hantera en risk",
}
_KINDS = {
    "missing": "Det här är inte ifyllt.",
    "extra_forbidden": "Namnet är okänt. Kontrollera stavningen.",
    "string_type": "Värdet ska vara text.",
    "string_too_short": "Texten är tom.",
    "int_type": "Värdet ska vara ett heltal.",
    "int_parsing": "Värdet ska vara ett heltal.",
    "int_from_float": "Värdet ska vara ett heltal.",
    "bool_parsing": "Värdet ska vara sant eller falskt.",
    "tuple_type": "Värdet ska vara en lista.",
    "too_short": "Listan har för få värden.",
    "too_long": "Listan har för många värden.",
    "dict_type": "Värdet ska vara namn med värden.",
    "model_type": "Värdet ska vara namn med värden.",
}


def in_swedish(error: ValidationError) -> list[MethodNotice]:
    """pydantic's findings on the form of the data, as notices with their place in the data."""
    return [_one_in_swedish(finding) for finding in error.errors(include_url=False)]


def _one_in_swedish(finding: ErrorDetails) -> MethodNotice:
    loc = finding["loc"]
    place = " → ".join(str(part + 1) if isinstance(part, int) else part for part in loc) or "metoden"
    if finding["type"] == "literal_error":
        return _fault(place, f"Värdet ska vara något av {finding['ctx']['expected']}.".replace(" or ", " eller "), *loc)
    return _fault(place, _KINDS.get(finding["type"], "Värdet kan inte användas."), *loc)
