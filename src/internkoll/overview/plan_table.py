"""The columns of the plan as a table: the fields that are filled, in the order of the work."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from internkoll.overview.plan_lines import TEXTS, PlanLine, as_row
from internkoll.plan.models import Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.marks import with_value
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Column:
    """`shared`: what lines beside each other have in common where they share the cell; None: each line has its own."""

    field: str
    heading: str
    shared: Callable[[PlanLine], Hashable]

    @property
    def look(self) -> str:
        """Its classes. A short one stands beside its label where the page is narrow."""
        return f"ik-c-{self.field}{' ik-short' if self.field in ('risk_number', 'frequency') else ''}"


def _of_risk(line: PlanLine) -> Hashable:
    return line.risk.pk if line.risk else None


def _of_working_method(line: PlanLine) -> Hashable:
    text = line.field("working_method")
    return (_of_risk(line), text) if text else None


def _of_systematic_control(line: PlanLine) -> Hashable:
    text = line.field("systematic_control")
    return (_of_working_method(line), text) if text else None


def _of_control(line: PlanLine) -> Hashable:
    return line.control.pk if line.control else None


def _of_nothing(line: PlanLine) -> Hashable:
    return None


# What the risk's estimate tells, in one column, which is named for the first of them that is told.
_ESTIMATE = ("level", "score", "likelihood", "consequence")

# The columns in the order of the work: the risk, how it is answered, how that is checked.
_SHARED: dict[str, Callable[[PlanLine], Hashable]] = {
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


def table_of(plan: Plan, method: Method, page: Sequence[PlanLine]) -> PlanTable:
    """Which columns the plan's table has.

    The page that is shown tells most of it; the database is asked only of what no line of the page fills: at most two
    queries, however many lines.
    """
    fields = [*(name for name in _SHARED if name != "value"), *_ESTIMATE]
    texts = {name for name in TEXTS if any(line.field(name) for line in page)}
    told = _told_in(_estimates_of(plan, method, page))
    filled = texts | _filled_in(plan, (name for name in _FILLED if name not in texts)) | told
    estimate = next((name for name in _ESTIMATE if name in told), "")
    named = {name: estimate if name == "value" else name for name in _SHARED}
    columns = tuple(
        Column(name, first_upper(method.word_for(named[name])), shared)
        for name, shared in _SHARED.items()
        if named[name] in filled
    )
    # An action is what a result leads to: a plan that sets none lacks nothing.
    unused = (name for name in fields if method.uses(name) and name not in (*filled, "action"))
    heading = next((name for name in ("control", "risk") if name in filled), "")
    return PlanTable(columns, tuple(first_upper(method.word_for(name)) for name in unused), heading)


# Where an estimate keeps each of its parts.
_STORED = {"level": "level", "score": "value", "likelihood": "likelihood", "consequence": "consequence"}


def _estimates_of(plan: Plan, method: Method, page: Sequence[PlanLine]) -> list[Row]:
    """Each way in which the plan's risks are estimated, once, valued by the Method.

    Those of the page, where they tell all there is to know: one of them has a level, and each part that the way of
    working uses is filled.
    """
    shown = [with_value(method, as_row(parts)) for parts in dict.fromkeys(line.estimated for line in page)]
    parts = _told_in(shown)
    if "level" in parts and all(name in parts for name in _ESTIMATE if method.uses(name)):
        return shown
    planned = PlannedRisk.objects.filter(plan=plan, risk=OuterRef("risk"))
    estimates = Estimate.objects.filter(Exists(planned), year=plan.year, period="")
    told = estimates.order_by().values_list(*_STORED.values()).distinct()
    return [with_value(method, Row(**dict(zip(_STORED, written, strict=True)))) for written in told]


def _told_in(estimates: Sequence[Row]) -> set[str]:
    return {name for name in _ESTIMATE if any(getattr(row, name) not in (None, "") for row in estimates)}


_PLAN = OuterRef("pk")
_CHECKS = Check.objects.filter(plan=_PLAN)
_CONTROLS = Control.objects.filter(plan=_PLAN)
_RISKS = PlannedRisk.objects.filter(plan=_PLAN)
# For each field, besides the estimates', what of the plan has filled it.
_FILLED = {
    "risk_number": _RISKS.exclude(number=""),
    "risk": _RISKS,
    "working_method": _CONTROLS.exclude(working_method=""),
    "systematic_control": _CONTROLS.exclude(systematic_control=""),
    "control": _CONTROLS.exclude(text=""),
    "method": _CHECKS.exclude(procedure=""),
    "responsible": _CHECKS.exclude(responsible=""),
    "frequency": _CHECKS.exclude(frequency=""),
    # Among the board's own: those of every board would be gone through where the plan has none.
    "action": PlanAction.objects.filter(
        Q(planned_risk__plan=_PLAN) | Q(for_check__plan=_PLAN), action__unit=OuterRef("unit")
    ),
}


def _filled_in(plan: Plan, fields: Iterable[str]) -> set[str]:
    """Those of the fields, besides the estimates', that any line of the plan has filled. One query."""
    asked = {name: Exists(_FILLED[name]) for name in fields}
    answers = Plan.objects.filter(pk=plan.pk).values(**asked).get()
    return {name for name, is_filled in answers.items() if is_filled}
