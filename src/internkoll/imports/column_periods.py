"""Periods that columns name by how their headings differ: "Uppföljning 1 | Uppföljning 2", "UR1 | UR2".

No list of words can hold these, but two columns of results with differing headings are two tellings, and each is kept
under its own heading.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from internkoll.imports.columns import SURE, meaning
from internkoll.imports.synonyms import Sense

_NUMBERED = re.compile(r"(?P<stem>.*?[^\W\d]|)[\s.:-]*(?P<number>\d{1,2}|(?<=\s)(?:I{1,3}|IV|[A-E]))")
# What a spreadsheet calls columns that nobody gave a heading.
_NO_NAME = ("kolumn", "column", "")
_PARTS_OF_A_RESULT = (Sense.RESULT, Sense.COMMENT, Sense.OUTCOME, Sense.STATUS, Sense.ACTION, Sense.FOLLOW_UP)

# The index of a column -> the name of its period.
Names = dict[int, str]


def named_by_number(headings: Mapping[int, str], *, may_be_bare: bool = False) -> Names:
    """Headings that are alike but for the number at their end. "Bedömning 1" and "Kommentar 1" are of one period,
    called what the first of them is called. `may_be_bare`: a number alone is a heading too."""
    split = {index: _NUMBERED.fullmatch(" ".join(text.split())) for index, text in headings.items()}
    stems: dict[str, dict[int, str]] = defaultdict(dict)
    for index, match in split.items():
        if match and (may_be_bare or match["stem"].strip().lower() not in _NO_NAME):
            stems[match["stem"].strip().lower()][index] = match["number"]
    names: dict[str, str] = {}
    found: Names = {}
    for numbers in stems.values():
        if len(set(numbers.values())) > 1:
            found |= {index: names.setdefault(number, headings[index]) for index, number in numbers.items()}
    return found


def named_by_last_words(headings: Mapping[int, str]) -> Names:
    """Headings that begin with the same word and end in different ones ("Uppföljning nämnd"), unless these only say
    which part of the same result it is ("Resultat kommentar")."""
    alike: dict[str, Names] = defaultdict(dict)
    for index, heading in headings.items():
        first, _, rest = " ".join(heading.split()).partition(" ")
        known = meaning(rest)
        if rest and not (known.sense in _PARTS_OF_A_RESULT and known.confidence >= SURE):
            alike[first.lower()][index] = heading
    return {i: text for names in alike.values() if len(set(names.values())) > 1 for i, text in names.items()}
