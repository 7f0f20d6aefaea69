"""The order of a plan's lines: places are numbers that no two lines share, and a move rewrites only those it passes.

What moves is whole: a risk with its controls, a control with its checks, a check. A control of a risk moves among the
risk's controls and a check among its control's checks; a risk, and a control without one, moves through the whole plan
and takes the area of what it comes to stand beside. One step past the last of an area is into the next area.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Min, OuterRef, Q, Subquery

from internkoll.base.history import Change, record
from internkoll.base.models import User
from internkoll.plan.models import Check, Control, Plan, PlannedRisk
from internkoll.plan.rows import places_of, risks_alone
from internkoll.plan.services import PlanRefusal, held_draft

Movable = PlannedRisk | Control | Check
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Right before or right after something of the same kind."""

    beside: Movable
    after: bool


@transaction.atomic
def move_line(*, by: User | None, plan: Plan, line: Movable, to: Place) -> None:
    """Moves a risk with all its controls, a control with its checks, or a check, to that place."""
    held = held_draft(plan)
    if to.beside == line:
        return
    _refuse_a_stranger(held, line, to.beside)
    before = {"position": _span(line)[0]}
    _reorder(held, _span(line), _span(to.beside), after=to.after)
    area = _take_area(line, to.beside)
    after = {"position": _span(line)[0]}
    record(by=by, unit=held.unit, changes=[Change("plan lines ordered", line, before=before, after=after | area)])


def step_from(line: Movable, *, up: bool) -> Place | None:
    """Where one step up or down leads; None where it stands first or last."""
    first, last = _span(line)
    beside = _neighbour(line, first if up else last, up=up)
    if beside is None:
        return None
    crosses = _moves_freely(line) and _area_of(beside) != _area_of(line)
    return Place(beside, after=up if crosses else not up)


def plan_id_of(thing: Movable) -> int:
    return thing.control.plan_id if isinstance(thing, Check) else thing.plan_id


def make_room(plan: Plan, position: int) -> None:
    """Moves what stands at that place, and all that follows, one place down."""
    Check.objects.filter(plan=plan, position__gte=position).update(position=F("position") + 1)
    for rows in (plan.controls, plan.planned_risks):
        rows.filter(position__gte=position).update(position=F("position") + 1)


def close_gaps(plan: Plan, positions: Collection[int]) -> None:
    """Moves up what stands below places that nothing stands at any longer."""
    for position in sorted(positions, reverse=True):
        held = (Check.objects.filter(plan=plan), plan.controls, plan.planned_risks)
        if any(rows.filter(position=position).exists() for rows in held):
            continue
        for rows in held:
            rows.filter(position__gt=position).update(position=F("position") - 1)


def place_after(plan: Plan, thing: Movable | None) -> int:
    """The place right after the thing's last line; the one after the plan's last where None. Others make room."""
    if thing is None:
        return 1 + last_place(plan)
    position = _span(thing)[1] + 1
    make_room(plan, position)
    return position


def last_place(plan: Plan) -> int:
    """Where the plan's last line stands; 0 where it has none."""
    tops = (Check.objects.filter(plan=plan), risks_alone(plan))
    return max(rows.aggregate(top=Max("position"))["top"] or 0 for rows in tops)


def settle(*, controls: Collection[int], risks: Collection[int]) -> None:
    """A control stands where its first check does, and a risk where its first control does."""
    first_check = Check.objects.filter(control=OuterRef("pk")).order_by("position").values("position")[:1]
    first_control = Control.objects.filter(planned_risk=OuterRef("pk")).order_by("position").values("position")[:1]
    Control.objects.filter(pk__in=controls, checks__isnull=False).update(position=Subquery(first_check))
    PlannedRisk.objects.filter(pk__in=risks, controls__isnull=False).update(position=Subquery(first_control))


def _refuse_a_stranger(plan: Plan, line: Movable, beside: Movable) -> None:
    if {plan_id_of(line), plan_id_of(beside)} != {plan.pk}:
        raise PlanRefusal("Raden finns inte längre i planen. Ladda om sidan och försök igen.")
    if isinstance(line, Check):
        fits = isinstance(beside, Check) and beside.control_id == line.control_id
    elif isinstance(line, Control) and line.planned_risk_id:
        fits = isinstance(beside, Control) and beside.planned_risk_id == line.planned_risk_id
    else:
        fits = _moves_freely(beside)
    if not fits:
        raise PlanRefusal("En metod flyttas inom sin kontroll, och en kontroll inom sin risk.")


def _moves_freely(thing: Movable) -> bool:
    return isinstance(thing, PlannedRisk) or (isinstance(thing, Control) and thing.planned_risk_id is None)


def _area_of(thing: Movable) -> int | None:
    return thing.control.area_id if isinstance(thing, Check) else thing.area_id


def _checks_of(thing: Movable) -> Q:
    if isinstance(thing, Check):
        return Q(pk=thing.pk)
    return Q(control=thing.pk) if isinstance(thing, Control) else Q(control__planned_risk=thing.pk)


def _span(thing: Movable) -> tuple[int, int]:
    """The places of the thing's first and last lines."""
    ends = Check.objects.filter(_checks_of(thing)).aggregate(first=Min("position"), last=Max("position"))
    if ends["first"] is None:
        alone = type(thing).objects.values_list("position", flat=True).get(pk=thing.pk)
        return alone, alone
    return ends["first"], ends["last"]


def _neighbour(line: Movable, end: int, *, up: bool) -> Movable | None:
    """What stands next to the line, of what it may change places with."""
    side, order = ("position__lt", "-position") if up else ("position__gt", "position")
    if isinstance(line, Check):
        return Check.objects.filter(control=line.control_id, **{side: end}).order_by(order).first()
    if isinstance(line, Control) and line.planned_risk_id:
        return Control.objects.filter(planned_risk=line.planned_risk_id, **{side: end}).order_by(order).first()
    plan = line.plan
    checks = Check.objects.filter(plan=plan, **{side: end}).order_by(order)
    check = checks.select_related("control__planned_risk").first()
    risk = risks_alone(plan).filter(**{side: end}).order_by(order).first()
    if check is None or (risk and abs(risk.position - end) < abs(check.position - end)):
        return risk
    return check.control.planned_risk or check.control


def _reorder(plan: Plan, moved: tuple[int, int], beside: tuple[int, int], *, after: bool) -> None:
    """Gives the lines from the one to the other the same places in the new order."""
    first, last = min(moved[0], beside[0]), max(moved[1], beside[1])
    between = list(places_of(plan, (first, last)))
    block = [p for p in between if moved[0] <= p["position"] <= moved[1]]
    rest = [p for p in between if p not in block]
    at = sum(p["position"] <= beside[1] if after else p["position"] < beside[0] for p in rest)
    ordered = [*rest[:at], *block, *rest[at:]]
    changed = [(p, q["position"]) for p, q in zip(ordered, between, strict=True) if p["position"] != q["position"]]
    _renumber(changed)


def _renumber(changed: list[tuple[dict[str, int], int]]) -> None:
    new = {(place["is_check"], place["key"]): position for place, position in changed}
    checks = list(Check.objects.filter(pk__in=[k for is_check, k in new if is_check]).select_related("control"))
    risks = list(PlannedRisk.objects.filter(pk__in=[k for is_check, k in new if not is_check]))
    for is_check, rows in ((1, checks), (0, risks)):
        model: Any = Check if is_check else PlannedRisk
        for row in rows:
            row.position = new[is_check, row.pk]
        model.objects.bulk_update(rows, ["position"], batch_size=_BATCH)
    controls = {check.control_id: check.control.planned_risk_id for check in checks}
    settle(controls=list(controls), risks=[risk for risk in controls.values() if risk])


def _take_area(line: Movable, beside: Movable) -> dict[str, Any]:
    """The area that was taken, for the history; nothing where it stays in its own."""
    if isinstance(line, Check) or not _moves_freely(line) or _area_of(beside) == line.area_id:
        return {}
    type(line).objects.filter(pk=line.pk).update(area=_area_of(beside))
    if isinstance(line, PlannedRisk):
        line.controls.update(area=_area_of(beside))
    return {"area": str(getattr(beside, "area", None) or "")}
