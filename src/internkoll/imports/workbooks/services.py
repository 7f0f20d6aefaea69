"""Changes by way of workbooks: what has come back is kept until someone decides, mended, brought in, or discarded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from internkoll.base.edits import ChangedSince, change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import User
from internkoll.followup.models import Result, Round
from internkoll.followup.reporting import Via, hand_in_result, refuse_if_shut
from internkoll.followup.services import FollowupRefusal, held_round
from internkoll.imports.workbooks.contents import Token, token_in
from internkoll.imports.workbooks.judging import Judged, JudgedBook
from internkoll.imports.workbooks.layout import FORMAT
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.returned import ReturnedBook
from internkoll.rules.fields import ANSWERS

_AGAIN = "Skicka ut en ny bok och be om svaren i den."
_NOT_FROM_HERE = (
    "Boken kommer inte härifrån, eller så har dess dolda blad ändrats. "
    "Välj den bok som skickades ut från den här perioden."
)


class BookRefused(ValueError):
    """The book, or what was chosen of it, can't be taken; the message says why, in Swedish.

    `faults`: what is wrong by row, the check's key, and then by the cell that it is about ("" where it is the row).
    """

    def __init__(self, message: str, faults: Mapping[int, Mapping[str, str]] | None = None) -> None:
        super().__init__(message)
        self.faults = {key: dict(found) for key, found in (faults or {}).items()}


@transaction.atomic
def keep_returned(*, by: User, round_: Round, book: ReturnedBook, name: str, at: datetime) -> ReturnedWorkbook:
    """Keeps what the file holds, for someone to decide about. Raises BookRefused where it is not of that round."""
    _refuse_if_shut(round_, at)
    token = _token_for(round_, book)
    if not book.lines and not book.extras:
        raise BookRefused("Boken har inga rader kvar. Be att få tillbaka den med sina rader.")
    there = {line.id for line in book.lines} | {extra.id for extra in book.extras}
    return ReturnedWorkbook.objects.create(
        round=round_,
        name=name,
        audience=token.audience[:200],
        filled_in_by=book.filled_in_by or token.audience[:200],
        sent_on=date.fromisoformat(token.made_on),
        uploaded_by=by,
        uploaded_at=at,
        shown_keys=list(book.shown),
        rows=[line.model_dump() for line in book.lines],
        extras=[extra.model_dump() for extra in book.extras],
        missing=[key for key in book.sent if key not in there],
    )


def _refuse_if_shut(round_: Round, at: datetime) -> None:
    try:
        refuse_if_shut(round_, at)
    except FollowupRefusal as refusal:
        raise BookRefused(str(refusal)) from refusal


def _token_for(round_: Round, book: ReturnedBook) -> Token:
    token = token_in(book.token)
    if token is None:
        raise BookRefused(_NOT_FROM_HERE)
    if token.format != FORMAT:
        raise BookRefused(f"Boken är gjord med en annan version av Internkoll. {_AGAIN}")
    if token.round != round_.pk:
        told = f"Boken hör till {token.period} i {token.board}, och här läses {round_.label} i {round_.unit} in."
        raise BookRefused(f"{told} Gå till den period som boken hör till.")
    return token


@transaction.atomic
def mend_rows(
    *, book: ReturnedWorkbook, mended: Mapping[int, Mapping[str, str]], filled_in_by: str, seen: int
) -> ReturnedWorkbook:
    """Keeps what has been mended in the rows of those checks; nothing of it holds until it is brought in.

    Raises ChangedSince where someone else has decided or mended something of the book since it was shown.
    """
    held = held_for_edit(book, seen)
    change(held, {"rows": [_mended(row, mended.get(row["id"], {})) for row in held.rows], "filled_in_by": filled_in_by})
    return held


def _mended(row: Mapping[str, Any], mended: Mapping[str, str]) -> dict[str, Any]:
    mended = {key: text for key, text in mended.items() if key in ANSWERS}
    faults = {key: fault for key, fault in row["faults"].items() if key not in mended}
    return {**row, "cells": {**row["cells"], **mended}, "faults": faults}


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """`rows`: how many; `there`: how many of the chosen said just what holds already.

    `left`: how many are still to be decided, 0 where the book is done with and gone.
    """

    rows: int
    there: int
    left: int


@transaction.atomic
def bring_in_rows(
    *,
    by: User,
    book: ReturnedWorkbook,
    chosen: Mapping[int, int],
    dropped: Collection[int] = (),
    seen: int,
    at: datetime,
) -> BroughtIn:
    """Reports the chosen rows, all or none. `chosen`: each check's key, with its result's count of changes as shown.

    `dropped`: the rows where what holds already is to hold. Raises BookRefused, with the faults of every row that can't
    be taken, and ChangedSince where someone else has decided about the book since.
    """
    hold_board(book.round.unit_id)
    held = held_for_edit(book, seen)
    _refuse_if_shut(held.round, at)
    _hold_results(held.round, chosen)
    judged = JudgedBook(held)
    rows = {row.key: row for row in judged.rows}
    # Someone has reported the same since the page was shown: there is nothing left to decide.
    there = {key for key in chosen if key in rows and not rows[key].is_to_decide}
    new = {key: edits for key, edits in chosen.items() if key not in there}
    faults = {key: fault for key, edits in new.items() if (fault := _brought_in(by, held, rows.get(key), edits, at))}
    if faults:
        raise BookRefused("Inget är inläst. Rätta raderna som är markerade, eller ta bort deras kryss.", faults)
    left = _keep_the_rest(held, judged, {*chosen, *dropped})
    if new or dropped:
        told = _told(held, len(new)) | ({"dropped": len(dropped)} if dropped else {})
        record(by=by, unit=held.round.unit, changes=[Change("workbook brought in", held.round, after=told)])
    return BroughtIn(len(new), len(there), left)


def _hold_results(round_: Round, checks: Collection[int]) -> None:
    """Locked in one order before anything is changed: two who bring in at the same time wait, and not in a ring."""
    held_round(round_)
    results = Result.objects.select_for_update(of=("self",), no_key=True).filter(round=round_, for_check__in=checks)
    list(results.order_by("pk"))


def _brought_in(by: User, book: ReturnedWorkbook, row: Judged | None, edits: int, at: datetime) -> dict[str, str]:
    """What is wrong with the row; nothing where it has been reported."""
    if row is None or row.check is None:
        return {"": "Raden går inte att läsa in."}
    if row.seen != edits:
        return {"": "Någon annan har ändrat resultatet sedan du öppnade sidan. Se vad som gäller nu och välj igen."}
    if row.faults:
        return dict(row.faults)
    via = Via(book.name, book.filled_in_by)
    try:
        hand_in_result(by=by, round_=book.round, check=row.check, report=row.report, seen=edits, at=at, via=via)
    except FollowupRefusal as refusal:
        return refusal.faults or {"": str(refusal)}
    except ChangedSince as changed:
        return {"": str(changed)}
    return {}


def _keep_the_rest(book: ReturnedWorkbook, judged: JudgedBook, decided: Collection[int]) -> int:
    """Without the rows that have been decided. A book with nothing left to decide or to read is not kept."""
    left = sum(row.is_to_decide and row.key not in decided for row in judged.rows) + len(book.extras)
    if left:
        change(book, {"rows": [row for row in book.rows if row["id"] not in decided]})
    else:
        book.delete()
    return left


@transaction.atomic
def discard_returned(*, by: User, book: ReturnedWorkbook, seen: int | None) -> None:
    """Throws away all that is left of the book. What has been brought in stays."""
    hold_board(book.round.unit_id)
    held = held_for_edit(book, seen)
    left = sum(row.is_to_decide for row in JudgedBook(held).rows)
    record(by=by, unit=held.round.unit, changes=[Change("workbook discarded", held.round, after=_told(held, left))])
    held.delete()


def _told(book: ReturnedWorkbook, rows: int) -> dict[str, object]:
    via = Via(book.name, book.filled_in_by)
    return {"period": book.round.label, "rows": rows, **via.told()}
