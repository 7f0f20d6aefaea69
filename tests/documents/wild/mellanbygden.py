"""A federation for rescue services: area, process and routine left blank below, "4 x 3", two reporting days, a star."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_JUNE, _DECEMBER = "30 juni 2023", "31 december 2023"
_TEXT = (
    "Direktionen följer upp den interna kontrollen två gånger om året. Rapporteringen görs av förbundschefen och "
    "redovisas samlat för medlemskommunerna i samband med årsredovisningen."
)

BLOCKS = [
    heading("Intern kontroll 2023 – plan och rapportering", 1),
    paragraph("Räddningstjänstförbundet Mellanbygden"),
    paragraph("Direktionen"),
    paragraph(_TEXT),
    table(
        ["Kontrollområde", "Process", "Rutin", "Risk", "Riskbedömning (S x K)", "Kontrollpunkt", "Genomförs av",
         "Kontrollintervall", "Rapport per 30 juni", "Rapport per 31 december", "Anmärkning"],
        ["Ekonomi", "Redovisning", "Leverantörsfakturor", "Faktura attesteras av fel person", "3 x 3",
         "Attestlistan är aktuell*", "Ekonom", "2 ggr/år", "OK", "OK", ""],
        ["", "", "Kundfakturor", "Larm debiteras inte", "2 x 3", "Automatlarm mot fakturajournal", "Ekonom",
         "Varje månad", "Tre larm saknade faktura.", "Inga fel.", "Nytt system från september"],
        ["", "Inköp", "Upphandling", "Avtal saknas", "2 x 2", "Avtalsdatabasen jämförs med leverantörslistan",
         "Inköpsansvarig", "Årligen", "Ej gjord", "Fyra leverantörer saknade avtal.", ""],
        ["Operativ verksamhet", "Utryckning", "Fordon", "Fordon ur funktion vid larm", "4 x 3",
         "Kontroll av veckotillsyn*", "Stationschef", "Varje vecka", "Utförd alla veckor.", "Två veckor missades.", ""],
        ["", "", "Andningsskydd", "Utrustning underkänd", "2 x 4", "Protokoll från årlig kontroll",
         "Skyddsombud", "Årligen", "OK", "OK", "Leverantören byts 2024"],
        ["Förebyggande", "Tillsyn", "Tillsynsplan", "Tillsyn görs inte enligt plan", "3 x 2",
         "Antal tillsyner mot plan",
         "Enhetschef", "Kvartal", "48 av 110 gjorda.", "104 av 110 gjorda.", ""],
    ),
    paragraph("* Gemensamt kontrollmoment för medlemskommunerna."),
]  # fmt: skip


def _row(area, risk, likelihood, consequence, control, responsible, frequency, june, december, mandatory=False):
    return {
        "area": area, "risk": risk, "likelihood": likelihood, "consequence": consequence, "control": control,
        "responsible": responsible, "frequency": frequency, "mandatory": mandatory,
        "results": {_JUNE: said(june), _DECEMBER: said(december)},
    }  # fmt: skip


TRUTH = truth(
    [
        _row(["Ekonomi", "Redovisning", "Leverantörsfakturor"], "Faktura attesteras av fel person", 3, 3,
             "Attestlistan är aktuell", "Ekonom", "2 ggr/år", "OK", "OK", True),
        _row(["Ekonomi", "Redovisning", "Kundfakturor"], "Larm debiteras inte", 2, 3,
             "Automatlarm mot fakturajournal", "Ekonom", "Varje månad", "Tre larm saknade faktura.",
             "Inga fel.\nNytt system från september"),
        _row(["Ekonomi", "Inköp", "Upphandling"], "Avtal saknas", 2, 2,
             "Avtalsdatabasen jämförs med leverantörslistan", "Inköpsansvarig", "Årligen", "Ej gjord",
             "Fyra leverantörer saknade avtal."),
        _row(["Operativ verksamhet", "Utryckning", "Fordon"], "Fordon ur funktion vid larm", 4, 3,
             "Kontroll av veckotillsyn", "Stationschef", "Varje vecka", "Utförd alla veckor.", "Två veckor missades.",
             True),
        _row(["Operativ verksamhet", "Utryckning", "Andningsskydd"], "Utrustning underkänd", 2, 4,
             "Protokoll från årlig kontroll", "Skyddsombud", "Årligen", "OK",
             "OK\nLeverantören byts 2024"),
        _row(["Förebyggande", "Tillsyn", "Tillsynsplan"], "Tillsyn görs inte enligt plan", 3, 2,
             "Antal tillsyner mot plan", "Enhetschef", "Kvartal", "48 av 110 gjorda.", "104 av 110 gjorda."),
    ],
    [("", _TEXT)],
    year=2023,
)  # fmt: skip

DOCUMENT = Written("mellanbygden-direktion-2023", BLOCKS, TRUTH)
