"""The tree of units as the pages show it: in Swedish order among siblings, with where one may do what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from internkoll.base.access import Capability, Person, units_where
from internkoll.base.models import Unit

KEEPING = (Capability.MANAGE_PEOPLE, Capability.MANAGE_UNITS, Capability.SET_METHOD)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit where it stands in what is shown: `depth` is 0 for what stands at the top.

    `people`: how many have a role at the unit itself. `can`: what the person may keep in order there.
    """

    unit: Unit
    depth: int
    people: int = 0
    can: frozenset[Capability] = frozenset()

    @property
    def level(self) -> int:
        """As people count, from 1."""
        return self.depth + 1


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the way down to another one. `is_open`: the person may keep its people in order too."""

    unit: Unit
    is_open: bool


@dataclass(frozen=True, slots=True)
class Municipality:
    unit: Unit
    branches: tuple[Branch, ...]


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """Each unit after the one that it lies below, siblings in Swedish order."""
    keys: dict[str, tuple[object, ...]] = {}
    by_path = sorted(units, key=lambda unit: unit.path)
    for unit in by_path:
        keys[unit.path] = (*keys.get(unit.path[: -unit.steplen], ()), (unit.order, unit.path))
    return sorted(by_path, key=lambda unit: keys[unit.path])


def tree_at(unit: Unit) -> list[Branch]:
    """The unit and all below it. One query."""
    people = Count("grants__user", filter=Q(grants__user__is_active=True), distinct=True)
    units = Unit.objects.filter(path__startswith=unit.path).annotate(people=people)
    return [Branch(found, found.depth - unit.depth, found.people) for found in in_order(units)]


def way_to(user: Person, unit: Unit) -> list[Step]:
    """The units above the unit, from the top."""
    kept = set(units_where(user, Capability.MANAGE_PEOPLE).values_list("pk", flat=True))
    above = Unit.objects.at_or_above(unit).exclude(pk=unit.pk)
    return [Step(found, found.pk in kept) for found in above]


def kept_by(user: Person) -> list[Municipality]:
    """What the person keeps in order: the topmost units and the boards, by municipality."""
    units, can = _kept(user)
    paths = {unit.path for unit in units.values()}
    shown = [unit for unit in units.values() if unit.is_board or unit.path[: -unit.steplen] not in paths]
    roots = Unit.objects.filter(path__in={unit.path[: unit.steplen] for unit in shown})
    return [
        Municipality(
            root, tuple(_branch(unit, can[unit.pk]) for unit in in_order(shown) if unit.path.startswith(root.path))
        )
        for root in in_order(roots)
    ]


def _kept(user: Person) -> tuple[dict[int, Unit], dict[int, set[Capability]]]:
    units: dict[int, Unit] = {}
    can: dict[int, set[Capability]] = defaultdict(set)
    for capability in KEEPING:
        for unit in units_where(user, capability):
            units[unit.pk] = unit
            can[unit.pk].add(capability)
    return units, can


def _branch(unit: Unit, can: set[Capability]) -> Branch:
    return Branch(unit, unit.depth - 1, can=frozenset(can))
