"""Drafts -> rows: which of the names above are areas, what class each result has, and every field in its place."""

from collections.abc import Sequence

from internkoll.imports.outcomes import class_in
from internkoll.imports.rows.drafts import AssessmentDraft, Draft, ResultDraft
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.values import Estimate
from internkoll.rules.exchange import PeriodEstimate, PeriodResult, Row

_A_HABIT = 0.5


def area_names(drafts: Sequence[Draft]) -> set[Name]:
    """Which of the names above the rows are areas: every group within a table, and the headings that part one table
    from another. A heading over all of them names the document's section, unless a label says what it is."""
    paths = {draft.path for draft in drafts}
    common = set.intersection(*(set(path) for path in paths)) if paths else set()
    return {name for path in paths for name in path if _is_area(name, is_common=name in common)}


def _is_area(name: Name, *, is_common: bool) -> bool:
    if name.estimate is not None:
        return False
    return name.is_labelled or name.in_table or not (is_common or name.is_section)


def rows_of(drafts: Sequence[Draft], areas: set[Name]) -> list[Row]:
    _classes_by_habit(drafts)
    return [_row(draft, areas) for draft in drafts]


def _classes_by_habit(drafts: Sequence[Draft]) -> None:
    """Results that usually open with their class have it read; a lone "utan anmärkning" in running prose is prose."""
    results = [result for draft in drafts for result in draft.results.values() if result.text]
    if any(result.outcome for result in results):
        return
    found = [class_in(result.text) for result in results]
    if results and sum(outcome is not None for outcome in found) >= _A_HABIT * len(results):
        for result, outcome in zip(results, found, strict=True):
            result.outcome = outcome


def _row(draft: Draft, areas: set[Name]) -> Row:
    estimate = draft.estimate
    for name in reversed(draft.path):
        estimate = estimate.over(name.estimate or Estimate())
    path = [name.plain for name in draft.path if name in areas]
    return Row(
        area=_without_repeats((*path, *draft.areas)),
        risk_number=draft.number,
        risk=draft.risk,
        mandatory=draft.risk_is_mandatory or draft.control_is_mandatory or any(n.is_mandatory for n in draft.path),
        score=estimate.score,
        level=estimate.level,
        likelihood=estimate.likelihood,
        consequence=estimate.consequence,
        working_method=draft.working_method,
        systematic_control=draft.systematic_control,
        control=draft.control,
        continues=draft.continues,
        method=draft.method,
        responsible=draft.responsible,
        frequency=draft.frequency,
        results={period: _result(result) for period, result in draft.results.items()},
        risk_assessments={period: _assessment(given) for period, given in draft.assessments.items()},
        action=draft.action,
    )


def _without_repeats(path: Sequence[str]) -> tuple[str, ...]:
    """A sheet and the heading on it, or a heading and the column below it, may name the same area."""
    kept: list[str] = []
    for name in path:
        if name and (not kept or kept[-1].lower() != name.lower()):
            kept.append(name)
    return tuple(kept)


def _result(draft: ResultDraft) -> PeriodResult:
    return PeriodResult(outcome=draft.outcome, text=draft.text, status=draft.status)


def _assessment(draft: AssessmentDraft) -> PeriodEstimate:
    return PeriodEstimate(level="\n".join(draft.levels) or None, text="\n".join(draft.texts))
