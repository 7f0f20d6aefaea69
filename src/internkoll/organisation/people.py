"""The people: inviting them, their roles, and shutting out those who no longer belong."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from internkoll.base.history import Change, record
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.organisation.roles import Reach, leaves_an_administrator
from internkoll.organisation.services import OrganisationRefusal, add_person, grant_role


@dataclass(frozen=True, slots=True)
class Invited:
    grant: RoleGrant
    is_new_person: bool


@transaction.atomic
def invite_person(*, by: User, email: str, name: str, unit: Unit, role: str) -> Invited:
    """Gives the person with that address the role; one who is not known yet is added, and signs in by e-mail.

    One who is known keeps the name that stands.
    """
    if not Reach.of(by).may_give(role, unit):
        raise OrganisationRefusal(_("Du får inte ge den rollen vid den enheten."))
    person = User.objects.filter(email=email.casefold()).first()
    is_new = person is None
    if person is None:
        person = add_person(by=by, email=email, name=_one_line(name))
        # The chain of history holds no names or addresses: they can be erased, and it still holds.
        record(by=by, unit=unit, changes=[Change("person added", person, after={"user": person.pk})])
    _refuse_unless_needed(person, unit, role)
    return Invited(grant_role(by=by, user=person, unit=unit, role=role), is_new)


def _refuse_unless_needed(person: User, unit: Unit, role: str) -> None:
    if not person.is_active:
        raise OrganisationRefusal(_("Personen är avstängd och måste släppas in igen innan den får en roll."))
    if RoleGrant.objects.filter(user=person, unit=unit, role=role).exists():
        raise OrganisationRefusal(_("Personen har redan den rollen där."))


@transaction.atomic
def withdraw_role(*, by: User, grant: RoleGrant) -> None:
    _hold_municipalities([grant])
    if not RoleGrant.objects.filter(pk=grant.pk).exists():
        raise OrganisationRefusal(_("Någon annan har redan tagit bort rollen."))
    if not Reach.of(by).may_give(grant.role, grant.unit):
        raise OrganisationRefusal(_("Du får inte ta bort den rollen."))
    if grant.role == RoleGrant.Role.ADMINISTRATOR and not leaves_an_administrator(grant):
        raise OrganisationRefusal(
            _("Det är den sista administratören. Ge rollen till någon annan först, och ta sedan bort den här.")
        )
    told = {"user": grant.user_id, "role": grant.role}
    record(by=by, unit=grant.unit, changes=[Change("role withdrawn", grant, before=told)])
    grant.delete()
    for person in (by, grant.user):
        person.ask_anew_what_is_held()


@transaction.atomic
def rename_person(*, by: User, person: User, name: str) -> None:
    grants = _held_for_change(by, person)
    told = _one_line(name)
    if not told:
        raise OrganisationRefusal(_("Skriv personens namn."))
    if told != person.name:
        person.name = told
        person.save(update_fields=["name"])
        _tell(by, grants, Change("person changed", person, after={"changed": "name"}))


@transaction.atomic
def change_address(*, by: User, person: User, email: str) -> str | None:
    """Gives the person another address to sign in by. Returns the one before it; None where it is the same."""
    grants = _held_for_change(by, person)
    if not Reach.of(by).may_give_address(person, grants):
        raise OrganisationRefusal(_("Du får inte ändra den personens e-postadress."))
    before, wanted = person.email, email.strip().casefold()
    if wanted == before:
        return None
    taken = OrganisationRefusal(_("Det finns redan en användare med adressen {email}.").format(email=wanted))
    if User.objects.filter(email__iexact=wanted).exclude(pk=person.pk).exists():
        raise taken
    person.email = wanted
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        # Someone else was given the same address at the same moment.
        raise taken from None
    # The chain of history holds no addresses: they can be erased, and it still holds.
    _tell(by, grants, Change("person changed", person, after={"changed": "email"}))
    return before


@transaction.atomic
def shut_out_person(*, by: User, person: User, withdraw: Sequence[RoleGrant] = ()) -> None:
    """She is signed out at once, and can't sign in until she is let in again.

    Her roles stay, but for those of `withdraw`: all that is asked for is done, or nothing.
    """
    _set_active(by, person, False)
    for grant in withdraw:
        withdraw_role(by=by, grant=grant)


@transaction.atomic
def let_in_person(*, by: User, person: User) -> None:
    _set_active(by, person, True)


def _set_active(by: User, person: User, is_active: bool) -> None:
    grants = _held_for_change(by, person)
    if person.is_active == is_active:
        return
    before, after = {"is_active": person.is_active}, {"is_active": is_active}
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    _tell(by, grants, Change("person changed", person, before=before, after=after))


def _held_for_change(by: User, person: User) -> Sequence[RoleGrant]:
    """The person's roles, where `by` may change the person."""
    grants = list(RoleGrant.objects.filter(user=person).select_related("unit").order_by("unit__path"))
    _hold_municipalities(grants)
    person.refresh_from_db()
    if not Reach.of(by).may_change(person, grants):
        raise OrganisationRefusal(_("Du får inte ändra den personens uppgifter."))
    return grants


def _hold_municipalities(grants: Sequence[RoleGrant]) -> None:
    """Two who take each other's roles at once would leave a municipality without an administrator: one at a time."""
    roots = {grant.unit.path[: Unit.steplen] for grant in grants}
    list(Unit.objects.select_for_update(no_key=True).filter(path__in=roots).order_by("path"))


def _tell(by: User, grants: Sequence[RoleGrant], change: Change) -> None:
    """The change stands in the history of every unit where the person has a role."""
    for unit in {grant.unit_id: grant.unit for grant in grants}.values():
        record(by=by, unit=unit, changes=[change])


def _one_line(text: str) -> str:
    return " ".join(text.split())
