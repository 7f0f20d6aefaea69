"""The list behind a cell of a municipality's matrix: the boards that have risks there, each leading to its own.

A fixed number of queries, however many boards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.base.models import Unit
from internkoll.organisation.methods import methods_for
from internkoll.overview.municipality import shared_method
from internkoll.overview.risk_levels import RiskCounts
from internkoll.overview.risk_picture import Matrix, MatrixCell, matrix_of
from internkoll.plan.models import Plan
from internkoll.rules.method import Step


@dataclass(frozen=True, slots=True)
class BoardInCell:
    board: Unit
    count: int


@dataclass(frozen=True, slots=True)
class CellPage:
    """`likelihood` and `consequence`: the steps that meet in the cell."""

    matrix: Matrix
    cell: MatrixCell
    likelihood: Step
    consequence: Step
    boards: tuple[BoardInCell, ...]


def page_of_cell(unit: Unit, year: int, likelihood: int, consequence: int) -> CellPage | None:
    """The steps are numbered from 1, as in the matrix. None where the boards share no such cell."""
    plans = list(Plan.objects.filter(unit__path__startswith=unit.path, year=year).in_force().select_related("unit"))
    methods = methods_for((plan.unit, year) for plan in plans)
    method = shared_method([methods[plan.unit_id, year] for plan in plans])
    if method is None or not (0 < likelihood <= len(method.likelihood) and 0 < consequence <= len(method.consequence)):
        return None
    risks, place = RiskCounts(plans), (likelihood - 1, consequence - 1)
    matrix = matrix_of(method, risks.in_cells(plans, method), sum(risks.totals.values()))
    counted = [BoardInCell(plan.unit, risks.in_cells([plan], method)[place]) for plan in plans]
    return CellPage(
        matrix,
        _cell(matrix, likelihood, consequence),
        method.likelihood[likelihood - 1],
        method.consequence[consequence - 1],
        _in_order(counted),
    )


def _cell(matrix: Matrix, likelihood: int, consequence: int) -> MatrixCell:
    every = (cell for row in matrix.rows for cell in row.cells)
    return next(cell for cell in every if (cell.likelihood, cell.consequence) == (likelihood, consequence))


def _in_order(counted: Sequence[BoardInCell]) -> tuple[BoardInCell, ...]:
    """Those that have any, the most first."""
    return tuple(sorted((found for found in counted if found.count), key=lambda f: (-f.count, f.board.order)))
