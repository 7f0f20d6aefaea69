"""What is not reported in an open round, by the words that tell who is responsible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from internkoll.base.parts import InParts
from internkoll.followup.due import with_all_of_it
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check
from internkoll.rules.order import natural_key


class ByResponsible(InParts[Check]):
    """The checks in the Swedish order of their responsible, a part of them at a time: the database does the counting.

    Three queries for a part, however many checks there are.
    """

    def __init__(self, checks: QuerySet[Check]) -> None:
        self._checks = checks
        counted = checks.order_by().values_list("responsible").annotate(Count("pk", distinct=True))
        self._counts = sorted(counted, key=lambda pair: natural_key(pair[0]))

    def __len__(self) -> int:
        return sum(count for _, count in self._counts)

    def part(self, part: slice) -> list[Check]:
        start, stop, _ = part.indices(len(self))
        return self._part(start, stop)

    def _part(self, start: int, stop: int) -> list[Check]:
        words, before, passed = [], 0, 0
        for word, count in self._counts:
            if passed + count <= start:
                before += count
            elif passed < stop:
                words.append(word)
            passed += count
        place = Case(
            *(When(responsible=word, then=Value(n)) for n, word in enumerate(words)),
            default=Value(0),
            output_field=IntegerField(),
        )
        found = with_all_of_it(self._checks.filter(responsible__in=words)).prefetch_related("owners")
        return list(found.order_by(place, "control__position", "position", "pk")[start - before : stop - before])


@dataclass(frozen=True, slots=True)
class Late:
    """A check that is not reported, and the people who are reminded of it. `is_returned`: it is to be done over."""

    check: Check
    people: str
    is_returned: bool


def late_of(checks: Sequence[Check], round_: Round | None) -> list[Late]:
    """One query."""
    returned = Result.objects.returned().filter(round=round_, for_check__in=[check.pk for check in checks])
    keys = set(returned.values_list("for_check", flat=True))
    return [Late(check, ", ".join(str(person) for person in check.owners.all()), check.pk in keys) for check in checks]


def days_late(due: date | None, today: date) -> int:
    return max(0, (today - due).days) if due else 0
