"""Workbooks as people send them back: filled in by openpyxl, as Excel would do it, or made at once."""

import io
import json
from collections.abc import Mapping
from typing import Any

import openpyxl
from django.utils import timezone

from internkoll.base.models import User
from internkoll.followup.models import Round
from internkoll.imports.readers.guard import Unreadable
from internkoll.imports.workbooks.answer import answer
from internkoll.imports.workbooks.audience import EVERYONE, Audience, audience_of
from internkoll.imports.workbooks.contents import BookContents, contents_for
from internkoll.imports.workbooks.layout import ID, IDENTIFYING, ROWS_SHEET, locked_fingerprint
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.returned import ReturnedBook, ReturnedLine
from internkoll.imports.workbooks.services import keep_returned
from internkoll.imports.workbooks.writing import workbook_bytes

Answers = Mapping[str, Any]
GOOD: Answers = {"outcome": "Utan anmärkning", "text": "Granskat i Excel."}


def contents(round_: Round, sender: User, *, audience: str = EVERYONE, only_left: bool = False) -> BookContents:
    found = audience_of(round_, audience)
    assert isinstance(found, Audience)
    return contents_for(round_, found, only_left=only_left, sender=sender, made_on=timezone.localdate())


def sent(round_: Round, sender: User, **asked: Any) -> bytes:
    """The file as it was sent out."""
    return workbook_bytes(contents(round_, sender, **asked))


class Filled:
    """A workbook that is filled in by hand. Cells are named by their headings, rows by their checks.

    `sent`: the file as it was sent out.
    """

    def __init__(self, data: bytes) -> None:
        self.sent = data
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book[ROWS_SHEET]

    @property
    def headings(self) -> list[str]:
        return [str(cell.value or "") for cell in self.sheet[1]]

    def cell(self, check: int, heading: str) -> Any:
        column = self.headings.index(heading) + 1
        ids = self.headings.index(ID)
        (row,) = [row[0].row for row in self.sheet.iter_rows(min_row=2) if row[ids].value == str(check)]
        return self.sheet.cell(row, column)

    def fill(self, check: int, **answers: Any) -> "Filled":
        """By what stands at the head of each column, with _ for a blank: Bedömning="Utan anmärkning"."""
        for heading, value in answers.items():
            self.cell(check, heading.replace("__", ": ").replace("_", " ")).value = value
        return self

    def save(self, name: str = "svar.xlsx") -> io.BytesIO:
        stream = io.BytesIO()
        self.book.save(stream)
        stream.seek(0)
        stream.name = name
        return stream

    @property
    def data(self) -> bytes:
        return self.save().getvalue()


def returned(round_: Round, by: User, answers: Answers = GOOD, *, only_left: bool = True) -> ReturnedWorkbook:
    """One that has come back with those answers, by key, in every row; in those that were left to report."""
    book = contents(round_, by, only_left=only_left)
    lines = []
    for number, row in enumerate(book.rows, start=2):
        cells = {column.key: row.cells[column.key] for column in book.answers} | answers
        locked = locked_fingerprint({key: row.cells[key] for key in IDENTIFYING if key in row.cells})
        lines.append(ReturnedLine(line=number, id=row.check, cells=cells, locked=locked, marks=dict(row.marks)))
    shown = tuple(column.key for column in book.columns if not column.is_answer)
    told = ReturnedBook(
        token=book.token, filled_in_by="Rektorn", shown=shown, sent=tuple(row.check for row in book.rows), lines=lines
    )
    return keep_returned(by=by, round_=round_, book=told, name="svar.xlsx", at=timezone.now())


def read(data: bytes, *, year: int = 2024) -> ReturnedBook:
    """As the child process does, but in this one. Raises Unreadable."""
    told = json.loads(answer(data, "svar.xlsx", year))
    if "unreadable" in told:
        raise Unreadable(told["unreadable"])
    return ReturnedBook.model_validate(told["book"])


def keep(round_: Round, by: User, data: bytes, name: str = "svar.xlsx") -> ReturnedWorkbook:
    return keep_returned(by=by, round_=round_, book=read(data), name=name, at=timezone.now())
