"""What was understood of a document, told as text for the command line."""

from collections.abc import Iterable

from internkoll.rules.exchange import Column, Document
from internkoll.rules.fields import USUAL_WORDS
from internkoll.rules.notices import Notice


def told(document: Document) -> str:
    """The head, the columns and how they were taken, how many rows there are, and every notice with its place."""
    parts = [_head(document), _counts(document), _columns(document.columns), _notices(document.notices)]
    return "\n\n".join(part for part in parts if part)


def _head(document: Document) -> str:
    facts = (
        ("Rubrik", document.title),
        ("Kommun", document.municipality),
        ("Nämnd", document.board),
        ("År", document.year),
        ("Period", document.period),
        ("Daterad", document.date),
        ("Diarienummer", document.reference),
        ("Samlad bedömning", document.overall),
    )
    return "\n".join(f"{name}: {value}" for name, value in facts if value)


def _counts(document: Document) -> str:
    rows = document.rows
    risks = len({(row.area, row.risk_number, row.risk) for row in rows if row.risk})
    controls = sum(bool(row.control) and not row.continues for row in rows)
    results = sum(len(row.results) for row in rows)
    return f"{len(rows)} rader med {risks} risker, {controls} kontroller och {results} resultat."


def _columns(columns: Iterable[Column]) -> str:
    lines = [f"  {c.heading} → {_word(c.field)} ({round(100 * c.confidence)} %)" for c in columns]
    return "\n".join(["Kolumner:", *dict.fromkeys(lines)]) if lines else ""


def _word(field: str | None) -> str:
    return USUAL_WORDS.get(field, field) if field else "inget fält"


def _notices(notices: Iterable[Notice]) -> str:
    lines = [f"  {notice}" for notice in notices]
    return "\n".join(["Att se över:", *lines]) if lines else ""
