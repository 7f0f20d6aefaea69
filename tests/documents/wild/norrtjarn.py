"""Norrtjärn, election and guardianship: a table on its side, where each column is a control and each line a fact."""

from tests.imports.build import heading, paragraph, table

from .written import Written, said, truth

_P = "2022"
_TEXT = (
    "Under valåret har nämnden haft tre kontroller. De visas bredvid varandra i tabellen, och den som vill veta mer om "
    "hur kontrollerna har gjorts kan vända sig till kanslichefen."
)

BLOCKS = [
    heading("Återrapportering av intern kontroll 2022", 1),
    paragraph("Valnämnden i Norrtjärns kommun"),
    paragraph(_TEXT),
    table(
        ["Kontroll", "Röstkort", "Förtidsröster", "Ersättningar"],
        ["Risk", "Väljare får inget röstkort", "Röster kommer bort mellan lokal och stadshus",
         "Röstmottagare får fel ersättning"],
        ["Riskvärde", 6, 8, 4],
        ["Metod", "Returer räknas varje dag", "Kvittens vid varje transport", "Lista jämförs med schemat"],
        ["Ansvarig", "Valsamordnare", "Valsamordnare", "Ekonom"],
        ["Resultat", "212 returer, alla har hanterats.", "Kvittens saknades för två transporter.", "Inga fel."],
        ["Åtgärd", "", "Blanketten görs om till nästa val.", ""],
    ),
]  # fmt: skip

TRUTH = truth(
    [
        {"control": "Röstkort", "risk": "Väljare får inget röstkort", "score": 6, "method": "Returer räknas varje dag",
         "responsible": "Valsamordnare", "results": {_P: said("212 returer, alla har hanterats.")}},
        {"control": "Förtidsröster", "risk": "Röster kommer bort mellan lokal och stadshus", "score": 8,
         "method": "Kvittens vid varje transport", "responsible": "Valsamordnare",
         "results": {_P: said("Kvittens saknades för två transporter.")},
         "action": "Blanketten görs om till nästa val."},
        {"control": "Ersättningar", "risk": "Röstmottagare får fel ersättning", "score": 4,
         "method": "Lista jämförs med schemat", "responsible": "Ekonom", "results": {_P: said("Inga fel.")}},
    ],
    [("", _TEXT)],
    board="Valnämnden", municipality="Norrtjärns kommun", year=2022,
)  # fmt: skip

DOCUMENT = Written("norrtjarn-valnamnden-2022", BLOCKS, TRUTH, has_header=False)
