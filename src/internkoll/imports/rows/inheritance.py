"""What a line takes over from the one above, by the rules of the exchange format (docs/exchange.md).

A merged cell says so itself. A blank one takes over if nothing to its left is new. Area, risk (with its number and
value), working method, systematic control and control are inherited so, the responsible within a risk; method and
frequency never are.
"""

from internkoll.imports.rows.drafts import Draft
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.values import Estimate
from internkoll.imports.synonyms import Sense

_FIELDS = {
    Sense.WORKING_METHOD: "working_method",
    Sense.SYSTEMATIC_CONTROL: "systematic_control",
    Sense.CONTROL: "control",
}
_KEYS = (Sense.AREA, Sense.RISK, *_FIELDS)


def inherit(plan: Plan, entry: Entry, draft: Draft, above: Draft | None) -> None:
    """Fill in what the line takes over from the one above; None where a group or the table begins."""
    if above is None or plan.is_cards:
        return
    taken = _taken(plan, entry)
    _inherit_areas(plan, entry, draft, above)
    if Sense.RISK in taken:
        _inherit_risk(draft, above)
    for sense, name in _FIELDS.items():
        if sense in taken:
            setattr(draft, name, getattr(draft, name) or getattr(above, name))
    if Sense.CONTROL in taken and above.control:
        draft.continues = True
        draft.control_is_mandatory = draft.control_is_mandatory or above.control_is_mandatory
    if _shares_responsible(plan, entry, draft, taken):
        draft.responsible = draft.responsible or above.responsible


def _taken(plan: Plan, entry: Entry) -> frozenset[Sense]:
    """The senses among the keys whose cells are merged with the one above, or blank with nothing new before them."""
    taken: set[Sense | None] = set()
    given: set[Sense | None] = set()
    for column in plan.columns_of(*_KEYS):
        cell = entry.cells[column.index]
        if cell.text:
            given.add(column.sense)
        elif cell.down or not given:
            taken.add(column.sense)
    return frozenset(sense for sense in taken - given if sense)


def _inherit_areas(plan: Plan, entry: Entry, draft: Draft, above: Draft) -> None:
    """Column by column: a blank process under a new goal is blank, a blank goal before a new process is not."""
    for place, column in enumerate(plan.columns_of(Sense.AREA)):
        new_before = any(entry.cells[c.index].text for c in plan.columns_of(*_KEYS) if c.index < column.index)
        if not draft.areas[place] and (entry.cells[column.index].down or not new_before):
            draft.areas[place] = above.areas[place]


def _inherit_risk(draft: Draft, above: Draft) -> None:
    draft.risk = draft.risk or above.risk
    draft.number = draft.number or above.number
    draft.risk_is_mandatory = draft.risk_is_mandatory or above.risk_is_mandatory
    if draft.estimate == Estimate():
        draft.estimate = above.estimate


def _shares_responsible(plan: Plan, entry: Entry, draft: Draft, taken: frozenset[Sense]) -> bool:
    merged = any(entry.cells[column.index].down for column in plan.columns_of(Sense.RESPONSIBLE))
    return merged or Sense.RISK in taken or draft.continues
