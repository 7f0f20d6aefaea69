"""Layouts of truths that have others too: Word forms that have been filled in and passed on for many years."""

from internkoll.rules.exchange import Document, Row

from ..grid import Cell, Column, Grid, body, by_area, group_line, header, two_level_header
from ..word import Page

CLASSES = ("Utan anmärkning", "Mindre anmärkning", "Större anmärkning")


def crosses(document: Document) -> bytes:
    """Bergsholm: the class is a cross under one of three headings."""
    page = Page("Calibri", 10.5)
    page.running("Bergsholms kommun\tMiljö- och byggnadsnämnden", "MBN-2023-1502")
    page.heading(document.title, 1)
    page.line("Miljö- och byggnadsnämnden, 2024-09-19")
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [
        Column("Risk", lambda row: row.risk, width=4.2),
        Column("Sannolikhet", lambda row: row.likelihood, width=1.9),
        Column("Konsekvens", lambda row: row.consequence, width=1.9),
        Column("Kontrollmoment", lambda row: row.control, width=3.2),
        Column("Kontrollmetod", lambda row: row.method, width=3.2),
        Column("Ansvarig", lambda row: row.responsible, width=1.8),
        Column("Frekvens", lambda row: row.frequency, width=1.6),
        *(_cross(outcome) for outcome in CLASSES),
        Column("Kommentar", lambda row: row.results["Delår 2024"].text, width=3.6),
        Column("Åtgärd", lambda row: row.action, width=2.0),
    ]
    single = [column.heading for column in columns[:7]]
    grid = two_level_header([*((text, []) for text in single), ("Resultat", [*CLASSES, "Kommentar"]), ("Åtgärd", [])])
    for area, rows in by_area(document.rows):
        grid += [group_line(area[0], len(columns)), *body(rows, columns)]
    page.table(grid, [column.width for column in columns], head=2, size=7.5)
    return page.bytes()


def _cross(outcome: str) -> Column:
    def content(row: Row) -> str:
        return "X" if row.results["Delår 2024"].outcome == outcome.lower() else ""

    return Column(outcome, content, width=1.3)


def classic(document: Document) -> bytes:
    """Tallmo: the table's first line is its title, headings are hyphenated, and a column tells who gets the report."""
    page = Page("Times New Roman", 11)
    page.line("TALLMO KOMMUN", bold=True)
    page.line("Samhällsbyggnadsnämnden")
    page.line("Dnr SBN 2021/77, 2023-02-07")
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [
        Column("Process", lambda row: row.area[0], width=2.2),
        Column("Kontroll\u00admoment", lambda row: row.control, width=4.6),
        Column("Kontroll\u00adansvarig", lambda row: row.responsible, width=2.6),
        Column("Frekvens", lambda row: row.frequency, width=2.2),
        Column("Metod", lambda row: row.method, width=3.6),
        Column("Rapport till", lambda _: "Nämnden", width=1.9),
        Column("Utfall", lambda row: row.results["Helår 2022"].outcome or "", width=1.9),
        Column("Kommentar", lambda row: Cell(row.results["Helår 2022"].text, one_paragraph=True), width=4.4),
        Column("Åtgärd", lambda row: row.action, width=3.2),
    ]
    title = group_line("Redovisning av intern kontroll 2022, samhällsbyggnadsnämnden", len(columns))
    page.table([title, header(columns), *body(document.rows, columns)], [column.width for column in columns], head=2)
    return page.bytes()


def numbered_risk(document: Document) -> bytes:
    """Östervik: the heading "Risk" reaches over the number and the risk; the control stands before both."""
    page = Page("Calibri", 10)
    page.line("Gemensamma överförmyndarnämnden", bold=True)
    page.line("2025-02-03\tÖFN 2025/9")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [
        Column("Kontrollmoment", lambda row: row.control, width=3.6),
        Column("Risk", lambda row: f"{row.risk_number}.", width=0.9),
        Column("", lambda row: row.risk, width=4.6),
        Column("Riskvärde", lambda row: str(row.score), width=1.7),
        Column("Metod", lambda row: row.method, width=4.2),
        Column("Frekvens", lambda row: row.frequency, width=2.0),
        Column("Ansvarig", lambda row: row.responsible, width=2.2),
        Column("Bedömning", lambda row: row.results["Helår 2024"].outcome or "", width=2.4),
        Column("Resultat", lambda row: row.results["Helår 2024"].text, width=2.4),
        Column("Åtgärd", lambda row: row.action, width=2.8),
    ]
    top = header(columns)
    top[1:3] = [Cell("Risk", across=2, look="head"), None]
    page.table([top, *body(document.rows, columns)], [column.width for column in columns])
    return page.bytes()


def abbreviated(document: Document) -> bytes:
    """Region Västmark: "Sann.", "Kons." and "Ansv.", and a column that says what is obligatory."""
    page = Page("Arial", 9.5)
    page.running("Region Västmark", "RS 2024-0871")
    page.heading(document.title, 1)
    page.line("Regionstyrelsen 2024-12-04")
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [
        Column("Oblig.", lambda row: "Ja" if row.mandatory else "Nej", "risk", 1.1),
        Column("Riskbeskrivning", lambda row: row.risk, "risk", 5.6),
        Column("Sann.", lambda row: str(row.likelihood), "risk", 1.3),
        Column("Kons.", lambda row: str(row.consequence), "risk", 1.3),
        Column("Risk-\nvärde", lambda row: str(row.score), "risk", 1.4),
        Column("Kontroll-\naktivitet", lambda row: Cell(row.control, one_paragraph=True), width=4.6),
        Column("Metod", lambda row: Cell(row.method, one_paragraph=True), width=5.4),
        Column("Ansv.", lambda row: row.responsible, "responsible", 2.8),
        Column("Tidpunkt", lambda row: row.frequency, width=2.2),
    ]
    upper: Grid = two_level_header(
        [
            *((column.heading, []) for column in columns[:2]),
            ("Riskvärdering", [column.heading for column in columns[2:5]]),
            *((column.heading, []) for column in columns[5:]),
        ]
    )
    for area, rows in by_area(document.rows):
        upper += [group_line(f"Process: {area[0]}", len(columns)), *body(rows, columns)]
    page.table(upper, [column.width for column in columns], head=2, size=8)
    return page.bytes()


def header_among_lines(document: Document) -> bytes:
    """Kvarnby: one table, with the header typed again among its lines where a page once ended."""
    page = Page("Calibri", 10)
    page.heading("Arbetsmarknads- och vuxenutbildningsnämnden", 2)
    page.heading(document.title, 1)
    page.line("Dnr AVN 2024/412")
    for block in document.texts:
        page.text(block, 2)
    page.landscape()
    columns = [
        Column("Risk", lambda row: f"{row.risk}\n(obligatorisk)" if row.mandatory else row.risk, "risk", 4.0),
        Column("Riskpoäng", lambda row: f"{row.score}", "risk", 1.7),
        Column("Nivå", lambda row: f"\u25cf {row.level}", "risk", 1.6),
        Column("Metod", lambda row: row.method, width=4.0),
        Column("Kontrollmoment", lambda row: row.control, width=4.0),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.4),
        Column("Frekvens", lambda row: row.frequency, width=1.8),
        Column("Uppföljning tertial 1", lambda row: _told(row, "Tertial 1 2025"), width=3.6),
        Column("Uppföljning tertial 2", lambda row: _told(row, "Tertial 2 2025"), width=3.6),
    ]
    lines = body(document.rows, columns, "blank")
    grid = [header(columns), *lines[:8], header(columns), *lines[8:14], header(columns), *lines[14:]]
    page.table(grid, [column.width for column in columns], size=8)
    return page.bytes()


def _told(row: Row, period: str) -> str:
    result = row.results.get(period)
    return result.text if result else ""


def bold_headings(document: Document) -> bytes:
    """Högsta: no styles anywhere; what is a heading is only set in bold."""
    page = Page("Times New Roman", 11)
    page.line("Högsta kommun", bold=True, size=14)
    page.line("Äldrenämnden")
    page.line("Datum 2024-08-27, dnr ÄN 2024/46")
    page.line(document.title, bold=True, size=16)
    for block in document.texts:
        page.line(block.heading, bold=True)
        page.line(block.text)
    page.landscape()
    columns = [
        Column("Risk", lambda row: row.risk, "risk", 4.2),
        Column("Risknivå", lambda row: row.level or "", "risk", 1.6),
        Column("Kontrollmoment", lambda row: row.control, width=3.8),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.4),
        Column("Frekvens", lambda row: row.frequency, width=2.0),
        *(column for quarter in ("Kvartal 1", "Kvartal 2") for column in _quarter(quarter)),
        Column("Åtgärd", lambda row: row.action, width=2.8),
    ]
    for area, rows in by_area(document.rows):
        page.line(area[0], bold=True, size=12)
        page.table([header(columns), *body(rows, columns)], [column.width for column in columns], size=8)
        page.line("")
    return page.bytes()


def _quarter(quarter: str) -> list[Column]:
    return [
        Column(f"Utfall {quarter.lower()}", lambda row: row.results[f"{quarter} 2024"].outcome or "", width=1.7),
        Column(f"Kommentar {quarter.lower()}", lambda row: row.results[f"{quarter} 2024"].text, width=3.6),
    ]
