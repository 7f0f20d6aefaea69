"""A board's year, as every page of it stands in: the board, its plan and Method, its years, and what one may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from internkoll.base.access import Capability, board_or_404, capabilities_at, require
from internkoll.base.models import Unit, User
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class BoardYear:
    """`plan` is the one in force: what is followed up and reported. `draft` is a version being prepared beside it.

    `before`: the one in force of the year before.
    """

    board: Unit
    municipality: Unit
    plan: Plan
    draft: Plan | None
    before: Plan | None
    method: Method
    years: tuple[int, ...]
    can: frozenset[Capability]

    @property
    def year(self) -> int:
        return self.plan.year

    @property
    def worked_on(self) -> Plan:
        """The version that changes are made in: the one being prepared where there is one."""
        return self.draft or self.plan

    def __str__(self) -> str:
        return f"{self.board} {self.year}"


def current_year(years: Iterable[int], today: date) -> int:
    """The year to look at first: the latest that has begun, else the first to come; this year where there are none.

    The next year's plan is made while this year's is followed up.
    """
    known = sorted(years)
    begun = [year for year in known if year <= today.year]
    return begun[-1] if begun else known[0] if known else today.year


def board_year_or_404(
    user: User | AnonymousUser, board_id: int, year: int, capability: Capability = Capability.READ
) -> BoardYear:
    """The board's year for this user. A year without a plan is as unknown as a board that is not theirs to see."""
    board = board_or_404(user, board_id)
    if capability != Capability.READ:
        require(user, capability, board)
    # The frozen copy may be large, and no page shows it.
    plans = list(Plan.objects.filter(unit=board).order_by("year", "version").defer("frozen"))
    of_year, of_year_before = ([plan for plan in plans if plan.year == y] for y in (year, year - 1))
    if not of_year:
        raise Http404("Nämnden har ingen internkontrollplan för året.")
    plan, latest = _in_force(of_year), of_year[-1]
    plan.unit = latest.unit = board
    return BoardYear(
        board=board,
        municipality=Unit.objects.get_root(board),
        plan=plan,
        draft=latest if latest != plan else None,
        before=_in_force(of_year_before) if of_year_before else None,
        method=method_for(board, year),
        years=tuple(sorted({plan.year for plan in plans})),
        # A board that is closed begins nothing new, and its pages offer nothing of the kind.
        can=capabilities_at(user, board) - ({Capability.PREPARE_PLAN} if board.closed_on else set()),
    )


def _in_force(versions: Sequence[Plan]) -> Plan:
    """Of a year's, from the first: the latest that has been adopted, else the latest."""
    adopted = [plan for plan in versions if plan.state == Plan.State.ADOPTED]
    return (adopted or versions)[-1]
