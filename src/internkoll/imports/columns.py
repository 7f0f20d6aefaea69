"""Recognise the headings of a plan's columns, whatever a municipality calls them.

A heading is looked up in the one table of synonyms, first as it is, then by likeness (misspellings, scanned text,
plural, added words). What it means as a field is settled with its neighbours and the cells below: column_context.py.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from internkoll.imports.dated_marks import mark_of_heading
from internkoll.imports.outcomes import is_choice
from internkoll.imports.period_marks import Mark, first_year
from internkoll.imports.phrasings import compound, phrase, says_what_remains
from internkoll.imports.scanning import as_scanned, digits_for_letters
from internkoll.imports.synonyms import FIELDS, SYNONYMS, VALUES, Sense

LONGEST_HEADING = 90
SURE = 0.75
# Over this the whole heading was recognised; below it only its first or last words, as in many a line of data.
_WHOLE = 0.805
_WELL_KNOWN, _BY_ENDING = 0.92, 0.78
_LIKENESS = 84.0
_LONG, _LIKENESS_OF_SHORT = 8, 88.0
_LIKELY = 70.0
_SHORTEST_LIKE = 5
_SHORTEST_SCANNED = 4
_SHORTEST_PART = 3
_MOST_SHORTENED = 3
# Words that are only one letter from a heading, and none.
_NO_HEADINGS = frozenset(("controller", "controllers"))

_BY_WORDS = {word: sense for sense, words in SYNONYMS.items() for word in words}
_LONG_WORDS = tuple(word for word in _BY_WORDS if len(word) >= _SHORTEST_LIKE)
_AS_SCANNED = {as_scanned(word): sense for sense, words in SYNONYMS.items() for word in words}
_LONG_AS_SCANNED = tuple(word for word in _AS_SCANNED if len(word) >= _SHORTEST_LIKE)
_MOST_WORDS = max(len(word.split()) for word in _BY_WORDS)

_PERIODS = (
    "tertial", "kvartal", "halvår", "delår", "helår", "januari", "februari", "mars", "april", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_PERIODS_AS_SCANNED = tuple(as_scanned(word) for word in _PERIODS)
_WITHIN_ACTION = {
    Sense.RESPONSIBLE: Sense.ACTION_RESPONSIBLE,
    Sense.WHEN: Sense.ACTION_DUE,
    Sense.FREQUENCY: Sense.ACTION_DUE,
    Sense.STATUS: Sense.NO_FIELD,
}

_BROKEN_WORD = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-zåäö])")
_NOTE_SIGNS = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d])\d\)\s*$")
_STEPS = re.compile(r"\s+\d{1,2}\s*[-–]\s*\d{1,2}$")
_PARENTHESIS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_TRIM = " \t\n.:;*•●▪-–—/|_?!"
_YEAR = re.compile(r"(?<!\d)(?:år\s+)?20\d\d(?!\d)(?:\s*[-–/]\s*20\d\d(?!\d))?")
_LINKING = re.compile(r"\s+(?:i|per|för|till|av|vid|efter|under|och|från|inför|enligt)$")
_PARTS = re.compile(r"\s*(?:/|,|;|\boch\b|&|\n)\s*")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says by itself: a sense or None, how sure that is (0-1), and the period it names."""

    sense: Sense | None
    confidence: float
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column settled: `sense` is one of synonyms.FIELDS, or NO_FIELD or None where its text has no place."""

    index: int
    heading: str
    sense: Sense | None
    confidence: float
    mark: Mark | None = None

    @property
    def field(self) -> str | None:
        return FIELDS.get(self.sense) if self.sense else None


def plain(heading: str) -> str:
    """Lower case on one line, words broken over lines joined, no numbering, no stars and no final marks."""
    return _tidy(heading).lower()


def _tidy(heading: str) -> str:
    text = unicodedata.normalize("NFC", heading).replace("\u00ad", "")
    text = _NOTE_SIGNS.sub("", _BROKEN_WORD.sub("", text))
    text = _NUMBERING.sub("", " ".join(text.split()))
    return text.strip(_TRIM)


@lru_cache(maxsize=4096)
def meaning(heading: str, *, in_a_header: bool = False) -> Meaning:
    """What one heading means by itself. `in_a_header`: it stands among others, so that a compound of any kind is one.
    The same heading always gives the same answer."""
    if len(heading) > LONGEST_HEADING:
        # What is to be filled in is explained below the heading itself.
        heading = heading.split("\n", 1)[0]
    if not heading.strip() or len(heading) > LONGEST_HEADING:
        return Meaning(None, 0.0)
    whole = _tidy(heading)
    without = _PARENTHESIS.sub(" ", whole).strip(_TRIM) or whole.strip("()[] ")
    mark, words = _without_period(" ".join(without.split()))
    mark = mark or _mark_in_parenthesis(whole)
    sense, confidence = _sense(words)
    if confidence < SURE and "." in heading:
        sense, confidence = max((sense, confidence), _by_abbreviation(words), key=lambda found: found[1])
    if in_a_header and confidence < _WELL_KNOWN:
        # A compound's own ending says more than that it is like another word: "Kontrollägare", "Kontrollåtgärd".
        by_ending = compound(words)
        sense, confidence = (
            by_ending if by_ending[0] and by_ending[1] >= min(_BY_ENDING, confidence) else (sense, confidence)
        )
    if sense in VALUES and any(map(says_what_remains, _PARENTHESIS.findall(whole))):
        return Meaning(Sense.NO_FIELD, 0.9, mark)
    if mark and not words:
        # "T1" alone, under or beside a heading that says what it is about.
        return Meaning(Sense.RESULT, 0.6, mark)
    return Meaning(sense, confidence, mark)


def _mark_in_parenthesis(heading: str) -> Mark | None:
    """ "Uppföljning (april)": nothing but a period in the parenthesis."""
    for parenthesis in _PARENTHESIS.findall(heading):
        inner = parenthesis.strip("()[] ")
        found = mark_of_heading(inner)
        if found and (found.start, found.end) == (0, len(inner)):
            return found.mark
    return None


def _without_period(words: str) -> tuple[Mark | None, str]:
    """The period that the heading names, as written, and the other words in lower case."""
    if words.lower() in _BY_WORDS:
        return None, words.lower()
    words = digits_for_letters(words)
    found = mark_of_heading(words)
    if found is None:
        words = _mended(words)
        found = mark_of_heading(words)
    mark = found.mark if found else None
    if found:
        words = f"{words[: found.start]} {words[found.end :]}"
    if mark is None and (year := first_year(words)) is not None:
        mark = Mark("", year)
    words = " ".join(_STEPS.sub("", _YEAR.sub(" ", words)).split()).strip(_TRIM)
    return mark, _LINKING.sub("", words.lower()) if mark else words.lower()


def _mended(words: str) -> str:
    """Misspelt and badly scanned names of periods put right: "tertiaal 1", "HELAR"."""
    return " ".join(_period_like(word) or word for word in words.split())


@lru_cache(maxsize=8192)
def _period_like(word: str) -> str | None:
    if len(word) < _SHORTEST_SCANNED:
        return None
    found = process.extractOne(as_scanned(word), _PERIODS_AS_SCANNED, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return _PERIODS[found[2]] if found else None


def _sense(words: str) -> tuple[Sense | None, float]:
    if words in _NO_HEADINGS:
        return None, 0.0
    if words in _BY_WORDS:
        return _BY_WORDS[words], 1.0
    described = words.removeprefix("beskrivning av ").removesuffix("en")
    if described != words and described in _BY_WORDS:
        return _BY_WORDS[described], 0.97
    compact = words.replace(" ", "")
    if compact in _BY_WORDS:
        return _BY_WORDS[compact], 0.95
    if (scanned := _AS_SCANNED.get(as_scanned(words))) is not None and len(words) >= _SHORTEST_SCANNED:
        return scanned, 0.93
    ways = (phrase, _by_likeness, _by_opening_words, _by_parts, _by_last_words)
    candidates = [way(words) for way in ways]
    return max(candidates, key=lambda candidate: candidate[1])


def _by_likeness(words: str) -> tuple[Sense | None, float]:
    if len(words) < _SHORTEST_LIKE:
        return None, 0.0
    found = process.extractOne(words, _LONG_WORDS, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    if found and found[1] >= (_LIKENESS if len(found[0]) >= _LONG else _LIKENESS_OF_SHORT):
        return _BY_WORDS[found[0]], round(found[1] / 100 * 0.97, 3)
    found = process.extractOne(as_scanned(words), _LONG_AS_SCANNED, scorer=fuzz.ratio, score_cutoff=_LIKENESS_OF_SHORT)
    return (_AS_SCANNED[found[0]], round(found[1] / 100 * 0.93, 3)) if found else (None, 0.0)


def both_subjects(heading: str) -> tuple[Sense, Sense] | None:
    """ "Risk/kontrollmoment": the two that the cells tell of, in that order; None for a heading that names one."""
    parts = [_BY_WORDS.get(part) for part in _PARTS.split(_without_period(_tidy(heading))[1]) if part]
    match [Sense.CONTROL if sense == Sense.ACTIVITY else sense for sense in parts]:
        case [Sense.RISK, Sense.CONTROL]:
            return Sense.RISK, Sense.CONTROL
        case [Sense.CONTROL, Sense.RISK]:
            return Sense.CONTROL, Sense.RISK
    return None


def likely_sense(heading: str) -> Sense | None:
    """What a heading is most like, where it is too damaged to be known: to be believed only if its cells agree."""
    words = _without_period(_PARENTHESIS.sub(" ", _tidy(heading)).strip(_TRIM))[1]
    if len(words) < _SHORTEST_LIKE or len(words.split()) > _MOST_SHORTENED:
        return None
    found = process.extractOne(as_scanned(words), _LONG_AS_SCANNED, scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return _AS_SCANNED[found[0]] if found else None


def _by_abbreviation(words: str) -> tuple[Sense | None, float]:
    """ "Ansv.", "Kontr.moment": each part shortened, with a full stop to say so."""
    parts = [part for part in re.split(r"[.\s-]+", words) if part]
    if not 1 <= len(parts) <= _MOST_SHORTENED or len(parts[0]) < _SHORTEST_PART:
        return None, 0.0
    pattern = re.compile("".join(rf"{re.escape(part)}\w*[ -]?" for part in parts))
    senses = {_BY_WORDS[word] for word in _LONG_WORDS if pattern.fullmatch(word)}
    return (senses.pop(), 0.85) if len(senses) == 1 else (None, 0.0)


def _by_opening_words(words: str) -> tuple[Sense | None, float]:
    """ "Ansvarig för kontroll och uppföljning": the longest known heading that opens it."""
    parts = words.replace(":", " ").split()
    for count in range(min(len(parts) - 1, _MOST_WORDS), 0, -1):
        known = _BY_WORDS.get(" ".join(parts[:count]).strip(_TRIM + ","))
        if known is not None and len(" ".join(parts[:count])) > 2:
            return known, round(SURE + 0.05 * count / len(parts), 3) if len(parts) <= 7 else 0.5
    return None, 0.0


def _by_last_words(words: str) -> tuple[Sense | None, float]:
    """ "Nämndens åtgärder": a known heading with something before it."""
    parts = words.split()
    for start in range(1, len(parts)):
        known = _BY_WORDS.get(" ".join(parts[start:]))
        if known is not None and len(" ".join(parts[start:])) > 3:
            return known, SURE if len(parts) <= 4 else 0.5
    return None, 0.0


def _by_parts(words: str) -> tuple[Sense | None, float]:
    """ "Kontrollmoment/rutinbeskrivning": the first part that is known."""
    parts = [part for part in _PARTS.split(words) if part]
    if len(parts) < 2:
        return None, 0.0
    if all(map(is_choice, parts)):
        return Sense.OUTCOME, 0.85
    known = [_BY_WORDS[part] for part in parts if part in _BY_WORDS and len(part) > 1]
    return (known[0], 0.9 if len(known) == len(parts) else _WHOLE) if known else (None, 0.0)


def may_open_a_header(heading: str) -> bool:
    """A quick look, for the many lines that are no header: whether the heading is in the table as it stands."""
    return len(heading) <= LONGEST_HEADING and _PARENTHESIS.sub("", plain(heading)).strip() in _BY_WORDS


def header_strength(meanings: Sequence[Meaning]) -> float:
    """How much a line looks like a table's header, by what its filled cells mean: 0 where it does not, else over 1.

    Two cells must be recognised as a whole with different senses, and half of all that are filled in some way.
    """
    known = [m for m in meanings if m.sense is not None and (m.confidence >= SURE or m.mark)]
    as_a_whole = {m.sense for m in known if m.confidence >= _WHOLE}
    if len(as_a_whole) < 2 or len(known) * 2 < len(meanings):
        return 0.0
    return 1.0 + sum(m.confidence for m in known) / len(meanings)


def combined(upper: str, lower: str) -> Meaning:
    """What a heading means that stands under another: "Uppföljning" over "T1", "Åtgärd" over "Ansvarig"."""
    above, below = meaning(upper, in_a_header=True), meaning(lower, in_a_header=True)
    mark = below.mark or above.mark
    if below.sense in VALUES and says_what_remains(upper):
        return Meaning(Sense.NO_FIELD, 0.9, mark)
    if above.sense == Sense.ACTION and below.sense in _WITHIN_ACTION:
        return Meaning(_WITHIN_ACTION[below.sense], below.confidence, mark)
    if below.confidence >= SURE and below.sense not in (Sense.COMMENT, None):
        return Meaning(below.sense, below.confidence, mark)
    if above.sense is not None and above.confidence >= SURE:
        return Meaning(above.sense, round(above.confidence * (0.95 if below.mark else 0.8), 3), mark)
    return Meaning(below.sense, below.confidence, mark)
