"""Region Norrdalen: patient safety, a header of two levels over a landscape table, groups as lines across."""

from tests.imports.build import LEFT, UP, across, bold, heading, paragraph, table

from .written import Written, said, truth

_P = "Helår 2024"
_INTRO = (
    "Hälso- och sjukvårdsnämnden beslutade i december 2023 om planen för intern kontroll. Planen bygger på den "
    "riskanalys som verksamhetscheferna gjorde tillsammans med patientsäkerhetsenheten under hösten."
)
_AFTER = "Av de sex momenten hade fyra ett acceptabelt utfall. För de två övriga föreslås åtgärder enligt tabellen."

BLOCKS = [
    heading("Uppföljning av internkontrollplan 2024", 1),
    paragraph("Hälso- och sjukvårdsnämnden, Region Norrdalen"),
    paragraph("Dnr HSN 2024-0417"),
    heading("Inledning", 2),
    paragraph(_INTRO),
    heading("Resultat per moment", 2),
    table(
        ["Risk (vad kan hända?)", "Riskvärdering", LEFT, LEFT, "Internkontrollmoment", "Hur ofta", "Kontrollansvarig",
         "Rapporteras till", "Uppföljning", LEFT, LEFT, LEFT],
        [UP, "Sannolikhet", "Konsekvens", "Riskpoäng", UP, UP, UP, UP, "Resultat av kontroll", "Bedömning", "Åtgärder",
         "Klart senast"],
        across(bold("Patientsäkerhet"), 12),
        ["Patient får fel läkemedel vid utskrivning", 3, 4, 12, "Läkemedelsberättelse finns i utskrivningsmeddelandet",
         "Två gånger per år", "Verksamhetschef", "Nämnd", "92 av 100 granskade journaler hade en berättelse.",
         "Acceptabelt utfall", "", ""],
        ["Vårdrelaterad infektion upptäcks sent", 2, 4, 8, "Punktprevalensmätning av vårdrelaterade infektioner",
         "Vår och höst", "Vårdhygien", "Chefläkare", "Andelen var 6,1 procent, målet är högst 5 procent.",
         "Ej acceptabelt utfall", "Utbildning i basala hygienrutiner på tre avdelningar.", "2025-04-30"],
        ["Remiss besvaras inte i tid", 3, 3, 9, "Bevakningslistor gås igenom", "Månadsvis", "Enhetschef", "Chefläkare",
         "Alla enheter har gått igenom listorna.", "Acceptabelt utfall", "", ""],
        across(bold("Ekonomi och inköp"), 12),
        ["Inhyrd personal faktureras fel", 4, 3, 12, "Fakturor från bemanningsföretag stäms av mot avtal",
         "Kvartalsvis",
         "Controller", "Regiondirektör", "3 fel av 60 fakturor.", "Ej acceptabelt utfall",
         "Avtalspriserna läggs in i fakturasystemet.", "2025-02-15"],
        ["Direktupphandlingar dokumenteras inte", 2, 3, 6, "Stickprov av direktupphandlingar över 100 000 kronor",
         "Årligen", "Inköpschef", "Nämnd", "Samtliga tio hade underlag.", "Acceptabelt utfall", "", ""],
        across(bold("Informationssäkerhet"), 12),
        ["Obehöriga läser journaler", 2, 4, 8, "Logguppföljning", "Varje månad", "Verksamhetschef", "Nämnd",
         "Loggar har följts upp alla månader. Ett ärende är polisanmält.", "Acceptabelt utfall", "", ""],
    ),
    heading("Slutsatser", 2),
    paragraph(_AFTER),
]  # fmt: skip


def _row(area, risk, likelihood, consequence, score, control, frequency, responsible, text, good, action=""):
    return {
        "area": [area], "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "frequency": frequency, "responsible": responsible, "action": action,
        "results": {_P: said(text, "Acceptabelt utfall" if good else "Ej acceptabelt utfall")},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Patientsäkerhet", "Patient får fel läkemedel vid utskrivning", 3, 4, 12,
             "Läkemedelsberättelse finns i utskrivningsmeddelandet", "Två gånger per år", "Verksamhetschef",
             "92 av 100 granskade journaler hade en berättelse.", True),
        _row("Patientsäkerhet", "Vårdrelaterad infektion upptäcks sent", 2, 4, 8,
             "Punktprevalensmätning av vårdrelaterade infektioner", "Vår och höst", "Vårdhygien",
             "Andelen var 6,1 procent, målet är högst 5 procent.", False,
             "Utbildning i basala hygienrutiner på tre avdelningar.\nKlart senast: 2025-04-30"),
        _row("Patientsäkerhet", "Remiss besvaras inte i tid", 3, 3, 9, "Bevakningslistor gås igenom", "Månadsvis",
             "Enhetschef", "Alla enheter har gått igenom listorna.", True),
        _row("Ekonomi och inköp", "Inhyrd personal faktureras fel", 4, 3, 12,
             "Fakturor från bemanningsföretag stäms av mot avtal", "Kvartalsvis", "Controller", "3 fel av 60 fakturor.",
             False, "Avtalspriserna läggs in i fakturasystemet.\nKlart senast: 2025-02-15"),
        _row("Ekonomi och inköp", "Direktupphandlingar dokumenteras inte", 2, 3, 6,
             "Stickprov av direktupphandlingar över 100 000 kronor", "Årligen", "Inköpschef",
             "Samtliga tio hade underlag.", True),
        _row("Informationssäkerhet", "Obehöriga läser journaler", 2, 4, 8, "Logguppföljning", "Varje månad",
             "Verksamhetschef", "Loggar har följts upp alla månader. Ett ärende är polisanmält.", True),
    ],
    [("Inledning", _INTRO), ("Slutsatser", _AFTER)],
    given=_P, board="Hälso- och sjukvårdsnämnden", municipality="Region Norrdalen", year=2024,
    reference="HSN 2024-0417",
)  # fmt: skip

DOCUMENT = Written("norrdalen-hsn-2024", BLOCKS, TRUTH)
