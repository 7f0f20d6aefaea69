"""Mälarnäs: no controls, only risks estimated anew each tertial, with the year's value as "● Hög (12)"."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Column, body, header, two_level_header
from ..word import Page

TERTIALS = ("Tertial 1", "Tertial 2")


def _level(tertial: str, heading: str, mark: str, width: float) -> Column:
    return Column(heading, lambda row: mark + (row.risk_assessments[f"{tertial} 2024"].level or ""), width=width)


def _analysis(tertial: str, heading: str, width: float) -> Column:
    return Column(heading, lambda row: row.risk_assessments[f"{tertial} 2024"].text, width=width)


def _year(row: Row) -> str:
    return f"● {row.level} ({row.score})"


def word(document: Document) -> bytes:
    page = Page("Calibri", 11)
    page.running("Mälarnäs kommun\tUtbildningskontoret", "GVN/2024:77")
    page.line("Gymnasie- och vuxenutbildningsnämnden", bold=True)
    page.line("2024-09-24")
    page.heading(document.title, 1)
    page.text(document.texts[0], 2)
    page.landscape()
    page.heading("Nämndens risker", 2)
    columns = [
        Column("Risk", lambda row: row.risk, width=5.6),
        Column("Risknivå vid årets början", _year, width=2.6),
        *(
            column
            for tertial in TERTIALS
            for column in (_level(tertial, "Risknivå", "● ", 2.0), _analysis(tertial, "Analys", 6.8))
        ),
    ]
    tertials = [(tertial, ["Risknivå", "Analys"]) for tertial in TERTIALS]
    top = two_level_header([("Risk", []), ("Risknivå vid årets början", []), *tertials])
    page.table([*top, *body(document.rows, columns)], [column.width for column in columns], head=2)
    page.portrait()
    page.text(document.texts[1], 2)
    return page.bytes()


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("Risker 2024")
    sheet.title(document.title)
    sheet.pair("Nämnd:", "Gymnasie- och vuxenutbildningsnämnden")
    sheet.pair("Kommun:", "Mälarnäs kommun")
    for block in document.texts:
        sheet.block(block, 6)
    sheet.skip()
    columns = [
        Column("Risk", lambda row: row.risk, width=44),
        Column("Risknivå vid årets början", lambda row: f"{row.level} ({row.score})", width=16),
    ]
    for tertial in TERTIALS:
        columns += [
            _level(tertial, f"Risknivå {tertial.lower()}", "", 14),
            _analysis(tertial, f"Analys {tertial.lower()}", 48),
        ]
    sheet.table([header(columns), *body(document.rows, columns)], [column.width for column in columns])
    return book.bytes()
