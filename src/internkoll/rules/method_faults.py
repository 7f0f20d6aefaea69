"""What can be wrong with a Method, told in Swedish with the place where it is wrong."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from internkoll.rules.fields import FIELDS, USUAL_WORDS
from internkoll.rules.notices import Notice

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from internkoll.rules.method import Method, RoundRule, Step


class MethodFault(Exception):
    """Carries the faults out of the validation. No ValueError: pydantic would fold it into one English line."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__(*[str(notice) for notice in notices])
        self.notices = tuple(notices)


def faults_in(method: Method) -> list[Notice]:
    """Every fault in how the parts of a well-formed Method fit together."""
    return [
        *_scale_faults("sannolikhet", method.likelihood),
        *_scale_faults("konsekvens", method.consequence),
        *_matrix_faults(method),
        *_limit_faults(method),
        *_word_faults(method),
        *_round_faults(method.rounds),
        *_field_faults(method),
    ]


def _fault(place: str, text: str) -> Notice:
    return Notice("metod", "error", place, text)


def _scale_faults(name: str, steps: Sequence[Step]) -> Iterator[Notice]:
    place = f"skalan för {name}"
    if len(steps) == 1:
        yield _fault(place, "Skalan har bara ett steg. Den behöver minst två, eller inget alls.")
    for lower, higher in pairwise(steps):
        if higher.value <= lower.value:
            yield _fault(place, f"Steget ”{higher.word}” ({higher.value}) ska ha högre värde än ”{lower.word}”.")
    yield from _repeated(place, (step.word for step in steps))


def _matrix_faults(method: Method) -> Iterator[Notice]:
    matrix = method.matrix
    if matrix is None:
        return
    rows, columns = len(method.likelihood), len(method.consequence)
    if not rows or not columns:
        yield _fault("matrisen", "En matris behöver en skala för sannolikhet och en för konsekvens.")
        return
    yield from _shape_faults("matrisens nivåer", matrix.levels, rows, columns)
    if matrix.values is not None:
        yield from _shape_faults("matrisens värden", matrix.values, rows, columns)
    for i, row in enumerate(matrix.levels):
        for j, written in enumerate(row):
            if method.level(written) is None:
                yield _fault(f"matrisen, rad {i + 1}, kolumn {j + 1}", f"Nivån ”{written}” finns inte bland nivåerna.")


def _shape_faults(place: str, table: Sequence[Sequence[object]], rows: int, columns: int) -> Iterator[Notice]:
    if len(table) != rows:
        yield _fault(place, f"Tabellen har {len(table)} rader men skalan för sannolikhet har {rows} steg.")
    for i, row in enumerate(table):
        if len(row) != columns:
            text = f"Raden har {len(row)} celler men skalan för konsekvens har {columns} steg."
            yield _fault(f"{place}, rad {i + 1}", text)


def _limit_faults(method: Method) -> Iterator[Notice]:
    if method.must_handle_from and method.level(method.must_handle_from) is None:
        text = f"”{method.must_handle_from}” finns inte bland nivåerna."
        yield _fault("gränsen för risker som måste hanteras", text)
    limited = [level for level in method.levels if level.from_value is not None]
    for lower, higher in pairwise(limited):
        if (higher.from_value or 0) <= (lower.from_value or 0):
            yield _fault("nivåerna", f"”{higher.word}” ska börja på ett högre värde än ”{lower.word}”.")
    if limited and len(limited) != len(method.levels):
        yield _fault("nivåerna", "Ange från vilket värde varje nivå gäller, eller ange det inte för någon.")


def _word_faults(method: Method) -> Iterator[Notice]:
    yield from _repeated("nivåerna", (level.word for level in method.levels))
    yield from _repeated("resultatklasserna", (item.word for item in method.result_classes))
    yield from _repeated("statusarna", (item.word for item in method.statuses))
    yield from _repeated("den samlade bedömningens klasser", (item.word for item in method.assessments))


def _repeated(place: str, words: Iterable[str]) -> Iterator[Notice]:
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            yield _fault(place, f"”{word}” står två gånger.")
        seen.add(word.casefold())


def _round_faults(rounds: Sequence[RoundRule]) -> Iterator[Notice]:
    yield from _repeated("perioderna", (rule.mark for rule in rounds))
    for rule in rounds:
        for name, (month, day) in (("öppnar", rule.opens), ("sista dag", rule.due)):
            # 2023 is no leap year: a round that falls due on 29 February would be lost three years of four.
            if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2023, month)[1]):
                yield _fault(f"perioden {rule.mark}, {name}", f"Månad {month}, dag {day} är inget datum i alla år.")


def _field_faults(method: Method) -> Iterator[Notice]:
    for field in sorted(set(method.fields) - FIELDS):
        yield _fault("fälten", f"”{field}” är inget fält.")
    for term in sorted(set(method.words) - set(USUAL_WORDS)):
        yield _fault("orden", f"”{term}” är inget fält eller ord som kan ges ett eget namn.")


_KINDS = {
    "missing": "Värdet saknas.",
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


def in_swedish(error: ValidationError) -> list[Notice]:
    """pydantic's findings on the form of the data, as notices with their place in the data."""
    return [_one_in_swedish(finding) for finding in error.errors(include_url=False)]


def _one_in_swedish(finding: ErrorDetails) -> Notice:
    place = " → ".join(str(part + 1) if isinstance(part, int) else part for part in finding["loc"]) or "metoden"
    if finding["type"] == "literal_error":
        return _fault(place, f"Värdet ska vara något av {finding['ctx']['expected']}.".replace(" or ", " eller "))
    return _fault(place, _KINDS.get(finding["type"], "Värdet kan inte användas."))
