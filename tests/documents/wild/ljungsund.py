"""Ljungsund, culture board: risk and control in the same cell, the risk in a colour for each half-year."""

from tests.imports.build import LEFT, UP, across, heading, paragraph, table

from .written import Written, anew, truth

_TEXT = (
    "Nämnden får två gånger per år en uppdaterad bild av riskerna. Färgen visar förvaltningens samlade bedömning av "
    "risken vid tillfället, där grönt betyder att den hanteras och rött att nya åtgärder behövs."
)

BLOCKS = [
    heading("Nämndens internkontrollplan med uppföljning per halvår, 2023", 1),
    paragraph("Kulturnämnden i Ljungsunds kommun"),
    paragraph(_TEXT),
    table(
        ["Risk och kontroll", "Riskvärde", "Halvår 1", LEFT, "Halvår 2", LEFT],
        [UP, UP, "Risknivå", "Kommentar", "Risknivå", "Kommentar"],
        across("Bibliotek", 6),
        ["Risk: Meröppna bibliotek missköts\nKontroll: Månadsvis genomgång av incidenter", 9, "Gul",
         "Fler incidenter än i fjol.", "Grön", "Kameror är uppsatta."],
        ["Risk: Medier försvinner\nKontroll: Inventering av en avdelning i taget", 4, "Grön", "Fyra procent saknas.",
         "Grön", "Oförändrat."],
        across("Kulturskola", 6),
        ["Risk: Elever köar för länge\nKontroll: Kölista per instrument", 12, "Röd", "Två års kö till piano.", "Gul",
         "En lärare har anställts."],
        across("Bidrag", 6),
        ["Risk: Bidrag går till föreningar som inte har rätt till dem\nKontroll: Stickprov av stadgar och årsmöten", 6,
         "Grön", "Inga brister.", "Grön", "En förening har återbetalat."],
    ),
]  # fmt: skip


def _row(area, risk, control, score, first, first_text, second, second_text):
    return {
        "area": [area], "risk": risk, "control": control, "score": score,
        "risk_assessments": {
            "Halvår 1 2023": anew(first, first_text), "Halvår 2 2023": anew(second, second_text),
        },
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Bibliotek", "Meröppna bibliotek missköts", "Månadsvis genomgång av incidenter", 9, "Gul",
             "Fler incidenter än i fjol.", "Grön", "Kameror är uppsatta."),
        _row("Bibliotek", "Medier försvinner", "Inventering av en avdelning i taget", 4, "Grön",
             "Fyra procent saknas.", "Grön", "Oförändrat."),
        _row("Kulturskola", "Elever köar för länge", "Kölista per instrument", 12, "Röd", "Två års kö till piano.",
             "Gul", "En lärare har anställts."),
        _row("Bidrag", "Bidrag går till föreningar som inte har rätt till dem",
             "Stickprov av stadgar och årsmöten", 6, "Grön", "Inga brister.", "Grön", "En förening har återbetalat."),
    ],
    [("", _TEXT)],
    board="Kulturnämnden", municipality="Ljungsunds kommun", year=2023,
)  # fmt: skip

DOCUMENT = Written("ljungsund-kulturnamnden-2023", BLOCKS, TRUTH)
