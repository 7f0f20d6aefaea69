"""Vättnäs Energi AB: key controls tested, gross risk in words, a matrix and signatures beside the plan."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_P = "2024"
_TEXT = (
    "Styrelsen för Vättnäs Energi AB ansvarar enligt ägardirektivet för att den interna kontrollen är tillräcklig. "
    "Nedan redovisas de nyckelkontroller som bolaget har testat under året och vad testerna visade."
)

BLOCKS = [
    heading("Rapport intern kontroll 2024", 1),
    paragraph("Vättnäs Energi AB"),
    paragraph("Styrelsemöte 2025-02-12"),
    paragraph(_TEXT),
    table(
        ["Sannolikhet / Konsekvens", "Liten", "Måttlig", "Stor"],
        ["Hög", "Gul", "Röd", "Röd"],
        ["Medel", "Grön", "Gul", "Röd"],
        ["Låg", "Grön", "Grön", "Gul"],
    ),
    table(
        ["ID", "Riskområde", "Riskbeskrivning", "Bruttorisk", "Nyckelkontroll", "Kontrollägare", "Frekvens",
         "Testmetod",
         "Testresultat", "Slutsats", "Kvarvarande risk"],
        ["E1", "Elnät", "Avbrott längre än 24 timmar hos kund", "Hög", "Röjning av ledningsgator enligt plan",
         "Nätchef",
         "Årligen", "Besiktning av tre sträckor", "Två av tre sträckor var röjda.", "Delvis effektiv", "Medel"],
        ["E2", "Elnät", "Mätvärden rapporteras fel", "Medel", "Rimlighetskontroll i mätsystemet", "Mätchef", "Dagligen",
         "Omräkning av 40 mätpunkter", "Inga fel.", "Effektiv", "Låg"],
        ["F1", "Ekonomi", "Betalning till fel mottagare", "Hög", "Två i förening vid ändrat kontonummer", "Ekonomichef",
         "Vid varje ändring", "Genomgång av samtliga 31 ändringar", "30 av 31 var signerade av två.", "Delvis effektiv",
         "Låg"],
        ["F2", "Ekonomi", "Kundförluster", "Medel", "Kravrutin följs", "Kundchef", "Månadsvis",
         "Stickprov på 20 obetalda fakturor", "Alla hade påmints i tid.", "Effektiv", "Låg"],
        ["P1", "Personal", "Olycka vid arbete på nät", "Hög", "Riskbedömning före arbete", "Arbetsledare", "Löpande",
         "Granskning av 15 arbetsorder", "Fyra saknade riskbedömning.", "Ej effektiv", "Hög"],
    ),
    table(["Ort och datum", "Underskrift"], ["Vättnäs 2025-02-12", "Verkställande direktör"]),
]  # fmt: skip


def _row(number, area, risk, level, control, responsible, frequency, method, text, outcome):
    return {
        "risk_number": number, "area": [area], "risk": risk, "level": level, "control": control,
        "responsible": responsible, "frequency": frequency, "method": method, "results": {_P: said(text, outcome)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("E1", "Elnät", "Avbrott längre än 24 timmar hos kund", "Hög", "Röjning av ledningsgator enligt plan",
             "Nätchef", "Årligen", "Besiktning av tre sträckor", "Två av tre sträckor var röjda.", "Delvis effektiv"),
        _row("E2", "Elnät", "Mätvärden rapporteras fel", "Medel", "Rimlighetskontroll i mätsystemet", "Mätchef",
             "Dagligen", "Omräkning av 40 mätpunkter", "Inga fel.", "Effektiv"),
        _row("F1", "Ekonomi", "Betalning till fel mottagare", "Hög", "Två i förening vid ändrat kontonummer",
             "Ekonomichef", "Vid varje ändring", "Genomgång av samtliga 31 ändringar",
             "30 av 31 var signerade av två.", "Delvis effektiv"),
        _row("F2", "Ekonomi", "Kundförluster", "Medel", "Kravrutin följs", "Kundchef", "Månadsvis",
             "Stickprov på 20 obetalda fakturor", "Alla hade påmints i tid.", "Effektiv"),
        _row("P1", "Personal", "Olycka vid arbete på nät", "Hög", "Riskbedömning före arbete", "Arbetsledare",
             "Löpande", "Granskning av 15 arbetsorder", "Fyra saknade riskbedömning.", "Ej effektiv"),
    ],
    [("", _TEXT)],
    board="Vättnäs Energi AB", year=2024, date="2025-02-12",
)  # fmt: skip

DOCUMENT = Written("vattnas-energi-2024", BLOCKS, TRUTH)
