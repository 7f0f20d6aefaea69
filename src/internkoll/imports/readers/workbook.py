"""Excel (.xlsx, .xlsm) -> blocks, one table a sheet. Values come from calamine; where a value stands so far out that
calamine would fill the memory with empty cells, from openpyxl, which stops at the limits. Macros are never run."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook

from internkoll.imports.readers.guard import DAMAGED, Unreadable
from internkoll.imports.readers.package import Package
from internkoll.imports.readers.shapes import Source
from internkoll.imports.readers.sheet_marks import S, read_formats, read_marks
from internkoll.imports.readers.sheets import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_ROWS,
    Marks,
    Sheet,
    Values,
    check_amount,
    source_of,
)

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_workbook(package: Package) -> Source:
    formats = read_formats(package, package.main)
    sheets = [
        Sheet(name, [], read_marks(package.transitional(part), formats), hidden)
        for name, part, hidden in _sheets(package)
    ]
    # Before the values are read, which costs memory by the area.
    check_amount(sheet.marks for sheet in sheets)
    with_values = [sheet for sheet in sheets if sheet.marks.filled]
    all_marks = [sheet.marks for sheet in sheets]
    for sheet, values in zip(
        with_values, _values(package, [sheet.name for sheet in with_values], all_marks), strict=True
    ):
        sheet.values = values
    return source_of("xlsx", sheets, has_macros=any(name.endswith("vbaProject.bin") for name in package.names))


def _sheets(package: Package) -> Iterator[tuple[str, str, bool]]:
    """(name, part, hidden) of each sheet of cells; sheets of charts are passed by."""
    relations = {r.id: r for r in package.relations(package.main)}
    for sheet in package.xml(package.main).iter(f"{S}sheet"):
        relation = relations.get(sheet.get(_RELATION_ID, ""))
        if relation and relation.type.endswith("/worksheet") and relation.target in package:
            yield sheet.get("name", ""), relation.target, sheet.get("state", "visible") != "visible"


def _values(package: Package, names: list[str], marks: list[Marks]) -> list[Values]:
    area = sum((m.last_row + 1) * (m.last_column + 1) for m in marks)
    if any(m.outside for m in marks) or area > MAX_AREA:
        return _values_by_openpyxl(package, names)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error


def _values_by_openpyxl(package: Package, names: list[str]) -> list[Values]:
    import openpyxl  # noqa: PLC0415 - a slow import for files that are rarely met

    book = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True, data_only=True)
    return [
        [
            ["" if value is None else value for value in row]
            for row in book[name].iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        ]
        for name in names
    ]
