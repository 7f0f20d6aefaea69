"""Keeping the organisation: units, people, roles, and the Method by year."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from internkoll.base.history import Change, record
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, UnitQuerySet, User
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.roles import Reach
from internkoll.rules.method import Method

# As much as the database holds.
LONGEST_NAME = 200
DEEPEST = 50
ROOT_KINDS = (Unit.Kind.MUNICIPALITY, Unit.Kind.REGION)
# What the history tells of the organisation itself; all else is work that the unit has done as a board.
_OF_THE_ORGANISATION = ("methodversion", "rolegrant", "unit", "user")


class OrganisationRefusal(ValueError):
    """What was asked for can't be done; the message says why, in Swedish."""


@transaction.atomic
def add_unit(*, by: User | None, name: str, kind: str, parent: Unit | None = None) -> Unit:
    if parent:
        # Held, since the tree counts a unit's children in its row: two added at once would get the same place.
        parent = Unit.objects.select_for_update(no_key=True).get(pk=parent.pk)
        refuse_closed(parent)
    siblings = Unit.objects.get_children(parent) if parent else Unit.objects.get_root_nodes()
    refuse_bad_unit(name, kind, siblings, depth=parent.depth + 1 if parent else 1)
    values = {"name": name, "kind": kind}
    unit: Unit = Unit.objects.add_child(parent, values) if parent else Unit.objects.add_root(values)
    record(by=by, unit=unit, changes=[Change("unit added", unit, after=values)])
    return unit


@transaction.atomic
def change_unit(*, by: User | None, unit: Unit, name: str, kind: str) -> None:
    """Renames the unit, or makes it another kind of unit. All that it has done follows it."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    above = unit.path[: -unit.steplen]
    siblings = Unit.objects.filter(path__startswith=above, depth=unit.depth).exclude(pk=unit.pk)
    refuse_bad_unit(name, kind, siblings, depth=unit.depth)
    if unit.kind in ROOT_KINDS and kind not in ROOT_KINDS:
        raise OrganisationRefusal(_("Överst i trädet ska det stå en kommun eller en region."))
    if unit.is_board and kind not in Unit.BOARD_KINDS and _has_worked(unit):
        raise OrganisationRefusal(
            _("{unit} har planer eller risker, och måste därför vara en nämnd, en styrelse eller ett bolag.").format(
                unit=unit
            )
        )
    before, after = {"name": unit.name, "kind": unit.kind}, {"name": name, "kind": kind}
    if before != after:
        unit.name, unit.kind = name, kind
        unit.save(update_fields=["name", "kind"])
        record(by=by, unit=unit, changes=[Change("unit changed", unit, before=before, after=after)])


def refuse_closed(unit: Unit) -> None:
    if unit.closed_on:
        raise OrganisationRefusal(_("{unit} är stängd. Öppna enheten igen först.").format(unit=unit))


def refuse_bad_unit(name: str, kind: str, siblings: UnitQuerySet, *, depth: int) -> None:
    if not name.strip() or len(name) > LONGEST_NAME:
        raise OrganisationRefusal(
            _("Namnet på en enhet ska ha från 1 till {longest} tecken.").format(longest=LONGEST_NAME)
        )
    if depth > 1 and kind in ROOT_KINDS:
        raise OrganisationRefusal(_("En kommun eller en region kan inte ligga under en annan enhet."))
    if depth > DEEPEST:
        raise OrganisationRefusal(_("Enheten ligger för djupt i trädet. Lägg den högre upp."))
    if siblings.filter(name=name).exists():
        raise OrganisationRefusal(_("{name} finns redan på samma nivå.").format(name=name))


def _has_worked(unit: Unit) -> bool:
    return HistoryEntry.objects.filter(unit=unit).exclude(subject__in=_OF_THE_ORGANISATION).exists()


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
    if version.is_draft:
        raise OrganisationRefusal(f"{unit} har ett utkast till metod från {from_year}. Ta först bort utkastet.")
    if not is_new and version.data != data:
        raise OrganisationRefusal(f"{unit} har redan en annan metod från {from_year}. Ge den nya ett senare år.")
    if is_new:
        record(by=by, unit=unit, changes=[Change("method chosen", version, after={"from_year": from_year, **data})])
    return version


@transaction.atomic
def add_person(*, by: User | None, email: str, name: str, password: str | None = None) -> User:
    taken = OrganisationRefusal(_("Det finns redan en användare med adressen {email}.").format(email=email))
    if User.objects.filter(email__iexact=email).exists():
        raise taken
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError:
        # Someone else added the same address at the same moment.
        raise taken from None


@transaction.atomic
def grant_role(*, by: User | None, user: User, unit: Unit, role: str) -> RoleGrant:
    """`by` is None for the commands and the demo alone: a person gives the roles that she may give."""
    if by and not Reach.of(by).may_give(role, unit):
        raise OrganisationRefusal(_("Du får inte ge den rollen vid den enheten."))
    held = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if not RoleGrant.objects.filter(user=user, unit=unit, role=role).exists():
        refuse_closed(held)
    grant, is_new = RoleGrant.objects.get_or_create(user=user, unit=unit, role=role)
    if is_new:
        user.ask_anew_what_is_held()
        record(by=by, unit=unit, changes=[Change("role granted", grant, after={"user": user.pk, "role": role})])
    return grant
