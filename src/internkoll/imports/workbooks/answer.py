"""A workbook that has come back -> {"book": ...} or {"unreadable": "..."} as JSON. Runs in the child process only.

Nothing is computed, no link is followed and no macro run: the cells' own values are read, and formulas are refused.
"""

import io
import json
import zipfile
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from internkoll.imports.readers.guard import TOO_MUCH, Unreadable
from internkoll.imports.readers.kinds import form_of
from internkoll.imports.readers.package import Package, open_package
from internkoll.imports.workbooks.layout import (
    ANSWER,
    BOOK,
    FILLED_IN_BY,
    HIDDEN_SHEET,
    ID,
    MOST_ROWS,
    READ_SHEET,
    ROW,
    SHOWN,
    SHOWN_KEYS,
)
from internkoll.imports.workbooks.returned import ExtraLine, ReturnedBook
from internkoll.imports.workbooks.sheet_rows import MOST_BEFORE_HEADER, MOST_COLUMNS, NEW, NO_IDS, Columns, Rows
from internkoll.imports.workbooks.values import cell_text, plain

_MOST_SHEETS = 20
_MACROS = (
    "Filen har makron, och sådana tas inte emot av säkerhetsskäl. Spara den som vanlig Excelarbetsbok (.xlsx) utan "
    "makron och försök igen."
)
_COMMENTS = "Boken har kommentarer vid cellerna. De läses inte in: öppna boken och se om de säger något."
_NOT_A_BOOK = "Filen är ingen Excelbok (.xlsx). Välj boken som skickades ut från Internkoll."
_AS_XLSX = "Öppna boken, spara den som Excelarbetsbok (.xlsx) och försök igen."
_OTHER_FORMS = {
    "xls": f"Boken är sparad i det gamla Excelformatet (.xls). {_AS_XLSX}",
    "ods": f"Boken är sparad som OpenDocument (.ods). {_AS_XLSX}",
}
_NOT_OURS = f"Filen är inte en bok från Internkoll, eller så har dess dolda blad tagits bort. {NEW}"


def answer(data: bytes, name: str, year: int) -> bytes:
    """The answer as UTF-8. `year`: the one meant where a day is written without. Any failure ends the process."""
    try:
        return b'{"book": ' + _book(_package(data, name), year).model_dump_json().encode() + b"}"
    except Unreadable as refusal:
        return _refusal(str(refusal))
    except (MemoryError, etree.XMLSyntaxError, RecursionError):
        # lxml tells a lack of memory within a document as a syntax error.
        return _refusal(TOO_MUCH)


def _refusal(message: str) -> bytes:
    return json.dumps({"unreadable": message}, ensure_ascii=False).encode()


def _package(data: bytes, name: str) -> Package:
    form = form_of(data, name)
    if form != "package":
        raise Unreadable(_OTHER_FORMS.get(form, _NOT_A_BOOK))
    package = open_package(data)
    if package.kind != "xlsx":
        raise Unreadable(_OTHER_FORMS.get(package.kind, _NOT_A_BOOK))
    return package


def _book(package: Package, year: int) -> ReturnedBook:
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise Unreadable(_MACROS)
    # The values as they were written: a formula is then seen to be one, and is never given a value.
    data = _transitional(package)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    if len(book.sheetnames) > _MOST_SHEETS:
        raise Unreadable(TOO_MUCH)
    told = _Told(book)
    sheet = _rows_sheet(book)
    lines, extras = Rows(told.columns, sheet, year, counts_from_1904=book.epoch == CALENDAR_MAC_1904).read()
    return ReturnedBook(
        token=told.token,
        filled_in_by=_filled_in_by(book),
        shown=tuple(key for key in told.columns.shown if key in SHOWN_KEYS),
        sent=tuple(told.sent),
        lines=lines,
        extras=(*_comments(package), *extras),
    )


def _comments(package: Package) -> list[ExtraLine]:
    """Someone may have answered in the cells' comments: they are not read, and that is told."""
    has_any = any("comments" in name.lower() for name in package.names if name.startswith("xl/"))
    return [ExtraLine(line=0, why=_COMMENTS, cells={})] if has_any else []


def _transitional(package: Package) -> bytes:
    """The file with the names that openpyxl knows, where it was saved as "Strict Open XML"; else as it is."""
    if b"purl.oclc.org" not in package.read(package.main):
        return package.data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in package.names:
            made.writestr(name, package.transitional(name))
    return stream.getvalue()


class _Told:
    """What the hidden sheet says: the book's token, the header of each column by its key, and the ids sent out."""

    def __init__(self, book: openpyxl.Workbook) -> None:
        self.token = ""
        self.columns = Columns({}, {})
        self.sent: list[int] = []
        if HIDDEN_SHEET not in book.sheetnames:
            raise Unreadable(_NOT_OURS)
        for row in book[HIDDEN_SHEET].iter_rows(max_row=MOST_ROWS + 50, max_col=3, values_only=True):
            self._take(*(_said(value) for value in (*row, None, None, None)[:3]))
        if not self.token or not self.columns.answers:
            raise Unreadable(_NOT_OURS)

    def _take(self, kind: str, key: str, header: str) -> None:
        if kind == BOOK:
            self.token = key
        elif kind in (ANSWER, SHOWN) and header:
            (self.columns.answers if kind == ANSWER else self.columns.shown)[key] = header
        elif kind == ROW and key.isdecimal() and len(key) < 19 and len(self.sent) < MOST_ROWS:
            self.sent.append(int(key))


def _said(value: Any) -> str:
    return plain(value) if isinstance(value, str) else str(int(value)) if isinstance(value, int | float) else ""


def _rows_sheet(book: openpyxl.Workbook) -> Any:
    """The sheet whose header names the ids, whatever it is called now."""
    for name in book.sheetnames:
        if name != HIDDEN_SHEET and hasattr(book[name], "iter_rows"):
            head = book[name].iter_rows(max_row=MOST_BEFORE_HEADER, max_col=MOST_COLUMNS, values_only=True)
            if any(ID in row for row in head):
                return book[name]
    raise Unreadable(NO_IDS)


def _filled_in_by(book: openpyxl.Workbook) -> str:
    if READ_SHEET not in book.sheetnames:
        return ""
    for row in book[READ_SHEET].iter_rows(max_row=60, max_col=2):
        if len(row) > 1 and row[0].value == FILLED_IN_BY:
            return " ".join(cell_text(row[1].value, row[1].data_type)[0].split())[:200]
    return ""
