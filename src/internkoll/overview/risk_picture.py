"""Where the year's risks stand: in the Method's matrix, by level, or by value. What a Method lacks is not made up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.overview.marks import level_mark
from internkoll.overview.risks import NOTHING, RiskRow, Risks
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.matrix import Cell, cells
from internkoll.rules.method import Method, Step


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
    """`levels` stands beside a matrix only where the risks have been estimated anew in a period."""

    total: int
    periods: tuple[str, ...]
    matrix: Matrix | None
    levels: tuple[LevelRow, ...]
    values: tuple[ValueRow, ...]


def picture_of(method: Method, risks: Risks) -> RiskPicture:
    matrix = _matrix(method, risks.rows) if method.matrix and risks.rows else None
    levels = level_rows(method, risks) if not matrix or risks.periods else ()
    values = _values(risks.rows) if not matrix and not levels else ()
    return RiskPicture(len(risks.rows), risks.periods, matrix, levels, values)


def _matrix(method: Method, rows: Sequence[RiskRow]) -> Matrix:
    counts = Counter((r.valued.cell.likelihood, r.valued.cell.consequence) for r in rows if r.valued.cell)
    placed = sum(counts.values())
    return Matrix(
        likelihood=first_upper(method.word_for("likelihood")),
        consequence=first_upper(method.word_for("consequence")),
        columns=method.consequence,
        rows=tuple(_matrix_row(method, drawn, counts) for drawn in cells(method)),
        levels=tuple(Mark(first_upper(level.word), level.tone) for level in method.levels),
        placed=placed,
        unplaced=len(rows) - placed,
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


def level_rows(method: Method, risks: Risks) -> tuple[LevelRow, ...]:
    """The gravest first; then words that the Method does not know, and last those that nothing tells."""
    columns = [None, *range(len(risks.periods))]
    counted = [Counter(_key(risk.level(place)) for risk in risks.rows) for place in columns]
    marks = {mark.word: mark for risk in risks.rows for place in columns if (mark := risk.level(place))}
    if not marks:
        return ()
    known = [mark for level in reversed(method.levels) if (mark := level_mark(method, level.word))]
    marks = {mark.word: mark for mark in known} | marks
    keys = [*marks, *([NOTHING] if any(counts[NOTHING] for counts in counted) else [])]
    labels = ("", *risks.periods)
    return tuple(
        LevelRow(key, marks.get(key), tuple(LevelCount(p, c[key]) for p, c in zip(labels, counted, strict=True)))
        for key in keys
    )


def _key(mark: Mark | None) -> str:
    return mark.word if mark else NOTHING


def _values(rows: Sequence[RiskRow]) -> tuple[ValueRow, ...]:
    """The greatest first. Empty where no risk has a value."""
    counts = Counter(risk.valued.value for risk in rows)
    told = sorted((value for value in counts if value is not None), reverse=True)
    without = [ValueRow(NOTHING, None, counts[None])] if told and counts[None] else []
    return (*(ValueRow(str(value), value, counts[value]) for value in told), *without)
