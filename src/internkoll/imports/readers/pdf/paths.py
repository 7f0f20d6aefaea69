"""Paths that are drawn on a page: which of them are ruled lines and which are shaded areas."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from internkoll.imports.readers.pdf.shapes import Area, Rule

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

THIN = 3.5
_SHORTEST = 2.0
_SLANT = 0.7
_MOST_POINTS = 60


def multiplied(m: Matrix, n: Matrix) -> Matrix:
    """m, then n."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741 - the letters of the matrix
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


@dataclass(slots=True)
class Path:
    """One path in points of the page as seen; the parts of it that have curves are neither lines nor areas."""

    _parts: list[list[Point]] = field(default_factory=list)
    _curved: bool = False

    def rectangle(self, x: float, y: float, width: float, height: float, *, matrix: Matrix) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self._parts.append([_moved(*corner, matrix) for corner in corners])

    def move(self, x: float, y: float, matrix: Matrix) -> None:
        self._parts.append([_moved(x, y, matrix)])

    def line(self, x: float, y: float, matrix: Matrix) -> None:
        if self._parts and len(self._parts[-1]) <= _MOST_POINTS:
            self._parts[-1].append(_moved(x, y, matrix))

    def curve(self, x: float, y: float, matrix: Matrix) -> None:
        self._curved = True
        self._parts.append([_moved(x, y, matrix)])

    def close(self) -> None:
        if self._parts and self._parts[-1]:
            self._parts[-1].append(self._parts[-1][0])

    def stroked(self) -> list[Rule]:
        return [rule for part in self._parts for one, two in pairwise(part) if (rule := _rule(one, two)) is not None]

    def filled(self) -> tuple[list[Rule], list[Area]]:
        rules, areas = [], []
        for area in self._areas():
            width, height = area.x1 - area.x0, area.bottom - area.top
            if height <= THIN and width > max(_SHORTEST, height):
                rules.append(Rule(True, (area.top + area.bottom) / 2, area.x0, area.x1))
            elif width <= THIN and height > _SHORTEST:
                rules.append(Rule(False, (area.x0 + area.x1) / 2, area.top, area.bottom))
            elif width > THIN and height > THIN:
                areas.append(area)
        return rules, areas

    def _areas(self) -> Iterator[Area]:
        """The upright rectangles among the parts."""
        for part in [] if self._curved else self._parts:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            upright = all(abs(x1 - x2) < _SLANT or abs(y1 - y2) < _SLANT for (x1, y1), (x2, y2) in pairwise(part))
            if 4 <= len(part) <= 6 and upright:
                yield Area(min(xs), min(ys), max(xs), max(ys))


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _rule(one: Point, two: Point) -> Rule | None:
    (x1, y1), (x2, y2) = one, two
    if abs(y1 - y2) < _SLANT and abs(x1 - x2) > _SHORTEST:
        return Rule(True, (y1 + y2) / 2, min(x1, x2), max(x1, x2))
    if abs(x1 - x2) < _SLANT and abs(y1 - y2) > _SHORTEST:
        return Rule(False, (x1 + x2) / 2, min(y1, y2), max(y1, y2))
    return None
