"""Who may give which role, and change which person: what the table of docs/roles.md can't say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from internkoll.base.access import ALLOWED, Capability
from internkoll.base.models import RoleGrant, Unit, User

_ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a person may give roles, as the beginnings of the units' paths."""

    person: User
    manages: tuple[str, ...]
    administers: tuple[str, ...]

    @classmethod
    def of(cls, person: User) -> Reach:
        """One query."""
        giving = RoleGrant.objects.filter(
            user=person.pk, user__is_active=True, role__in=ALLOWED[Capability.MANAGE_PEOPLE]
        )
        held = list(giving.values_list("role", "unit__path"))
        return cls(
            person=person,
            manages=tuple(path for _, path in held),
            administers=tuple(path for role, path in held if role == _ADMINISTRATOR),
        )

    def may_give(self, role: str, unit: Unit) -> bool:
        """Only an administrator makes another one. Who may give a role may take it back."""
        where = self.administers if role == _ADMINISTRATOR else self.manages
        return bool(unit.path.startswith(where))

    def may_give_address(self, person: User, grants: Iterable[RoleGrant]) -> bool:
        """The address is what one signs in by: only an administrator of all that the person has roles at changes it."""
        held = list(grants)
        return self.may_change(person, held) and all(g.unit.path.startswith(self.administers) for g in held)

    def may_change(self, person: User, grants: Iterable[RoleGrant]) -> bool:
        """Whether the person, who has those roles, may be renamed and shut out: only by one who could give them all.

        One without roles is nobody's here, and support staff are kept by support staff.
        """
        held = list(grants)
        could_give_all = bool(held) and all(self.may_give(grant.role, grant.unit) for grant in held)
        return could_give_all and person != self.person and not (person.is_staff or person.is_superuser)


def leaves_an_administrator(grant: RoleGrant) -> bool:
    """Whether someone else is administrator at the unit or above it, when that role is taken back."""
    others = RoleGrant.objects.filter(
        role=_ADMINISTRATOR, unit__in=Unit.objects.at_or_above(grant.unit), user__is_active=True
    )
    return others.exclude(pk=grant.pk).exists()
