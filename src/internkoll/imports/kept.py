"""What a reader gave, as JSON that can be kept: so that a document is read once, and understood anew as often as a
person corrects how it was understood."""

from typing import Any

from internkoll.imports.readers.shapes import Block, Cell, Heading, Line, Paragraph, Source, Table
from internkoll.rules.notices import Notice


def kept(source: Source) -> dict[str, Any]:
    """The source as plain values: {"kind", "blocks", "margins", "notices"}, the blocks short, since they are many."""
    return {
        "kind": source.kind,
        "blocks": [_block(block) for block in source.blocks],
        "margins": list(source.margins),
        "notices": [[n.code, n.severity, n.place, n.text] for n in source.notices],
    }


def source_kept(told: dict[str, Any]) -> Source:
    """The source that `kept` was made of."""
    return Source(
        told["kind"],
        tuple(_block_kept(block) for block in told["blocks"]),
        tuple(told["margins"]),
        tuple(Notice(*notice) for notice in told["notices"]),
    )


def _block(block: Block) -> list[Any]:
    if isinstance(block, Heading):
        return ["h", block.text, block.level, block.place, block.style]
    if isinstance(block, Paragraph):
        return ["p", block.text, block.place, block.kind]
    return ["t", block.name, block.is_sheet, [_line(line) for line in block.lines]]


def _line(line: Line) -> list[Any]:
    return [line.number, line.part, [_cell(cell) for cell in line.cells]]


def _cell(cell: Cell) -> str | list[Any]:
    marks = (cell.down, cell.across, cell.bold, list(cell.notes), cell.turn)
    return [cell.text, *marks] if any(marks) else cell.text


def _block_kept(told: list[Any]) -> Block:
    kind, *rest = told
    if kind == "h":
        return Heading(*rest)
    if kind == "p":
        return Paragraph(*rest)
    name, is_sheet, lines = rest
    return Table(tuple(_line_kept(line) for line in lines), name, is_sheet)


def _line_kept(told: list[Any]) -> Line:
    number, part, cells = told
    return Line(number, tuple(_cell_kept(cell) for cell in cells), part)


def _cell_kept(told: str | list[Any]) -> Cell:
    if isinstance(told, str):
        return Cell(told)
    text, down, across, bold, notes, turn = told
    return Cell(text, down, across, bold, tuple(notes), turn)
