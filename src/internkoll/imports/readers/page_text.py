"""The text of a web page as it is seen: white space joined, lists marked, what is not shown left out."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from lxml import etree

from internkoll.imports.readers.shapes import ParagraphKind
from internkoll.imports.readers.word_text import tidy

_LEFT_OUT = frozenset((
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "object", "applet", "iframe",
    "svg", "math", "audio", "video", "canvas", "map", "del", "datalist", "col", "colgroup", "xml"
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul", "table", "thead", "tbody", "tfoot",
    "tr", "td", "th"
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_BOLD = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
# Word writes what numbers a paragraph in a span of its own, with bullets as letters of a font of signs.
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLETS = frozenset("·o§Øüq•-–▪◦")
_NOTE = re.compile(r"mso-element\s*:\s*(?:footnote|endnote)\s*(?:;|$)", re.IGNORECASE)
_NO_FIELDS = frozenset(("hidden", "submit", "button", "reset", "image", "password", "file"))
_MOST_HIDDEN = 20
_LONGEST_HIDDEN = 200


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph, heading or item of a list. `level` as in shapes.Heading, None where it is no heading."""

    text: str
    bold: bool = False
    level: int | None = None
    kind: ParagraphKind = "text"


Item = Words | etree._Element
"""A text, or a table to be read by the one who asked."""


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    level: int | None = None
    kind: ParagraphKind = "text"
    as_typed: bool = False


class Flow:
    """Reads elements in the order of the page, and remembers the hidden texts that it passed by."""

    def __init__(self) -> None:
        self.hidden: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._items: list[Item] = []
        self._pieces: list[tuple[str, bool]] = []
        self._pictures: list[str] = []
        self._marker = ""

    def items(self, element: etree._Element, *, passing: Container[str] = ()) -> list[Item]:
        """What stands in the element. Children with the tags in `passing` are left to others."""
        self._begin()
        look = _look(element, _Look())
        self._children(element, look, passing)
        self._end_paragraph(look)
        if not self._items:
            # A coloured lamp says in words what it means only to those who can't see it.
            self._pieces = [(text, False) for text in self._pictures]
            self._end_paragraph(look)
        return self._items

    def is_hidden(self, element: etree._Element) -> bool:
        """Whether the page does not show the element. If so, its text is noted."""
        style = element.get("style")
        if "hidden" not in element.attrib and not (style and _HIDDEN.search(style)):
            return False
        text = tidy(" ".join(all_text(element).split()))
        if text and len(self.hidden) < _MOST_HIDDEN and text not in self.hidden:
            self.hidden.append(text if len(text) <= _LONGEST_HIDDEN else f"{text[:_LONGEST_HIDDEN]} ...")
        return True

    def _children(self, element: etree._Element, look: _Look, passing: Container[str] = ()) -> None:
        self._add(element.text, look)
        number = 0
        for child in element:
            if isinstance(child.tag, str) and child.tag not in passing:
                if child.tag == "li":
                    number += 1
                    self._marker = f"{number}." if element.tag == "ol" else "•"
                self._element(child, look)
            self._add(child.tail, look)

    def _element(self, element: etree._Element, look: _Look) -> None:
        tag = element.tag
        if tag in _LEFT_OUT or self.is_hidden(element):
            return
        if tag == "table":
            self._end_paragraph(look)
            self._items.append(element)
        elif tag == "br":
            self._pieces.append(("\n", look.bold))
        elif tag in ("input", "select", "img"):
            self._field(element, look)
        elif _MARKER.search(element.get("style") or ""):
            text = tidy(all_text(element))
            self._marker = "•" if text in _BULLETS else text
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._end_paragraph(look)
            within = _look(element, look)
            self._children(element, within)
            self._end_paragraph(within)
            self._marker = "" if tag == "li" else self._marker
        else:
            self._children(element, _look(element, look))

    def _field(self, element: etree._Element, look: _Look) -> None:
        """What is filled in, as the page shows it."""
        kind = element.get("type", "text").lower()
        if element.tag == "img":
            self._pictures.append(element.get("alt") or "")
        elif element.tag == "select":
            options = list(element.iter("option"))
            chosen = [option for option in options if "selected" in option.attrib] or options[:1]
            self._add(" ".join(map(all_text, chosen)), look)
        elif kind in ("checkbox", "radio"):
            self._add(" x " if "checked" in element.attrib else "", look)
        elif kind not in _NO_FIELDS:
            self._add(element.get("value"), look)

    def _add(self, text: str | None, look: _Look) -> None:
        if text:
            self._pieces.append((text if look.as_typed else _SPACES.sub(" ", text), look.bold))

    def _end_paragraph(self, look: _Look) -> None:
        text = tidy("".join(text for text, _ in self._pieces))
        if text:
            bold = all(bold for text, bold in self._pieces if text.strip())
            self._items.append(Words(f"{self._marker} {text}".strip(), bold, look.level, look.kind))
            self._marker = ""
        self._pieces = []


def all_text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _look(element: etree._Element, above: _Look) -> _Look:
    tag, style, name = element.tag, element.get("style") or "", element.get("class") or ""
    look = above
    if tag in _HEADINGS:
        look = replace(look, level=_HEADINGS[tag])
    elif name == "MsoTitle":
        look = replace(look, level=0)
    elif name.startswith("MsoToc"):
        look = replace(look, kind="contents")
    if style and _NOT_BOLD.search(style):
        look = replace(look, bold=False)
    elif tag in ("b", "strong", "th") or (style and _BOLD.search(style)):
        look = replace(look, bold=True)
    if tag in ("pre", "textarea"):
        look = replace(look, as_typed=True)
    return replace(look, kind="note") if style and _NOTE.search(style) else look
