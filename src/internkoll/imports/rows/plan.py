"""A plan's table as the other modules see it: columns that are settled, and lines laid out under them."""

from collections.abc import Iterator
from dataclasses import dataclass

from internkoll.imports.columns import Meaning, ReadColumn
from internkoll.imports.period_marks import Mark
from internkoll.imports.readers.shapes import Cell, Line, Table
from internkoll.imports.scanning import letters_for_digits
from internkoll.imports.synonyms import Sense


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A heading and the grid columns `first` to `last` (inclusive) that it stands over; `under` is its own part where
    another heading stands above it."""

    text: str
    meaning: Meaning
    first: int
    last: int
    under: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line below the header, with one cell for each heading. `is_spanning`: its only text runs over all columns."""

    cells: tuple[Cell, ...]
    table: Table
    line: Line
    is_spanning: bool = False
    after_break: bool = False
    after_blank: bool = False

    @property
    def place(self) -> str:
        return self.table.place(self.line)

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell.text]


@dataclass(frozen=True, slots=True)
class Plan:
    """`entries` are lines of data and of group names; `is_cards` where each line was a table of labels and values."""

    header: tuple[HeaderCell, ...]
    entries: tuple[Entry, ...]
    table: Table
    columns: tuple[ReadColumn, ...] = ()
    header_lines: tuple[Line, ...] = ()
    is_cards: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(cell.text.lower() for cell in self.header)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.header)

    @property
    def shape(self) -> tuple[tuple[Sense | None, Mark | None], ...]:
        """What the columns are, by which a header that was misspelt or scanned badly is known again."""
        return tuple((column.sense, column.mark) for column in self.columns)

    def columns_of(self, *senses: Sense) -> Iterator[ReadColumn]:
        return (column for column in self.columns if column.sense in senses)

    def has(self, *senses: Sense) -> bool:
        return any(column.sense in senses for column in self.columns)

    def label(self, column: ReadColumn) -> str:
        """The heading without one that stands above it ("Klart senast", not "Uppföljning Klart senast"), and without
        what a scan has made of it."""
        return letters_for_digits(self.header[column.index].under or column.heading)

    def where(self, entry: Entry, column: ReadColumn) -> str:
        """Where a cell stands: "tabell 3, rad 12, kolumn 2", "Plan!B12". A card is told by its first line."""
        if self.is_cards:
            return entry.place
        return entry.table.place(entry.line, self.header[column.index].first)

    def place_of(self, column: ReadColumn) -> str:
        """Where the heading stands: "tabell 3, rad 1, kolumn 2", "Plan!B4"."""
        grid_column = self.header[column.index].first
        lines = self.header_lines or tuple(entry.line for entry in self.entries[:1])
        return self.table.place(lines[0], grid_column) if lines else self.table.name


def lay_out(line: Line, header: tuple[HeaderCell, ...]) -> tuple[Cell, ...]:
    """A line's cells put under the headings, one cell for each."""
    return tuple(joined_cells(line.cells[cell.first : cell.last + 1]) for cell in header)


def joined_cells(cells: tuple[Cell, ...]) -> Cell:
    filled = [cell for cell in cells if cell.text]
    if len(cells) == 1:
        return cells[0]
    if not filled:
        return Cell(down=any(cell.down for cell in cells), across=all(cell.across for cell in cells) and bool(cells))
    if len(filled) == 1:
        return filled[0]
    return Cell(
        "\n".join(cell.text for cell in filled),
        down=any(cell.down for cell in filled),
        bold=all(cell.bold for cell in filled),
        notes=tuple(note for cell in filled for note in cell.notes),
    )


def spans_all(line: Line) -> bool:
    """Whether the line's only text stands in a cell merged over (all but one of) the table's columns."""
    filled = line.filled
    if len(filled) != 1:
        return False
    after = line.cells[filled[0] + 1 :]
    return len(after) >= 1 and filled[0] <= 1 and all(cell.across for cell in after)
