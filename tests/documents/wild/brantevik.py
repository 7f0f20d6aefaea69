"""Brantevik, harbour company: a heading and labelled paragraphs for each risk, no table but that of the front page."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_P = "Halvår 1 2024"
_TEXT = (
    "Bolaget har valt att beskriva varje risk för sig. Vid halvårsskiftet har samtliga kontroller utom en gjorts. "
    "Styrelsen får nästa rapport i samband med årsbokslutet."
)


def _told(number, risk, value, control, how, who, when, result, status):
    return [
        heading(f"Risk {number}: {risk}", 2),
        paragraph(f"Riskvärde: {value}"),
        paragraph(f"Kontrollmoment: {control}"),
        paragraph(f"Kontrollmetod: {how}"),
        paragraph(f"Ansvarig: {who}"),
        paragraph(f"Frekvens: {when}"),
        paragraph(f"Resultat: {result}"),
        paragraph(f"Status: {status}"),
    ]


_ALL = [
    ("1", "Kajen rasar vid tung last", "12", "Besiktning av kajkonstruktion", "Dykare och ritningar", "Hamnchef",
     "Vart tredje år", "Besiktningen visade två sprickor som har lagats.", "Klar"),
    ("2", "Hamnavgifter tas inte ut", "6", "Anlöpslistan mot fakturor", "Stickprov på 50 anlöp", "Ekonomiansvarig",
     "Varje kvartal", "Tre anlöp hade inte fakturerats.", "Klar"),
    ("3", "Obehöriga kommer in på området", "9", "Passerkort", "Lista över kort jämförs med anställda", "Skyddschef",
     "Två gånger per år", "Åtta kort var inte spärrade.", "Klar"),
    ("4", "Oljeutsläpp hanteras för sent", "8", "Övning", "Skrivbordsövning med räddningstjänsten", "Hamnchef",
     "Årligen", "Övningen är planerad till oktober.", "Planerad"),
]  # fmt: skip

BLOCKS = [
    heading("Halvårsrapport intern kontroll 2024", 1),
    table(["Bolag", "Branteviks Hamn AB"], ["Dnr", "BH 2024-17"], ["Datum", "2024-08-20"]),
    paragraph(_TEXT),
    *[block for each in _ALL for block in _told(*each)],
]


def _row(number, risk, value, control, how, who, when, result, status):
    return {
        "risk_number": number, "risk": risk, "score": int(value), "control": control, "method": how, "responsible": who,
        "frequency": when, "results": {_P: said(result, status=status)},
    }  # fmt: skip


TRUTH = truth(
    [_row(*each) for each in _ALL], [("", _TEXT)],
    given=_P, board="Branteviks Hamn AB", year=2024, reference="BH 2024-17", date="2024-08-20",
)  # fmt: skip

DOCUMENT = Written("brantevik-hamn-2024", BLOCKS, TRUTH, ("docx",))
