"""Where the year's risks stand: in the Method's matrix, by level, or by value. What a Method lacks is not made up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.overview.risk_tally import (
    NOTHING,
    PeriodTally,
    Tally,
    period_tallies,
    planned_in,
    risks_of_year,
    tallies_of,
    word_of,
)
from internkoll.plan.board_year import BoardYear
from internkoll.register.models import Risk
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.marks import level_mark
from internkoll.rules.matrix import Cell, cells
from internkoll.rules.method import Method, Step
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`likelihood` and `consequence` are step numbers from 1, as in the address of the list behind the count."""

    likelihood: int
    consequence: int
    value: int
    level: Mark
    count: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    step: Step
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    likelihood: str
    consequence: str
    columns: tuple[Step, ...]
    rows: tuple[MatrixRow, ...]
    levels: tuple[Mark, ...]
    placed: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many risks had the level in a period; `period` is empty for the year's own estimate."""

    period: str
    count: int


@dataclass(frozen=True, slots=True)
class LevelRow:
    key: str
    mark: Mark | None
    counts: tuple[LevelCount, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """`value` is None for the risks without one."""

    key: str
    value: int | None
    count: int


@dataclass(frozen=True, slots=True)
class RiskPicture:
    """`of_plan`: it counts the plan's risks; else the plan has none, and it counts those of the register.

    `levels` stands beside a matrix only where the risks have been estimated anew in a period.
    """

    total: int
    of_plan: bool
    periods: tuple[str, ...]
    matrix: Matrix | None
    levels: tuple[LevelRow, ...]
    values: tuple[ValueRow, ...]

    @property
    def scope(self) -> str:
        """What an address asks first, so that its list has those that are counted here."""
        return "plan=i&" if self.of_plan else ""


def picture_of(here: BoardYear) -> RiskPicture:
    """The plan's risks; those of the register where the plan has none. The same queries for few risks and for many."""
    planned = planned_in([here.plan])
    of_plan = planned.exists()
    # All that the plan has stands in the year's list.
    risks = Risk.objects.of(here.board).filter(pk__in=planned) if of_plan else risks_of_year(here)
    tallies = tallies_of(here, risks)
    anew = period_tallies(here, planned if of_plan else risks_of_year(here).values_list("pk", flat=True))
    return _picture(here.method, tallies, anew, of_plan=of_plan)


def _picture(method: Method, tallies: Sequence[Tally], anew: Sequence[PeriodTally], *, of_plan: bool) -> RiskPicture:
    periods = periods_of(method, anew)
    matrix = _matrix(method, tallies) if method.matrix and tallies else None
    levels = level_rows(method, tallies, anew) if not matrix or periods else ()
    values = _values(tallies) if not matrix and not levels else ()
    return RiskPicture(sum(tally.count for tally in tallies), of_plan, periods, matrix, levels, values)


def periods_of(method: Method, anew: Sequence[PeriodTally]) -> tuple[str, ...]:
    """Those in which any risk was estimated anew, from the earliest."""
    return tuple(in_order({told.period for told in anew}, method.rounds))


def _matrix(method: Method, tallies: Sequence[Tally]) -> Matrix:
    counts: Counter[tuple[int, int]] = Counter()
    for tally in tallies:
        if cell := tally.now.cell:
            counts[cell.likelihood, cell.consequence] += tally.count
    return matrix_of(method, counts, sum(tally.count for tally in tallies))


def matrix_of(method: Method, counts: Counter[tuple[int, int]], total: int) -> Matrix:
    """`counts`: how many of the `total` risks stand at each pair of steps, numbered from 0."""
    placed = sum(counts.values())
    return Matrix(
        likelihood=first_upper(method.word_for("likelihood")),
        consequence=first_upper(method.word_for("consequence")),
        columns=method.consequence,
        rows=tuple(_matrix_row(method, drawn, counts) for drawn in cells(method)),
        levels=tuple(Mark(first_upper(level.word), level.tone) for level in method.levels),
        placed=placed,
        unplaced=total - placed,
    )


def _matrix_row(method: Method, drawn: Sequence[Cell], counts: Counter[tuple[int, int]]) -> MatrixRow:
    made = (
        MatrixCell(
            likelihood=cell.likelihood + 1,
            consequence=cell.consequence + 1,
            value=cell.value,
            level=Mark(first_upper(cell.level.word), cell.level.tone),
            count=counts[cell.likelihood, cell.consequence],
        )
        for cell in drawn
    )
    return MatrixRow(method.likelihood[drawn[0].likelihood], tuple(made))


def level_rows(method: Method, tallies: Sequence[Tally], anew: Sequence[PeriodTally] = ()) -> tuple[LevelRow, ...]:
    """The gravest first; then words that the Method does not know, and last those that nothing tells."""
    periods = periods_of(method, anew)
    counted: dict[str, Counter[str]] = {period: Counter() for period in ("", *periods)}
    for tally in tallies:
        counted[""][tally.now.level.word if tally.now.level else NOTHING] += tally.count
    for told in anew:
        counted[told.period][word_of(method, told.level)] += told.count
    for period in periods:
        # Who was not estimated anew has no level in that period.
        counted[period][NOTHING] += counted[""].total() - counted[period].total()
    marks = {mark.word: mark for mark in _marks(method, tallies, anew)}
    if not marks:
        return ()
    known = [mark for level in reversed(method.levels) if (mark := level_mark(method, level.word))]
    marks = {mark.word: mark for mark in known} | marks
    keys = [*marks, *([NOTHING] if any(counts[NOTHING] for counts in counted.values()) else [])]
    return tuple(LevelRow(key, marks.get(key), _counts(counted, key)) for key in keys)


def _marks(method: Method, tallies: Sequence[Tally], anew: Sequence[PeriodTally]) -> list[Mark]:
    found = [*(tally.now.level for tally in tallies), *(level_mark(method, told.level) for told in anew)]
    return [mark for mark in found if mark]


def _counts(counted: dict[str, Counter[str]], key: str) -> tuple[LevelCount, ...]:
    return tuple(LevelCount(period, counts[key]) for period, counts in counted.items())


def _values(tallies: Sequence[Tally]) -> tuple[ValueRow, ...]:
    """The greatest first. Empty where no risk has a value."""
    counts: Counter[int | None] = Counter()
    for tally in tallies:
        counts[tally.now.value] += tally.count
    told = sorted((value for value in counts if value is not None), reverse=True)
    without = [ValueRow(NOTHING, None, counts[None])] if told and counts[None] else []
    return (*(ValueRow(str(value), value, counts[value]) for value in told), *without)
