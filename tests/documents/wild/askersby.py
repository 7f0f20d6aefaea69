"""Askersby, environment board: a plan over the year with a cross under each month, and no other column of times."""

from tests.imports.build import LEFT, UP, heading, paragraph, table

from .written import Written, truth

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"]


def _crossed(*months):
    return ["x" if month in months else "" for month in _MONTHS]


_TEXT = (
    "Planen visar vilka kontroller som miljönämnden har beslutat om för året och när på året de ska göras. "
    "Avvikelser rapporteras vid nästa sammanträde, och allt sammanställs i årsberättelsen."
)
BLOCKS = [
    heading("Årsplan för intern kontroll 2025", 1),
    paragraph("Miljönämnden, Askersby kommun, MN 2024.611"),
    paragraph(_TEXT),
    table(
        ["Process", "Risk", "R-värde", "Vad kontrolleras", "Metod", "Ansvar", "Tidpunkt", *[LEFT] * 11],
        [UP, UP, UP, UP, UP, UP, *_MONTHS],
        ["Tillsyn", "Planerad tillsyn blir inte av", 9, "Antal besök mot plan", "Uttag ur ärendesystemet",
         "Avdelningschef", *_crossed("Apr", "Aug", "Dec")],
        ["", "Objekt saknas i registret", 6, "Registrets fullständighet", "Jämförelse med bolagsregister",
         "Inspektör", *_crossed("Maj")],
        ["Taxor", "Fel taxa tas ut", 12, "Debitering", "Stickprov på 30 beslut", "Controller",
         *_crossed("Mar", "Sep")],
        ["", "Avgifter överklagas på grund av brister", 4, "Överklagade beslut", "Genomgång av domar", "Jurist",
         *_crossed("Nov")],
        ["Livsmedel", "Kontroller görs olika", 8, "Samsyn", "Två inspektörer bedömer samma objekt", "Samordnare",
         *_crossed("Feb", "Okt")],
    ),
]  # fmt: skip

TRUTH = truth(
    [
        {"area": ["Tillsyn"], "risk": "Planerad tillsyn blir inte av", "score": 9, "control": "Antal besök mot plan",
         "method": "Uttag ur ärendesystemet", "responsible": "Avdelningschef", "frequency": "Apr, Aug, Dec"},
        {"area": ["Tillsyn"], "risk": "Objekt saknas i registret", "score": 6, "control": "Registrets fullständighet",
         "method": "Jämförelse med bolagsregister", "responsible": "Inspektör", "frequency": "Maj"},
        {"area": ["Taxor"], "risk": "Fel taxa tas ut", "score": 12, "control": "Debitering",
         "method": "Stickprov på 30 beslut", "responsible": "Controller", "frequency": "Mar, Sep"},
        {"area": ["Taxor"], "risk": "Avgifter överklagas på grund av brister", "score": 4,
         "control": "Överklagade beslut", "method": "Genomgång av domar", "responsible": "Jurist", "frequency": "Nov"},
        {"area": ["Livsmedel"], "risk": "Kontroller görs olika", "score": 8, "control": "Samsyn",
         "method": "Två inspektörer bedömer samma objekt", "responsible": "Samordnare", "frequency": "Feb, Okt"},
    ],
    [("", _TEXT)],
    board="Miljönämnden", municipality="Askersby kommun", year=2025, reference="MN 2024.611",
)  # fmt: skip

DOCUMENT = Written("askersby-miljonamnden-2025", BLOCKS, TRUTH)
