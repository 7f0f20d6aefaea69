"""Web pages (.html, and what Word and Excel save or copy as one) -> blocks, by lxml and a grid of our own.

Nothing that the page points to is fetched, and nothing in it is run. What the page does not show (scripts, styles,
hidden elements) is left out, and hidden text is told. libxml2 stops without a word at a depth of some 250 elements:
such a page is refused, since what follows would be lost.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from internkoll.imports.readers.docx import BOLD_LEVEL
from internkoll.imports.readers.encodings import text_of
from internkoll.imports.readers.guard import DAMAGED, TOO_MUCH, Unreadable
from internkoll.imports.readers.kinds import is_web_archive
from internkoll.imports.readers.page_tables import PARTS, Grids, cells_of, is_frame, rows_of
from internkoll.imports.readers.page_text import Flow, Item, Words
from internkoll.imports.readers.shapes import Block, Cell, Heading, Paragraph, Source, Table
from internkoll.rules.notices import Notice

_MOST_TAGS = 600_000
_MOST_ATTRIBUTES = 300
_LONG_TAG = 1_000
_TAG = re.compile(r"<[a-zA-Z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 200
_DOT_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,3}\s*$")

_TOO_DEEP = (
    "Sidans element ligger för djupt i varandra, så att allt inte kan läsas. "
    "Öppna den i Word eller Excel, spara den som .docx eller .xlsx och försök igen."
)


def read_page(data: bytes) -> Source:
    """Raises Unreadable where the page is damaged, too deep, or holds more than is read."""
    declared = _DECLARED.search(data[:10_000])
    text = text_of(data, declared=declared[1].decode() if declared else "")
    return source_of_page(_page_in_archive(data) if is_web_archive(text) else text, "html")


def source_of_page(text: str, kind: str) -> Source:
    return _Page(_parsed(text)).source(kind)


def _page_in_archive(data: bytes) -> str:
    """The first page of one that was saved with its pictures in the same file."""
    import email  # noqa: PLC0415 - a slow import for files that are rarely met

    pages = (part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    if page is None:
        raise Unreadable(DAMAGED)
    payload = page.get_payload(decode=True)
    return text_of(payload if isinstance(payload, bytes) else b"", declared=str(page.get_content_charset() or ""))


def _parsed(text: str) -> etree._Element:
    if text.count("<") > _MOST_TAGS or any(map(_has_many_attributes, _TAG.finditer(text))):
        raise Unreadable(TOO_MUCH)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        # With recovery on, only a lack of memory or a page of nothing at all ends here.
        raise Unreadable(TOO_MUCH) from error
    _check_whole(parser)
    if root is None:
        raise Unreadable(DAMAGED)
    return root


def _has_many_attributes(tag: re.Match[str]) -> bool:
    """A tag's attributes are compared with one another, which takes minutes where there are a hundred thousand."""
    return tag.end() - tag.start() > _LONG_TAG and len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES


def _check_whole(parser: etree.HTMLParser) -> None:
    """libxml2 leaves out what is beyond its limits and goes on, as browsers do with what is wrong in a page."""
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable(_TOO_DEEP if "depth" in entry.message else TOO_MUCH)
        if entry.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise Unreadable(TOO_MUCH)


class _Page:
    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._flow = Flow()
        self._grids = Grids()
        self._tables = 0
        self._paragraphs = 0

    def source(self, kind: str) -> Source:
        blocks = tuple(self._blocks(self._flow.items(self._root)))
        return Source(kind, blocks, notices=tuple(self._notices()))

    def _notices(self) -> Iterator[Notice]:
        if self._flow.hidden:
            quoted = "; ".join(f'"{text}"' for text in self._flow.hidden)
            yield Notice("hidden-text", "warning", "", f"Sidan har dold text som inte lästes in: {quoted}")
        if self._root.find(".//frame") is not None or self._root.find(".//iframe") is not None:
            yield Notice(
                "frames", "warning", "", "Sidan visar andra sidor i ramar. De hör till andra filer och lästes inte."
            )

    def _blocks(self, items: Sequence[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Words):
                self._paragraphs += 1
                yield _as_block(item, f"stycke {self._paragraphs}")
            else:
                yield from self._table(item)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in rows_of(table) if not self._flow.is_hidden(row)]
        yield from self._blocks(self._beside_cells(table, rows))
        if is_frame(table):
            for row in rows:
                for cell in cells_of(row):
                    yield from self._blocks(self._flow.items(cell))
        elif rows:
            self._tables += 1
            name = f"tabell {self._tables}"
            yield Table(self._grids.lines(rows, self._cell), name)

    def _beside_cells(self, table: etree._Element, rows: list[etree._Element]) -> list[Item]:
        """The caption, and what a careless program put between the cells: browsers show it above the table."""
        sections = [child for child in table if child.tag in ("thead", "tbody", "tfoot")]
        return [item for part in (table, *sections, *rows) for item in self._flow.items(part, passing=PARTS)]

    def _cell(self, element: etree._Element) -> Cell:
        if self._flow.is_hidden(element):
            return Cell()
        words = [word for item in self._flow.items(element) for word in self._as_words(item)]
        return Cell(
            "\n".join(word.text for word in words),
            bold=bool(words) and all(word.bold or word.level is not None for word in words),
        )

    def _as_words(self, item: Item) -> Iterator[Words]:
        """A table in a cell as lines of text."""
        if isinstance(item, Words):
            yield item
            return
        for row in rows_of(item):
            texts = [self._cell(cell).text.replace("\n", " ") for cell in cells_of(row)]
            line = " | ".join(text for text in texts if text)
            if line:
                yield Words(line)


def _as_block(words: Words, place: str) -> Block:
    if words.kind != "text" or _DOT_LEADERS.search(words.text):
        return Paragraph(words.text, place, "note" if words.kind == "note" else "contents")
    if words.level is not None:
        return Heading(words.text.replace("\n", " "), words.level, place)
    if words.bold and len(words.text) <= _LONGEST_BOLD_HEADING and words.text[-1] not in ".,;":
        return Heading(words.text.replace("\n", " "), BOLD_LEVEL, place, "fet")
    return Paragraph(words.text, place)
