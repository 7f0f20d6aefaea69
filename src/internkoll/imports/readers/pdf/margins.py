"""What stands at the top and bottom of page after page, and is no text of the plan: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.words import segments_of
from internkoll.imports.readers.word_text import tidy

PAGE_NUMBER = re.compile(
    r"[-–—]?\s*(?:sid(?:a|an|or)?\.?\s*|s\.\s*|page\s*)?\d{1,3}\s*(?:(?:av|\(|/|of)\s*\d{1,3}\s*\)?)?\s*[-–—]?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:sida?n?|sid\.)\s*\d{1,3}(?:\s*(?:av|\(|/)\s*\d{1,3}\)?)?", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:sida?n?|sid\.|page|s\.)\s*\d{1,3}|\b\d{1,3}\s*(?=(?:av|of|\(|/)\s*\d{1,3}\b)", re.IGNORECASE)
_SHARE_OF_PAGE = 0.16
_MOST_LINES = 8
_SAME_PLACE = 4.0
_APART = 1.7
_COLUMN_GAP = 1.5
_MOST_SEGMENTS = 3
_OFTEN = 0.5

Key = tuple[str, int]
Lines = Sequence[Sequence[TextLine]]


def margin_lines(pages: Lines, heights: Sequence[float]) -> set[int]:
    """The ids of the lines that are margins. `pages` are the lines of each page from the top, tables left out."""
    found: set[int] = set()
    for is_top in (True, False):
        edges = [_edge(lines, height, is_top=is_top) for lines, height in zip(pages, heights, strict=True)]
        counted = Counter(key for edge in edges for key in {key for _, key in edge})
        for edge, lines in zip(edges, pages, strict=True):
            margin = list(_outermost(edge, counted, len(pages)))
            inner = lines if is_top else lines[::-1]
            found.update(id(line) for line in _apart(margin, inner))
    return found


def margin_texts(lines: Sequence[TextLine]) -> tuple[str, ...]:
    """Their parts, each once, page numbers left out."""
    parts = (tidy(part.text) for line in lines for part in segments_of(line, _COLUMN_GAP))
    without = (
        re.sub(r"\s*\b(?:sida|sid\.?)\s*\d{1,3}(?:\s*(?:av|\(|/)\s*\d{1,3}\)?)?$", "", part, flags=re.IGNORECASE)
        for part in parts
    )
    return tuple(dict.fromkeys(part for part in without if part and not PAGE_NUMBER.fullmatch(part)))


def _edge(lines: Sequence[TextLine], height: float, *, is_top: bool) -> list[tuple[TextLine, Key]]:
    """The lines near that edge of the page, the outermost first."""
    if is_top:
        near = [line for line in lines if line.y < _SHARE_OF_PAGE * height]
    else:
        near = [line for line in reversed(lines) if line.y > (1 - _SHARE_OF_PAGE) * height]
    return [(line, _key(line, 0.0 if is_top else height)) for line in near[:_MOST_LINES]]


def _key(line: TextLine, edge: float) -> Key:
    """What is the same on upright and lying pages: the text but for the page, and how far from the edge it is."""
    return _COUNT.sub("#", line.text.casefold()), round(abs(edge - line.y) / _SAME_PLACE)


def _outermost(edge: Sequence[tuple[TextLine, Key]], counted: Counter[Key], pages: int) -> Iterator[TextLine]:
    for line, (text, place) in edge:
        times = sum(counted[text, place + near] for near in (-1, 0, 1))
        is_number = PAGE_NUMBER.fullmatch(line.text) is not None or _tells_page(line)
        few_parts = len(segments_of(line, _COLUMN_GAP)) <= _MOST_SEGMENTS
        if not is_number and not (times > 1 and times >= _OFTEN * min(pages, 4) and few_parts):
            break
        yield line


def _apart(margin: list[TextLine], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a margin that stand apart from the text: a table's last line may look the same on two pages."""
    while margin and len(margin) < len(lines):
        outer, inner = margin[-1], lines[len(margin)]
        if abs(outer.y - inner.y) > _APART * outer.size or PAGE_NUMBER.fullmatch(outer.text):
            break
        margin.pop()
    return margin


def _tells_page(line: TextLine) -> bool:
    """A line whose first or last part is "Sida 3", beside the name of the document."""
    parts = segments_of(line, _COLUMN_GAP)
    return any(_PAGE.fullmatch(part.text) for part in (parts[0], parts[-1]))
