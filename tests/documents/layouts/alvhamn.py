"""Älvhamn: a table of two columns for each risk, the label before what it tells; half-years with a class of their own.

The workbook has the same as one table with a header of two levels.
"""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, Grid, body, by_area, group_line, two_level_header
from ..word import Page

HALVES = ("Halvår 1", "Halvår 2")


def word(document: Document) -> bytes:
    page = Page("Calibri", 11)
    page.running("Älvhamns kommun", "Teknik- och servicekontoret")
    page.line("Tekniska nämnden", bold=True, size=13)
    page.heading(document.title, 0)
    page.line("Datum: 2025-01-21")
    page.line("Dnr: TN 2024.114")
    for block in document.texts:
        page.text(block, 1)
    for area, rows in by_area(document.rows):
        page.heading(area[0], 1)
        for row in rows:
            page.table(_form(row), [4.2, 11.8], head=0, size=9.5)
            page.line("")
    return page.bytes()


def _form(row: Row) -> Grid:
    """The form of one risk. A label whose answer is empty is left in the form."""
    told = [
        ("Risk nr", row.risk_number),
        ("Risk", row.risk),
        ("Riskvärde", str(row.score)),
        ("Kontrollmoment", row.control),
        ("Metod", row.method),
        ("Frekvens", row.frequency),
        ("Ansvarig", row.responsible),
    ]
    for half in HALVES:
        result = row.results[f"{half} 2024"]
        told += [(f"Bedömning {half.lower()}", result.outcome or ""), (f"Kommentar {half.lower()}", result.text)]
    told.append(("Åtgärd", row.action))
    return [[Cell(label, look="label"), Cell(text)] for label, text in told]


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Internkontroll")
    sheet.title(document.title)
    sheet.pair("Nämnd", "Tekniska nämnden")
    sheet.pair("Kommun", "Älvhamns kommun")
    sheet.pair("Diarienummer", "TN 2024.114")
    sheet.skip()
    for block in document.texts:
        sheet.block(block, 12)
    sheet.skip()
    columns = _columns()
    grid = _header()
    for area, rows in by_area(document.rows):
        grid += [group_line(area[0], len(columns)), *body(rows, columns)]
    sheet.table(grid, [column.width for column in columns])
    return book.bytes()


def _columns() -> list[Column]:
    told = [
        Column("Nr", lambda row: Cell(value=int(row.risk_number)), "risk", 5),
        Column("Risk", lambda row: row.risk, "risk", 34),
        Column("Riskvärde", lambda row: Cell(value=row.score), "risk", 10),
        Column("Kontrollmoment", lambda row: row.control, width=28),
        Column("Metod", lambda row: row.method, width=34),
        Column("Frekvens", lambda row: row.frequency, width=14),
        Column("Ansvarig", lambda row: row.responsible, width=16),
    ]
    for half in HALVES:
        told += [_outcome(half), _comment(half)]
    return [*told, Column("Åtgärd", lambda row: row.action, width=28)]


def _outcome(half: str) -> Column:
    return Column("Bedömning", lambda row: row.results[f"{half} 2024"].outcome or "", width=14)


def _comment(half: str) -> Column:
    return Column("Kommentar", lambda row: row.results[f"{half} 2024"].text, width=34)


def _header() -> Grid:
    below = ["Bedömning", "Kommentar"]
    single = ("Nr", "Risk", "Riskvärde", "Kontrollmoment", "Metod", "Frekvens", "Ansvarig")
    halves = [(f"{half} 2024", below) for half in HALVES]
    return two_level_header([*((heading, []) for heading in single), *halves, ("Åtgärd", [])])
