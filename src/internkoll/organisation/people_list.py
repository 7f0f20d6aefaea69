"""Who has which role in the line of a unit: at it, above it and below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from internkoll.base.models import RoleGrant, Unit, User
from internkoll.organisation.roles import Reach
from internkoll.rules.order import natural_key


@dataclass(frozen=True, slots=True)
class RoleCount:
    role: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class HeldRole:
    """`may_withdraw`: the one who looks may take it back."""

    grant: RoleGrant
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`roles`: those in the line of the unit; `has_others`: there are more, elsewhere.

    `may_change`: the one who looks may rename the person, and shut her out; `may_give_address`: give her another
    address to sign in by.
    """

    person: User
    roles: tuple[HeldRole, ...]
    has_others: bool
    may_change: bool
    may_give_address: bool

    @property
    def has_signed_in(self) -> bool:
        return self.person.last_login is not None


def grants_in_line(unit: Unit) -> QuerySet[RoleGrant]:
    in_line = Q(unit__in=Unit.objects.at_or_above(unit)) | Q(unit__path__startswith=unit.path)
    return RoleGrant.objects.filter(in_line)


def counts_by_role(grants: QuerySet[RoleGrant]) -> list[RoleCount]:
    """In the order of the roles; those that nobody has are left out. One query."""
    counts = Counter(grants.values_list("role", flat=True))
    return [RoleCount(role.value, str(role.label), counts[role.value]) for role in RoleGrant.Role if counts[role.value]]


def keys_in_order(grants: QuerySet[RoleGrant]) -> list[int]:
    """The grants' keys in Swedish order of the people's names, each person's from the top of the tree down."""
    order = {role.value: place for place, role in enumerate(RoleGrant.Role)}
    found = grants.values_list("user__name", "user_id", "unit__path", "role", "pk")
    rows = [(natural_key(name), user, path, order[role], pk) for name, user, path, role, pk in found]
    return [row[-1] for row in sorted(rows)]


def rows_of(keys: Sequence[int]) -> list[RoleGrant]:
    """The grants with those keys, in that order. One query."""
    found = RoleGrant.objects.select_related("user", "unit").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def person_or_404(by: User, unit: Unit, pk: int) -> PersonPage:
    """The person, where she has a role in the line of the unit."""
    every = list(
        RoleGrant.objects.filter(user__in=User.objects.filter(pk=pk))
        .select_related("user", "unit")
        .order_by("unit__path", "role")
    )
    in_line = [
        grant for grant in every if grant.unit.path.startswith(unit.path) or unit.path.startswith(grant.unit.path)
    ]
    if not in_line:
        raise Http404("Personen finns inte.")
    reach = Reach.of(by)
    return PersonPage(
        person=in_line[0].user,
        roles=tuple(HeldRole(grant, reach.may_give(grant.role, grant.unit)) for grant in in_line),
        has_others=len(in_line) < len(every),
        may_change=reach.may_change(in_line[0].user, every),
        may_give_address=reach.may_give_address(in_line[0].user, every),
    )
