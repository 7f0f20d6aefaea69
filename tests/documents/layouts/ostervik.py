"""Östervik: a small plan inside a frame (a table in a table), "Skattning" as a number, counts beside a class.

The workbook hides a column that sorts the lines.
"""

from collections.abc import Callable

from docx.shared import Cm

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, body, header
from ..word import Page, lay_table


def _outcome(row: Row) -> str:
    return row.results["Helår 2024"].outcome or ""


def _count(row: Row) -> str:
    return row.results["Helår 2024"].text


COLUMNS = [
    Column("Nr", lambda row: row.risk_number, width=0.8),
    Column("Risk", lambda row: row.risk, width=3.0),
    Column("Skattning", lambda row: str(row.score), width=1.6),
    Column("Kontrollmoment", lambda row: row.control, width=2.5),
    Column("Kontrollmetod", lambda row: row.method, width=3.0),
    Column("Frekvens", lambda row: row.frequency, width=1.6),
    Column("Ansvarig", lambda row: row.responsible, width=1.8),
    Column("Resultat", _count, width=1.9),
    Column("Bedömning", _outcome, width=2.1),
    Column("Åtgärd", lambda row: row.action, width=2.6),
]


def word(document: Document) -> bytes:
    page = Page("Calibri", 10)
    page.running("Östervik kommun", "ÖFN 2025/9")
    page.line("Gemensamma överförmyndarnämnden", bold=True, size=13)
    page.line("Datum 2025-02-03")
    page.line("Dnr ÖFN 2025/9")
    page.heading(document.title, 1)
    page.text(document.texts[0], 2)
    page.landscape()
    frame = page.document.add_table(1, 1)
    frame.style = "Table Grid"
    inside = frame.rows[0].cells[0]
    inside.width = Cm(24)
    inside.paragraphs[0].add_run("Nämndens kontroller 2024").bold = True
    grid = [header(COLUMNS), *body(document.rows, COLUMNS)]
    lay_table(inside.add_table(len(grid), len(COLUMNS)), grid, [1.1 * column.width for column in COLUMNS], size=8)
    inside.add_paragraph()
    page.line("")
    page.text(document.texts[1], 2)
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("IK 2024")
    sheet.title("Rapport intern kontroll 2024")
    sheet.text("Gemensamma överförmyndarnämnden, Östervik kommun")
    sheet.text("ÖFN 2025/9")
    for block in document.texts:
        sheet.block(block, 11)
    sheet.skip()
    numbers = {"Nr": lambda row: int(row.risk_number), "Skattning": lambda row: row.score}
    columns = [Column("Sortering", lambda row: Cell(value=10 * int(row.risk_number)), width=1)]
    for column in COLUMNS:
        number = numbers.get(column.heading)
        columns.append(column if number is None else Column(column.heading, _as_number(number)))
    sheet.table([header(columns), *body(document.rows, columns)], [10, 5, 34, 10, 26, 34, 12, 18, 18, 20, 36])
    sheet.worksheet.set_column(0, 0, 10, None, {"hidden": True})
    return book.bytes()


def _as_number(number: Callable[[Row], int | None]) -> Callable[[Row], Cell]:
    return lambda row: Cell(value=number(row))
