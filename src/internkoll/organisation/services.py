"""Keeping the organisation: units, people, roles, and the Method by year."""

from django.db import transaction

from internkoll.base.history import Change, record
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.organisation.models import MethodVersion
from internkoll.rules.method import Method

# As much as the database holds.
LONGEST_NAME = 200


class OrganisationRefusal(ValueError):
    """What was asked for can't be done; the message says why, in Swedish."""


@transaction.atomic
def add_unit(*, by: User | None, name: str, kind: str, parent: Unit | None = None) -> Unit:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise OrganisationRefusal(f"Namnet på en enhet ska ha från 1 till {LONGEST_NAME} tecken.")
    siblings = Unit.objects.get_children(parent) if parent else Unit.objects.get_root_nodes()
    if siblings.filter(name=name).exists():
        raise OrganisationRefusal(f"{name} finns redan på samma nivå.")
    values = {"name": name, "kind": kind}
    unit: Unit = Unit.objects.add_child(parent, values) if parent else Unit.objects.add_root(values)
    record(by=by, unit=unit, changes=[Change("unit added", unit, after=values)])
    return unit


@transaction.atomic
def find_or_add_board(*, by: User | None, name: str, municipality: str) -> Unit:
    """The board of that name in that municipality; both are added where they do not exist."""
    root = Unit.objects.get_root_nodes().filter(name=municipality).first()
    if root is None:
        root = add_unit(by=by, name=municipality, kind=_root_kind(municipality))
    board: Unit | None = Unit.objects.boards().filter(path__startswith=root.path, name=name).first()
    return board or add_unit(by=by, name=name, kind=_board_kind(name), parent=root)


def find_board(*, name: str, municipality: str = "") -> Unit:
    """The one board of that name. Raises OrganisationRefusal where there is none, or several."""
    boards = Unit.objects.boards().filter(name=name)
    if municipality:
        root = Unit.objects.get_root_nodes().filter(name=municipality).first()
        boards = boards.filter(path__startswith=root.path) if root else boards.none()
    found: list[Unit] = list(boards[:2])
    if not found:
        raise OrganisationRefusal(f"Nämnden ”{name}” finns inte. Kontrollera stavningen, eller läs in en plan för den.")
    if len(found) > 1:
        raise OrganisationRefusal(f"Det finns flera som heter ”{name}”. Ange också kommunen med --municipality.")
    return found[0]


def _root_kind(name: str) -> Unit.Kind:
    return Unit.Kind.REGION if name.casefold().startswith("region") else Unit.Kind.MUNICIPALITY


def _board_kind(name: str) -> Unit.Kind:
    folded = name.casefold()
    if "styrelse" in folded:
        return Unit.Kind.EXECUTIVE_BOARD
    if folded.startswith("gemensam"):
        return Unit.Kind.JOINT_BOARD
    return Unit.Kind.COMPANY if folded.endswith(" ab") else Unit.Kind.BOARD


@transaction.atomic
def choose_method(*, by: User | None, unit: Unit, from_year: int, method: Method) -> MethodVersion:
    """Gives the unit a Method from that year on. An earlier year's version is never changed."""
    data = method.model_dump(mode="json", exclude_defaults=True)
    version, is_new = MethodVersion.objects.get_or_create(unit=unit, from_year=from_year, defaults={"data": data})
    if not is_new and version.data != data:
        raise OrganisationRefusal(f"{unit} har redan en annan metod från {from_year}. Ge den nya ett senare år.")
    if is_new:
        record(by=by, unit=unit, changes=[Change("method chosen", version, after={"from_year": from_year, **data})])
    return version


@transaction.atomic
def add_person(*, by: User | None, email: str, name: str, password: str | None = None) -> User:
    if User.objects.filter(email__iexact=email).exists():
        raise OrganisationRefusal(f"Det finns redan en användare med adressen {email}.")
    return User.objects.create_user(email, password, name=name)


@transaction.atomic
def grant_role(*, by: User | None, user: User, unit: Unit, role: str) -> RoleGrant:
    grant, is_new = RoleGrant.objects.get_or_create(user=user, unit=unit, role=role)
    if is_new:
        record(by=by, unit=unit, changes=[Change("role granted", grant, after={"user": user.pk, "role": role})])
    return grant
