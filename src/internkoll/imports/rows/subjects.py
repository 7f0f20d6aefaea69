"""Risks and controls that stand in a heading or a group row, over a table that has no column for them.

"Risk 3: Avtal följs inte" says so itself. Without a label, group rows are risks where most of them read as risks, and
a heading is one where the risk's values stand between it and the table.
"""

from collections.abc import Sequence

from internkoll.imports.columns import SURE, meaning
from internkoll.imports.evidence import is_risk_like, share
from internkoll.imports.readers.shapes import Line
from internkoll.imports.rows.drafts import Draft
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.plan import Plan
from internkoll.imports.rows.values import Estimate, read_estimate, trailing_estimate
from internkoll.imports.synonyms import VALUES, Sense

_MOST = 0.6


def take_subjects(plan: Plan, drafts: Sequence[Draft]) -> None:
    """Fill in the risk or control of drafts whose table lacks the column, and take that name out of their path."""
    without_risk, without_control = not plan.has(Sense.RISK), not plan.has(Sense.CONTROL)
    groups = dict.fromkeys(name.text for draft in drafts for name in draft.path if _is_plain_group(name))
    groups_are_risks = share(groups, is_risk_like) >= _MOST
    for draft in drafts:
        for name in draft.path:
            subject = name.subject
            if subject and subject.sense == Sense.RISK and without_risk:
                _set_risk(draft, name, subject.text, subject.number)
            elif subject and subject.sense == Sense.CONTROL and without_control:
                draft.control = subject.text
                draft.path = tuple(other for other in draft.path if other != name)
        if without_risk and not draft.risk and (risk := _unlabelled_risk(draft, groups_are_risks=groups_are_risks)):
            _set_risk(draft, risk, risk.plain, "")


def _set_risk(draft: Draft, name: Name, text: str, number: str) -> None:
    draft.risk, value = trailing_estimate(text)
    draft.estimate = draft.estimate.over(value or Estimate())
    draft.number = draft.number or number
    draft.risk_is_mandatory = draft.risk_is_mandatory or name.is_mandatory
    draft.path = tuple(other for other in draft.path if other != name)


def _is_plain_group(name: Name) -> bool:
    return name.in_table and name.estimate is None and not name.is_labelled


def _unlabelled_risk(draft: Draft, *, groups_are_risks: bool) -> Name | None:
    groups = [name for name in draft.path if _is_plain_group(name)]
    if groups_are_risks and groups:
        return groups[-1]
    if len(draft.path) > 1 and draft.path[-1].given is not None and draft.path[-2].level:
        return draft.path[-2]
    return None


def values_beside(lines: Sequence[Line]) -> Estimate | None:
    """The estimate of a table that holds nothing but one risk's values: "Sannolikhet | Konsekvens | Riskvärde"."""
    filled = [line for line in lines if line.filled]
    if len(filled) != 2:
        return None
    known = {index: meaning(filled[0].text(index)) for index in filled[0].filled}
    if len(known) < 2 or any(m.sense not in VALUES or m.confidence < SURE for m in known.values()):
        return None
    found = Estimate()
    for index, column in known.items():
        text = filled[1].text(index)
        if column.sense == Sense.LIKELIHOOD:
            found = found.over(Estimate(likelihood=text or None))
        elif column.sense == Sense.CONSEQUENCE:
            found = found.over(Estimate(consequence=text or None))
        else:
            found = found.over(read_estimate(text))
    return found
