"""The signs that may stand in a report. A text is data: it is never markup, and no sign of it can spoil a file.

XML 1.0 (Word, Excel) forbids control characters, and PDF/A-2 and PDF/UA-1 ask for a glyph for every sign.
"""

import re
import unicodedata

# Word and Wingdings keep their bullets and ticks in the private use area, where no other font has them.
_PRIVATE = {
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf076": "•",
    "\uf06f": "•",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0e0": "→",
    "\uf0a8": "☐",
    "\uf0fe": "☑",
}
# Breaks of a line by another name, and the tab, which has no meaning inside a cell.
_SPACES = dict.fromkeys("\x0b\x0c\r\x85\u2028\u2029", "\n") | {"\t": " "}
# Signs without meaning in a file (controls, halves of signs, "never a character"), and signs that turn the direction
# of all that follows, which would garble what the report itself says.
_NEVER = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_UNWANTED = rf"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\u202a-\u202e\u2066-\u2069{_NEVER}"
_UNUSUAL = re.compile(rf"\r\n|[\t\x0b\x0c\r\x85\u2028\u2029\ue000-\uf8ff\U000f0000-\U0010ffff{_UNWANTED}]")
_ITEM = re.compile(r"[•·▪▫◦●○■➢‣]\s*(?=\S)|[-–—*]\s+(?=\S)")


def clean(text: str) -> str:
    """The text without signs that no file can hold. Lines are parted by a line feed and nothing else."""
    return _UNUSUAL.sub(_instead, unicodedata.normalize("NFC", text))


def one_line(text: str | None) -> str:
    return " ".join(clean(text).split()) if text else ""


def lines(text: str) -> list[str]:
    """The paragraphs of the text, without blank ones."""
    return [line for raw in clean(text).split("\n") if (line := raw.strip())]


def without_bullet(line: str) -> str | None:
    """The item that a line with a bullet or a dash before it is, None where it is no item."""
    found = _ITEM.match(line)
    return line[found.end() :] if found else None


def _instead(found: re.Match[str]) -> str:
    sign = found[0]
    if sign == "\r\n":
        return "\n"
    known = _PRIVATE.get(sign) or _SPACES.get(sign)
    if known or unicodedata.category(sign) != "Co":
        return known or ""
    # Some font's own sign: shown as a box, so that it is seen that a sign stood here.
    return "□"
