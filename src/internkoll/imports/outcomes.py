"""The class that a result is given ("utan anmärkning", "mindre avvikelse", "Grönt"), apart from its text and status.

A class is only read where it stands alone, or opens the text. Running prose that happens to say "utan anmärkning"
far into its first sentence is prose: whether a document's results do open with a class is for the caller to weigh.
"""

import re

from internkoll.imports.evidence import without_bullet

_DEGREE = (
    r"(?:mindre|smärre|större|allvarliga?|väsentliga?|betydande|vissa?|några|enstaka|lindriga?|stora?|små|ringa|"
    r"kritiska?|medelstora?)"
)
_FINDING = r"(?:anmärkning(?:ar)?|avvikelser?|brist(?:er)?|iakttagelser?|synpunkt(?:er)?)"
_REMARK = (
    rf"(?:(?:utan|inga|ingen|inget)\s+(?:{_DEGREE}\s+)?{_FINDING}|(?:med\s+)?{_DEGREE}\s+{_FINDING}|"
    r"med\s+(?:anmärkning(?:ar)?|avvikelser?)|anmärkning(?:ar)?|avvikelser?|brist(?:er)?)"
)
_WORD = (
    r"(?:(?:grön|gul|röd|orange)t?|rött|okej|ok|(?:ej |inte |delvis )?(?:godkän[dt]|uppfyll[dt]|uppfylls|uppnå[dt]d?|"
    r"tillfredsställande|tillräckligt?|acceptabelt?)|(?:ej|inte|delvis)\s+(?:genomför[dt]|utför[dt]|kontrollera[dt]|"
    r"granska[dt]|bedöm[dt])|underkän[dt]|bristfälligt?|otillräckligt?|(?:mycket |mindre )?bra|helt uppfyll[dt]|"
    r"utan åtgärd|åtgärd krävs|kräver åtgärd|dåligt?)(?:\s+(?:utfall|resultat|nivå|efterlevnad))?"
)
_ALONE = re.compile(
    rf"(?:{_REMARK}|{_WORD})(?:\s+(?:har )?(?:noterats|konstaterats|noterade|funna|finns))?", re.IGNORECASE
)
_OPENS = re.compile(rf"({_REMARK}|{_WORD})(?=\s*(?:[.,:;!\n–—]|-\s|$))", re.IGNORECASE)
_FINDINGS_NOTED = re.compile(
    rf"({_REMARK})\s+(?:har\s+|är\s+)?(?:noterats|konstaterats|framkommit|upptäckts|identifierats|hittats|påvisats|"
    r"noterade|funna)",
    re.IGNORECASE,
)
_REVIEW_IS = re.compile(
    rf"(?:\w*granskning(?:en|ar|arna)?|\w*kontroll(?:en|er|erna)?|kontrollmoment(?:et|en)?)\s+(?:är|har|blev|bedöms)?\s*"
    rf"(?:varit\s+|blivit\s+)?(?:genomför[dt]a?\s+|utför[dt]a?\s+|gjor[dt]a?\s+|genomförts\s+|utförts\s+|gjorts\s+)?"
    rf"({_REMARK})(?!\w)",
    re.IGNORECASE,
)
_DONE_WITH = re.compile(
    rf"(?:är\s+|har\s+)?(?:genomför[dt]|utför[dt]|gjor[dt]|granska[dt]|kontrollera[dt]|klar|klart|avslutat?d?|"
    rf"genomförts|utförts|gjorts)\s+({_REMARK})(?!\w)",
    re.IGNORECASE,
)
_LEADING_WITH = re.compile(r"med\s+(?=\S+\s+\S)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s|\n")
_MARK_SIGN = re.compile(r"[●■◆▲▼○◦]\s*\w")
_CHOICE = re.compile(
    r"ja|nej|delvis|ibland|vet (?:ej|inte)|(?:ej|inte) (?:aktuellt?|relevant|tillämpligt?|kontrollera[dt])|ej bedömt?",
    re.IGNORECASE,
)
_LONGEST_ALONE = 45
_MOST_WORDS = 5
_COUNT = re.compile(
    r"\b(?:fel|saknas|saknade|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|flera)\b", re.IGNORECASE
)
_NO_CLASS = re.compile(r"[\d.;:?\n]")


def is_class(text: str) -> bool:
    """Whether the text is a class and nothing more."""
    word = without_bullet(text).rstrip(" .!*")
    return len(word) <= _LONGEST_ALONE and _ALONE.fullmatch(word) is not None


def may_be_class(text: str) -> bool:
    """Whether the text could be a class in a municipality's own words: a few words, no figures, no count of faults and
    no sentence."""
    word = without_bullet(text).rstrip(" .!*")
    return (
        not _COUNT.search(word)
        and len(word) <= _LONGEST_ALONE
        and len(word.split()) <= _MOST_WORDS
        and not _NO_CLASS.search(word)
    )


def is_choice(text: str) -> bool:
    """Whether the text is an answer to cross: a class, or "Ja", "Delvis", "Nej"."""
    return is_class(text) or _CHOICE.fullmatch(without_bullet(text).rstrip(" .!*?")) is not None


def choice_at_the_end(heading: str) -> str | None:
    """The answer that a heading names: "Resultat Utan anmärkning" -> "Utan anmärkning", "Fungerar det? Ja" -> "Ja"."""
    parts = heading.split()
    endings = (" ".join(parts[start:]) for start in range(max(0, len(parts) - 4), len(parts)))
    return next((ending for ending in endings if is_choice(ending)), None)


def class_alone(text: str) -> str:
    """The text of a cell in a column of classes, as written, without bullet and final stop."""
    return without_bullet(text).rstrip(" .!")


def class_mark(text: str) -> tuple[str | None, str]:
    """The class of a coloured or shaped mark that stands on the first line, above the text itself, and that text:
    "● Utan anmärkning" above "Granskningen är genomförd ..."."""
    first, _, rest = text.partition("\n")
    is_mark = bool(rest) and _MARK_SIGN.match(first) is not None and is_class(first)
    return (class_alone(first), rest) if is_mark else (None, text)


def class_in(text: str) -> str | None:
    """The class that the first sentence gives: "Granskningen är genomförd med mindre anmärkning, på grund av ..."."""
    first = without_bullet(_SENTENCE.split(text, maxsplit=1)[0])
    for pattern in (_OPENS, _FINDINGS_NOTED, _REVIEW_IS, _DONE_WITH):
        match = pattern.match(first)
        if match:
            return _LEADING_WITH.sub("", match[1])
    return None
