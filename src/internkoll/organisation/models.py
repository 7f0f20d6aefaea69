"""The Method that a unit has chosen, by year."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import Edited, Unit
from internkoll.rules.method import Method, load_method


class MethodVersionQuerySet(models.QuerySet["MethodVersion"]):
    def holding_for(self, unit: Unit, year: int) -> MethodVersionQuerySet:
        """Those that could hold for the unit in that year, the one that does first: the nearest above, the latest."""
        above = Unit.objects.at_or_above(unit)
        taken = self.filter(unit__in=above, from_year__lte=year, is_draft=False)
        return taken.order_by("-unit__depth", "-from_year")


class MethodVersion(Edited):
    """A Method given at a unit: it holds below it, from its year until the unit's next version.

    A draft holds nowhere and may be unfinished; one that has been taken into use is never changed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="methods", verbose_name=_("enhet"))
    from_year = models.PositiveSmallIntegerField(_("från år"))
    data = models.JSONField(_("innehåll"))
    is_draft = models.BooleanField(_("utkast"), default=False)

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
        return _loaded(json.dumps(self.data))


@lru_cache(maxsize=64)
def _loaded(data: str) -> Method:
    """A Method never changes and every page reads one: the same data is read once by each process."""
    return load_method(json.loads(data))
