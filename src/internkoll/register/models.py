"""Stage 1, the risk register: risks that live over the years, and how they were estimated in each period."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Unit


class RiskQuerySet(models.QuerySet["Risk"]):
    def of(self, board: Unit) -> RiskQuerySet:
        return self.filter(unit=board)


class Risk(models.Model):
    """What may go wrong, in a board's register."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="risks", verbose_name=_("nämnd"))
    text = models.TextField(_("risk"))
    mandatory = models.BooleanField(_("obligatorisk"), default=False)
    origin = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="mandatory_risks", verbose_name=_("beslutad av")
    )

    objects = RiskQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risker")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_risk_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Estimate(models.Model):
    """A risk as it was estimated for a year (no period) or anew in one of its periods ("T1 2024").

    Likelihood and consequence stand as written, a word or a figure; each part may be missing, and none is inferred.
    """

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="estimates", verbose_name=_("risk"))
    year = models.PositiveSmallIntegerField(_("år"))
    period = models.CharField(_("period"), max_length=200, blank=True)
    likelihood = models.TextField(_("sannolikhet"), null=True, blank=True)  # noqa: DJ001
    consequence = models.TextField(_("konsekvens"), null=True, blank=True)  # noqa: DJ001
    value = models.IntegerField(_("riskvärde"), null=True, blank=True)
    level = models.TextField(_("risknivå"), null=True, blank=True)  # noqa: DJ001
    text = models.TextField(_("analys"), blank=True)

    class Meta:
        verbose_name = _("skattning")
        verbose_name_plural = _("skattningar")
        constraints = [
            models.UniqueConstraint(fields=["risk", "year", "period"], name="one_estimate_a_risk_and_period"),
        ]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.period or self.year, self.level, self.value) if part)
