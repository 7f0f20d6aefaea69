"""What stands in a sheet's XML beside its values: merges, hidden rows and columns, bold type, formulas never computed,
and how far out its cells reach (ECMA-376 part 1, 18.3). One pass over the XML, whose memory does not grow with it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from internkoll.imports.readers.guard import DAMAGED, TOO_MUCH, Package, Unreadable

MAX_CELLS = 300_000

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PERCENT_FORMATS = {9, 10}
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_TRUE = ("1", "true")

Place = tuple[int, int]
Area = tuple[Place, Place]


@dataclass(slots=True)
class Formats:
    """Which cell formats (by index) are bold, and which show a number in percent."""

    bold: set[int] = field(default_factory=set)
    percent: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Marks:
    """Places are (row, column) from 0. `filled` counts the cells that hold a value; `never_computed` are formulas."""

    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    bold: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    never_computed: dict[Place, str] = field(default_factory=dict)
    outside: list[Place] = field(default_factory=list)
    filled: int = 0
    filled_rows: set[int] = field(default_factory=set)
    last_row: int = -1
    last_column: int = -1


def read_formats(package: Package, workbook: str) -> Formats:
    formats = Formats()
    for part in package.related(workbook, "styles"):
        root = package.xml(part)
        bold_fonts = {i for i, font in enumerate(root.iterfind(f"{S}fonts/{S}font")) if _is_on(font.find(f"{S}b"))}
        percent = _PERCENT_FORMATS | {
            int(el.get("numFmtId", "0")) for el in root.iter(f"{S}numFmt") if "%" in el.get("formatCode", "")
        }
        for index, xf in enumerate(root.iterfind(f"{S}cellXfs/{S}xf")):
            if int(xf.get("fontId", "0")) in bold_fonts:
                formats.bold.add(index)
            if int(xf.get("numFmtId", "0")) in percent:
                formats.percent.add(index)
    return formats


def read_marks(xml: bytes, formats: Formats, max_rows: int, max_columns: int) -> Marks:
    """Cells at or beyond the limits are listed in `outside`, at most 20 of them, and count for nothing else.

    Raises Unreadable where the sheet holds more than MAX_CELLS values.
    """
    marks = Marks()
    try:
        for element in _elements(xml):
            _read_element(element, marks, formats, (max_rows, max_columns))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]  # type: ignore[union-attr]
    except etree.XMLSyntaxError as error:
        raise Unreadable(DAMAGED) from error
    return marks


def _elements(xml: bytes) -> Iterator[etree._Element]:
    tags = [f"{S}row", f"{S}col", f"{S}mergeCell"]
    events = etree.iterparse(
        io.BytesIO(xml), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False,
    )  # fmt: skip
    return (element for _, element in events)


def _read_element(element: etree._Element, marks: Marks, formats: Formats, limits: Place) -> None:
    if element.tag == f"{S}row":
        _read_row(element, marks, formats, limits)
    elif element.tag == f"{S}mergeCell":
        corners = [place for place in map(place_of, element.get("ref", "").split(":")) if place]
        if len(corners) == 2:
            marks.merges.append((corners[0], corners[1]))
    elif element.get("hidden") in _TRUE:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        marks.hidden_columns.update(range(first - 1, min(last, limits[1])))


def _read_row(row: etree._Element, marks: Marks, formats: Formats, limits: Place) -> None:
    row_number = int(row.get("r", "0")) - 1
    has_value = False
    for column, cell in enumerate(row):
        place = place_of(cell.get("r", "")) or (row_number, column)
        if _is_never_computed(cell):
            _note_formula(cell, place, marks, limits)
        if not _has_value(cell):
            continue
        has_value = True
        if place[0] >= limits[0] or place[1] >= limits[1]:
            marks.outside += [place] if len(marks.outside) < 20 else []
            continue
        _note_value(cell, place, marks, formats)
    if has_value and row.get("hidden") in _TRUE:
        marks.hidden_rows.add(row_number)


def _note_formula(cell: etree._Element, place: Place, marks: Marks, limits: Place) -> None:
    if place[0] < limits[0] and place[1] < limits[1] and len(marks.never_computed) < MAX_CELLS:
        marks.never_computed[place] = (cell.findtext(f"{S}f") or "").strip()


def _note_value(cell: etree._Element, place: Place, marks: Marks, formats: Formats) -> None:
    marks.filled += 1
    if marks.filled > MAX_CELLS:
        raise Unreadable(TOO_MUCH)
    marks.filled_rows.add(place[0])
    marks.last_row = max(marks.last_row, place[0])
    marks.last_column = max(marks.last_column, place[1])
    style = int(cell.get("s", "0"))
    if style in formats.bold:
        marks.bold.add(place)
    if style in formats.percent:
        marks.percent.add(place)


def _has_value(cell: etree._Element) -> bool:
    return any(child.tag == f"{S}is" or (child.tag == f"{S}v" and child.text) for child in cell)


def _is_never_computed(cell: etree._Element) -> bool:
    """A formula without a stored value; or with a nought, which some programs store for what they did not compute."""
    if cell.find(f"{S}f") is None or cell.get("t") == "str":
        return False
    return not _has_value(cell) or cell.findtext(f"{S}v") == "0"


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def place_of(reference: str) -> Place | None:
    """ "C7" -> (6, 2)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
