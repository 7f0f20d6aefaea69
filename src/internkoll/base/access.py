"""Who may see what. The one place where a page, a file or a fragment gets its objects: for this user, or 404.

A role held at a unit holds for all that lies below it. What no role allows does not exist for the user.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from internkoll.base.models import RoleGrant, Unit, UnitQuerySet, User

M = TypeVar("M", bound=Model)

# Every role reads the documents of the boards that it is held at: they are the boards' public documents.
READING_ROLES = tuple(RoleGrant.Role)


def units_readable_by(user: User | AnonymousUser) -> UnitQuerySet:
    """The units at and below those where the user holds a role, in the order of the tree."""
    units: UnitQuerySet = Unit.objects.filter(_below(_paths(user), "path")).order_by("path")
    return units


def boards_readable_by(user: User | AnonymousUser) -> UnitQuerySet:
    return units_readable_by(user).boards()


def board_or_404(user: User | AnonymousUser, pk: int) -> Unit:
    """The board for this user. One that exists but is not theirs to see is as unknown as one that does not exist."""
    boards: QuerySet[Unit] = boards_readable_by(user).filter(pk=pk)
    return _or_404(boards, "Nämnden finns inte.")


def of_readable_boards_or_404(user: User | AnonymousUser, things: QuerySet[M], pk: int, *, board: str) -> M:
    """The thing with that key, where `board` is the lookup from it to its board ("plan__unit")."""
    return _or_404(things.filter(_below(_paths(user), f"{board}__path"), pk=pk), "Sidan finns inte.")


def _or_404(things: QuerySet[M], message: str) -> M:
    found = things.first()
    if found is None:
        raise Http404(message)
    return found


def _paths(user: User | AnonymousUser) -> list[str]:
    if not isinstance(user, User) or not user.is_active:
        return []
    grants = RoleGrant.objects.filter(user=user, role__in=READING_ROLES)
    return list(grants.values_list("unit__path", flat=True).distinct())


def _below(paths: Iterable[str], lookup: str) -> Q:
    """Nothing at all where there are no paths: deny is the default."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), Q(pk__in=[]))
