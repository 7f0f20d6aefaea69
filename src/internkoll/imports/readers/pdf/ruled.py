"""Ruled lines -> tables: cells parted by the lines that are there, merged where one is missing."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from internkoll.imports.readers.pdf.grid import Part, PartCell, PartRow
from internkoll.imports.readers.pdf.shapes import Area, Page, Rule, Word
from internkoll.imports.readers.pdf.words import lines_of

_SNAP = 2.0
_TOUCH = 2.5
_NARROWEST = 4.0
_COVERED = 0.5
_MOST_RULES = 1_200
_SMALLEST = 15.0
_BEYOND = 5.0
_SHADED_ROWS = 3
_SHADED = 0.9
_MOST_SHADES = 600

Span = tuple[float, float]


@dataclass(slots=True)
class Ruling:
    """Lines that meet: `levels` and `uprights` are (place, start, end)."""

    levels: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)

    @property
    def area(self) -> Area:
        xs = [rule.at for rule in self.uprights] + [x for rule in self.levels for x in (rule.start, rule.end)]
        ys = [rule.at for rule in self.levels] + [y for rule in self.uprights for y in (rule.start, rule.end)]
        return Area(min(xs), min(ys), max(xs), max(ys))


def ruled_tables(page: Page, words: Sequence[Word]) -> list[Part]:
    """The tables of a page that have both level and upright lines, from the top."""
    parts = list(_tables(page, page.rules, words))
    if page.shades and not parts:
        shades = page.shades[:_MOST_SHADES]
        from_shades = [rule for area in shades for rule in _edges(area)]
        parts = [part for part in _tables(page, from_shades, words) if _is_shaded(part, shades)]
    return sorted(parts, key=lambda part: part.top)


def _is_shaded(part: Part, shades: Sequence[Area]) -> bool:
    """Whether shades make up the table, and do not only mark some of its cells."""
    held = [word for row in part.rows for cell in row.cells for line in cell.lines for word in line.words]
    inside = sum(any(_holds(shade, word) for shade in shades) for word in held)
    return len(part.rows) >= _SHADED_ROWS and part.width > 1 and inside > _SHADED * len(held)


def level_rules(page: Page) -> list[Rule]:
    """The level lines of a page that is not too full of them, joined where they go on, from the top."""
    return _joined([rule for rule in page.rules if rule.level])


def filled_grid(page: Page, levels: Sequence[Rule], uprights: Sequence[Rule], words: Sequence[Word]) -> Part | None:
    """The table that these lines make with the words in it."""
    grid = _Grid.of(Ruling(list(levels), list(uprights)))
    return grid.filled(page.number, words) if grid else None


def _edges(area: Area) -> Iterator[Rule]:
    yield from (Rule(True, y, area.x0, area.x1) for y in (area.top, area.bottom))
    yield from (Rule(False, x, area.top, area.bottom) for x in (area.x0, area.x1))


def _tables(page: Page, rules: Sequence[Rule], words: Sequence[Word]) -> Iterator[Part]:
    grids = [(ruling, grid) for ruling in _rulings(rules) if (grid := _Grid.of(ruling)) is not None]
    grids = [(ruling, grid) for ruling, grid in grids if not grid.is_frame]
    areas = [ruling.area for ruling, _ in grids]
    outer = [
        i
        for i, (_, grid) in enumerate(grids)
        if grid.is_strip and any(_within(a, areas[i]) for a in areas if a != areas[i])
    ]
    kept = [i for i in range(len(grids)) if i not in outer]
    for i in kept:
        if not any(j != i and _within(areas[i], areas[j]) for j in kept):
            part = grids[i][1].filled(page.number, [word for word in words if _holds(areas[i], word)])
            if any(cell.lines for row in part.rows for cell in row.cells):
                yield part


def _within(inner: Area, outer: Area) -> bool:
    return (
        outer.x0 - 1 <= inner.x0 and inner.x1 <= outer.x1 + 1 and outer.top - 1 <= inner.top
        and inner.bottom <= outer.bottom + 1
    )  # fmt: skip


def _holds(area: Area, word: Word) -> bool:
    y = word.y - 0.3 * word.size
    return area.x0 - 1 <= word.x0 + min(word.x1 - word.x0, word.size) / 2 <= area.x1 and area.top <= y <= area.bottom


def _rulings(rules: Sequence[Rule]) -> list[Ruling]:
    levels, uprights = _joined([r for r in rules if r.level]), _joined([r for r in rules if not r.level])
    if not levels or not uprights:
        return []
    group = list(range(len(levels) + len(uprights)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, level in enumerate(levels):
        for j, upright in enumerate(uprights, len(levels)):
            if _meet(level, upright):
                group[root(i)] = root(j)
    found: dict[int, Ruling] = {}
    for i, level in enumerate(levels):
        found.setdefault(root(i), Ruling()).levels.append(level)
    for j, upright in enumerate(uprights, len(levels)):
        found.setdefault(root(j), Ruling()).uprights.append(upright)
    return [ruling for ruling in found.values() if ruling.levels and ruling.uprights]


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces on the same line as one; none where there are so many that they are a drawing."""
    found: list[Rule] = []
    for place, group in _snapped(rules):
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + _TOUCH:
                found.append(Rule(rule.level, place, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(Rule(group[0].level, place, start, end))
    return found if len(found) <= _MOST_RULES else []


def _snapped(rules: list[Rule]) -> Iterator[tuple[float, list[Rule]]]:
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[0].at > _SNAP:
            yield group[0].at, sorted(group, key=lambda rule: rule.start)
            group = []
        group.append(rule)
    if group:
        yield group[0].at, sorted(group, key=lambda rule: rule.start)


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NARROWEST:
            places.append(value)
    return places


@dataclass(slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    ruling: Ruling
    open_top: bool
    open_bottom: bool
    open_sides: bool

    @classmethod
    def of(cls, ruling: Ruling) -> "_Grid | None":
        """The grid of lines that meet. Where lines reach beyond the outermost ones across them, the table is open on
        that side, and goes as far as they reach."""
        area = ruling.area
        if area.x1 - area.x0 < _SMALLEST or area.bottom - area.top < _SMALLEST / 2:
            return None
        xs, ys = _places(r.at for r in ruling.uprights), _places(r.at for r in ruling.levels)
        open_sides = area.x0 < xs[0] - _BEYOND and area.x1 > xs[-1] + _BEYOND
        xs = [
            *([area.x0] if area.x0 < xs[0] - _BEYOND else []),
            *xs,
            *([area.x1] if area.x1 > xs[-1] + _BEYOND else []),
        ]
        open_top, open_bottom = area.top < ys[0] - _BEYOND, area.bottom > ys[-1] + _BEYOND
        ys = [*([area.top] if open_top else []), *ys, *([area.bottom] if open_bottom else [])]
        return cls(xs, ys, ruling, open_top, open_bottom, open_sides) if len(xs) > 1 and len(ys) > 1 else None

    @property
    def is_frame(self) -> bool:
        return len(self.xs) == 2 and len(self.ys) == 2

    @property
    def is_strip(self) -> bool:
        return len(self.xs) == 2 or len(self.ys) == 2

    def filled(self, page: int, words: Sequence[Word]) -> Part:
        """The table with the words in its cells."""
        owner, spans = self._cells()
        held: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            x, y = word.x0 + min(word.x1 - word.x0, word.size) / 2, word.y - 0.3 * word.size
            i = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
            j = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
            held.setdefault(owner[i, j], []).append(word)
        rows = [
            PartRow(
                page,
                self.ys[i],
                self.ys[i + 1],
                [self._cell(i, j, owner, spans, held, page) for j in range(len(self.xs) - 1)],
                page,
            )
            for i in range(len(self.ys) - 1)
        ]
        return Part(list(self.xs), rows, self.open_top, self.open_bottom, self.open_sides)

    def _cell(
        self, i: int, j: int, owner: dict[tuple[int, int], tuple[int, int]],
        spans: dict[tuple[int, int], tuple[int, int]], held: dict[tuple[int, int], list[Word]], page: int,
    ) -> PartCell:  # fmt: skip
        top, left = owner[i, j]
        bottom, right = spans[top, left]
        lines = lines_of(held.get((i, j), []), page) if (i, j) == (top, left) else []
        return PartCell(lines, i > top, j > left, self.xs[left], self.xs[right + 1], bottom - top)

    def _cells(self) -> tuple[dict[tuple[int, int], tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
        """(which cell each place of the grid belongs to, by its upper left place; the lower right place of each)."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        right = self._walls(self.ruling.uprights, self.xs, self.ys)
        below = self._walls(self.ruling.levels, self.ys, self.xs)
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for i in range(height):
            for j in range(width):
                if (i, j) in owner:
                    continue
                last = j
                while last + 1 < width and (last + 1, i) not in right and (i, last + 1) not in owner:
                    last += 1
                end = i
                while end + 1 < height and self._is_open_below(end, j, last, below, right, owner, width):
                    end += 1
                for row in range(i, end + 1):
                    for column in range(j, last + 1):
                        owner[row, column] = (i, j)
                spans[i, j] = (end, last)
        return owner, spans

    @staticmethod
    def _is_open_below(
        i: int, j: int, last: int, below: set[tuple[int, int]], right: set[tuple[int, int]],
        owner: dict[tuple[int, int], tuple[int, int]], width: int,
    ) -> bool:  # fmt: skip
        columns = range(j, last + 1)
        if any((i + 1, column) in below or (i + 1, column) in owner for column in columns):
            return False
        return not any((column, i + 1) in right for column in range(j + 1, last + 1)) and (
            last + 1 == width or (last + 1, i + 1) in right
        )

    @staticmethod
    def _walls(rules: Sequence[Rule], places: list[float], along: list[float]) -> set[tuple[int, int]]:
        """(n, m): between n - 1 and n of the places there is a line, along the stretch m."""
        walls: set[tuple[int, int]] = set()
        spans = list(enumerate(pairwise(along)))
        for rule in rules:
            place = min(range(len(places)), key=lambda n: abs(places[n] - rule.at))
            for m, (start, end) in spans:
                if min(end, rule.end) - max(start, rule.start) >= _COVERED * (end - start):
                    walls.add((place, m))
        return walls
