"""How much of a file was read, of whatever kind it is: no text longer than the rows and texts can hold."""

from collections.abc import Iterator

from internkoll.imports.readers.guard import MAX_TEXT, TOO_MUCH, Unreadable
from internkoll.imports.readers.shapes import Source, Table


def check_texts(source: Source) -> None:
    """Raises Unreadable where a cell or a paragraph is longer than MAX_TEXT."""
    if any(len(text) > MAX_TEXT for text in _texts(source)):
        raise Unreadable(TOO_MUCH)


def _texts(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Table):
            yield from (cell.text for line in block.lines for cell in line.cells)
        else:
            yield block.text
