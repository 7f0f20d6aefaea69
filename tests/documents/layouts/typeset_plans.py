"""Plans as PDF, as programs make them: ruled, tagged, with level lines only, with none, over small pages."""

from internkoll.rules.exchange import Document, Row

from ..grid import Cell, Column, body, by_area, group_line, header
from ..typeset import Lines, Sheet


def ruled(document: Document) -> bytes:
    return _laid_out(document)


def tagged(document: Document) -> bytes:
    return _laid_out(document, tags=True, lines="none")


def level_lines(document: Document) -> bytes:
    return _laid_out(document, lines="level")


def no_lines(document: Document) -> bytes:
    return _laid_out(document, lines="none")


def small_pages(document: Document) -> bytes:
    return _laid_out(document, height=11)


def small_tagged_pages(document: Document) -> bytes:
    return _laid_out(document, height=11, tags=True)


def _laid_out(document: Document, *, lines: Lines = "all", tags: bool = False, height: float = 21) -> bytes:
    sheet = Sheet(document.title, document.board, height=height, lines=lines, tags=tags)
    sheet.heading(document.title)
    for block in document.texts:
        if block.heading:
            sheet.heading(block.heading, 2)
        sheet.text(block.text)
    sheet.heading("Planen", 2)
    columns = [column for column in _columns(document) if any(column.cell(row).text for row in document.rows)]
    grid = [header(columns)]
    for area, rows in by_area(document.rows):
        grid += [group_line(" / ".join(area), len(columns))] if area else []
        grid += body(rows, columns)
    sheet.table(grid, [column.width for column in columns])
    return sheet.bytes()


def _columns(document: Document) -> list[Column]:
    return [
        Column("Nr", lambda row: row.risk_number, "risk", 1),
        Column("Risk", lambda row: f"Obligatorisk: {row.risk}" if row.mandatory else row.risk, "risk", 4),
        Column("Sannolikhet", lambda row: str(row.likelihood or ""), "risk", 2.2),
        Column("Konsekvens", lambda row: str(row.consequence or ""), "risk", 2.2),
        Column("Riskvärde", lambda row: str(row.score or ""), "risk", 1.9),
        Column("Risknivå", lambda row: str(row.level or ""), "risk", 1.8),
        Column("Kontrollmoment", lambda row: row.control, "control", 4),
        Column("Metod", lambda row: row.method, width=4),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.6),
        Column("Frekvens", lambda row: row.frequency, width=2),
        *(column for period in document.periods for column in _results(period)),
        Column("Åtgärd", lambda row: row.action, width=3),
    ]


def _results(period: str) -> list[Column]:
    def outcome(row: Row) -> str | Cell:
        result = row.results.get(period)
        return ((result.outcome or result.status or "") if result else "").capitalize()

    def told(row: Row) -> str:
        result = row.results.get(period)
        return result.text if result else ""

    return [Column(f"Bedömning {period}", outcome, width=2.4), Column(f"Resultat {period}", told, width=4)]
