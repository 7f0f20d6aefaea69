"""Bergsholm: risk and control in the same cell, likelihood and consequence in words, one header for all areas.

The workbook has them apart, under headings with the spelling mistakes that stay for years.
"""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, Grid, body, by_area, group_line, header
from ..word import Page

WIDTHS = [5.6, 2.1, 2.1, 4.4, 2.5, 2.0, 5.6, 2.6]


def _result(row: Row) -> str:
    return row.results["Delår 2024"].text


COLUMNS = [
    Column("Risk och kontrollmoment", lambda row: f"{row.risk}\nKontrollmoment: {row.control}"),
    Column("Sannolikhet", lambda row: row.likelihood),
    Column("Konsekvens", lambda row: row.consequence),
    Column("Metod", lambda row: row.method),
    Column("Ansvarig", lambda row: row.responsible),
    Column("Frekvens", lambda row: row.frequency),
    Column("Resultat av granskning", _result),
    Column("Åtgärd", lambda row: row.action),
]


def word(document: Document) -> bytes:
    page = Page("Garamond", 11)
    page.running("Bergsholms kommun\tMiljö- och byggnadsnämnden", "MBN-2023-1502")
    page.line("BERGSHOLMS KOMMUN", bold=True)
    page.line("Samhällsbyggnadsförvaltningen")
    page.line("Datum 2024-09-19\tDiarienummer MBN-2023-1502")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.line("Innehåll", bold=True)
    areas = [area[0] for area, _ in by_area(document.rows)]
    page.table([[Cell(area), Cell(str(number))] for number, area in enumerate(areas, 2)], [12, 2], head=0, size=10)
    page.landscape()
    for number, (area, rows) in enumerate(by_area(document.rows)):
        page.heading(area[0], 2)
        top: Grid = [] if number else [header(COLUMNS)]
        page.table([*top, *body(rows, COLUMNS)], WIDTHS, head=len(top))
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Delår 2024")
    sheet.title(document.title)
    sheet.text("Bergsholms kommun, miljö- och byggnadsnämnden, dnr MBN-2023-1502")
    for block in document.texts:
        sheet.block(block, 9)
    columns = [
        Column("Riskbeskrivining", lambda row: row.risk, width=38),
        Column("Sannolikhet", lambda row: row.likelihood, width=14),
        Column("Konsekvens", lambda row: row.consequence, width=13),
        Column("Kontrolmoment", lambda row: row.control, width=34),
        Column("Kontrollmetd", lambda row: row.method, width=36),
        Column("Ansvrig", lambda row: row.responsible, width=18),
        Column("Frekvens ", lambda row: row.frequency, width=16),
        Column("Resultat av  granskning", _result, width=48),
        Column("Åtgärder", lambda row: row.action, width=30),
    ]
    grid: Grid = [header(columns)]
    for area, rows in by_area(document.rows):
        grid += [group_line(area[0], len(columns)), *body(rows, columns)]
    sheet.table(grid, [column.width for column in columns])
    return book.bytes()
