"""Ekvalla, a city's risk picture: values before and after measures under two-level headings, no controls."""

from tests.imports.build import LEFT, UP, heading, paragraph, table

from .written import Written, truth

_TEXT = (
    "Samlad riskbild för stadsmiljönämnden. Riskerna är värderade före och efter de åtgärder som redan finns. Endast "
    "risker som bedöms kräva ytterligare åtgärd har fått en handlingsplan."
)

BLOCKS = [
    heading("Samlad riskbild 2026", 1),
    paragraph("Stadsmiljönämnden, Ekvalla stad"),
    paragraph(_TEXT),
    table(
        ["Nr", "Risk", "Orsaker", "Före åtgärder", LEFT, LEFT, "Befintliga åtgärder", "Efter åtgärder", LEFT, LEFT,
         "Beslut", "Åtgärd", "Ansvarig", "Tidplan"],
        [UP, UP, UP, "S", "K", "Riskvärde", UP, "S", "K", "Riskvärde", UP, UP, UP, UP],
        ["1", "Broar måste stängas av", "Underhållet är eftersatt sedan många år", 4, 4, 16, "Årlig besiktning",
         3, 4, 12,
         "Reducera", "Underhållsplan för de tio äldsta broarna", "Trafikchef", "Kvartal 2"],
        ["2", "Träd faller över gångvägar", "Torka och sjukdomar", 3, 3, 9, "Inventering vart femte år", 2, 3, 6,
         "Acceptera", "", "", ""],
        ["3", "Entreprenören går i konkurs", "Osäkert läge i branschen", 2, 4, 8, "Kreditupplysning vid upphandling", 2,
         4, 8, "Reducera", "Kreditbevakning av alla avtal över fem miljoner", "Upphandlare", "Kvartal 1"],
        ["4", "Parkeringsavgifter stjäls", "Gamla automater", 2, 2, 4, "Videoövervakning", 1, 2, 2, "Acceptera", "", "",
         ""],
    ),
]  # fmt: skip


def _row(number, risk, likelihood, consequence, score, action="", responsible=""):
    return {
        "risk_number": number, "risk": risk, "likelihood": likelihood, "consequence": consequence, "score": score,
        "action": action, "responsible": responsible,
    }  # fmt: skip


TRUTH = truth(
    [
        _row("1", "Broar måste stängas av", 4, 4, 16,
             "Underhållsplan för de tio äldsta broarna\nTidplan: Kvartal 2", "Trafikchef"),
        _row("2", "Träd faller över gångvägar", 3, 3, 9),
        _row("3", "Entreprenören går i konkurs", 2, 4, 8,
             "Kreditbevakning av alla avtal över fem miljoner\nTidplan: Kvartal 1", "Upphandlare"),
        _row("4", "Parkeringsavgifter stjäls", 2, 2, 4),
    ],
    [("", _TEXT)],
    board="Stadsmiljönämnden", municipality="Ekvalla stad", year=2026,
)  # fmt: skip

DOCUMENT = Written("ekvalla-stadsmiljo-2026", BLOCKS, TRUTH)
