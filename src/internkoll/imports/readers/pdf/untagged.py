"""A PDF without usable tags -> lines and tables: by where its letters and lines stand on the page."""

from collections.abc import Iterator, Sequence

from internkoll.imports.readers.pdf.aligned import aligned
from internkoll.imports.readers.pdf.flow import Flow
from internkoll.imports.readers.pdf.grid import Part
from internkoll.imports.readers.pdf.margins import margin_lines, margin_texts
from internkoll.imports.readers.pdf.rivers import Span
from internkoll.imports.readers.pdf.ruled import ruled_tables
from internkoll.imports.readers.pdf.shapes import Page, TextLine, Word
from internkoll.imports.readers.pdf.tables import lines_in
from internkoll.imports.readers.pdf.words import lines_of


def flow_of(pages: Sequence[Page]) -> Flow:
    parts: list[list[Part]] = []
    lines: list[list[TextLine]] = []
    for page in pages:
        tables = ruled_tables(page, page.words)
        used = _used(tables)
        parts.append(tables)
        lines.append(lines_of([word for word in page.words if id(word) not in used], page.number))
    margins = margin_lines(lines, [page.height for page in pages])
    flow = Flow()
    in_margins = [line for page_lines in lines for line in page_lines if id(line) in margins]
    rivers: list[Span] = []
    for page, page_parts, page_lines in zip(pages, parts, lines, strict=True):
        own = [line for line in page_lines if id(line) not in margins]
        items, rivers = _items(page, page_parts, own, rivers)
        flow.items += items
    flow.margins = margin_texts(in_margins)
    return flow


def _items(
    page: Page, parts: Sequence[Part], lines: Sequence[TextLine], rivers: list[Span]
) -> tuple[list[TextLine | Part], list[Span]]:
    """The tables and lines of a page from the top; what stands between two ruled tables is looked at by itself."""
    items: list[TextLine | Part] = []
    for top, bottom, part in _bands(page, parts):
        between = [line for line in lines if top <= line.y < bottom]
        found, rivers = aligned(page, between, rivers) if between else ([], rivers)
        items += found
        if part is not None:
            items.append(part)
            rivers = []
    return items, rivers


def _bands(page: Page, parts: Sequence[Part]) -> Iterator[tuple[float, float, Part | None]]:
    top = -page.height
    for part in parts:
        yield top, max(top, part.top), part
        top = max(top, part.top)
    yield top, 2 * page.height, None


def _used(tables: Sequence[Part]) -> set[int]:
    lines: Iterator[TextLine] = iter(lines_in(tables))
    words: Iterator[Word] = (word for line in lines for word in line.words)
    return {id(word) for word in words}
