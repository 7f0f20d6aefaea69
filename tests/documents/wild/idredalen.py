"""Idredalen, technical board: each risk a line across the table with its value, its controls numbered below."""

from tests.imports.build import across, bold, heading, paragraph, table

from .written import Written, said, truth

_P = "Delår 2025"
_TEXT = (
    "Tekniska nämnden har fem prioriterade risker. Delårsrapporten visar hur långt kontrollerna har kommit vid halva "
    "året. Där kontrollen inte är klar anges när den beräknas vara det."
)

BLOCKS = [
    heading("Delårsrapport intern kontroll 2025", 1),
    paragraph("Tekniska nämnden, Idredalens kommun"),
    paragraph(_TEXT),
    table(
        ["Nr", "Kontroll", "Hur kontrollerar vi?", "Vem kontrollerar?", "När?", "Läge", "Utfall"],
        across(bold("Risk 1: Dricksvattnet blir otjänligt (sannolikhet 2, konsekvens 4, riskvärde 8)"), 7),
        ["1.1", "Provtagning enligt program", "Provsvar jämförs med programmet", "VA-ingenjör", "Varje månad", "Klar",
         "Alla prover är tagna."],
        ["1.2", "Larm från vattenverk", "Larmlistor", "Driftchef", "Varje kvartal", "Pågår",
         "Ett larm besvarades för sent."],
        across(bold("Risk 2: Lekplatser är inte säkra (sannolikhet 3, konsekvens 3, riskvärde 9)"), 7),
        ["2.1", "Besiktning av lekplatser", "Protokoll från besiktningsman", "Parkchef", "Maj", "Klar",
         "22 av 25 lekplatser godkända."],
        across(bold("Risk 3: Entreprenörer fakturerar för mycket (sannolikhet 3, konsekvens 2, riskvärde 6)"), 7),
        ["3.1", "Fakturor mot avtal", "Stickprov", "Projektledare", "Varje tertial", "Ej påbörjad", ""],
        ["3.2", "Ändringsbeställningar", "Alla över 100 000 kr", "Projektchef", "Löpande", "Pågår",
         "Tre saknade beställning."],
    ),
]  # fmt: skip

_RISKS = {
    "1": ("Dricksvattnet blir otjänligt", 2, 4, 8),
    "2": ("Lekplatser är inte säkra", 3, 3, 9),
    "3": ("Entreprenörer fakturerar för mycket", 3, 2, 6),
}


def _row(number, control, method, responsible, frequency, status, text):
    risk, likelihood, consequence, score = _RISKS[number[0]]
    return {
        "risk_number": number, "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "method": method, "responsible": responsible, "frequency": frequency,
        "results": {_P: said(text, status=status)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("1.1", "Provtagning enligt program", "Provsvar jämförs med programmet", "VA-ingenjör", "Varje månad",
             "Klar", "Alla prover är tagna."),
        _row("1.2", "Larm från vattenverk", "Larmlistor", "Driftchef", "Varje kvartal", "Pågår",
             "Ett larm besvarades för sent."),
        _row("2.1", "Besiktning av lekplatser", "Protokoll från besiktningsman", "Parkchef", "Maj", "Klar",
             "22 av 25 lekplatser godkända."),
        _row("3.1", "Fakturor mot avtal", "Stickprov", "Projektledare", "Varje tertial", "Ej påbörjad", ""),
        _row("3.2", "Ändringsbeställningar", "Alla över 100 000 kr", "Projektchef", "Löpande", "Pågår",
             "Tre saknade beställning."),
    ],
    [("", _TEXT)],
    given=_P, board="Tekniska nämnden", municipality="Idredalens kommun", year=2025,
)  # fmt: skip

DOCUMENT = Written("idredalen-tekniska-2025", BLOCKS, TRUTH)
