"""A tagged PDF -> lines and tables in the order of its tags, or None where the tags are not to be trusted."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from internkoll.imports.readers.pdf.flow import Flow
from internkoll.imports.readers.pdf.grid import Part, PartCell, PartRow
from internkoll.imports.readers.pdf.margins import margin_texts
from internkoll.imports.readers.pdf.shapes import ARTIFACT, Page, Rule, TextLine, Word
from internkoll.imports.readers.pdf.structure import Element, Mark
from internkoll.imports.readers.pdf.words import lines_of
from internkoll.imports.readers.shapes import ParagraphKind

_TAGGED = 0.9
_REGULAR = 0.8
_MOST_COLUMNS = 200
_MOST_HEADER_ROWS = 3
_HEADING = re.compile(r"H([1-6])?$")
_BLOCKS = (
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "Title",
    "LI",
    "L",
    "Table",
    "TOCI",
    "Note",
    "FENote",
    "Caption",
)
_PARAGRAPHS = ("P", "LI", "TOCI", "Caption", "BlockQuote")
_ROWS = ("TR",)
_CELLS = ("TD", "TH")
_TITLE_LEVEL = 0
_MOST_LINES_ASKED = 40
_MOSTLY = 0.6
_PLAIN_HEADING = 1

Uprights = Mapping[int, Sequence[Rule]]


def flow_by_tags(pages: Sequence[Page], root: Element) -> Flow | None:
    """What the tags tell, where they hold nearly all the text and their tables are regular."""
    words = {page.number: page.words for page in pages}
    held: dict[Mark, list[Word]] = {}
    for number, of_page in words.items():
        for word in of_page:
            held.setdefault((number, word.mark), []).append(word)
    marks = set(root.marks())
    total = Counter(word.mark != ARTIFACT for of_page in words.values() for word in of_page)
    tagged = sum(len(found) for mark, found in held.items() if mark in marks)
    if not total[True] or tagged < _TAGGED * total[True]:
        return None
    tree = _Tags(held, {page.number: [rule for rule in page.rules if not rule.level] for page in pages})
    items = list(tree.items(root))
    if any(not _is_regular(item) for item in items if isinstance(item, Part)):
        return None
    margins = [line for n, of_page in words.items() for line in lines_of([w for w in of_page if w.mark == ARTIFACT], n)]
    # The header that is repeated on each page is an artifact too.
    headers = {cell_text for item in items if isinstance(item, Part) for cell_text in _first_texts(item)}
    return Flow(items, tuple(text for text in margin_texts(margins) if text not in headers))


def _first_texts(part: Part) -> set[str]:
    return {line.text for row in part.rows[:_MOST_HEADER_ROWS] for cell in row.cells for line in cell.lines}


def _is_regular(part: Part) -> bool:
    widths = Counter(len(row.cells) for row in part.rows)
    return widths.most_common(1)[0][1] >= _REGULAR * len(part.rows)


class _Tags:
    def __init__(self, held: Mapping[Mark, Sequence[Word]], uprights: Uprights) -> None:
        self._held, self._uprights = held, uprights

    def items(
        self, element: Element, level: int | None = None, kind: ParagraphKind = "text"
    ) -> Iterator[TextLine | Part]:
        """The lines and tables of an element, each paragraph's first line opening it."""
        loose: list[Mark] = []
        for child in element.children:
            if isinstance(child, tuple):
                loose.append(child)
                continue
            if not any(True for _ in child.find(*_BLOCKS)) and child.role not in (*_BLOCKS, "Artifact"):
                loose += child.marks()
                continue
            yield from self._paragraph(loose, level, kind)
            loose = []
            yield from self._block(child, level, kind)
        yield from self._paragraph(loose, level, kind)

    def _block(self, element: Element, level: int | None, kind: ParagraphKind) -> Iterator[TextLine | Part]:
        heading = _HEADING.match(element.role)
        if element.role == "Artifact":
            return
        if element.role == "Table":
            yield from self._table(element)
        elif heading or element.role == "Title":
            own = _TITLE_LEVEL if element.role == "Title" else int(heading[1] or _PLAIN_HEADING) if heading else 1
            yield from self.items(element, own, kind)
        elif element.role in ("Note", "FENote"):
            yield from self.items(element, level, "note")
        elif element.role == "TOCI":
            yield from self._paragraph(list(element.marks()), level, "contents")
        elif element.role == "LI":
            yield from self._list_item(element, level, kind)
        else:
            yield from self.items(element, level, kind)

    def _list_item(self, element: Element, level: int | None, kind: ParagraphKind) -> Iterator[TextLine | Part]:
        """The sign and the text of an item stand on one line; lists within it follow."""
        inner = list(element.find("L", "Table"))
        inside = {mark for below in inner for mark in below.marks()}
        yield from self._paragraph([mark for mark in element.marks() if mark not in inside], level, kind)
        for below in inner:
            yield from self._block(below, level, kind)

    def _paragraph(self, marks: Sequence[Mark], level: int | None, kind: ParagraphKind) -> Iterator[TextLine]:
        lines = self._lines(marks)
        for number, line in enumerate(lines):
            line.opens, line.level, line.kind = number == 0, level, kind
            yield line

    def _lines(self, marks: Sequence[Mark]) -> list[TextLine]:
        lines = []
        for page, of_page in groupby(marks, key=lambda mark: mark[0]):
            words = [word for mark in dict.fromkeys(of_page) for word in self._held.get(mark, ())]
            lines += lines_of(words, page)
        return lines

    def _table(self, element: Element) -> Iterator[TextLine | Part]:
        rows = list(element.find(*_ROWS))
        cells = [list(row.find(*_CELLS)) for row in rows]
        if _is_frame(cells):
            for row in cells:
                for cell in row:
                    yield from self.items(cell)
            return
        for caption in element.find("Caption"):
            yield from self._block(caption, None, "text")
        grid = _laid_out([[self._cell(cell) for cell in row] for row in cells])
        grid = [row for row in grid if any(cell.lines or cell.down for cell in row)]
        if any(cell.lines for row in grid for cell in row):
            yield _part(grid, self._uprights)

    def _cell(self, element: Element) -> tuple[PartCell, int, int]:
        lines = [line for item in self.items(element) for line in _own_lines(item)]
        return PartCell(lines, is_head=element.role == "TH"), element.down, element.across


def _own_lines(item: TextLine | Part) -> list[TextLine]:
    """A table in a cell is text of the cell."""
    if isinstance(item, TextLine):
        return [item]
    return [line for row in item.rows for cell in row.cells for line in cell.lines]


def _is_frame(rows: Sequence[Sequence[Element]]) -> bool:
    """A table of one column or one row that only holds another table in place on the page."""
    if not rows or (len(rows) > 1 and max(map(len, rows)) > 1):
        return False
    return any(True for row in rows for cell in row for _ in cell.find("Table"))


def _laid_out(rows: Iterable[Sequence[tuple[PartCell, int, int]]]) -> list[list[PartCell]]:
    """The rows as a full grid: the places that a merged cell covers are cells that say so."""
    grid: list[list[PartCell]] = []
    covered: dict[tuple[int, int], PartCell] = {}
    for number, row in enumerate(rows):
        line: list[PartCell] = []
        for cell, down, across in row:
            _take_covered(line, covered, number)
            for below in range(down):
                for beside in range(min(across, _MOST_COLUMNS - len(line))):
                    covered[number + below, len(line) + beside] = PartCell(down=below > 0, across=beside > 0)
            covered[number, len(line)] = cell
            _take_covered(line, covered, number)
        _take_covered(line, covered, number)
        grid.append(line)
    return grid


def _take_covered(line: list[PartCell], covered: dict[tuple[int, int], PartCell], number: int) -> None:
    while (number, len(line)) in covered:
        line.append(covered.pop((number, len(line))))


def _part(grid: list[list[PartCell]], uprights: Uprights) -> Part:
    width = max(map(len, grid))
    sides = [_sides(grid, column, uprights) for column in range(width)]
    for row in grid:
        row += [PartCell() for _ in range(width - len(row))] if len(row) >= _REGULAR * width else []
        for column, cell in enumerate(row):
            last = column
            while last + 1 < len(row) and row[last + 1].across:
                last += 1
            cell.x0, cell.x1 = sides[column][0], sides[last][1]
    page = 1
    rows = []
    for row in grid:
        lines = [line for cell in row for line in cell.lines]
        page = min((line.page for line in lines), default=page)
        on_page = [line for line in lines if line.page == page]
        top, bottom = min((line.top for line in on_page), default=0), max((line.bottom for line in on_page), default=0)
        last_page = max((line.page for line in lines), default=page)
        rows.append(PartRow(page, top, bottom, row, last_page))
    return Part([*(left for left, _ in sides), sides[-1][1]], rows)


def _sides(grid: Sequence[Sequence[PartCell]], column: int, uprights: Uprights) -> tuple[float, float]:
    """The sides of a column: the upright lines beside its text, or else how far its lines reach."""
    alone = [
        row[column]
        for row in grid
        if column < len(row) and row[column].lines and not (column + 1 < len(row) and row[column + 1].across)
    ]
    lines = [line for cell in alone for line in cell.lines]
    if not lines:
        return 0.0, 0.0
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    ruled = Counter(_beside(line, uprights.get(line.page, ())) for line in lines[:_MOST_LINES_ASKED])
    (ruled_left, ruled_right), count = ruled.most_common(1)[0]
    if ruled_left is None or ruled_right is None or count < _MOSTLY * sum(ruled.values()):
        return left, right
    return min(left, ruled_left), max(right, ruled_right)


def _beside(line: TextLine, uprights: Sequence[Rule]) -> tuple[float | None, float | None]:
    near = [rule.at for rule in uprights if rule.start <= line.y <= rule.end]
    left = max((x for x in near if x <= line.x0 + 1), default=None)
    right = min((x for x in near if x >= line.x1 - 1), default=None)
    return left and round(left), right and round(right)
