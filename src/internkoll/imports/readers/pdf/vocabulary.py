"""The words of a document, which tell how words that are broken at the ends of lines belong together.

Swedish compounds make both hard: a hyphen may be the word's own, and a word too long for its line is cut with no sign.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from internkoll.imports.readers.pdf.shapes import TextLine

SOFT_HYPHENS = ("\u00ad", "\u2010")
FIRST_WORD = re.compile(r"[^\W\d_]+")
LAST_WORD = re.compile(r"[^\W\d_]+$")
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS_IN_HYPHEN = re.compile(r"(\w+)-$")
_HANGING = ("och", "eller", "samt", "respektive", "resp", "till", "alternativt")
_OFTEN = 0.02
_LONG_WORD = 14
_SHORT_WORD = 4


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL_WORDS = _set(
    "alla att av de den det då där efter eller en enligt ett från för ha har i in inom inte kan med mellan men minst "
    "mot någon när och om på samt ska som så till tre två under upp ur ut utan var varje vid är över"
)
# Words that often fill a narrow cell's line alone, with another word below.
_WHOLE_WORDS = _set(
    "ansvarig avdelningschef delår ekonomi enhetschef förbättrad genomförs halvår helår hög ingen kommentar kontroll "
    "kvartal låg medel mindre mycket månad måttlig resultat risk sannolik sker status större tertial uppföljning utan "
    "utfall varje verksamhet verksamhetschef åtgärd"
)


@dataclass(slots=True)
class Vocabulary:
    """The words of a document, which tell whether one that is broken by a hyphen is written with it elsewhere."""

    words: Counter[str] = field(default_factory=Counter)
    # Those that are surely whole.
    inside: Counter[str] = field(default_factory=Counter)
    breaks: int = 0
    # Lines that end in a hyphen that is only there because the line ends.
    soft: int = 0
    lines: int = 0

    def learn(self, lines: Iterable[TextLine]) -> None:
        after_lone_word = True
        for line in lines:
            found = _WORD.findall(line.text.casefold())
            self.lines += 1
            self.soft += line.text.endswith(SOFT_HYPHENS)
            if line.text.endswith("-"):
                self.breaks += 1
                found = found[:-1]
            self.words.update(found)
            # A word that is too long for its line is broken when it stands alone on it, and ends first on the next.
            is_lone = len(line.words) == 1
            self.inside.update([] if is_lone else found[1:] if after_lone_word else found)
            after_lone_word = is_lone

    def is_one_word(self, before: str, after: str) -> bool:
        """Whether "kommundire" + "ktör" is a word that was too long for its line."""
        before, after = before.casefold(), after.casefold()
        if after in _SMALL_WORDS:
            return False
        if self.words[before + after] or len(after) == 1:
            return True
        if self.soft:
            # A program that breaks words where they may be broken cuts none elsewhere.
            return False
        if len(after) < _SHORT_WORD and not self.inside[after]:
            return True
        if before in _WHOLE_WORDS or self.inside[before] or len(before) >= _LONG_WORD:
            return False
        # A compound's first part, "upphandlings" + "chef", and no genitive.
        is_known = self.inside[after] or after in _WHOLE_WORDS
        return not is_known or (before.endswith("s") and not before.endswith(("ens", "ets", "nas")))

    def joined(self, left: str, right: str) -> str:
        """Two lines' ends put together: "kontroll-" + "plan för" -> "kontrollplan för"."""
        if left.endswith(SOFT_HYPHENS):
            return left[:-1] + right
        match = _ENDS_IN_HYPHEN.search(left[-LONGEST_WORD:])
        if match is None:
            return f"{left} {right}"
        first = re.match(r"[^\W\d_]+", right)
        if first is None or first[0] in _HANGING:
            return f"{left} {right}"
        return left + right if self._keeps(match[1], first[0]) else left[:-1] + right

    def _keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen is the word's own: "IT-system", "e-post"."""
        if not after[0].islower() or before.isupper() or len(before) == 1 or any(c.isdigit() for c in before):
            return True
        whole, parted = f"{before}{after}".casefold(), f"{before}-{after}".casefold()
        if self.words[whole] != self.words[parted]:
            return self.words[parted] > self.words[whole]
        # A program that breaks words does so often; where it hardly happens the writer set the hyphen.
        return self.breaks < _OFTEN * self.lines and before.casefold() in self.words
