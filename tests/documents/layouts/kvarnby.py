"""Kvarnby: many short lines, blank cells, and the header repeated where the table was cut in the middle of a risk."""

from itertools import pairwise

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, Grid, body, header
from ..word import Page

CUTS = (0, 8, 14, 20)


def _status(tertial: str) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{tertial} 2025")
        return result.text if result else ""

    return Column(f"Status {tertial.lower()}", content, width=4.6)


def _risk(row: Row) -> str:
    return f"Obligatorisk: {row.risk}" if row.mandatory else row.risk


TOLD = [
    Column("Kontrollmoment", lambda row: row.control, width=4.2),
    Column("Metod", lambda row: row.method, width=4.0),
    Column("Ansvarig", lambda row: row.responsible, "responsible", 2.6),
    Column("Frekvens", lambda row: row.frequency, width=1.8),
    _status("Tertial 1"),
    _status("Tertial 2"),
]
RISK = Column("Oönskad händelse (risk)", _risk, "risk", 3.6)


def _parts(document: Document, columns: list[Column]) -> list[Grid]:
    """The table, cut in parts as over pages: each begins with the header."""
    grid = body(document.rows, columns, "blank")
    return [[header(columns), *grid[start:end]] for start, end in pairwise(CUTS)]


def word(document: Document) -> bytes:
    page = Page("Calibri", 10.5)
    page.running("Kvarnby kommun", "AVN 2024/412")
    page.line("Arbetsmarknads- och vuxenutbildningsnämnden", bold=True, size=12)
    page.line("2025-09-16, dnr AVN 2024/412")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [RISK, Column("Risknivå", lambda row: f"{row.level} ({row.score})", "risk", 1.8), *TOLD]
    for part in _parts(document, columns):
        page.table(part, [column.width for column in columns], size=8)
        page.line("")
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("T2")
    sheet.title(document.title)
    sheet.text("Arbetsmarknads- och vuxenutbildningsnämnden, Kvarnby kommun, AVN 2024/412")
    for block in document.texts:
        sheet.block(block, 9)
    sheet.skip()
    columns = [
        RISK,
        Column("Riskvärde", lambda row: Cell(value=row.score), "risk", 1.4),
        Column("Risknivå", lambda row: row.level or "", "risk", 1.4),
        *TOLD,
    ]
    for part in _parts(document, columns):
        sheet.table(part, [9 * column.width for column in columns])
    return book.bytes()
