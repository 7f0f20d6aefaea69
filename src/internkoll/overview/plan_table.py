"""The columns of the plan as a table: the fields that are filled, in the order of the work."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from internkoll.plan.models import Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.plan.rows import Line
from internkoll.register.models import Estimate
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.marks import valued
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Column:
    """`shared`: what lines beside each other have in common where they share the cell; None: each line has its own."""

    field: str
    heading: str
    shared: Callable[[Line], Hashable]

    @property
    def look(self) -> str:
        """Its classes. A short one stands beside its label where the page is narrow."""
        return f"ik-c-{self.field}{' ik-short' if self.field in ('risk_number', 'frequency') else ''}"


def _of_risk(line: Line) -> Hashable:
    return line.planned_risk.pk if line.planned_risk else None


def _of_working_method(line: Line) -> Hashable:
    return (_of_risk(line), line.row.working_method) if line.row.working_method else None


def _of_systematic_control(line: Line) -> Hashable:
    return (_of_working_method(line), line.row.systematic_control) if line.row.systematic_control else None


def _of_control(line: Line) -> Hashable:
    return line.control.pk if line.control else None


def _of_nothing(line: Line) -> Hashable:
    return None


# What the risk's estimate tells, in one column.
_ESTIMATE = ("level", "score", "likelihood", "consequence")

# The columns in the order of the work: the risk, how it is answered, how that is checked.
_SHARED: dict[str, Callable[[Line], Hashable]] = {
    "risk_number": _of_risk,
    "risk": _of_risk,
    "value": _of_risk,
    "working_method": _of_working_method,
    "systematic_control": _of_systematic_control,
    "control": _of_control,
    "method": _of_nothing,
    "responsible": _of_nothing,
    "frequency": _of_nothing,
    "action": _of_nothing,
}


@dataclass(frozen=True, slots=True)
class PlanTable:
    """`unfilled`: the names of fields that the way of working uses and that no line of the plan has filled."""

    columns: tuple[Column, ...]
    unfilled: tuple[str, ...]
    heading_field: str


def table_of(plan: Plan, method: Method) -> PlanTable:
    """Which columns the plan's table has. Two queries, however many lines."""
    fields = [*(name for name in _SHARED if name != "value"), *_ESTIMATE]
    estimates = _estimates_of(plan)
    told = {name for name in _ESTIMATE if any(getattr(row, name) not in (None, "") for row in estimates)}
    filled = _filled_in(plan) | told
    estimate = _estimate_field(method, estimates, filled)
    named = {name: estimate if name == "value" else name for name in _SHARED}
    columns = tuple(
        Column(name, first_upper(method.word_for(named[name])), shared)
        for name, shared in _SHARED.items()
        if named[name] in filled or (name == "value" and estimate)
    )
    # An action is what a result leads to: a plan that sets none lacks nothing.
    unused = (name for name in fields if method.uses(name) and name not in (*filled, "action"))
    heading = next((name for name in ("control", "risk") if name in filled), "")
    return PlanTable(columns, tuple(first_upper(method.word_for(name)) for name in unused), heading)


# Where an estimate keeps each of its parts.
_STORED = {"level": "level", "score": "value", "likelihood": "likelihood", "consequence": "consequence"}


def _estimates_of(plan: Plan) -> list[Row]:
    """Each way in which the plan's risks are estimated, once."""
    planned = PlannedRisk.objects.filter(plan=plan, risk=OuterRef("risk"))
    estimates = Estimate.objects.filter(Exists(planned), year=plan.year, period="")
    told = estimates.order_by().values_list(*_STORED.values()).distinct()
    return [Row(**dict(zip(_STORED, parts, strict=True))) for parts in told]


def _filled_in(plan: Plan) -> set[str]:
    """The fields, besides the estimates', that any line of the plan has filled. One query."""
    checks = Check.objects.filter(control__plan=OuterRef("pk"))
    controls = Control.objects.filter(plan=OuterRef("pk"))
    risks = PlannedRisk.objects.filter(plan=OuterRef("pk"))
    of_plan = Q(planned_risk__plan=OuterRef("pk")) | Q(for_check__control__plan=OuterRef("pk"))
    asked = {
        "risk_number": risks.exclude(number=""),
        "risk": risks,
        "working_method": controls.exclude(working_method=""),
        "systematic_control": controls.exclude(systematic_control=""),
        "control": controls.exclude(text=""),
        "method": checks.exclude(procedure=""),
        "responsible": checks.exclude(responsible=""),
        "frequency": checks.exclude(frequency=""),
        "action": PlanAction.objects.filter(of_plan),
    }
    answers = Plan.objects.filter(pk=plan.pk).values(**{name: Exists(found) for name, found in asked.items()}).get()
    return {name for name, is_filled in answers.items() if is_filled}


def _estimate_field(method: Method, estimates: Sequence[Row], filled: Collection[str]) -> str:
    """What names the column of the estimate: the level where one is told or follows, else the first that is filled."""
    if any(valued(method, row).level for row in estimates):
        return "level"
    return next((name for name in _ESTIMATE if name in filled), "")
