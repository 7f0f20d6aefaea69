"""Marks in a cell that say something about its row: obligatory, common to the municipality. They are taken off the
text, and a star means what the document's own footnote says that it means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_COMMON = r"(?:obligatorisk[at]?|kommungemensam(?:ma|t)?|kommunövergripande|kommunens|gemensam(?:ma|t)?)"
_SUBJECT = r"(?:risk(?:er)?|kontroll(?:er|moment|aktivitet|punkt)?|internkontroll(?:moment)?|moment|granskning)"
_LABEL = re.compile(rf"{_COMMON}(?:\s+{_SUBJECT})?\s*(?::|\s[–-]\s|\n)\s*(?=\S)", re.IGNORECASE)
_ALONE = re.compile(rf"{_COMMON}\s+{_SUBJECT}", re.IGNORECASE)
_SUFFIX = re.compile(
    rf"\s*[(\[]\s*(?:{_COMMON}(?:\s+{_SUBJECT})?|kg|kf|ob|obl\.?)\s*[)\]]\s*\.?$|\s+[–-]\s+{_COMMON}(?:\s+{_SUBJECT})?\s*\.?$",
    re.IGNORECASE,
)
_NOTE_OF_COMMON = re.compile(r"obligatorisk|kommungemensam|kommunövergripande|gemensam", re.IGNORECASE)
_STAR_NOTE = re.compile(r"(\*{1,3})\)?\s*(?:[=:–-]\s*)?(\S.*)", re.DOTALL)
_STAR_SAID = re.compile(r"(?:markera\w*|märk\w*|anges|betecknas)\s+med\s+[\"'”(]?(\*{1,3})", re.IGNORECASE)
_STARS_AT_AN_END = re.compile(r"^(?P<first>\*{1,3})\s*(?=\w)|\s*(?P<last>\*{1,3})\)?(?=\s*\.?\s*$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """`taken` is the mark as written; "" where there was none."""

    text: str
    taken: str = ""


def stars_that_mean_common(texts: Iterable[str]) -> frozenset[str]:
    """The stars that a footnote or a sentence of the document explains as obligatory or common."""
    found = set()
    for text in texts:
        note = _STAR_NOTE.match(text)
        said = _STAR_SAID.search(text)
        if note and _NOTE_OF_COMMON.search(note[2]):
            found.add(note[1])
        elif said and _NOTE_OF_COMMON.search(text):
            found.add(said[1])
    return frozenset(found)


def take_marking(text: str, stars: frozenset[str], notes: Iterable[str] = ()) -> Marked:
    """The text without a mark that makes its row obligatory, and that mark."""
    match = _LABEL.match(text) or _SUFFIX.search(text)
    if match:
        return Marked((text[: match.start()] + text[match.end() :]).strip(), match[0].strip())
    if _ALONE.fullmatch(text.strip(" .:")):
        return Marked("", text)
    star = _STARS_AT_AN_END.search(text) if stars else None
    if star and (star["first"] or star["last"]) in stars:
        return Marked((text[: star.start()] + text[star.end() :]).strip(), star["first"] or star["last"])
    note = next((note for note in notes if _NOTE_OF_COMMON.search(note)), "")
    return Marked(text, note)
