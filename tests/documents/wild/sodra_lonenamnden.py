"""A board shared by three municipalities: a list of risks and a list of controls, joined by the risk's number."""

from tests.imports.build import heading, paragraph, table

from .written import Written, truth

_TEXT = (
    "Den gemensamma lönenämnden ansvarar för löneadministrationen i tre kommuner. Riskerna nedan har värderats av "
    "nämndens arbetsutskott tillsammans med lönechefen, och de med risktal åtta eller högre kontrolleras under året."
)

BLOCKS = [
    heading("Risklista och kontrollplan 2025", 1),
    paragraph("Gemensamma lönenämnden"),
    paragraph("2024-11-28"),
    paragraph(_TEXT),
    heading("1. Risker", 2),
    table(
        ["Nr", "Risk (vad kan hända?)", "Orsak", "Konsekvens om det inträffar", "S", "K", "Risktal", "Riskhantering"],
        ["1", "Fel lön betalas ut", "Sena rapporter från chefer som inte hinner attestera före brytdag",
         "Anställda får för lite eller för mycket lön och förtroendet för nämnden skadas", 3, 3, 9, "Kontrollera"],
        ["2", "Semesterskulden är fel", "Saldon från det gamla systemet lades över utan att jämföras",
         "Fel i bokslutet och missnöjda medarbetare som litat på sina saldon", 2, 4, 8, "Kontrollera"],
        ["3", "Systemet är nere vid lönekörning", "Driften ligger hos en leverantör långt bort",
         "Löner betalas ut för sent till flera tusen anställda", 1, 4, 4, "Acceptera"],
        ["4", "Sekretess röjs", "Brev skickas till gammal adress för den som har skyddade uppgifter",
         "En anställd med skyddade personuppgifter kan hittas", 2, 4, 8, "Kontrollera"],
    ),
    heading("2. Kontroller", 2),
    table(
        ["Risk nr", "Kontroll", "Så kontrollerar vi", "Vem", "När"],
        ["1", "Signallistor före utbetalning", "Alla avvikelser över 10 000 kronor gås igenom av två handläggare",
         "Lönehandläggare", "Varje månad"],
        ["1", "Rimlighet i rörlig lön", "Jämförelse med samma månad året innan", "Lönechef", "Varje kvartal"],
        ["2", "Semestersaldon", "Stickprov på 50 anställda i varje kommun", "Systemförvaltare", "Maj"],
        ["4", "Adresser för skyddade personer", "Manuell jämförelse med folkbokföringen", "Lönechef", "Före utskick"],
    ),
]  # fmt: skip

_R1 = {"risk_number": "1", "risk": "Fel lön betalas ut", "likelihood": 3, "consequence": 3, "score": 9}
TRUTH = truth(
    [
        {**_R1, "control": "Signallistor före utbetalning",
         "method": "Alla avvikelser över 10 000 kronor gås igenom av två handläggare",
         "responsible": "Lönehandläggare", "frequency": "Varje månad"},
        {**_R1, "control": "Rimlighet i rörlig lön", "method": "Jämförelse med samma månad året innan",
         "responsible": "Lönechef", "frequency": "Varje kvartal"},
        {"risk_number": "2", "risk": "Semesterskulden är fel", "likelihood": 2, "consequence": 4, "score": 8,
         "control": "Semestersaldon", "method": "Stickprov på 50 anställda i varje kommun",
         "responsible": "Systemförvaltare", "frequency": "Maj"},
        {"risk_number": "3", "risk": "Systemet är nere vid lönekörning", "likelihood": 1, "consequence": 4, "score": 4},
        {"risk_number": "4", "risk": "Sekretess röjs", "likelihood": 2, "consequence": 4, "score": 8,
         "control": "Adresser för skyddade personer", "method": "Manuell jämförelse med folkbokföringen",
         "responsible": "Lönechef", "frequency": "Före utskick"},
    ],
    [("", _TEXT)],
    board="Gemensamma lönenämnden", year=2025, date="2024-11-28",
)  # fmt: skip

DOCUMENT = Written("sodra-lonenamnden-2025", BLOCKS, TRUTH)
