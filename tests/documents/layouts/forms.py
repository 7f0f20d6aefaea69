"""Layouts of truths that have others too: a form for each risk, filled in and put below the one before."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Grid, Line, by_area
from ..word import Page

HALVES = ("Halvår 1", "Halvår 2")


def four_columns(document: Document) -> bytes:
    """Älvhamn: two labels with their answers on some lines, one label whose answer reaches across on others."""
    page = Page("Arial", 9.5)
    page.running("Älvhamns kommun", "TN 2024.114")
    page.heading(document.title, 1)
    page.line("Tekniska nämnden, 2025-01-21")
    for block in document.texts:
        page.text(block, 2)
    for area, rows in by_area(document.rows):
        page.heading(area[0], 2)
        for row in rows:
            page.table(_form(row), [3.2, 4.8, 3.2, 4.8], head=0)
            page.line("")
    return page.bytes()


def _form(row: Row) -> Grid:
    first, second = (row.results[f"{half} 2024"] for half in HALVES)
    return [
        _two(("Risk nr", row.risk_number), ("Riskvärde", str(row.score))),
        _one("Risk", row.risk),
        _one("Kontrollmoment", row.control),
        _one("Kontrollmetod", row.method),
        _two(("Ansvarig", row.responsible), ("Frekvens", row.frequency)),
        _two(("Bedömning halvår 1", first.outcome or ""), ("Bedömning halvår 2", second.outcome or "")),
        _one("Kommentar halvår 1", first.text),
        _one("Kommentar halvår 2", second.text),
        _one("Åtgärd", row.action),
    ]


def _one(label: str, text: str) -> Line:
    return [Cell(label, look="label"), Cell(text, across=3), None, None]


def _two(*told: tuple[str, str]) -> Line:
    return [cell for label, text in told for cell in (Cell(label, look="label"), Cell(text))]


def stacked(document: Document) -> bytes:
    """Älvhamn: the forms below each other on a sheet, the label in one column and the answer in the next."""
    book = Book()
    sheet = book.sheet("Kontroller")
    sheet.title(document.title)
    sheet.text("Tekniska nämnden, Älvhamns kommun")
    for block in document.texts:
        sheet.block(block, 2)
    for area, rows in by_area(document.rows):
        sheet.skip()
        sheet.text(f"Område: {area[0]}", bold=True)
        for row in rows:
            sheet.table([[Cell(label, look="label"), answer] for label, answer in _answers(row)], [26, 90])
            sheet.skip()
    return book.bytes()


def _answers(row: Row) -> list[tuple[str, Cell]]:
    told = [
        ("Nr", Cell(value=int(row.risk_number))),
        ("Risk", Cell(row.risk)),
        ("Riskvärde", Cell(value=row.score)),
        ("Kontrollmoment", Cell(row.control)),
        ("Kontrollmetod", Cell(row.method)),
        ("Ansvarig", Cell(row.responsible)),
        ("Frekvens", Cell(row.frequency)),
    ]
    for half in HALVES:
        result = row.results[f"{half} 2024"]
        told += [
            (f"Resultat {half.lower()}", Cell(result.outcome or "")),
            (f"Kommentar {half.lower()}", Cell(result.text)),
        ]
    return [*told, ("Åtgärd", Cell(row.action))]
