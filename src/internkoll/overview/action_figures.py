"""How many of a board's actions are under way, and how many of those are late."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from internkoll.actions.models import Action
from internkoll.base.models import Unit


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """`late` are among those under way."""

    under_way: int
    late: int


def figures_of_actions(board: Unit, year: int, today: date) -> ActionFigures:
    """Of those that the year's list of actions has. What is not ended is under way, whatever a document says of it."""
    open_ = Action.objects.begun_by(year).open().filter(unit=board)
    counts = open_.aggregate(under_way=Count("pk"), late=Count("pk", filter=Q(due__lt=today)))
    return ActionFigures(**counts)
