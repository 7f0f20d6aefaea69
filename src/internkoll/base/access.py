"""Who may see and do what. The one place where a page, a file or a fragment gets its objects: for this user, or not.

A role held at a unit holds for all that lies below it. What no role lets a person see does not exist for them (404);
what they may see but not do is refused (403). What is not granted here is denied. docs/roles.md tells the same table.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from internkoll.base.models import RoleGrant, Unit, UnitQuerySet, User

M = TypeVar("M", bound=Model)
Person = User | AnonymousUser
_ROLE = RoleGrant.Role


class Capability(StrEnum):
    """Something that a role may let a person do at a unit and below it."""

    READ = "read"
    MANAGE_UNITS = "manage_units"
    MANAGE_PEOPLE = "manage_people"
    SET_METHOD = "set_method"
    KEEP_REGISTER = "keep_register"
    PREPARE_PLAN = "prepare_plan"
    RECORD_DECISION = "record_decision"
    RUN_ROUNDS = "run_rounds"
    REPORT_OWN = "report_own"
    REPORT_ANY = "report_any"
    ATTEST = "attest"
    KEEP_OWN_ACTIONS = "keep_own_actions"
    KEEP_ACTIONS = "keep_actions"
    ASSESS = "assess"


_KEEPERS = frozenset({_ROLE.COORDINATOR, _ROLE.HEAD})
ALLOWED: Mapping[Capability, frozenset[str]] = {
    # Every role reads the pages of the boards that it is held at: they are the boards' public documents.
    Capability.READ: frozenset(_ROLE),
    Capability.MANAGE_UNITS: frozenset({_ROLE.ADMINISTRATOR}),
    Capability.MANAGE_PEOPLE: frozenset({_ROLE.ADMINISTRATOR, _ROLE.COORDINATOR}),
    Capability.SET_METHOD: frozenset({_ROLE.ADMINISTRATOR, _ROLE.COORDINATOR}),
    Capability.KEEP_REGISTER: _KEEPERS,
    Capability.PREPARE_PLAN: _KEEPERS,
    Capability.RECORD_DECISION: _KEEPERS,
    Capability.RUN_ROUNDS: frozenset({_ROLE.COORDINATOR}),
    Capability.REPORT_OWN: _KEEPERS | {_ROLE.CONTROL_OWNER},
    Capability.REPORT_ANY: _KEEPERS,
    Capability.ATTEST: frozenset({_ROLE.HEAD}),
    Capability.KEEP_OWN_ACTIONS: _KEEPERS | {_ROLE.CONTROL_OWNER, _ROLE.ACTION_OWNER},
    Capability.KEEP_ACTIONS: _KEEPERS,
    Capability.ASSESS: _KEEPERS,
}


def person_of(request: HttpRequest) -> User:
    """The one who asks, who has signed in: no page but those of signing in is let be seen by anyone else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def capabilities_at(user: Person, unit: Unit) -> frozenset[Capability]:
    """All that the user may do at that unit."""
    roles = {role for role, path in _held(user) if unit.path.startswith(path)}
    return frozenset(capability for capability, allowed in ALLOWED.items() if roles & allowed)


@dataclass(frozen=True, slots=True)
class Anywhere:
    """All that a person may do at some unit, and whether she reads all of some municipality, with every board in it."""

    can: frozenset[Capability] = frozenset()
    has_municipality: bool = False


def anywhere(user: Person) -> Anywhere:
    """What the menu shows."""
    held = _held(user)
    roles = {role for role, _ in held}
    return Anywhere(
        frozenset(capability for capability, allowed in ALLOWED.items() if roles & allowed),
        any(len(path) == Unit.steplen and role in ALLOWED[Capability.READ] for role, path in held),
    )


def may(user: Person, capability: Capability, unit: Unit) -> bool:
    return capability in capabilities_at(user, unit)


def require(user: Person, capability: Capability, unit: Unit) -> None:
    """Refuses (403) a user who sees the unit but may not do this there; one who does not see it gets 404."""
    held = capabilities_at(user, unit)
    if Capability.READ not in held:
        raise Http404("Sidan finns inte.")
    if capability not in held:
        raise PermissionDenied


def units_where(user: Person, capability: Capability) -> UnitQuerySet:
    """The units where the user may do that, in the order of the tree."""
    units: UnitQuerySet = Unit.objects.filter(_below(_paths(user, capability), "path")).order_by("path")
    return units


def boards_where(user: Person, capability: Capability) -> UnitQuerySet:
    return units_where(user, capability).boards()


def boards_in_line(user: Person, capability: Capability) -> UnitQuerySet:
    """The boards at, below or above a unit where a role gives the capability.

    A unit's manager reports the board's controls that are hers, though nothing lets her read all of the board.
    """
    paths = _paths(user, capability)
    above = {path[:end] for path in paths for end in range(Unit.steplen, len(path), Unit.steplen)}
    boards: UnitQuerySet = Unit.objects.filter(_below(paths, "path") | Q(path__in=above)).boards().order_by("path")
    return boards


def units_readable_by(user: Person) -> UnitQuerySet:
    return units_where(user, Capability.READ)


def boards_readable_by(user: Person) -> UnitQuerySet:
    return boards_where(user, Capability.READ)


def people_in_line(board: Unit) -> QuerySet[User]:
    """Everyone with a role at the board, above it or below it: those whom its work can be given to."""
    in_line = Q(grants__unit__in=Unit.objects.at_or_above(board)) | Q(grants__unit__path__startswith=board.path)
    return User.objects.filter(in_line, is_active=True).distinct().order_by("name", "pk")


def people_who(capability: Capability, board: Unit, *, tied: Collection[int] = ()) -> QuerySet[User]:
    """Those in line with the board whose role there lets them do that, and those who are tied to the work already.

    One who is tied and has left since stays among the choices: she is taken away only by one who means to.
    """
    in_line = Q(unit__in=Unit.objects.at_or_above(board)) | Q(unit__path__startswith=board.path)
    able = RoleGrant.objects.filter(in_line, role__in=ALLOWED[capability]).values("user")
    return User.objects.filter(Q(pk__in=able, is_active=True) | Q(pk__in=tied)).order_by("name", "pk")


def unit_or_404(user: Person, pk: int, capability: Capability = Capability.READ) -> Unit:
    """The unit for this user. One that exists but is not theirs to see is as unknown as one that does not exist."""
    units: QuerySet[Unit] = Unit.objects.all()
    return _thing(user, units, pk, "path", capability, "Enheten finns inte.")


def board_or_404(user: Person, pk: int, capability: Capability = Capability.READ) -> Unit:
    boards: QuerySet[Unit] = Unit.objects.boards()
    return _thing(user, boards, pk, "path", capability, "Nämnden finns inte.")


def of_readable_boards_or_404(
    user: Person, things: QuerySet[M], pk: int, *, board: str, capability: Capability = Capability.READ
) -> M:
    """The thing with that key, where `board` is the lookup from it to its board ("plan__unit")."""
    return _thing(user, things, pk, f"{board}__path", capability, "Sidan finns inte.")


def _thing(user: Person, things: QuerySet[M], pk: int, path: str, capability: Capability, message: str) -> M:
    found = things.filter(_below(_paths(user, Capability.READ), path), pk=pk).first()
    if found is None:
        raise Http404(message)
    if capability != Capability.READ and not things.filter(_below(_paths(user, capability), path), pk=pk).exists():
        raise PermissionDenied
    return found


def _held(user: Person) -> tuple[tuple[str, str], ...]:
    """Her roles, with the paths of the units that they are held at. One query, the first time that it is asked."""
    return user.held if isinstance(user, User) and user.is_active else ()


def _paths(user: Person, capability: Capability) -> list[str]:
    return sorted({path for role, path in _held(user) if role in ALLOWED[capability]})


def _below(paths: Iterable[str], lookup: str) -> Q:
    """Nothing at all where there are no paths: deny is the default."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths), Q(pk__in=[]))
