from datetime import date

from internkoll.actions.models import Action
from internkoll.overview.action_figures import ActionFigures, figures_of_actions
from tests.cast import YEAR

TODAY = date(2024, 9, 1)


def test_what_is_not_ended_is_under_way_and_late_after_its_day(cast):
    Action.objects.all().delete()
    for status, due in (
        ("unknown", None),
        ("not_started", date(2024, 8, 31)),
        ("ongoing", TODAY),
        ("done", date(2024, 1, 1)),
        ("dropped", date(2024, 1, 1)),
    ):
        Action.objects.create(unit=cast.board, text="Ta fram rutin", status=status, due=due)
    Action.objects.create(unit=cast.strangers_board, text="Ta fram rutin", due=date(2024, 1, 1))
    assert figures_of_actions(cast.board, YEAR, TODAY) == ActionFigures(under_way=3, late=1)


def test_a_board_without_actions_has_none(cast):
    Action.objects.all().delete()
    assert figures_of_actions(cast.board, YEAR, TODAY) == ActionFigures(under_way=0, late=0)
