"""Stage 4, the board's overall assessment of its internal control."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Unit, User
from internkoll.followup.models import Round


class Assessment(models.Model):
    """The overall assessment of a round, or of the year where there is no round, as a person decided it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    round = models.OneToOneField(
        Round, models.CASCADE, null=True, blank=True, related_name="assessment", verbose_name=_("period")
    )
    outcome = models.TextField(_("samlad bedömning"))
    reasons = models.TextField(_("motivering"), blank=True)
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
