"""A board's year as a report tells it: what was written, and what follows from it by the year's Method."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.followup.awaiting import left_out_by
from internkoll.followup.rounds import latest_told, rounds_and_told
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan
from internkoll.plan.rows import Line, lines_of
from internkoll.register.models import Estimate
from internkoll.reports.document import Writing, document_in, round_asked
from internkoll.rules.exchange import Document, Row, TextBlock
from internkoll.rules.marks import with_value
from internkoll.rules.method import Method
from internkoll.rules.promises import promise_told


@dataclass(frozen=True, slots=True)
class BoardsYear:
    """`outside`: for each of the document's rows the periods that do not await it: it is done in others of the year."""

    document: Document
    outside: tuple[frozenset[str], ...]


def year_of(plan: Plan, period: str | None = None) -> BoardsYear:
    """What the report of the period tells: of the latest one if none is named."""
    method = method_for(plan.unit, plan.year)
    rounds, told_in = rounds_and_told(plan.unit, plan.year, method)
    round_ = round_asked(plan, rounds, period) if period else latest_told(rounds, told_in)
    left_out = left_out_by(method, plan.year, rounds)
    rules = {told.label: left_out[told.pk] for told in rounds}
    lines = lines_of(plan)
    document = document_in(plan, round_, lines, _writing(method, plan.year))
    return BoardsYear(document, tuple(_outside(line, rules) for line in lines))


def _outside(line: Line, rules: Mapping[str, Collection[str]]) -> frozenset[str]:
    """`rules`: the recurrence rules that each period leaves out."""
    return frozenset(label for label, found in rules.items() if line.check and line.check.recurrence in found)


def _writing(method: Method, year: int) -> Writing:
    return Writing(
        row=lambda row: with_value(method, row),
        level=lambda estimate: with_value(method, _row_of(estimate)).level,
        action=lambda action: _promise(action, year),
        reasons=lambda assessment: _reasons(assessment, method),
    )


def _promise(action: Action, year: int) -> str:
    return promise_told(
        action.text,
        year=action.year or year,
        responsible=action.responsible,
        due=action.due,
        due_words=action.due_words,
    )


def _reasons(assessment: Assessment, method: Method) -> tuple[TextBlock, ...]:
    """Under the name of the assessment, as a document that is read has them."""
    written = assessment.reasons.strip()
    return (TextBlock(heading=method.word_for("overall"), text=written),) if written else ()


def _row_of(estimate: Estimate) -> Row:
    return Row(
        score=estimate.value,
        level=estimate.level,
        likelihood=estimate.likelihood,
        consequence=estimate.consequence,
    )
