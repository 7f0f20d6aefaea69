"""Text (.csv, .tsv, .txt, or pasted) -> blocks: a table where its lines are in columns, else paragraphs.

Lines are counted as Excel counts them when it opens the file: a cell with line breaks is on one line.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from internkoll.imports.readers.encodings import text_of
from internkoll.imports.readers.guard import MAX_CELLS, TOO_MUCH, Unreadable
from internkoll.imports.readers.separated import plain_field, separated
from internkoll.imports.readers.shapes import BLANK, Block, Cell, Line, Paragraph, Source, Table, full_grid
from internkoll.imports.readers.sheets import MAX_COLUMNS
from internkoll.imports.readers.word_text import tidy

_TOO_WIDE = f"Filen har fler än {MAX_COLUMNS} kolumner. Ta bort de kolumner som inte hör till planen och försök igen."
_LEAST_ROWS = 2
_EMPTY = "Filen är tom: den har ingen text. Kontrollera att rätt fil valdes och att den är sparad."


def read_text(data: bytes) -> Source:
    """Raises Unreadable where the file is no text, or holds more than is read."""
    return Source("csv", blocks_of_text(text_of(data)))


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Raises Unreadable where there is no text, or more than is read."""
    told = separated(text)
    rows = [Row(number, [tidy(plain_field(field)) for field in record]) for number, record in told.records]
    filled = sum(len(row.fields) - row.fields.count("") for row in rows)
    if filled > MAX_CELLS:
        raise Unreadable(TOO_MUCH)
    if not filled:
        raise Unreadable(_EMPTY)
    below = _first_below(rows) if told.separator else 0
    table = (_table(rows[:below]),) if below else ()
    return (*table, *_paragraphs(rows[below:]))


class Row(NamedTuple):
    """One line of the text as Excel counts them, from 1."""

    number: int
    fields: list[str]


def _first_below(rows: list[Row]) -> int:
    """Where the text and signatures below the last table begin: at lines of less than half its fields.

    Only where every row of the tables has all its separators, else the last rows may be short themselves.
    """
    widths = Counter(len(row.fields) for row in rows if len(row.fields) > 1)
    if not widths:
        return 0
    width = max(widths, key=lambda width: widths[width] * width)
    if widths[width] < _LEAST_ROWS:
        return len(rows)
    places = [place for place, row in enumerate(rows) if len(row.fields) == width]
    if any(1 < len(row.fields) < width for row in rows[places[0] : places[-1] + 1]):
        return len(rows)
    return 1 + max(place for place, row in enumerate(rows) if len(row.fields) * 2 > width)


def _paragraphs(rows: list[Row]) -> Iterator[Paragraph]:
    for number, fields in rows:
        text = " | ".join(field for field in fields if field)
        if text:
            yield Paragraph(text, f"rad {number}")


def _table(rows: list[Row]) -> Table:
    lines = []
    for number, fields in rows:
        width = max((place for place, field in enumerate(fields, 1) if field), default=0)
        if width > MAX_COLUMNS:
            raise Unreadable(_TOO_WIDE)
        lines.append(Line(number, tuple(Cell(text) if text else BLANK for text in fields[:width])))
    return Table(full_grid(lines), "", is_sheet=True)
