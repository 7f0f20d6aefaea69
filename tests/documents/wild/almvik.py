"""Almvik, as a planning system prints it: process, risk and control each a heading, with small tables between them."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_P = "Helår 2023"
_TEXT = (
    "Rapporten hämtas ur kommunens system för planering och uppföljning. Den visar nämndens processer, de risker som "
    "har identifierats i dem och vad kontrollerna har visat fram till årets slut."
)
_VALUES = ["Sannolikhet", "Konsekvens", "Riskvärde"]
_CONTROL = ["Metod", "Frekvens", "Kontrollansvarig", "Status", "Resultat"]

BLOCKS = [
    heading("Uppföljning internkontroll helår 2023", 1),
    paragraph("Barn- och utbildningsnämnden, Almviks kommun"),
    heading("Inledning", 2),
    paragraph(_TEXT),
    table(
        ["Nivå", "Sannolikhet", "Konsekvens"],
        ["1", "Osannolik", "Försumbar"],
        ["2", "Mindre sannolik", "Lindrig"],
        ["3", "Möjlig", "Kännbar"],
        ["4", "Sannolik", "Allvarlig"],
    ),
    heading("Process: Skolplacering", 2),
    heading("Risk: Elever placeras inte i tid inför läsåret", 3),
    table(_VALUES, ["3. Möjlig", "3. Kännbar", "9"]),
    heading("Kontrollmoment: Placeringar före den 15 maj", 4),
    table(_CONTROL, ["Lista ur elevregistret", "En gång per år", "Skolchef", "Avslutad",
    "Alla utom sju var placerade."]),
    heading("Kontrollmoment: Klagomål på placering", 4),
    table(_CONTROL, ["Genomgång av diariet", "Tertial", "Handläggare", "Avslutad", "Elva klagomål, tre ändrades."]),
    heading("Process: Skolskjuts", 2),
    heading("Risk: Elever får skjuts utan att ha rätt till det", 3),
    table(_VALUES, ["2. Mindre sannolik", "2. Lindrig", "4"]),
    heading("Kontrollmoment: Beslut om skolskjuts", 4),
    table(_CONTROL, ["Stickprov 40 elever", "Hösten", "Skjutssamordnare", "Pågående", "Stickprovet är draget."]),
    heading("Risk: Skjutsen är inte trafiksäker", 3),
    table(_VALUES, ["2. Mindre sannolik", "4. Allvarlig", "8"]),
    heading("Kontrollmoment: Entreprenörens fordon", 4),
    table(_CONTROL, ["Besök hos entreprenören", "En gång per år", "Skjutssamordnare", "Ej påbörjad",
                     "Besöket görs i januari."]),
]  # fmt: skip


def _row(process, risk, likelihood, consequence, score, control, method, frequency, responsible, status, text):
    return {
        "area": [process], "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "method": method, "frequency": frequency, "responsible": responsible,
        "results": {_P: said(text, status=status)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Skolplacering", "Elever placeras inte i tid inför läsåret", "3. Möjlig", "3. Kännbar", 9,
             "Placeringar före den 15 maj", "Lista ur elevregistret", "En gång per år", "Skolchef", "Avslutad",
             "Alla utom sju var placerade."),
        _row("Skolplacering", "Elever placeras inte i tid inför läsåret", "3. Möjlig", "3. Kännbar", 9,
             "Klagomål på placering", "Genomgång av diariet", "Tertial", "Handläggare", "Avslutad",
             "Elva klagomål, tre ändrades."),
        _row("Skolskjuts", "Elever får skjuts utan att ha rätt till det", "2. Mindre sannolik", "2. Lindrig", 4,
             "Beslut om skolskjuts", "Stickprov 40 elever", "Hösten", "Skjutssamordnare", "Pågående",
             "Stickprovet är draget."),
        _row("Skolskjuts", "Skjutsen är inte trafiksäker", "2. Mindre sannolik", "4. Allvarlig", 8,
             "Entreprenörens fordon", "Besök hos entreprenören", "En gång per år", "Skjutssamordnare", "Ej påbörjad",
             "Besöket görs i januari."),
    ],
    [("Inledning", _TEXT)],
    board="Barn- och utbildningsnämnden", municipality="Almviks kommun", year=2023,
)  # fmt: skip

DOCUMENT = Written("almvik-bun-2023", BLOCKS, TRUTH, ("docx",))
