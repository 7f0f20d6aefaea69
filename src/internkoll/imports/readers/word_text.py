"""A Word paragraph's text as it is seen on the page: automatic numbers put in, deleted and hidden text left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from internkoll.imports.readers.numbering import Numbering
from internkoll.imports.readers.word_styles import Style, Styles, own_numbering
from internkoll.imports.readers.word_xml import MC, M, W, attribute, content, is_on, number, value

_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_BULLET_SIGNS = {"f0b7": "•", "f0a7": "•", "f06e": "•", "f0fc": "✓", "f0fe": "x", "f0a8": ""}
_PLAIN_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def tidy(text: str) -> str:
    """Plain text: one blank between words, lines stripped, no empty lines, no soft hyphens, bullets as "•"."""
    text = text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").replace("\uf0b7", "•")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Words:
    """One paragraph as read. `boxes` are text boxes anchored in it, `notes` the foot- and endnotes it calls."""

    text: str = ""
    bold: bool = False
    raw: str = ""
    style: Style = field(default_factory=Style)
    outline: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class WordText:
    """Reads paragraphs in document order (the numbering counts on), and remembers what was left out."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[str, str]) -> None:
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self.called_notes: list[str] = []
        self.hidden: list[str] = []

    def paragraph(self, element: etree._Element) -> Words:
        words = Words(style=self._styles.style(value(element, "pPr/pStyle")), outline=value(element, "pPr/outlineLvl"))
        pieces: list[tuple[str, bool]] = []
        self._collect(element, words, pieces)
        words.raw = "".join(text for text, _ in pieces)
        label = self._label(element, words.style)
        words.text = tidy(f"{label} {words.raw}" if label else words.raw)
        weights = [bold for text, bold in pieces if text.strip()]
        words.bold = bool(weights) and all(weights)
        return words

    def _label(self, element: etree._Element, style: Style) -> str:
        numbered = own_numbering(element, style.numbering) or style.numbering
        return self._numbering.label(*numbered) if numbered and numbered[0] != "0" else ""

    def _collect(self, element: etree._Element, words: Words, pieces: list[tuple[str, bool]]) -> None:
        for child in content(element):
            if child.tag == f"{W}r":
                self._run(child, words, pieces)
            elif child.tag.startswith(M):
                pieces.append(("".join(text.text or "" for text in child.iter(f"{M}t")), False))

    def _run(self, run: etree._Element, words: Words, pieces: list[tuple[str, bool]]) -> None:
        properties = run.find(f"{W}rPr")
        bold = self._is_bold(properties, words.style)
        text = "".join(self._sign(child, words) for child in content(run))
        if is_on(properties, "vanish"):
            if text.strip():
                self.hidden.append(tidy(text))
        elif text:
            pieces.append((text, bold))

    def _is_bold(self, properties: etree._Element | None, style: Style) -> bool:
        if properties is not None and properties.find(f"{W}b") is not None:
            return is_on(properties, "b")
        run_style = value(properties, "rStyle")
        return style.bold or bool(run_style and self._styles.style(run_style).bold)

    def _sign(self, child: etree._Element, words: Words) -> str:
        if child.tag == f"{W}t":
            return child.text or ""
        if child.tag == f"{W}br":
            return "" if attribute(child, "type") in ("page", "column") else "\n"
        if child.tag == f"{W}sym":
            return _BULLET_SIGNS.get(attribute(child, "char").lower(), "•")
        if child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._call_note(child, words)
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            words.boxes.extend(_text_boxes(child))
        return _PLAIN_SIGNS.get(child.tag, "")

    def _call_note(self, child: etree._Element, words: Words) -> None:
        kind = "endnote" if child.tag == f"{W}endnoteReference" else "footnote"
        text = self._notes.get(f"{kind} {number(attribute(child, 'id'), -1)}", "")
        if text:
            words.notes.append(text)
            if text not in self.called_notes:
                self.called_notes.append(text)


def _text_boxes(drawing: etree._Element) -> list[etree._Element]:
    boxes = list(drawing.iter(f"{W}txbxContent"))
    # A box inside a box is met when the outer one is read; a fallback repeats what the choice beside it says.
    return [box for box in boxes if not any(_repeats(above, boxes) for above in box.iterancestors())]


def _repeats(above: etree._Element, boxes: list[etree._Element]) -> bool:
    parent = above.getparent()
    is_second_choice = above.tag == f"{MC}Fallback" and parent is not None and parent.find(f"{MC}Choice") is not None
    return above in boxes or is_second_choice
