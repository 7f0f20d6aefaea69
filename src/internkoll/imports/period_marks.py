"""Period marks as municipalities write them: "T1 2022", "Tertial I", "VB", "Delårsrapport 2024", "Halvår 2".

A mark keeps the word as written ("Tertial 1", "Första halvåret"), without endings where it stands alone
("Delårsrapport" is "Delår"), and knows the shortest form of it ("T1"), by which two ways of writing the same period
are known to be the same. Its year is told when it stands beside it. Used on headings, on the starts of paragraphs,
and on a document's title. Months and dates in headings: dated_marks.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_ORDINALS = {"1": "1", "2": "2", "3": "3", "4": "4", "i": "1", "ii": "2", "iii": "3", "ett": "1", "två": "2",
             "tre": "3",
             "första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}  # fmt: skip
_ORDINAL = r"(?:första|andra|tredje|fjärde|[1-4]:?\s?[ae])"
_COUNT = r"(?:iii|ii|i|[1-4]|ett|två|tre)"
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Mark:
    """`name` is as written, "" where only a year was given; `short` is its shortest form, where that is another."""

    name: str
    year: int | None = None
    short: str = field(default="", compare=False)

    def key(self, year: int | None) -> str:
        """The period's name in the exchange format: "T1 2022"; `year` is used where the mark has none of its own."""
        own = None if _YEAR.search(self.name) else self.year or year
        return " ".join(part for part in (self.name, str(own) if own else "") if part)

    @property
    def shortest(self) -> "Mark":
        """The same period by its shortest name: "T1" for "Tertial I"."""
        return Mark(self.short or self.name, self.year)


@dataclass(frozen=True, slots=True)
class Found:
    mark: Mark
    start: int
    end: int


# How a mark is written, and its shortest form.
Naming = Callable[[re.Match[str]], tuple[str, str]]


def _letter(letter: str) -> Naming:
    def name(match: re.Match[str]) -> tuple[str, str]:
        return f"{letter}{_ORDINALS[match['n'].lower()]}", ""

    return name


def _word(word: str, *, short: str = "") -> Naming:
    """The word, with its number as written if that is a figure or a Roman one."""

    def name(match: re.Match[str]) -> tuple[str, str]:
        written = match.groupdict().get("n") or ""
        figure = _ORDINALS.get(written.lower(), "")
        kept = written.upper() if written.lower() in ("i", "ii", "iii") else figure
        return f"{word} {kept}".strip(), f"{short or f'{word} '}{figure}" if figure else ""

    return name


def _ordinal(word: str, *, short: str = "") -> Naming:
    """ "Första halvåret", "1:a kvartalet": as written, with a capital."""

    def name(match: re.Match[str]) -> tuple[str, str]:
        written = " ".join(match[0].split())
        count = match["n"].lower()
        figure = _ORDINALS.get(count, count[0])
        return written[:1].upper() + written[1:], f"{short or f'{word} '}{figure}"

    return name


def _abbreviated_quarter(match: re.Match[str]) -> tuple[str, str]:
    return f"Kv {match['n']}", f"Kvartal {match['n']}"


_KINDS: tuple[tuple[re.Pattern[str], Naming], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), name)
    for pattern, name in (
        (r"t\s?(?P<n>[123])", _letter("T")),
        (rf"tertial(?:\w*)[\s.]*(?P<n>{_COUNT})", _word("Tertial", short="T")),
        (rf"(?P<n>{_ORDINAL})\s+tertial\w*", _ordinal("Tertial", short="T")),
        (r"vb|verksamhetsberättelse\w*", _word("VB")),
        (r"delår\w*(?:[ ](?P<n>[12]))?", _word("Delår")),
        (rf"(?P<n>{_ORDINAL})\s+halvår\w*", _ordinal("Halvår")),
        (r"halvår(?:et|s\w*)?(?:[ ](?P<n>ii|i|[12]))?", _word("Halvår")),
        (r"h(?P<n>[12])", _letter("H")),
        (r"helår\w*", _word("Helår")),
        (r"årsbokslut\w*", _word("Årsbokslut")),
        (r"årsrapport\w*", _word("Årsrapport")),
        (r"bokslut(?:et)?", _word("Bokslut")),
        (r"delrapport(?:[ ](?P<n>[1-9]))?", _word("Delrapport")),
        (r"slutrapport(?:en)?", _word("Slutrapport")),
        (rf"kvartal(?:\w*)[\s.]*(?P<n>{_COUNT})", _word("Kvartal")),
        (rf"(?P<n>{_ORDINAL})\s+kvartal\w*", _ordinal("Kvartal")),
        (r"kv\.?\s?(?P<n>[1-4])", _abbreviated_quarter),
        (r"q(?P<n>[1-4])", _letter("Q")),
    )
)
_MONTH_MARK = re.compile(
    rf"(?<!\w)(?:per\s+)(?P<n>{_MONTHS})(?!\w)|(?<!\w)(?P<m>{_MONTHS})(?=\s+20\d\d)", re.IGNORECASE
)
_YEAR_BESIDE = re.compile(r"[\s,/(–-]{0,3}(20\d\d)(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(20\d\d)[\s,/–-]{1,3}$")
_LEADING_END = re.compile(r"\s*(?:[:–—]|-(?!\w)|\n|$)\s*")


def find_mark(text: str) -> Found | None:
    """The first period mark in a text, with its year where that stands beside it; its place is that of the words."""
    earliest: Found | None = None
    for pattern, name in _KINDS:
        match = pattern.search(text)
        if match and (earliest is None or match.start() < earliest.start):
            earliest = with_year(text, *name(match), match.start(), match.end())
    return earliest or _month(text)


def _month(text: str) -> Found | None:
    match = _MONTH_MARK.search(text)
    if match is None:
        return None
    return with_year(text, (match["n"] or match["m"]).lower(), "", match.start(), match.end())


def with_year(text: str, name: str, short: str, start: int, end: int) -> Found:
    """The mark found at that place of a text, with the year that stands directly after or before it."""
    after = _YEAR_BESIDE.match(text, end)
    if after:
        return Found(Mark(name, int(after[1]), short), start, after.end())
    before = _YEAR_BEFORE.search(text[:start])
    if before:
        return Found(Mark(name, int(before[1]), short), before.start(), end)
    return Found(Mark(name, None, short), start, end)


def leading_mark(paragraph: str) -> tuple[Mark, str] | None:
    """("T1", the rest) of a paragraph such as "T1: Stickprov har gjorts."; None where no mark opens it."""
    head = paragraph[:40]
    found = find_mark(head)
    if found is None or found.start != 0:
        return None
    end = _LEADING_END.match(paragraph, found.end)
    return (found.mark, paragraph[end.end() :]) if end else None


def first_year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1]) if match else None
