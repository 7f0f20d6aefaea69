"""Rows under their headings: a heading is written where it begins, and not again above each group within it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TypeVar

from internkoll.plan.rows import Line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AreaHeading:
    """`depth` is 1 for the outermost."""

    depth: int
    name: str


def by_area(rows: Iterable[T], area_of: Callable[[T], tuple[str, ...]]) -> Iterable[tuple[list[AreaHeading], list[T]]]:
    """The rows in their order, each run of one area with the headings that begin there."""
    above: tuple[str, ...] = ()
    for area, group in groupby(rows, key=area_of):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, area, strict=False)))
        yield [AreaHeading(depth + 1, area[depth]) for depth in range(shared, len(area))], list(group)
        above = area


def controls_by_area(lines: Iterable[Line]) -> dict[str, int]:
    """How many controls there are under each of the outermost headings, in the plan's order."""
    controls: dict[str, set[int]] = {}
    for line in lines:
        if line.control and line.row.area:
            controls.setdefault(line.row.area[0], set()).add(line.control.pk)
    return {name: len(found) for name, found in controls.items()}
