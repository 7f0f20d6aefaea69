"""What a report is made of: paragraphs, marks, cells and tables, the same for every kind of file.

Structure as WCAG 2.2 (1.3.1, 1.4.1) asks for: real headings, real tables, and no meaning by colour alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeVar

from internkoll.rules.marks import Mark

__all__ = ["Block", "Cell", "Column", "Heading", "Mark", "Paragraph", "Table", "with_lists"]

Style = Literal["plain", "strong", "muted"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one item of a list. `label` leads in, in bold ("Frekvens")."""

    text: str
    label: str = ""
    style: Style = "plain"
    is_item: bool = False

    @property
    def plain(self) -> str:
        return f"• {self.text}" if self.is_item else _led_in(self.label, self.text)


Block = Mark | Paragraph


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 stands directly under the report's title; levels are never skipped."""

    level: int
    text: str


P = TypeVar("P", bound=Heading | Block)


@dataclass(frozen=True, slots=True)
class Cell:
    """`rows`: how many rows of the table share the cell. `number`: the figure that the cell tells, for sorting."""

    blocks: tuple[Block, ...] = ()
    rows: int = 1
    number: int | None = None

    @property
    def plain(self) -> str:
        return "\n".join(block.plain for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is per cent of the table's.

    `number_heading` and `mark_heading`: what the cells' numbers and marks are called where they stand by themselves,
    as in a workbook that is to be sorted and filtered. Empty where the column has none.
    """

    key: str
    heading: str
    width: float
    number_heading: str = ""
    mark_heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Each row has one entry a column: a cell, or None where the cell above goes on. The first column heads the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def with_lists(parts: Iterable[P]) -> Iterator[P | tuple[Paragraph, ...]]:
    """The parts in order, where items after each other have become one tuple: a list."""
    for is_list, run in groupby(parts, lambda part: isinstance(part, Paragraph) and part.is_item):
        if is_list:
            yield tuple(part for part in run if isinstance(part, Paragraph))
        else:
            yield from run


def _led_in(label: str, text: str) -> str:
    return f"{label}: {text}".strip() if label else text
