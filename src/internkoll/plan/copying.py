"""Lines of a plan copied into another plan: for the next year, or for a version to revise. Each knows its original."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.plan.rows import Line

_BATCH = 500


@dataclass(slots=True)
class _Copies:
    """Copies by the key of what they were copied from, so that lines which share a risk or a control share its copy."""

    plan: Plan
    areas: dict[int, Area]
    risks: dict[int, PlannedRisk] = field(default_factory=dict)
    controls: dict[int, Control] = field(default_factory=dict)
    checks: dict[int, Check] = field(default_factory=dict)

    def add(self, line: Line, position: int) -> None:
        planned = self._risk(line.planned_risk, position) if line.planned_risk else None
        if line.control and line.check:
            self._check(line.check, self._control(line.control, planned, position), position)

    def _risk(self, risk: PlannedRisk, position: int) -> PlannedRisk:
        return self.risks.setdefault(
            risk.pk,
            PlannedRisk(
                plan=self.plan,
                risk=risk.risk,
                area=self.areas.get(risk.area_id or 0),
                number=risk.number,
                mandatory=risk.mandatory,
                position=position,
                copied_from=risk,
            ),
        )

    def _control(self, control: Control, planned: PlannedRisk | None, position: int) -> Control:
        return self.controls.setdefault(
            control.pk,
            Control(
                plan=self.plan,
                planned_risk=planned,
                area=self.areas.get(control.area_id or 0),
                working_method=control.working_method,
                systematic_control=control.systematic_control,
                text=control.text,
                mandatory=control.mandatory,
                position=position,
                copied_from=control,
            ),
        )

    def _check(self, check: Check, control: Control, position: int) -> None:
        self.checks[check.pk] = Check(
            plan=self.plan,
            control=control,
            procedure=check.procedure,
            responsible=check.responsible,
            frequency=check.frequency,
            recurrence=check.recurrence,
            measure=check.measure,
            position=position,
            copied_from=check,
        )


def copy_lines(*, lines: Sequence[Line], source: Plan, target: Plan) -> None:
    """Copies the lines, in their order, into the empty plan: areas, risks, controls, checks and who reports them."""
    copies = _Copies(target, _copy_areas(lines, source, target))
    for position, line in enumerate(lines, start=1):
        copies.add(line, position)
    PlannedRisk.objects.bulk_create(copies.risks.values(), batch_size=_BATCH)
    Control.objects.bulk_create(copies.controls.values(), batch_size=_BATCH)
    Check.objects.bulk_create(copies.checks.values(), batch_size=_BATCH)
    links = Check.owners.through.objects.filter(check__plan=source).values_list("check", "user")
    tied = [Check.owners.through(check=copies.checks[c], user_id=user) for c, user in links if c in copies.checks]
    Check.owners.through.objects.bulk_create(tied, batch_size=_BATCH)


def _copy_areas(lines: Sequence[Line], source: Plan, target: Plan) -> dict[int, Area]:
    """The areas of those lines, with those above them, by the key of their originals."""
    all_areas = {area.pk: area for area in source.areas.all()}
    wanted = {part.area_id for line in lines for part in (line.planned_risk, line.control) if part and part.area_id}
    copied: dict[int, Area] = {}
    for key in sorted(wanted, key=lambda key: all_areas[key].position):
        _copy_area(key, all_areas, target, copied)
    return copied


def _copy_area(key: int, all_areas: dict[int, Area], target: Plan, copied: dict[int, Area]) -> Area:
    if key not in copied:
        area = all_areas[key]
        parent = _copy_area(area.parent_id, all_areas, target, copied) if area.parent_id else None
        copied[key] = Area.objects.create(plan=target, parent=parent, name=area.name, position=area.position)
    return copied[key]
