"""What stands on a PDF page, in points from its upper left corner as it is seen: letters, ruled lines, shaded areas."""

from dataclasses import dataclass, field
from operator import attrgetter

from internkoll.imports.readers.shapes import ParagraphKind

ARTIFACT = -2
UNMARKED = -1


@dataclass(slots=True)
class Char:
    """`y` is the base line, `mark` the marked content that it belongs to (ARTIFACT, UNMARKED, or its id),
    `opens` whether it is the first that was drawn at a new place."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    mark: int
    turn: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: `at` is its y where it is level, else its x; `start` and `end` are along it."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Page:
    """`number` counts from 1. `chars` are put together to `words` and let go as soon as the page is read; `letters` is
    how many of them were letters, `unread` how many had a font that does not tell what they are."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    words: list["Word"] = field(default_factory=list)
    letters: int = 0
    rules: list[Rule] = field(default_factory=list)
    shades: list[Area] = field(default_factory=list)
    images: list[Area] = field(default_factory=list)
    unread: int = 0
    is_too_large: bool = False


@dataclass(slots=True)
class Word:
    """`glued`: no blank between it and the word before. `raised` is a note's figure, or an exponent."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    mark: int = UNMARKED
    glued: bool = False
    raised: bool = False


class TextLine:
    """Words on one base line, from left to right, on a page counted from 1.

    What tags tell: `opens` whether it opens a paragraph, `level` of its heading, `kind` of its paragraph. None where
    they tell nothing.
    """

    __slots__ = ("bold", "kind", "level", "opens", "page", "size", "words", "x0", "x1", "y")

    def __init__(self, words: list[Word], page: int) -> None:
        self.words, self.page = words, page
        self.opens: bool | None = None
        self.level: int | None = None
        self.kind: ParagraphKind = "text"
        largest = max(words, key=attrgetter("size"))
        self.size, self.y = largest.size, largest.y
        self.x0, self.x1 = words[0].x0, max(word.x1 for word in words)
        with_letters = [word for word in words if any(letter.isalnum() for letter in word.text)]
        self.bold = bool(with_letters) and all(word.bold for word in with_letters)

    @property
    def top(self) -> float:
        return self.y - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.2 * self.size

    @property
    def text(self) -> str:
        return "".join(("" if word.glued or not i else " ") + word.text for i, word in enumerate(self.words))

    @property
    def first_width(self) -> float:
        """The width of what can't be parted from its first word."""
        end = self.words[0].x1
        for word in self.words[1:]:
            if not word.glued:
                break
            end = word.x1
        return end - self.x0
