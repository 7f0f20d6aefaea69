"""Layouts of truths that have others too: workbooks as they are kept by those who like workbooks."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book, Formula
from ..grid import Cell, Column, Grid, body, by_area, group_line, header
from ..word import TRAFFIC_LIGHTS


def register(document: Document) -> bytes:
    """Strandby: empty columns between, how each risk is handled, and below the table how many controls there are."""
    book = Book()
    sheet = book.sheet("Riskregister 2024")
    sheet.title("Strandby Bostäder AB – uppföljning av intern kontroll 2024")
    for block in document.texts:
        sheet.block(block, 14)
    sheet.skip()
    gap = Column("", lambda _: "", width=2)
    columns = [
        Column("ID", lambda row: row.risk_number, width=5),
        Column("Riskområde", lambda row: row.area[0], width=14),
        Column("Risk", lambda row: row.risk, width=40),
        Column("Kommungemensam", lambda row: "x" if row.mandatory else "", width=16),
        gap,
        Column("S", lambda row: Cell(value=row.likelihood), width=4),
        Column("K", lambda row: Cell(value=row.consequence), width=4),
        Column("Riskvärde", lambda row: Cell(value=Formula("=F{line}*G{line}", row.score or 0)), width=10),
        Column("Riskhantering", lambda _: "Kontroll", width=14),
        gap,
        Column("Kontrollmoment", lambda row: row.control, width=32),
        Column("Kontrollmetod", lambda row: row.method, width=34),
        Column("Ansvarig", lambda row: row.responsible, width=20),
        Column("Frekvens", lambda row: row.frequency, width=12),
        gap,
        Column("Resultat", lambda row: row.results["2024"].outcome or "", width=12),
        Column("Kommentar till resultat", lambda row: row.results["2024"].text, width=40),
        Column("Åtgärd", lambda row: row.action, width=30),
    ]
    sheet.table([header(columns), *body(document.rows, columns)], [column.width for column in columns])
    sheet.pair("Antal kontroller", str(len(document.rows)))
    return book.bytes()


def marks_in_cell(document: Document) -> bytes:
    """Region Fjällbro: the periods as marks in a cell, the process merged down, the goal as a line across."""
    book = Book()
    sheet = book.sheet("VB")
    sheet.title(document.title)
    sheet.text("Region Fjällbro, hälso- och sjukvårdsnämnden")
    sheet.skip()
    columns = [
        Column("Process", lambda row: row.area[1], "area", 20),
        Column("Arbetssätt", lambda row: row.working_method, "working_method", 34),
        Column("Systematisk kontroll", lambda row: row.systematic_control, width=34),
        Column("Kontrollaktivitet", lambda row: row.control, width=34),
        Column("Ansvarig", lambda row: row.responsible, width=20),
        Column("Resultat", _marked, width=60),
    ]
    grid: Grid = [header(columns)]
    for goal, rows in by_area(document.rows, 1):
        grid += [group_line(f"Mål: {goal[0]}", len(columns)), *body(rows, columns)]
    sheet.table(grid, [column.width for column in columns])
    texts = book.sheet("Analys")
    for block in document.texts:
        texts.block(block, 8)
    return book.bytes()


def _marked(row: Row) -> str:
    return "\n".join(f"{period.split()[0]}:\n{result.text}" for period, result in row.results.items())


def stored_formulas(document: Document) -> bytes:
    """Lundby: the value worked out by a formula whose value is stored; columns grouped by who fills them in."""
    book = Book()
    sheet = book.sheet("IKP")
    sheet.title(document.title)
    sheet.text("Socialnämnden i Lundby kommun, dnr SN 2024/00117")
    for block in document.texts:
        sheet.block(block, 11)
    columns = [
        Column("Nr", lambda row: Cell(value=int(row.risk_number)), "risk", 5),
        Column("Riskområde", lambda row: row.area[0], "area", 16),
        Column("Riskbeskrivning", lambda row: row.risk, "risk", 36),
        Column("Obligatorisk", lambda row: "Ja" if row.mandatory else "", "risk", 12),
        Column("Sannolikhet (1–4)", lambda row: Cell(value=row.likelihood), "risk", 12),
        Column("Konsekvens (1–4)", lambda row: Cell(value=row.consequence), "risk", 12),
        Column("Risktal (S*K)", lambda row: Cell(value=Formula("=E{line}*F{line}", row.score or 0)), "risk", 9),
        Column("Kontrollmoment", lambda row: row.control, "control", 32),
        Column("Metod", lambda row: row.method, width=36),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 18),
        Column("Resultat", lambda row: row.results["Helår 2024"].text, width=46),
        Column("Åtgärd", lambda row: row.action, width=30),
    ]
    sheet.table([header(columns), *body(document.rows, columns, "blank")], [column.width for column in columns])
    return book.bytes()


def tables_below_each_other(document: Document) -> bytes:
    """Högsta: the areas' tables one below the other on the same sheet, each with a title and a header."""
    book = Book()
    sheet = book.sheet("Kv 2")
    sheet.title(document.title)
    sheet.text("Äldrenämnden, Högsta kommun, ÄN 2024/46")
    for block in document.texts:
        sheet.block(block, 9)
    columns = [
        Column("Risk", lambda row: row.risk, "risk", 36),
        Column("Risknivå", lambda row: row.level or "", "risk", 10),
        Column("Kontrollmoment", lambda row: row.control, width=32),
        Column("Ansvarig", lambda row: row.responsible, width=20),
        Column("Frekvens", lambda row: row.frequency, width=14),
        *(column for quarter in ("Kvartal 1", "Kvartal 2") for column in _quarter(quarter)),
        Column("Åtgärd", lambda row: row.action, width=28),
    ]
    for area, rows in by_area(document.rows):
        sheet.skip()
        sheet.text(f"Område: {area[0]}", bold=True)
        sheet.table([header(columns), *body(rows, columns)], [column.width for column in columns])
    return book.bytes()


def _quarter(quarter: str) -> list[Column]:
    def light(row: Row) -> Cell:
        outcome = row.results[f"{quarter} 2024"].outcome or ""
        return Cell(outcome, fill=TRAFFIC_LIGHTS[outcome])

    return [
        Column(f"Bedömning {quarter.lower()} 2024", light, width=12),
        Column(f"Kommentar {quarter.lower()} 2024", lambda row: row.results[f"{quarter} 2024"].text, width=34),
    ]


def area_lines(document: Document) -> bytes:
    """Norrfors: an area is a shaded line with its name in the first cell, which is merged with nothing."""
    book = Book()
    sheet = book.sheet("IK 2023")
    sheet.title(document.title)
    sheet.text("Barn- och utbildningsnämnden, Norrfors kommun, BUN 2023/88")
    for block in document.texts:
        sheet.block(block, 10)
    sheet.skip()
    columns = [
        Column("Risk", lambda row: row.risk, "risk", 36),
        Column("Sannolikhet", lambda row: row.likelihood, "risk", 16),
        Column("Konsekvens", lambda row: row.consequence, "risk", 14),
        Column("Risktal", lambda row: Cell(value=row.score), "risk", 9),
        Column("Kontrollmoment", lambda row: row.control, width=30),
        Column("Metod", lambda row: row.method, width=36),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 20),
        *(_followed_up(period) for period in ("T1", "T2", "Helår")),
    ]
    grid: Grid = [header(columns)]
    for area, rows in by_area(document.rows):
        shaded = [Cell(area[0], look="group"), *[Cell(look="group")] * (len(columns) - 1)]
        grid += [shaded, *body(rows, columns)]
    sheet.table(grid, [column.width for column in columns])
    return book.bytes()


def _followed_up(period: str) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{period} 2023")
        return result.text if result else ""

    return Column(f"Uppföljning {period}", content, width=40)


def guided(document: Document) -> bytes:
    """Region Västmark: each heading says below its name what is to be filled in."""
    book = Book()
    sheet = book.sheet("Internkontrollplan")
    sheet.title("Internkontrollplan 2025 Regionstyrelsen")
    sheet.text("Dnr RS 2024-0871")
    for block in document.texts:
        sheet.block(block, 9)
    sheet.skip()
    columns = [
        Column("Process\n(vilken del av verksamheten?)", lambda row: row.area[0], "area", 20),
        Column("Risk\n(vad kan gå fel och vad blir följden?)", _starred, "risk", 40),
        Column("Sannolikhet\n(1–4)", lambda row: Cell(value=row.likelihood), "risk", 12),
        Column("Konsekvens\n(1–4)", lambda row: Cell(value=row.consequence), "risk", 12),
        Column("Riskvärde\n(sannolikhet x konsekvens)", lambda row: Cell(value=row.score), "risk", 16),
        Column("Kontrollmoment\n(vad ska kontrolleras?)", lambda row: row.control, width=34),
        Column("Kontrollmetod\n(hur görs kontrollen?)", lambda row: row.method, width=40),
        Column("Ansvarig\n(vem utför kontrollen?)", lambda row: row.responsible, "responsible", 22),
        Column("Frekvens\n(när eller hur ofta?)", lambda row: row.frequency, width=18),
    ]
    sheet.table([header(columns), *body(document.rows, columns)], [column.width for column in columns])
    sheet.text("* Obligatorisk risk för regionens samtliga nämnder.")
    return book.bytes()


def _starred(row: Row) -> str:
    return f"{row.risk}*" if row.mandatory else row.risk
