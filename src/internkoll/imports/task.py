"""What one import is about, handed from step to step, and what stands against it."""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from internkoll.base.models import Unit, User
from internkoll.plan.models import Plan
from internkoll.rules.exchange import Document
from internkoll.rules.notices import Notice
from internkoll.rules.periods import in_order

# How like two names of a board are, of 100, when one is the other with a word inflected, added or misspelt.
ALIKE = 75


@dataclass(frozen=True, slots=True)
class Task:
    by: User | None
    plan: Plan
    document: Document
    conflicts: list[Notice] = field(default_factory=list)

    @property
    def board(self) -> Unit:
        return self.plan.unit

    @property
    def year(self) -> int:
        return self.plan.year

    @property
    def period(self) -> str | None:
        """The document's own period; the last that its rows tell of where its head tells none."""
        told = in_order(self.document.periods)
        return self.document.period or (told[-1] if told else None)

    def doubts(self) -> list[Notice]:
        return doubts_of(self.document, self.board, self.year)

    def conflict(self, row_number: int, text: str) -> None:
        self.conflicts.append(Notice("import-conflict", "error", f"rad {row_number}", text))


def doubts_of(document: Document, board: Unit, year: int) -> list[Notice]:
    """Where the document says that it is another board's, or another year's, than it is brought in for."""
    doubts = []
    if document.board and fuzz.ratio(document.board.casefold(), board.name.casefold()) < ALIKE:
        doubts.append(f"Dokumentet säger att det gäller ”{document.board}” men läses in för ”{board.name}”.")
    if document.year not in (None, year):
        doubts.append(f"Dokumentet säger att det gäller {document.year} men läses in för {year}.")
    return [Notice("import-elsewhere", "warning", "dokumentets huvud", text) for text in doubts]
