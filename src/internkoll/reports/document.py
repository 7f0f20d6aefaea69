"""A board's year in the database -> one document in the exchange format: as it was written, or as a report tells it.

A fixed number of queries, however many rows.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import Unit
from internkoll.followup.models import Result, ResultAction, ResultQuerySet, Round, RunningText
from internkoll.followup.rounds import latest_told, round_named, rounds_and_told
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan, PlanAction
from internkoll.plan.rows import Line, lines_of
from internkoll.register.models import Estimate
from internkoll.rules.exchange import Document, PeriodEstimate, PeriodResult, Row, TextBlock


class NothingToTell(LookupError):
    """There is no such plan or period; the message says so, in Swedish."""


def plan_of(board: Unit, year: int) -> Plan:
    plan = Plan.objects.of(board, year).in_force().select_related("unit").first()
    if plan is None:
        raise NothingToTell(f"{board} har ingen internkontrollplan för {year}.")
    return plan


@dataclass(frozen=True, slots=True)
class Writing:
    """How what is stored is put: a plan's row, the level of a risk that is estimated anew, and an action.

    `results`: those that are told of. `reasons`: the running text that an assessment gives.
    """

    row: Callable[[Row], Row]
    level: Callable[[Estimate], str | None]
    action: Callable[[Action], str]
    results: Callable[[ResultQuerySet], ResultQuerySet]
    reasons: Callable[[Assessment], tuple[TextBlock, ...]]


AS_WRITTEN = Writing(
    row=lambda row: row,
    level=attrgetter("level"),
    action=attrgetter("text"),
    results=lambda results: results,
    reasons=lambda assessment: (),
)


def document_of(plan: Plan, period: str | None = None) -> Document:
    """All that the board's year holds, as it was written, under the head of the period's document.

    That of the latest one if none is named.
    """
    rounds, told_in = rounds_and_told(plan.unit, plan.year, method_for(plan.unit, plan.year))
    round_ = round_asked(plan, rounds, period) if period else latest_told(rounds, told_in)
    return document_in(plan, round_, lines_of(plan), AS_WRITTEN)


def document_in(
    plan: Plan, round_: Round | None, lines: Sequence[Line], writing: Writing, *, every_round: bool = False
) -> Document:
    """The year under the head and the assessment of the round, or those of the year itself.

    The actions are those that the plan sets and that the round led to, or every round of the year.
    """
    decided = Assessment.objects.filter(unit=plan.unit, year=plan.year, round=round_).first()
    return Document(
        municipality=Unit.objects.get_root(plan.unit).name,
        board=plan.unit.name,
        administration=plan.administration,
        year=plan.year,
        period=round_.label if round_ else None,
        overall=decided.outcome if decided else None,
        texts=(*(writing.reasons(decided) if decided else ()), *texts_in(plan, round_)),
        rows=tuple(_rows(plan, lines, writing, ResultAction.objects.all() if every_round else _led_to_by(round_))),
        title=(round_.title if round_ else "") or plan.title,
        date=round_.document_date if round_ else plan.document_date,
        reference=(round_.reference if round_ else None) or plan.reference,
    )


def round_asked(plan: Plan, rounds: Sequence[Round], period: str) -> Round:
    named = round_named(rounds, period)
    if named is None:
        known = ", ".join(round_.label for round_ in rounds) or "inga"
        raise NothingToTell(f"{plan} har ingen period som heter ”{period}”. Perioder som finns: {known}.")
    return named


def texts_in(plan: Plan, round_: Round | None) -> tuple[TextBlock, ...]:
    texts = RunningText.objects.filter(plan=plan, round=round_)
    return tuple(TextBlock(heading=text.heading, text=text.text) for text in texts)


def _led_to_by(round_: Round | None) -> QuerySet[ResultAction]:
    return ResultAction.objects.filter(result__round=round_)


def _rows(plan: Plan, lines: Sequence[Line], writing: Writing, led_to: QuerySet[ResultAction]) -> list[Row]:
    """The plan's rows with every period's results and estimates, and the actions that it sets and was led to."""
    results, estimates, actions = _results(plan, writing), _estimates(plan, writing), _actions(plan, led_to, writing)
    return [_filled(line, writing.row(line.row), results, estimates, actions) for line in lines]


Results = dict[int, dict[str, PeriodResult]]
Estimates = dict[int, dict[str, PeriodEstimate]]
Actions = dict[tuple[str, int], list[str]]


def _filled(line: Line, row: Row, results: Results, estimates: Estimates, actions: Actions) -> Row:
    update: dict[str, object] = {}
    if line.check:
        update["results"] = results.get(line.check.pk, {})
    if line.planned_risk:
        update["risk_assessments"] = estimates.get(line.planned_risk.risk_id, {})
    update["action"] = "\n".join(_actions_of(line, actions))
    return row.model_copy(update=update)


def _results(plan: Plan, writing: Writing) -> Results:
    held: Results = defaultdict(dict)
    told = (
        writing.results(Result.objects.of(plan)).filter(for_check__isnull=False).select_related("round").order_by("pk")
    )
    for result in told:
        made = PeriodResult(outcome=result.outcome, text=result.text, status=result.status)
        held[result.for_check_id or 0][result.round.label] = made
    return held


def _estimates(plan: Plan, writing: Writing) -> Estimates:
    held: Estimates = defaultdict(dict)
    told = Estimate.objects.filter(risk__planned__plan=plan, year=plan.year).exclude(period="").order_by("pk")
    for estimate in told:
        held[estimate.risk_id][estimate.period] = PeriodEstimate(level=writing.level(estimate), text=estimate.text)
    return held


def _actions(plan: Plan, led_to: QuerySet[ResultAction], writing: Writing) -> Actions:
    held: Actions = defaultdict(list)
    planned = PlanAction.objects.filter(action__unit=plan.unit).select_related("action").order_by("action_id")
    for link in planned.filter(planned_risk__plan=plan):
        held["risk", link.planned_risk_id or 0].append(writing.action(link.action))
    for link in planned.filter(for_check__plan=plan):
        held["check", link.for_check_id or 0].append(writing.action(link.action))
    reported = led_to.filter(result__control__plan=plan).select_related("action", "result")
    for answer in reported.order_by("action_id"):
        held["result", answer.result.for_check_id or 0].append(writing.action(answer.action))
    return held


def _actions_of(line: Line, actions: Actions) -> Sequence[str]:
    if line.check is None:
        return actions.get(("risk", line.planned_risk.pk), []) if line.planned_risk else []
    return [*actions.get(("check", line.check.pk), []), *actions.get(("result", line.check.pk), [])]
