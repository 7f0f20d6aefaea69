"""Lundby: a heading and a table for each area, numbers that Word sets, S, K and their product each in a column.

The workbook works out the product by a formula and holds the scale on a sheet of its own.
"""

from internkoll.rules.exchange import Document, Row

from ..excel import Book, Formula, Sheet
from ..grid import Cell, Column, Grid, body, by_area, header
from ..word import Laid, Page
from ..word_marks import number, numbering

LIKELIHOOD = ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"]
CONSEQUENCE = ["Försumbar", "Lindrig", "Kännbar", "Allvarlig"]
MEANING = [
    "Det är praktiskt taget uteslutet att det inträffar.",
    "Det är liten risk att det inträffar.",
    "Det kan inträffa under året.",
    "Det är mycket troligt att det inträffar under året.",
]


def _result(row: Row) -> str:
    return row.results["Helår 2024"].text


def _risk(row: Row) -> str:
    return f"Kommungemensam risk: {row.risk}" if row.mandatory else row.risk


def word(document: Document) -> bytes:
    page = Page("Arial", 10)
    page.running("Lundby kommun\tSocialnämnden", "SN 2024/00117")
    _front(page, document)
    for block in document.texts[:2]:
        page.text(block)
    _scales(page)
    page.landscape()
    page.heading("Uppföljning per område")
    numbered_by = numbering(page.document, "%1.")
    for area, rows in by_area(document.rows):
        page.heading(area[0], 2)
        _number(page.table(*_area_table(rows)), rows, numbered_by)
    page.portrait()
    page.text(document.texts[2])
    _signatures(page)
    return page.bytes()


def _front(page: Page, document: Document) -> None:
    page.line("Lundby kommun", bold=True, size=14)
    page.line("Socialförvaltningen", size=12)
    for _ in range(5):
        page.line("")
    page.line(document.title, bold=True, size=26)
    page.line("Socialnämnden", size=16)
    facts = [("Datum", "2025-02-11"), ("Diarienummer", "SN 2024/00117"), ("Handläggare", "Verksamhetscontroller")]
    page.table([[Cell(label, look="label"), Cell(text)] for label, text in facts], [4, 8], head=0, size=10)
    page.page_break()
    page.contents([("Inledning", 3), ("Sammanfattande bedömning", 3), ("Uppföljning per område", 5)])
    page.page_break()


def _scales(page: Page) -> None:
    page.heading("Så bedöms risker", 1)
    words = [[Cell(str(i)), Cell(word), Cell(MEANING[i - 1])] for i, word in enumerate(LIKELIHOOD, 1)]
    page.table([[Cell(text, look="head") for text in ("Poäng", "Sannolikhet", "Innebörd")], *words], [2, 4, 9])
    page.line("")
    page.table(_matrix(), [4, 3, 3, 3, 3])


def _matrix() -> Grid:
    top = [Cell("Konsekvens / Sannolikhet", look="head"), *(Cell(word, look="head") for word in LIKELIHOOD)]
    colours = {True: "F4B183", False: "C6E0B4"}
    return [
        top,
        *(
            [Cell(word, look="label"), *(Cell(str(k * s), fill=colours[k * s >= 9]) for s in range(1, 5))]
            for k, word in reversed(list(enumerate(CONSEQUENCE, 1)))
        ),
    ]


def _area_table(rows: list[Row]) -> tuple[Grid, list[float]]:
    columns = [
        Column("Nr", lambda _: "", "risk", 1.0),
        Column("Risk", _risk, "risk", 4.2),
        Column("S", lambda row: str(row.likelihood), "risk", 0.8),
        Column("K", lambda row: str(row.consequence), "risk", 0.8),
        Column("Risk-värde", lambda row: str(row.score), "risk", 1.2),
        Column("Kontrollmoment", lambda row: row.control, "control", 3.8),
        Column("Metod", lambda row: row.method, width=4.4),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.2),
        Column("Resultat av kontrollen", _result, width=5.2),
        Column("Åtgärd", lambda row: row.action, width=3.2),
    ]
    return [header(columns), *body(rows, columns)], [column.width for column in columns]


def _number(laid: Laid, rows: list[Row], numbered_by: int) -> None:
    above = None
    for line, row in enumerate(rows, 1):
        if above is None or above.risk_number != row.risk_number:
            number(laid.at(line, 0).paragraphs[0], numbered_by)
        above = row


def _signatures(page: Page) -> None:
    page.line("")
    roles = ("Förvaltningschef", "Controller")
    lines = [[Cell("Lundby den"), Cell("Lundby den")], [Cell("\n\n"), Cell("\n\n")], [Cell(role) for role in roles]]
    page.table(lines, [7, 7], head=0)


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Uppföljning 2024")
    sheet.title(f"{document.title}, {document.board}")
    sheet.text("Lundby kommun, dnr SN 2024/00117, 2025-02-11")
    sheet.skip()
    for block in document.texts:
        sheet.block(block, 12)
    sheet.skip()
    _plan(sheet, document)
    scale = book.sheet("Skala")
    top = [Cell(text, look="head") for text in ("Poäng", "Sannolikhet", "Konsekvens")]
    words = enumerate(zip(LIKELIHOOD, CONSEQUENCE, strict=True), 1)
    scale.table([top, *([Cell(value=points), Cell(s), Cell(k)] for points, (s, k) in words)], [10, 20, 20])
    return book.bytes()


def _plan(sheet: Sheet, document: Document) -> None:
    columns = [
        Column("Område", lambda row: row.area[0], "area", 16),
        Column("Nr", lambda row: Cell(value=int(row.risk_number)), "risk", 5),
        Column("Risk", _risk, "risk", 34),
        Column("Sannolikhet", lambda row: Cell(value=row.likelihood), "risk", 11),
        Column("Konsekvens", lambda row: Cell(value=row.consequence), "risk", 11),
        Column("Riskvärde", lambda _: Cell(value=Formula("=D{line}*E{line}")), "risk", 10),
        Column("Kontrollmoment", lambda row: row.control, "control", 30),
        Column("Metod", lambda row: row.method, width=34),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 18),
        Column("Resultat helår", _result, width=44),
        Column("Åtgärd", lambda row: row.action, width=28),
    ]
    sheet.table([header(columns), *body(document.rows, columns)], [column.width for column in columns])
