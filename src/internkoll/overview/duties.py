"""What a person has to do and is answerable for, as one who keeps the people sees it when she leaves.

Only what the one who looks may read is told, and a way to give it to another only where she may.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from internkoll.actions.models import Action
from internkoll.base.access import ALLOWED, Capability, boards_readable_by, boards_where
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check, Plan

# So many of a kind are shown; the rest are counted.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Duty:
    """A check or an action. `give_url`: where it is given to another; empty for one who may not do that."""

    text: str
    board: str
    year: int | None
    due: date | None
    give_url: str


@dataclass(frozen=True, slots=True)
class Attesting:
    """A board whose results she may attest; `count` of them wait. `is_alone`: nobody else may.

    `give_url`: where another is given such a role.
    """

    board: str
    count: int
    is_alone: bool
    give_url: str


@dataclass(frozen=True, slots=True)
class Duties:
    checks: tuple[Duty, ...]
    check_count: int
    actions: tuple[Duty, ...]
    action_count: int
    attesting: tuple[Attesting, ...]

    @property
    def count(self) -> int:
        """How many tasks nobody does when she is gone."""
        return self.check_count + self.action_count + sum(found.count for found in self.attesting if found.is_alone)

    @property
    def more_checks(self) -> int:
        return self.check_count - len(self.checks)

    @property
    def more_actions(self) -> int:
        return self.action_count - len(self.actions)


def duties_of(person: User, by: User, today: date) -> Duties:
    """The same few queries, however much she has."""
    boards = list(boards_readable_by(by))
    checks, actions = checks_tied_to(person, boards, today), actions_tied_to(person, boards)
    planners, keepers = _keys(by, Capability.PREPARE_PLAN), _keys(by, Capability.KEEP_ACTIONS)
    return Duties(
        checks=tuple(_of_check(check, planners) for check in checks[:MOST_SHOWN]),
        check_count=checks.count(),
        actions=tuple(_of_action(action, keepers) for action in actions[:MOST_SHOWN]),
        action_count=actions.count(),
        attesting=tuple(_attesting(person, boards, _keys(by, Capability.MANAGE_PEOPLE))),
    )


def _keys(by: User, capability: Capability) -> frozenset[int]:
    return frozenset(boards_where(by, capability).values_list("pk", flat=True))


def checks_tied_to(person: User, boards: Sequence[Unit], today: date) -> QuerySet[Check]:
    """Those of the plans in force of this year and later, and of an earlier year that is still being reported."""
    open_rounds = Round.objects.open_on(today).filter(unit=OuterRef("plan__unit"), year=OuterRef("plan__year"))
    in_force = Plan.objects.filter(unit__in=boards).in_force()
    found = Check.objects.filter(Q(plan__year__gte=today.year) | Exists(open_rounds), owners=person, plan__in=in_force)
    related = found.select_related("control", "plan__unit").defer("plan__frozen")
    return related.order_by("plan__unit__path", "plan__year", "position", "pk")


def actions_tied_to(person: User, boards: Sequence[Unit]) -> QuerySet[Action]:
    found = Action.objects.open().filter(owners=person, unit__in=boards).select_related("unit")
    return found.order_by(F("due").asc(nulls_last=True), "pk")


def _of_check(check: Check, planners: frozenset[int]) -> Duty:
    plan = check.plan
    address = f"{reverse('plan_responsible', args=[plan.unit_id, plan.year])}?metod={check.pk}"
    return Duty(
        text=check.control.text or str(check),
        board=str(plan.unit),
        year=plan.year,
        due=None,
        give_url=address if plan.unit_id in planners else "",
    )


def _of_action(action: Action, keepers: frozenset[int]) -> Duty:
    return Duty(
        text=action.text,
        board=str(action.unit),
        year=action.year,
        due=action.due,
        give_url=reverse("action_change", args=[action.pk]) if action.unit_id in keepers else "",
    )


def _attesting(person: User, boards: Sequence[Unit], keepers: frozenset[int]) -> list[Attesting]:
    """The boards where something waits for her, or where nobody else could attest it."""
    roles = RoleGrant.objects.filter(role__in=ALLOWED[Capability.ATTEST]).filter(
        Q(user=person) | Q(user__is_active=True)
    )
    held = list(roles.values_list("user", "unit__path"))
    hers = tuple(path for user, path in held if user == person.pk)
    others = tuple(path for user, path in held if user != person.pk)
    own = [board for board in boards if board.path.startswith(hers) and not board.closed_on]
    waiting = Result.objects.waiting().filter(round__unit__in=own).exclude(reported_by=person).order_by()
    counts = dict(waiting.values_list("round__unit").annotate(Count("pk")))
    found = [
        Attesting(
            board=str(board),
            count=counts.get(board.pk, 0),
            is_alone=not board.path.startswith(others),
            give_url=reverse("invite", args=[board.pk]) if board.pk in keepers else "",
        )
        for board in own
    ]
    return [attesting for attesting in found if attesting.count or attesting.is_alone]
