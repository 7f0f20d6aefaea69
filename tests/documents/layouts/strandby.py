"""Strandby Bostäder, a company: Väsentlighet, sannolikhet and VoR-värde, "OK" or "Avvikelse" beside a comment."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, body, header
from ..word import Page

MARK = "* Kommungemensam risk enligt ägardirektivet"


def _risk(row: Row) -> str:
    return f"{row.risk} *" if row.mandatory else row.risk


def _outcome(row: Row) -> Cell:
    outcome = row.results["2024"].outcome or ""
    return Cell(outcome, fill={"OK": "C6E0B4", "Avvikelse": "F8CBAD"}[outcome])


def _columns(*, numbers: bool) -> list[Column]:
    def points(value: object) -> Cell:
        return Cell(value=value) if numbers else Cell(str(value))

    return [
        Column("Område", lambda row: row.area[0], "area", 1.9),
        Column("Nr", lambda row: row.risk_number, "risk", 0.9),
        Column("Risk", _risk, "risk", 3.6),
        Column("Väsentlighet", lambda row: points(row.consequence), "risk", 1.5),
        Column("Sannolikhet", lambda row: points(row.likelihood), "risk", 1.5),
        Column("VoR-värde", lambda row: points(row.score), "risk", 1.3),
        Column("Kontrollmoment", lambda row: row.control, width=3.0),
        Column("Metod", lambda row: row.method, width=3.2),
        Column("Ansvarig", lambda row: row.responsible, width=2.0),
        Column("Frekvens", lambda row: row.frequency, width=1.6),
        Column("Utfall", _outcome, width=1.5),
        Column("Kommentar", lambda row: row.results["2024"].text, width=3.4),
        Column("Åtgärd", lambda row: row.action, width=2.4),
    ]


def word(document: Document) -> bytes:
    page = Page("Calibri", 10.5)
    page.running("Strandby Bostäder AB", "Styrelsens årsrapport om intern kontroll")
    page.line("Strandby Bostäder AB", bold=True, size=16)
    page.line("2025-01-29")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = _columns(numbers=False)
    page.table([header(columns), *body(document.rows, columns)], [0.95 * column.width for column in columns], size=7.5)
    page.line(MARK, size=8)
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Intern kontroll")
    sheet.title("Uppföljning av intern kontroll 2024")
    sheet.text("Strandby Bostäder AB")
    sheet.skip()
    top = sheet.line
    columns = _columns(numbers=True)
    sheet.table([header(columns), *body(document.rows, columns, "repeated")], [9 * column.width for column in columns])
    sheet.worksheet.autofilter(top, 0, sheet.line - 1, len(columns) - 1)
    sheet.text(MARK)
    comment = book.sheet("Kommentar")
    for block in document.texts:
        comment.block(block, 8)
    return book.bytes()
