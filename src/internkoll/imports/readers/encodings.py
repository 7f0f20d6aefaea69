"""The bytes of a text file -> text, where nothing in the file tells how it was written."""

import codecs
import re

from internkoll.imports.readers.guard import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows, and what older programs on Macintosh and in DOS wrote: told apart by which gives Swedish letters.
_OF_ONE_BYTE = ("cp1252", "mac-roman", "cp850")
_SWEDISH = "åäöÅÄÖ"
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_START = 20_000
_MOST_CONTROL = 0.01

NOT_TEXT = (
    "Filen innehåller tecken som inte hör hemma i en textfil. Den kan vara skadad, eller av ett annat slag än namnet "
    "säger. Öppna den i Excel, spara den som .xlsx och försök igen."
)


def text_of(data: bytes, *, declared: str = "") -> str:
    """The file as text, with "\\n" at the end of each line. `declared` is what the file itself says, if it does.

    Raises Unreadable where it holds what no text does.
    """
    text = _decoded(data, declared)
    if "\0" in text or _is_binary(text):
        raise Unreadable(NOT_TEXT)
    return text.removesuffix("\x1a").replace("\r\n", "\n").replace("\r", "\n")


def start_of(data: bytes) -> str | None:
    """The first of the file as text; None where it is no text."""
    text = _decoded(data[:_START], "")
    return None if _is_binary(text) else text


def _is_binary(text: str) -> bool:
    start = text[:_START]
    return len(_CONTROL.findall(start)) > _MOST_CONTROL * len(start)


def _decoded(data: bytes, declared: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if _is_utf16(data):
        return data.decode("utf-16-le", "replace")
    text = data.decode("utf-8", "replace")
    # An odd byte or two (a word pasted from elsewhere) spoils no text in UTF-8: in no other encoding are there letters
    # that can be read as Swedish ones in UTF-8.
    if text.count("\ufffd") <= sum(text.count(letter) for letter in _SWEDISH):
        return text
    return data.decode(_known(declared) or _likeliest(data), "replace")


def _is_utf16(data: bytes) -> bool:
    """Written by Windows without its mark: every other byte of Latin letters is zero."""
    start = data[:1_000]
    return len(start) > 3 and start[1::2].count(0) > 0.7 * len(start[1::2]) and not start[::2].count(0)


def _likeliest(data: bytes) -> str:
    def swedish(encoding: str) -> int:
        return sum(data.count(letter.encode(encoding)) for letter in _SWEDISH)

    return max(_OF_ONE_BYTE, key=swedish)


def _known(declared: str) -> str:
    """The declared encoding, where it is one of those that a page in Swedish may be written in."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    # What says that it is Latin-1 was mostly written by Windows, and is read as that by every browser.
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(
        name, name if name.startswith(("cp", "iso8859", "mac")) else ""
    )
