"""What the child process answers: {"document": ...} or {"unreadable": "..."} as JSON."""

import json

from lxml import etree

from internkoll.imports.readers import Unreadable, blocks_of
from internkoll.imports.readers.guard import TOO_MUCH
from internkoll.imports.readers.shapes import Table
from internkoll.imports.rows import document_of
from internkoll.rules.exchange import Document

_NO_TABLE = (
    "Dokumentet har ingen tabell, så det finns inga rader att läsa in. "
    "Välj dokumentet där planen eller uppföljningen står i en tabell."
)


def answer(data: bytes, name: str, period: str | None) -> bytes:
    """The answer as UTF-8. Running out of memory is a refusal; any other failure ends the process."""
    try:
        document = _document(data, name, period)
        return b'{"document": ' + document.to_json().encode() + b"}"
    except Unreadable as refusal:
        return _refusal(str(refusal))
    except (MemoryError, etree.XMLSyntaxError, RecursionError):
        # lxml tells a lack of memory within a document as a syntax error.
        return _refusal(TOO_MUCH)


def _document(data: bytes, name: str, period: str | None) -> Document:
    source = blocks_of(data, name)
    document = document_of(source, period=period)
    if not document.rows and not any(isinstance(block, Table) for block in source.blocks):
        raise Unreadable(_NO_TABLE)
    return document


def _refusal(message: str) -> bytes:
    return json.dumps({"unreadable": message}, ensure_ascii=False).encode()
