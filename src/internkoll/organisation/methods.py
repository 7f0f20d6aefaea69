"""Which Method holds for a unit in a year: the nearest above wins, in its latest version up to that year."""

from collections import defaultdict
from collections.abc import Iterable

from internkoll.base.models import Unit
from internkoll.organisation.models import MethodVersion
from internkoll.rules.method import Method
from internkoll.rules.methods import packaged_method


def method_for(unit: Unit, year: int) -> Method:
    """The Method that holds. Where none has been chosen: the general one, which has no scales and no classes."""
    version = MethodVersion.objects.holding_for(unit, year).first()
    return version.method if version else packaged_method("allman")


def methods_for(wanted: Iterable[tuple[Unit, int]]) -> dict[tuple[int, int], Method]:
    """The Method that holds for each unit in each year, by the unit's key and the year. One query, however many."""
    given: dict[str, list[MethodVersion]] = defaultdict(list)
    for version in MethodVersion.objects.filter(is_draft=False).select_related("unit").order_by("-from_year"):
        given[version.unit.path].append(version)
    general = packaged_method("allman")
    return {(unit.pk, year): _nearest(unit, year, given, general) for unit, year in wanted}


def _nearest(unit: Unit, year: int, given: dict[str, list[MethodVersion]], general: Method) -> Method:
    above = (unit.path[:end] for end in range(len(unit.path), 0, -unit.steplen))
    holding = (version for path in above for version in given.get(path, ()) if version.from_year <= year)
    version = next(holding, None)
    return version.method if version else general
