"""For whom and when a version of the Method holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.base.models import Unit
from internkoll.organisation.models import MethodVersion


@dataclass(frozen=True, slots=True)
class Reach:
    """`boards` are those that it holds for; `departing` those with a nearer version of their own."""

    boards: tuple[Unit, ...]
    departing: tuple[Unit, ...]


def reach_of(unit: Unit, year: int) -> Reach:
    """The boards at and below the unit, by whether they have a nearer Method that year. Two queries."""
    nearer = MethodVersion.objects.filter(
        unit__path__startswith=unit.path, unit__depth__gt=unit.depth, from_year__lte=year, is_draft=False
    )
    paths = tuple(nearer.values_list("unit__path", flat=True))
    boards = sorted(Unit.objects.boards().filter(path__startswith=unit.path), key=lambda board: board.order)
    return Reach(
        tuple(board for board in boards if not board.path.startswith(paths)),
        tuple(board for board in boards if board.path.startswith(paths)),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A version of a unit's own, and what it is this year: "now", "later" or "earlier"."""

    version: MethodVersion
    when: str
    until: int | None


def standings(versions: Sequence[MethodVersion], year: int) -> list[Standing]:
    """The versions in use, the latest first, each with the last year that it holds."""
    told: list[Standing] = []
    for version in sorted(versions, key=lambda version: -version.from_year):
        until = told[-1].version.from_year - 1 if told else None
        begun, ended = version.from_year <= year, until is not None and until < year
        told.append(Standing(version, "earlier" if ended else "now" if begun else "later", until))
    return told


def untouched_years(draft: MethodVersion) -> tuple[int, int] | None:
    """The first and the last year before the draft's that have a Method, which they keep. None where there are none."""
    held = MethodVersion.objects.filter(unit__in=Unit.objects.at_or_above(draft.unit), is_draft=False)
    first = held.filter(from_year__lt=draft.from_year).order_by("from_year").values_list("from_year", flat=True).first()
    return (first, draft.from_year - 1) if first is not None else None
