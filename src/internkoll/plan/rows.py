"""A plan's lines in their order, each as an exchange row with the objects that it stands for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.rules.exchange import Row


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan's table: the row without what has been reported, and what it stands for."""

    row: Row
    planned_risk: PlannedRisk | None
    control: Control | None
    check: Check | None


def lines_of(plan: Plan) -> list[Line]:
    """Every line of the plan, in order. Five queries, however many lines."""
    areas = _paths(Area.objects.filter(plan=plan))
    risks = {risk.pk: risk for risk in PlannedRisk.objects.filter(plan=plan).select_related("risk")}
    estimates = {e.risk_id: e for e in Estimate.objects.filter(risk__planned__plan=plan, year=plan.year, period="")}
    controls = list(Control.objects.filter(plan=plan))
    checks: dict[int, list[Check]] = defaultdict(list)
    for check in Check.objects.filter(control__plan=plan).order_by("position"):
        checks[check.control_id].append(check)

    with_controls = {control.planned_risk_id for control in controls}
    placed = [
        (risk.position, _risk_line(risk, areas, estimates)) for pk, risk in risks.items() if pk not in with_controls
    ]
    for control in controls:
        risk = risks.get(control.planned_risk_id or 0)
        placed += _control_lines(control, risk, checks[control.pk], areas, estimates)
    return [line for _, line in sorted(placed, key=lambda pair: pair[0])]


Paths = dict[int | None, tuple[str, ...]]


def _paths(areas: Iterable[Area]) -> Paths:
    by_id = {area.pk: area for area in areas}
    return {None: (), **{pk: _path(area, by_id) for pk, area in by_id.items()}}


def _path(area: Area, by_id: dict[int, Area]) -> tuple[str, ...]:
    above = _path(by_id[area.parent_id], by_id) if area.parent_id else ()
    return (*above, area.name)


def _risk_line(risk: PlannedRisk, areas: Paths, estimates: dict[int, Estimate]) -> Line:
    row = Row(area=areas[risk.area_id], **_risk_fields(risk, estimates.get(risk.risk_id)))
    return Line(row, risk, None, None)


def _risk_fields(risk: PlannedRisk, estimate: Estimate | None) -> dict[str, Any]:
    fields: dict[str, Any] = {"risk_number": risk.number, "risk": risk.risk.text, "mandatory": risk.mandatory}
    if estimate is not None:
        fields |= {"score": estimate.value, "level": estimate.level}
        fields |= {"likelihood": estimate.likelihood, "consequence": estimate.consequence}
    return fields


def _control_lines(
    control: Control, risk: PlannedRisk | None, checks: list[Check], areas: Paths, estimates: dict[int, Estimate]
) -> list[tuple[int, Line]]:
    shared = _risk_fields(risk, estimates.get(risk.risk_id)) if risk else {}
    shared |= {"area": areas[control.area_id], "control": control.text, "mandatory": control.mandatory}
    shared |= {"working_method": control.working_method, "systematic_control": control.systematic_control}
    return [
        (check.position, Line(_check_row(shared, check, continues=i > 0), risk, control, check))
        for i, check in enumerate(checks)
    ]


def _check_row(shared: dict[str, Any], check: Check, *, continues: bool) -> Row:
    own = {"method": check.procedure, "responsible": check.responsible, "frequency": check.frequency}
    return Row(**shared, **own, continues=continues)
