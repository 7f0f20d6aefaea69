"""Stage 3, the follow-up: rounds of the year, and what the controls showed in each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.base.models import Unit
from internkoll.plan.models import Check, Control, Plan


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, board: Unit, year: int) -> RoundQuerySet:
        return self.filter(unit=board, year=year)


class Round(models.Model):
    """A period in which a board's results are reported ("T1 2024"), with the head of its document."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    label = models.CharField(_("period"), max_length=200)
    opens = models.DateField(_("öppnar"), null=True, blank=True)
    due = models.DateField(_("rapporteras senast"), null=True, blank=True)
    closed_on = models.DateField(_("stängd"), null=True, blank=True)
    title = models.TextField(_("rubrik"), blank=True)
    document_date = models.TextField(_("daterad"), null=True, blank=True)  # noqa: DJ001
    reference = models.TextField(_("diarienummer"), null=True, blank=True)  # noqa: DJ001

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppföljningsperiod")
        verbose_name_plural = _("uppföljningsperioder")
        constraints = [
            models.UniqueConstraint(fields=["unit", "label"], name="one_round_a_board_and_period"),
        ]

    def __str__(self) -> str:
        return self.label


class ResultQuerySet(models.QuerySet["Result"]):
    def of(self, plan: Plan) -> ResultQuerySet:
        return self.filter(control__plan=plan)

    def told(self) -> ResultQuerySet:
        """Those that say anything: a class, a status or a text."""
        no_class = models.Q(outcome__isnull=True) | models.Q(outcome="")
        no_status = models.Q(status__isnull=True) | models.Q(status="")
        return self.exclude(no_class & no_status & models.Q(text=""))


class Result(models.Model):
    """What a control, or one of its checks, showed in a round. Its class and its status are kept apart."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="results", verbose_name=_("period"))
    control = models.ForeignKey(Control, models.CASCADE, related_name="results", verbose_name=_("kontroll"))
    for_check = models.ForeignKey(
        Check, models.CASCADE, null=True, blank=True, related_name="results", verbose_name=_("kontrollmetod")
    )
    outcome = models.TextField(_("bedömning"), null=True, blank=True)  # noqa: DJ001
    status = models.TextField(_("status"), null=True, blank=True)  # noqa: DJ001
    text = models.TextField(_("resultat"), blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "control"],
                condition=models.Q(for_check__isnull=True),
                name="one_result_a_round_for_a_whole_control",
            ),
            models.UniqueConstraint(
                fields=["round", "for_check"],
                condition=models.Q(for_check__isnull=False),
                name="one_result_a_round_for_a_check",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.outcome or self.text[:60]}"

    @property
    def is_told(self) -> bool:
        return bool(self.outcome or self.status or self.text)


class ResultAction(models.Model):
    """An action that a result led to."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="result_link")

    class Meta:
        verbose_name = _("resultatets åtgärd")
        verbose_name_plural = _("resultatets åtgärder")

    def __str__(self) -> str:
        return str(self.action)


class RunningText(models.Model):
    """A piece of a document's running text (summary, analysis, deviations told), of a round or of the plan itself."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="running_texts")
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="running_texts")
    heading = models.TextField(_("rubrik"), blank=True)
    text = models.TextField(_("text"), blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("löpande text")
        verbose_name_plural = _("löpande texter")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.heading or self.text[:60]
