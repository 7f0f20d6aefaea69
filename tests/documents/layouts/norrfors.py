"""Norrfors: a header of two levels ("Uppföljning" over T1, T2 and Helår), areas as lines across the table, "3. Möjlig".

What a risk and a responsible hold for is left blank below, and so is what truly has nothing; the Word table is cut in
two, each part with its header.
"""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, Grid, body, by_area, group_line, two_level_header
from ..word import Page

PERIODS = ("T1", "T2", "Helår")


def _result(period: str) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{period} 2023")
        return result.text if result else ""

    return Column(period, content, width=4.0)


COLUMNS = [
    Column("Risk", lambda row: row.risk, "risk", 3.9),
    Column("Sannolikhet", lambda row: row.likelihood, "risk", 1.9),
    Column("Konsekvens", lambda row: row.consequence, "risk", 1.9),
    Column("Risktal", lambda row: str(row.score), "risk", 1.2),
    Column("Kontroll", lambda row: row.control, width=3.3),
    Column("Metod", lambda row: row.method, width=3.4),
    Column("Ansvarig", lambda row: row.responsible, "responsible", 2.0),
    *(_result(period) for period in PERIODS),
]


def _header(year: str = "") -> Grid:
    return two_level_header(
        [
            ("Risk", []),
            ("Riskbedömning", ["Sannolikhet", "Konsekvens", "Risktal"]),
            ("Kontroll", []),
            ("Metod", []),
            ("Ansvarig", []),
            (f"Uppföljning{year}", list(PERIODS)),
        ]
    )


def _lines(rows: list[Row]) -> Grid:
    grid: Grid = []
    for area, group in by_area(rows):
        grid += [group_line(area[0], len(COLUMNS)), *body(group, COLUMNS, "blank")]
    return grid


def word(document: Document) -> bytes:
    page = Page("Times New Roman", 11)
    page.running("Norrfors kommun\tDnr BUN 2023/88", "Barn- och utbildningsnämnden")
    page.line("NORRFORS KOMMUN", bold=True, size=13)
    page.line("Barn- och utbildningsförvaltningen")
    page.line("2024-01-30\t\tDnr: BUN 2023/88")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    widths = [0.9 * column.width for column in COLUMNS]
    rows = list(document.rows)
    for part in (rows[:5], rows[5:]):
        page.table([*_header(" 2023"), *_lines(part)], widths, head=2, size=8)
        page.line("")
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Blad1")
    sheet.title(document.title)
    sheet.text("Barn- och utbildningsnämnden, Norrfors kommun")
    sheet.text("Dnr BUN 2023/88")
    for block in document.texts:
        sheet.block(block, 10)
    sheet.skip()
    top = sheet.line
    sheet.table([*_header(), *_numbers(_lines(list(document.rows)))], [30, 16, 14, 9, 26, 34, 20, 36, 36, 36])
    sheet.worksheet.freeze_panes(top + 2, 1)
    return book.bytes()


def _numbers(grid: Grid) -> Grid:
    """The values as numbers, as they are typed in a workbook."""
    return [[Cell(value=int(c.text)) if c and c.text.isdigit() else c for c in line] for line in grid]
