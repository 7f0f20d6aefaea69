"""What the child process answers: {"document": ...} or {"unreadable": "..."} as JSON.

Where it is asked for what is to be kept (asked.py), the answer also holds the source, the place of each row and what
was understood of each table.
"""

import json
from typing import Any

from lxml import etree

from internkoll.imports.asked import Asked
from internkoll.imports.kept import kept, source_kept
from internkoll.imports.readers import Unreadable, blocks_of, blocks_of_paste
from internkoll.imports.readers.guard import TOO_MUCH
from internkoll.imports.readers.shapes import Source, Table
from internkoll.imports.rows.corrections import Chosen, Corrections, headings_key
from internkoll.imports.rows.document import Understood, understand
from internkoll.imports.rows.plan import Plan

_NO_TABLE = (
    "Dokumentet har ingen tabell, så det finns inga rader att läsa in. "
    "Välj dokumentet där planen eller uppföljningen står i en tabell."
)
_LONGEST_SAMPLE = 160
_SAMPLES = 3


def answer(asked: Asked, data: bytes) -> bytes:
    """The answer as UTF-8. Running out of memory is a refusal; any other failure ends the process."""
    try:
        return _answer(asked, data)
    except Unreadable as refusal:
        return _refusal(str(refusal))
    except (MemoryError, etree.XMLSyntaxError, RecursionError):
        # lxml tells a lack of memory within a document as a syntax error.
        return _refusal(TOO_MUCH)


def _answer(asked: Asked, data: bytes) -> bytes:
    source = _source(asked, data)
    understood = understand(source, period=asked.period, corrections=asked.corrections)
    has_table = any(isinstance(block, Table) for block in source.blocks)
    if not understood.document.rows and not has_table:
        raise Unreadable(_NO_TABLE)
    told = b'{"document": ' + understood.document.to_json().encode()
    if asked.keeps:
        told += b", " + json.dumps(beside(asked, source, understood), ensure_ascii=False).encode()[1:-1]
    return told + b"}"


def _source(asked: Asked, data: bytes) -> Source:
    if asked.of == "source":
        return source_kept(json.loads(data))
    if asked.of == "paste":
        pasted = json.loads(data)
        return blocks_of_paste(pasted["text"], pasted["html"])
    return blocks_of(data, asked.name)


def beside(asked: Asked, source: Source, understood: Understood) -> dict[str, Any]:
    """What is kept with the document: the place of each row, each table's columns, and the source where it is new."""
    tables = [_table(plan, asked.corrections) for plan in understood.plans]
    told: dict[str, Any] = {"places": list(understood.places), "tables": tables}
    return told if asked.of == "source" else {**told, "source": kept(source)}


def _table(plan: Plan, corrections: Corrections) -> dict[str, Any]:
    chosen = corrections.choices.of(plan.headings)
    return {
        "name": plan.table.name,
        "parts": list(dict.fromkeys(entry.table.name for entry in plan.entries)),
        "headings": headings_key(plan.headings),
        "header": [line.number for line in plan.header_lines],
        "is_cards": plan.is_cards,
        "columns": [
            {
                "index": column.index,
                "first": plan.header[column.index].first,
                "last": plan.header[column.index].last,
                "heading": column.heading,
                "sense": column.sense,
                "field": column.field,
                "confidence": column.confidence,
                "period": column.mark.key(None) if column.mark else "",
                "by": _by(chosen.get(column.index)),
                "samples": _samples(plan, column.index),
            }
            for column in plan.columns
        ],
    }


def _by(chosen: Chosen | None) -> str:
    if chosen is None:
        return "guess"
    return "remembered" if chosen.is_remembered else "person"


def _samples(plan: Plan, index: int) -> list[str]:
    texts = (entry.cells[index].text for entry in plan.entries if len(entry.filled) > 1)
    return list(dict.fromkeys(text[:_LONGEST_SAMPLE] for text in texts if text))[:_SAMPLES]


def _refusal(message: str) -> bytes:
    return json.dumps({"unreadable": message}, ensure_ascii=False).encode()
