"""Mina uppgifter: what the person who has signed in has to do now, of every kind, on one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.base.access import Capability, boards_in_line, boards_where, person_of
from internkoll.base.models import Unit, User
from internkoll.base.pages import page_of
from internkoll.followup.due import Task, awaited, awaited_of, has_nobody, tasks_of
from internkoll.followup.models import Draft, Result, Round
from internkoll.followup.report_page import receipt_of
from internkoll.imports.workbooks.waiting import waiting_books
from internkoll.plan.models import Check

MOST_ACTIONS = 20
# As many as a person takes in at a time.
TASKS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things of some kind a board's year has."""

    board: Unit
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class OwnAction:
    action: Action
    today: date

    @property
    def is_late(self) -> bool:
        return self.action.due is not None and self.action.due < self.today


def home(request: HttpRequest) -> HttpResponse:
    user, today = person_of(request), timezone.localdate()
    page = _page_of_tasks(request, user, today)
    actions = actions_of(user)
    unreported = unreported_in_boards_of(user, today)
    context = {
        "receipt": receipt_of(user, request.GET.get("inlamnat", ""), today),
        "returned": returned_to(user, today),
        "page": page,
        "tasks": page.object_list,
        "drafts": other_drafts_of(user, today),
        "waiting": waiting_for(user),
        "books": waiting_books(user),
        "actions": [OwnAction(action, today) for action in actions[:MOST_ACTIONS]],
        "more_actions": max(0, actions.count() - MOST_ACTIONS),
        "late": unreported.late,
        "nobody": unreported.nobody,
    }
    return render(request, "overview/home.html", context)


def _page_of_tasks(request: HttpRequest, user: User, today: date) -> Page[Task]:
    keys = awaited_of(user, today).values_list("pk", F("round_id"))
    page: Page[Any] = page_of(keys, request, rows_a_page=TASKS_A_PAGE)
    page.object_list = tasks_of(user, list(page.object_list), today)
    return page


def returned_to(user: User, today: date) -> QuerySet[Result]:
    """The results of her checks, and those she reported, that were returned in rounds that still take them."""
    boards = boards_in_line(user, Capability.REPORT_OWN)
    returned = Result.objects.returned().filter(round__in=Round.objects.open_on(today).filter(unit__in=boards))
    own = returned.filter(for_check__owners=user) | returned.filter(reported_by=user)
    return own.select_related("round__unit", "control", "reviewed_by").distinct().order_by("round__due", "pk")


def other_drafts_of(user: User, today: date) -> QuerySet[Draft]:
    """The person's drafts beside her own tasks: of checks that someone has reported since, and of others' checks."""
    boards = boards_in_line(user, Capability.REPORT_OWN)
    drafts = Draft.objects.filter(user=user, round__in=Round.objects.open_on(today).filter(unit__in=boards))
    told = Result.objects.told().filter(round=OuterRef("round"), for_check=OuterRef("for_check"))
    is_own = Exists(Check.objects.filter(pk=OuterRef("for_check"), owners=user))
    others = drafts.filter(Exists(told) | ~is_own)
    return others.select_related("round__unit", "for_check__control").order_by("-saved_at")


def waiting_for(user: User) -> list[Counted]:
    """What the person can attest, by board and year: what others have reported."""
    waiting = Result.objects.waiting().filter(round__unit__in=boards_where(user, Capability.ATTEST))
    by_year = waiting.exclude(reported_by=user).order_by().values_list("round__unit", "round__year")
    return _counted(by_year.annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Unreported:
    """What is to be reported in the boards that a person coordinates.

    `late`: what should have been; `nobody`: what has a responsible in words that no person is tied to.
    """

    late: list[Counted]
    nobody: list[Counted]


def unreported_in_boards_of(user: User, today: date) -> Unreported:
    """Both are counted in one walk through what the rounds await, which may be long."""
    rounds = Round.objects.open_on(today).filter(unit__in=boards_where(user, Capability.RUN_ROUNDS))
    by_year = awaited(rounds).order_by().values_list("plan__unit", "plan__year")
    counts = list(
        by_year.annotate(late=Count("pk", filter=Q(round_due__lt=today)), nobody=Count("pk", filter=has_nobody()))
    )
    return Unreported(
        _counted((board, year, late) for board, year, late, _ in counts),
        _counted((board, year, nobody) for board, year, _, nobody in counts),
    )


def _counted(counts: Iterable[tuple[int, int, int]]) -> list[Counted]:
    """Those of which there are any, in the Swedish order of the boards. One query beside that of the counts."""
    told = [(board, year, count) for board, year, count in counts if count]
    boards = Unit.objects.in_bulk([board for board, _, _ in told])
    found = [Counted(boards[board], year, count) for board, year, count in told]
    return sorted(found, key=lambda counted: (counted.board.order, counted.year))


def actions_of(user: User) -> QuerySet[Action]:
    """The person's own that are not ended, the first due first."""
    own = Action.objects.owned_by(user).open()
    return own.select_related("unit").order_by(F("due").asc(nulls_last=True), "pk")
