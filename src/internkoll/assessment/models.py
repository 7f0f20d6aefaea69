"""Stage 4, the board's overall assessment of its internal control."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.base.models import Edited, Unit, User
from internkoll.followup.models import Round


class Assessment(Edited):
    """The overall assessment of a round, or of the year where there is no round, as a person decided it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    round = models.OneToOneField(
        Round, models.CASCADE, null=True, blank=True, related_name="assessment", verbose_name=_("period")
    )
    outcome = models.TextField(_("samlad bedömning"))
    reasons = models.TextField(_("motivering"), blank=True)
    suggested = models.TextField(_("föreslagen"), blank=True)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("samlad bedömning")
        verbose_name_plural = _("samlade bedömningar")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=models.Q(round__isnull=True), name="one_assessment_a_board_and_year"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class AssessmentAction(models.Model):
    """An action that an overall assessment led to."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="assessment_link")

    class Meta:
        verbose_name = _("bedömningens åtgärd")
        verbose_name_plural = _("bedömningens åtgärder")

    def __str__(self) -> str:
        return str(self.action)
