"""How wide the columns are: as the layout wishes, and more or less by what they hold.

A column is never narrower than its longest words need, and never so wide that its lines are hard to follow.
"""

import re
from collections.abc import Sequence
from math import sqrt

# The width of a landscape page in signs of a table's letters, and the room on both sides of a cell's text.
_SIGNS_ACROSS = 150
_PADDING = 3
# A longer word is a compound that is hyphenated. In a column of names, where no line has room for more than a word or
# two, it is kept whole: not every program hyphenates Swedish, and a name broken anywhere is hard to read.
_LONGEST_WORD, _LONGEST_NAME, _SIGNS_OF_NAMES = 14, 21, 70
_WIDEST = 58.0
_WORDS = re.compile(r"[\w./()–-]+")


def widths_of(wished: Sequence[int], headings: Sequence[str], texts: Sequence[Sequence[str]]) -> list[float]:
    """Per cent of the table for each column, by the layout's relative widths and each column's texts."""
    if len(wished) < 2:
        return [100.0 for _ in wished]
    weights = [_weight(wish, column) for wish, column in zip(wished, texts, strict=True)]
    least = [_least(heading, column) for heading, column in zip(headings, texts, strict=True)]
    return _spread(weights, least)


def _weight(wish: int, texts: Sequence[str]) -> float:
    """The wish, drawn towards what the texts ask for: a column of short words gives room to one of long texts."""
    filled = sorted(len(text) for text in texts if text)
    usual = filled[len(filled) * 3 // 4] if filled else 0
    return wish * min(max(sqrt((usual + 10) / (wish * 9)), 0.7), 1.4)


def _least(heading: str, texts: Sequence[str]) -> float:
    """What the column's longest words need, in per cent."""
    in_heading = max((len(word) for word in _WORDS.findall(heading)), default=1) * 1.1
    in_texts = max((len(word) for text in texts for word in _WORDS.findall(text)), default=1)
    holds_names = max(map(len, texts), default=0) <= _SIGNS_OF_NAMES
    most = _LONGEST_NAME if holds_names else _LONGEST_WORD
    return (max(in_heading, min(in_texts, most)) + _PADDING) * 100 / _SIGNS_ACROSS


def _spread(weights: Sequence[float], least: Sequence[float]) -> list[float]:
    """The weights as per cent: those out of bounds get what the bound says, and the others share what is left."""
    if sum(least) >= 100:
        return [100 * need / sum(least) for need in least]
    fixed: dict[int, float] = {}
    while len(fixed) < len(weights):
        left = 100 - sum(fixed.values())
        total = sum(weight for i, weight in enumerate(weights) if i not in fixed)
        share = {i: left * weight / total for i, weight in enumerate(weights) if i not in fixed}
        # The widest is bound first: what it gives away may be all that the narrow ones lack.
        bound = {i: _WIDEST for i, width in share.items() if width > max(_WIDEST, 100 / len(weights), least[i])}
        bound = bound or {i: least[i] for i, width in share.items() if width < least[i]}
        if not bound:
            return [fixed.get(i) or share[i] for i in range(len(weights))]
        fixed |= bound
    return [100 * fixed[i] / sum(fixed.values()) for i in range(len(weights))]
