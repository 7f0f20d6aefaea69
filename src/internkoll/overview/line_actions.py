"""The actions that stand at the lines of a page."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import F, Q

from internkoll.actions.models import Action
from internkoll.followup.models import Result
from internkoll.plan.models import Check, PlanAction, PlannedRisk

# The round whose result led to an action, as parts/actions.html shows it: nothing where none did.
PERIOD = F("result_link__result__round__label")


def actions_at(
    found: Sequence[Check], alone: Sequence[PlannedRisk], results: Sequence[Result]
) -> dict[int, list[Action]]:
    """By the lines' positions: what the plan sets, then what those results led to. Two queries.

    A risk's own actions stand at the first of its lines.
    """
    checks = {check.pk: check.position for check in found}
    risks = {risk.pk: risk.position for risk in alone}
    for check in found:
        risk = check.control.planned_risk
        if risk and risk.position == check.position:
            risks[risk.pk] = risk.position
    of_checks = {result.pk: checks[result.for_check_id or 0] for result in results}
    actions: dict[int, list[Action]] = defaultdict(list)
    planned = PlanAction.objects.filter(Q(for_check__in=checks) | Q(planned_risk__in=risks)).select_related("action")
    # What the risk leads to, before what its check does.
    for link in sorted(planned, key=lambda link: (link.planned_risk_id is None, link.action_id)):
        place = risks.get(link.planned_risk_id or 0) or checks[link.for_check_id or 0]
        actions[place].append(link.action)
    answers = Action.objects.filter(result_link__result__in=of_checks).annotate(result=F("result_link__result"))
    for action in answers.annotate(period=PERIOD).order_by("pk"):
        actions[of_checks[action.result]].append(action)  # type: ignore[attr-defined]  # annotated above
    return actions
