"""Region Västmark: a plan with no follow-up. The process merged down, "3x4=12", an asterisk for what is obligatory.

In front stand a framed head with a table inside a table and a list of revisions; the workbook begins with instructions.
"""

from datetime import date

from internkoll.rules.exchange import Document, Row

from ..excel import Book, Sheet
from ..grid import Cell, Column, body, header
from ..word import Page, lay_table

MARK = "* Obligatorisk risk för regionens samtliga nämnder."
INSTRUCTIONS = [
    "1. Fyll i bladet Plan 2025. Ett kontrollmoment per rad.",
    "2. Välj sannolikhet och konsekvens enligt bladet Skala.",
    "3. Ange ansvarig med befattning, inte med namn.",
    "4. Skicka planen till regionkansliet senast den 15 november.",
]


def _risk(row: Row) -> str:
    return f"{row.risk}*" if row.mandatory else row.risk


def word(document: Document) -> bytes:
    page = Page("Calibri", 10.5)
    page.running("Region Västmark\tInternkontrollplan", "Regionledningskontoret")
    _front(page, document)
    for block in document.texts:
        page.text(block)
    page.landscape()
    page.heading("Plan för regionstyrelsens kontroller 2025")
    columns = _columns(document)
    page.table([header(columns), *body(document.rows, columns)], [column.width for column in columns])
    page.line(MARK, italic=True, size=9)
    _signatures(page)
    return page.bytes()


def _front(page: Page, document: Document) -> None:
    frame = page.document.add_table(1, 2)
    left, right = frame.rows[0].cells
    left.paragraphs[0].add_run("Region Västmark").bold = True
    facts = [("Dokumenttyp", "Plan"), ("Datum", "2024-12-04"), ("Diarienummer", "RS 2024-0871"), ("Beslut", "§ 212")]
    lay_table(right.add_table(4, 2), [[Cell(a, look="label"), Cell(b)] for a, b in facts], [3, 4.5], head=0)
    right.add_paragraph()
    page.line("")
    page.line(document.title, bold=True, size=24)
    page.line("Regionstyrelsen", size=15)
    page.line("")
    page.line("Versionshantering", bold=True)
    versions = [
        ("0.1", "2024-10-21", "Utkast efter riskanalys", "Controller"),
        ("1.0", "2024-12-04", "Antagen", "Styrelsen"),
    ]
    top = [Cell(text, look="head") for text in ("Version", "Datum", "Ändring", "Ansvarig")]
    page.table([top, *(list(map(Cell, version)) for version in versions)], [2, 3, 7, 4])
    page.page_break()


def _columns(document: Document) -> list[Column]:
    return [
        Column("Process", lambda row: row.area[0], "area", 2.6),
        Column("Risk", _risk, "risk", 5.4),
        Column("Riskvärde (S x K)", lambda row: f"{row.likelihood}x{row.consequence}={row.score}", "risk", 2.0),
        Column("Kontrollaktivitet", lambda row: row.control, width=4.4),
        Column("Kontrollmetod", lambda row: row.method, width=5.2),
        Column("Kontroll-ansvarig", lambda row: row.responsible, "responsible", 2.6),
        Column("Tidpunkt", lambda row: row.frequency, width=2.0),
        Column("Rapporteras till", lambda _: "Regionstyrelsen", width=2.2),
    ]


def _signatures(page: Page) -> None:
    page.line("")
    page.line("Fastställd av regionstyrelsen")
    page.table([[Cell("Ort och datum"), Cell("Underskrift")], [Cell("\n"), Cell("\n")]], [7, 9], head=0)


def workbook(document: Document) -> bytes:
    book = Book()
    front = book.sheet("Instruktion")
    front.title("Så fyller du i internkontrollplanen")
    for instruction in INSTRUCTIONS:
        front.text(instruction)
    _plan(book.sheet("Plan 2025"), document)
    _scale(book.sheet("Skala"))
    lists = book.sheet("Listor")
    for choice in ("Månadsvis", "Kvartalsvis", "Tertialvis", "Halvårsvis", "Årligen"):
        lists.text(choice)
    lists.worksheet.hide()
    return book.bytes()


def _plan(sheet: Sheet, document: Document) -> None:
    sheet.title(document.title)
    sheet.pair("Nämnd:", "Regionstyrelsen, Region Västmark")
    sheet.pair("Datum:", date(2024, 12, 4))
    sheet.pair("Diarienummer:", "RS 2024-0871")
    for block in document.texts:
        sheet.block(block, 9)
    # The form's own names for its columns, in a line that nobody sees.
    for column, name in enumerate(
        ("process_id", "risk_txt", "sk", "rv", "ktrl_txt", "metod_txt", "ansv", "tid", "till")
    ):
        sheet.worksheet.write_string(sheet.line, column, name)
    sheet.worksheet.set_row(sheet.line, None, None, {"hidden": True})
    sheet.skip()
    columns = [
        Column("Process", lambda row: row.area[0], "area", 18),
        Column("Risk", _risk, "risk", 40),
        Column("S x K", lambda row: f"{row.likelihood} x {row.consequence}", "risk", 8),
        Column("Riskvärde", lambda row: Cell(value=row.score), "risk", 10),
        Column("Kontrollaktivitet", lambda row: row.control, width=32),
        Column("Kontrollmetod", lambda row: row.method, width=40),
        Column("Kontrollansvarig", lambda row: row.responsible, "responsible", 20),
        Column("Tidpunkt", _moment, width=13),
        Column("Rapporteras till", lambda _: "Regionstyrelsen", width=15),
    ]
    sheet.table([header(columns), *body(document.rows, columns, "blank")], [column.width for column in columns])
    sheet.text(MARK)


def _moment(row: Row) -> Cell:
    is_day = row.frequency[:1].isdigit()
    return Cell(row.frequency, value=date.fromisoformat(row.frequency) if is_day else None)


def _scale(sheet: Sheet) -> None:
    words = [
        ("Osannolik", "Försumbar"),
        ("Mindre sannolik", "Lindrig"),
        ("Möjlig", "Kännbar"),
        ("Sannolik", "Allvarlig"),
    ]
    top = [Cell(text, look="head") for text in ("Värde", "Sannolikhet", "Konsekvens")]
    sheet.table([top, *([Cell(value=i), Cell(s), Cell(k)] for i, (s, k) in enumerate(words, 1))], [8, 20, 20])
