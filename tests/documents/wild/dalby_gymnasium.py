"""An upper-secondary federation: goal and process, gross and net value, a list of controls in a cell."""

from tests.imports.build import UP, heading, paragraph, table

from .written import Written, truth

_TEXT = (
    "Gymnasieförbundets direktion fastställer varje år en plan för den interna kontrollen. Risker som har ett värde på "
    "nio eller mer ska kontrolleras, övriga bevakas av rektorerna."
)
_LIST = (
    "1. Närvaro registreras varje lektion\n2. Frånvaro över 20 procent utreds\n3. Vårdnadshavare kontaktas samma dag"
)

BLOCKS = [
    heading("Plan för intern kontroll 2026", 1),
    paragraph("Dalby gymnasieförbund, direktionen 2025-12-03, diarienummer GF 2025/301"),
    paragraph(_TEXT),
    table(
        ["Mål", "Huvudprocess", "Risk", "Sann.", "Allvar", "Bruttovärde", "Befintliga kontroller", "Nettovärde",
         "Riskvärde 2025", "Planerade kontroller 2026", "Kontrollfrekvens", "Ansvarig", "Återrapportering"],
        ["Fler elever når examen", "Närvaro", "Elever med hög frånvaro upptäcks för sent", 4, 4, 16,
         "Mentor går igenom frånvaro varje vecka", 12, 12, _LIST, "Varje månad", "Biträdande rektor", "Mars, oktober"],
        [UP, "Betyg", "Betyg sätts på olika grund", 3, 4, 12, "Sambedömning i tre ämnen", 9, 8,
         "Jämförelse mellan nationella prov och betyg", "En gång per år", "Rektor", "Oktober"],
        [UP, UP, "Betyg ändras obehörigt", 1, 4, 4, "Behörighet styrs av roll", 4, 4, "", "", "", ""],
        ["Ordning på ekonomin", "Interkommunal ersättning", "Fakturor skickas till fel kommun", 3, 3, 9,
         "Månadsavstämning mot folkbokföringen", 6, 9, "Samtliga fakturor i april stäms av", "April", "Ekonom", "Maj"],
        [UP, "Inköp", "Datorer försvinner", 3, 3, 9, "Märkning", 9, 9, "Inventering av alla elevdatorer", "Juni",
         "IT-samordnare", "September"],
    ),
]  # fmt: skip


def _row(area, risk, likelihood, consequence, score, before, control="", frequency="", responsible=""):
    return {
        "area": area, "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "frequency": frequency, "responsible": responsible,
    }  # fmt: skip


_EXAM, _MONEY = "Fler elever når examen", "Ordning på ekonomin"
TRUTH = truth(
    [
        _row([_EXAM, "Närvaro"], "Elever med hög frånvaro upptäcks för sent", 4, 4, 16, 12, _LIST, "Varje månad",
             "Biträdande rektor"),
        _row([_EXAM, "Betyg"], "Betyg sätts på olika grund", 3, 4, 12, 8,
             "Jämförelse mellan nationella prov och betyg", "En gång per år", "Rektor"),
        _row([_EXAM, "Betyg"], "Betyg ändras obehörigt", 1, 4, 4, 4),
        _row([_MONEY, "Interkommunal ersättning"], "Fakturor skickas till fel kommun", 3, 3, 9, 9,
             "Samtliga fakturor i april stäms av", "April", "Ekonom"),
        _row([_MONEY, "Inköp"], "Datorer försvinner", 3, 3, 9, 9, "Inventering av alla elevdatorer", "Juni",
             "IT-samordnare"),
    ],
    [("", _TEXT)],
    year=2026, reference="GF 2025/301",
)  # fmt: skip

DOCUMENT = Written("dalby-gymnasieforbund-2026", BLOCKS, TRUTH)
