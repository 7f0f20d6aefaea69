"""The documents that are being read and corrected, those that were brought in, and how columns were chosen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Edited, Unit, User
from internkoll.plan.models import Plan


class ImportedDocument(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imported_documents")
    name = models.CharField(_("fil"), max_length=300)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    period = models.CharField(_("period"), max_length=200, blank=True)
    notices = models.JSONField(_("anmärkningar vid inläsningen"), default=list)
    imported_at = models.DateTimeField(_("inläst"), auto_now_add=True)
    imported_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # What it made, by kind, what it changed, and the last entry of the board's history then: to take it back by.
    made = models.JSONField(_("tillagt"), default=dict)
    changed = models.JSONField(_("ändrat"), default=list)
    last_entry = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("inläst dokument")
        verbose_name_plural = _("inlästa dokument")

    def __str__(self) -> str:
        return self.name


class Reading(Edited):
    """A document that has been read and waits for a person to correct it and bring it in.

    `source` is what the reader gave (kept.py), `corrections` what a person has mended (rows/corrections.py), and
    `understood` the document that the two make, with the place of each row and what each table's columns are.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="readings", verbose_name=_("nämnd"))
    year = models.PositiveSmallIntegerField(_("år"))
    name = models.CharField(_("fil"), max_length=300)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    period = models.CharField(_("period"), max_length=200, blank=True)
    source = models.JSONField(_("som det stod"))
    corrections = models.JSONField(_("rättelser"), default=dict)
    understood = models.JSONField(_("som det lästes"))
    read_at = models.DateTimeField(_("läst"), auto_now_add=True)
    read_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    imported = models.OneToOneField(
        ImportedDocument, models.SET_NULL, null=True, blank=True, related_name="reading", verbose_name=_("inläst")
    )

    class Meta:
        verbose_name = _("dokument att läsa in")
        verbose_name_plural = _("dokument att läsa in")

    def __str__(self) -> str:
        return self.name


class ChosenColumn(models.Model):
    """What a column was said to be, in a table with those headings: offered when the municipality reads one again."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="chosen_columns", verbose_name=_("kommun"))
    headings_hash = models.CharField(max_length=64)
    headings = models.JSONField(_("tabellens rubriker"))
    index = models.PositiveSmallIntegerField(_("kolumn"))
    sense = models.CharField(_("är"), max_length=40)
    chosen_at = models.DateTimeField(_("vald"), auto_now=True)
    chosen_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("vald kolumn")
        verbose_name_plural = _("valda kolumner")
        constraints = [
            models.UniqueConstraint(fields=["unit", "headings_hash", "index"], name="one_choice_a_column"),
        ]

    def __str__(self) -> str:
        return f"{self.index + 1}: {self.sense}"
