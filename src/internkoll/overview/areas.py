"""Rows under their headings: a heading is written where it begins, and not again above each group within it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TypeVar

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from internkoll.plan.models import Control, Plan
from internkoll.plan.rows import paths_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AreaHeading:
    """`depth` is 1 for the outermost."""

    depth: int
    name: str


def by_area(rows: Iterable[T], area_of: Callable[[T], tuple[str, ...]]) -> Iterable[tuple[list[AreaHeading], list[T]]]:
    """The rows in their order, each run of one area with the headings that begin there."""
    above: tuple[str, ...] = ()
    for area, group in groupby(rows, key=area_of):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, area, strict=False)))
        headings = [AreaHeading(depth + 1, area[depth]) for depth in range(shared, len(area))]
        # What stands in no area does not stand under the heading before it.
        yield headings if area or not above else [AreaHeading(1, _("Utan område"))], list(group)
        above = area


def controls_by_area(plan: Plan) -> dict[str, int]:
    """How many controls there are under each of the outermost headings, in the plan's order. Two queries."""
    paths = paths_of(plan)
    done = Control.objects.filter(plan=plan, area__isnull=False, checks__isnull=False).order_by()
    counts: dict[str, int] = {}
    told = done.values_list("area").annotate(Count("pk", distinct=True), first=Min("checks__position"))
    for area, count, _first in sorted(told, key=lambda told: told[2]):
        counts[paths[area][0]] = counts.get(paths[area][0], 0) + count
    return counts
