"""The documents that were brought in, and what was noticed as they were read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import User
from internkoll.plan.models import Plan


class ImportedDocument(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imported_documents")
    name = models.CharField(_("fil"), max_length=300)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    period = models.CharField(_("period"), max_length=200, blank=True)
    notices = models.JSONField(_("anmärkningar vid inläsningen"), default=list)
    imported_at = models.DateTimeField(_("inläst"), auto_now_add=True)
    imported_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("inläst dokument")
        verbose_name_plural = _("inlästa dokument")

    def __str__(self) -> str:
        return self.name
