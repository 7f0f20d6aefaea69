"""What an action answers: a result, a place in the plan, a risk, an overall assessment, an auditors' recommendation.

Each stage owns its link to actions; here they are read together, for the actions of a page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions
from internkoll.assessment.models import Assessment, AssessmentAction
from internkoll.assessment.services import link_assessment_actions
from internkoll.base.models import Unit, User
from internkoll.base.pages import key_sent
from internkoll.followup.models import Result, ResultAction
from internkoll.followup.services import link_actions
from internkoll.plan.models import PlanAction
from internkoll.register.action_links import link_recommendation_actions, link_risk_actions
from internkoll.register.models import Recommendation, RecommendationAction, Risk, RiskAction


@dataclass(frozen=True, slots=True)
class Source:
    """`kind` in words, `words` what it says, `url` where it stands."""

    kind: str | Promise
    words: str
    url: str


def sources_of(actions: Iterable[Action]) -> dict[int, Source]:
    """By the action's key; one that answers nothing is left out. Five queries, however many actions."""
    keys = [action.pk for action in actions]
    found: dict[int, Source] = {}
    # Most answer results: of those, no more is read than what is told.
    results = ResultAction.objects.filter(action__in=keys).select_related("result__round", "result__control")
    told = ("text", "systematic_control", "working_method")
    results = results.only("action", "result__round__label", *(f"result__control__{field}" for field in told))
    found |= {link.action_id: _result(link.result) for link in results}
    planned = PlanAction.objects.select_related("planned_risk__risk", "for_check__control")
    found |= {link.action_id: _planned(link) for link in planned.filter(action__in=keys)}
    risks = RiskAction.objects.select_related("risk").filter(action__in=keys)
    found |= {link.action_id: _risk(link.risk) for link in risks}
    assessments = AssessmentAction.objects.select_related("assessment__round").filter(action__in=keys)
    found |= {link.action_id: _assessment(link.assessment) for link in assessments}
    advice = RecommendationAction.objects.select_related("recommendation").filter(action__in=keys)
    found |= {link.action_id: _recommendation(link.recommendation) for link in advice}
    return found


def _result(result: Result) -> Source:
    kind = _("Resultat %(period)s") % {"period": result.round.label}
    return Source(kind, str(result.control), reverse("control", args=[result.control_id]))


def _planned(link: PlanAction) -> Source:
    if link.planned_risk:
        return Source(_("Planen"), str(link.planned_risk), reverse("risk", args=[link.planned_risk.risk_id]))
    assert link.for_check  # noqa: S101  the database sees to it that there is one of the two
    control = link.for_check.control
    return Source(_("Planen"), str(control), reverse("control", args=[control.pk]))


def _risk(risk: Risk) -> Source:
    return Source(_("Risk"), str(risk), reverse("risk", args=[risk.pk]))


def _assessment(assessment: Assessment) -> Source:
    when = assessment.round.label if assessment.round else str(assessment.year)
    url = reverse("board_assessment", args=[assessment.unit_id, assessment.year])
    return Source(_("Samlad bedömning"), f"{when}: {assessment.outcome}", url)


def _recommendation(recommendation: Recommendation) -> Source:
    url = f"{reverse('recommendations', args=[recommendation.unit_id])}#rekommendation-{recommendation.pk}"
    return Source(_("Revisionsrekommendation"), str(recommendation), url)


# What an address calls the things that an action can be added to ("risk:12").
_KINDS: dict[str, tuple[QuerySet[Any], str, Callable[[Any], Source]]] = {
    "resultat": (Result.objects.select_related("round", "control"), "round__unit", _result),
    "risk": (Risk.objects.all(), "unit", _risk),
    "bedomning": (Assessment.objects.select_related("round"), "unit", _assessment),
    "rekommendation": (Recommendation.objects.all(), "unit", _recommendation),
}
NOTHING_SUCH = gettext_lazy("Det som åtgärden ska höra till finns inte.")


@dataclass(frozen=True, slots=True)
class Answered:
    """The thing that a new action is to answer, as the address names it."""

    thing: Model
    source: Source

    @property
    def responsible(self) -> str:
        """Who would see to it, as the plan has it; empty where nothing tells."""
        check = self.thing.for_check if isinstance(self.thing, Result) else None
        return check.responsible if check else ""


def answered_or_404(board: Unit, asked: str) -> Answered | None:
    """The thing of that board that "risk:12" names; None where nothing is asked for."""
    if not asked:
        return None
    kind, _colon, key = asked.partition(":")
    if kind not in _KINDS:
        raise Http404(NOTHING_SUCH)
    things, lookup, source_of = _KINDS[kind]
    thing = things.filter(**{lookup: board}, pk=key_sent(key)).first()
    if thing is None:
        raise Http404(NOTHING_SUCH)
    return Answered(thing, source_of(thing))


@transaction.atomic
def add_action_to(*, by: User | None, board: Unit, new: NewAction, answered: Answered | None) -> Action:
    """Adds the action and ties it to what it answers, by the stage that owns the link."""
    (action,) = add_actions(by=by, board=board, actions=[new])
    match answered.thing if answered else None:
        case Result() as result:
            link_actions(links=[(result, action)])
        case Risk() as risk:
            link_risk_actions(links=[(risk, action)])
        case Assessment() as assessment:
            link_assessment_actions(links=[(assessment, action)])
        case Recommendation() as recommendation:
            link_recommendation_actions(links=[(recommendation, action)])
    return action
