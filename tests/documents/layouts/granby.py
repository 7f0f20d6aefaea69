"""Granby: a status word beside the comment for each period, "Hög (12)", lists that Word numbers in a cell, a footnote.

What is common to the municipality has a column of its own.
"""

import re

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Cell, Column, Grid, body, two_level_header
from ..word import Laid, Page
from ..word_marks import footnote, number, numbering

PERIODS = ("Delår", "Helår")
NUMBERED = re.compile(r"\d+\. ")
SINGLE = ("Område", "Nr", "Risk", "Risknivå", "Kommun-gemensam", "Kontrollmoment", "Ansvarig", "Frekvens")


def _status(period: str, width: float) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{period} 2023")
        return (result.status or "") if result else ""

    return Column("Status", content, width=width)


def _comment(period: str, width: float) -> Column:
    def content(row: Row) -> str:
        result = row.results.get(f"{period} 2023")
        return result.text if result else ""

    return Column("Kommentar", content, width=width)


def _columns(common: str) -> list[Column]:
    return [
        Column("Område", lambda row: row.area[0], "area", 2.2),
        Column("Nr", lambda row: row.risk_number, "risk", 1.0),
        Column("Risk", lambda row: row.risk, "risk", 3.6),
        Column("Risknivå", lambda row: f"{row.level} ({row.score})", "risk", 1.8),
        Column("Kommun-gemensam", lambda row: common if row.mandatory else "", "risk", 1.6),
        Column("Kontrollmoment", lambda row: row.control, width=4.4),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 1.9),
        Column("Frekvens", lambda row: row.frequency, width=1.7),
        *(column for period in PERIODS for column in (_status(period, 1.7), _comment(period, 2.9))),
    ]


def _header() -> Grid:
    return two_level_header(
        [*((heading, []) for heading in SINGLE), *((period, ["Status", "Kommentar"]) for period in PERIODS)]
    )


def word(document: Document) -> bytes:
    page = Page("Calibri", 11)
    page.running("Granby kommun\tKommunledningsförvaltningen", "Dnr KS 2022/301")
    page.line("Kommunstyrelsen", bold=True, size=14)
    page.line("2024-02-28\tDnr KS 2022/301")
    page.heading(document.title, 1)
    page.text(document.texts[0], 2)
    note = "Planen beslutades av kommunstyrelsen den 6 december 2022, § 231."
    footnote(page.document, page.document.paragraphs[-1], note)
    page.heading("Samlad bedömning", 2)
    page.line("● Tillräcklig", bold=True)
    for paragraph in document.texts[1].text.split("\n"):
        page.line(paragraph)
    page.landscape()
    columns = _columns("Ja")
    widths = [column.width for column in columns]
    laid = page.table([*_header(), *body(document.rows, columns)], widths, head=2, size=8)
    _number_lists(page, laid, document)
    return page.bytes()


def _number_lists(page: Page, laid: Laid, document: Document) -> None:
    for line, row in enumerate(document.rows, 2):
        if NUMBERED.match(row.control):
            numbered_by = numbering(page.document, "%1.")
            for paragraph in laid.at(line, 5).paragraphs:
                paragraph.runs[0].text = NUMBERED.sub("", paragraph.text, count=1)
                number(paragraph, numbered_by)


def workbook(document: Document) -> bytes:
    book = Book()
    summary = book.sheet("Sammanfattning")
    summary.title(f"{document.title}, kommunstyrelsen i Granby kommun")
    summary.text("Dnr KS 2022/301, 2024-02-28")
    for block in document.texts:
        summary.block(block, 9)
    sheet = book.sheet("Kontroller")
    columns = [*_columns("X")]
    columns[3:4] = [
        Column("Riskpoäng", lambda row: Cell(value=row.score), "risk", 1.5),
        Column("Risknivå", lambda row: row.level or "", "risk", 1.5),
    ]
    single = (*SINGLE[:3], "Riskpoäng", *SINGLE[3:])
    top = two_level_header(
        [*((heading, []) for heading in single), *((f"{period} 2023", ["Status", "Kommentar"]) for period in PERIODS)]
    )
    sheet.table([*top, *body(document.rows, columns, "blank")], [8 * column.width for column in columns])
    sheet.worksheet.freeze_panes(2, 3)
    return book.bytes()
