"""The names of groups and headings: labels taken off, and which of them are only the document's own sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.imports.columns import meaning
from internkoll.imports.rows.values import Estimate, value_group
from internkoll.imports.synonyms import GROUP_LABELS, Sense

_LABELS = "|".join(sorted(map(re.escape, GROUP_LABELS), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<label>{_LABELS})\s*(?::|\s[–—-]\s)\s*(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SUBJECT = re.compile(
    r"(?:(?P<label>[^\W\d][^\d:\n]{2,30}?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*[:.–—-]|"
    r"(?P<plain>[^\W\d][^\d:\n]{2,30}?):)\s+(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMON = re.compile(
    r"^(?:obligatorisk[at]?|kommungemensam(?:ma|t)?|kommunövergripande|gemensam(?:ma|t)?)\s+", re.IGNORECASE
)
_SURE = 0.95
_NUMBERING = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\S")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# Words that headings of a document's own sections are made of, beside names of boards and periods.
_SECTION = re.compile(
    r"(?:intern\w*|kontroll(?:plan\w*|moment\w*|er|en|erna|aktivitet\w*)?|plan(?:en|er)?|riskanalys\w*|risk(?:er|erna|lista|"
    r"register|bedömning\w*|värdering\w*|matris\w*|inventering\w*)?|väsentlighets\w*|analys\w*|uppföljning\w*|"
    r"sammanfattning\w*|sammanställning\w*|granskning\w*|resultat\w*|bilag\w*|redovisning\w*|rapport\w*|delrapport\w*|"
    r"delår\w*|helår\w*|halvår\w*|halva|tertial\w*|kvartal\w*|år\w*|status\w*|inledning|bakgrund|syfte|innehåll\w*|"
    r"tabell\w*|blad|sheet|sida|bruttolista|bruttorisklista|lista|översikt|metod|åtgärd\w*|beslut\w*|planerade?|"
    r"genomförda?|identifierade|prioriterade|nämnd\w*|\w+nämnd(?:en|ens)?|styrelse\w*|\w+styrelse(?:n|ns)?|"
    r"förvaltning(?:en|ens)?|kommun(?:en|ens)?|stad(?:en|ens)?|period\w*|löpande|årets|första|andra|tredje|t|vb|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|med|och|av|för|i|till|per|"
    r"samt|på|under|enligt|över|den|det|de|om|från|vid|arbetet|statusuppdatering|återrapportering\w*|"
    r"dokument\w*|del|verksamhetsplan\w*|verksamhetsberättelse\w*|systematisk\w*|ingår|följande|mot|bedömning\w*)",
    re.IGNORECASE,
)
_MANDATORY = re.compile(
    r"^(?:\w+\s+)?(?:obligatoriska?t?|kommungemensamm?a?t?|kommunövergripande|gemensamma)\s+(?:\w+\s+)?"
    r"(?:risk|kontroll|moment|intern|gransk)\w*|^(?:obligatoriska|kommungemensamma|kommunövergripande)$",
    re.IGNORECASE,
)

Signature = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Subject:
    """A risk or control that a heading names for the table below it: "Risk 3: Avtal följs inte"."""

    sense: Sense
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A heading or a group row. `level` is the heading's (1-9), or 0 where nothing but its looks tells its rank;
    `given` is a value that stands for itself, read from a small table."""

    text: str
    level: int = 0
    bold: bool = False
    place: str = ""
    in_table: bool = False
    given: Estimate | None = None

    @property
    def plain(self) -> str:
        """Without its label: "Process: Inköp" -> "Inköp"."""
        match = _LABEL.fullmatch(self.text)
        return match["name"].strip() if match else self.text

    @property
    def is_labelled(self) -> bool:
        return _LABEL.fullmatch(self.text) is not None

    @property
    def is_section(self) -> bool:
        """Only says which part of the document this is: "2 Periodens riskanalys"."""
        return not self.is_labelled and all(_SECTION.fullmatch(word) for word in _WORD.findall(self.text))

    @property
    def is_mandatory(self) -> bool:
        return _MANDATORY.search(self.plain) is not None

    @property
    def estimate(self) -> Estimate | None:
        """The value that the name gives for what stands below it, in which case it names no area."""
        return self.given or value_group(self.text)

    @property
    def subject(self) -> Subject | None:
        match = _SUBJECT.fullmatch(self.text)
        known = meaning(_COMMON.sub("", match["label"] or match["plain"])) if match else None
        if match is None or known is None or known.sense not in (Sense.RISK, Sense.CONTROL) or known.confidence < _SURE:
            return None
        return Subject(known.sense, match["number"] or "", match["text"].strip())

    @property
    def signature(self) -> Signature:
        """What makes two names of the same rank: heading level, label, depth of numbering, or type."""
        label = _LABEL.fullmatch(self.text)
        numbering = _NUMBERING.match(self.text)
        if self.estimate is not None:
            return ("value", 0)
        if self.level:
            return ("level", self.level)
        if label:
            return ("label", label["label"].lower())
        return ("depth", numbering["number"].count(".")) if numbering else ("bold", self.bold)


def nest(outer: Sequence[Name], run: Sequence[Name]) -> tuple[Name, ...]:
    """The path of names after a run of new ones, which come one directly after another from the outermost in."""
    return (*outer[: _cut(outer, run)], *run)


def _is_closed_by(name: Name, heading: Name) -> bool:
    stands_for_itself = not name.level and name.estimate is not None
    return name.level >= heading.level or not (name.level or stands_for_itself)


def _cut(outer: Sequence[Name], run: Sequence[Name]) -> int:
    first = run[0]
    if first.signature[0] == "level":
        # A value that stands for itself belongs to the heading before it, and goes when that one does.
        closed = (i for i, name in enumerate(outer) if _is_closed_by(name, first))
        return next(closed, len(outer))
    signatures = {name.signature for name in run}
    alike = [i for i, name in enumerate(outer) if name.signature in signatures]
    if len(signatures) == 1 and len(alike) > len(run):
        return alike[-len(run)]
    return alike[0] if alike else len(outer)
