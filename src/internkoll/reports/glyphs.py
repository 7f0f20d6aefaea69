"""The signs that the PDF's fonts can draw, and what is written in place of those that they cannot.

PDF/UA-1 and PDF/A-2 refuse a sign without a glyph: one emoji in a comment would stop the whole report.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")
_FACES = ("Inter-Regular.otf", "Inter-Bold.otf")
# Signs that are common in municipal texts, by one that says the same.
_ALIKE = {
    "☐": "□",
    "☑": "✓",
    "☒": "✗",
    "✅": "✓",
    "✔": "✓",
    "❌": "✗",
    "✖": "✗",
    "❗": "!",
    "❓": "?",
    "➢": "→",
    "➔": "→",
}
# A long string with signs between its words, as an address has, or one longer than any Swedish compound.
_LONG = re.compile(r"(?=\S*[/?&=_.@:])\S{20,}|\S{80,}")
_PLACES = re.compile(r"[/?&=_.@:]+(?=\w)|\w{40}(?=\w)")


def drawable(text: str) -> str:
    """The text with every sign that the fonts lack written another way: taken apart, by a like one, or by its name.

    Addresses and other long strings that hyphenation knows nothing of get places to break (zero width spaces).
    """
    known = _drawn()
    if not known.issuperset(text):
        text = "".join(c if c in known else _instead(c) for c in text)
    return _LONG.sub(_with_breaks, text)


@cache
def _drawn() -> frozenset[str]:
    """The signs that every face has, but for the font's own (private use): PDF/A refuses those."""
    faces = [set(TTFont(FONTS / name, lazy=True).getBestCmap()) for name in _FACES]
    signs = {chr(code) for code in set.intersection(*faces)}
    return frozenset({sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Cs", "Co")} | {"\n"})


@cache
def _instead(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    if unicodedata.category(sign) in ("Cf", "Mn", "Me") or unicodedata.name(sign, "").startswith("VARIATION SELECTOR"):
        return ""
    if unicodedata.category(sign) == "Zs":
        return " "
    apart = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in _drawn())
    return apart or f"[{_name(sign)}]"


def _with_breaks(found: re.Match[str]) -> str:
    return _PLACES.sub("\\g<0>\u200b", found[0])


def _name(sign: str) -> str:
    name = unicodedata.name(sign, "")
    told = name.lower() if unicodedata.category(sign).startswith("S") else ""
    return told or f"U+{ord(sign):04X}"
