"""A table as it stands on a page, before its pages are put together: rows of cells that hold lines of text."""

from dataclasses import dataclass, field

from internkoll.imports.readers.pdf.shapes import TextLine


@dataclass(slots=True)
class PartCell:
    """`x0` and `x1` are its sides; `rows_below` is how many rows further down it is merged with."""

    lines: list[TextLine] = field(default_factory=list)
    down: bool = False
    across: bool = False
    x0: float = 0.0
    x1: float = 0.0
    rows_below: int = 0
    is_head: bool = False


@dataclass(slots=True)
class PartRow:
    """`last_page` is where it ends. `joined` are the pages on which what goes on with it was found without a tag."""

    page: int
    top: float
    bottom: float
    cells: list[PartCell]
    last_page: int
    joined: list[int] = field(default_factory=list)

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell.lines]


@dataclass(slots=True)
class Part:
    """`edges` are the x of the sides of its columns, one more than they are. `open_top` and `open_bottom` tell that no
    line closes it there, `open_sides` that none does to the left and right,
    `is_soft` that its columns are known by their text alone, so that its right side is only where that ends."""

    edges: list[float]
    rows: list[PartRow]
    open_top: bool = False
    open_bottom: bool = False
    open_sides: bool = False
    is_soft: bool = False

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    @property
    def page(self) -> int:
        return self.rows[0].page

    @property
    def last_page(self) -> int:
        return self.rows[-1].last_page

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom
