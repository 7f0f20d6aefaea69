"""A board's year, as every page of it stands in: the board, its plan and Method, and the years there are."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from internkoll.base.access import board_or_404
from internkoll.base.models import Unit, User
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class BoardYear:
    board: Unit
    municipality: Unit
    plan: Plan
    method: Method
    years: tuple[int, ...]

    @property
    def year(self) -> int:
        return self.plan.year

    def __str__(self) -> str:
        return f"{self.board} {self.year}"


def board_year_or_404(user: User | AnonymousUser, board_id: int, year: int) -> BoardYear:
    """The board's year for this user. A year without a plan is as unknown as a board that is not theirs to see."""
    board = board_or_404(user, board_id)
    # The frozen copy may be large, and no page shows it.
    plans = {plan.year: plan for plan in Plan.objects.filter(unit=board).latest_versions().defer("frozen")}
    if year not in plans:
        raise Http404("Nämnden har ingen internkontrollplan för året.")
    plans[year].unit = board
    municipality = Unit.objects.get_root(board)
    return BoardYear(board, municipality, plans[year], method_for(board, year), tuple(sorted(plans)))
