"""The rows of a workbook's sheet that has come back, by the header of each column and the id of each row."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from internkoll.imports.readers.guard import TOO_MUCH, Unreadable
from internkoll.imports.workbooks.layout import (
    ID,
    LONGEST_TEXT,
    MARKS,
    MOST_ROWS,
    locked_fingerprint,
    marks_in,
)
from internkoll.imports.workbooks.returned import ExtraLine, ReturnedLine
from internkoll.imports.workbooks.values import cell_text, day_text, too_long
from internkoll.rules.fields import ANSWERS

MOST_COLUMNS = 100
# The header stands first; someone may have put a few lines above it.
MOST_BEFORE_HEADER = 30
_MOST_LINES, _MOST_SIGNS, _MOST_BESIDE = 20_000, 8_000_000, 2_000
NEW = "Skicka ut en ny bok från Internkoll, eller be att få tillbaka den som skickades ut."
NO_IDS = f"Bokens dolda kolumner är borttagna, så det går inte att se vilken kontroll varje rad hör till. {NEW}"
_TOO_MANY = "Bladet har fler än {most} rader. Ta bort det som lagts till under raderna och försök igen."
_NO_ID = "Raden är tillagd: den hör inte till någon kontroll som skickades ut."
_BESIDE = "Texten står vid sidan av kolumnerna och läses inte in."
_TWICE = "Raden finns flera gånger i boken (rad {lines}), med olika svar. Det går inte att veta vilken som gäller."

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The header of each column by its key: of those to fill in, and of those that are only shown."""

    answers: dict[str, str]
    shown: dict[str, str]


class Rows:
    """Reads the rows of the sheet, by the header of each column and the id of each row, in whatever order they stand.

    An id on several rows is read once where they all say the same, and else not at all.
    """

    def __init__(self, columns: Columns, sheet: Any, year: int, *, counts_from_1904: bool) -> None:
        self._columns, self._sheet, self._year, self._from_1904 = columns, sheet, year, counts_from_1904
        self._places: dict[str, int] = {}
        self._signs = 0
        self._by_id: dict[int, list[ReturnedLine]] = {}
        self._extras: list[ExtraLine] = []

    def read(self) -> tuple[tuple[ReturnedLine, ...], tuple[ExtraLine, ...]]:
        for count, (number, row) in enumerate(self._lines(), start=1):
            if count > MOST_ROWS:
                raise Unreadable(_TOO_MANY.format(most=MOST_ROWS))
            self._take(number, row)
        for alike in self._by_id.values():
            if any(line.cells != alike[0].cells for line in alike):
                why = _TWICE.format(lines=", ".join(str(line.line) for line in alike))
                self._extras += [ExtraLine(line=line.line, id=line.id, why=why, cells=line.cells) for line in alike]
                alike.clear()
        if len(self._extras) >= MOST_ROWS:
            raise Unreadable(TOO_MUCH)
        lines = sorted((alike[0] for alike in self._by_id.values() if alike), key=lambda line: line.line)
        return tuple(lines), tuple(sorted(self._extras, key=lambda extra: extra.line))

    def _lines(self) -> Iterator[tuple[int, Row]]:
        """The rows below the header that hold anything, with their numbers from 1."""
        rows = self._sheet.iter_rows(max_row=_MOST_LINES + 1, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            if not self._places:
                values = [cell.value for cell in row]
                if MARKS in values and ID in values:
                    self._places = self._places_in(values)
                elif ID in values or number > MOST_BEFORE_HEADER:
                    raise Unreadable(NO_IDS)
            elif any(cell.value not in (None, "") for cell in row):
                if number > _MOST_LINES:
                    raise Unreadable(_TOO_MANY.format(most=_MOST_LINES))
                yield number, row
        if not self._places:
            raise Unreadable(NO_IDS)

    def _places_in(self, values: list[Any]) -> dict[str, int]:
        """Where each column stands, by its key."""
        headers = [" ".join(value.split()) if isinstance(value, str) else "" for value in values]
        places = {ID: headers.index(ID), MARKS: headers.index(MARKS)}
        for key, header in {**self._columns.shown, **self._columns.answers}.items():
            found = [place for place, name in enumerate(headers) if name == " ".join(header.split())]
            if key in ANSWERS and len(found) != 1:
                _refuse_column(header, len(found))
            if found:
                places[key] = found[0]
        return places

    def _take(self, number: int, row: Row) -> None:
        read = {key: self._cell(key, row) for key in self._columns.answers if key in ANSWERS}
        cells = {key: text[:LONGEST_TEXT] for key, (text, _fault) in read.items()}
        told_id = self._text(ID, row)
        if not (told_id.isdecimal() and len(told_id) < 19):
            beside = self._beside(row, but_in=self._columns.answers)
            self._extras.append(ExtraLine(line=number, why=_NO_ID, cells={**cells, "": beside}))
            return
        if beside := self._beside(row, but_in=self._places):
            self._extras.append(ExtraLine(line=number, id=int(told_id), why=_BESIDE, cells={"": beside}))
        faults = {key: fault for key, (_text, fault) in read.items() if fault}
        shown = {key: self._text(key, row) for key in self._columns.shown if key in self._places}
        line = ReturnedLine(
            line=number,
            id=int(told_id),
            cells=cells,
            faults=faults,
            locked=locked_fingerprint(shown),
            marks=marks_in(self._text(MARKS, row)),
        )
        self._by_id.setdefault(line.id, []).append(line)

    def _beside(self, row: Row, *, but_in: Collection[str]) -> str:
        """What stands in the row's cells but in those columns, and in those that are hidden."""
        known = {place for key, place in self._places.items() if key in but_in or key in (ID, MARKS)}
        texts = (cell_text(cell.value, cell.data_type)[0] for place, cell in enumerate(row) if place not in known)
        return ", ".join(text for text in texts if text)[:_MOST_BESIDE]

    def _text(self, key: str, row: Row) -> str:
        return self._cell(key, row)[0]

    def _cell(self, key: str, row: Row) -> tuple[str, str]:
        """The text of the row's cell in that column, and what is wrong with it."""
        place = self._places[key]
        if place >= len(row) or row[place].value is None:
            return "", ""
        cell = row[place]
        text, fault = cell_text(cell.value, cell.data_type, cell.number_format)
        if key == "action_due" and not fault:
            text = day_text(cell.value, text, self._year, counts_from_1904=self._from_1904)
        if key in self._columns.answers:
            self._signs += len(text)  # of what is given back; the plan's own texts are only compared
        if self._signs > _MOST_SIGNS:
            raise Unreadable(TOO_MUCH)
        return text, fault or too_long(key, text)


def _refuse_column(header: str, found: int) -> NoReturn:
    what = "finns flera gånger" if found else "saknas i bladet. Den kan ha tagits bort eller fått ett annat namn"
    raise Unreadable(f"Kolumnen ”{header}” {what}. {NEW}")
