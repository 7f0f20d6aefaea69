"""OpenDocument sheets (.ods) -> blocks, one table a sheet (OpenDocument 1.3 part 3, 9).

Its XML is walked by our own code, for calamine tells neither merges, hidden rows nor formulas of this format; and a
cell that is said to be repeated a million times is here one cell until it is known to hold something.
"""

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from internkoll.imports.readers.guard import DAMAGED, TOO_MUCH, Unreadable, forget
from internkoll.imports.readers.open_styles import STYLE, Styles
from internkoll.imports.readers.package import Package
from internkoll.imports.readers.shapes import Source
from internkoll.imports.readers.sheets import MAX_COLUMNS, MAX_ROWS, Marks, Sheet, source_of

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _WORDS = f"{_NAMES}office:1.0}}", f"{_NAMES}table:1.0}}", f"{_NAMES}text:1.0}}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_REPEATED, _ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_DOWN, _ACROSS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_KIND, _STYLE, _FORMULA = f"{_OFFICE}value-type", f"{_TABLE}style-name", f"{_TABLE}formula"
_PARAGRAPHS = (f"{_WORDS}p", f"{_WORDS}h")
_LEFT_OUT = {f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TABLE}table", f"{_NAMES}drawing:1.0}}frame"}
_SIGNS = {f"{_WORDS}tab": " ", f"{_WORDS}line-break": "\n"}


def read_open_document(package: Package) -> Source:
    styles = Styles()
    for style in package.xml("styles.xml").iter(STYLE) if "styles.xml" in package else ():
        styles.read(style)
    xml = package.read(package.main)
    try:
        sheets = list(_Reading(styles).sheets(xml))
    except etree.XMLSyntaxError as error:
        raise Unreadable(DAMAGED) from error
    has_macros = any(name.startswith(("Basic/", "Scripts/")) for name in package.names)
    return source_of("ods", sheets, has_macros=has_macros)


@dataclass(slots=True)
class _Reading:
    """One pass over the XML, whose memory does not grow with it."""

    styles: Styles
    sheet: Sheet | None = None
    row: int = 0
    column: int = 0
    table_level: int = 0

    def sheets(self, xml: bytes) -> Iterator[Sheet]:
        tags = [STYLE, f"{_TABLE}table", f"{_TABLE}table-column", f"{_TABLE}table-row"]
        events = etree.iterparse(
            io.BytesIO(xml), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for event, element in events:
            if element.tag == STYLE:
                if event == "end":
                    self.styles.read(element)
            elif element.tag == f"{_TABLE}table":
                yield from self._table(event, element)
            elif event == "end" and self.table_level == 1 and self.sheet is not None:
                if element.tag == f"{_TABLE}table-row":
                    self._row(element, self.sheet)
                else:
                    self._column(element, self.sheet.marks)
                forget(element)

    def _table(self, event: str, element: etree._Element) -> Iterator[Sheet]:
        """A table within a cell of another is no sheet."""
        if event == "start":
            self.table_level += 1
            if self.table_level == 1:
                hidden = element.get(_STYLE, "") in self.styles.hidden_tables
                self.sheet, self.row, self.column = Sheet(element.get(f"{_TABLE}name", ""), [], Marks(), hidden), 0, 0
            return
        self.table_level -= 1
        if self.table_level == 0 and self.sheet is not None:
            yield self.sheet
            self.sheet = None
            forget(element)

    def _column(self, element: etree._Element, marks: Marks) -> None:
        repeated = _count(element, _REPEATED)
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            marks.hidden_columns.update(range(self.column, min(self.column + repeated, MAX_COLUMNS)))
        self.column += repeated

    def _row(self, element: etree._Element, sheet: Sheet) -> None:
        repeated = _count(element, _ROWS_REPEATED)
        cells = list(_cells(element, self.styles))
        hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
        if cells:
            # Of a row with content that goes on beyond the limit, one is told of.
            for row in range(self.row, min(self.row + repeated, max(MAX_ROWS, self.row) + 1)):
                _note_row(cells, row, sheet, hidden=hidden)
        self.row += repeated


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    value: Any
    down: int
    across: int
    formula: str
    bold: bool
    in_percent: bool


def _cells(row: etree._Element, styles: Styles) -> Iterator[_Cell]:
    """The cells that hold a value, a formula or a merge, each as often as it is repeated within the limits."""
    column = 0
    for element in row.iterchildren(*_CELLS):
        repeated = _count(element, _REPEATED)
        value = _value(element)
        down, across = _count(element, _DOWN), _count(element, _ACROSS)
        formula = _formula(element) if value in ("", 0) else ""
        if value != "" or formula or down > 1 or across > 1:
            style = element.get(_STYLE, "")
            bold, in_percent = styles.is_bold(style), element.get(_KIND) == "percentage"
            # One beyond the limit, so that it is told of.
            for place in range(column, min(column + repeated, max(MAX_COLUMNS, column) + 1)):
                yield _Cell(place, value, down, across, formula, bold, in_percent)
        column += repeated


def _note_row(cells: list[_Cell], row: int, sheet: Sheet, *, hidden: bool) -> None:
    marks = sheet.marks
    for cell in cells:
        place = (row, cell.column)
        if cell.down > 1 or cell.across > 1:
            marks.merges.append((place, (row + cell.down - 1, cell.column + cell.across - 1)))
        if cell.formula:
            marks.note_formula(place, cell.formula)
        if cell.value == "" or not marks.note_value(place):
            continue
        _put(sheet, place, cell.value)
        if cell.bold:
            marks.bold.add(place)
        if cell.in_percent:
            marks.percent.add(place)
    if hidden and row in marks.filled_rows:
        marks.hidden_rows.add(row)
    if len(marks.merges) > MAX_ROWS * 10:
        raise Unreadable(TOO_MUCH)


def _put(sheet: Sheet, place: tuple[int, int], value: Any) -> None:
    row, column = place
    sheet.values.extend([] for _ in range(row + 1 - len(sheet.values)))
    cells = sheet.values[row]
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = value


def _value(element: etree._Element) -> Any:
    """A figure, a date or a truth by its own attribute; where that can't be read, the text as shown."""
    kind = element.get(_KIND, "")
    read = _BY_KIND.get(kind)
    if read is not None:
        try:
            return read(element)
        except ValueError:
            pass
    return _text(element) or (element.get(f"{_OFFICE}string-value", "") if kind == "string" else "")


def _date(element: etree._Element) -> datetime.date:
    told = element.get(f"{_OFFICE}date-value", "")
    return datetime.datetime.fromisoformat(told) if "T" in told else datetime.date.fromisoformat(told)


def _figure(element: etree._Element) -> float:
    return float(element.get(f"{_OFFICE}value", ""))


_BY_KIND: dict[str, Callable[[etree._Element], Any]] = {
    "float": _figure,
    "percentage": _figure,
    "currency": _figure,
    "date": _date,
    "boolean": lambda element: element.get(f"{_OFFICE}boolean-value") == "true",
}


def _text(element: etree._Element) -> str:
    """The cell's paragraphs, one a line; comments and drawings in the cell are left out."""
    return "\n".join("".join(_words(paragraph)) for paragraph in element if paragraph.tag in _PARAGRAPHS)


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_WORDS}s":
            yield " "
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT:
            yield from _words(child)
        yield child.tail or ""


def _formula(element: etree._Element) -> str:
    """As Excel writes it: "of:=[.D14]*[.E14]" -> "=D14*E14"."""
    told = element.get(_FORMULA, "")
    return told.partition(":")[2].replace("[.", "").replace(":.", ":").replace("]", "") if told else ""


def _count(element: etree._Element, name: str) -> int:
    told = element.get(name)
    if told is None:
        return 1
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 8 else 1
