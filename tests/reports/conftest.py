"""What the tests of reports are made of: a Method of no municipality in particular, rows, and a report of them."""

from collections.abc import Callable
from typing import Any

import pytest

from internkoll.reports.contents import ReportContents, contents_of
from internkoll.reports.layouts import LAYOUTS
from internkoll.rules.exchange import Document
from internkoll.rules.method import Method, load_method

METHOD = load_method(
    {
        "name": "Ekstads metod",
        "layout": "allman",
        "levels": [
            {"word": "Låg", "tone": "good"},
            {"word": "Medel", "tone": "warning"},
            {"word": "Hög", "tone": "danger"},
        ],
        "result_classes": [
            {"word": "Utan anmärkning", "tone": "good"},
            {"word": "Mindre anmärkning", "tone": "warning", "remark": True},
        ],
        "statuses": [{"word": "Pågående", "meaning": "ongoing"}],
        "assessments": [{"word": "Tillräcklig", "tone": "good"}],
        "rounds": [
            {"mark": mark, "name": f"Tertial {i}", "opens": [4 * i, 1], "due": [4 * i, 20]}
            for i, mark in enumerate(("T1", "T2", "T3"), start=1)
        ],
        "fields": ["risk", "control", "result"],
    }
)

# Every field is filled, each with words of its own.
FULL_ROW: dict[str, Any] = {
    "area": ["Socialtjänst", "Utbetalning"],
    "risk_number": "7 b",
    "risk": "Felaktigt utbetalt bistånd",
    "mandatory": True,
    "score": 12,
    "level": "Hög",
    "likelihood": "möjlig",
    "consequence": 4,
    "working_method": "Inledande kontroll vid nyansökan",
    "systematic_control": "Tio ärenden gås igenom varje månad",
    "control": "Genomgång av fattade beslut",
    "method": "Stickprov, 25 av 311",
    "responsible": "Avdelningschef",
    "frequency": "Varje tertial",
    "results": {
        "T1 2024": {"class": "Utan anmärkning", "text": "Allt var i ordning."},
        "T2 2024": {"class": "Mindre anmärkning", "status": "Pågående", "text": "Tre ärenden saknade underlag."},
    },
    "risk_assessments": {
        "T1 2024": {"level": "Medel", "text": "Risken bedömdes oförändrad."},
        "T2 2024": {"level": "Hög", "text": "Risken har ökat i sommar."},
    },
    "action": "Rutinen ses över i november",
}

HEAD: dict[str, Any] = {
    "title": "Uppföljning av intern kontroll",
    "municipality": "Ekstads kommun",
    "board": "Socialnämnden",
    "administration": "Socialförvaltningen",
    "year": 2024,
    "period": "T2 2024",
    "date": "2024-09-20",
    "reference": "SN 2024/118",
    "overall": "Tillräcklig",
    "texts": [{"heading": "Sammanfattning", "text": "Läget är gott.\n• kontroll 3\n• kontroll 9"}],
}


@pytest.fixture
def method() -> Method:
    return METHOD


@pytest.fixture
def full_row() -> dict[str, Any]:
    return FULL_ROW


@pytest.fixture
def report() -> Callable[..., ReportContents]:
    """Makes the contents of a report: its rows, its layout's name, its Method, its period, and parts of its head."""

    def make(
        *rows: dict[str, Any], layout: str = "allman", method: Method = METHOD, at: str | None = None, **head: Any
    ) -> ReportContents:
        document = Document.model_validate({**HEAD, **head, "rows": rows})
        return contents_of(document, method, period=at, layout=LAYOUTS[layout])

    return make


@pytest.fixture
def full_report(report: Callable[..., ReportContents]) -> ReportContents:
    """Two areas, a risk with two controls of which one has two checks, and a risk with nothing but its name."""
    more = {**FULL_ROW, "method": "Samtal med handläggare", "continues": True}
    other = {**FULL_ROW, "control": "Genomgång av delegation", "results": {}}
    return report(FULL_ROW, more, other, {"area": ["Personal"], "risk": "Brist på personal", "risk_number": "8"})
