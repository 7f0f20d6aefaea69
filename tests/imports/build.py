"""Word and Excel files built from Python lists: what a municipality lays out, in a few words.

A document is a list of blocks: `heading`, `paragraph` and `table`. In a table's rows, UP continues the cell above and
LEFT the cell to the left, as merged cells. `bold("...")` is a cell in bold type.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import docx
import xlsxwriter
from docx.document import Document as WordDocument
from docx.table import Table as WordTable

from internkoll.imports.readers import blocks_of
from internkoll.imports.rows import document_of
from internkoll.rules.exchange import Document, Row


@dataclass(frozen=True)
class Bold:
    text: str


@dataclass(frozen=True)
class Merge:
    way: str


UP, LEFT = Merge("up"), Merge("left")
CellSpec = str | int | float | Bold | Merge
bold = Bold


@dataclass(frozen=True)
class HeadingBlock:
    text: str
    level: int


@dataclass(frozen=True)
class ParagraphBlock:
    text: str


@dataclass(frozen=True)
class TableBlock:
    rows: tuple[tuple[CellSpec, ...], ...]


Block = HeadingBlock | ParagraphBlock | TableBlock


def heading(text: str, level: int = 2) -> HeadingBlock:
    return HeadingBlock(text, level)


def paragraph(text: str) -> ParagraphBlock:
    return ParagraphBlock(text)


def table(*rows: Sequence[CellSpec]) -> TableBlock:
    return TableBlock(tuple(tuple(row) for row in rows))


def across(text: str | Bold, width: int) -> tuple[CellSpec, ...]:
    """A row of one cell merged over the whole table."""
    return (text, *[LEFT] * (width - 1))


def read(kind: str, blocks: Sequence[Block], *, period: str | None = None) -> Document:
    """The blocks laid out as a file of that kind and read back, in this process."""
    data = as_docx(blocks) if kind == "docx" else as_xlsx({"Internkontroll": blocks})
    return document_of(blocks_of(data, f"plan.{kind}"), period=period)


def read_bytes(data: bytes, *, period: str | None = None) -> Document:
    return document_of(blocks_of(data), period=period)


def told(row: Row) -> dict[str, object]:
    """A row's fields that say anything, in the exchange format's own words."""
    fields = row.model_dump(by_alias=True)
    return {name: _plain(value) for name, value in fields.items() if value not in (None, "", (), {}, False)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def as_docx(blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    for block in blocks:
        add_to_docx(document, block)
    return saved(document)


def add_to_docx(document: WordDocument, block: Block) -> None:
    if isinstance(block, HeadingBlock):
        document.add_heading(block.text, block.level)
    elif isinstance(block, ParagraphBlock):
        document.add_paragraph(block.text)
    else:
        add_table(document, block)


def add_table(document: WordDocument, block: TableBlock) -> WordTable:
    width = max(len(row) for row in block.rows)
    made = document.add_table(len(block.rows), width)
    for y, row in enumerate(block.rows):
        for x, cell in enumerate(row):
            if not isinstance(cell, Merge):
                _fill(made, y, x, cell)
    for top, left, bottom, right in merged_areas(block.rows):
        made.cell(top, left).merge(made.cell(bottom, right))
    return made


def _fill(made: WordTable, y: int, x: int, cell: CellSpec) -> None:
    text = cell.text if isinstance(cell, Bold) else str(cell)
    lines = text.split("\n")
    target = made.cell(y, x)
    for number, line in enumerate(lines):
        paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
        paragraph.add_run(line).bold = True if isinstance(cell, Bold) else None


def merged_areas(rows: Sequence[Sequence[CellSpec]]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of every merged cell."""
    areas = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, Merge):
                continue
            right = x
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            bottom = y
            while bottom + 1 < len(rows) and x < len(rows[bottom + 1]) and rows[bottom + 1][x] == UP:
                bottom += 1
            if (bottom, right) != (y, x):
                areas.append((y, x, bottom, right))
    return areas


def as_xlsx(sheets: dict[str, Sequence[Block]], *, hidden: Sequence[str] = ()) -> bytes:
    """Blocks one below another in each sheet; a blank row after every table."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold_type = book.add_format({"bold": True})
        for name, blocks in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            line = 0
            for block in blocks:
                line = _add_to_sheet(sheet, bold_type, block, line)
    return stream.getvalue()


def _add_to_sheet(sheet: object, bold_type: object, block: Block, line: int) -> int:
    if not isinstance(block, TableBlock):
        sheet.write(line, 0, block.text)
        return line + 1
    areas = {(top, left): (bottom, right) for top, left, bottom, right in merged_areas(block.rows)}
    for y, row in enumerate(block.rows):
        for x, cell in enumerate(row):
            if isinstance(cell, Merge) or cell == "":
                continue
            text, style = (cell.text, bold_type) if isinstance(cell, Bold) else (cell, None)
            if (y, x) in areas:
                bottom, right = areas[y, x]
                sheet.merge_range(line + y, x, line + bottom, right, text, style)
            else:
                sheet.write(line + y, x, text, style)
    return line + len(block.rows) + 1


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


KINDS = ("docx", "xlsx")


def rows_of(kind, blocks, **options):
    """The rows of a document of that kind, as told."""
    return [told(row) for row in read(kind, blocks, **options).rows]
