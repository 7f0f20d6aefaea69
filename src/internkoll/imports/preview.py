"""A document as it stood beside what was understood of it: what the page shows, line by line.

The lines are those of the tables as they are corrected; each knows the row that was read from it, if any, and what
there is to tell of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from internkoll.imports.columns_shown import TableShown, tables_of
from internkoll.imports.kept import source_kept
from internkoll.imports.models import Reading
from internkoll.imports.readers.shapes import Block, Heading, Line, Paragraph, Table
from internkoll.imports.readings import corrections_of, document_understood
from internkoll.imports.rows.corrections import Corrections, Rewritten, corrected
from internkoll.rules.exchange import Document, Row
from internkoll.rules.fields import USUAL_WORDS
from internkoll.rules.notices import Notice

_DOUBTS = ("error", "warning")
_LONG, _MANY_LINES, _BEGINNING = 320, 6, 240


@dataclass(frozen=True, slots=True)
class Told:
    """A label and its text, on either side."""

    label: str
    text: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > _LONG or self.text.count("\n") > _MANY_LINES

    @property
    def beginning(self) -> str:
        """As much as tells what it is."""
        lines = self.text[:_BEGINNING].split("\n")
        return "\n".join(lines[:_MANY_LINES])


@dataclass(frozen=True, slots=True)
class Beside:
    """A line as it stood, and what was read from it: mostly one row, in labels and texts. `key` names the line in
    forms ("tabell 3|12|0"); what is no line of a table has none."""

    key: str
    place: str
    stood: tuple[Told, ...]
    read: tuple[tuple[Told, ...], ...]
    notices: tuple[Notice, ...] = ()
    is_header: bool = False

    @property
    def is_doubtful(self) -> bool:
        return any(notice.severity in _DOUBTS for notice in self.notices)

    @property
    def is_quiet(self) -> bool:
        """Nothing was read from it and there is nothing to tell: a heading, or the end of the row above."""
        return not (self.read or self.notices)

    @property
    def has_tools(self) -> bool:
        """Whether it is a line that can be corrected: headings are chosen by the column."""
        return bool(self.key) and not self.is_header

    @property
    def words(self) -> str:
        return " | ".join(told.text for told in self.stood)


@dataclass(frozen=True, slots=True)
class Other:
    """A table that was read as no plan."""

    name: str
    lines: tuple[tuple[int, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    document: Document
    tables: tuple[TableShown, ...]
    lines: tuple[Beside, ...]
    others: tuple[Other, ...]
    left_out: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    corrections: int

    @property
    def doubtful(self) -> tuple[Beside, ...]:
        return tuple(line for line in self.lines if line.is_doubtful)

    @property
    def has_doubts(self) -> bool:
        return any(notice.severity in _DOUBTS for notice in self.notices)

    @property
    def doubtful_columns(self) -> int:
        return sum(table.doubtful for table in self.tables)


def preview_of(reading: Reading) -> Preview:
    corrections = corrections_of(reading)
    as_read = source_kept(reading.source)
    source = corrected(as_read, corrections)
    document = document_understood(reading)
    tables = tables_of(reading)
    drawing = _Drawing(document, reading.understood, tables)
    lines = tuple(drawing.lines(source.blocks))
    read = {name for table in tables for name in table.parts}
    others = tuple(_other(block) for block in source.blocks if isinstance(block, Table) and block.name not in read)
    return Preview(
        document,
        tables,
        lines,
        others,
        tuple(_left_out(as_read.blocks, corrections)),
        tuple(sorted(drawing.general, key=_gravity)),
        len(corrections.made),
    )


def _gravity(notice: Notice) -> int:
    return ("error", "warning", "info").index(notice.severity)


Rows = Mapping[str, tuple[Row, ...]]


@dataclass(slots=True)
class _Drawing:
    document: Document
    understood: Mapping[str, Any]
    tables: Sequence[TableShown]
    general: list[Notice] = field(default_factory=list)

    def lines(self, blocks: Iterable[Block]) -> Iterator[Beside]:
        rows = self._rows_by_place()
        headings = self._headings()
        blocks = list(blocks)
        notices = self._notices_by_place(blocks)
        for block in blocks:
            if isinstance(block, Table):
                columns = headings.get(block.name)
                if columns is not None:
                    header = self._header_lines(block.name)
                    yield from _lines_of(block, columns, header, rows, notices)
            elif block.place in rows:
                yield _beside_text(block, rows[block.place], notices.get(block.place, ()))

    def _rows_by_place(self) -> Rows:
        found: dict[str, tuple[Row, ...]] = {}
        for place, row in zip(self.understood["places"], self.document.rows, strict=True):
            found[place] = (*found.get(place, ()), row)
        return found

    def _headings(self) -> dict[str, dict[int, str]]:
        """The heading over each grid column, by the table's name."""
        found: dict[str, dict[int, str]] = {}
        for told in self.understood["tables"]:
            own = {
                grid: column["heading"]
                for column in told["columns"]
                for grid in range(column["first"], column["last"] + 1)
            }
            # The labels of a card stand beside their values, and over nothing.
            for name in told["parts"]:
                found[name] = {} if told["is_cards"] else own
        return found

    def _header_lines(self, name: str) -> set[int]:
        return {number for told in self.understood["tables"] if told["name"] == name for number in told["header"]}

    def _notices_by_place(self, blocks: Iterable[Block]) -> dict[str, tuple[Notice, ...]]:
        line_of = dict(_places(blocks))
        found: dict[str, list[Notice]] = {}
        for notice in self.document.notices:
            if (place := line_of.get(notice.place)) is not None:
                found.setdefault(place, []).append(notice)
            else:
                self.general.append(notice)
        return {place: tuple(notices) for place, notices in found.items()}


def _places(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """(place, the place of its line) for every line and cell that a notice may be about."""
    for block in blocks:
        if isinstance(block, Table):
            for line in block.lines:
                place = block.place(line)
                yield place, place
                for column in range(len(line.cells)):
                    yield block.place(line, column), place
        else:
            yield block.place, block.place


def _lines_of(
    table: Table,
    headings: Mapping[int, str],
    header: set[int],
    rows: Rows,
    notices: Mapping[str, tuple[Notice, ...]],
) -> Iterator[Beside]:
    for line in table.lines:
        if not line.filled and not any(cell.down for cell in line.cells):
            continue
        place = table.place(line)
        # What stands above the headings has none of them over it.
        over = {} if line.number < min(header, default=0) else headings
        yield Beside(
            key_of(table.name, line),
            place,
            tuple(Told(over.get(index, ""), line.text(index)) for index in line.filled),
            tuple(tuple(_read(row)) for row in rows.get(place, ())),
            notices.get(place, ()),
            line.number in header,
        )


def key_of(table: str, line: Line) -> str:
    return f"{table}|{line.number}|{line.part}"


def _beside_text(block: Heading | Paragraph, rows: Sequence[Row], notices: tuple[Notice, ...]) -> Beside:
    return Beside("", block.place, (Told("", block.text),), tuple(tuple(_read(row)) for row in rows), notices)


def _read(row: Row) -> Iterator[Told]:
    """The row as it was understood, field by field, without what it does not tell."""
    if row.area:
        yield Told(USUAL_WORDS["area"], " / ".join(row.area))
    if row.mandatory:
        yield Told(USUAL_WORDS["mandatory"], "ja")
    for name in (
        "risk_number", "risk", "likelihood", "consequence", "score", "level", "working_method", "systematic_control",
    ):  # fmt: skip
        yield from _told(name, getattr(row, name))
    if row.continues:
        yield Told(USUAL_WORDS["control"], "samma som på raden ovanför")
    else:
        yield from _told("control", row.control)
    for name in ("method", "responsible", "frequency"):
        yield from _told(name, getattr(row, name))
    for period, result in row.results.items():
        yield from _told("outcome", result.outcome, period)
        yield from _told("status", result.status, period)
        yield from _told("result", result.text, period)
    for period, estimate in row.risk_assessments.items():
        text = "\n".join(part for part in (estimate.level, estimate.text) if part)
        yield from _told("risk_assessment", text, period)
    yield from _told("action", row.action)


def _told(field_name: str, value: object, period: str = "") -> Iterator[Told]:
    if value not in (None, ""):
        word = USUAL_WORDS[field_name]
        yield Told(f"{word} {period}" if period else word, str(value))


_FIRST_LINES = 12


def _other(table: Table) -> Other:
    filled = [line for line in table.lines if line.filled]
    shown = tuple(
        (line.number, " | ".join(line.text(index) for index in line.filled)) for line in filled[:_FIRST_LINES]
    )
    return Other(table.name, shown, len(filled))


def _left_out(blocks: Iterable[Block], corrections: Corrections) -> Iterator[tuple[str, str]]:
    """(key, its texts) of each line that a person has left out."""
    lines = {key_of(block.name, line): line for block in blocks if isinstance(block, Table) for line in block.lines}
    for correction in corrections.made:
        if isinstance(correction, Rewritten) and not correction.lines:
            key = f"{correction.table}|{correction.line}|{correction.part}"
            line = lines.get(key)
            yield key, " | ".join(line.text(index) for index in line.filled) if line else ""
