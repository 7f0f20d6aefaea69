"""Paragraphs and marks as WordprocessingML. Text is set as text nodes only, so that nothing in it is read as markup."""

from collections.abc import Iterable, Iterator
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from internkoll.reports.blocks import Block, Mark
from internkoll.reports.palette import QUIET, SHADES


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes: element("vMerge", val="restart")."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(text: str, *, bold: bool = False, ink: str = "", fill: str = "") -> BaseOxmlElement:
    """A run of text. `ink` and `fill` are six hexadecimal digits."""
    made = element("r")
    look = element("rPr")
    if bold:
        look.append(element("b"))
    if ink:
        look.append(element("color", val=ink))
    if fill:
        look.append(element("shd", val="clear", color="auto", fill=fill))
    if len(look):
        made.append(look)
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def paragraph(style: str, runs: Iterable[BaseOxmlElement] = ()) -> BaseOxmlElement:
    """A paragraph in the style of that id."""
    made = element("p")
    look = element("pPr")
    look.append(element("pStyle", val=style))
    made.append(look)
    made.extend(list(runs))
    return made


def block_paragraphs(blocks: Iterable[Block], text_style: str, item_style: str) -> Iterator[BaseOxmlElement]:
    """The blocks as paragraphs: items of lists in the one style, all else in the other."""
    for block in blocks:
        is_item = not isinstance(block, Mark) and block.is_item
        yield paragraph(item_style if is_item else text_style, _runs(block))


def _runs(block: Block) -> Iterator[BaseOxmlElement]:
    if isinstance(block, Mark):
        shade = SHADES[block.tone]
        if block.label:
            yield run(f"{block.label}: ", bold=True, ink=QUIET)
        # Hard spaces keep the shape and its word together, and give the shade some room on both sides.
        yield run(f"\u00a0{block.shape}\u00a0{block.word}\u00a0", bold=True, ink=shade.ink, fill=shade.fill)
    elif not block.text:
        yield run(f"{block.label}:", bold=True, ink=QUIET)
    else:
        if block.label:
            yield run(f"{block.label}: ", bold=True, ink=QUIET)
        yield run(block.text, bold=block.style == "strong", ink=QUIET if block.style == "muted" else "")
