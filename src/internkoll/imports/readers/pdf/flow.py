"""A document's lines and tables in the order they are read, before they are put together to blocks."""

from dataclasses import dataclass, field

from internkoll.imports.readers.pdf.grid import Part
from internkoll.imports.readers.pdf.shapes import TextLine


@dataclass(slots=True)
class Flow:
    """`margins` are the texts of page headers and footers."""

    items: list[TextLine | Part] = field(default_factory=list)
    margins: tuple[str, ...] = ()
