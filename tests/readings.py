"""A document that has been read and waits to be brought in, made without the child that reads strangers' files."""

import hashlib

from internkoll.base.models import Unit, User
from internkoll.imports.answer import beside
from internkoll.imports.asked import Asked
from internkoll.imports.kept import kept
from internkoll.imports.models import Reading
from internkoll.imports.readers import blocks_of
from internkoll.imports.reading import Read
from internkoll.imports.readings import understood_of
from internkoll.imports.rows.document import understand
from tests.imports.build import as_docx, heading, paragraph, table

HEADINGS = ["Nr", "Risk", "Kontrollmoment", "Metod", "Ansvarig", "Vår kod", "Resultat T2"]
PLAN = table(
    HEADINGS,
    ["7", "Risk att avtal löper ut", "Avtalsregistret gås igenom", "Genomgång", "Inköpschef", "a", "Inga fel."],
    ["8", "Risk att larm inte fungerar", "Larmen provas", "Prov", "Fastighetschef", "b", "Två larm var trasiga."],
    ["", "", "Larmlistan stäms av", "Avstämning", "Fastighetschef", "", ""],
)
BLOCKS = [heading("Internkontrollplan 2024", 1), paragraph("Planen gäller hela nämnden."), PLAN]


def reading_of(board: Unit, *, by: User | None = None, blocks=BLOCKS, name: str = "Plan 2024.docx", year: int = 2024):
    source = blocks_of(as_docx(blocks))
    understood = understand(source)
    told = beside(Asked(keeps=True), source, understood)
    read = Read(understood.document, tuple(told["places"]), tuple(told["tables"]), kept(source))
    return Reading.objects.create(
        unit=board,
        year=year,
        name=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        source=read.source,
        corrections={},
        understood=understood_of(read),
        read_by=by,
    )
