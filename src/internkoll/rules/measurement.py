"""Measured values as people write them: "57 procent", "530 av 1 169 ärenden", "1 256 645 kr".

Read only where the words hold one figure (or a part of a whole, which is a share); all else stays words.
"""

import re
from dataclasses import dataclass

_SPACE = "[ \u00a0\u202f]"
_NUMBER = rf"(?<![\d,.])[-−–]?(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:,\d+)?(?![\d.])"
_LEAD = r"(?:ca\.?|cirka|drygt|knappt|omkring|ungefär)?"
_ONE = re.compile(rf"{_LEAD}\s*(?P<value>{_NUMBER})\s*(?P<unit>[^\d]*)", re.IGNORECASE)
_PART = re.compile(
    rf"{_LEAD}\s*(?P<part>{_NUMBER})(?:\s+[^\W\d]+)?\s+av\s+(?P<whole>{_NUMBER})(?:\s+[^\d]*)?", re.IGNORECASE
)
SHARE = "procent"
LONGEST_UNIT = 40
# What a figure can be and still be told apart from the next one.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Measured:
    value: float
    unit: str


def read_measurement(words: str) -> Measured | None:
    """The figure that the words tell; None where they tell none, or more than one."""
    told = " ".join(words.split()).strip(" .")
    if sum(char.isdigit() for char in told) > 2 * _MOST_DIGITS:
        return None
    if found := _PART.fullmatch(told):
        return _share(_figure(found["part"]), _figure(found["whole"]))
    found = _ONE.fullmatch(told)
    unit = found["unit"].strip() if found else ""
    if found is None or len(unit) > LONGEST_UNIT:
        return None
    return Measured(_figure(found["value"]), SHARE if unit == "%" else unit)


def _share(part: float, whole: float) -> Measured | None:
    """None where there is no whole, or less of it than of its part: the words say something else."""
    return Measured(round(100 * part / whole, 1), SHARE) if 0 <= part <= whole and whole else None


def _figure(written: str) -> float:
    plain = re.sub(_SPACE, "", written).replace(",", ".")
    return float(re.sub("^[−–]", "-", plain))
