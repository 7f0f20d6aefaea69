"""What a workbook holds, made from a round and those whom it is for, before it is written (writing.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core import signing

from internkoll.base.models import Unit, User
from internkoll.followup.models import Round
from internkoll.imports.workbooks.audience import Audience, checks_for
from internkoll.imports.workbooks.layout import (
    FORMAT,
    ID,
    IDENTIFYING,
    LOCKED,
    MARKS,
    MOST_IN_A_CELL,
    MOST_ROWS,
    fingerprint,
    locked_fingerprint,
)
from internkoll.imports.workbooks.told import Shown, answers_of, latest_before, reported_of
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check
from internkoll.rules.marks import first_upper
from internkoll.rules.method import Method, Worded

_SALT = "internkoll.workbooks"


class NothingToSend(ValueError):
    """No workbook can be made; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Column:
    """`choices`: the words that a cell may hold, where it may hold no others."""

    key: str
    heading: str
    is_answer: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """`cells`: what stands in each column, by its key. `marks`: the fingerprints of it, by which a change is seen."""

    check: int
    cells: Mapping[str, str]
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    word: str
    description: str
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class BookContents:
    """`audience` is empty where the book is for all of the board. `sender`: a name, and the address to send back to."""

    board: str
    municipality: str
    period: str
    year: int
    audience: str
    due: date | None
    sender: tuple[str, str]
    made_on: date
    token: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    classes: tuple[Meaning, ...]
    statuses: tuple[Meaning, ...]

    @property
    def title(self) -> str:
        return f"Rapportera intern kontroll, {self.period}"

    @property
    def answers(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_answer)


@dataclass(frozen=True, slots=True)
class Token:
    """What a book says of itself. The names are told to people; the keys are what counts."""

    format: int
    round: int
    board: str
    period: str
    audience: str
    made_on: str


def signed(token: Token) -> str:
    told = [token.format, token.round, token.board, token.period, token.audience, token.made_on]
    return signing.Signer(salt=_SALT).sign_object(told, compress=True)


def token_in(text: str) -> Token | None:
    """None where it was not signed here, and so by another installation, or was changed."""
    try:
        told = signing.Signer(salt=_SALT).unsign_object(text)
        return Token(*told)
    except (signing.BadSignature, TypeError, ValueError):
        return None


def contents_for(round_: Round, audience: Audience, *, only_left: bool, sender: User, made_on: date) -> BookContents:
    """Raises NothingToSend where there are no rows, or more than a workbook can hold."""
    checks = checks_for(round_, audience, only_left=only_left)
    _refuse_count(len(checks))
    method = method_for(round_.unit, round_.year)
    rows = _rows(method, round_, checks)
    columns = columns_for(method, checks, [row.cells for row in rows])
    token = Token(FORMAT, round_.pk, str(round_.unit), round_.label, audience.name, made_on.isoformat())
    return BookContents(
        board=str(round_.unit),
        municipality=str(Unit.objects.get_root(round_.unit)),
        period=round_.label,
        year=round_.year,
        audience=audience.name,
        due=round_.due,
        sender=(str(sender), sender.email),
        made_on=made_on,
        token=signed(token),
        columns=columns,
        rows=tuple(_marked(row, columns) for row in rows),
        classes=tuple(_meaning(known, known.remark) for known in method.result_classes),
        statuses=tuple(_meaning(known) for known in method.statuses),
    )


def _refuse_count(count: int) -> None:
    if not count:
        raise NothingToSend("Det finns inga kontroller att skicka ut för det valet.")
    if count > MOST_ROWS:
        raise NothingToSend(f"Det blir {count} rader, och en bok kan ha högst {MOST_ROWS}. Välj en person eller enhet.")


def _rows(method: Method, round_: Round, checks: Sequence[Check]) -> list[Row]:
    reported = replace(reported_of(round_, checks), before=latest_before(method, round_, checks))
    shown = Shown(method, checks, reported)
    answers = (answers_of(method, check, reported.results.get(check.pk)) for check in checks)
    return [Row(check.pk, {**shown.of(check), **told}, {}) for check, told in zip(checks, answers, strict=True)]


def _marked(row: Row, columns: Sequence[Column]) -> Row:
    """With the marks of what it shows: those columns that are left out say nothing."""
    # Of a text that does not go into a cell, what does: else it would seem to have been changed by its reader.
    cells = {column.key: row.cells[column.key][:MOST_IN_A_CELL] for column in columns}
    answers = {column.key: fingerprint(cells[column.key]) for column in columns if column.is_answer}
    shown = {key: cells[key] for key in IDENTIFYING if key in cells}
    return Row(row.check, cells, {LOCKED: locked_fingerprint(shown), **answers})


def _meaning(known: Worded, is_remark: bool = False) -> Meaning:
    return Meaning(first_upper(known.word), known.description, is_remark)


def columns_for(method: Method, checks: Sequence[Check], rows: Sequence[Mapping[str, str]]) -> tuple[Column, ...]:
    """What the Method uses, and of what is only shown, what any row has something of."""
    filled = {key for row in rows for key, text in row.items() if text}
    shown = [(key, heading) for key, heading in _shown(method) if key in filled]
    columns = [Column(key, heading, is_answer=False) for key, heading in shown]
    return _named_apart([*columns, *answer_columns(method, any(check.measure for check in checks), filled)])


def _shown(method: Method) -> list[tuple[str, str]]:
    # What names the control first: it stays in sight while the answers to the right are filled in.
    fields = ("risk_number", "control", "area", "risk", "working_method", "systematic_control", "method")
    used = [key for key in (*fields, "frequency", "responsible") if method.uses(key) or key == "control"]
    words = [(key, first_upper(method.word_for(key))) for key in used]
    told = [("before", "Förra perioden"), ("actions", "Åtgärder som redan finns"), ("comment", "Återlämnat med orden")]
    return words + told


def answer_columns(method: Method, any_is_measured: bool, filled: set[str]) -> list[Column]:
    """The columns to fill in. A remark needs an action, or the reason why none is needed."""
    remarks = any(known.remark for known in method.result_classes)
    statuses = tuple(first_upper(known.word) for known in method.statuses)
    classes = tuple(first_upper(known.word) for known in method.result_classes)
    found = [
        (bool(statuses), "status", first_upper(method.word_for("status")), statuses),
        (bool(classes), "outcome", first_upper(method.word_for("outcome")), classes),
        (True, "text", first_upper(method.word_for("result")), ()),
        (any_is_measured or "measured" in filled, "measured", "Mätvärde", ()),
        (True, "action_text", first_upper(method.word_for("action")), ()),
        (True, "action_responsible", "Ansvarig för åtgärden", ()),
        (True, "action_due", "Åtgärden klar senast", ()),
        (remarks or "no_action_why" in filled, "no_action_why", "Eller varför ingen åtgärd behövs", ()),
    ]
    return [Column(key, heading, True, choices) for is_used, key, heading, choices in found if is_used]


# Where the Method calls two columns the same.
_PLAIN = {"text": "Beskrivning", "status": "Hur långt kontrollen har kommit", "outcome": "Vad kontrollen visade"}


def _named_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Each with a heading of its own, by which it is found again wherever it has been moved."""
    taken = {ID, MARKS}
    named = []
    for column in columns:
        heading, number = _heading(column.heading), 2
        if heading.casefold() in taken:
            heading = _PLAIN.get(column.key, heading)
        while heading.casefold() in taken:
            heading, number = f"{_heading(column.heading)} ({number})", number + 1
        taken.add(heading.casefold())
        named.append(replace(column, heading=heading))
    return tuple(named)


def _heading(text: str) -> str:
    return " ".join(text.split())[:100] or "–"
