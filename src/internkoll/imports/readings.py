"""Documents that are read and corrected before they are brought in: started, mended, brought in, thrown away.

Nothing of the board's year is changed until a document is brought in (services.py).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from internkoll.base.edits import held_for_edit
from internkoll.base.history import hold_board
from internkoll.base.models import Unit, User
from internkoll.imports.comparing import Decision
from internkoll.imports.models import ImportedDocument, Reading
from internkoll.imports.reading import Read, read_again, read_file, read_paste
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.remembered import remember_columns, remembered_by
from internkoll.imports.rows.corrections import Correction, Corrections, Rewritten
from internkoll.imports.services import Imported, SourceFile, import_document
from internkoll.imports.taking_back import take_back_import
from internkoll.rules.exchange import Document
from internkoll.rules.notices import Notice

MOST_WAITING = 100
MOST_CORRECTIONS = 2_000


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pasted:
    """`html` is what the clipboard has beside the text where a table was copied; else empty."""

    name: str
    text: str
    html: str = ""


def start_reading(*, by: User, board: Unit, year: int, given: File | Pasted, period: str = "") -> Reading:
    """Reads what was given and keeps it for the person to look at. Raises Unreadable and ImportRefused.

    Columns are taken as the municipality has chosen them before. The file is read outside of any transaction, since
    that may take seconds.
    """
    _refuse_too_many(board)
    corrections = Corrections(remembered=remembered_by(board))
    read = _read(given, period or None, corrections)
    values = {"year": read.document.year or year, "period": period, "sha256": _sha256(given), "name": given.name}
    kept = {
        "source": read.source,
        "corrections": corrections.model_dump(mode="json"),
        "understood": understood_of(read),
    }
    return Reading.objects.create(unit=board, read_by=by, **values, **kept)


def _read(given: File | Pasted, period: str | None, corrections: Corrections) -> Read:
    if isinstance(given, File):
        return read_file(given.data, given.name, period=period, corrections=corrections)
    return read_paste(given.text, given.html, period=period, corrections=corrections)


def _sha256(given: File | Pasted) -> str:
    data = given.data if isinstance(given, File) else (given.html or given.text).encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()


def _refuse_too_many(board: Unit) -> None:
    if Reading.objects.filter(unit=board, imported=None).count() >= MOST_WAITING:
        raise ImportRefused(
            [
                Notice(
                    "too-many-readings", "error", "",
                    f"{MOST_WAITING} dokument väntar redan på att läsas in. Läs in eller kasta några av dem först.",
                )
            ]
        )  # fmt: skip


def understood_of(read: Read) -> dict[str, Any]:
    return {
        "document": read.document.model_dump(mode="json", by_alias=True),
        "places": list(read.places),
        "tables": list(read.tables),
    }


def document_understood(reading: Reading) -> Document:
    return Document.model_validate(reading.understood["document"])


def corrections_of(reading: Reading) -> Corrections:
    return Corrections.model_validate(reading.corrections)


def correct_reading(*, by: User, reading: Reading, seen: int, made: Sequence[Correction]) -> Reading:
    """Adds a person's corrections and understands the document anew. Raises ChangedSince where another has corrected it
    since `seen`, ImportRefused where they are too many, and Unreadable where nothing can be made of it any more."""

    def added(corrections: Corrections) -> Iterable[Correction]:
        return (*corrections.made, *made)

    return _corrected(by, reading, seen, added)


def undo_correction(*, by: User, reading: Reading, seen: int) -> Reading:
    """Takes the latest correction back."""
    return _corrected(by, reading, seen, lambda corrections: corrections.made[:-1])


def undo_corrections(*, by: User, reading: Reading, seen: int) -> Reading:
    """Takes all corrections back: the document as it was first understood."""
    return _corrected(by, reading, seen, lambda _: ())


def take_line_back_in(*, by: User, reading: Reading, seen: int, table: str, line: int, part: int) -> Reading:
    """A line that was left out is there again."""

    def without(corrections: Corrections) -> Iterable[Correction]:
        return (c for c in corrections.made if not _leaves_out(c, table, line, part))

    return _corrected(by, reading, seen, without)


def _leaves_out(correction: Correction, table: str, line: int, part: int) -> bool:
    if not isinstance(correction, Rewritten) or correction.lines:
        return False
    return (correction.table, correction.line, correction.part) == (table, line, part)


def _corrected(by: User, reading: Reading, seen: int, change: Callable[[Corrections], Iterable[Correction]]) -> Reading:
    before = corrections_of(reading)
    made = tuple(change(before))
    if len(made) > MOST_CORRECTIONS:
        refusal = f"Fler än {MOST_CORRECTIONS} rättelser ryms inte. Rätta dokumentet och läs det på nytt."
        raise ImportRefused([Notice("too-many-corrections", "error", "", refusal)])
    corrections = before.model_copy(update={"made": made})
    read = read_again(reading.source, corrections, period=reading.period or None)
    with transaction.atomic():
        held = held_for_edit(reading, seen)
        _refuse_imported(held)
        held.corrections = corrections.model_dump(mode="json")
        held.understood = understood_of(read)
        held.edits += 1
        held.save(update_fields=["corrections", "understood", "edits"])
    return held


def _refuse_imported(reading: Reading) -> None:
    if reading.imported_id:
        raise ImportRefused([Notice("imported-already", "error", "", "Dokumentet är redan inläst.")])


@transaction.atomic
def move_reading(*, by: User, reading: Reading, seen: int, board: Unit, year: int) -> Reading:
    """Says which board's year the document is brought into."""
    held = held_for_edit(reading, seen)
    _refuse_imported(held)
    held.unit, held.year = board, year
    held.edits += 1
    held.save(update_fields=["unit", "year", "edits"])
    return held


@transaction.atomic
def drop_reading(*, by: User, reading: Reading) -> None:
    """Throws the document away with all that was corrected in it. What has been brought in is not changed."""
    held_for_edit(reading, None).delete()


@transaction.atomic
def bring_in_reading(*, by: User, reading: Reading, seen: int, decisions: Mapping[int, Decision]) -> Imported:
    """Brings the document in as it is understood now, all or nothing. Raises ImportRefused and ChangedSince."""
    hold_board(reading.unit)
    held = held_for_edit(reading, seen)
    _refuse_imported(held)
    source = SourceFile(held.name, held.sha256)
    document = document_understood(held)
    imported = import_document(
        by=by, board=held.unit, year=held.year, document=document, source=source, decisions=decisions
    )
    held.imported = imported.imported
    held.edits += 1
    held.save(update_fields=["imported", "edits"])
    remember_columns(by=by, board=held.unit, corrections=corrections_of(held).made)
    return imported


@transaction.atomic
def take_back_reading(*, by: User, imported: ImportedDocument) -> Reading | None:
    """Takes the import back. The document is there again to be corrected, where it was read in the browser."""
    reading = Reading.objects.filter(imported=imported).first()
    take_back_import(by=by, imported=imported)
    return reading
