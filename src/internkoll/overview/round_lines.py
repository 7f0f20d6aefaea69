"""The lines that a round awaits something of: chosen and ordered in the database, and fetched a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from internkoll.base.parts import InParts
from internkoll.followup.models import Result, ResultAction, Round, counts
from internkoll.overview.reported import Reported, reported_at
from internkoll.overview.tally import Heap, RoundTally, Tally, checks_of, outside, results_of
from internkoll.overview.words import MISSING, OUTSIDE, REMARKS, REPORTED, UNANSWERED, WORDLESS
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Check, PlannedRisk
from internkoll.plan.rows import risks_alone
from internkoll.register.models import Estimate


class RoundLines(InParts[Reported]):
    """The lines that are counted under a word ("visa" in the address), or all of them where none is asked for.

    All of them are also those that the round does not await: they may be reported in it all the same.

    What it counts has been counted already; what it gives is asked for a part at a time.
    """

    def __init__(self, here: BoardYear, tally: RoundTally, before: Round | None, key: str | None = None) -> None:
        self.here, self.tally, self.before, self.key = here, tally, before, key

    def __len__(self) -> int:
        if self.key == UNANSWERED:
            return self.checks().count()
        not_due = self.tally.outside if self.key in (None, OUTSIDE) else 0
        return self._count(self.tally.controls) + self._count(self.tally.risks) + not_due

    def part(self, part: slice) -> list[Reported]:
        found = list(self._places()[part])
        return reported_at(
            self.here,
            self.tally.round,
            self.before,
            checks=[place["key"] for place in found if place["is_check"]],
            risks=[place["key"] for place in found if not place["is_check"]],
            plans_actions=self.tally.plans_actions,
        )

    def checks(self) -> QuerySet[Check]:
        checks = checks_of(self.here.plan)
        if self.key is None:
            return checks
        if self.key == OUTSIDE:
            return outside(self.here.plan, self.tally.round, self.tally.left_out)
        told = Result.objects.reported().filter(round=self.tally.round, for_check=OuterRef("pk"))
        if self.key == REPORTED:
            return checks.filter(Exists(told))
        if self.key == MISSING:
            return checks.filter(~Exists(told), ~Q(recurrence__in=self.tally.left_out))
        heaps = self._heaps(self.tally.controls)
        if not heaps:
            return checks.none()
        if self.key == UNANSWERED:
            return checks.filter(pk__in=self._unanswered(heaps).values("for_check"))
        # Joined, so that the database may begin with the results, which may be few.
        field = self.tally.words.field
        written = _written(f"results__{field}", heaps) if field else Q()
        return checks.filter(written, counts("results__"), results__round=self.tally.round)

    def _unanswered(self, remarks: Sequence[Heap]) -> QuerySet[Result]:
        told = results_of(self.here.plan, self.tally.round).filter(_written(self.tally.words.field, remarks))
        return told.filter(~Exists(ResultAction.objects.filter(result=OuterRef("pk"))), no_action_why="")

    def risks(self) -> QuerySet[PlannedRisk]:
        awaited = risks_alone(self.here.plan)
        if self.key is None:
            return awaited
        told = Estimate.objects.filter(year=self.here.year, period=self.tally.round.label, risk=OuterRef("risk"))
        if self.key in (REPORTED, MISSING):
            return awaited.filter(Exists(told) if self.key == REPORTED else ~Exists(told))
        heaps = self._heaps(self.tally.risks)
        return awaited.filter(Exists(told.filter(_written("level", heaps)))) if heaps else awaited.none()

    def _count(self, tally: Tally) -> int:
        if self.key is None:
            return tally.total
        if self.key == REPORTED:
            return tally.done
        return tally.missing if self.key == MISSING else sum(heap.count for heap in self._heaps(tally))

    def _heaps(self, tally: Tally) -> list[Heap]:
        if self.key in (REMARKS, UNANSWERED):
            return [heap for heap in tally.heaps if heap.is_remark]
        found = tally.heap(None if self.key == WORDLESS else self.key)
        return [found] if found else []

    def _places(self) -> QuerySet[Any, dict[str, int]]:
        return places_of(self.checks(), self.risks() if self.tally.risks.total else None)


def places_of(checks: QuerySet[Check], risks: QuerySet[PlannedRisk] | None) -> QuerySet[Any, dict[str, int]]:
    """Where each of those lines stands and what it is, in order. A plan's lines have no place in common."""
    placed = _placed(checks, is_check=1)
    if risks is None:
        return placed.order_by("position", "key")
    return _placed(risks, is_check=0).union(placed, all=True).order_by("position", "key")


def _placed(lines: QuerySet[Any], *, is_check: int) -> QuerySet[Any, dict[str, int]]:
    kind = Value(is_check, output_field=IntegerField())
    placed: QuerySet[Any, dict[str, int]] = lines.order_by().annotate(is_check=kind, key=F("pk"))
    return placed.values("position", "is_check", "key")


def _written(field: str, heaps: Iterable[Heap]) -> Q:
    """What is written in the field in any of the ways of those heaps. What is not written is null or empty."""
    words = {word for heap in heaps for word in heap.written}
    told = Q(**{f"{field}__in": [word for word in words if word]})
    return told if all(words) else told | Q(**{f"{field}__isnull": True}) | Q(**{field: ""})


MOST_NAMED = 5


def numbers_of(lines: Callable[[], QuerySet[Any]], count: int, number: str) -> tuple[str, ...]:
    """The numbers of those lines, where they are few enough to name; they are not made where they are not.

    None at all where one of the lines has none, or several share one.
    """
    if not 0 < count <= MOST_NAMED:
        return ()
    names = list(lines().order_by("position").values_list(number, flat=True)[: MOST_NAMED + 1])
    return tuple(names) if all(names) and len(set(names)) == len(names) else ()
