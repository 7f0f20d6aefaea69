"""Björnviken, social board: a table for each area, "1-4" in the heading, crosses under Ja, Delvis and Nej."""

from tests.imports.build import LEFT, UP, heading, paragraph, table

from .written import Written, said, truth

_P = "T2 2024"
_HEAD = [
    ["Risk", "Sannolikhet 1-4", "Konsekvens 1-4", "Värde", "Kontrollåtgärd", "Ansvarig funktion",
     "Fungerar kontrollen?",
     LEFT, LEFT, "Kommentar"],
    [UP, UP, UP, UP, UP, UP, "Ja", "Delvis", "Nej", UP],
]  # fmt: skip
_TEXT = (
    "Socialnämnden får här uppföljningen efter årets andra tertial. De kontroller som ännu inte visar att risken "
    "hanteras tas upp igen vid årets slut tillsammans med de åtgärder som förvaltningen föreslår."
)

BLOCKS = [
    heading("Intern kontroll – uppföljning tertial 2 2024", 1),
    paragraph("Socialnämnden i Björnvikens kommun"),
    paragraph(_TEXT),
    heading("Myndighetsutövning", 2),
    table(
        *_HEAD,
        ["Utredningar av barn drar ut på tiden", 3, 4, 12, "Lista över utredningar äldre än fyra månader",
         "Enhetschef barn", "", "X", "", "Listan finns men gås inte igenom varje vecka."],
        ["Beslut fattas utan delegation", 2, 3, 6, "Stickprov av beslut", "Jurist", "X", "", "",
         "25 beslut utan fel."],
        ["Biståndsbeslut verkställs inte", 3, 3, 9, "Rapport till tillsynsmyndigheten", "Enhetschef äldre", "X", "", "",
         "Tolv ej verkställda beslut, alla rapporterade."],
    ),
    heading("Hemtjänst", 2),
    table(
        *_HEAD,
        ["Trygghetslarm fungerar inte", 2, 4, 8, "Provlarm varje månad", "Larmgrupp", "", "", "X",
         "Provlarm har inte gjorts sedan mars."],
        ["Nycklar kommer bort", 2, 2, 4, "Nyckelkvittens granskas", "Samordnare", "X", "", "", ""],
    ),
    heading("Försörjningsstöd", 2),
    table(
        *_HEAD,
        ["Felaktiga utbetalningar", 4, 3, 12, "Två handläggare granskar varje utbetalning över 20 000 kr",
         "Enhetschef", "", "X", "", "Rutinen följs utom under semestern."],
    ),
]  # fmt: skip


def _row(area, risk, likelihood, consequence, score, control, responsible, outcome, text):
    return {
        "area": [area], "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "responsible": responsible, "results": {_P: said(text, outcome)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Myndighetsutövning", "Utredningar av barn drar ut på tiden", 3, 4, 12,
             "Lista över utredningar äldre än fyra månader", "Enhetschef barn", "Delvis",
             "Listan finns men gås inte igenom varje vecka."),
        _row("Myndighetsutövning", "Beslut fattas utan delegation", 2, 3, 6, "Stickprov av beslut", "Jurist", "Ja",
             "25 beslut utan fel."),
        _row("Myndighetsutövning", "Biståndsbeslut verkställs inte", 3, 3, 9, "Rapport till tillsynsmyndigheten",
             "Enhetschef äldre", "Ja", "Tolv ej verkställda beslut, alla rapporterade."),
        _row("Hemtjänst", "Trygghetslarm fungerar inte", 2, 4, 8, "Provlarm varje månad", "Larmgrupp", "Nej",
             "Provlarm har inte gjorts sedan mars."),
        _row("Hemtjänst", "Nycklar kommer bort", 2, 2, 4, "Nyckelkvittens granskas", "Samordnare", "Ja", ""),
        _row("Försörjningsstöd", "Felaktiga utbetalningar", 4, 3, 12,
             "Två handläggare granskar varje utbetalning över 20 000 kr", "Enhetschef", "Delvis",
             "Rutinen följs utom under semestern."),
    ],
    [("", _TEXT)],
    given=_P, board="Socialnämnden", municipality="Björnvikens kommun", year=2024,
)  # fmt: skip

DOCUMENT = Written("bjornviken-socialnamnden-2024", BLOCKS, TRUTH)
