"""Rosvik, building board: answers of every kind in one column, with who does what about them and by when."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_P = "2024"
_TEXT = (
    "Byggnadsnämnden antog planen i januari. Här redovisas utfallet av varje kontroll, vad avvikelserna beror på och "
    "vilka åtgärder som nämnden beslutar om med anledning av dem."
)

BLOCKS = [
    heading("Uppföljning av intern kontrollplan för år 2024", 1),
    paragraph("Nämnd: Byggnadsnämnden"),
    paragraph("Fastställd: 2025-01-29"),
    paragraph(_TEXT),
    table(
        ["Riskområde", "Riskbeskrivning", "Riskklass", "Kontroll", "Utförare", "Period", "Utfall",
         "Orsak till avvikelse",
         "Beslutad åtgärd", "Ansvarig", "Senast"],
        ["Bygglov", "Beslut tar längre tid än lagen tillåter", "● Hög", "Handläggningstid i samtliga ärenden",
         "Byggnadsinspektör", "Hela året", "2 fel av 125", "Semesterperiod", "Vikarie tas in", "Bygglovschef",
         "1 juni"],
        ["Bygglov", "Avgiften beräknas fel", "● Medium", "Stickprov i 20 beslut", "Bygglovsassistent", "Mars", "OK", "",
         "", "", ""],
        ["Tillsyn", "Anmälningar följs inte upp", "● Medium", "Öppna ärenden äldre än ett år", "Byggnadsinspektör",
         "September", "14 ärenden, varav 9 utan åtgärd", "Tillsyn har inte prioriterats", "Tillsynsplan beslutas",
         "Bygglovschef", "1 mars"],
        ["Administration", "Beslut expedieras inte", "● Låg", "Expedierade beslut", "Registrator", "Oktober",
         "Ej gjord",
         "Registratorn har varit sjuk", "Kontrollen görs i januari", "Registrator", "31 januari"],
        ["Administration", "Delegationsbeslut anmäls inte", "● Medium", "Listor till nämnd", "Nämndsekreterare",
         "Varje sammanträde", "Grönt", "", "", "", ""],
        ["Kart och mät", "Kartan är inaktuell", "● Låg", "Nya byggnader i kartan", "Mätingenjör", "November",
         "Påbörjad", "", "", "", ""],
    ),
]  # fmt: skip


def _row(area, risk, level, control, responsible, frequency, text, action=""):
    return {
        "area": [area], "risk": risk, "level": level, "control": control, "responsible": responsible,
        "frequency": frequency, "results": {_P: said(text)}, "action": action,
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Bygglov", "Beslut tar längre tid än lagen tillåter", "Hög", "Handläggningstid i samtliga ärenden",
             "Byggnadsinspektör", "Hela året", "2 fel av 125",
             "Vikarie tas in\nAnsvarig: Bygglovschef\nSenast: 1 juni"),
        _row("Bygglov", "Avgiften beräknas fel", "Medium", "Stickprov i 20 beslut", "Bygglovsassistent", "Mars", "OK"),
        _row("Tillsyn", "Anmälningar följs inte upp", "Medium", "Öppna ärenden äldre än ett år", "Byggnadsinspektör",
             "September", "14 ärenden, varav 9 utan åtgärd",
             "Tillsynsplan beslutas\nAnsvarig: Bygglovschef\nSenast: 1 mars"),
        _row("Administration", "Beslut expedieras inte", "Låg", "Expedierade beslut", "Registrator", "Oktober",
             "Ej gjord", "Kontrollen görs i januari\nAnsvarig: Registrator\nSenast: 31 januari"),
        _row("Administration", "Delegationsbeslut anmäls inte", "Medium", "Listor till nämnd", "Nämndsekreterare",
             "Varje sammanträde", "Grönt"),
        _row("Kart och mät", "Kartan är inaktuell", "Låg", "Nya byggnader i kartan", "Mätingenjör", "November",
             "Påbörjad"),
    ],
    [("", _TEXT)],
    board="Byggnadsnämnden", year=2024,
)  # fmt: skip

DOCUMENT = Written("rosvik-byggnadsnamnden-2024", BLOCKS, TRUTH)
