"""Stage 2, the year's plan: areas, the risks that were taken up, controls, and the checks by which they are done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.base.models import Edited, Unit, User, shortened
from internkoll.register.models import Risk


class PlanQuerySet(models.QuerySet["Plan"]):
    def of(self, board: Unit, year: int) -> PlanQuerySet:
        return self.filter(unit=board, year=year)

    def in_force(self) -> PlanQuerySet:
        """One a board and year: the latest that has been adopted, else the latest."""
        of_year = Plan.objects.filter(unit=models.OuterRef("unit"), year=models.OuterRef("year"))
        adopted = models.ExpressionWrapper(models.Q(state=Plan.State.ADOPTED), models.BooleanField())
        first = of_year.order_by(adopted.desc(), "-version").values("pk")[:1]
        return self.filter(pk=models.Subquery(first))


class Plan(models.Model):
    """A board's internal control plan for a year. What the board has adopted is frozen and hashed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        PROPOSED = "proposed", _("föreslagen")
        ADOPTED = "adopted", _("beslutad")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("läge"), max_length=20, choices=State, default=State.DRAFT)
    title = models.TextField(_("rubrik"), blank=True)
    administration = models.TextField(_("förvaltning"), blank=True)
    document_date = models.TextField(_("daterad"), null=True, blank=True)  # noqa: DJ001
    reference = models.TextField(_("diarienummer"), null=True, blank=True)  # noqa: DJ001
    adopted_on = models.DateField(_("beslutsdatum"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    risk_analysis_on = models.DateField(_("riskanalysen gjord"), null=True, blank=True)
    revised_why = models.TextField(_("skäl till revideringen"), blank=True)
    frozen = models.TextField(_("som beslutad"), blank=True)
    frozen_hash = models.CharField(_("kontrollsumma"), max_length=64, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("internkontrollplan")
        verbose_name_plural = _("internkontrollplaner")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "version"], name="one_plan_a_board_year_and_version"),
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | (models.Q(adopted_on__isnull=False) & ~models.Q(frozen_hash="")),
                name="an_adopted_plan_is_dated_and_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    @property
    def is_locked(self) -> bool:
        return self.state != self.State.DRAFT


class Area(models.Model):
    """A heading that groups the plan: a goal, a process, an area. The path is the headings from outermost in."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="areas", verbose_name=_("plan"))
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    name = models.TextField(_("rubrik"))
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("område")
        verbose_name_plural = _("områden")
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class Copied(Edited):
    """Something in a plan that was copied from the plan before: from the year before, or from the version before."""

    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")

    class Meta:
        abstract = True


class PlannedRisk(Copied):
    """A risk as it stands in one year's plan: its number there, its area and its place."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="planned_risks", verbose_name=_("plan"))
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="planned", verbose_name=_("risk"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="planned_risks")
    number = models.TextField(_("nummer"), blank=True)
    mandatory = models.BooleanField(_("obligatorisk"), default=False)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("risk i planen")
        verbose_name_plural = _("risker i planen")
        ordering = ("position",)
        indexes = [
            models.Index(fields=["plan", "risk", "position"], name="risks_of_a_plan"),
            models.Index(fields=["plan", "position"], name="risks_by_place_in_a_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.risk}".strip()


class Control(Copied):
    """What is controlled. In Stockholm's way it is the control of a systematic control in a working method."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="controls", verbose_name=_("plan"))
    planned_risk = models.ForeignKey(
        PlannedRisk, models.CASCADE, null=True, blank=True, related_name="controls", verbose_name=_("risk")
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="controls")
    working_method = models.TextField(_("arbetssätt"), blank=True)
    systematic_control = models.TextField(_("systematisk kontroll"), blank=True)
    text = models.TextField(_("kontrollmoment"), blank=True)
    mandatory = models.BooleanField(_("obligatorisk"), default=False)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("kontroll")
        verbose_name_plural = _("kontroller")
        ordering = ("position",)
        indexes = [models.Index(fields=["plan", "planned_risk"], name="risks_with_controls")]

    def __str__(self) -> str:
        return shortened(self.text or self.systematic_control or self.working_method)


class Check(Copied):
    """A method by which a control is done: how, by whom, how often. One line of a plan's table."""

    # The control's plan, which a check never parts from: a long plan is counted and ordered without its controls.
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="checks", db_index=False, verbose_name=_("plan"))
    control = models.ForeignKey(Control, models.CASCADE, related_name="checks", verbose_name=_("kontroll"))
    procedure = models.TextField(_("metod"), blank=True)
    responsible = models.TextField(_("ansvarig"), blank=True)
    frequency = models.TextField(_("frekvens"), blank=True)
    # An RRULE (RFC 5545), where the frequency's words can be read as one or someone has chosen one.
    recurrence = models.CharField(_("återkommer"), max_length=200, blank=True)
    measure = models.TextField(_("mätvärde som följs"), blank=True)
    owners = models.ManyToManyField(User, blank=True, related_name="checks", verbose_name=_("personer"))
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("kontrollmetod")
        verbose_name_plural = _("kontrollmetoder")
        ordering = ("position",)
        indexes = [
            models.Index(fields=["control", "position"], name="checks_of_a_control"),
            models.Index(fields=["plan", "position"], name="lines_of_a_plan"),
            models.Index(fields=["plan", "recurrence"], name="recurring_checks_of_a_plan"),
        ]

    def __str__(self) -> str:
        return shortened(self.procedure) or str(self.control)


class PlanAction(models.Model):
    """An action that the plan itself sets beside a risk or a check, before anything has been reported."""

    planned_risk = models.ForeignKey(PlannedRisk, models.CASCADE, null=True, blank=True, related_name="action_links")
    for_check = models.ForeignKey(Check, models.CASCADE, null=True, blank=True, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="plan_link")

    class Meta:
        verbose_name = _("planens åtgärd")
        verbose_name_plural = _("planens åtgärder")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned_risk__isnull=True) ^ models.Q(for_check__isnull=True),
                name="a_planned_action_has_one_source",
            ),
        ]

    def __str__(self) -> str:
        return str(self.action)
