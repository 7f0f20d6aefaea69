"""A line that only goes on with the one above - broken over pages, or a second line of the same result - is joined to
it. What can't be told apart from a new check by its words alone is left as a line of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from internkoll.imports.readers.shapes import Cell
from internkoll.imports.rows.groups import Sorted
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.synonyms import Sense
from internkoll.rules.notices import Notice

_KEYS = (Sense.RISK, Sense.AREA, Sense.WORKING_METHOD, Sense.SYSTEMATIC_CONTROL, Sense.CONTROL)
_NEW_CHECK = (*_KEYS, Sense.METHOD, Sense.FREQUENCY, Sense.RESPONSIBLE, Sense.NUMBER)
_SUBJECTS = (Sense.RISK, Sense.CONTROL)
_ENDS = re.compile(r"[.!?:;)\]\"”]$")
_MUST_GO_ON = re.compile(
    r"(?:[^\W\d_]-|[,/]|\b(?:och|eller|samt|att|som|för|av|i|på|med|till|den|det|en|ett|de|om|från|vid|inte|har|är|"
    r"ska|kan|vilket|så|under|enligt|mellan|utan|mot|sina?|deras|dess))$",
    re.IGNORECASE,
)


def folded(plan: Plan, items: Sequence[Sorted], told: list[Notice]) -> list[Sorted]:
    """The lines with those that only go on joined to the line above; each join is told."""
    found: list[Sorted] = []
    for item in items:
        above = found[-1] if found else None
        if (
            above
            and above.kind == item.kind == "data"
            and not plan.is_cards
            and _goes_on(plan, above.entry, item.entry)
        ):
            found[-1] = Sorted("data", _joined(above.entry, item.entry))
            text = f"Raden lästes som en fortsättning på raden ovanför ({above.entry.place})."
            told.append(Notice("continued-line", "info", item.entry.place, text))
        else:
            found.append(item)
    return found


def _goes_on(plan: Plan, above: Entry, entry: Entry) -> bool:
    keys = [column.index for column in plan.columns if column.sense in _KEYS]
    if not entry.filled or any(entry.cells[index].down for index in keys):
        return False
    if any(entry.cells[column.index].text for column in plan.columns_of(Sense.NUMBER)):
        return False
    if all(_is_same_sentence(above.cells[i], entry.cells[i], after_break=entry.after_break) for i in entry.filled):
        return True
    new_check = [column.index for column in plan.columns if column.sense in _NEW_CHECK]
    return plan.has(*_SUBJECTS) and not any(entry.cells[i].text or entry.cells[i].down for i in new_check)


def _is_same_sentence(above: Cell, below: Cell, *, after_break: bool) -> bool:
    if not above.text or not below.text[:1].islower():
        return False
    if after_break:
        return _ENDS.search(above.text) is None
    return _MUST_GO_ON.search(above.text) is not None


def _joined(above: Entry, entry: Entry) -> Entry:
    cells = tuple(_join(upper, lower) for upper, lower in zip(above.cells, entry.cells, strict=True))
    return replace(above, cells=cells)


def _join(above: Cell, below: Cell) -> Cell:
    if not below.text or not above.text:
        return replace(above, text=above.text or below.text)
    goes_on = below.text[:1].islower() and _ENDS.search(above.text) is None
    between = "" if goes_on and above.text.endswith("-") else " " if goes_on else "\n"
    return replace(above, text=f"{above.text}{between}{below.text}", notes=above.notes + below.notes)
