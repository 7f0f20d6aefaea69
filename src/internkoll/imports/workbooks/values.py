"""What stands in a cell, as the text that a person means by it: days as 2024-12-31, figures with a decimal comma."""

import datetime
import re
from typing import Any

from openpyxl.utils.datetime import from_excel

from internkoll.imports.readers.sheets import as_text
from internkoll.imports.workbooks.layout import LONGEST, LONGEST_TEXT
from internkoll.rules.exchange import printable

FORMULA = "Cellen har en formel. Skriv texten själv i stället."
ERROR = "Cellen visar ett fel från Excel. Skriv texten själv i stället."
# The days that a number without the look of a day is taken for one: 2000 to 2099.
_DAYS = range(36_526, 73_051)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_PARTED = re.compile(r"(?P<d>\d{1,2})\s*[/.]\s*(?P<m>\d{1,2})(?:\s*[-/. ]\s*(?P<y>\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(?P<y>20\d\d)\s*[-/. ]?\s*(?P<m>\d{1,2})\s*[-/. ]?\s*(?P<d>\d{1,2})")
_SHORT_MONTH = re.compile(
    rf"(?P<d>\d{{1,2}})\.?(?:e|:e)?\s+(?P<month>{'|'.join(_MONTHS)})t?\.?(?:\s+(?P<y>\d{{4}}|\d{{2}}))?", re.IGNORECASE
)
_ESCAPED = re.compile(r"_x000[Dd]_\n?")


def cell_text(value: Any, kind: str, number_format: str = "") -> tuple[str, str]:
    """The text of a cell of that kind, openpyxl's data_type, and what is wrong with it in Swedish; "" where nothing."""
    if kind == "f":
        return "", FORMULA
    if kind == "e":
        return "", ERROR
    if isinstance(value, str):
        return plain(value), ""
    return as_text(value, in_percent="%" in (number_format or "")), ""


def plain(text: str) -> str:
    """Line breaks as LF, no blanks at the ends of lines, no signs that no one can see."""
    text = _ESCAPED.sub("\n", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in printable(text).split("\n")).strip()


def day_text(value: Any, text: str, year: int, *, counts_from_1904: bool = False) -> str:
    """A day as 2024-12-31 where the cell holds one, however it is written; else the text as it stands.

    `year` is meant where none is written.
    """
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted_day(value, counts_from_1904) or text
    return as_day(text, year)


def _counted_day(value: float, counts_from_1904: bool) -> str:
    if value == int(value) and int(value) in _DAYS:
        day = from_excel(value, datetime.datetime(1904, 1, 1)) if counts_from_1904 else from_excel(value)
        return day.isoformat()[:10] if isinstance(day, datetime.datetime | datetime.date) else ""
    return _real(_YEAR_FIRST.fullmatch(f"{value:.0f}"), 0) if value > 20_000_000 else ""


def as_day(text: str, year: int) -> str:
    """ "31/12 2024", "31.12.24", "20241231" and "31 dec" as 2024-12-31; what is no day as it stands."""
    told = text.strip().rstrip(".")
    for pattern in (_YEAR_FIRST, _PARTED, _SHORT_MONTH):
        if day := _real(pattern.fullmatch(told), year):
            return day
    return text


def _real(match: re.Match[str] | None, year: int) -> str:
    """The day that was matched; empty where there is no such day."""
    if match is None:
        return ""
    told = match.groupdict()
    month = int(told["m"]) if told.get("m") else _MONTHS.index(told["month"].casefold()) + 1
    written = int(told["y"]) if told.get("y") else year
    try:
        return datetime.date(written + (2000 if written < 100 else 0), month, int(told["d"])).isoformat()
    except ValueError:
        return ""


def too_long(key: str, text: str) -> str:
    """What is wrong with a text that is longer than the cell's; "" where it is not."""
    most = LONGEST.get(key, LONGEST_TEXT)
    return f"Texten är längre än {most} tecken. Korta den." if len(text) > most else ""
