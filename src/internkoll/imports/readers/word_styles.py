"""What a Word document's styles say: heading levels, bold type, list numbering, and which lines are contents lists."""

import re
from dataclasses import dataclass

from lxml import etree

from internkoll.imports.readers.word_xml import W, attribute, is_on, number, value

TITLE_LEVEL = 0
_HEADING_NAME = re.compile(r"(?:heading|rubrik|överskrift)\s*([1-9])\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|innehåll(?:sförteckning)?)\s*\d*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    name: str = ""
    level: int | None = None
    bold: bool = False
    numbering: tuple[str, int] | None = None

    @property
    def is_contents(self) -> bool:
        return _CONTENTS_NAME.match(self.name) is not None


PLAIN = Style()


class Styles:
    """Looks styles up by their id, with what they take over from the styles that they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = () if root is None else root.iter(f"{W}style")
        self._elements = {attribute(element, "styleId"): element for element in elements}
        self._known: dict[str, Style] = {}

    def style(self, style_id: str) -> Style:
        if not style_id:
            return PLAIN
        if style_id not in self._known:
            self._known[style_id] = PLAIN  # a style based on itself ends here
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        element = self._elements.get(style_id)
        if element is None:
            # A document made by another program may name styles that it doesn't hold.
            return Style(style_id, _level_by_name(style_id))
        base = self.style(value(element, "basedOn"))
        name = value(element, "name") or style_id
        properties = element.find(f"{W}rPr")
        bold = is_on(properties, "b") if properties is not None and properties.find(f"{W}b") is not None else base.bold
        level = self._level(element, name)
        return Style(
            name, base.level if level is None else level, bold, own_numbering(element, base.numbering) or base.numbering
        )

    @staticmethod
    def _level(element: etree._Element, name: str) -> int | None:
        outline = value(element, "pPr/outlineLvl")
        by_name = _level_by_name(name)
        return by_name if by_name is not None or not outline else outline_level(outline)


def outline_level(text: str) -> int | None:
    """Word counts outline levels from 0 and says 9 for body text."""
    level = number(text, 9)
    return level + 1 if 0 <= level < 9 else None


def own_numbering(element: etree._Element, base: tuple[str, int] | None = None) -> tuple[str, int] | None:
    """(list, level) of a paragraph or style, or None. A list id of 0 takes the numbering away."""
    properties = element.find(f"{W}pPr/{W}numPr")
    if properties is None:
        return None
    list_id = value(properties, "numId") or (base[0] if base else "")
    return (list_id, number(value(properties, "ilvl"), 0)) if list_id else None


def _level_by_name(name: str) -> int | None:
    if name.lower() in ("title", "titel", "rubrik", "dokumenttitel"):
        return TITLE_LEVEL
    match = _HEADING_NAME.match(name)
    return int(match[1]) if match else None
