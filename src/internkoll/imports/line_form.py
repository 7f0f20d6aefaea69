"""One line of a document by form: the text of each of its cells, which can be mended or split in several lines."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from internkoll.base.looks import EditForm, LongText
from internkoll.imports.kept import source_kept
from internkoll.imports.models import Reading
from internkoll.imports.readers.shapes import Line, Table
from internkoll.imports.readings import corrections_of
from internkoll.imports.rows.corrections import MOST_PARTS, corrected

# A line of nothing but dashes parts the text of the new lines.
_SPLIT = re.compile(r"\n?^\s*-{3,}\s*$\n?", re.MULTILINE)

# No plan has more columns, and a form of more cells is of no use.
MOST_CELLS = 100

Texts = tuple[str, ...]


def line_of(reading: Reading, table: str, number: int, part: int) -> "LineShown | None":
    """The line as it is corrected, with the headings over its cells; None where it is not there, or has too many."""
    source = corrected(source_kept(reading.source), corrections_of(reading))
    block = next((b for b in source.blocks if isinstance(b, Table) and b.name == table), None)
    found = next((one for one in block.lines if (one.number, one.part) == (number, part)), None) if block else None
    if found and len(found.cells) > MOST_CELLS:
        return None
    return LineShown(found, block.place(found), _headings(reading, table)) if block and found else None


class LineShown:
    def __init__(self, line: Line, place: str, headings: dict[int, str]) -> None:
        self.line, self.place, self.headings = line, place, headings

    @property
    def shown(self) -> list[int]:
        """The cells that are there: not those that another one, merged, runs over."""
        return [index for index, cell in enumerate(self.line.cells) if cell.text or not cell.across]


def _headings(reading: Reading, table: str) -> dict[int, str]:
    told = next((t for t in reading.understood["tables"] if table in t["parts"]), None)
    if told is None or told["is_cards"]:
        return {}
    return {c["first"]: c["heading"] for c in told["columns"] if c["heading"]}


class LineForm(EditForm):
    """A field a cell, named by its place in the line."""

    def __init__(self, *args: Any, line: LineShown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        for index in line.shown:
            text = line.line.text(index)
            label = line.headings.get(index) or _("Kolumn %(number)s") % {"number": index + 1}
            field = LongText(label=label, rows=min(12, 2 + text.count("\n") + len(text) // 70), required=False)
            field.initial, field.strip = text, False
            field.widget.attrs["class"] = "ds-input"
            self.fields[f"cell-{index}"] = field

    @property
    def cells(self) -> list[tuple[int, forms.BoundField, bool]]:
        """(place, field, whether its text has several paragraphs to split it by)."""
        return [(i, self[f"cell-{i}"], "\n" in self.line.line.text(i).strip()) for i in self.line.shown]

    @property
    def texts(self) -> Texts:
        width = len(self.line.line.cells)
        return tuple(str(self.cleaned_data.get(f"cell-{index}", "") or "").strip("\n") for index in range(width))

    @property
    def lines(self) -> tuple[Texts, ...]:
        """The lines that the cells make, each text parted where it has a line of dashes."""
        parted = [[part.strip("\n") for part in _SPLIT.split(text)] for text in self.texts]
        count = min(max(map(len, parted)), MOST_PARTS)
        return tuple(tuple(parts[n] if n < len(parts) else "" for parts in parted) for n in range(count))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if any(len(_SPLIT.split(str(text))) > MOST_PARTS for text in cleaned.values()):
            self.add_error(None, _("En rad kan delas i högst 100 delar."))
        return cleaned


def parts_of_cell(texts: Texts, index: int) -> tuple[Texts, ...]:
    """A line for each paragraph of that cell; what else the line holds stands on the first."""
    if not 0 <= index < len(texts):
        return (texts,)
    first, *others = [part.strip() for part in texts[index].split("\n") if part.strip()][:MOST_PARTS] or [""]
    blank = tuple("" for _text in texts)
    return tuple(
        (*row[:index], part, *row[index + 1 :]) for row, part in [(texts, first), *((blank, o) for o in others)]
    )
