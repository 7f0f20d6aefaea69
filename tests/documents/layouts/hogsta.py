"""Högsta: traffic lights in words for each quarter, the level as "● Hög", an area with its own table or sheet."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book, Sheet
from ..grid import Cell, Column, Grid, body, by_area, header, two_level_header
from ..word import TRAFFIC_LIGHTS, Page

QUARTERS = ("Kvartal 1", "Kvartal 2")


def _light(quarter: str, heading: str, width: float) -> Column:
    def content(row: Row) -> Cell:
        outcome = row.results[f"{quarter} 2024"].outcome or ""
        return Cell(outcome, fill=TRAFFIC_LIGHTS[outcome])

    return Column(heading, content, width=width)


def _comment(quarter: str, heading: str, width: float) -> Column:
    return Column(heading, lambda row: row.results[f"{quarter} 2024"].text, width=width)


def word(document: Document) -> bytes:
    page = Page("Verdana", 9.5)
    page.running("Högsta kommun", "Äldrenämnden 2024-08-27, ÄN 2024/46")
    page.heading(document.title, 1)
    page.line("Äldrenämnden", bold=True)
    page.line("2024-08-27")
    page.text(document.texts[0], 2)
    page.text(document.texts[1], 2)
    _colours(page)
    page.landscape()
    columns = _columns(3.6)
    for area, rows in by_area(document.rows):
        page.heading(area[0], 2)
        page.table([*_two_levels(), *body(rows, columns)], [column.width for column in columns], head=2, size=8)
    return page.bytes()


def _colours(page: Page) -> None:
    """How many controls have each colour: a table that is no plan."""
    lines = [("Grönt", "4", "5"), ("Gult", "3", "3"), ("Rött", "1", "0")]
    grid: Grid = [[Cell(text, look="head") for text in ("Utfall", *QUARTERS)]]
    page.table([*grid, *(list(map(Cell, line)) for line in lines)], [4, 3, 3], size=9)


def _columns(wide: float) -> list[Column]:
    return [
        Column("Risk", lambda row: row.risk, "risk", wide + 0.4),
        Column("Risknivå", lambda row: f"● {row.level}", "risk", wide / 2),
        Column("Kontroll", lambda row: row.control, width=wide),
        Column("Ansvarig", lambda row: row.responsible, "responsible", wide * 0.7),
        Column("Frekvens", lambda row: row.frequency, width=wide * 0.6),
        *(
            column
            for quarter in QUARTERS
            for column in (_light(quarter, "Utfall", wide * 0.4), _comment(quarter, "Kommentar", wide))
        ),
        Column("Åtgärd", lambda row: row.action, width=wide * 0.8),
    ]


def _two_levels() -> Grid:
    single = ("Risk", "Risknivå", "Kontroll", "Ansvarig", "Frekvens")
    quarters = [(quarter, ["Utfall", "Kommentar"]) for quarter in QUARTERS]
    return two_level_header([*((heading, []) for heading in single), *quarters, ("Åtgärd", [])])


def workbook(document: Document) -> bytes:
    book = Book()
    front = book.sheet("Sammanfattning")
    front.title(document.title)
    front.pair("Nämnd:", "Äldrenämnden, Högsta kommun")
    front.pair("Dnr:", "ÄN 2024/46")
    for block in document.texts:
        front.block(block, 10)
    for area, rows in by_area(document.rows):
        _area(book.sheet(area[0]), area[0], rows)
    return book.bytes()


def _area(sheet: Sheet, area: str, rows: list[Row]) -> None:
    sheet.title(area)
    columns = [
        Column("Risk", lambda row: row.risk, "risk", 36),
        Column("Risknivå", lambda row: row.level or "", "risk", 10),
        Column("Kontroll", lambda row: row.control, width=32),
        Column("Ansvarig", lambda row: row.responsible, width=20),
        Column("Frekvens", lambda row: row.frequency, width=14),
        _light("Kvartal 1", "Utfall kvartal 1", 10),
        _comment("Kvartal 1", "Kommentar kvartal 1", 34),
        _light("Kvartal 2", "Utfall kvartal 2", 10),
        _comment("Kvartal 2", "Kommentar kvartal 2", 34),
        Column("Åtgärd", lambda row: row.action, width=28),
    ]
    sheet.table([header(columns), *body(rows, columns)], [column.width for column in columns])
