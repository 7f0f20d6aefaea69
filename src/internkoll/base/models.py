"""What every stage uses: people, units and roles, and the history of what was done."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from internkoll.rules.order import natural_key


def shortened(text: str, most: int = 80) -> str:
    """The text on one line, cut between words, with a sign that there is more."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).casefold(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in, known by the e-mail address."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-postadress"), unique=True)
    name = models.CharField(_("namn"), max_length=150)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_an_address",
                violation_error_message=_("Det finns redan ett konto med den e-postadressen."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.casefold()

    @cached_property
    def held(self) -> tuple[tuple[str, str], ...]:
        """The roles that she has, each with its unit's path. Asked for once: she is read anew for each request."""
        return tuple(self.grants.values_list("role", "unit__path"))

    def ask_anew_what_is_held(self) -> None:
        """Where her roles have changed since they were asked for."""
        vars(self).pop("held", None)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Edited(models.Model):
    """Something that several people may change: `edits` counts the changes, so that none is overwritten unseen."""

    edits = models.PositiveIntegerField(_("antal ändringar"), default=0)

    class Meta:
        abstract = True


class UnitQuerySet(MP_NodeQuerySet):
    def boards(self) -> UnitQuerySet:
        boards: UnitQuerySet = self.filter(kind__in=Unit.BOARD_KINDS)
        return boards

    def still_open(self) -> UnitQuerySet:
        units: UnitQuerySet = self.filter(closed_on=None)
        return units

    def at_or_above(self, unit: Unit) -> UnitQuerySet:
        """The unit and all that it lies below, the root first."""
        steps = range(unit.steplen, len(unit.path) + 1, unit.steplen)
        units: UnitQuerySet = self.filter(path__in=[unit.path[:end] for end in steps]).order_by("path")
        return units


class UnitManager(MP_NodeManager.from_queryset(UnitQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> UnitQuerySet:
        # treebeard's manager builds its own kind of queryset, whatever it was made from; the tree's order is kept.
        units: UnitQuerySet = UnitQuerySet(self.model, using=self._db).order_by("path")
        return units


class Unit(MP_Node):
    """A municipality or region, its boards and companies, and what lies below them."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        REGION = "region", _("region")
        EXECUTIVE_BOARD = "executive_board", _("styrelse")
        BOARD = "board", _("nämnd")
        JOINT_BOARD = "joint_board", _("gemensam nämnd")
        COMPANY = "company", _("bolag")
        ADMINISTRATION = "administration", _("förvaltning")
        DEPARTMENT = "department", _("avdelning")
        UNIT = "unit", _("enhet")

    BOARD_KINDS = (Kind.EXECUTIVE_BOARD, Kind.BOARD, Kind.JOINT_BOARD, Kind.COMPANY)

    name = models.CharField(_("namn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=Kind)
    closed_on = models.DateField(_("stängd"), null=True, blank=True)

    objects = UnitManager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")

    def __str__(self) -> str:
        return self.name

    @property
    def is_board(self) -> bool:
        return self.kind in self.BOARD_KINDS

    @property
    def order(self) -> tuple[tuple[int, int, str], ...]:
        return natural_key(self.name)


class RoleGrant(models.Model):
    """A role that a person has at a unit, and so at all that lies below it."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administratör")
        COORDINATOR = "coordinator", _("internkontrollsamordnare")
        HEAD = "head", _("förvaltningschef")
        CONTROL_OWNER = "control_owner", _("kontrollansvarig")
        ACTION_OWNER = "action_owner", _("åtgärdsansvarig")
        BOARD_MEMBER = "board_member", _("förtroendevald")
        AUDITOR = "auditor", _("revisor")
        READER = "reader", _("läsare")

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("användare"))
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="grants", verbose_name=_("enhet"))
    role = models.CharField(_("roll"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("roll")
        verbose_name_plural = _("roller")
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="one_grant_of_a_role_at_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


class HistoryEntry(models.Model):
    """One thing that was done, by whom, with what stood before and after. Chained by hash within each board.

    The chain holds the person's id; the name stands in User alone, so that it can be erased and the chain still hold.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_id_number = models.BigIntegerField(null=True)
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("historik")
        indexes = [models.Index(fields=["subject", "subject_id"], name="history_of_a_subject")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_history_entry_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.what}"
