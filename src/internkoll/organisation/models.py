"""The Method that a unit has chosen, by year."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Unit
from internkoll.rules.method import Method, load_method


class MethodVersionQuerySet(models.QuerySet["MethodVersion"]):
    def holding_for(self, unit: Unit, year: int) -> MethodVersionQuerySet:
        """Those that could hold for the unit in that year, the one that does first: the nearest above, the latest."""
        above = Unit.objects.at_or_above(unit)
        return self.filter(unit__in=above, from_year__lte=year).order_by("-unit__depth", "-from_year")


class MethodVersion(models.Model):
    """A Method given at a unit: it holds below it, from its year until the unit's next version."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="methods", verbose_name=_("enhet"))
    from_year = models.PositiveSmallIntegerField(_("från år"))
    data = models.JSONField(_("innehåll"))

    objects = MethodVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("metod")
        verbose_name_plural = _("metoder")
        constraints = [
            models.UniqueConstraint(fields=["unit", "from_year"], name="one_method_a_unit_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.from_year}"

    @cached_property
    def method(self) -> Method:
        return load_method(self.data)
