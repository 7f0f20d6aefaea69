"""Stage 3, the follow-up: rounds of the year, and what the controls showed in each."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.base.models import Edited, Unit, User
from internkoll.plan.models import Check, Control, Plan


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, board: Unit, year: int) -> RoundQuerySet:
        return self.filter(unit=board, year=year)

    def open_on(self, day: date) -> RoundQuerySet:
        """Those that take reports that day."""
        begun = models.Q(opens__isnull=True) | models.Q(opens__lte=day)
        return self.filter(begun, closed_on__isnull=True)


class Round(Edited):
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
            models.UniqueConstraint(fields=["unit", "year", "label"], name="one_round_a_board_year_and_period"),
        ]

    def __str__(self) -> str:
        return self.label

    def is_open_on(self, day: date) -> bool:
        return self.closed_on is None and (self.opens is None or self.opens <= day)


def tells(path: str = "") -> models.Q:
    """That the result at `path` says anything: a class, a status or a text."""
    return (
        models.Q(**{f"{path}outcome__gt": ""})
        | models.Q(**{f"{path}status__gt": ""})
        | models.Q(**{f"{path}text__gt": ""})
    )


def counts(path: str = "") -> models.Q:
    """That the result at `path` counts as reported: it says something, and has not been returned to be done over."""
    stands = [review for review in Result.Review.values if review != Result.Review.RETURNED]
    return tells(path) & models.Q(**{f"{path}review__in": stands})


class ResultQuerySet(models.QuerySet["Result"]):
    def of(self, plan: Plan) -> ResultQuerySet:
        return self.filter(control__plan=plan)

    def told(self) -> ResultQuerySet:
        return self.filter(tells())

    def reported(self) -> ResultQuerySet:
        """Those that count as reported."""
        return self.filter(counts())

    def waiting(self) -> ResultQuerySet:
        """Those that have been handed in and not yet attested."""
        return self.filter(review=Result.Review.WAITING)

    def returned(self) -> ResultQuerySet:
        return self.filter(review=Result.Review.RETURNED)


class Result(Edited):
    """What a control, or one of its checks, showed in a round. Its class and its status are kept apart."""

    class Review(models.TextChoices):
        # What a document brought in: nobody here has reported it, and nobody is asked to attest it.
        NONE = "none", _("inläst")
        WAITING = "waiting", _("väntar på attest")
        ATTESTED = "attested", _("attesterat")
        RETURNED = "returned", _("återlämnat")

    round = models.ForeignKey(Round, models.PROTECT, related_name="results", verbose_name=_("period"))
    control = models.ForeignKey(Control, models.CASCADE, related_name="results", verbose_name=_("kontroll"))
    for_check = models.ForeignKey(
        Check, models.CASCADE, null=True, blank=True, related_name="results", verbose_name=_("kontrollmetod")
    )
    outcome = models.TextField(_("bedömning"), null=True, blank=True)  # noqa: DJ001
    status = models.TextField(_("status"), null=True, blank=True)  # noqa: DJ001
    text = models.TextField(_("resultat"), blank=True)
    no_action_why = models.TextField(_("skäl till att ingen åtgärd behövs"), blank=True)
    reported_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(_("rapporterat"), null=True, blank=True)
    review = models.CharField(_("attest"), max_length=20, choices=Review, default=Review.NONE)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(_("granskat"), null=True, blank=True)
    review_comment = models.TextField(_("kommentar"), blank=True)

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
        indexes = [
            # What a round has been told is counted by its words, from the index alone. On SQLite only (migration 0013):
            # PostgreSQL takes no long value into an index, and a document may write a whole paragraph as a class.
            models.Index(
                fields=["round", "outcome", "status", "review", "for_check", "control"], name="words_told_in_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.outcome or self.text[:60]}"

    @property
    def is_told(self) -> bool:
        return bool(self.outcome or self.status or self.text)


class Draft(models.Model):
    """What a person has written of a check in a round and not yet handed in. Nobody else sees it, nothing counts it.

    `values` holds the form's fields as they were typed; `edits` the result's count of changes when it was begun.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="drafts")
    for_check = models.ForeignKey(Check, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    values = models.JSONField(_("innehåll"))
    edits = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("sparat"))

    class Meta:
        verbose_name = _("utkast")
        verbose_name_plural = _("utkast")
        constraints = [
            models.UniqueConstraint(fields=["round", "for_check", "user"], name="one_draft_a_person_and_check"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.user}"


class Measurement(models.Model):
    """A measured value as written ("530 av 1 169 ärenden"), and its figure where the words can be read as one."""

    result = models.OneToOneField(Result, models.CASCADE, related_name="measurement")
    words = models.CharField(_("mätvärde"), max_length=200)
    value = models.FloatField(_("värde"), null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("mätvärde")
        verbose_name_plural = _("mätvärden")

    def __str__(self) -> str:
        return self.words


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def kept(self) -> EvidenceQuerySet:
        """Those that have not been taken away, in the order they came."""
        return self.filter(removed_at__isnull=True).order_by("pk")


class Evidence(models.Model):
    """A file that shows what a check found in a round. One that is taken away is kept, and told of, but not shown."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="evidence")
    for_check = models.ForeignKey(Check, models.PROTECT, related_name="evidence")
    file = models.FileField(_("fil"), upload_to="underlag/%Y/")
    name = models.CharField(_("namn"), max_length=200)
    size = models.PositiveIntegerField(_("storlek"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(_("bifogad"))
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")

    def __str__(self) -> str:
        return self.name


class ResultAction(models.Model):
    """An action that a result led to."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="action_links")
    action = models.OneToOneField(Action, models.CASCADE, related_name="result_link")

    class Meta:
        verbose_name = _("resultatets åtgärd")
        verbose_name_plural = _("resultatets åtgärder")

    def __str__(self) -> str:
        return str(self.action)


class RunningText(Edited):
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
