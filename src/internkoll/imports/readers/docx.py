"""Word (.docx) -> blocks, by an XML grid of our own: every merged cell, content control, tracked insertion, nested
table and text box is read, which a table library's cells are not (ECMA-376 part 1, 17.4)."""

import re
from collections.abc import Iterator

from lxml import etree

from internkoll.imports.readers.numbering import Numbering
from internkoll.imports.readers.package import Package
from internkoll.imports.readers.shapes import (
    BLANK,
    Block,
    Cell,
    Heading,
    Line,
    Paragraph,
    ParagraphKind,
    Source,
    Table,
    full_grid,
)
from internkoll.imports.readers.word_styles import Styles, outline_level
from internkoll.imports.readers.word_text import Words, WordText, tidy
from internkoll.imports.readers.word_xml import W, attribute, content, number, value
from internkoll.rules.notices import Notice

MAX_COLUMNS = 200
BOLD_LEVEL = 9
_LONGEST_BOLD_HEADING = 200
_DOT_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|\t)\s*\d{1,3}\s*$")
_PAGE_NUMBER = re.compile(r"(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s*(?:(?:av|\(|/|of)\s*\d{1,3}\)?)?$", re.IGNORECASE)


def read_docx(package: Package) -> Source:
    """The body's blocks in order, then the notes it calls; headers and footers as margins."""
    return _Document(package).read()


class _Document:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._text = WordText(Styles(self._part("styles")), Numbering(self._part("numbering")), self._notes())
        self._tables = 0
        self._paragraphs = 0

    def read(self) -> Source:
        body = self._package.xml(self._package.main).find(f"{W}body")
        blocks = [] if body is None else list(self._blocks(body))
        notes = [Paragraph(text, "fotnot", "note") for text in self._text.called_notes]
        return Source("docx", (*blocks, *notes), self._margins(), tuple(self._notices(body)))

    def _part(self, kind: str) -> etree._Element | None:
        parts = self._package.related(self._package.main, kind)
        return self._package.xml(parts[0]) if parts else None

    def _notes(self) -> dict[str, str]:
        notes = {}
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s")
            for note in () if root is None else root.iter(f"{W}{kind}"):
                text = tidy(" ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in note.iter(f"{W}p")))
                if text and attribute(note, "type", "normal") == "normal":
                    notes[f"{kind} {number(attribute(note, 'id'), -1)}"] = text
        return notes

    def _margins(self) -> tuple[str, ...]:
        """The lines of page headers and footers, each once, page numbers left out."""
        parts = [p for kind in ("header", "footer") for p in self._package.related(self._package.main, kind)]
        lines = [
            line
            for part in dict.fromkeys(parts)
            for paragraph in self._package.xml(part).iter(f"{W}p")
            for part_of_line in self._text.paragraph(paragraph).raw.replace("\t", "\n").split("\n")
            for line in [tidy(part_of_line)]
        ]
        return tuple(dict.fromkeys(line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)))

    def _notices(self, body: etree._Element | None) -> Iterator[Notice]:
        if self._text.hidden:
            quoted = "; ".join(f'"{text}"' for text in self._text.hidden)
            yield Notice("hidden-text", "warning", "", f"Dokumentet har dold text som inte lästes in: {quoted}")
        if body is not None and (next(body.iter(f"{W}ins", f"{W}del"), None) is not None):
            yield Notice(
                "tracked-changes", "info", "",
                "Dokumentet har spårade ändringar: det tillagda är med, det borttagna är inte med.",
            )  # fmt: skip
        if self._package.related(self._package.main, "comments"):
            yield Notice("comments", "info", "", "Dokumentets kommentarer i marginalen lästes inte in.")

    def _blocks(self, parent: etree._Element) -> Iterator[Block]:
        for child in content(parent):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        words = self._text.paragraph(element)
        if words.text:
            self._paragraphs += 1
            yield self._as_block(words, f"stycke {self._paragraphs}")
        for box in words.boxes:
            yield from self._blocks(box)

    @staticmethod
    def _as_block(words: Words, place: str) -> Block:
        is_contents = words.style.is_contents or _DOT_LEADERS.search(words.raw) is not None
        kind: ParagraphKind = "contents" if is_contents else "text"
        level = outline_level(words.outline) if words.outline else words.style.level
        if level is not None and not is_contents:
            return Heading(words.text.replace("\n", " "), level, place, words.style.name)
        looks_like_heading = words.bold and len(words.text) <= _LONGEST_BOLD_HEADING and words.text[-1] not in ".,;"
        if looks_like_heading and not is_contents:
            return Heading(words.text.replace("\n", " "), BOLD_LEVEL, place, "fet")
        return Paragraph(words.text, place, kind)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        rows = list(_rows(element))
        if _is_frame(rows):
            for row in rows:
                for cell in _cells(row):
                    yield from self._blocks(cell)
            return
        self._tables += 1
        name = f"tabell {self._tables}"
        boxes: list[etree._Element] = []
        above: tuple[Cell, ...] = ()
        lines = []
        for place, row in enumerate(rows, 1):
            above = self._line(row, above, boxes)
            lines.append(Line(place, above))
        yield Table(full_grid(lines), name)
        for box in boxes:
            yield from self._blocks(box)

    def _line(self, row: etree._Element, above: tuple[Cell, ...], boxes: list[etree._Element]) -> tuple[Cell, ...]:
        cells: list[Cell] = [BLANK] * _grid_gap(row, "gridBefore")
        for element in _cells(row):
            properties = element.find(f"{W}tcPr")
            span = max(1, min(number(value(properties, "gridSpan"), 1), MAX_COLUMNS - len(cells)))
            cell = self._cell(element, boxes)
            if _is_continued(properties, "hMerge") and cells:
                cells.append(Cell(cell.text, across=True))
                continue
            if _is_continued(properties, "vMerge") and len(cells) < len(above):
                cell = Cell(cell.text, down=True)
            cells += [cell, *(Cell(across=True, down=cell.down) for _ in range(span - 1))]
            if len(cells) >= MAX_COLUMNS:
                break
        return (*cells, *[BLANK] * _grid_gap(row, "gridAfter"))[:MAX_COLUMNS]

    def _cell(self, element: etree._Element, boxes: list[etree._Element]) -> Cell:
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            return BLANK
        paragraphs = list(self._cell_paragraphs(element, boxes))
        filled = [words for words in paragraphs if words.text]
        return Cell(
            "\n".join(words.text for words in filled),
            bold=bool(filled) and all(words.bold or words.style.level is not None for words in filled),
            notes=tuple(note for words in paragraphs for note in words.notes),
            turn=_turn(filled),
        )

    def _cell_paragraphs(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[Words]:
        for child in content(element):
            if child.tag == f"{W}p":
                words = self._text.paragraph(child)
                boxes += words.boxes
                yield words
            elif child.tag == f"{W}tbl":
                yield from self._table_in_a_cell(child, boxes)

    def _table_in_a_cell(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[Words]:
        for row in _rows(element):
            parts = [list(self._cell_paragraphs(cell, boxes)) for cell in _cells(row)]
            texts = [" ".join(words.text for words in part if words.text) for part in parts]
            yield Words(
                " | ".join(text for text in texts if text), notes=[n for p in parts for w in p for n in w.notes]
            )


def _turn(paragraphs: list[Words]) -> int:
    """How many lines stand before the paragraph where bold type ends or begins, if it does so once."""
    turns = [i for i in range(1, len(paragraphs)) if paragraphs[i].bold != paragraphs[i - 1].bold]
    return sum(words.text.count("\n") + 1 for words in paragraphs[: turns[0]]) if len(turns) == 1 else 0


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in content(table):
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (child for child in content(row) if child.tag == f"{W}tc")


def _grid_gap(row: etree._Element, name: str) -> int:
    return max(0, min(number(value(row, f"trPr/{name}"), 0), MAX_COLUMNS))


def _is_continued(properties: etree._Element | None, name: str) -> bool:
    merge = None if properties is None else properties.find(f"{W}{name}")
    return merge is not None and attribute(merge, "val", "continue") != "restart"


def _is_frame(rows: list[etree._Element]) -> bool:
    """A table of one column or one row that only holds another table in place on the page."""
    one_wide = all(sum(1 for _ in _cells(row)) <= 1 for row in rows)
    if not rows or not (one_wide or len(rows) == 1):
        return False
    inner = (table for row in rows for cell in _cells(row) for table in content(cell) if table.tag == f"{W}tbl")
    return any(_is_large(table) for table in inner)


def _is_large(table: etree._Element) -> bool:
    widths = [sum(1 for _ in _cells(row)) for row in _rows(table)]
    return _is_frame(list(_rows(table))) or (len(widths) > 1 and max(widths) > 1)
