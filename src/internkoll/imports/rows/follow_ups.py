"""A plan and its follow-up as two tables of one document: the results go to the plan's own lines, known by the words of
the control or, where the second table has none, by its number."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from internkoll.imports.rows.drafts import Draft
from internkoll.imports.rows.plan import Plan
from internkoll.imports.synonyms import Sense
from internkoll.rules.notices import Notice

_SAME_WORDS = 92
_MOST = 0.6
_REPORTED = (Sense.RESULT, Sense.OUTCOME, Sense.CROSS, Sense.STATUS, Sense.STATUS_CROSS)
_PLANNED = (Sense.METHOD, Sense.FREQUENCY, Sense.SYSTEMATIC_CONTROL, Sense.WORKING_METHOD)

Table = tuple[Plan, list[Draft]]


def followed_up(tables: Sequence[Table], told: list[Notice]) -> list[Table]:
    """The tables, with the results of those that only follow up put to the lines of the others, be it the plan before
    them or, for a summary, the details after them."""
    lines = [draft for plan, drafts in tables if not _only_follows_up(plan) for draft in drafts]
    return [
        _without_known(plan, drafts, lines, told) if _only_follows_up(plan) else (plan, drafts)
        for plan, drafts in tables
    ]


def _without_known(plan: Plan, drafts: list[Draft], lines: Sequence[Draft], told: list[Notice]) -> Table:
    """The table with only those lines that no line of another table tells of; the same table where most are new."""
    pairs = [(draft, _line_of(draft, lines)) for draft in drafts]
    known = [(draft, line) for draft, line in pairs if line is not None and _agree(draft, line)]
    if not known or len(known) < _MOST * len(pairs):
        return plan, drafts
    for draft, line in known:
        _take(line, draft, responsible_for_action=not plan.has(*_REPORTED))
    told.append(Notice("follow-up-table", "info", plan.table.name, "Resultaten i tabellen lästes till planens rader."))
    taken = {id(draft) for draft, _ in known}
    return plan, [draft for draft in drafts if id(draft) not in taken]


def _agree(draft: Draft, line: Draft) -> bool:
    """Whether nothing that the line tells of a period is told in other words."""
    both = [(draft.results[period], line.results[period]) for period in draft.results if period in line.results]
    return all(
        new.text in ("", old.text, new.outcome) and (old.outcome or new.outcome) == (new.outcome or old.outcome)
        for new, old in both
    )


def _only_follows_up(plan: Plan) -> bool:
    return (
        plan.has(*_REPORTED, Sense.ACTION)
        and not plan.has(*_PLANNED)
        and plan.has(Sense.CONTROL, Sense.RISK, Sense.NUMBER)
    )


def _line_of(draft: Draft, lines: Sequence[Draft]) -> Draft | None:
    """The one line with the same control, or the same risk where no control is told, or the same number."""
    for name in ("control", "risk"):
        words = _words(draft, name)
        if words:
            same = [line for line in lines if fuzz.ratio(_words(line, name), words) >= _SAME_WORDS]
            return same[0] if len(same) == 1 else None
    same = [line for line in lines if draft.number and line.number == draft.number]
    return same[0] if len(same) == 1 else None


def _take(line: Draft, draft: Draft, *, responsible_for_action: bool) -> None:
    for period, result in draft.results.items():
        known = line.results.setdefault(period, result)
        known.outcome, known.status = known.outcome or result.outcome, known.status or result.status
    line.assessments = line.assessments or draft.assessments
    line.estimate = line.estimate.over(draft.estimate)
    line.add("action", draft.action)
    if responsible_for_action and draft.responsible:
        line.add("action", f"Ansvarig: {draft.responsible}")
    else:
        line.responsible = line.responsible or draft.responsible


def _words(draft: Draft, name: str) -> str:
    return " ".join(str(getattr(draft, name)).lower().split()).rstrip(".")
