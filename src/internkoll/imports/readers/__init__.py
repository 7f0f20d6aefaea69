"""Door in: the bytes of a file become headings, paragraphs and tables in the order of the document."""

from collections.abc import Callable

from internkoll.imports.readers.docx import read_docx
from internkoll.imports.readers.guard import Kind, Package, Unreadable, open_package
from internkoll.imports.readers.shapes import Source
from internkoll.imports.readers.workbook import read_workbook

__all__ = ["Source", "Unreadable", "blocks_of"]

_READERS: dict[Kind, Callable[[Package], Source]] = {"docx": read_docx, "xlsx": read_workbook}


def blocks_of(data: bytes, name: str = "") -> Source:
    """Read a file by the reader that its content calls for; `name` is only told in messages.

    Raises Unreadable. Opens what strangers have made: outside of tests, call it in the child process only.
    """
    package = open_package(data, name)
    return _READERS[package.kind](package)
