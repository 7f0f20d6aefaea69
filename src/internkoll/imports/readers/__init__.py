"""Door in: the bytes of a file become headings, paragraphs and tables in the order of the document."""

import re
from collections.abc import Callable
from dataclasses import replace

from internkoll.imports.readers.amounts import check_texts
from internkoll.imports.readers.docx import read_docx
from internkoll.imports.readers.guard import Unreadable, check_size
from internkoll.imports.readers.kinds import Form, Kind, form_of
from internkoll.imports.readers.old_workbook import read_old_workbook
from internkoll.imports.readers.open_document import read_open_document
from internkoll.imports.readers.package import Package, PackageKind, open_package
from internkoll.imports.readers.paste import blocks_of_paste
from internkoll.imports.readers.shapes import Source
from internkoll.imports.readers.text import read_text
from internkoll.imports.readers.web import read_page
from internkoll.imports.readers.workbook import read_workbook
from internkoll.rules.notices import Notice

__all__ = ["Source", "Unreadable", "blocks_of", "blocks_of_paste"]

_OF_PACKAGES: dict[PackageKind, Callable[[Package], Source]] = {
    "docx": read_docx,
    "xlsx": read_workbook,
    "ods": read_open_document,
}


def _read_package(data: bytes) -> Source:
    package = open_package(data)
    return _OF_PACKAGES[package.kind](package)


def _read_pdf(data: bytes) -> Source:
    # Imported when a PDF comes: its libraries take longer to start than a Word file takes to be read.
    from internkoll.imports.readers.pdf import read_pdf  # noqa: PLC0415

    return read_pdf(data)


_READERS: dict[Form, Callable[[bytes], Source]] = {
    "package": _read_package,
    "xls": read_old_workbook,
    "html": read_page,
    "csv": read_text,
    "pdf": _read_pdf,
}
# What each kind is called, and the endings that are expected of it.
_CALLED: dict[Kind, tuple[str, str]] = {
    "docx": ("ett Worddokument", "docx docm dotx"),
    "xlsx": ("en Excelfil", "xlsx xlsm xltx"),
    "ods": ("ett kalkylblad i OpenDocument-format", "ods ots"),
    "xls": ("en Excelfil i det gamla formatet", "xls xlt"),
    "html": ("en webbsida", "html htm xhtml mht mhtml"),
    "csv": ("en textfil", "csv tsv txt tab"),
    "pdf": ("en PDF", "pdf"),
}
_ENDING = re.compile(r"\.([a-z]{3,5})$")


def blocks_of(data: bytes, name: str = "") -> Source:
    """Read a file by the reader that its content calls for; `name` is only told in messages.

    Raises Unreadable. Opens what strangers have made: outside of tests, call it in the child process only.
    """
    check_size(data)
    source = _READERS[form_of(data, name)](data)
    check_texts(source)
    return replace(source, notices=(*_misnamed(source, name), *source.notices))


def _misnamed(source: Source, name: str) -> tuple[Notice, ...]:
    """Exports are often named .xls and are something else: told, since the person may look for what went missing."""
    ending = _ENDING.search(name.lower())
    expected = {ending for _, endings in _CALLED.values() for ending in endings.split()}
    called, endings = next((told for kind, told in _CALLED.items() if kind == source.kind), ("", ""))
    if ending is None or ending[1] not in expected or ending[1] in endings.split():
        return ()
    return (
        Notice(
            "other-kind", "info", "", f"Filens namn slutar på .{ending[1]}, men den är {called} och lästes som det."
        ),
    )
