"""Lines outside the tables -> headings, paragraphs, lists, contents and notes; two columns read one after the other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.text import BULLET, Setting
from internkoll.imports.readers.shapes import Heading, Paragraph

BOLD_LEVEL = 9
_LARGER = 1.09
_LONGEST_HEADING = 200
_MOST_HEADING_LINES = 4
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}\s*$|…{2,}\s*\d{1,3}\s*$|_{4,}\s*\d{1,3}\s*$")
_NOTE = re.compile(r"(\d{1,2})\s+\S")


@dataclass(frozen=True, slots=True)
class Look:
    """What is usual in the document: the size of its text, and the sizes of its headings, largest first."""

    size: float
    headings: tuple[float, ...]

    @classmethod
    def of(cls, lines: Sequence[TextLine], in_tables: Sequence[TextLine]) -> "Look":
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        if not sizes:
            for line in in_tables:
                sizes[round(line.size * 2) / 2] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 10.0
        larger = {round(line.size * 2) / 2 for line in lines if line.size > size * _LARGER}
        return cls(size, tuple(sorted(larger, reverse=True)))

    def level(self, line: TextLine) -> int | None:
        """1 for the largest type, and so on; BOLD_LEVEL for bold text in the usual size; None for plain text."""
        if line.size > self.size * _LARGER and self.headings:
            nearest = min(range(len(self.headings)), key=lambda i: abs(self.headings[i] - line.size))
            return min(nearest + 1, BOLD_LEVEL - 1)
        return BOLD_LEVEL if line.bold else None


class Prose:
    """Puts the lines of one document's running text together."""

    def __init__(self, look: Look, setting: Setting) -> None:
        self._look, self._setting = look, setting

    def blocks(self, lines: Sequence[TextLine]) -> Iterator[Heading | Paragraph]:
        """Lines that stand one below another, over pages too, with no table between."""
        right = _right(lines)
        group: list[TextLine] = []
        for line in lines:
            if group and self._is_new(group, line, right):
                yield from self._block(group, right)
                group = []
            group.append(line)
        if group:
            yield from self._block(group, right)

    def _is_new(self, group: Sequence[TextLine], line: TextLine, right: dict[int, float]) -> bool:
        above = group[-1]
        if line.opens is not None:
            return line.opens
        if _LEADERS.search(above.text) or self._look.level(above) != self._look.level(line):
            return True
        if abs(above.size - line.size) > 0.08 * line.size:
            return True
        if above.page != line.page:
            goes_on = above.text[-1] not in ".!?:" and line.text[:1].islower() and not BULLET.match(line.text)
            return not goes_on
        return self._setting.begins(above, line, right.get(line.page, 0.0))

    def _block(self, lines: Sequence[TextLine], right: dict[int, float]) -> Iterator[Heading | Paragraph]:
        first = lines[0]
        is_tagged = first.opens is not None
        set_text = self._setting.text if is_tagged else self._setting.one_text
        text = set_text(lines, right[first.page])
        place = f"sida {first.page}"
        if not text:
            return
        level = self._level(lines, text)
        if _LEADERS.search(text) or first.kind == "contents":
            yield Paragraph(text, place, "contents")
        elif level is not None:
            yield Heading(text.replace("\n", " "), level, place, "fet" if level == BOLD_LEVEL else "")
        else:
            yield Paragraph(text, place, first.kind)

    def _level(self, lines: Sequence[TextLine], text: str) -> int | None:
        """The level of a heading; None for what is none."""
        if lines[0].level is not None:
            return lines[0].level
        level = self._look.level(lines[0])
        too_long = len(text) > _LONGEST_HEADING or len(lines) > _MOST_HEADING_LINES
        if level is None or too_long or text.startswith("• "):
            return None
        if lines[0].opens is not None or level == BOLD_LEVEL:
            # Where there are tags, large type that they don't call a heading says no more than bold type does.
            return BOLD_LEVEL if all(line.bold for line in lines) and text[-1] not in ".,;" else None
        return level


def _right(lines: Iterable[TextLine]) -> dict[int, float]:
    """How far the text reaches on each page."""
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(right.get(line.page, 0.0), line.x1)
    widest = max(right.values(), default=0.0)
    return {page: max(x, 0.9 * widest) for page, x in right.items()}
