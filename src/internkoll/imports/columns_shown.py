"""What the columns of a document were taken for, as the page shows them to be chosen: tables with the same headings
together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from internkoll.imports.columns import SURE
from internkoll.imports.models import Reading
from internkoll.imports.synonyms import FIELDS, Sense

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """`table` and `index` name its fields in the form of columns."""

    table: int
    index: int
    heading: str
    samples: tuple[str, ...]
    sense: str
    period: str
    confidence: float
    by: str

    @property
    def sense_field(self) -> str:
        return f"kolumn-{self.table}-{self.index}"

    @property
    def period_field(self) -> str:
        return f"period-{self.table}-{self.index}"

    @property
    def percent(self) -> int:
        return round(100 * self.confidence)

    @property
    def is_doubtful(self) -> bool:
        return self.by == "guess" and self.confidence < SURE and bool(self.samples)

    @property
    def may_have_period(self) -> bool:
        return (
            FIELDS.get(Sense(self.sense)) in ("result", "outcome", "status", "risk_assessment") if self.sense else False
        )


@dataclass(frozen=True, slots=True)
class TableShown:
    """`parts` are the tables that were read as this one."""

    name: str
    parts: tuple[str, ...]
    headings: tuple[str, ...]
    columns: tuple[ColumnShown, ...]

    @property
    def others(self) -> int:
        return len(self.parts) - 1

    @property
    def doubtful(self) -> int:
        return sum(column.is_doubtful for column in self.columns)


def tables_of(reading: Reading) -> tuple[TableShown, ...]:
    return tuple(_tables(reading.understood["tables"]))


def _tables(told: Iterable[Mapping[str, Any]]) -> Iterator[TableShown]:
    """Those with the same headings are chosen for together."""
    alike: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for table in told:
        alike.setdefault(tuple(table["headings"]), []).append(table)
    for number, (headings, tables) in enumerate(alike.items()):
        parts = tuple(dict.fromkeys(name for table in tables for name in table["parts"]))
        yield TableShown(tables[0]["name"], parts, headings, tuple(_columns(number, tables)))


def _columns(number: int, tables: Sequence[Mapping[str, Any]]) -> Iterator[ColumnShown]:
    for same in zip(*(table["columns"] for table in tables), strict=True):
        samples = dict.fromkeys(text for column in same for text in column["samples"])
        unsure = min(same, key=lambda column: column["confidence"])
        if unsure["heading"] or samples:
            yield ColumnShown(
                number,
                unsure["index"],
                unsure["heading"],
                tuple(samples)[:_SAMPLES],
                unsure["sense"] or "",
                unsure["period"],
                unsure["confidence"],
                unsure["by"],
            )
