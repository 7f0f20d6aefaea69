"""Region Fjällbro: goal and process as headings, working method and systematic control, periods as marks in a cell.

The workbook has one table, with goals and processes as lines across it and a column for each period.
"""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Column, Grid, body, by_area, group_line, header
from ..word import Page

PERIODS = ("T1", "T2", "VB")


def _marked(row: Row) -> str:
    """All periods in one cell, the latest first."""
    told = [f"{period.split()[0]}: {result.text}" for period, result in row.results.items()]
    return "\n".join(reversed(told))


def _columns(wide: float) -> list[Column]:
    return [
        Column("Arbetssätt", lambda row: row.working_method, "working_method", wide),
        Column("Systematisk kontroll", lambda row: row.systematic_control, width=wide),
        Column("Kontrollaktivitet", lambda row: row.control, width=wide * 1.1),
        Column("Ansvarig", lambda row: row.responsible, width=wide * 0.7),
    ]


def word(document: Document) -> bytes:
    page = Page("Arial", 10)
    page.running("Region Fjällbro\tHälso- och sjukvårdsnämnden", "HSN 2024/1033")
    page.line("Hälso- och sjukvårdsförvaltningen", bold=True)
    page.line("Datum: 2025-02-18")
    page.line("Diarienummer: HSN 2024/1033")
    page.heading(document.title, 1)
    for block in document.texts[:2]:
        page.text(block, 2)
    page.landscape()
    page.heading("Nämndens kontrollaktiviteter", 2)
    columns = [*_columns(4.8), Column("Resultat av kontrollaktivitet", _marked, width=8.2)]
    for goal, group in by_area(document.rows, 1):
        page.heading(f"Mål: {goal[0]}", 3)
        for area, rows in by_area(group):
            page.heading(f"Process: {area[1]}", 4)
            page.table([header(columns), *body(rows, columns)], [column.width for column in columns])
    page.portrait()
    page.text(document.texts[2], 2)
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Uppföljning VB 2024")
    sheet.title(document.title)
    sheet.text("Hälso- och sjukvårdsnämnden, Region Fjällbro")
    sheet.text("Diarienummer: HSN 2024/1033")
    for block in document.texts:
        sheet.block(block, 7)
    sheet.skip()
    columns = [*_columns(30), *(_period(period) for period in PERIODS)]
    grid: Grid = [header(columns)]
    for goal, group in by_area(document.rows, 1):
        grid.append(group_line(f"Mål: {goal[0]}", len(columns)))
        for area, rows in by_area(group):
            grid += [group_line(f"Process: {area[1]}", len(columns)), *body(rows, columns)]
    sheet.table(grid, [column.width for column in columns])
    return book.bytes()


def _period(period: str) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{period} 2024")
        return result.text if result else ""

    return Column(f"Resultat {period} 2024", content, width=38)
