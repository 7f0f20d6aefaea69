"""The running text of a document, in order and with its headings, so that a summary or an analysis is kept."""

from collections.abc import Collection, Sequence

from internkoll.imports.readers.shapes import Heading, Line, Paragraph
from internkoll.imports.rows.plan import Plan
from internkoll.imports.rows.regions import Aside, Piece
from internkoll.rules.exchange import TextBlock

NOTES_HEADING = "Fotnoter"


def running_text(
    pieces: Sequence[Piece], *, left_out: Collection[str], used_as_areas: Collection[str]
) -> list[TextBlock]:
    """Every text that is not in a plan's table. `left_out` are lines told elsewhere (the head's own); a heading that
    the rows have as their area is only kept where text stands under it."""
    blocks: list[tuple[str, list[str]]] = [("", [])]
    remaining = list(left_out)
    for piece in pieces:
        if isinstance(piece, Plan):
            continue
        if isinstance(piece, Paragraph) and piece.kind == "contents":
            continue
        if isinstance(piece, Heading | Paragraph) and piece.text in remaining:
            remaining.remove(piece.text)
            continue
        _add(blocks, piece)
    return [
        TextBlock(heading=heading, text="\n".join(lines))
        for heading, lines in blocks
        if lines or (heading and heading not in used_as_areas)
    ]


def _add(blocks: list[tuple[str, list[str]]], piece: Heading | Paragraph | Aside) -> None:
    if isinstance(piece, Heading):
        blocks.append((piece.text, []))
    elif isinstance(piece, Aside):
        blocks[-1][1].extend(text for text in map(line_text, piece.lines) if text)
    elif piece.kind == "note":
        if blocks[-1][0] != NOTES_HEADING:
            blocks.append((NOTES_HEADING, []))
        blocks[-1][1].append(piece.text)
    else:
        blocks[-1][1].append(piece.text)


def line_text(line: Line) -> str:
    return " | ".join(line.cells[index].text for index in line.filled)
