"""A plan's lines in their order, each as an exchange row with the objects that it stands for.

A line is a check, or a risk that no control answers. Its `position` is its place, which no other line of the plan has.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from internkoll.base.parts import InParts
from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.rules.exchange import Row

_CONTROLS_OF_RISK = Control.objects.filter(planned_risk=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan's table: the row without what has been reported, and what it stands for."""

    row: Row
    planned_risk: PlannedRisk | None
    control: Control | None
    check: Check | None

    @property
    def position(self) -> int:
        return self._of.position

    @property
    def is_first_of_risk(self) -> bool:
        return self.planned_risk is not None and self.planned_risk.position == self.position

    @property
    def _of(self) -> Check | PlannedRisk:
        found = self.check or self.planned_risk
        if found is None:
            raise TypeError("A line is a check or a risk.")
        return found


def lines_of(plan: Plan) -> list[Line]:
    """Every line of the plan, in order. Four queries, however many lines."""
    checks = list(Check.objects.filter(plan=plan).select_related("control").order_by("position", "pk"))
    firsts: dict[int, int] = {}
    for check in checks:
        firsts.setdefault(check.control_id, check.position)
    risks = PlannedRisk.objects.filter(plan=plan).select_related("risk").order_by()
    return _lines(plan, checks, firsts, risks)


def lines_at(plan: Plan, *, checks: Collection[int] = (), risks: Collection[int] = ()) -> list[Line]:
    """The lines of those checks and of those risks without controls, in the plan's order. Five queries.

    What is not in the plan is left out, and so is a risk that has controls.
    """
    # The keys alone are asked for: a database that may choose would rather read the whole plan.
    asked = Check.objects.filter(pk__in=checks).select_related("control").order_by("position", "pk")
    found = [check for check in asked if check.control.plan_id == plan.pk]
    controls = {check.control_id for check in found}
    first = Check.objects.filter(control__in=controls).order_by().values_list("control").annotate(Min("position"))
    above = {check.control.planned_risk_id for check in found}
    around = PlannedRisk.objects.filter(pk__in=[*risks, *filter(None, above)]).select_related("risk").order_by()
    lines = _lines(plan, found, dict(first), around)
    return [line for line in lines if line.check or (line.planned_risk and line.planned_risk.pk in risks)]


class Lines(InParts[Line]):
    """The plan's lines, which the database counts and gives a part at a time: what a page of them is cut from."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _counts(self) -> tuple[int, int]:
        return count_lines(self.plan)

    def __len__(self) -> int:
        return sum(self._counts)

    def part(self, part: slice) -> list[Line]:
        checks, risks = self.keys(part)
        return lines_at(self.plan, checks=checks, risks=risks)

    def keys(self, part: slice) -> tuple[list[int], list[int]]:
        """Those of the checks and of the risks without controls that stand there. Two queries."""
        first, last, _ = part.indices(len(self))
        places = places_of(self.plan, with_risks=self._counts[1] > 0)
        found: tuple[list[int], list[int]] = ([], [])
        for place in places[first:last]:
            found[0 if place["is_check"] else 1].append(place["key"])
        return found


def count_lines(plan: Plan) -> tuple[int, int]:
    """How many checks the plan has, and how many risks that no control answers. One query, of indexes alone."""
    controls = Control.objects.filter(planned_risk__isnull=False)
    counted = (_count(Check.objects, "pk"), _count(PlannedRisk.objects, "pk"), _count(controls, "planned_risk"))
    checks, risks, answered = Plan.objects.filter(pk=plan.pk).values_list(*counted).get()
    return checks, risks - answered


def _count(rows: Any, what: str) -> Combinable:
    of_plan = rows.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(of_plan.annotate(n=Count(what, distinct=what != "pk")).values("n")), 0)


def places_of(
    plan: Plan, between: tuple[int, int] | None = None, *, with_risks: bool = True
) -> QuerySet[Any, dict[str, int]]:
    """Where each line stands and what it is, in order: its `position`, `is_check` (1 or 0) and `key`.

    `between`: only those that stand from the one position to the other. `with_risks`: False where all are checks,
    which then need no look at the risks.
    """
    asked = {"position__range": between} if between else {}
    checks = Check.objects.filter(plan=plan, **asked).order_by().annotate(**_kind(1))
    risks = risks_alone(plan).filter(**asked).order_by().annotate(**_kind(0))
    told = ("position", "is_check", "key")
    places: QuerySet[Any, dict[str, int]] = checks.values(*told)
    if with_risks:
        places = places.union(risks.values(*told), all=True)
    return places.order_by("position", "key")


def _kind(is_check: int) -> dict[str, Combinable]:
    return {"is_check": Value(is_check, output_field=IntegerField()), "key": F("pk")}


def risks_alone(plan: Plan) -> QuerySet[PlannedRisk]:
    """The planned risks that no control answers, each of which is a line of its own."""
    return PlannedRisk.objects.filter(~Exists(_CONTROLS_OF_RISK), plan=plan)


def _lines(
    plan: Plan, checks: Sequence[Check], firsts: Mapping[int, int], planned_risks: QuerySet[PlannedRisk]
) -> list[Line]:
    """`firsts`: where the first check of each control stands. The risks are those of the checks, and those alone."""
    risks = {risk.pk: risk for risk in planned_risks.annotate(is_alone=~Exists(_CONTROLS_OF_RISK))}
    of_year = Estimate.objects.filter(risk__in=planned_risks.values("risk"), year=plan.year, period="")
    estimates = {estimate.risk_id: estimate for estimate in of_year}
    areas = paths_of(plan)
    alone = (_risk_line(risk, areas, estimates) for risk in risks.values() if risk.is_alone and risk.plan_id == plan.pk)
    done = (
        _check_line(check, risks.get(check.control.planned_risk_id or 0), areas, estimates, firsts) for check in checks
    )
    return sorted((*alone, *done), key=lambda line: line.position)


Paths = dict[int | None, tuple[str, ...]]


def paths_of(plan: Plan) -> Paths:
    """The headings of each of the plan's areas, from the outermost in; none for what stands in no area."""
    return _paths(Area.objects.filter(plan=plan))


def paths_among(plan: Plan, areas: Collection[int | None]) -> Paths:
    """As `paths_of`, of those areas and those above them alone: a long plan has many. One query."""
    parents = Area.objects.filter(plan=plan, parent__isnull=False).order_by().values("parent")
    return _paths(Area.objects.filter(Q(pk__in=[key for key in areas if key]) | Q(pk__in=parents)))


def _paths(found: QuerySet[Area]) -> Paths:
    areas = found.order_by().values_list("pk", "parent", "name")
    by_id = {pk: (parent, name) for pk, parent, name in areas}
    return {None: (), **{pk: _path(pk, by_id) for pk in by_id}}


def _path(pk: int, by_id: dict[int, tuple[int | None, str]]) -> tuple[str, ...]:
    parent, name = by_id[pk]
    return (*(_path(parent, by_id) if parent else ()), name)


Estimates = Mapping[int, Estimate]


def _risk_line(risk: PlannedRisk, areas: Paths, estimates: Estimates) -> Line:
    row = Row(area=areas[risk.area_id], **_risk_fields(risk, estimates.get(risk.risk_id)))
    return Line(row, risk, None, None)


def _risk_fields(risk: PlannedRisk, estimate: Estimate | None) -> dict[str, Any]:
    fields: dict[str, Any] = {"risk_number": risk.number, "risk": risk.risk.text, "mandatory": risk.mandatory}
    if estimate is not None:
        fields |= {"score": estimate.value, "level": estimate.level}
        fields |= {"likelihood": estimate.likelihood, "consequence": estimate.consequence}
    return fields


def _check_line(
    check: Check, risk: PlannedRisk | None, areas: Paths, estimates: Estimates, firsts: Mapping[int, int]
) -> Line:
    control = check.control
    fields = _risk_fields(risk, estimates.get(risk.risk_id)) if risk else {}
    fields |= {"area": areas[control.area_id], "control": control.text, "mandatory": control.mandatory}
    fields |= {"working_method": control.working_method, "systematic_control": control.systematic_control}
    fields |= {"method": check.procedure, "responsible": check.responsible, "frequency": check.frequency}
    row = Row(**fields, continues=firsts[control.pk] != check.position)
    return Line(row, risk, control, check)
