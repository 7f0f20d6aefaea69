"""The actions that stand at each line of a plan."""

from collections import defaultdict

from django.db.models import Q

from internkoll.actions.models import Action
from internkoll.followup.models import ResultAction, Round
from internkoll.plan.models import Plan, PlanAction
from internkoll.plan.rows import Line


class LineActions:
    """The plan's own actions, and those that the results of a round led to, by the line that they stand at."""

    def __init__(self, plan: Plan, round_: Round | None = None) -> None:
        self._of_risks: dict[int, list[Action]] = defaultdict(list)
        self._of_checks: dict[int, list[Action]] = defaultdict(list)
        in_plan = Q(planned_risk__plan=plan) | Q(for_check__control__plan=plan)
        for planned in PlanAction.objects.filter(in_plan).select_related("action").order_by("action_id"):
            held = self._of_checks if planned.for_check_id else self._of_risks
            held[planned.for_check_id or planned.planned_risk_id or 0].append(planned.action)
        answers = ResultAction.objects.filter(result__control__plan=plan, result__round=round_)
        for answer in answers.select_related("action", "result").order_by("action_id") if round_ else ():
            self._of_checks[answer.result.for_check_id or 0].append(answer.action)

    def take(self, line: Line) -> tuple[Action, ...]:
        """The line's actions. Asked for in order: a risk's own actions are given with the first of its lines."""
        of_risk = self._of_risks.pop(line.planned_risk.pk, []) if line.planned_risk else []
        return (*of_risk, *(self._of_checks.get(line.check.pk, []) if line.check else []))
