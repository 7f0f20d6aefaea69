"""Sjöåker: values in lines across the table ("Riskpoäng 16 ..."), several methods a control, fields, tracked edits."""

from internkoll.rules.exchange import Document, Row

from ..excel import Book
from ..grid import Column, Grid, body, group_line, header
from ..word import Laid, Page
from ..word_marks import in_content_control, mark_changed, mark_row_inserted


def _risk(row: Row) -> str:
    return f"Kommungemensam risk:\n{row.risk}" if row.mandatory else row.risk


def _points(row: Row) -> str:
    return f"Riskpoäng {row.score}: {row.likelihood} risk, {row.consequence} konsekvens"


def _grid(document: Document, columns: list[Column], *, merged: bool) -> Grid:
    grid: Grid = [header(columns)]
    points = list(dict.fromkeys(map(_points, document.rows)))
    for text in points:
        rows = [row for row in document.rows if _points(row) == text]
        grid += [group_line(text, len(columns)), *body(rows, columns, "merged" if merged else "blank")]
    return grid


def word(document: Document) -> bytes:
    page = Page("Calibri", 10.5)
    page.running("Sjöåkers kommun\tKultur- och fritidsnämnden", "KFN 2024-211")
    page.line("Sjöåkers kommun", bold=True, size=14)
    page.line("Kultur- och fritidsnämnden")
    page.line("Dokumentdatum 2024-11-20, diarienummer KFN 2024-211")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    page.heading("3 Kontrollplan", 2)
    columns = _columns([3.4, 3.6, 4.4, 2.4, 2.3])
    laid = page.table(_grid(document, columns, merged=True), [column.width for column in columns], size=8)
    _mark(laid)
    return page.bytes()


def _mark(laid: Laid) -> None:
    """The form's fields, and the changes that the committee's working group left in it."""
    _change(laid, "Tio föreningar", "Fem föreningar", "Tio föreningar")
    _change(laid, "Dagskassor under två slumpvis valda veckor", "en vecka i juni", "två slumpvis valda veckor")
    in_content_control(laid.at(5, 2).paragraphs[0]._p, "Metod")
    in_content_control(laid.at(2, 3)._tc, "Frekvens")
    rows = laid.table._tbl.tr_lst
    mark_row_inserted(rows[-3])
    in_content_control(rows[3], "Kontroll")


def _change(laid: Laid, where: str, old: str, new: str) -> None:
    cells = (cell for row in laid.table.rows for cell in row.cells)
    paragraph = next(p for cell in cells for p in cell.paragraphs if where in p.text)
    mark_changed(paragraph, new, old)


def _columns(widths: list[float]) -> list[Column]:
    return [
        Column("Riskbeskrivning", _risk, "risk", widths[0]),
        Column("Kontrollmoment", lambda row: row.control, "control", widths[1]),
        Column("Kontrollmetod", lambda row: row.method, width=widths[2]),
        Column("Frekvens", lambda row: row.frequency, width=widths[3]),
        Column("Ansvarig", lambda row: row.responsible, "responsible", widths[4]),
    ]


def workbook(document: Document) -> bytes:
    book = Book()
    sheet = book.sheet("IK-plan")
    sheet.title("Plan för intern kontroll 2025")
    sheet.text("Kultur- och fritidsnämnden, Sjöåkers kommun")
    sheet.text("KFN 2024-211")
    sheet.skip()
    columns = [
        Column("Riskbeskrivning", _risk, "risk", 40),
        Column("Kontrollmoment", lambda row: row.control, "control", 36),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 22),
        Column("Kontrollmetod", lambda row: row.method, width=50),
        Column("Frekvens", lambda row: row.frequency, width=22),
    ]
    sheet.table(_grid(document, columns, merged=False), [column.width for column in columns])
    sheet.skip(2)
    for block in document.texts:
        sheet.block(block, 5)
    return book.bytes()
