"""A file on disk -> a document: read by the readers, or as it is where it is in the exchange format already."""

import codecs
import stat
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from internkoll.imports.reading import Unreadable, read_document
from internkoll.rules.exchange import Document, printable

LARGEST = 25 * 1024 * 1024
LONGEST_PERIOD = 200
_LONGEST_PLACE = 120
_TOO_LARGE = f"Filen är större än {LARGEST // 1024**2} MB. Dela upp den, eller ta bort bilder ur den."
# What is wrong, by the kind of pydantic's finding; where it is a limit, with the limit.
_FAULTS = {
    "extra_forbidden": "namnet är okänt",
    "greater_than_equal": "talet är för litet",
    "less_than_equal": "talet är för stort",
    "missing": "värdet saknas",
    "string_too_long": "texten är längre än {max_length} tecken",
    "too_long": "fler än {max_length} stycken",
}


def open_document(path: Path, *, period: str | None = None) -> Document:
    """The document in that file. `period` names results that carry no mark of their own. Raises Unreadable."""
    return document_in(bytes_of(path), path.name, period=period)


def document_in(data: bytes, name: str, *, period: str | None = None) -> Document:
    """The document that the file of that name holds. Raises Unreadable."""
    if period and len(period) > LONGEST_PERIOD:
        raise Unreadable(f"Periodens namn är längre än {LONGEST_PERIOD} tecken. Ange ett kortare med --period.")
    # Windows marks its UTF-8 at the beginning.
    told = data.removeprefix(codecs.BOM_UTF8)
    if told.lstrip()[:1] == b"{":
        return _exchanged(told, period)
    return read_document(data, name, period=period)


def bytes_of(path: Path) -> bytes:
    """What the file holds. Raises Unreadable where it is no file, can't be opened, or is too large."""
    try:
        # Asked before the file is opened: a file of any size costs nothing to refuse, a pipe may never be filled, and
        # a device never ends.
        told = path.stat()
        if stat.S_ISDIR(told.st_mode):
            raise Unreadable("Det här är en mapp. Ange en fil.")
        if not stat.S_ISREG(told.st_mode):
            raise Unreadable("Det här är ingen vanlig fil. Spara innehållet i en fil och ange den.")
        if told.st_size > LARGEST:
            raise Unreadable(_TOO_LARGE)
        return _read(path)
    except FileNotFoundError:
        raise Unreadable("Filen finns inte. Kontrollera namnet och mappen.") from None
    except OSError as error:
        raise Unreadable(f"Filen kunde inte öppnas ({error.strerror}).") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        # The system's own files say that they are empty and may yet hold anything.
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(_TOO_LARGE)
    return data


def _exchanged(data: bytes, period: str | None) -> Document:
    try:
        document = Document.model_validate_json(data)
    except ValidationError as error:
        findings = error.errors(include_url=False, include_input=False)
        raise Unreadable(f"Filen är inte i utbytesformatet: {_told(findings[0])} ({len(findings)} fel).") from None
    return document.model_copy(update={"period": period}) if period and not document.period else document


def _told(finding: ErrorDetails) -> str:
    # The place may hold names out of the file, which can say anything, at any length.
    place = printable(" → ".join(str(part) for part in finding["loc"]))[:_LONGEST_PLACE]
    fault = _FAULTS.get(finding["type"], "kan inte läsas").format(**finding.get("ctx", {}))
    return f"{place or 'filen'}: {fault}" if finding["type"] in _FAULTS else f"{place or 'filen'} {fault}"
