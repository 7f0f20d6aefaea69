"""The names and small readings of WordprocessingML that the Word reader's parts share (ECMA-376 part 1, 17)."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Wrappers that only stand around what is to be read. Tracked insertions are kept ...
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple",
                              "bdo", "dir")
) | {f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"}  # fmt: skip
# ... and tracked deletions left out.
_LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "rPr", "tcPr", "trPr"))


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    return element.get(f"{W}{name}") or default


def number(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 7 else default


def is_on(element: etree._Element | None, name: str) -> bool:
    """Whether a toggle such as <w:b/> is there and not switched off."""
    toggle = None if element is None else element.find(f"{W}{name}")
    return toggle is not None and attribute(toggle, "val", "true") not in ("false", "0", "off", "none")


def value(element: etree._Element | None, path: str) -> str:
    """The w:val at a path of child names: value(p, "pPr/pStyle")."""
    found = None if element is None else element.find(_path(path))
    return "" if found is None else attribute(found, "val")


@cache
def _path(names: str) -> str:
    return "/".join(f"{W}{name}" for name in names.split("/"))


def content(element: etree._Element) -> Iterator[etree._Element]:
    """The children that hold content, wrappers opened and tracked deletions left out."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from content(_alternative(child) if child.tag == f"{MC}AlternateContent" else child)
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield child


def _alternative(element: etree._Element) -> etree._Element:
    """A drawing is often stored twice, for newer and older programs: read one of them."""
    choice = element.find(f"{MC}Choice")
    fallback = element.find(f"{MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else element
