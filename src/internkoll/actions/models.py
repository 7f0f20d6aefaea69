"""Actions: what is to be done, by whom, by when, and what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Unit


class Action(models.Model):
    """Something a board has promised to do. Knows none of its sources: each source owns its link to it."""

    class Status(models.TextChoices):
        # What a document says of no status is not "not started".
        UNKNOWN = "unknown", _("okänd")
        NOT_STARTED = "not_started", _("inte påbörjad")
        ONGOING = "ongoing", _("pågår")
        DONE = "done", _("klar")
        DROPPED = "dropped", _("avslutad utan åtgärd")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="actions", verbose_name=_("nämnd"))
    text = models.TextField(_("åtgärd"))
    responsible = models.TextField(_("ansvarig"), blank=True)
    due_words = models.CharField(_("klart senast, i ord"), max_length=200, blank=True)
    due = models.DateField(_("klart senast"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    effect = models.TextField(_("effekt"), blank=True)

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="an_action_says_what_to_do"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
