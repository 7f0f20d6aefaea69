"""Tornby, executive board: a wide register kept for years, words for the scales, a column for what is obligatory."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_TEXT = (
    "Kommunstyrelsen har ansvar för att samordna kommunens interna kontroll. Kontroller som markerats som "
    "kommungemensamma ska göras av alla nämnder och redovisas på samma sätt."
)

BLOCKS = [
    heading("Internkontroll 2025", 1),
    paragraph("Tornby kommun"),
    paragraph("Kommunstyrelsen"),
    paragraph("Uppföljning tertial 1 2025"),
    paragraph(_TEXT),
    table(
        ["Ref", "Kategori", "Riskformulering", "Sannolikhetsnivå", "Konsekvensnivå", "Prio", "Gemensam?",
         "Kontrollaktivitet", "Genomförande", "Befattning", "Startar", "Genomfört", "Noteringar", "Avvikelsegrad"],
        ["KS-01", "Ekonomi", "Upphandlingar görs utan att lagen följs", "Möjlig", "Allvarlig", "1", "Ja",
         "Granskning av direktupphandlingar", "20 inköp väljs slumpmässigt", "Upphandlingschef", "Februari", "Ja",
         "Tre saknade dokumentation.", "Mindre"],
        ["KS-02", "Ekonomi", "Investeringar blir dyrare än beslutat", "Sannolik", "Kännbar", "2", "Nej",
         "Prognos jämförs med budget", "Alla projekt över 5 mnkr", "Ekonomichef", "Mars", "Ja",
         "Ett projekt överskrider.", "Mindre"],
        ["KS-03", "Personal", "Chefer har för många underställda", "Sannolik", "Lindrig", "3", "Ja",
         "Antal medarbetare per chef", "Statistik ur lönesystemet", "HR-chef", "April", "Nej", "", ""],
        ["KS-04", "IT", "Konton ligger kvar när någon slutat", "Möjlig", "Allvarlig", "1", "Ja",
         "Konton mot personalregister", "Maskinell jämförelse", "IT-chef", "Januari", "Ja", "112 konton stängdes.",
         "Större"],
        ["KS-05", "Demokrati", "Motioner besvaras för sent", "Osannolik", "Lindrig", "3", "Nej",
         "Motioner äldre än ett år", "Diariet", "Kanslichef", "April", "Ja", "Inga.", "Ingen"],
    ),
    paragraph("Antal kontroller: 5"),
]  # fmt: skip

_P = "T1 2025"


def _row(number, area, risk, likelihood, consequence, level, common, control, method, who, when, status, text, outcome):
    return {
        "risk_number": number, "area": [area], "risk": risk, "likelihood": likelihood, "consequence": consequence,
        "level": None, "score": int(level), "mandatory": common, "control": control, "method": method,
        "responsible": who, "frequency": when, "results": {_P: said(text, outcome or None, status)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("KS-01", "Ekonomi", "Upphandlingar görs utan att lagen följs", "Möjlig", "Allvarlig", "1", True,
             "Granskning av direktupphandlingar", "20 inköp väljs slumpmässigt", "Upphandlingschef", "Februari", "Ja",
             "Tre saknade dokumentation.", "Mindre"),
        _row("KS-02", "Ekonomi", "Investeringar blir dyrare än beslutat", "Sannolik", "Kännbar", "2", False,
             "Prognos jämförs med budget", "Alla projekt över 5 mnkr", "Ekonomichef", "Mars", "Ja",
             "Ett projekt överskrider.", "Mindre"),
        _row("KS-03", "Personal", "Chefer har för många underställda", "Sannolik", "Lindrig", "3", True,
             "Antal medarbetare per chef", "Statistik ur lönesystemet", "HR-chef", "April", "Nej", "", ""),
        _row("KS-04", "IT", "Konton ligger kvar när någon slutat", "Möjlig", "Allvarlig", "1", True,
             "Konton mot personalregister", "Maskinell jämförelse", "IT-chef", "Januari", "Ja",
             "112 konton stängdes.", "Större"),
        _row("KS-05", "Demokrati", "Motioner besvaras för sent", "Osannolik", "Lindrig", "3", False,
             "Motioner äldre än ett år", "Diariet", "Kanslichef", "April", "Ja", "Inga.", "Ingen"),
    ],
    [("", _TEXT)],
    given=_P, board="Kommunstyrelsen", municipality="Tornby kommun", year=2025,
)  # fmt: skip

DOCUMENT = Written("tornby-ks-2025", BLOCKS, TRUTH)
