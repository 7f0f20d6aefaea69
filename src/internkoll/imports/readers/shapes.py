"""The shape every reader gives: blocks in document order, whose tables know their cells' merges and places.

A table is a full grid: every line has a cell for each column, and the part of a merged cell that continues another
is an empty cell that says so. Places are words that a person can follow: "tabell 3, rad 12", "Plan!F14".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from internkoll.rules.notices import Notice


@dataclass(frozen=True, slots=True)
class Cell:
    """`down` continues the cell above, `across` the one to the left; `notes` are footnotes called from the cell.
    `turn` is the line of the text at which bold type ends or begins, 0 where all or none of it is bold."""

    text: str = ""
    down: bool = False
    across: bool = False
    bold: bool = False
    notes: tuple[str, ...] = ()
    turn: int = 0


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `number` counts from 1 as the document shows it. `part` counts from 0 where a person has
    split the row in several."""

    number: int
    cells: tuple[Cell, ...]
    part: int = 0

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell.text]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text or cell.down for cell in self.cells)

    def text(self, index: int) -> str:
        return self.cells[index].text if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 0 for the title, 1-9 for headings; 9 where only bold type says that it is a heading."""

    text: str
    level: int
    place: str = ""
    style: str = ""


ParagraphKind = Literal["text", "contents", "note"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`contents` is a line of a list of contents, `note` a footnote or endnote."""

    text: str
    place: str = ""
    kind: ParagraphKind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is "tabell 3", or the sheet's own name where `is_sheet`; a text file is one sheet without a name."""

    lines: tuple[Line, ...]
    name: str
    is_sheet: bool = False

    @property
    def width(self) -> int:
        return max((len(line.cells) for line in self.lines), default=0)

    def place(self, line: Line, column: int | None = None) -> str:
        part = f" (del {line.part + 1})" if line.part else ""
        if self.is_sheet and self.name:
            return f"{self.name}!{column_letters(column or 0)}{line.number}{part}"
        where = f"{self.name}, rad {line.number}{part}" if self.name else f"rad {line.number}{part}"
        return where if column is None else f"{where}, kolumn {column + 1}"


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A whole file as it was read. `margins` are the texts of page headers and footers."""

    kind: str
    blocks: tuple[Block, ...]
    margins: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = field(default=())


def column_letters(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def full_grid(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines, every one as wide as the widest."""
    lines = tuple(lines)
    width = max((len(line.cells) for line in lines), default=0)
    return tuple(replace(line, cells=line.cells + (BLANK,) * (width - len(line.cells))) for line in lines)
