"""What has come back in a workbook and waits for someone to decide; gone when it is brought in or discarded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Edited, User
from internkoll.followup.models import Round


class ReturnedWorkbook(Edited):
    """The rows of a filled in workbook, as they stand in it or as they have been mended since. Its bytes are not kept.

    `rows`: as returned.ReturnedLine; those that are left to decide. `extras`: as returned.ExtraLine, which can't be
    brought in. `missing`: the keys of the checks that were sent out and are not in the file. `shown_keys`: which locked
    columns it has.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="returned_workbooks", verbose_name=_("period"))
    name = models.CharField(_("fil"), max_length=200)
    audience = models.CharField(_("utskickad till"), max_length=200, blank=True)
    filled_in_by = models.CharField(_("ifylld av"), max_length=200, blank=True)
    sent_on = models.DateField(_("utskickad"))
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(_("inläst"))
    shown_keys = models.JSONField(default=list)
    rows = models.JSONField(_("rader"), default=list)
    extras = models.JSONField(_("tillagda rader"), default=list)
    missing = models.JSONField(_("rader som saknas"), default=list)

    class Meta:
        verbose_name = _("ifylld Excelbok")
        verbose_name_plural = _("ifyllda Excelböcker")

    def __str__(self) -> str:
        return self.name
