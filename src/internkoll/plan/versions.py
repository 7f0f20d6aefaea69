"""Plans that grow out of plans: the next year's, carried over from this year's, and a revised version of a year's."""

from collections.abc import Collection, Sequence

from django.db import transaction

from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.plan.copying import copy_lines
from internkoll.plan.models import Check, Plan
from internkoll.plan.rows import Line, lines_of
from internkoll.plan.services import PlanHead, PlanRefusal, held_plan, open_plan


@transaction.atomic
def carry_over_plan(
    *,
    by: User | None,
    board: Unit,
    from_plan: Plan,
    year: int,
    checks: Collection[int] | None = None,
    risks: Collection[int] | None = None,
) -> Plan:
    """The board's plan for the year as a draft, with the chosen lines of the earlier plan; all of them where None.

    What is mandatory follows whatever was chosen. Areas, risks, controls, checks, their numbers, how often and who
    reports follow; estimates, statuses and results do not: the new year makes its own.
    """
    if from_plan.unit_id != board.pk or year <= from_plan.year:
        raise PlanRefusal("Planen kan bara föras över till ett senare år för samma nämnd.")
    head = PlanHead(
        title=from_plan.title.replace(str(from_plan.year), str(year)), administration=from_plan.administration
    )
    plan = open_plan(by=by, board=board, year=year, head=head)
    if plan.is_locked or plan.controls.exists() or plan.planned_risks.exists():
        raise PlanRefusal(f"{board} har redan börjat på planen för {year}. Ändra i den i stället.")
    lines = [line for line in lines_of(from_plan) if follows(line, checks, risks)]
    copy_lines(lines=lines, source=from_plan, target=plan)
    after = {"from": from_plan.year, "year": year, "lines": len(lines)}
    record(by=by, unit=board, changes=[Change("plan carried over", plan, after=after)])
    return plan


def follows(line: Line, checks: Collection[int] | None, risks: Collection[int] | None) -> bool:
    """Whether the line follows to the next year, with those checks and those risks without controls chosen."""
    if line.row.mandatory or (line.planned_risk and line.planned_risk.mandatory):
        return True
    if line.check:
        return checks is None or line.check.pk in checks
    return risks is None or (line.planned_risk is not None and line.planned_risk.pk in risks)


@transaction.atomic
def revise_plan(*, by: User | None, plan: Plan, why: str) -> Plan:
    """A new version of the adopted plan, as a draft. The adopted one stays in force until the new one is adopted."""
    held = held_plan(plan)
    _refuse_to_revise(held, why)
    draft = Plan.objects.create(
        unit=held.unit,
        year=held.year,
        version=held.version + 1,
        title=held.title,
        administration=held.administration,
        document_date=held.document_date,
        reference=held.reference,
        risk_analysis_on=held.risk_analysis_on,
        revised_why=why.strip(),
    )
    copy_lines(lines=lines_of(held), source=held, target=draft)
    after = {"version": draft.version, "text": draft.revised_why}
    record(by=by, unit=held.unit, changes=[Change("plan revised", draft, after=after)])
    return draft


def _refuse_to_revise(plan: Plan, why: str) -> None:
    if plan.unit.closed_on:
        raise PlanRefusal(f"{plan.unit} är stängd, och dess planer revideras inte.")
    if plan.state != Plan.State.ADOPTED or plan.pk != _in_force(plan).pk:
        raise PlanRefusal("Bara den plan som gäller kan revideras. Ett utkast ändras direkt.")
    if Plan.objects.of(plan.unit, plan.year).filter(version__gt=plan.version).exists():
        raise PlanRefusal("En ny version av planen är redan påbörjad. Arbeta vidare i den.")
    if not why.strip():
        raise PlanRefusal("Skriv varför planen revideras.")


@transaction.atomic
def remove_draft_version(*, by: User | None, plan: Plan) -> Plan:
    """Takes away a revision that was given up. Returns the plan in force, which is as it was."""
    held = held_plan(plan)
    in_force = _in_force(held)
    if held.state == Plan.State.ADOPTED or held == in_force:
        raise PlanRefusal("Bara ett utkast till en ny version kan tas bort.")
    before = {"version": held.version, "text": held.revised_why}
    record(by=by, unit=held.unit, changes=[Change("plan draft removed", in_force, before=before)])
    Check.objects.filter(plan=held).delete()
    held.controls.all().delete()
    held.planned_risks.all().delete()
    held.delete()
    return in_force


def versions_of(plan: Plan) -> Sequence[Plan]:
    """All versions of the year's plan, the latest first."""
    return list(Plan.objects.filter(unit=plan.unit_id, year=plan.year).order_by("-version"))


def _in_force(plan: Plan) -> Plan:
    return Plan.objects.of(plan.unit, plan.year).in_force().defer("frozen").get()
