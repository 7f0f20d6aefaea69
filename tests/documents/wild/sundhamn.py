"""Sundhamn, school board: a heading for each control, its facts as a label on a line of its own above the text."""

from tests.imports.build import heading, paragraph

from .written import Written, said, truth

_P = "Helår 2024"
_TEXT = (
    "Grundskolenämnden har under 2024 genomfört fyra granskningar. Resultatet av varje granskning redovisas nedan med "
    "de förbättringar som nämnden har beslutat om."
)
_ALL = [
    ("Placering i fritidshem", "Barn placeras utan giltigt beslut", "12", "Att beslut finns för alla placerade barn",
     "Stickprov i 60 akter", "Enhetschef för skolplacering", "Oktober", "Beslut fanns i 57 av 60 akter.",
     "Mindre avvikelse", "Påminnelse byggs in i systemet."),
    ("Skolmåltider", "Matsvinnet mäts inte", "6", "Att svinnet vägs på alla skolor", "Genomgång av mätblad",
     "Kostchef", "Maj", "Alla skolor hade vägt svinnet.\nResultatet varierade mellan 18 och 61 gram.",
     "Ingen avvikelse", ""),
    ("Behörigheter i elevsystemet", "Tidigare anställda kan läsa elevuppgifter", "12",
     "Att behörigheter tas bort när någon slutar", "Jämförelse med lönesystemet", "Systemförvaltare",
     "Mars och september",
     "31 konton var aktiva utan anställning.", "Större avvikelse", "Kontona stängs automatiskt från januari."),
]  # fmt: skip
_LABELS = ("Riskbeskrivning", "Riskvärde", "Vad ska granskas", "Metod", "Ansvarig", "Tidpunkt", "Resultat", "Bedömning",
           "Förbättringsåtgärd")  # fmt: skip


def _told(name, *answers):
    lines = [heading(name, 2)]
    for label, answer in zip(_LABELS, answers, strict=True):
        if answer:
            lines += [heading(label, 3), *map(paragraph, answer.split("\n"))]
    return lines


BLOCKS = [
    heading("Granskning av intern kontroll 2024", 1),
    paragraph("Grundskolenämnden, Sundhamns kommun"),
    heading("Sammanfattning", 2),
    paragraph(_TEXT),
    *[block for each in _ALL for block in _told(*each)],
]


def _row(name, risk, score, control, method, responsible, frequency, text, outcome, action):
    return {
        "area": [name], "risk": risk, "score": int(score), "control": control, "method": method,
        "responsible": responsible, "frequency": frequency, "results": {_P: said(text, outcome)}, "action": action,
    }  # fmt: skip


TRUTH = truth(
    [_row(*each) for each in _ALL], [("Sammanfattning", _TEXT)],
    given=_P, board="Grundskolenämnden", municipality="Sundhamns kommun", year=2024,
)  # fmt: skip

DOCUMENT = Written("sundhamn-grundskola-2024", BLOCKS, TRUTH, ("docx",))
