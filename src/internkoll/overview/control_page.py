"""A control: how it is done, what it has shown in each round, and what that led to."""

from dataclasses import dataclass

from django.db.models import Model, Q

from internkoll.actions.models import Action
from internkoll.followup.models import Result
from internkoll.overview.marks import class_mark, status_mark
from internkoll.plan.models import Check, Control
from internkoll.reports.blocks import Mark
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`procedure` is told only where the control is done in more than one way."""

    when: str
    procedure: str
    marks: tuple[Mark, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ControlPage:
    checks: tuple[Check, ...]
    results: tuple[ResultRow, ...]
    actions: tuple[Action, ...]
    told_of: tuple[Model, ...]

    @property
    def is_done_in_several_ways(self) -> bool:
        return len(self.checks) > 1


def page_of_control(control: Control, method: Method) -> ControlPage:
    checks = list(Check.objects.filter(control=control).order_by("position"))
    results = list(Result.objects.filter(control=control).select_related("round", "for_check"))
    planned = Q(plan_link__for_check__control=control)
    actions = list(Action.objects.filter(planned | Q(result_link__result__control=control)).order_by("-pk"))
    return ControlPage(
        checks=tuple(checks),
        results=tuple(_rows(results, method, several=len(checks) > 1)),
        actions=tuple(actions),
        told_of=(control, *checks, *results, *actions),
    )


def _rows(results: list[Result], method: Method, *, several: bool) -> list[ResultRow]:
    """The latest round first; within it, the checks in the plan's order."""
    labels = in_order({result.round.label for result in results}, method.rounds)
    ordered = sorted(
        results,
        key=lambda result: (-labels.index(result.round.label), result.for_check.position if result.for_check else 0),
    )
    return [_row(result, method, several=several) for result in ordered if result.is_told]


def _row(result: Result, method: Method, *, several: bool) -> ResultRow:
    marks = (class_mark(method, result.outcome), status_mark(method, result.status))
    procedure = result.for_check.procedure if several and result.for_check else ""
    return ResultRow(result.round.label, procedure, tuple(mark for mark in marks if mark), result.text)
