"""Which lines of a plan's table are data, which name the group below them, and which are text.

A "parent" is a line with nothing but a risk (or the like), whose controls follow on lines where its column is blank;
an "addition" is a line below a control that tells its result or action: "Resultat: Inga avvikelser."
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from internkoll.imports.evidence import is_figure, is_risk_like
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.sections import opens_with_label
from internkoll.imports.rows.values import value_group
from internkoll.imports.synonyms import Sense

Kind = Literal["data", "parent", "group", "addition", "text"]
_LAST_COLUMN_OF_A_NAME = 1
_NARROW = 2
_LONGEST_NAME = 220
_MANY = 0.5
_WORDS_OF_A_SENTENCE = 8
_TOTAL = re.compile(r"(?:antal|summa|totalt?|medelvärde|genomsnitt)\b", re.IGNORECASE)
_MOST_IN_A_TOTAL = 3
_KEYS = (Sense.RISK, Sense.CONTROL, Sense.WORKING_METHOD, Sense.SYSTEMATIC_CONTROL, Sense.AREA)


@dataclass(frozen=True, slots=True)
class Sorted:
    kind: Kind
    entry: Entry

    @property
    def text(self) -> str:
        return " | ".join(" ".join(self.entry.cells[index].text.split("\n")) for index in self.entry.filled)

    @property
    def addition(self) -> str:
        """The label and its text: "Resultat: Inga avvikelser."."""
        label, *rest = [self.entry.cells[index].text for index in self.entry.filled]
        return f"{label.rstrip(' :')}: {rest[0]}" if rest else label

    @property
    def name(self) -> Name:
        cell = self.entry.cells[self.entry.filled[0]]
        return Name(self.text, bold=cell.bold, place=self.entry.place, in_table=True)


def sort_entries(plan: Plan) -> list[Sorted]:
    looks = _Looks(plan)
    return [Sorted(looks.kind(index), entry) for index, entry in enumerate(plan.entries) if entry.filled]


class _Looks:
    """What is usual in one table, so that what departs from it can be seen."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._alone = [self._may_be_alone(entry) for entry in plan.entries]
        data = [entry for entry, alone in zip(plan.entries, self._alone, strict=True) if not alone and entry.filled]
        firsts = [entry.cells[i] for entry in data for i in entry.filled if i <= _LAST_COLUMN_OF_A_NAME]
        self._bold_is_usual = bool(firsts) and sum(cell.bold for cell in firsts) * 2 > len(firsts)
        spanning = sum(entry.is_spanning for entry in plan.entries)
        alone_unmerged = sum(self._alone) - spanning
        self._last = max((i for i, e in enumerate(plan.entries) if e.filled and not self._alone[i]), default=-1)
        self._often_alone = alone_unmerged > _MANY * (len(plan.entries) - spanning)

    def kind(self, index: int) -> Kind:
        entry = self._plan.entries[index]
        if index >= self._last and self._is_total(entry):
            return "text"
        if index and not self._plan.is_cards and self._is_addition(entry):
            return "addition"
        if not self._alone[index]:
            return "data"
        text = entry.cells[entry.filled[0]].text
        if value_group(text) is not None:
            return "group"
        if len(text) > _LONGEST_NAME or text.startswith("*") or self._is_last(index) or _is_sentence(text):
            return "text" if entry.is_spanning or text.startswith("*") else "data"
        if self._is_parent(index, entry.filled[0]):
            return "parent"
        return "group" if self._names_a_group(entry) else "data"

    def _may_be_alone(self, entry: Entry) -> bool:
        """One text in one of the first columns, and nothing merged into the line from above."""
        if len(entry.filled) != 1 or self._plan.is_cards:
            return False
        first = entry.filled[0]
        return entry.is_spanning or (first <= _LAST_COLUMN_OF_A_NAME and not any(c.down for c in entry.cells))

    def _names_a_group(self, entry: Entry) -> bool:
        cell = entry.cells[entry.filled[0]]
        if entry.is_spanning or Name(cell.text).is_labelled:
            return True
        if entry.after_break and cell.text[:1].islower():
            return False
        if cell.bold and not self._bold_is_usual:
            return True
        return len(self._plan.header) > _NARROW and not self._often_alone

    def _is_addition(self, entry: Entry) -> bool:
        """One text that opens with a label, or a label with its text in the cell beside it."""
        if len(self._plan.header) <= _NARROW or len(entry.filled) > _NARROW or any(c.down for c in entry.cells):
            return False
        texts = [entry.cells[index].text for index in entry.filled]
        if entry.filled[0] > _LAST_COLUMN_OF_A_NAME or not opens_with_label(texts):
            return False
        return len(texts) == 1 or entry.filled[1] == entry.filled[0] + 1

    def _is_total(self, entry: Entry) -> bool:
        """A line that counts the others: "Antal kontroller | 7"."""
        label, *figures = [entry.cells[index].text for index in entry.filled]
        few = 0 < len(figures) < _MOST_IN_A_TOTAL < len(self._plan.header)
        return few and not self._plan.is_cards and _TOTAL.match(label) is not None and all(map(is_figure, figures))

    def _is_last(self, index: int) -> bool:
        return index > self._last

    def _is_parent(self, index: int, column: int) -> bool:
        entry = self._plan.entries[index]
        if entry.is_spanning or self._plan.columns[column].sense not in _KEYS:
            return False
        following = next((e for e in self._plan.entries[index + 1 :] if e.filled), None)
        return following is not None and len(following.filled) > 1 and not following.cells[column].text


def _is_sentence(text: str) -> bool:
    """A note to the reader: many words and a full stop, and no risk that its controls stand below."""
    words = text.split()
    return text.endswith(".") and len(words) >= _WORDS_OF_A_SENTENCE and not (is_risk_like(text) or Name(text).subject)


def runs(items: Sequence[Sorted]) -> Iterator[tuple[list[Name], Sorted]]:
    """Each line of data or text with the names of groups that come directly before it, outermost first."""
    names: list[Name] = []
    for item in items:
        if item.kind == "group":
            names.append(item.name)
        else:
            yield names, item
            names = []
