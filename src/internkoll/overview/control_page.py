"""A control: how it is done, what it has shown in each round, and what that led to."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Model

from internkoll.actions.models import Action
from internkoll.base.models import User
from internkoll.followup.models import Evidence, Result, ResultAction
from internkoll.overview.line_actions import actions_behind
from internkoll.plan.models import Check, Control, Plan, PlanAction
from internkoll.reports.blocks import Mark
from internkoll.rules.marks import class_mark, status_mark
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class ResultRow:
    """`procedure` is told only where the control is done in more than one way."""

    result: Result
    procedure: str
    marks: tuple[Mark, ...]
    evidence: tuple[Evidence, ...]

    @property
    def measured(self) -> str:
        return str(getattr(self.result, "measurement", "") or "")

    @property
    def is_reviewed(self) -> bool:
        return self.result.review != Result.Review.NONE


@dataclass(frozen=True, slots=True)
class CheckShown:
    """`owners`: the names of those who report it."""

    check: Check
    owners: str


@dataclass(frozen=True, slots=True)
class ControlPage:
    checks: tuple[CheckShown, ...]
    results: tuple[ResultRow, ...]
    actions: tuple[Action, ...]
    told_of: tuple[Model, ...]
    is_in_force: bool


def page_of_control(control: Control, method: Method) -> ControlPage:
    checks = list(Check.objects.filter(control=control).order_by("position"))
    results = list(
        Result.objects.filter(control=control).select_related("round", "for_check", "reported_by", "measurement")
    )
    actions = list(
        actions_behind(
            PlanAction.objects.filter(for_check__control=control), ResultAction.objects.filter(result__control=control)
        )
    )
    return ControlPage(
        checks=_shown(checks),
        results=tuple(_rows(results, method, several=len(checks) > 1)),
        actions=tuple(actions),
        told_of=(control, *checks, *results, *actions, *_copies_of(control, checks)),
        is_in_force=Plan.objects.of(control.plan.unit, control.plan.year)
        .in_force()
        .filter(pk=control.plan_id)
        .exists(),
    )


def _copies_of(control: Control, checks: list[Check]) -> list[Model]:
    """The same control in other versions of its year's plan: what was done with it there is part of its history."""
    year = control.plan.year
    copied = Check.objects.filter(copied_from__in=checks, plan__year=year)
    return [*control.copies.filter(plan__year=year), *copied]


def _shown(checks: list[Check]) -> tuple[CheckShown, ...]:
    tied = User.objects.filter(checks__in=checks).order_by("name").values_list("checks", "name")
    owners: dict[int, list[str]] = {}
    for check, name in tied:
        owners.setdefault(check, []).append(name)
    return tuple(CheckShown(check, ", ".join(owners.get(check.pk, ()))) for check in checks)


def _rows(results: list[Result], method: Method, *, several: bool) -> list[ResultRow]:
    """The latest round first; within it, the checks in the plan's order."""
    labels = in_order({result.round.label for result in results}, method.rounds)
    ordered = sorted(
        results,
        key=lambda result: (-labels.index(result.round.label), result.for_check.position if result.for_check else 0),
    )
    files = defaultdict(list)
    for found in Evidence.objects.kept().filter(for_check__in=[result.for_check_id for result in results]):
        files[found.round_id, found.for_check_id].append(found)
    return [
        _row(result, method, tuple(files[result.round_id, result.for_check_id or 0]), several=several)
        for result in ordered
        if result.is_told
    ]


def _row(result: Result, method: Method, evidence: tuple[Evidence, ...], *, several: bool) -> ResultRow:
    marks = (class_mark(method, result.outcome), status_mark(method, result.status))
    procedure = result.for_check.procedure if several and result.for_check else ""
    return ResultRow(result, procedure, tuple(mark for mark in marks if mark), evidence)
