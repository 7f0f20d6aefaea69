"""From the register to the plan: the risks that a year's plan is to answer are taken up in it, in one step."""

from collections.abc import Sequence

from django.db import transaction

from internkoll.base.models import User
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.plan.services import add_lines, held_draft
from internkoll.register.models import Risk
from internkoll.rules.exchange import Row


@transaction.atomic
def take_up_risks(*, by: User | None, plan: Plan, risks: Sequence[Risk]) -> list[PlannedRisk]:
    """Adds the risks after the plan's lines, each as a line of its own. Those that stand in it already are left.

    Numbers continue from the plan's greatest; a plan whose risks have no numbers goes on without.
    """
    held = held_draft(plan)
    standing = set(PlannedRisk.objects.filter(plan=held).values_list("risk", flat=True))
    new = [risk for risk in risks if risk.unit_id == held.unit_id and risk.pk not in standing]
    first = _first_free_number(held)
    rows = [
        (Row(risk=risk.text, risk_number=str(first + place) if first else "", mandatory=risk.mandatory), risk)
        for place, risk in enumerate(new)
    ]
    return [made.planned_risk for made in add_lines(by=by, plan=held, rows=rows) if made.planned_risk]


def _first_free_number(plan: Plan) -> int | None:
    """None where the plan does not number its risks."""
    numbers = list(PlannedRisk.objects.filter(plan=plan).values_list("number", flat=True))
    figures = [int(number) for number in numbers if number.isdecimal() and len(number) < 10]
    if figures:
        return max(figures) + 1
    return 1 if not numbers and method_for(plan.unit, plan.year).uses("risk_number") else None
