"""Old Excel (.xls, 97-2003) -> blocks, one table a sheet, by calamine: values, dates, merges and hidden sheets.

The library tells no more of this format: hidden rows and columns are read as the others without a word, a share in
percent is read as "0,5", and a formula without a stored value as blank.
"""

import io
import struct
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from internkoll.imports.readers.guard import DAMAGED, LOCKED, Unreadable
from internkoll.imports.readers.shapes import Source
from internkoll.imports.readers.sheets import Marks, Sheet, Values, source_of

# The first record of a workbook's stream, in Excel 97 and in Excel 95 (MS-XLS 2.4.21), and the one that says that the
# rest is encrypted (2.4.117), which stands among the first.
_BEGINNINGS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_LOCKED = 0x2F
_FIRST_RECORDS = 10


def read_old_workbook(data: bytes) -> Source:
    if _is_locked(data):
        raise Unreadable(LOCKED)
    try:
        sheets = list(_sheets(CalamineWorkbook.from_filelike(io.BytesIO(data))))
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    return source_of("xls", sheets)


def _is_locked(data: bytes) -> bool:
    """The library only says of a locked file that it knows no such format."""
    places = [place for beginning in _BEGINNINGS if (place := data.find(beginning)) >= 0]
    place = min(places, default=len(data))
    for _ in range(_FIRST_RECORDS):
        header = data[place : place + 4]
        if len(header) < 4:
            return False
        kind, length = struct.unpack("<HH", header)
        if kind == _LOCKED:
            return True
        place += 4 + length
    return False


def _sheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    for told in book.sheets_metadata:
        if told.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(told.name)
        values = sheet.to_python(skip_empty_area=False)
        marks = _marks(values)
        marks.merges = list(sheet.merged_cell_ranges or [])
        yield Sheet(told.name, values, marks, told.visible != SheetVisibleEnum.Visible)


def _marks(values: Values) -> Marks:
    marks = Marks()
    for row, cells in enumerate(values):
        for column, value in enumerate(cells):
            if value != "":
                marks.note_value((row, column))
    return marks
