"""Kullerud, an old scanned form: headings in capitals, repeated on each page, damaged on one and lost on another."""

from tests.imports.build import LEFT, UP, heading, paragraph, table

from .written import Written, said, truth

_TEXT = (
    "Kommunstyrelsens kontroller redovisas tre gånger under året. Den som ansvarar för kontrollen skriver själv in "
    "sina iakttagelser, och ekonomikontoret samlar in blanketten efter varje tertial och vid årets slut."
)
_HEAD = [
    ["RUTIN/SYSTEM", "KONTROLLMOMENT", "KONTROLL-\nANSVARIG", "FREKVENS", "METOD", "RAPPORTERING TILL", "UPPFÖLJNING",
     LEFT, LEFT],
    [UP, UP, UP, UP, UP, UP, "T1", "T2", "HELÅR"],
]  # fmt: skip
_DAMAGED = [
    ["RUT1N/SYSTEM", "KONTR0LLMOMENT", "KONTROLL-\nANSVARlG", "FREKVEN5", "MET0D", "RAPPORTERlNG TILL", "UPPFÖLJNlNG",
     LEFT, LEFT],
    [UP, UP, UP, UP, UP, UP, "T1", "T2", "HELAR"],
]  # fmt: skip

BLOCKS = [
    heading("INTERNKONTROLLPLAN 2022", 1),
    paragraph("Kommunstyrelsen, Kulleruds kommun"),
    paragraph(_TEXT),
    table(
        *_HEAD,
        ["Kontanthantering", "Handkassor är avstämda", "Ekonomiassistent", "2 ggr/år", "Inventering",
         "Kommundirektör", "En kassa kontrollerad, stämmer.", "", "Två av tre kassor stämmer."],
        ["Representation", "Syfte och deltagare finns på kvittot", "Redovisningschef", "Varje tertial",
         "20 verifikationer", "KS", "2 fel av 20", "Inga fel", "1 fel av 20"],
    ),
    table(
        *_DAMAGED,
        ["Löner", "Utbetalningar över 50 000 kronor", "Personalchef", "Varje månad", "Signallista", "KS",
         "Utan anmärkning", "Utan anmärkning", "Utan anmärkning"],
        ["", "Semesteruttag är registrerade", "Personalchef", "Årligen", "Stickprov på 30 anställda", "KS", "", "",
         "Fyra hade tagit ut för få dagar."],
    ),
    table(
        ["Arkiv", "Handlingar är gallrade enligt plan", "Arkivarie", "Årligen", "Besök på tre enheter", "KS", "",
         "En enhet saknar plan.", "Alla enheter har plan."],
        ["Bisysslor", "Blankett finns för alla chefer", "Personalchef", "Årligen", "Genomgång av akter",
         "Kommundirektör", "", "", "48 av 52 blanketter finns."],
    ),
]  # fmt: skip


def _row(area, control, responsible, frequency, method, *texts):
    periods = zip(("T1 2022", "T2 2022", "HELÅR 2022"), texts, strict=True)
    return {
        "area": [area], "control": control, "responsible": responsible, "frequency": frequency, "method": method,
        "results": {period: said(text) for period, text in periods if text},
    }  # fmt: skip


TRUTH = truth(
    [
        _row("Kontanthantering", "Handkassor är avstämda", "Ekonomiassistent", "2 ggr/år", "Inventering",
             "En kassa kontrollerad, stämmer.", "", "Två av tre kassor stämmer."),
        _row("Representation", "Syfte och deltagare finns på kvittot", "Redovisningschef", "Varje tertial",
             "20 verifikationer", "2 fel av 20", "Inga fel", "1 fel av 20"),
        _row("Löner", "Utbetalningar över 50 000 kronor", "Personalchef", "Varje månad", "Signallista",
             "Utan anmärkning", "Utan anmärkning", "Utan anmärkning"),
        _row("Löner", "Semesteruttag är registrerade", "Personalchef", "Årligen", "Stickprov på 30 anställda", "", "",
             "Fyra hade tagit ut för få dagar."),
        _row("Arkiv", "Handlingar är gallrade enligt plan", "Arkivarie", "Årligen", "Besök på tre enheter", "",
             "En enhet saknar plan.", "Alla enheter har plan."),
        _row("Bisysslor", "Blankett finns för alla chefer", "Personalchef", "Årligen", "Genomgång av akter", "", "",
             "48 av 52 blanketter finns."),
    ],
    [("", _TEXT)],
    board="Kommunstyrelsen", municipality="Kulleruds kommun", year=2022,
)  # fmt: skip

DOCUMENT = Written("kullerud-ks-2022", BLOCKS, TRUTH, ("docx",))
