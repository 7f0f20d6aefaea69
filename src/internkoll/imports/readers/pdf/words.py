"""Letters -> words in the order they were drawn -> lines in the order they are read."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from internkoll.imports.readers.pdf.shapes import Char, Page, Rule, TextLine, Word
from internkoll.imports.readers.pdf.turned import upright_words

_WORD_GAP = 0.2
_BACK = -0.6
_SAME_LINE = 0.45
_RAISED = 0.8
_DOUBLE = 0.12
_AT_END = 1.5


def words_of(page: Page) -> list[Word]:
    """The words of a page in the order they were drawn; text that stands upright last, a line of it as one word."""
    words: list[Word] = []
    word: Word | None = None
    after_space = True
    for char in _without_doubles(char for char in page.chars if not char.turn):
        if char.text.isspace():
            after_space = True
            continue
        if word is not None and not after_space and _goes_on(word, char):
            word.text += char.text
            word.x1 = max(word.x1, char.x1)
            word.bold = word.bold and char.bold
        else:
            glued = not after_space and word is not None and _is_beside(word, char)
            word = Word(char.text, char.x0, char.x1, char.y, char.size, char.bold, char.mark, glued)
            words.append(word)
        after_space = False
    return [*words, *upright_words(char for char in page.chars if char.turn)]


def _goes_on(word: Word, char: Char) -> bool:
    size = max(word.size, char.size)
    if char.opens and char.text[0].isupper() and word.text[-1].islower():
        # A word too long for its cell, and the first of the next cell.
        return False
    same_kind = word.mark == char.mark and abs(word.size - char.size) < 0.15 * size
    return same_kind and abs(word.y - char.y) < 0.1 * size and _BACK * size < char.x0 - word.x1 < _WORD_GAP * size


def _is_beside(word: Word, char: Char) -> bool:
    size = max(word.size, char.size)
    return abs(word.y - char.y) < _SAME_LINE * size and abs(char.x0 - word.x1) < 0.12 * size


def _without_doubles(chars: Iterable[Char]) -> Iterable[Char]:
    """Some programs make type bold by printing it twice, a little to the side."""
    seen: dict[tuple[str, int, int], Char] = {}
    for char in chars:
        key = (char.text, round(char.x0 / 2), round(char.y / 2))
        other = seen.get(key)
        if other and abs(other.x0 - char.x0) < _DOUBLE * char.size and abs(other.y - char.y) < _DOUBLE * char.size:
            continue
        seen[key] = char
        yield char


def is_drawn_on_text(rule: Rule, words: Sequence[Word]) -> bool:
    """Whether a line is drawn under or through words, and parts nothing: it covers them from end to end."""
    if not rule.level:
        return False
    on = [word for word in words if _is_at(rule, word) and rule.start - 1 <= word.x0 and word.x1 <= rule.end + 1]
    if not on:
        return False
    start, end = min(word.x0 for word in on), max(word.x1 for word in on)
    return abs(rule.start - start) < _AT_END and abs(rule.end - end) < _AT_END


def _is_at(rule: Rule, word: Word) -> bool:
    return word.y - 0.5 * word.size < rule.at < word.y + 0.25 * word.size


def lines_of(words: Iterable[Word], page: int) -> list[TextLine]:
    """Words of one column of text -> its lines from the top; a raised figure stands on the line it is raised from."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=attrgetter("y")):
        largest = max((other.size for other in lines[-1]), default=0) if lines else 0
        if lines and word.y - _base(lines[-1]) < _SAME_LINE * max(word.size, largest):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(words, page) for words in lines]


def _base(words: Sequence[Word]) -> float:
    return max(words, key=attrgetter("size")).y


def _line(words: list[Word], page: int) -> TextLine:
    words.sort(key=attrgetter("x0"))
    base, size = _base(words), max(word.size for word in words)
    for word in words:
        word.raised = word.size < _RAISED * size and base - word.y > 0.12 * size
    return TextLine(words, page)


def segments_of(line: TextLine, gap: float) -> list[TextLine]:
    """The line parted where the blank between two words is more than `gap` times the size of the type."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.x0 - parts[-1][-1].x1 <= gap * word.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [TextLine(words, line.page) for words in parts]
