"""Stenhamra, culture board: a form for each control, with each label in the line above what it tells."""

from tests.imports.build import LEFT, bold, heading, paragraph, table

from .written import Written, said, truth

_P = "2024"
_TEXT = (
    "Kultur- och fritidsnämnden har under året genomfört de kontroller som nämnden beslutade om i december. För varje "
    "kontroll finns en blankett som fylls i av den som har gjort kontrollen och lämnas till nämndsekreteraren."
)


def _form(number, risk, value, control, who, often, how, result, verdict, action):
    return table(
        [bold("Nr"), bold("Risk"), LEFT, bold("Riskvärde")],
        [number, risk, LEFT, value],
        [bold("Kontroll"), LEFT, bold("Ansvarig"), bold("Hur ofta")],
        [control, LEFT, who, often],
        [bold("Så har kontrollen gjorts"), LEFT, LEFT, LEFT],
        [how, LEFT, LEFT, LEFT],
        [bold("Resultat"), LEFT, LEFT, bold("Bedömning")],
        [result, LEFT, LEFT, verdict],
        [bold("Åtgärd"), LEFT, LEFT, LEFT],
        [action, LEFT, LEFT, LEFT],
    )


_TOLD = [
    ("1", "Kontanter försvinner från badhusets kassa", "3x2=6", "Kassakontroll", "Badchef", "Varje vecka",
     "Oanmälda besök vid fyra tillfällen.", "Kassan stämde vid alla fyra besöken.", "Utan anmärkning", ""),
    ("2", "Föreningsbidrag betalas ut på fel grund", "3x3=9", "Granskning av medlemsuppgifter", "Föreningskonsulent",
     "En gång per år", "Tio föreningar valdes ut genom lottning.", "Två föreningar kunde inte visa sina register.",
     "Mindre anmärkning", "Bidraget för de två föreningarna räknas om."),
    ("3", "Lokaler hyrs ut under taxa", "2x2=4", "Avstämning av bokningar mot fakturor", "Lokalbokare", "Kvartalsvis",
     "Alla bokningar i mars jämfördes.", "Inga skillnader.", "Utan anmärkning", ""),
    ("4", "Minderåriga deltar i läger utan tillstånd", "2x4=8", "Blanketter från vårdnadshavare", "Lägerledare",
     "Före varje läger", "Blanketter för två läger gicks igenom.", "Fem blanketter saknades vid sommarlägret.",
     "Större anmärkning", "Ingen får följa med utan blankett. Gäller från höstlovet."),
]  # fmt: skip

BLOCKS = [
    heading("Uppföljning av internkontroll 2024", 1),
    paragraph("Kultur- och fritidsnämnden, Stenhamra kommun"),
    paragraph("KFN 2024/88"),
    paragraph(_TEXT),
    *[block for told in _TOLD for block in (_form(*told), paragraph("Blanketten är ifylld och lämnad."))],
]


def _row(number, risk, value, control, who, often, how, result, verdict, action):
    likelihood, consequence, score = int(value[0]), int(value[2]), int(value[4:])
    return {
        "risk_number": number, "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "control": control, "responsible": who, "frequency": often, "method": how, "action": action,
        "results": {_P: said(result, verdict)},
    }  # fmt: skip


TRUTH = truth(
    [_row(*told) for told in _TOLD], [("", _TEXT)],
    board="Kultur- och fritidsnämnden", municipality="Stenhamra kommun", year=2024, reference="KFN 2024/88",
)  # fmt: skip

DOCUMENT = Written("stenhamra-kfn-2024", BLOCKS, TRUTH, has_header=False)
