"""Hällnäs, two sheets' worth in one report: the plan, then a table of follow-up whose lines name the controls again."""

from tests.imports.build import UP, heading, paragraph, table

from .written import Written, said, truth

_P = "2024"
_TEXT = (
    "Nämnden beslutade om sex kontroller. I det första avsnittet återges planen, i det andra vad som framkommit. "
    "Kontroll 3 utgick efter beslut i juni eftersom verksamheten lämnades över till regionen."
)

BLOCKS = [
    heading("Internkontroll 2024 – rapport till nämnden", 1),
    paragraph("Vård- och omsorgsnämnden, Hällnäs kommun"),
    paragraph("Diarienummer: VON 2024/0091"),
    paragraph("Datum: 2025-01-22"),
    heading("Bakgrund", 2),
    paragraph(_TEXT),
    heading("Plan", 2),
    table(
        ["Nr", "Verksamhet", "Risk för att", "VoR", "Vi kontrollerar att", "Ansvarig för kontrollen", "Intervall"],
        [1, "Särskilt boende", "läkemedel ges till fel person", "16", "signeringslistor är ifyllda",
         "Medicinskt ansvarig sjuksköterska", "Varje månad"],
        [2, UP, "avvikelser inte rapporteras", "12", "antalet rapporter är rimligt per enhet", "Verksamhetschef",
         "Tertial"],
        [3, "Hemsjukvård", "hjälpmedel inte är besiktade", "9", "besiktningsprotokoll finns", "Rehabchef", "Årligen"],
        [4, "Hemtjänst", "besök uteblir", "12", "planerade besök är utförda", "Enhetschef", "Varje vecka"],
        [5, "Stab", "privata medel förväxlas", "8", "kassablad stämmer", "Ekonom", "Två gånger per år"],
        [6, UP, "tystnadsplikten bryts", "9", "alla nyanställda har skrivit under", "HR-partner", "Årligen"],
    ),
    heading("Resultat", 2),
    table(
        ["Kontroll nr", "Vad visade kontrollen?", "Bedömning", "Vad gör vi åt det?"],
        [1, "97 procent av listorna var helt ifyllda.", "Mindre avvikelse",
         "Genomgång vid arbetsplatsträffar i februari."],
        [2, "Två enheter hade inte rapporterat någon avvikelse alls.", "Större avvikelse",
         "Verksamhetschefen besöker enheterna."],
        [4, "Besöken är utförda, men sju procent mer än en timme för sent.", "Mindre avvikelse", ""],
        [5, "Alla kassablad stämde.", "Ingen avvikelse", ""],
        [6, "Underskrift fanns från 41 av 41.", "Ingen avvikelse", ""],
    ),
]  # fmt: skip


def _row(number, area, risk, score, control, responsible, frequency, text="", outcome=None, action=""):
    return {
        "risk_number": number, "area": [area], "risk": risk, "score": score, "control": control,
        "responsible": responsible, "frequency": frequency, "action": action,
        "results": {_P: said(text, outcome)} if text else {},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("1", "Särskilt boende", "läkemedel ges till fel person", 16, "signeringslistor är ifyllda",
             "Medicinskt ansvarig sjuksköterska", "Varje månad", "97 procent av listorna var helt ifyllda.",
             "Mindre avvikelse", "Genomgång vid arbetsplatsträffar i februari."),
        _row("2", "Särskilt boende", "avvikelser inte rapporteras", 12, "antalet rapporter är rimligt per enhet",
             "Verksamhetschef", "Tertial", "Två enheter hade inte rapporterat någon avvikelse alls.",
             "Större avvikelse", "Verksamhetschefen besöker enheterna."),
        _row("3", "Hemsjukvård", "hjälpmedel inte är besiktade", 9, "besiktningsprotokoll finns", "Rehabchef",
             "Årligen"),
        _row("4", "Hemtjänst", "besök uteblir", 12, "planerade besök är utförda", "Enhetschef", "Varje vecka",
             "Besöken är utförda, men sju procent mer än en timme för sent.", "Mindre avvikelse"),
        _row("5", "Stab", "privata medel förväxlas", 8, "kassablad stämmer", "Ekonom", "Två gånger per år",
             "Alla kassablad stämde.", "Ingen avvikelse"),
        _row("6", "Stab", "tystnadsplikten bryts", 9, "alla nyanställda har skrivit under", "HR-partner", "Årligen",
             "Underskrift fanns från 41 av 41.", "Ingen avvikelse"),
    ],
    [("Bakgrund", _TEXT)],
    board="Vård- och omsorgsnämnden", municipality="Hällnäs kommun", year=2024, reference="VON 2024/0091",
    date="2025-01-22",
)  # fmt: skip

DOCUMENT = Written("hallnas-von-2024", BLOCKS, TRUTH)
