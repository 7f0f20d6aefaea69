"""What a person corrects in how a document was understood: its lines, its tables, its columns and its head.

A correction is a change of the document as it stood, or a choice that goes before the reader's guess; the document is
then understood anew, so that all that follows from it (what a row inherits, what groups it) follows here too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from internkoll.imports.columns import ReadColumn, plain
from internkoll.imports.period_marks import Mark
from internkoll.imports.readers.shapes import Cell, Line, Source, Table
from internkoll.imports.synonyms import Sense

MOST_PARTS = 100
_LONGEST_CELL = 200_000
_MOST_CELLS = 2_000
# A person may say that any line has the headings, one of long texts too.
_LONGEST_HEADING = 200

Text = Annotated[str, Field(max_length=_LONGEST_CELL)]
Name = Annotated[str, Field(max_length=2_000)]
Cells = Annotated[tuple[Text, ...], Field(max_length=_MOST_CELLS)]


class _Correction(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _OfLine(_Correction):
    table: Name
    line: int
    part: int = 0


class Rewritten(_OfLine):
    """The line as it should stand: as it is or mended, split in several, or left out where there are none."""

    kind: Literal["line"] = "line"
    lines: Annotated[tuple[Cells, ...], Field(max_length=MOST_PARTS)]


class Joined(_OfLine):
    """The line is the end of the one above it."""

    kind: Literal["join"] = "join"


class OfTable(_Correction):
    """The table is a plan whose headings stand on the line with that number; None: it is no plan."""

    kind: Literal["table"] = "table"
    table: Name
    header: int | None


class OfColumn(_Correction):
    """What a column is, in every table with these headings. `period` names what it reports, such as "T1"."""

    kind: Literal["column"] = "column"
    headings: Annotated[tuple[Name, ...], Field(max_length=_MOST_CELLS)]
    index: int
    sense: Sense
    period: Annotated[str, Field(max_length=200)] = ""


HeadField = Literal["title", "board", "administration", "year", "date", "reference", "overall"]


class OfHead(_Correction):
    kind: Literal["head"] = "head"
    field: HeadField
    value: Annotated[str, Field(max_length=2_000)]


class OfPeriod(_Correction):
    """The period of results that carry no mark of their own."""

    kind: Literal["period"] = "period"
    value: Annotated[str, Field(max_length=200)]


Correction = Annotated[Rewritten | Joined | OfTable | OfColumn | OfHead | OfPeriod, Field(discriminator="kind")]


class Corrections(_Correction):
    """In the order in which they were made; `remembered` are columns as the municipality chose them another time."""

    made: Annotated[tuple[Correction, ...], Field(max_length=5_000)] = ()
    remembered: Annotated[tuple[OfColumn, ...], Field(max_length=5_000)] = ()

    @property
    def choices(self) -> "Choices":
        tables = {c.table: c.header for c in self.made if isinstance(c, OfTable)}
        columns = {(c.headings, c.index): Chosen.of(c) for c in self.made if isinstance(c, OfColumn)}
        remembered = {(c.headings, c.index): Chosen.of(c, is_remembered=True) for c in self.remembered}
        return Choices(tables, {**remembered, **columns})

    @property
    def head(self) -> dict[str, str]:
        return {c.field: c.value.strip() for c in self.made if isinstance(c, OfHead)}

    @property
    def period(self) -> str | None:
        given = [c.value.strip() for c in self.made if isinstance(c, OfPeriod)]
        return (given[-1] or None) if given else None


NO_CORRECTIONS = Corrections()


@dataclass(frozen=True, slots=True)
class Chosen:
    sense: Sense
    period: str = ""
    is_remembered: bool = False

    @classmethod
    def of(cls, column: OfColumn, *, is_remembered: bool = False) -> "Chosen":
        return cls(column.sense, " ".join(column.period.split()), is_remembered)

    @property
    def mark(self) -> Mark | None:
        return Mark(self.period) if self.period else None


@dataclass(frozen=True, slots=True)
class Choices:
    """`tables`: the number of the line of headings, by the table's name; None for no plan. `columns`: by the headings
    of the table and the column's place among them."""

    tables: Mapping[str, int | None]
    columns: Mapping[tuple[tuple[str, ...], int], Chosen]

    def of(self, headings: Sequence[str]) -> dict[int, Chosen]:
        """What has been chosen for a table with these headings, by the column's place among them."""
        key = headings_key(headings)
        found = ((index, self.columns.get((key, index))) for index in range(len(key)))
        return {index: chosen for index, chosen in found if chosen}

    def is_chosen(self, headings: Sequence[str]) -> bool:
        """Whether a person has said of this table what any of its columns is."""
        return any(not chosen.is_remembered for chosen in self.of(headings).values())


NO_CHOICES = Choices({}, {})


def headings_key(headings: Sequence[str]) -> tuple[str, ...]:
    """By what a table is known again, in this document and in next year's."""
    return tuple(plain(heading)[:_LONGEST_HEADING] for heading in headings)


def as_chosen(columns: Sequence[ReadColumn], chosen: Mapping[int, Chosen]) -> tuple[ReadColumn, ...]:
    """The columns as they were settled, but for those that a person has said what they are."""
    return tuple(_as_chosen(column, chosen[column.index]) if column.index in chosen else column for column in columns)


def _as_chosen(column: ReadColumn, chosen: Chosen) -> ReadColumn:
    mark = chosen.mark or (column.mark if chosen.sense == column.sense else None)
    return replace(column, sense=chosen.sense, confidence=1.0, mark=mark)


def corrected(source: Source, corrections: Corrections) -> Source:
    """The document with its lines as a person has put them. A correction of a line that is not there does nothing."""
    blocks = list(source.blocks)
    at = {block.name: index for index, block in reversed(list(enumerate(blocks))) if isinstance(block, Table)}
    for correction in corrections.made:
        if isinstance(correction, Rewritten | Joined) and correction.table in at:
            table = blocks[at[correction.table]]
            blocks[at[correction.table]] = _corrected(table, correction) if isinstance(table, Table) else table
    return replace(source, blocks=tuple(blocks))


def _corrected(table: Table, correction: Rewritten | Joined) -> Table:
    at = _place_of(table.lines, correction)
    if at is None:
        return table
    before, line, after = table.lines[:at], table.lines[at], table.lines[at + 1 :]
    if isinstance(correction, Joined):
        lines = (*before[:-1], _joined(before[-1], line), *after) if before else table.lines
    else:
        parts = _rewritten(line, correction.lines, taken=[other.part for other in _alike(table.lines, line)])
        lines = (*before, *parts, *after)
    return replace(table, lines=lines)


def _place_of(lines: Sequence[Line], correction: _OfLine) -> int | None:
    wanted = (correction.line, correction.part)
    return next((index for index, line in enumerate(lines) if (line.number, line.part) == wanted), None)


def _alike(lines: Iterable[Line], line: Line) -> Iterable[Line]:
    return (other for other in lines if other.number == line.number)


def _rewritten(line: Line, texts: Sequence[Cells], *, taken: Sequence[int]) -> list[Line]:
    """The first keeps the line's own part, the others get parts that no other line of the same number has."""
    if not texts:
        return []
    first = _with_texts(line, texts[0])
    free = max(taken) + 1
    others = (_with_texts(_below(line), cells) for cells in texts[1:])
    return [first, *(replace(other, part=free + index) for index, other in enumerate(others))]


def _with_texts(line: Line, texts: Sequence[str]) -> Line:
    given = (*texts, *("" for _ in line.cells))
    return replace(line, cells=tuple(_cell(cell, text) for cell, text in zip(line.cells, given, strict=False)))


def _cell(cell: Cell, text: str) -> Cell:
    if text == cell.text:
        return cell
    # What has a text of its own continues no other cell.
    return replace(cell, text=text, down=cell.down and not text, across=cell.across and not text, turn=0)


def _below(line: Line) -> Line:
    """The line's cells as they would stand below it: blank, and the same cells going on."""
    return replace(line, cells=tuple(Cell(down=not cell.across, across=cell.across) for cell in line.cells))


def _joined(upper: Line, lower: Line) -> Line:
    width = max(len(upper.cells), len(lower.cells))
    cells = tuple(_end_to_end(upper, lower, index) for index in range(width))
    return replace(upper, cells=cells)


def _end_to_end(upper: Line, lower: Line, index: int) -> Cell:
    above = upper.cells[index] if index < len(upper.cells) else Cell()
    below = lower.text(index)
    return replace(above, text=sentence_joined(above.text, below), across=above.across and not below, turn=0)


def sentence_joined(first: str, rest: str) -> str:
    """Two parts of a text: as one sentence where the first does not end and the second goes on, else as paragraphs."""
    if not (first and rest):
        return first or rest
    goes_on = first[-1] not in ".!?:;" and rest[0].islower()
    if goes_on and first.endswith("-") and not first.endswith(" -"):
        return first[:-1] + rest
    return f"{first} {rest}" if goes_on else f"{first}\n{rest}"
