"""The lists behind a municipality's matrix: the boards that have risks in a cell, or risks that have no place in it.

Each board leads to its own risks. A fixed number of queries, however many boards.
"""

from collections.abc import Callable
from dataclasses import dataclass

from internkoll.base.models import Unit
from internkoll.organisation.methods import methods_for
from internkoll.overview.municipality import shared_method
from internkoll.overview.risk_levels import RiskCounts
from internkoll.overview.risk_picture import Matrix, MatrixCell, matrix_of
from internkoll.plan.models import Plan
from internkoll.rules.method import Method, Step


@dataclass(frozen=True, slots=True)
class BoardHere:
    """`count`: how many of the board's risks are counted there."""

    board: Unit
    count: int


@dataclass(frozen=True, slots=True)
class CellPage:
    """`likelihood` and `consequence`: the steps that meet in the cell."""

    matrix: Matrix
    cell: MatrixCell
    likelihood: Step
    consequence: Step
    boards: tuple[BoardHere, ...]

    @property
    def query(self) -> str:
        """What an address asks, so that a board's list has those that are counted here."""
        return f"plan=i&sannolikhet={self.cell.likelihood}&konsekvens={self.cell.consequence}"


class _Counted:
    """The boards' plans in the year, and their risks in the Method that all of them work by."""

    def __init__(self, unit: Unit, year: int) -> None:
        plans = Plan.objects.filter(unit__path__startswith=unit.path, year=year).in_force().select_related("unit")
        self.plans = list(plans.defer("frozen"))
        methods = methods_for((plan.unit, year) for plan in self.plans)
        self.method = shared_method([methods[plan.unit_id, year] for plan in self.plans])
        self.risks = RiskCounts(self.plans)

    def matrix(self, method: Method) -> Matrix:
        return matrix_of(method, self.risks.in_cells(self.plans, method), sum(self.risks.totals.values()))

    def boards(self, count: Callable[[Plan], int]) -> tuple[BoardHere, ...]:
        """Those that have any, the most first."""
        counted = (BoardHere(plan.unit, count(plan)) for plan in self.plans)
        return tuple(sorted((found for found in counted if found.count), key=lambda f: (-f.count, f.board.order)))


def page_of_cell(unit: Unit, year: int, likelihood: int, consequence: int) -> CellPage | None:
    """The steps are numbered from 1, as in the matrix. None where the boards share no such cell."""
    counted = _Counted(unit, year)
    method = counted.method
    if method is None or not (0 < likelihood <= len(method.likelihood) and 0 < consequence <= len(method.consequence)):
        return None
    matrix, place = counted.matrix(method), (likelihood - 1, consequence - 1)
    return CellPage(
        matrix,
        _cell(matrix, likelihood, consequence),
        method.likelihood[likelihood - 1],
        method.consequence[consequence - 1],
        counted.boards(lambda plan: counted.risks.in_cells([plan], method)[place]),
    )


# What an address asks, so that a board's list has those of its plan's risks that its matrix has no place for.
UNPLACED = "plan=i&matris=utanfor"


def boards_unplaced(unit: Unit, year: int) -> tuple[BoardHere, ...] | None:
    """The boards with risks that the matrix has no place for. None where the boards share no matrix."""
    counted = _Counted(unit, year)
    method, risks = counted.method, counted.risks
    if method is None:
        return None
    return counted.boards(lambda plan: risks.totals.get(plan.pk, 0) - risks.in_cells([plan], method).total())


def _cell(matrix: Matrix, likelihood: int, consequence: int) -> MatrixCell:
    every = (cell for row in matrix.rows for cell in row.cells)
    return next(cell for cell in every if (cell.likelihood, cell.consequence) == (likelihood, consequence))
