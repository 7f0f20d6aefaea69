"""A board's year as a report tells it: what was written, and what follows from it by the year's Method."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment, AssessmentAction
from internkoll.followup.awaiting import left_out_by
from internkoll.followup.models import Result, Round
from internkoll.followup.rounds import rounds_and_told, rounds_in_order
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan
from internkoll.plan.rows import Line, lines_of
from internkoll.register.models import Estimate
from internkoll.reports.contents import ReportContents, contents_of
from internkoll.reports.document import NothingToTell, Writing, document_in, round_asked, texts_in
from internkoll.reports.values import first_upper
from internkoll.rules.due import day_in_words
from internkoll.rules.exchange import Document, Row, TextBlock
from internkoll.rules.marks import with_value
from internkoll.rules.method import Method
from internkoll.rules.periods import not_begun
from internkoll.rules.promises import followed_by, promise_told


@dataclass(frozen=True, slots=True)
class BoardsYear:
    """The plan of a board's year, the report of one of its periods, or that of all of it.

    `period`: what it tells of, None where it is the plan. `outside`: for each of the document's rows the periods that
    do not await it: it is done in others of the year. `decided`: the day and the paragraph of the board's decision of
    the plan.
    """

    document: Document
    period: str | None = None
    outside: tuple[frozenset[str], ...] = ()
    decided: str = ""


def report_of(told: BoardsYear, method: Method) -> ReportContents:
    return contents_of(
        told.document,
        method,
        period=told.document.period,
        called=told.period or "",
        outside=told.outside,
        decided=told.decided,
    )


def year_of(plan: Plan, period: str | None = None) -> BoardsYear:
    """What the report of the period tells. If none is named: of the latest that is reported, else the plan."""
    method = method_for(plan.unit, plan.year)
    rounds, told_in = rounds_and_told(plan.unit, plan.year, method)
    round_ = round_asked(plan, rounds, period) if period else _latest_reported(plan, rounds, told_in)
    return _round_told(plan, round_, rounds, method) if round_ else plan_told(plan)


def plan_told(plan: Plan) -> BoardsYear:
    """The plan by itself: as the board decided it, and as it stands where it is not decided."""
    method = method_for(plan.unit, plan.year)
    told = document_in(plan, None, lines_of(plan), _writing(method, plan.year))
    rows = [row.model_copy(update={"results": {}, "risk_assessments": {}}) for row in told.rows]
    update: dict[str, object] = {"rows": tuple(_as_decided(plan, rows, method))}
    if Round.objects.of(plan.unit, plan.year).exists():
        # The year's assessment is of what was reported, and the plan tells nothing of that.
        update |= {"overall": None, "texts": texts_in(plan, None)}
    return BoardsYear(told.model_copy(update=update), decided=_decision(plan))


def whole_year_told(plan: Plan) -> BoardsYear:
    """What all rounds of the year tell together, under the assessment of the year and the words of the rounds'."""
    method = method_for(plan.unit, plan.year)
    rounds = rounds_in_order(plan.unit, plan.year, method)
    if not rounds:
        raise NothingToTell(f"{plan} har ingen period ännu, och inget att berätta om hela året.")
    writing = replace(_writing(method, plan.year), action=lambda action: _what_became_of(action, plan.year))
    told = document_in(plan, None, lines_of(plan), writing, every_round=True)
    labels = {round_.label for round_ in rounds}
    year = Assessment.objects.filter(unit=plan.unit, year=plan.year, round=None).first()
    update: dict[str, object] = {
        # The plan's own title, day and running text are of the plan.
        "title": "",
        "date": year.decided_on.isoformat() if year and year.decided_on else None,
        "texts": (*(_reasons(year, method) if year else ()), *_of_rounds(plan.year, rounds, method)),
        "rows": tuple(_of_year(row, labels) for row in told.rows),
    }
    return BoardsYear(told.model_copy(update=update), period=f"Hela året {plan.year}")


def _of_year(row: Row, labels: Collection[str]) -> Row:
    """Without what a document told of earlier years."""
    results = {label: result for label, result in row.results.items() if label in labels}
    estimates = {label: estimate for label, estimate in row.risk_assessments.items() if label in labels}
    return row.model_copy(update={"results": results, "risk_assessments": estimates})


def _of_rounds(year: int, rounds: Sequence[Round], method: Method) -> tuple[TextBlock, ...]:
    """What was decided of each round, and which the year lacks, in a list; nothing where there is neither."""
    decided = dict(Assessment.objects.filter(round__in=rounds).values_list("round", "outcome"))
    words = [f"- {r.label}: {first_upper(decided[r.pk])}" for r in rounds if decided.get(r.pk)]
    words += [f"- {rule.mark} {year}: har inte följts upp" for rule in not_begun(method, (r.label for r in rounds))]
    heading = f"{first_upper(method.word_for('overall'))} per period"
    return (TextBlock(heading=heading, text="\n".join(words)),) if words else ()


def _latest_reported(plan: Plan, rounds: Sequence[Round], told_in: Collection[int]) -> Round | None:
    """The latest round with its document's head, a result, or a risk that was estimated anew."""
    estimated = Estimate.objects.filter(risk__planned__plan=plan, year=plan.year).exclude(period="").order_by()
    labels = set(estimated.values_list("period", flat=True))
    reported = [r for r in rounds if r.title or r.pk in told_in or r.label in labels]
    return reported[-1] if reported else None


def _round_told(plan: Plan, round_: Round, rounds: Sequence[Round], method: Method) -> BoardsYear:
    left_out = left_out_by(method, plan.year, rounds)
    rules = {told.label: left_out[told.pk] for told in rounds}
    lines = lines_of(plan)
    told = document_in(plan, round_, lines, _writing(method, plan.year))
    # The plan's own title would call the report a plan.
    document = told.model_copy(update={"title": round_.title})
    return BoardsYear(document, round_.label, tuple(_outside(line, rules) for line in lines))


def _as_decided(plan: Plan, rows: Sequence[Row], method: Method) -> Sequence[Row]:
    """The frozen rows, and beside them the actions that the plan sets, which are not frozen. `rows`: as they stand."""
    if not plan.frozen:
        return rows
    decided = Document.model_validate_json(plan.frozen).rows
    actions = [row.action for row in rows] if len(rows) == len(decided) else [""] * len(decided)
    told = zip(decided, actions, strict=True)
    return [with_value(method, row).model_copy(update={"action": action}) for row, action in told]


def _decision(plan: Plan) -> str:
    if not plan.adopted_on:
        return ""
    return ", ".join(filter(None, (day_in_words(plan.adopted_on), plan.paragraph)))


def _outside(line: Line, rules: Mapping[str, Collection[str]]) -> frozenset[str]:
    """`rules`: the recurrence rules that each period leaves out."""
    return frozenset(label for label, found in rules.items() if line.check and line.check.recurrence in found)


def _writing(method: Method, year: int) -> Writing:
    return Writing(
        row=lambda row: with_value(method, row),
        level=lambda estimate: with_value(method, _row_of(estimate)).level,
        action=lambda action: _promise(action, year),
        # What was returned is to be done over, and counts as not reported everywhere.
        results=lambda results: results.exclude(review=Result.Review.RETURNED),
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


# A report is in Swedish, in whatever language its reader has the pages.
_STATUS = {
    Action.Status.NOT_STARTED: "inte påbörjad",
    Action.Status.ONGOING: "pågår",
    Action.Status.DONE: "klar",
    Action.Status.DROPPED: "avslutad utan åtgärd",
}


def _what_became_of(action: Action, year: int) -> str:
    told = _promise(action, year)
    status, effect = _STATUS.get(Action.Status(action.status)), " ".join(action.effect.split())
    came = [status and f"Status: {status}.", effect and f"Effekt: {effect}"]
    return followed_by(told, " ".join(filter(None, came))) if any(came) else told


def _reasons(assessment: Assessment, method: Method) -> tuple[TextBlock, ...]:
    """Under the name of the assessment, as a document that is read has them, with the actions that it led to."""
    links = AssessmentAction.objects.filter(assessment=assessment).select_related("action").order_by("action_id")
    word = first_upper(method.word_for("action"))
    actions = [f"{word}: {_promise(link.action, assessment.year)}" for link in links]
    written = "\n".join(filter(None, (assessment.reasons.strip(), *actions)))
    return (TextBlock(heading=method.word_for("overall"), text=written),) if written else ()


def _row_of(estimate: Estimate) -> Row:
    return Row(
        score=estimate.value,
        level=estimate.level,
        likelihood=estimate.likelihood,
        consequence=estimate.consequence,
    )
