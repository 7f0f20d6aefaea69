"""Stage 1, the risk register: risks that live over the years, and how they were estimated in each period."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.base.models import Edited, Unit, shortened


class RiskQuerySet(models.QuerySet["Risk"]):
    def of(self, board: Unit) -> RiskQuerySet:
        return self.filter(unit=board)

    def common_of(self, unit: Unit) -> RiskQuerySet:
        """Those that the unit has made mandatory for every board below it."""
        return self.filter(unit=unit, origin=unit, mandatory=True, common__isnull=True)

    def common_for(self, board: Unit) -> RiskQuerySet:
        """The common risks in force that the board is to have a row of its own for."""
        above = Unit.objects.at_or_above(board).exclude(pk=board.pk)
        risks = self.filter(unit__in=above, origin=models.F("unit"), mandatory=True, common__isnull=True)
        return risks.filter(retired_on__isnull=True)

    def lacked_by(self, board: Unit) -> RiskQuerySet:
        return self.common_for(board).exclude(rows_of_boards__unit=board)


def standing_in(year: int) -> models.Q:
    """What stands in a register in that year. A common risk that has been ended stands the year out."""
    own = models.Q(retired_on__isnull=True) | models.Q(retired_on__gt=date(year, 12, 31))
    # They are few: asked for once, and not joined to every risk.
    ended = Risk.objects.filter(mandatory=True, common__isnull=True, retired_on__lt=date(year, 1, 1))
    known = models.Q(from_year__isnull=True) | models.Q(from_year__lte=year)
    return own & known & ~models.Q(common__in=ended.values("pk"))


class Risk(Edited):
    """What may go wrong, in a board's register.

    A risk that a municipality makes mandatory stands in its own register, and as a row of its own in each board's:
    `common` is the municipality's row, `origin` the unit that decided it, `addition` what the board has added.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="risks", verbose_name=_("nämnd"))
    text = models.TextField(_("risk"))
    mandatory = models.BooleanField(_("obligatorisk"), default=False)
    origin = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="mandatory_risks", verbose_name=_("beslutad av")
    )
    common = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="rows_of_boards", verbose_name=_("gemensam risk")
    )
    addition = models.TextField(_("nämndens tillägg"), blank=True)
    category = models.TextField(_("kategori"), blank=True)
    process = models.TextField(_("process"), blank=True)
    # The first year whose register it stands in; none where nothing has told, and then it stands in all of them.
    from_year = models.PositiveSmallIntegerField(_("från år"), null=True, blank=True)
    retired_on = models.DateField(_("avförd"), null=True, blank=True)
    retired_why = models.TextField(_("skäl till att den avfördes"), blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risker")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_risk_has_words"),
            models.UniqueConstraint(fields=["unit", "common"], name="one_row_a_board_of_a_common_risk"),
            models.CheckConstraint(
                condition=models.Q(common__isnull=True) | models.Q(retired_on__isnull=True),
                name="a_common_risk_is_not_taken_away_by_a_board",
            ),
        ]

    def __str__(self) -> str:
        return shortened(self.text)


class Estimate(Edited):
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
    estimated_on = models.DateField(_("skattad"), null=True, blank=True)

    class Meta:
        verbose_name = _("skattning")
        verbose_name_plural = _("skattningar")
        constraints = [
            models.UniqueConstraint(fields=["risk", "year", "period"], name="one_estimate_a_risk_and_period"),
        ]
        # Few risks are estimated anew in a period: those are found without a look at all the others.
        indexes = [models.Index(fields=["year", "period"], name="estimates_of_a_period")]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.period or self.year, self.level, self.value) if part)


class ResponseQuerySet(models.QuerySet["Response"]):
    def to_look_at(self, year: int, today: date) -> ResponseQuerySet:
        """The latest of each risk up to that year, where its day to look again has come: few, of all the boards'."""
        newer = Response.objects.filter(risk=models.OuterRef("risk"), year__gt=models.OuterRef("year"), year__lte=year)
        due = self.filter(year__lte=year, look_again_on__lte=today)
        return due.exclude(models.Exists(newer))


class Response(Edited):
    """What a board has decided to do about a risk in a year, and why."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("acceptera")
        ACT = "act", _("åtgärda")
        CONTROL = "control", _("kontrollera")
        WATCH = "watch", _("bevaka")

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="responses", verbose_name=_("risk"))
    year = models.PositiveSmallIntegerField(_("år"))
    kind = models.CharField(_("hantering"), max_length=20, choices=Kind)
    reason = models.TextField(_("motivering"), blank=True)
    decided_by = models.TextField(_("beslutat av"), blank=True)
    decided_on = models.DateField(_("beslutat"), null=True, blank=True)
    look_again_on = models.DateField(_("ses över"), null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("hantering")
        verbose_name_plural = _("hanteringar")
        indexes = [models.Index(fields=["look_again_on"], name="responses_to_look_at")]
        constraints = [
            models.UniqueConstraint(fields=["risk", "year"], name="one_response_a_risk_and_year"),
            models.CheckConstraint(
                condition=~models.Q(kind="accept") | ~models.Q(reason=""), name="a_risk_is_accepted_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RiskAction(models.Model):
    """An action that a risk itself led to."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="risk_link")

    class Meta:
        verbose_name = _("riskens åtgärd")
        verbose_name_plural = _("riskens åtgärder")

    def __str__(self) -> str:
        return str(self.action)


class Recommendation(Edited):
    """What the auditors have recommended a board, what the board answered, and whether it is done."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recommendations", verbose_name=_("nämnd"))
    text = models.TextField(_("rekommendation"))
    source = models.TextField(_("granskning"), blank=True)
    received_on = models.DateField(_("mottagen"), null=True, blank=True)
    answer = models.TextField(_("nämndens svar"), blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    done_on = models.DateField(_("genomförd"), null=True, blank=True)

    class Meta:
        verbose_name = _("revisionsrekommendation")
        verbose_name_plural = _("revisionsrekommendationer")
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_recommendation_has_words"),
        ]

    def __str__(self) -> str:
        return shortened(self.text)


class RecommendationAction(models.Model):
    """An action by which a board follows an auditors' recommendation."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="recommendation_link")

    class Meta:
        verbose_name = _("rekommendationens åtgärd")
        verbose_name_plural = _("rekommendationens åtgärder")

    def __str__(self) -> str:
        return str(self.action)
