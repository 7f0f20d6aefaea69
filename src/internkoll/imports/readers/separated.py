"""Text -> records of fields, with the separator that makes its lines agree (RFC 4180, and what Excel makes of it).

A field is quoted only where its closing quote is followed by a separator or the end of the line, so that a cell which
begins with a quoted word keeps its quotes. Which character separates is weighed over all lines, for prose holds commas
and semicolons too: there they are followed by a blank, between fields seldom.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from internkoll.imports.readers.guard import MAX_CELLS, MAX_TEXT, TOO_MUCH, Unreadable
from internkoll.imports.readers.sheets import MAX_ROWS

SEPARATORS = ("\t", ";", ",", "|")
BLANKS = "  "
"""Two blanks or more, as columns are kept apart in a plain text."""

# Excel writes the separator on a line of its own, for itself to read.
_TOLD = re.compile(r"sep=([\t;,|])[;,\t]*(?:\n|\Z)", re.IGNORECASE)
_SAMPLE = 200_000
_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_QUOTED = 40_000
_MOST_FIELDS = 10 * MAX_CELLS
_FEWEST_LINES = 2
# What only may be columns has to be so in most of the lines.
_LEAST_SHARE = 0.6
_UNSURE = 0.1
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_RULE = re.compile(r"\s*:?-{2,}:?\s*")


@dataclass(frozen=True, slots=True)
class Separated:
    """`records` are in order, each with its number from 1; of blank lines in a sequence only the first is there."""

    records: list[tuple[int, list[str]]]
    separator: str | None


def separated(text: str) -> Separated:
    """The records; of one field each where nothing separates. Raises Unreadable where there are too many fields."""
    told = _TOLD.match(text)
    if told:
        text, separator = text[told.end() :], told[1]
    else:
        separator = _likeliest(_sample(text)) or ""
    records: list[tuple[int, list[str]]] = []
    fields = filled = 0
    for number, record in enumerate(_records(text, separator), 1):
        fields += len(record)
        is_blank = not any(record)
        filled += not is_blank
        if fields > _MOST_FIELDS or filled > MAX_ROWS or any(len(field) > MAX_TEXT for field in record):
            raise Unreadable(TOO_MUCH)
        if not (is_blank and (not records or not any(records[-1][1]))) and not _is_rule(record, separator):
            records.append((number, record))
    return Separated(records, separator or None)


def _is_rule(record: list[str], separator: str) -> bool:
    """The line of dashes below a header, where "|" separates."""
    told = [field for field in record if field.strip()] if separator == "|" else []
    return bool(told) and all(_RULE.fullmatch(field) for field in told)


def _sample(text: str) -> str:
    start = _BLANK_LINES.sub("\n\n", text[: 2 * _SAMPLE])
    return start if len(text) <= _SAMPLE else start[: start.rfind("\n", 0, _SAMPLE) + 1 or _SAMPLE]


def _likeliest(sample: str) -> str | None:
    scores = {separator: _score(list(_records(sample, separator)), separator) for separator in SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    if scores[best]:
        return best
    return BLANKS if _score(list(_records(sample, BLANKS)), BLANKS) else None


def _score(records: list[list[str]], separator: str) -> float:
    """How many lines agree on a number of fields, times how many there are; less where they may be prose."""
    several = [record for record in records if len(record) > 1]
    if not several:
        return 0.0
    lines = sum(any(field.strip() for field in record) for record in records)
    clean = [record for record in several if not _may_be_prose(record)]
    if separator != BLANKS and len(clean) >= _FEWEST_LINES:
        width, agreeing = _commonest(clean)
        if agreeing >= _FEWEST_LINES:
            return agreeing * (width - 1)
    width, agreeing = _commonest(several)
    sure_enough = agreeing > _FEWEST_LINES and agreeing >= _LEAST_SHARE * lines
    return _UNSURE * agreeing * (width - 1) if sure_enough else 0.0


def _may_be_prose(record: list[str]) -> bool:
    """A blank after a separator, or nothing but decimals: "1,5"."""
    after_blank = any(field[:1] == " " for field in record[1:])
    return after_blank or all(a[-1:].isdigit() and b[:1].isdigit() for a, b in pairwise(record))


def _commonest(records: list[list[str]]) -> tuple[int, int]:
    """(how many fields, in how many of the records)."""
    return max(Counter(map(len, records)).items(), key=lambda item: (item[1] * (item[0] - 1), item[0]))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    field = _field(separator)
    record: list[str] = []
    position = 0
    while position < len(text):
        match = field.match(text, position)
        assert match is not None  # noqa: S101 - the second way of the pattern fits anything, also nothing
        quoted, plain = match["quoted"], match["plain"]
        record.append(plain if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if match["end"] == "\n" or (position == len(text) and not match["end"]):
            yield record
            record = []
        if len(record) > _MOST_FIELDS:
            raise Unreadable(TOO_MUCH)
    if record:
        yield [*record, ""]


def _field(separator: str) -> re.Pattern[str]:
    if not separator:
        return re.compile(r"(?P<quoted>\b\B)?(?P<plain>[^\n]*)(?P<end>\n|)")
    if separator == BLANKS:
        return re.compile(r"(?P<quoted>\b\B)?(?P<plain>(?:[^\n ]| (?! ))*)(?P<end>\n| {2,}|)")
    sign = re.escape(separator)
    quoted = rf'[ ]?"(?P<quoted>(?:[^"]|""){{0,{_LONGEST_QUOTED}}}+)"[ ]?'
    return re.compile(rf"(?:{quoted}(?={sign}|\n|\Z)|(?P<plain>[^{sign}\n]*))(?P<end>{sign}|\n|)")


def plain_field(field: str) -> str:
    """'="0012"', which keeps Excel from making a number of it, is 0012."""
    match = _EXCEL_TEXT.fullmatch(field)
    return match[1].replace('""', '"') if match else field
