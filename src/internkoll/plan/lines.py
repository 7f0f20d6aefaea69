"""Builds a plan's areas, risks, controls and checks from rows, and saves them together, level by level.

Rows beside each other that tell of the same risk are one planned risk; a row that continues the control above it is
one more check of that control.
"""

from dataclasses import dataclass

from django.db import models

from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.register.models import Risk
from internkoll.rules.exchange import Row
from internkoll.rules.recurrence import recurrence_of

BATCH = 500


@dataclass(slots=True)
class _Line:
    row: Row
    planned_risk: PlannedRisk | None
    check: Check | None


class Builder:
    """Holds what is to be saved until all rows are added, so that each model is saved in a few queries."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lines: list[_Line] = []
        self._areas: dict[tuple[str, ...], Area] = _areas_of(plan)
        self._new_areas: list[list[Area]] = []
        self._planned_risks: list[PlannedRisk] = []
        self._controls: list[Control] = []
        self._position = _first_free_position(plan)

    def add(self, row: Row, risk: Risk | None) -> None:
        above = self.lines[-1] if self.lines else None
        planned = self._planned_risk(row, risk, above)
        check = None if row.is_risk_alone else self._check(row, planned, above)
        self.lines.append(_Line(row, planned, check))
        self._position += 1

    @property
    def made(self) -> list[models.Model | None]:
        return [line.check or line.planned_risk for line in self.lines]

    def save(self) -> None:
        for same_depth in self._new_areas:
            Area.objects.bulk_create(same_depth, batch_size=BATCH)
        PlannedRisk.objects.bulk_create(self._planned_risks, batch_size=BATCH)
        Control.objects.bulk_create(self._controls, batch_size=BATCH)
        Check.objects.bulk_create([line.check for line in self.lines if line.check], batch_size=BATCH)

    def _area(self, path: tuple[str, ...]) -> Area | None:
        if not path:
            return None
        if path not in self._areas:
            area = Area(plan=self.plan, parent=self._area(path[:-1]), name=path[-1], position=self._position)
            while len(self._new_areas) < len(path):
                self._new_areas.append([])
            self._new_areas[len(path) - 1].append(area)
            self._areas[path] = area
        return self._areas[path]

    def _planned_risk(self, row: Row, risk: Risk | None, above: _Line | None) -> PlannedRisk | None:
        if risk is None:
            return None
        if above and above.planned_risk and _same_risk(above, row, risk):
            # Where only some of a risk's controls are mandatory, the mark is theirs and not the risk's.
            above.planned_risk.mandatory &= row.mandatory
            return above.planned_risk
        planned = PlannedRisk(
            plan=self.plan,
            risk=risk,
            area=self._area(row.area),
            number=row.risk_number,
            mandatory=row.mandatory,
            position=self._position,
        )
        self._planned_risks.append(planned)
        return planned

    def _check(self, row: Row, planned: PlannedRisk | None, above: _Line | None) -> Check:
        continues = row.continues and above is not None and above.check is not None and above.planned_risk is planned
        control = above.check.control if continues and above and above.check else self._control(row, planned)
        return Check(
            plan=self.plan,
            control=control,
            procedure=row.method,
            responsible=row.responsible,
            frequency=row.frequency,
            recurrence=recurrence_of(row.frequency),
            position=self._position,
        )

    def _control(self, row: Row, planned: PlannedRisk | None) -> Control:
        control = Control(
            plan=self.plan,
            planned_risk=planned,
            area=self._area(row.area),
            working_method=row.working_method,
            systematic_control=row.systematic_control,
            text=row.control,
            mandatory=row.mandatory,
            position=self._position,
        )
        self._controls.append(control)
        return control


def _same_risk(above: _Line, row: Row, risk: Risk) -> bool:
    alone = above.check is None or row.is_risk_alone
    same = (above.row.area, above.row.risk_number) == (row.area, row.risk_number)
    return not alone and same and above.planned_risk is not None and above.planned_risk.risk == risk


def _areas_of(plan: Plan) -> dict[tuple[str, ...], Area]:
    by_id = {area.pk: area for area in plan.areas.all()}

    def path(area: Area) -> tuple[str, ...]:
        return (*(path(by_id[area.parent_id]) if area.parent_id else ()), area.name)

    return {path(area): area for area in by_id.values()}


def _first_free_position(plan: Plan) -> int:
    tops = (
        Check.objects.filter(plan=plan).aggregate(top=models.Max("position"))["top"],
        plan.planned_risks.aggregate(top=models.Max("position"))["top"],
    )
    return max((top for top in tops if top is not None), default=0) + 1
