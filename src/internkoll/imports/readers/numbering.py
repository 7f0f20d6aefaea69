"""Word's automatic numbering: the "1." or "2.3" that stands on the page but in no text (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from internkoll.imports.readers.word_xml import W, attribute, number

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of one document; ask for labels in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is not None:
            abstract = {attribute(el, "abstractNumId"): _List(dict(_levels(el))) for el in root.iter(f"{W}abstractNum")}
            for num in root.iter(f"{W}num"):
                self._lists[attribute(num, "numId")] = _instance(num, abstract)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next item, such as "3." or "b)"; "" for a bullet or an unknown list."""
        items = self._lists.get(list_id)
        if items is None or level not in items.levels:
            return ""
        items.counts[level] = items.counts.get(level, items.levels[level].start - 1) + 1
        for deeper in [other for other in items.counts if other > level]:
            del items.counts[deeper]
        return _written(items, level)


def _levels(element: etree._Element) -> Iterator[tuple[int, _Level]]:
    for lvl in element.iter(f"{W}lvl"):
        children = {child.tag: attribute(child, "val") for child in lvl}
        level = _Level(
            number(children.get(f"{W}start", ""), 1),
            children.get(f"{W}numFmt", "decimal"),
            children.get(f"{W}lvlText", ""),
        )
        yield number(attribute(lvl, "ilvl"), 0), level


def _instance(num: etree._Element, abstract: dict[str, _List]) -> _List:
    """A list's own counting. Lists of the same definition go on counting together unless one is told to start anew."""
    base = abstract.get(next((attribute(el, "val") for el in num.iter(f"{W}abstractNumId")), ""), _List())
    overrides = list(num.iter(f"{W}lvlOverride"))
    if not overrides:
        return base
    levels = dict(base.levels)
    for override in overrides:
        level = number(attribute(override, "ilvl"), 0)
        levels.update(_levels(override))
        start = next((attribute(el, "val") for el in override.iter(f"{W}startOverride")), "")
        if start and level in levels:
            known = levels[level]
            levels[level] = _Level(number(start, 1), known.style, known.pattern)
    return _List(levels)


def _written(items: _List, level: int) -> str:
    if items.levels[level].style in ("bullet", "none"):
        return ""

    def figure(match: re.Match[str]) -> str:
        wanted = int(match[1]) - 1
        kind = items.levels.get(wanted, _Level())
        return _figure(items.counts.get(wanted, kind.start), kind.style)

    return _PLACEHOLDER.sub(figure, items.levels[level].pattern).strip()


def _figure(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = _roman(count)
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (count // value)
        count %= value
    return letters
