"""Kungsro, district board: gross and net told only in a parenthesis, deviation as Ja or Nej, two years' outcomes."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_TEXT = (
    "Stadsdelsnämnden redovisar här årets kontroller tillsammans med förra årets utfall. Där en avvikelse har "
    "konstaterats två år i rad ska åtgärden följas upp varje kvartal."
)

BLOCKS = [
    heading("Intern kontroll 2024, redovisning till stadsdelsnämnden", 1),
    paragraph("Kungsro stadsdelsnämnd"),
    paragraph("Dnr 1.2.3-45/2025"),
    paragraph(_TEXT),
    table(
        ["Enhet", "Risker", "Riskvärde (före åtgärd)", "Riskvärde (efter åtgärd)", "Kontrollmoment 2024", "Utförd av",
         "Utfall 2023", "Utfall 2024", "Avvikelse", "Förslag till åtgärd"],
        ["Förskola", "Barngrupperna är för stora", "12", "8", "Antal barn per anställd", "Rektor",
         "5,4 barn i snitt.", "5,1 barn i snitt.", "Nej", ""],
        ["", "Barn lämnas till fel person", "8", "4", "Rutin vid hämtning är känd", "Rektor",
         "Alla kände till rutinen.", "Vikarier kände inte till rutinen.", "Ja", "Rutinen sätts upp vid ingången."],
        ["Fritid", "Verktyg stjäls ur fritidsgårdarna", "6", "6", "Inventarielista", "Gårdsföreståndare",
         "Lista saknades på en gård.", "Listor finns.", "Nej", ""],
        ["Stab", "Fakturor betalas för sent", "9", "6", "Dröjsmålsräntor", "Controller", "41 000 kronor.",
         "18 000 kronor.", "Ja", "Attestanter påminns varje vecka."],
    ),
]  # fmt: skip


def _row(area, risk, score, control, responsible, before, now, deviates, action=""):
    return {
        "area": [area], "risk": risk, "score": score, "control": control, "responsible": responsible, "action": action,
        "results": {"2023": said(before), "2024": said(now, deviates)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Förskola", "Barngrupperna är för stora", 12, "Antal barn per anställd", "Rektor", "5,4 barn i snitt.",
             "5,1 barn i snitt.", "Nej"),
        _row("Förskola", "Barn lämnas till fel person", 8, "Rutin vid hämtning är känd", "Rektor",
             "Alla kände till rutinen.", "Vikarier kände inte till rutinen.", "Ja",
             "Rutinen sätts upp vid ingången."),
        _row("Fritid", "Verktyg stjäls ur fritidsgårdarna", 6, "Inventarielista", "Gårdsföreståndare",
             "Lista saknades på en gård.", "Listor finns.", "Nej"),
        _row("Stab", "Fakturor betalas för sent", 9, "Dröjsmålsräntor", "Controller", "41 000 kronor.",
             "18 000 kronor.", "Ja", "Attestanter påminns varje vecka."),
    ],
    [("", _TEXT)],
    board="Kungsro stadsdelsnämnd", year=2024,
)  # fmt: skip

DOCUMENT = Written("kungsro-sdn-2024", BLOCKS, TRUTH)
