"""What a reader tells about its own reading: the columns and how sure it is of them, and all that is in no row."""

import re
from collections.abc import Collection, Iterator, Sequence

from internkoll.imports.columns import ReadColumn
from internkoll.imports.readers.shapes import Block, Paragraph, Table
from internkoll.imports.rows.estimates import NOTATION
from internkoll.imports.rows.head import Head
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.regions import Aside, Piece
from internkoll.imports.rows.texts import line_text
from internkoll.imports.synonyms import field_word
from internkoll.rules.exchange import Column, Document
from internkoll.rules.notices import Notice

_UNSURE = 0.7
_WORD = re.compile(r"\d+|[^\W\d_]{2,}")


def read_columns(plans: Sequence[Plan]) -> Iterator[Column]:
    """Each heading once, with the place where it first stands; blank columns without a heading are not told."""
    seen = set()
    for plan in plans:
        for column in plan.columns:
            if (column.heading, column.field) not in seen and (column.heading or column.field):
                seen.add((column.heading, column.field))
                yield Column(
                    heading=column.heading,
                    field=column.field,
                    confidence=column.confidence,
                    place=plan.place_of(column),
                )


def column_notices(plan: Plan, entries: Sequence[Entry]) -> Iterator[Notice]:
    """Columns that no field answers to, with all that stands in them, and columns that are uncertain."""
    for column in plan.columns:
        texts = [(plan.where(entry, column), text) for entry in entries if (text := entry.cells[column.index].text)]
        if texts and column.field is None:
            yield _without_field(plan, column, texts)
        elif texts and column.sense and column.confidence < _UNSURE:
            yield Notice(
                "uncertain-column", "warning", plan.place_of(column),
                f"{_named(column)} lästes som {field_word(column.sense)}, men det är osäkert.",
            )  # fmt: skip


def _without_field(plan: Plan, column: ReadColumn, texts: Sequence[tuple[str, str]]) -> Notice:
    quoted = "; ".join(f'{place}: "{text}"' for place, text in texts)
    return Notice(
        "column-without-field", "warning", plan.place_of(column),
        f"{_named(column)} svarar inte mot något fält. Det som står där kom inte med på raderna: {quoted}",
    )  # fmt: skip


def _named(column: ReadColumn) -> str:
    return f'Kolumnen "{column.heading}"' if column.heading else "En kolumn utan rubrik"


def left_out_notices(
    pieces: Sequence[Piece], head: Head, margins: Sequence[str], *, has_rows: bool, values: Collection[str]
) -> Iterator[Notice]:
    """What is neither row nor running text, quoted. `values` are the names of tables that were read as a value."""
    if not has_rows:
        yield Notice(
            "no-rows", "error", "",
            "Ingen tabell med risker eller kontroller kändes igen. Kontrollera att tabellens första rad har rubriker, "
            'till exempel "Risk", "Kontrollmoment" och "Ansvarig".',
        )  # fmt: skip
    if head.taken:
        yield Notice("head", "info", "", f"Lästes som dokumentets huvud: {_quoted(head.taken)}")
    contents = [piece.text for piece in pieces if isinstance(piece, Paragraph) and piece.kind == "contents"]
    if contents:
        yield Notice("contents-list", "info", "", f"Innehållsförteckningen lästes inte in: {_quoted(contents)}")
    if margins:
        yield Notice(
            "margins", "info", "", f"Sidhuvud och sidfot lästes bara som dokumentets huvud: {_quoted(margins)}"
        )
    for piece in pieces:
        if isinstance(piece, Aside) and any(line.filled for line in piece.lines) and piece.table.name not in values:
            first = next(line_text(line) for line in piece.lines if line.filled)
            yield Notice(
                "not-a-plan", "info", piece.table.name,
                f'Tabellen som börjar "{first[:80]}" är ingen plan och lästes som löpande text.',
            )  # fmt: skip


def name_notices(names: Collection[Name]) -> Iterator[Notice]:
    """How headings and group rows were read where more was made of them than a name."""
    for name in names:
        if name.estimate is not None and name.text:
            yield Notice("value-group", "info", name.place, f'"{name.text}" lästes som värdet på riskerna under den.')
        elif name.given is not None:
            yield Notice("value-group", "info", name.place, "Tabellen lästes som värdet på riskerna under den.")
        elif name.is_labelled:
            label = name.text.removesuffix(name.plain).strip()
            yield Notice(
                "label", "info", "", f'"{label}" lästes som vad namnet efter det är, och togs bort från namnet.'
            )


def lost_text_notices(blocks: Sequence[Block], read: str) -> Iterator[Notice]:
    """The net under all the rest: a text with a word that is nowhere in what was read."""
    known = words(read)
    for block in blocks:
        for place, text in _placed_texts(block):
            if not words(text) - NOTATION <= known:
                yield Notice("text-left-out", "warning", place, f'Texten kom inte med: "{text}"')


def _placed_texts(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Table):
        for line in block.lines:
            yield from ((block.place(line, index), line.text(index)) for index in line.filled)
    else:
        yield block.place, block.text


def strings_of(document: Document) -> Iterator[str]:
    """Every text and figure of a document."""
    waiting: list[object] = [document.model_dump()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value
        elif value is not None:
            yield str(value)


def words(text: str) -> set[str]:
    """Figures and words; single letters are left to the notation that they belong to ("S:3 K:4")."""
    return set(_WORD.findall(text.lower()))


def _quoted(texts: Sequence[str]) -> str:
    return "; ".join(f'"{text}"' for text in texts)
