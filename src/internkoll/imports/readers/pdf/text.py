"""Lines -> the text that was written: paragraphs put together, real line breaks kept, words broken at line ends whole.

A line break was the writer's own where the next line's first word would have had room on the line before it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.vocabulary import FIRST_WORD, LAST_WORD, LONGEST_WORD, SOFT_HYPHENS, Vocabulary
from internkoll.imports.readers.word_text import tidy

BULLET = re.compile(
    r"(?:[•●○▪■□◦‣⁃∙·➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\ue00c\uf02d]|[–—*-](?=\s)|o(?=\s[A-ZÅÄÖ])|"
    r"(?:\d{1,2}|[a-zA-Z])[.)](?=\s|$)|\(\d{1,2}\)\s)"
)
_BULLET_SIGNS = re.compile(r"^[\uf0a7\uf06e\uf0d8\uf076\ue00c\uf02d\uf0b7●▪◦‣⁃∙·]\s*")
_LABEL = re.compile(r"[^\W\d][^:.]{2,70}:")
_SHORTEST_LABEL = 12
_A_LETTER = 0.62
_WIDE_LETTER = 0.98
_SPACE = 0.25
_SLACK = 0.15
_MORE_THAN_PITCH = 0.13


def pitch_of(columns: Iterable[Sequence[TextLine]]) -> dict[int, float]:
    """The usual distance between two lines of a paragraph, by the size of the type in half points."""
    gaps: dict[int, Counter[float]] = {}
    for lines in columns:
        for above, line in pairwise(lines):
            gap = line.y - above.y
            if above.page == line.page and abs(above.size - line.size) < 0.6 and 0.9 < gap / line.size < 1.9:
                gaps.setdefault(round(2 * line.size), Counter())[round(gap, 1)] += 1
    return {size: _usual(found) for size, found in gaps.items()}


def _usual(gaps: Counter[float]) -> float:
    """The smallest of the distances that are common: a larger one parts paragraphs."""
    most = max(gaps.values())
    return min(gap for gap, count in gaps.items() if count >= 0.3 * most)


@dataclass(slots=True)
class Setting:
    """How the text of a document is set: the usual distance between lines, its words, and the labels that begin
    paragraphs in it, "Beskrivning och resultat:"."""

    pitch: dict[int, float]
    words: Vocabulary
    labels: Counter[str] = field(default_factory=Counter)

    def text(self, lines: Sequence[TextLine], right: float) -> str:
        """The text of a cell or a paragraph whose lines can reach as far as `right`; "\n" between its paragraphs."""
        return "\n".join(self.one_text(part, right) for part in self.parted(lines, right))

    def parted(self, lines: Sequence[TextLine], right: float) -> list[list[TextLine]]:
        parts: list[list[TextLine]] = []
        for line in lines:
            if parts and not self.begins(parts[-1][-1], line, right):
                parts[-1].append(line)
            else:
                parts.append([line])
        return parts

    def learn_labels(self, lines: Sequence[TextLine], right: float) -> None:
        for part in self.parted(lines, right)[1:]:
            if match := _LABEL.match(" ".join(line.text for line in part[:2])):
                self.labels[match[0]] += 1

    def begins(self, above: TextLine, line: TextLine, right: float) -> bool:
        """Whether the line begins a paragraph below the line above."""
        if line.opens is not None:
            return line.opens or had_room(above, line, right)
        text = line.text
        if BULLET.match(text) or self._is_label(text):
            return True
        if above.page == line.page:
            usual = self.pitch.get(round(2 * line.size), 1.25 * line.size)
            if line.y - above.y > usual + _MORE_THAN_PITCH * line.size:
                return True
        return had_room(above, line, right) or above.bold != line.bold

    def one_text(self, lines: Sequence[TextLine], right: float) -> str:
        """The lines of one paragraph as one text."""
        text = ""
        for number, line in enumerate(lines):
            if number and text and self._is_broken_word(text, lines[number - 1], line, right):
                text += told(line)
            else:
                text = self.words.joined(text, told(line)) if text else told(line)
        return tidy(_BULLET_SIGNS.sub("• ", text).replace("\u2010", "-"))

    def _is_broken_word(self, text: str, above: TextLine, line: TextLine, right: float) -> bool:
        """Whether a word alone on its line, too long for it, goes on below: no room for another letter."""
        before, after = LAST_WORD.search(text[-LONGEST_WORD:]), FIRST_WORD.match(line.text)
        if before is None or after is None or not after[0][0].islower():
            return False
        is_alone = above.x0 + above.first_width >= above.x1 - 0.1
        usual = above.first_width / len(above.text)
        letter = _WIDE_LETTER * line.size if after[0][0] in "mw" else max(_A_LETTER * line.size, 1.2 * usual)
        if not is_alone or right - above.x1 > letter:
            return False
        return self.words.is_one_word(before[0], after[0])

    def _is_label(self, text: str) -> bool:
        return any(
            text.startswith(label) or (len(text) > _SHORTEST_LABEL and label.startswith(text)) for label in self.labels
        )


def told(line: TextLine) -> str:
    """The line's text without the figures of its notes."""
    kept = [word for word in line.words if not is_note_mark(word.text, raised=word.raised)]
    return "".join(("" if word.glued or not i else " ") + word.text for i, word in enumerate(kept))


def is_note_mark(text: str, *, raised: bool) -> bool:
    return raised and text.isdigit() and len(text) < 3


def had_room(above: TextLine, line: TextLine, right: float) -> bool:
    """Whether the line's first word would have had room on the line above, so that somebody set it on its own."""
    if above.text.endswith((*SOFT_HYPHENS, "-")):
        return False
    return above.x1 + _SPACE * line.size + line.first_width <= right - _SLACK * line.size
