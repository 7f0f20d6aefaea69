"""What the open rounds await: the one set that the lists, their counters and the pages' "next" share.

A check is awaited in the rounds of its plan's year that it recurs in, until a result of it has been told. One that
nobody knows how often it recurs is awaited in all of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from internkoll.base.access import Capability, boards_in_line
from internkoll.base.models import User
from internkoll.followup.awaiting import left_out_of
from internkoll.followup.models import Draft, Result, Round
from internkoll.plan.models import Check, Plan

AWAITS = "plan__unit__rounds"


def awaited(rounds: QuerySet[Round]) -> QuerySet[Check]:
    """The checks in the plans in force, once for each of the rounds (`round_id`) that awaits it and has no result told.

    One that was returned is awaited again.

    Three queries before the one that is returned, however many rounds.
    """
    asked = list(rounds)
    told = Result.objects.reported().filter(round=OuterRef("round_id"), for_check=OuterRef("pk"))
    of_year = {f"{AWAITS}__in": [round_.pk for round_ in asked], f"{AWAITS}__year": F("plan__year")}
    return (
        Check.objects.filter(**of_year, plan__in=Plan.objects.in_force())
        .annotate(round_id=F(f"{AWAITS}__pk"), round_due=F(f"{AWAITS}__due"))
        .filter(~Exists(told), ~_not_due_in(asked))
    )


def _not_due_in(rounds: Collection[Round]) -> Q:
    """The rounds that leave the same rules out are asked of together: there are few different ones."""
    by_rules: dict[frozenset[str], list[int]] = {}
    left_out = left_out_of(rounds)
    for round_ in rounds:
        by_rules.setdefault(left_out[round_.pk], []).append(round_.pk)
    none = Q(pk__in=())
    return reduce(or_, (Q(round_id__in=keys, recurrence__in=rules) for rules, keys in by_rules.items() if rules), none)


def has_nobody() -> Q:
    """Whether a check has no person who can report it: none is tied to it, or those who are have been shut out."""
    able = Check.owners.through.objects.filter(check=OuterRef("pk"), user__is_active=True)
    return ~Q(Exists(able))


def unreported(round_: Round) -> QuerySet[Check]:
    """The checks that the round has no result of."""
    return awaited(Round.objects.filter(pk=round_.pk))


def awaited_of(user: User, today: date) -> QuerySet[Check]:
    """Those that the person herself is to report now, the first due first; what was returned to her stands apart."""
    boards = boards_in_line(user, Capability.REPORT_OWN)
    returned = Result.objects.returned().filter(round=OuterRef("round_id"), for_check=OuterRef("pk"))
    hers = awaited(Round.objects.open_on(today).filter(unit__in=boards)).filter(~Exists(returned), owners=user)
    return hers.order_by(F("round_due").asc(nulls_last=True), F("round_id"), "control__position", "position", "pk")


@dataclass(frozen=True, slots=True)
class Task:
    """A check to report in a round."""

    round: Round
    check: Check
    draft: Draft | None
    today: date

    @property
    def days_left(self) -> int | None:
        return (self.round.due - self.today).days if self.round.due else None

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))

    @property
    def is_due_today(self) -> bool:
        return self.days_left == 0


def tasks_of(user: User, keys: Sequence[tuple[int, int]], today: date) -> list[Task]:
    """The tasks with those keys (check, round), in that order. Three queries, however many."""
    checks = with_all_of_it(Check.objects.all()).in_bulk([check for check, _ in keys])
    rounds = Round.objects.select_related("unit").in_bulk([round_ for _, round_ in keys])
    drafts = {
        (draft.for_check_id, draft.round_id): draft
        for draft in Draft.objects.filter(user=user, for_check__in=list(checks), round__in=list(rounds))
    }
    return [Task(rounds[r], checks[c], drafts.get((c, r)), today) for c, r in keys]


def with_all_of_it(checks: QuerySet[Check]) -> QuerySet[Check]:
    """With the control, the risk and the board of each; without the plans' frozen copies, which may be large."""
    related = checks.select_related("control__plan__unit", "control__planned_risk__risk", "control__area")
    return related.defer("control__plan__frozen")
