"""Text that does not stand level: pages drawn lying on their side, and headings set upright in narrow columns."""

from collections import Counter
from collections.abc import Iterable, Sequence

from internkoll.imports.readers.pdf.paths import Matrix
from internkoll.imports.readers.pdf.shapes import Char, Word

_MOSTLY = 0.6
_SAME_LINE = 0.4
_WORD_GAP = 0.2


def turn_of(chars: Sequence[Char]) -> int:
    """The direction of most of a page's text, where that is not level; else 0."""
    turns = Counter(char.turn for char in chars)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    return turn if count > _MOSTLY * len(chars) else 0


def levelled(turn: int, width: float, height: float) -> tuple[Matrix, float, float]:
    """The matrix that lays such a page level, and its size then."""
    if turn == 90:
        return (0, -1, 1, 0, 0, width), height, width
    if turn == 180:
        return (-1, 0, 0, -1, width, height), width, height
    return (0, 1, -1, 0, height, 0), height, width


def upright_words(chars: Iterable[Char]) -> list[Word]:
    """Each upright line as one word, in the middle of where it stands."""
    lines: list[list[Char]] = []
    for char in chars:
        last = lines[-1][-1] if lines else None
        if last and last.turn == char.turn and abs(last.x0 - char.x0) < _SAME_LINE * char.size:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [_word(line) for line in lines if any(not char.text.isspace() for char in line)]


def _word(line: Sequence[Char]) -> Word:
    text = ""
    end = line[0].y
    for char in line:
        length = char.x1 - char.x0
        along = end - char.y if char.turn == 270 else char.y - end
        text += (" " if text and along > _WORD_GAP * char.size else "") + char.text
        end = char.y - length if char.turn == 270 else char.y + length
    first = line[0]
    left = first.x0 - first.size if first.turn == 270 else first.x0
    middle = (first.y + end) / 2 + 0.3 * first.size
    bold = all(char.bold for char in line)
    return Word(" ".join(text.split()), left, left + first.size, middle, first.size, bold, first.mark)
