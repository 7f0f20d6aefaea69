"""Likelihood x consequence -> value and level, by what the Method says and by nothing else.

A word or a figure is found on a scale only where the Method has that very word, form or figure: a scale is never
inferred from words. Where the Method has no matrix and no limits, there is no value and no level to compute.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.rules.method import Level, Method, Step

Written = str | int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix: its place (step numbers from 0), its value and its level."""

    likelihood: int
    consequence: int
    value: int
    level: Level


def step_of(scale: Sequence[Step], written: Written) -> int | None:
    """The number, from 0, of the step that the word or figure stands for on that scale."""
    if written is None or written == "":
        return None
    if isinstance(written, int):
        return next((i for i, step in enumerate(scale) if step.value == written), None)
    return next((i for i, step in enumerate(scale) if step.matches(written)), None)


def cell_at(method: Method, likelihood: int, consequence: int) -> Cell:
    """The cell at these steps of a Method that has a matrix."""
    matrix = method.matrix
    if matrix is None:
        raise LookupError("The Method has no matrix.")
    if matrix.values is None:
        value = method.likelihood[likelihood].value * method.consequence[consequence].value
    else:
        value = matrix.values[likelihood][consequence]
    level = method.level(matrix.levels[likelihood][consequence])
    assert level is not None  # noqa: S101  a Method with an unknown level in a cell is refused when it is loaded
    return Cell(likelihood, consequence, value, level)


def cell_of(method: Method, likelihood: Written, consequence: Written) -> Cell | None:
    """The cell that these words or figures stand for, None where they or the matrix are missing."""
    row, column = step_of(method.likelihood, likelihood), step_of(method.consequence, consequence)
    return None if method.matrix is None or row is None or column is None else cell_at(method, row, column)


def cells(method: Method) -> list[list[Cell]]:
    """The whole matrix, as rows of likelihood with the highest first, as it is drawn. Empty without a matrix."""
    if method.matrix is None:
        return []
    columns = range(len(method.consequence))
    return [[cell_at(method, i, j) for j in columns] for i in reversed(range(len(method.likelihood)))]


def level_of_value(method: Method, value: int | None) -> Level | None:
    """The level by the Method's limits, for a value given without words. None where the Method has no limits."""
    if value is None:
        return None
    reached = [lv for lv in method.levels if lv.from_value is not None and lv.from_value <= value]
    return reached[-1] if reached else None


def level_of(
    method: Method,
    *,
    level: str | None = None,
    value: int | None = None,
    likelihood: Written = None,
    consequence: Written = None,
) -> Level | None:
    """The level as it was written; else of its cell; else of its value. None where nothing tells it."""
    if level:
        return method.level(level)
    cell = cell_of(method, likelihood, consequence)
    return cell.level if cell else level_of_value(method, value)
