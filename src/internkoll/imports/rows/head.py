"""What a document's head tells: title, board, municipality, administration, date, reference (dnr), year and period."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from internkoll.imports.period_marks import Mark, find_mark, first_year

_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_COMPOUND = r"(?:[A-ZÅÄÖa-zåäö]+-(?:,\s[a-zåäö]+-)*,?\s(?:och|samt|&)\s)?"
_BOARD = re.compile(
    r"(?P<long>[Nn]ämnden för [a-zåäö][a-zåäö ,-]*[a-zåäö])|"
    rf"(?P<name>(?:(?:[A-ZÅÄÖ][\w-]+\s)+(?=stadsdels|kommundels|områdes)|(?:[Tt]ekniska|[Ss]ociala|[Gg]emensamma)\s)?"
    rf"{_COMPOUND}[A-ZÅÄÖa-zåäö-]*(?:nämnd(?:en)?|styrelsen))s?(?!\w)"
)
_NO_BOARD = {"nämnden", "nämnd", "styrelsen", "bolagsstyrelsen", "respektive nämnd", "facknämnden", "facknämnd"}
_COMPANY = re.compile(r"(?P<name>(?:[A-ZÅÄÖ][\wåäö&-]*\s){1,4}AB|AB(?:\s[A-ZÅÄÖ][\wåäö&-]*){1,4})(?!\w)")
_ADMINISTRATION = re.compile(
    rf"(?P<name>(?:[A-ZÅÄÖ][\w-]+\s)?{_COMPOUND}[A-ZÅÄÖa-zåäö-]*(?:förvaltning(?:en)?|kontoret|förvaltningskontor))s?(?!\w)"
)
_MUNICIPALITY = re.compile(
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:[- ][A-ZÅÄÖ][a-zåäöé]+)?\s(?:[Kk]ommun|[Ss]tad)|Region\s[A-ZÅÄÖ][a-zåäö]+"
    r"(?:\s[A-ZÅÄÖ][a-zåäö]+(?![\w-]))?)s?(?!\w)"
)
_REFERENCE_BY_ITSELF = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}[ /-]{1,2}20\d\d[-/:. ]\d{1,6}(?![\w-])")
_SUBJECT = re.compile(r"intern\w*\s*kontroll|internkontroll|riskanalys|riskregister|kontrollplan", re.IGNORECASE)
_REFERENCE_LABEL = re.compile(
    r"(?:diarienummer|diarienr|dnr|d\.nr|ärendenummer|ärendenr|ärende|beteckning|diariebeteckning)\s*[.:]*\s*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:[A-ZÅÄÖ]{1,6}[ -]?)?(?:20\d\d[-/:. ]\d{1,6}|\d{1,6}/\d{2,4})(?:[-./ ]\d{1,6})*", re.IGNORECASE
)
_DATE_LABEL = re.compile(
    r"(?:datum|daterad|upprättad|upprättat|version|reviderad)\s*[:.]*\s*(?:den\s+)?", re.IGNORECASE
)
_ISO_DATE = re.compile(r"(20\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_WRITTEN_DATE = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(20\d\d)", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:för|till|nämnd|styrelse|förvaltning|kommun|myndighet|avser|organisation)\s*:?\s+", re.IGNORECASE
)
_PERIOD_LABEL = re.compile(
    r"(?:period|avser|år|verksamhetsår|uppföljningsperiod|avser år|avser period)\s*:?\s*", re.IGNORECASE
)
_LABELLED = re.compile(r"[^:]{2,40}:\s+\S")
_LABEL_ALONE = re.compile(
    r"(?:datum|diarienummer|diarienr|dnr|ärendenummer|nämnd|förvaltning|år|period)\s*:?", re.IGNORECASE
)
_LONGEST_LINE = 150
_LINES_OF_A_HEAD = 8


@dataclass(slots=True)
class Head:
    """`taken` are the lines that say nothing more than what is kept here."""

    title: str = ""
    board: str = ""
    municipality: str = ""
    administration: str = ""
    date: str | None = None
    reference: str | None = None
    mark: Mark | None = None
    year: int | None = None
    taken: list[str] = field(default_factory=list)


def read_head(headings: Sequence[str], lines: Sequence[str], margins: Sequence[str], running_text: str) -> Head:
    """`headings` and `lines` are those before the running text, in order, and `lines` holds the headings too;
    `margins` are page headers and footers. `running_text` is only asked for the municipality and the board, where
    nothing before names them."""
    head = Head(title=_title(headings, lines))
    title = head.title
    lines = [line for line in lines if line != title]
    label = ""
    for line in lines:
        joined = f"{label} {line}".strip() if label else line
        before = len(head.taken)
        if _LABEL_ALONE.fullmatch(line) and not label:
            label = line
            continue
        _read_line(head, joined)
        if label and len(head.taken) > before:
            head.taken[-1:] = [label, line]
        label = ""
    for line in (title, *margins):
        _search(head, line)
    _search(head, running_text, places_only=True)
    _find_period(head, [title, *lines[:_LINES_OF_A_HEAD], *margins])
    return head


def _title(headings: Sequence[str], lines: Sequence[str]) -> str:
    """The first heading that tells what the document is; else the first that is no name or date."""
    own = [text for text in headings if may_be_title(text)]
    about = [text for text in (*own, *lines) if _SUBJECT.search(text) and may_be_title(text)]
    return next(iter((*about, *own)), "")


def may_be_title(text: str) -> bool:
    """No sentence, no fact of the head, and no label with a value unless it is about internal control."""
    if text.endswith(".") or len(text) > _LONGEST_LINE or is_head_line(text):
        return False
    return _LABELLED.match(text) is None or _SUBJECT.search(text.split(":", 1)[1]) is not None


def is_head_line(line: str) -> bool:
    """Whether a line says nothing but a fact of the head: "Dnr: AFN 2021/232", "Tertial I 2024"."""
    probe = Head()
    _read_line(probe, line)
    return bool(probe.taken) or _LABEL_ALONE.fullmatch(line) is not None


def _read_line(head: Head, line: str) -> None:
    if len(line) > _LONGEST_LINE:
        return
    text = line.strip(" .").replace(" | ", ": ", 1)
    text = text.title().replace(" Kommun", " kommun").replace(" Stad", " stad") if text.isupper() else text
    if not (
        _read_reference(head, text) or _read_date(head, text) or _read_names(head, text) or _read_period(head, text)
    ):
        _search(head, line)
        return
    head.taken.append(line)


def _read_reference(head: Head, text: str) -> bool:
    label = _REFERENCE_LABEL.match(text)
    value = _REFERENCE.fullmatch(text[label.end() :].strip()) if label else None
    if value is None or head.reference:
        return False
    head.reference = value[0]
    return True


def _read_date(head: Head, text: str) -> bool:
    label = _DATE_LABEL.match(text)
    rest = text[label.end() :].strip() if label else text
    match = _ISO_DATE.fullmatch(rest) or _WRITTEN_DATE.fullmatch(rest)
    if match is None or head.date:
        return False
    head.date = _iso(match)
    return head.date is not None


def _iso(match: re.Match[str]) -> str | None:
    first, second, third = match.groups()
    if second.isdigit():
        year, month, day = int(first), int(second), int(third)
    else:
        year, month, day = int(third), _MONTHS.index(second.lower()) + 1, int(first)
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _read_names(head: Head, text: str) -> bool:
    leading = _LEADING.match(text)
    for candidate in (text, text[leading.end() :] if leading else ""):
        for name, pattern in (("municipality", _MUNICIPALITY), ("board", _BOARD), ("board", _COMPANY),
                              ("administration", _ADMINISTRATION)):  # fmt: skip
            match = pattern.fullmatch(candidate)
            if match and not getattr(head, name) and _name(match).lower() not in _NO_BOARD:
                setattr(head, name, _name(match))
                return True
    return False


def _read_period(head: Head, text: str) -> bool:
    label = _PERIOD_LABEL.match(text)
    rest = text[label.end() :].strip() if label else text
    found = find_mark(rest)
    if found and found.start == 0 and found.end == len(rest) and head.mark is None:
        head.mark = found.mark
        return True
    if re.fullmatch(r"20\d\d", rest) and head.year is None:
        head.year = int(rest)
        return True
    return False


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = " ".join((groups.get("long") or groups.get("name") or "").split())
    return name[:1].upper() + name[1:]


def _search(head: Head, text: str, *, places_only: bool = False) -> None:
    """Facts that stand within a longer text."""
    if not head.municipality and (match := _MUNICIPALITY.search(text)):
        head.municipality = _name(match)
    if not head.board:
        names = (_name(match) for match in _BOARD.finditer(text))
        head.board = next((name for name in names if name.lower() not in _NO_BOARD), "")
    if places_only:
        return
    if not head.reference and (label := _REFERENCE_LABEL.search(text)):
        value = _REFERENCE.match(text[label.end() :])
        head.reference = value[0] if value else None
    if not head.reference and (by_itself := _REFERENCE_BY_ITSELF.search(text)):
        head.reference = by_itself[0]
    if not head.date and (match := _ISO_DATE.search(text)):
        head.date = _iso(match)
    if not head.administration and (match := _ADMINISTRATION.search(text)) and match["name"][0].isupper():
        head.administration = _name(match)


def _find_period(head: Head, lines: Sequence[str]) -> None:
    found = [found.mark for line in lines if len(line) <= _LONGEST_LINE and (found := find_mark(line))]
    head.mark = head.mark or (found[0] if found else None)
    years = [year for line in lines if len(line) <= _LONGEST_LINE and (year := _year_of(line)) is not None]
    in_date = int(head.date[:4]) if head.date else None
    head.year = (head.mark.year if head.mark else None) or head.year or (years[0] if years else in_date)


def _year_of(line: str) -> int | None:
    """The year that a line speaks of; not that of a date or a reference."""
    without = _ISO_DATE.sub(" ", line)
    label = _REFERENCE_LABEL.search(without)
    return first_year(without[: label.start()] if label else without)
