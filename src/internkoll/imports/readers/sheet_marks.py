"""What stands in a sheet's XML beside its values: merges, hidden rows and columns, bold type, formulas never computed,
and how far out its cells reach (ECMA-376 part 1, 18.3). One pass over the XML, whose memory does not grow with it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from internkoll.imports.readers.formulas import Place, place_of
from internkoll.imports.readers.guard import DAMAGED, Unreadable, forget
from internkoll.imports.readers.package import Package
from internkoll.imports.readers.sheets import MAX_COLUMNS, Marks

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PERCENT_FORMATS = {9, 10}
_TRUE = ("1", "true")


@dataclass(slots=True)
class Formats:
    """Which cell formats (by index) are bold, and which show a number in percent."""

    bold: set[int] = field(default_factory=set)
    percent: set[int] = field(default_factory=set)


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


def read_marks(xml: bytes, formats: Formats) -> Marks:
    """What one sheet's part tells. Raises Unreadable where it is damaged, or holds more than MAX_CELLS values."""
    marks = Marks()
    try:
        for element in _elements(xml):
            _read_element(element, marks, formats)
            forget(element)
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


def _read_element(element: etree._Element, marks: Marks, formats: Formats) -> None:
    if element.tag == f"{S}row":
        _read_row(element, marks, formats)
    elif element.tag == f"{S}mergeCell":
        corners = [place for place in map(place_of, element.get("ref", "").split(":")) if place]
        if len(corners) == 2:
            marks.merges.append((corners[0], corners[1]))
    elif element.get("hidden") in _TRUE:
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        marks.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))


def _read_row(row: etree._Element, marks: Marks, formats: Formats) -> None:
    row_number = int(row.get("r", "0")) - 1
    has_value = False
    for column, cell in enumerate(row):
        place = place_of(cell.get("r", "")) or (row_number, column)
        if _is_never_computed(cell):
            marks.note_formula(place, (cell.findtext(f"{S}f") or "").strip())
        if not _has_value(cell):
            continue
        has_value = True
        if marks.note_value(place):
            _note_look(int(cell.get("s", "0")), place, marks, formats)
    if has_value and row.get("hidden") in _TRUE:
        marks.hidden_rows.add(row_number)


def _note_look(style: int, place: Place, marks: Marks, formats: Formats) -> None:
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
