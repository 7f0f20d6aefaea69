"""The actions that stand at the lines of a page, or at one thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet, Value

from internkoll.actions.models import Action
from internkoll.plan.models import PlanAction

# The round whose result led to an action, as parts/actions.html shows it: nothing where none did.
PERIOD = F("result_link__result__round__label")


def actions_behind(*links: QuerySet[Any]) -> QuerySet[Action]:
    """Those that any of the links lead to, the latest first. One query.

    Found from the links: joined to every action, the links would be looked for among those of all boards.
    """
    found = Action.objects.filter(reduce(or_, (Q(pk__in=link.values("action")) for link in links)))
    return found.annotate(period=PERIOD).order_by("-pk")


class Placed(Protocol):
    """A line of the plan: a check, with its risk or without, or a risk alone."""

    @property
    def position(self) -> int: ...
    @property
    def check(self) -> "Keyed | None": ...
    @property
    def risk(self) -> "Keyed | None": ...
    @property
    def is_first_of_risk(self) -> bool: ...


class Keyed(Protocol):
    @property
    def pk(self) -> int: ...


class OfCheck(Keyed, Protocol):
    @property
    def for_check_id(self) -> int: ...


def actions_at(
    lines: Sequence[Placed], results: Sequence[OfCheck], *, of_plan: bool = True, period: str = ""
) -> dict[int, list[Action]]:
    """By the lines' positions: what the plan sets, then what those results led to. At most two queries.

    `of_plan`: False where the plan is known to set none. `period`: that of all the results, where they share one.
    """
    checks = {line.check.pk: line.position for line in lines if line.check}
    of_checks = {result.pk: checks[result.for_check_id] for result in results}
    actions: dict[int, list[Action]] = defaultdict(list, _planned(lines, checks) if of_plan else {})
    answers = Action.objects.filter(result_link__result__in=of_checks).annotate(result=F("result_link__result"))
    for action in answers.annotate(period=Value(period) if period else PERIOD).order_by("pk"):
        actions[of_checks[action.result]].append(action)  # type: ignore[attr-defined]  # annotated above
    return actions


def _planned(lines: Sequence[Placed], checks: Mapping[int, int]) -> dict[int, list[Action]]:
    """What the plan itself sets. A risk's own actions stand at the first of its lines."""
    risks = {line.risk.pk: line.position for line in lines if line.risk and line.is_first_of_risk}
    actions: dict[int, list[Action]] = defaultdict(list)
    planned = PlanAction.objects.filter(Q(for_check__in=checks) | Q(planned_risk__in=risks)).select_related("action")
    # What the risk leads to, before what its check does.
    for link in sorted(planned, key=lambda link: (link.planned_risk_id is None, link.action_id)):
        place = risks.get(link.planned_risk_id or 0) or checks[link.for_check_id or 0]
        actions[place].append(link.action)
    return actions
