"""Tallmo: no risks. "Vad ska kontrolleras?", "Hur?", "När?", "Vem?", and "OK" or "Avvikelse" beside a comment."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Column, Grid, body, by_area, group_line, header
from ..word import Page


def _outcome(row: Row) -> str:
    return row.results["Helår 2022"].outcome or ""


def _comment(row: Row) -> str:
    return row.results["Helår 2022"].text


COLUMNS = [
    Column("Vad ska kontrolleras?", lambda row: row.control, width=3.6),
    Column("Hur?", lambda row: row.method, width=3.0),
    Column("När?", lambda row: row.frequency, width=1.7),
    Column("Vem?", lambda row: row.responsible, width=2.2),
    Column("Utfall", _outcome, width=1.6),
    Column("Kommentar", _comment, width=3.4),
    Column("Åtgärd", lambda row: row.action, width=2.6),
]


def word(document: Document) -> bytes:
    page = Page("Times New Roman", 12)
    page.running("TALLMO KOMMUN\tSamhällsbyggnadsnämnden", "SBN 2021/77")
    page.line("TALLMO KOMMUN", bold=True, size=14)
    page.line("Samhällsbyggnadsförvaltningen\t2023-02-07")
    page.line("Dnr SBN 2021/77")
    page.line("Redovisning av intern kontroll 2022", bold=True, size=16)
    page.line("Samhällsbyggnadsnämnden")
    for block in document.texts:
        page.line(block.heading, bold=True)
        page.line(block.text)
    grid: Grid = [header(COLUMNS)]
    for area, rows in by_area(document.rows):
        grid += [group_line(area[0], len(COLUMNS)), *body(rows, COLUMNS)]
    page.table(grid, [0.92 * column.width for column in COLUMNS], size=8)
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("2022")
    sheet.title("Redovisning av intern kontroll 2022")
    sheet.text("Samhällsbyggnadsnämnden i Tallmo kommun")
    sheet.text("Dnr SBN 2021/77")
    for block in document.texts:
        sheet.block(block, 8)
    sheet.skip()
    columns = [Column("Område", lambda row: row.area[0], width=1.6), *COLUMNS]
    # The table stands one column in, as where a margin was left for punching.
    sheet.table([header(columns), *body(document.rows, columns)], [9 * column.width for column in columns], column=1)
    return book.bytes()
