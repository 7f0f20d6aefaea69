"""The columns of one table while it is being settled what each of them is: column_context.py."""

from collections.abc import Callable
from dataclasses import dataclass

from internkoll.imports.evidence import share
from internkoll.imports.period_marks import Mark
from internkoll.imports.synonyms import Sense

ESTIMATES = (Sense.SCORE, Sense.LEVEL, Sense.ESTIMATE)
RESULTS = (Sense.RESULT, Sense.OUTCOME, Sense.CROSS, Sense.STATUS, Sense.STATUS_CROSS)


@dataclass(slots=True)
class OpenColumn:
    index: int
    heading: str
    sense: Sense | None
    confidence: float
    mark: Mark | None
    cells: tuple[str, ...]

    def becomes(self, sense: Sense | None, confidence: float | None = None) -> None:
        self.sense = sense
        self.confidence = self.confidence if confidence is None else min(self.confidence or 1.0, confidence)

    def share(self, test: Callable[[str], bool]) -> float:
        return share(self.cells, test)

    @property
    def period(self) -> str:
        return self.mark.key(None) if self.mark else ""


@dataclass(slots=True)
class OpenTable:
    columns: list[OpenColumn]
    has_value_groups: bool
    year: int | None = None

    def of(self, *senses: Sense) -> list[OpenColumn]:
        return [column for column in self.columns if column.sense in senses]

    def has(self, *senses: Sense) -> bool:
        return any(column.sense in senses for column in self.columns)
