"""The period that a column's heading names, also where that is a month, a date or a season: "Uppföljning april",
"jan–apr", "per 30 april", "Status 2024-04-30", "höst", "1:a halvåret".

A month is never made a tertial: what is written is the period's name. Only headings and names of sheets are read so;
in running text a month mostly tells when something was done.
"""

import re

from internkoll.imports.period_marks import Found, Mark, find_mark, with_year

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?)"
)
_DAY = r"(?:\d{1,2}(?::?e)?\s+)"
_ISO = r"20\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?"
_TO = r"\s*(?:[-–—/]|till och med|till|t\.?\s?o\.?\s?m\.?)\s*"
_SEASON = r"(?:(?:vår|höst)(?:en|termin(?:en)?)?|sommaren?|vintern?|[vh]t)"
# What only leads up to the mark is no part of its name.
_BEFORE = r"(?:(?:per|t\.?o\.?m\.?|till och med|till|i|under|efter|för)\s+)?(?:den\s+)?"
_DATED = tuple(
    re.compile(rf"(?<![\w-]){_BEFORE}(?P<name>{pattern})(?![\w-])", re.IGNORECASE)
    for pattern in (
        rf"{_ISO}(?:{_TO}{_ISO})?",
        rf"{_DAY}?{_MONTH}{_TO}{_DAY}?{_MONTH}",
        rf"{_DAY}?{_MONTH}",
        r"(?:1[3-9]|2\d|3[01])/(?:1[0-2]|[1-9])",
        # "Vår bedömning" is ours; the season is the last word, or has its year after it.
        rf"{_SEASON}(?=\s*(?:20\d\d|['’]?\d\d)?\s*$)",
    )
)
_BETWEEN = re.compile(r"[\s,–-]{0,3}")


def mark_of_heading(heading: str) -> Found | None:
    """The first period that a heading names, with its year where that stands beside it."""
    named, dated = find_mark(heading), _dated(heading)
    if named is None or dated is None:
        return named or dated
    if named.start >= dated.start and named.end <= dated.end:
        return dated
    if named.mark.name[-1:].isdigit() or not _BETWEEN.fullmatch(heading[named.end : dated.start]):
        return named
    # "Delårsrapport augusti" is one of several such reports: the month is a part of its name.
    written = f"{heading[named.start : named.end]} {dated.mark.name}"
    return Found(Mark(written[:1].upper() + written[1:], dated.mark.year), named.start, dated.end)


def _dated(text: str) -> Found | None:
    for pattern in _DATED:
        match = pattern.search(text)
        if match:
            name = " ".join(match["name"].split()).lower().rstrip(".")
            return with_year(text, name, "", match.start(), match.end())
    return None
