"""Layouts of truths that have others too, where each risk or each value has a heading and a table of its own."""

from internkoll.rules.exchange import Document, Row

from ..grid import Column, body, by_area, by_risk, header
from ..word import Page


def risk_headings(document: Document) -> bytes:
    """Lundby: area and risk as headings, the value in a line of text, then a table of the risk's controls."""
    page = Page("Calibri", 10.5)
    page.running("Lundby kommun", "SN 2024/00117")
    page.heading(document.title, 0)
    page.line("Socialnämnden, 2025-02-11, dnr SN 2024/00117")
    for block in document.texts[:2]:
        page.text(block)
    for area, rows in by_area(document.rows):
        page.heading(area[0], 1)
        for risk in by_risk(rows):
            _risk(page, risk)
    page.text(document.texts[2])
    return page.bytes()


def _risk(page: Page, rows: list[Row]) -> None:
    row = rows[0]
    kind = "Kommungemensam risk" if row.mandatory else "Risk"
    page.heading(f"{kind} {row.risk_number}: {row.risk}", 2)
    page.line(f"Riskvärde: {row.score} (sannolikhet {row.likelihood}, konsekvens {row.consequence})")
    columns = [
        Column("Kontrollmoment", lambda row: row.control, "control", 3.6),
        Column("Metod", lambda row: row.method, width=3.8),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.2),
        Column("Resultat", lambda row: row.results["Helår 2024"].text, width=4.2),
        Column("Åtgärd", lambda row: row.action, width=2.4),
    ]
    page.table([header(columns), *body(rows, columns)], [column.width for column in columns])


def value_headings(document: Document) -> bytes:
    """Sjöåker: a heading and a table for each value, which is no area."""
    page = Page("Arial", 10)
    page.line("Sjöåkers kommun, kultur- och fritidsnämnden", bold=True)
    page.line("2024-11-20\tKFN 2024-211")
    page.heading(document.title, 1)
    for block in document.texts:
        page.text(block, 2)
    columns = [
        Column("Risk", _marked_risk, "risk", 3.6),
        Column("Kontroll", lambda row: row.control, "control", 3.6),
        Column("Hur kontrollen görs", lambda row: row.method, width=4.4),
        Column("Ansvarig", lambda row: row.responsible, "responsible", 2.2),
        Column("Hur ofta", lambda row: row.frequency, width=2.3),
    ]
    points = dict.fromkeys((row.score, row.likelihood, row.consequence) for row in document.rows)
    for each in points:
        rows = [row for row in document.rows if (row.score, row.likelihood, row.consequence) == each]
        page.heading(f"Riskvärde {each[0]} (sannolikhet: {each[1]}, konsekvens: {each[2]})", 3)
        page.table([header(columns), *body(rows, columns)], [column.width for column in columns])
    return page.bytes()


def _marked_risk(row: Row) -> str:
    return f"{row.risk} (Kommungemensam)" if row.mandatory else row.risk
