"""Changes in a draft of the plan: areas, risks, controls and checks, one at a time. A locked plan takes none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q

from internkoll.base.access import Capability, people_who
from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import User
from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.plan.order import place_after, settle
from internkoll.plan.services import PlanRefusal, held_draft, refuse_too_many
from internkoll.rules.recurrence import is_rule


@dataclass(frozen=True, slots=True)
class ControlText:
    working_method: str = ""
    systematic_control: str = ""
    text: str = ""
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class CheckText:
    """`recurrence` is an RRULE of rules/recurrence.py, or empty."""

    procedure: str = ""
    responsible: str = ""
    frequency: str = ""
    recurrence: str = ""
    measure: str = ""


@transaction.atomic
def add_control(
    *,
    by: User | None,
    plan: Plan,
    control: ControlText,
    check: CheckText,
    below: PlannedRisk | None = None,
    area: Area | None = None,
) -> Control:
    """Adds a control with its first check: last among the risk's, else last in the area, else last in the plan."""
    held = held_draft(plan)
    refuse_too_many(held, 1)
    _refuse_no_words(control)
    area = below.area if below else area
    position = _place_for(held, below, area)
    added = Control.objects.create(plan=held, planned_risk=below, area=area, position=position, **asdict(control))
    first = Check.objects.create(plan=held, control=added, position=position, **_checked(check))
    told = {**_told(asdict(control)), **_told(asdict(check))}
    record(by=by, unit=held.unit, changes=[Change("plan line added", first, after=told)])
    return added


def _place_for(plan: Plan, below: PlannedRisk | None, area: Area | None) -> int:
    if below and not below.controls.exists():
        # The risk was a line of its own; its first control takes that line.
        return below.position
    return place_after(plan, below or (_last_in(area) if area else None))


def _last_in(area: Area) -> Check | PlannedRisk | None:
    check = Check.objects.filter(control__area=area).order_by("-position").first()
    risk = area.planned_risks.filter(controls__isnull=True).order_by("-position").first()
    found: list[Check | PlannedRisk] = [thing for thing in (check, risk) if thing]
    return max(found, key=lambda thing: thing.position, default=None)


@transaction.atomic
def add_check(*, by: User | None, control: Control, check: CheckText) -> Check:
    held = held_draft(control.plan)
    refuse_too_many(held, 1)
    position = place_after(held, control)
    added = Check.objects.create(plan=held, control=control, position=position, **_checked(check))
    record(by=by, unit=held.unit, changes=[Change("plan line added", added, after=_told(asdict(check)))])
    return added


@transaction.atomic
def change_control(*, by: User | None, control: Control, seen: int | None, text: ControlText) -> Control:
    plan = held_draft(control.plan)
    held = held_for_edit(control, seen)
    _refuse_no_words(text)
    if held.mandatory and not text.mandatory and held.planned_risk and held.planned_risk.risk.common_id:
        raise PlanRefusal("Kommunen har bestämt att kontrollen är obligatorisk. Det kan nämnden inte ändra.")
    _record_change(by, plan, "control changed", held, asdict(text))
    return held


@transaction.atomic
def change_check(*, by: User | None, check: Check, seen: int | None, text: CheckText) -> Check:
    plan = held_draft(check.control.plan)
    held = held_for_edit(check, seen)
    _record_change(by, plan, "check changed", held, _checked(text))
    return held


@transaction.atomic
def change_planned_risk(*, by: User | None, planned: PlannedRisk, seen: int | None, number: str) -> PlannedRisk:
    plan = held_draft(planned.plan)
    held = held_for_edit(planned, seen)
    _record_change(by, plan, "planned risk changed", held, {"number": number})
    return held


def _record_change(by: User | None, plan: Plan, what: str, held: Control | Check | PlannedRisk, values: Any) -> None:
    before, after = change(held, values)
    if after:
        record(by=by, unit=plan.unit, changes=[Change(what, held, before=before, after=after)])


@transaction.atomic
def remove_check(*, by: User | None, check: Check) -> None:
    plan = held_draft(check.control.plan)
    control = check.control
    if not control.checks.exclude(pk=check.pk).exists():
        raise PlanRefusal("Det är kontrollens enda metod. Ta bort hela kontrollen i stället.")
    _refuse_reported([check], [])
    before = _told({name: getattr(check, name) for name in ("procedure", "responsible", "frequency")})
    record(by=by, unit=plan.unit, changes=[Change("check removed", check, before=before)])
    check.delete()
    settle(controls=[control.pk], risks=[control.planned_risk_id] if control.planned_risk_id else [])


@transaction.atomic
def remove_control(*, by: User | None, control: Control) -> None:
    """Takes the control away with its checks. A risk that it was the last control of stays, as a line of its own."""
    plan = held_draft(control.plan)
    _refuse_mandatory(control)
    _refuse_reported(control.checks.all(), [control])
    risk = control.planned_risk
    record(by=by, unit=plan.unit, changes=[_removal(control)])
    control.delete()
    if risk:
        # Where it has no control left it keeps its place, which was its first control's.
        settle(controls=[], risks=[risk.pk])


@transaction.atomic
def remove_planned_risk(*, by: User | None, planned: PlannedRisk) -> None:
    """Takes the risk out of the plan with its controls. It stays in the register."""
    plan = held_draft(planned.plan)
    _refuse_mandatory(planned)
    controls = list(planned.controls.all())
    for control in controls:
        _refuse_mandatory(control)
    _refuse_reported(Check.objects.filter(control__in=controls), [planned, *controls])
    told = Change("planned risk removed", planned, before={"text": planned.risk.text, "number": planned.number})
    record(by=by, unit=plan.unit, changes=[told, *(_removal(control) for control in controls)])
    planned.controls.all().delete()
    planned.delete()


def _removal(control: Control) -> Change:
    return Change("control removed", control, before={"text": str(control)})


@transaction.atomic
def add_area(*, by: User | None, plan: Plan, name: str, parent: Area | None = None) -> Area:
    held = held_draft(plan)
    name = _free_name(held, name, parent)
    top = held.areas.aggregate(top=models.Max("position"))["top"] or 0
    added = Area.objects.create(plan=held, parent=parent, name=name, position=top + 1)
    record(by=by, unit=held.unit, changes=[Change("area added", added, after={"name": name})])
    return added


@transaction.atomic
def rename_area(*, by: User | None, area: Area, seen: str, name: str) -> Area:
    """`seen` is the name that was shown: where someone else has renamed the area since, it is not written over."""
    plan = held_draft(area.plan)
    held = Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)
    if held.name != seen:
        raise PlanRefusal(
            f"Någon annan har just döpt om området till ”{held.name}”. Spara igen om ditt namn ska gälla."
        )
    if held.name != name:
        before, held.name = held.name, _free_name(plan, name, held.parent)
        held.save(update_fields=["name"])
        told = Change("area changed", held, before={"name": before}, after={"name": held.name})
        record(by=by, unit=plan.unit, changes=[told])
    return held


@transaction.atomic
def remove_area(*, by: User | None, area: Area) -> None:
    plan = held_draft(area.plan)
    if area.children.exists() or area.controls.exists() or area.planned_risks.exists():
        raise PlanRefusal("Området är inte tomt. Flytta eller ta bort det som står i det först.")
    record(by=by, unit=plan.unit, changes=[Change("area removed", area, before={"name": area.name})])
    area.delete()


def _free_name(plan: Plan, name: str, parent: Area | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise PlanRefusal("Skriv vad området heter.")
    if plan.areas.filter(parent=parent, name=name).exists():
        raise PlanRefusal(f"Det finns redan ett område som heter ”{name}”.")
    return name


@transaction.atomic
def set_owners(*, by: User | None, check: Check, people: Sequence[User]) -> None:
    """Ties the check to those people alone: they report it, and are reminded of it.

    Who reports is no part of what the board decided, so this can be changed in a plan that is adopted too.
    """
    tie(by=by, plan=check.control.plan, checks=[check], people=people)


def tie(*, by: User | None, plan: Plan, checks: Sequence[Check], people: Sequence[User]) -> int:
    """Ties each check to those people alone. Returns how many were changed."""
    hold_board(plan.unit)
    wanted = {person.pk for person in people}
    link = Check.owners.through
    held: dict[int, set[int]] = {check.pk: set() for check in checks}
    for check, user in link.objects.filter(check__in=held).values_list("check", "user"):
        held[check].add(user)
    # One whose role has ended since stays tied until she is taken away.
    able = people_who(Capability.REPORT_OWN, plan.unit, tied={user for users in held.values() for user in users})
    if able.filter(pk__in=wanted).count() != len(wanted):
        raise PlanRefusal("Välj bland dem som har en roll i nämnden eller förvaltningen och får rapportera.")
    changed = [check for check in checks if held[check.pk] != wanted]
    link.objects.filter(check__in=changed).delete()
    link.objects.bulk_create([link(check=c, user_id=u) for c in changed for u in sorted(wanted)], batch_size=500)
    # Who reports it is part of its form: one that was opened before has not seen this.
    Check.objects.filter(pk__in=[check.pk for check in changed]).update(edits=F("edits") + 1)
    told = [(check, {"people": sorted(held[check.pk])}, {"people": sorted(wanted)}) for check in changed]
    record(by=by, unit=plan.unit, changes=[Change("owners changed", c, before=b, after=a) for c, b, a in told])
    return len(changed)


@transaction.atomic
def tie_responsible(*, by: User | None, plan: Plan, words: str, people: Sequence[User]) -> int:
    """Ties those people, and no others, to every check that names the responsible in those words.

    It works on an adopted plan in force: who reports is no part of what the board decided. A version that is being
    prepared beside it gets the same people, so that it does not undo them when it is adopted. Returns how many
    checks were changed.
    """
    prepared = ~Q(plan__state=Plan.State.ADOPTED)
    of_year = Q(plan__unit=plan.unit_id, plan__year=plan.year)
    checks = Check.objects.filter(Q(plan=plan) | (of_year & prepared), responsible=words)
    return tie(by=by, plan=plan, checks=list(checks), people=people)


def _checked(check: CheckText) -> dict[str, str]:
    if not is_rule(check.recurrence):
        raise PlanRefusal("Välj hur ofta kontrollen görs bland dem som finns i listan.")
    return asdict(check)


def _refuse_no_words(control: ControlText) -> None:
    if not (control.text.strip() or control.systematic_control.strip() or control.working_method.strip()):
        raise PlanRefusal("Skriv vad som ska kontrolleras.")


def _refuse_mandatory(thing: Control | PlannedRisk) -> None:
    risk = thing.planned_risk if isinstance(thing, Control) else thing
    if thing.mandatory and risk and risk.risk.common_id:
        raise PlanRefusal("Kommunen har bestämt att den är obligatorisk. Nämnden kan lägga till men inte ta bort.")
    if thing.mandatory:
        raise PlanRefusal("Den är obligatorisk och kan inte tas bort.")


def _refuse_reported(checks: Iterable[Check], things: Collection[Control | PlannedRisk]) -> None:
    """Later stages own what points here, and would lose it: results, evidence, actions."""
    own = {"check", "control", "plannedrisk"}
    for thing in [*checks, *things]:
        for relation in thing._meta.related_objects:
            model: Any = relation.related_model
            pointing = model._default_manager.filter(**{relation.field.name: thing})
            if model._meta.model_name not in own and pointing.exists():
                raise PlanRefusal("Här finns redan resultat eller åtgärder, så den kan inte tas bort ur planen.")


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
