"""Changes of the year's plan: opening it, adding lines, proposing and adopting it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from internkoll.actions.models import Action
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.organisation.methods import method_for
from internkoll.plan.in_force import put_in_force
from internkoll.plan.lines import Builder
from internkoll.plan.models import Check, Plan, PlanAction, PlannedRisk
from internkoll.plan.rows import Lines, lines_of
from internkoll.register.models import Risk
from internkoll.rules.exchange import MOST_ROWS, Document, Row
from internkoll.rules.marks import with_value


class PlanRefusal(ValueError):
    """The plan can't be changed in that way; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class PlanHead:
    title: str = ""
    administration: str = ""
    document_date: str | None = None
    reference: str | None = None


@transaction.atomic
def open_plan(*, by: User | None, board: Unit, year: int, head: PlanHead = PlanHead()) -> Plan:
    """The board's plan for the year, the one in force; begun as a draft where there is none."""
    hold_board(board)
    plan = Plan.objects.of(board, year).in_force().first()
    if plan is None:
        if Unit.objects.get(pk=board.pk).closed_on:
            raise PlanRefusal(f"{board} är stängd och får inga nya planer. Öppna enheten igen först.")
        plan = Plan.objects.create(
            unit=board,
            year=year,
            title=head.title,
            administration=head.administration,
            document_date=head.document_date,
            reference=head.reference,
        )
        record(by=by, unit=board, changes=[Change("plan opened", plan, after={"year": year, "title": head.title})])
    return plan


@dataclass(frozen=True, slots=True)
class Added:
    """What one row became. A risk alone has no check."""

    planned_risk: PlannedRisk | None
    check: Check | None


@transaction.atomic
def add_lines(*, by: User | None, plan: Plan, rows: Sequence[tuple[Row, Risk | None]]) -> list[Added]:
    """Adds the rows, each with its risk in the register, after the lines that the plan has."""
    if not rows:
        return []
    held_draft(plan)
    refuse_too_many(plan, len(rows))
    builder = Builder(plan)
    for row, risk in rows:
        builder.add(row, risk)
    builder.save()
    changes = [
        Change("plan line added", made or plan, after=_told(row))
        for (row, _), made in zip(rows, builder.made, strict=True)
    ]
    record(by=by, unit=plan.unit, changes=changes)
    return [Added(line.planned_risk, line.check) for line in builder.lines]


@dataclass(frozen=True, slots=True)
class NewPlanAction:
    """An action that the plan itself sets, beside a risk or beside a check: one of the two."""

    action: Action
    planned_risk: PlannedRisk | None = None
    check: Check | None = None


@transaction.atomic
def link_plan_actions(*, links: Sequence[NewPlanAction]) -> None:
    """Ties actions to their places in the plan. The actions' own entries tell of them in the history."""
    PlanAction.objects.bulk_create(
        [PlanAction(action=new.action, planned_risk=new.planned_risk, for_check=new.check) for new in links],
        batch_size=500,
    )


def held_draft(plan: Plan) -> Plan:
    """The plan as it stands, locked until the transaction ends. Refused where it is no longer a draft."""
    held = held_plan(plan)
    refuse_if_locked(held)
    return held


def held_plan(plan: Plan) -> Plan:
    """The plan as it stands, locked until the transaction ends, after its board."""
    hold_board(plan.unit_id)
    held = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").defer("frozen")
    found = held.filter(pk=plan.pk).first()
    if found is None:
        raise PlanRefusal("Utkastet finns inte längre: någon annan har tagit bort det.")
    return found


def refuse_if_locked(plan: Plan) -> None:
    if plan.is_locked:
        state = plan.get_state_display()
        raise PlanRefusal(
            f"Planen för {plan.unit} {plan.year} är {state} och kan inte ändras. Gör en ny version av den."
        )


def refuse_too_many(plan: Plan, more: int) -> None:
    if len(Lines(plan)) + more > MOST_ROWS:
        raise PlanRefusal(f"Planen skulle få fler än {MOST_ROWS} rader, och så många kan den inte ha.")


def _told(row: Row) -> dict[str, object]:
    return row.model_dump(mode="json", exclude_defaults=True, exclude={"results", "risk_assessments", "action"})


@transaction.atomic
def propose_plan(*, by: User | None, plan: Plan, risk_analysis_on: date | None) -> Plan:
    """Locks the draft for the board's decision. A plan that builds on no dated risk analysis is not proposed."""
    if risk_analysis_on is None:
        raise PlanRefusal("Ange vilken dag riskanalysen gjordes. En plan utan daterad riskanalys kan inte föreslås.")
    if not len(Lines(plan)):
        raise PlanRefusal("Planen är tom. Lägg till minst en risk eller kontroll innan den föreslås.")
    values = {"state": Plan.State.PROPOSED, "risk_analysis_on": risk_analysis_on}
    return _step(by, plan, "plan proposed", Plan.State.DRAFT, values)


@transaction.atomic
def withdraw_plan(*, by: User | None, plan: Plan) -> Plan:
    """Makes the proposed plan a draft again, which can be worked on."""
    return _step(by, plan, "plan withdrawn", Plan.State.PROPOSED, {"state": Plan.State.DRAFT})


@transaction.atomic
def adopt_plan(*, by: User | None, plan: Plan, adopted_on: date, paragraph: str, reference: str) -> Plan:
    """Records the board's decision and freezes the plan: its rows as they stand, with their SHA-256.

    Where an earlier version is in force, this one takes its place: what was reported stands on the rows in force, so
    they keep their identity and get what was decided now. The plan returned is the one in force from here on.
    """
    held = _held(plan, Plan.State.PROPOSED)
    if held.risk_analysis_on and adopted_on < held.risk_analysis_on:
        raise PlanRefusal("Beslutet kan inte vara äldre än riskanalysen. Kontrollera beslutsdatumet.")
    frozen = frozen_text(held)
    values = {
        "state": Plan.State.ADOPTED,
        "adopted_on": adopted_on,
        "paragraph": paragraph,
        "reference": reference,
        "frozen": frozen,
        "frozen_hash": hashlib.sha256(frozen.encode()).hexdigest(),
    }
    in_force = Plan.objects.of(held.unit, held.year).in_force().select_for_update(of=("self",), no_key=True).get()
    if in_force == held:
        return _step(by, plan, "plan adopted", Plan.State.PROPOSED, values)
    put_in_force(draft=held, in_force=in_force, decision=values)
    after = {"version": in_force.version, **_told_of_step(values)}
    record(by=by, unit=held.unit, changes=[Change("plan adopted", in_force, before=None, after=after)])
    return in_force


def frozen_text(plan: Plan) -> str:
    """The plan as it stands, as the canonical JSON of the exchange format; its risks valued by the year's Method."""
    method = method_for(plan.unit, plan.year)
    rows = tuple(with_value(method, line.row) for line in lines_of(plan))
    document = Document(title=plan.title, board=plan.unit.name, year=plan.year, rows=rows)
    return document.model_dump_json(by_alias=True, exclude_defaults=True)


def _held(plan: Plan, required: str) -> Plan:
    held = held_plan(plan)
    if held.state != required:
        raise PlanRefusal(f"Planen är {held.get_state_display()} och kan därför inte föras vidare så.")
    return held


def _step(by: User | None, plan: Plan, what: str, required: str, values: dict[str, Any]) -> Plan:
    held = _held(plan, required)
    before = {name: getattr(held, name) for name in values if not name.startswith("frozen")}
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(values))
    record(by=by, unit=plan.unit, changes=[Change(what, plan, before=before, after=_told_of_step(values))])
    return plan


def _told_of_step(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "frozen"}
