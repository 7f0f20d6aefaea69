"""In which order the gross list has its risks, and the keys of those of one page."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from internkoll.base.parts import InParts
from internkoll.overview.risk_tally import Tally, planned_in
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.register.models import RiskQuerySet

BY_VALUE = "varde"


class Found(InParts[int]):
    """The keys of the risks, of which the database gives those that are looked at. How many they are is known."""

    def __init__(self, risks: RiskQuerySet, total: int) -> None:
        self._risks, self._total = risks, total

    def __len__(self) -> int:
        return self._total

    def part(self, part: slice) -> list[int]:
        first, last, _ = part.indices(self._total)
        return self._between(first, last)

    def _between(self, first: int, last: int) -> list[int]:
        return list(self._risks.values_list("pk", flat=True)[first:last])


class FoundByPlan(Found):
    """As `in_plans_order` has them, where nothing is chosen among them: the plan is walked by its own places.

    No more of a long plan is looked at than what stands before the end of the page.
    """

    def __init__(self, plan: Plan, risks: RiskQuerySet, total: int) -> None:
        super().__init__(risks, total)
        self._plan = plan

    def _between(self, first: int, last: int) -> list[int]:
        """One query where the plan fills the page; else two or three."""
        planned = self._planned()
        found = list(planned[first:last])
        if len(found) == last - first:
            return found
        passed = first + len(found) if found or not first else planned.count()
        outside = self._risks.exclude(pk__in=planned_in([self._plan])).order_by("pk").values_list("pk", flat=True)
        start = max(first, passed) - passed
        return [*found, *outside[start : start + last - first - len(found)]]

    def _planned(self) -> QuerySet[PlannedRisk, int]:
        """Of several places of a risk, its first. All that the plan has stands in the year's list."""
        before = PlannedRisk.objects.filter(plan=self._plan, risk=OuterRef("risk"), position__lt=OuterRef("position"))
        places = PlannedRisk.objects.filter(~Exists(before), plan=self._plan, risk__unit=self._plan.unit_id)
        return places.order_by("position", "pk").values_list("risk", flat=True)


def in_plans_order(here: BoardYear, risks: RiskQuerySet) -> RiskQuerySet:
    """As the plan has them; then those that it has not, as they came into the register."""
    places = PlannedRisk.objects.filter(plan=here.plan, risk=OuterRef("pk")).order_by("position")
    return risks.order_by(Subquery(places.values("position")[:1]).asc(nulls_last=True), "pk")


def gravest_first(risks: RiskQuerySet, tallies: Sequence[Tally]) -> RiskQuerySet:
    """By value, the greatest first; those without one last. The risks have been given their tallies' keys."""
    keys: dict[int, list[str]] = defaultdict(list)
    for tally in tallies:
        if tally.written_value is None and tally.now.value is not None:
            keys[tally.now.value].append(tally.key)
    computed = Case(
        *(When(key__in=of_value, then=Value(value)) for value, of_value in keys.items()), output_field=IntegerField()
    )
    value = Coalesce(F("now__value"), computed) if keys else F("now__value")
    return risks.order_by(value.desc(nulls_last=True), "pk")
