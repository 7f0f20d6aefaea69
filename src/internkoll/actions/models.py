"""Actions: what is to be done, by whom, by when, and what came of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.access import Capability, boards_in_line, boards_readable_by
from internkoll.base.models import Edited, Unit, User, shortened


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> ActionQuerySet:
        return self.exclude(status__in=Action.ENDED)

    def ended(self) -> ActionQuerySet:
        return self.filter(status__in=Action.ENDED)

    def overdue(self, on: date) -> ActionQuerySet:
        return self.open().filter(due__lt=on)

    def begun_by(self, year: int) -> ActionQuerySet:
        """Those that the year or one before it took on: what a later year took on is no concern of it."""
        return self.filter(models.Q(year__isnull=True) | models.Q(year__lte=year))

    def of_year(self, board: Unit, year: int) -> ActionQuerySet:
        """What a board's year has to see to: all that is open, from whatever year, and what was ended in it.

        An action goes on over the year-end until it is ended.
        """
        undated = models.Q(ended_on__isnull=True) & (models.Q(year=year) | models.Q(year__isnull=True))
        shown = ~models.Q(status__in=Action.ENDED) | models.Q(ended_on__year=year) | undated
        return self.begun_by(year).filter(shown, unit=board)

    def owned_by(self, user: User) -> ActionQuerySet:
        """Those that are the user's own to keep: tied to her, in a board in whose line she has such a role."""
        own = boards_in_line(user, Capability.KEEP_OWN_ACTIONS)
        return self.filter(owners=user, unit__in=own.values("pk"))

    def for_user(self, user: User) -> ActionQuerySet:
        """Those that the user may see: her own, and all of the boards that she reads."""
        readable = models.Q(unit__in=boards_readable_by(user).values("pk"))
        return self.filter(readable | models.Q(pk__in=self.owned_by(user).values("pk")))

    def first_due_first(self) -> ActionQuerySet:
        """The open ones by due date, so the most overdue first and those without a date last; then the ended ones."""
        is_ended = models.Case(
            models.When(status__in=Action.ENDED, then=1), default=0, output_field=models.IntegerField()
        )
        return self.order_by(is_ended, models.F("due").asc(nulls_last=True), "pk")


class Action(Edited):
    """Something a board has promised to do. Knows none of its sources: each source owns its link to it."""

    class Status(models.TextChoices):
        # What a document says of no status is not "not started".
        UNKNOWN = "unknown", _("okänd")
        NOT_STARTED = "not_started", _("inte påbörjad")
        ONGOING = "ongoing", _("pågår")
        DONE = "done", _("klar")
        DROPPED = "dropped", _("avslutad utan åtgärd")

    ENDED = (Status.DONE, Status.DROPPED)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="actions", verbose_name=_("nämnd"))
    # The control year that took it on; None where nobody has told.
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    text = models.TextField(_("åtgärd"))
    responsible = models.TextField(_("ansvarig"), blank=True)
    due_words = models.CharField(_("klart senast, i ord"), max_length=200, blank=True)
    due = models.DateField(_("klart senast"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    effect = models.TextField(_("effekt"), blank=True)
    added_on = models.DateField(_("tillagd"), null=True, blank=True)
    ended_on = models.DateField(_("avslutad"), null=True, blank=True)
    # The responsible is words; the people whom the words mean are tied to it, and are the ones who are reminded.
    owners = models.ManyToManyField(User, blank=True, related_name="actions", verbose_name=_("personer"))

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        indexes = [models.Index(fields=["unit", "due"], name="actions_of_a_board_by_day")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="an_action_says_what_to_do"),
        ]

    def __str__(self) -> str:
        return shortened(self.text)

    @property
    def is_open(self) -> bool:
        return self.status not in self.ENDED

    @property
    def due_written(self) -> str:
        """The due date as a form takes it: in the words that were used, else as a day."""
        return self.due_words or (self.due.isoformat() if self.due else "")
