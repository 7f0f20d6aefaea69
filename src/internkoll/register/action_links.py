"""The register's own links to actions: those that a risk led to, and those that follow a recommendation."""

from collections.abc import Sequence

from django.db import transaction

from internkoll.actions.models import Action
from internkoll.register.models import Recommendation, RecommendationAction, Risk, RiskAction


@transaction.atomic
def link_risk_actions(*, links: Sequence[tuple[Risk, Action]]) -> None:
    """Ties actions to the risks that led to them. The actions' own entries tell of them in the history."""
    RiskAction.objects.bulk_create([RiskAction(risk=risk, action=action) for risk, action in links], batch_size=500)


@transaction.atomic
def link_recommendation_actions(*, links: Sequence[tuple[Recommendation, Action]]) -> None:
    """Ties actions to the recommendations that they follow. The actions' own entries tell of them in the history."""
    RecommendationAction.objects.bulk_create(
        [RecommendationAction(recommendation=advice, action=action) for advice, action in links], batch_size=500
    )
