"""What a page of the plan's work asks the database does not grow with the plan's lines."""

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant, Unit
from internkoll.plan.models import Plan
from internkoll.plan.versions import carry_over_plan
from tests.cast import YEAR, board_with, person
from tests.overview.test_query_counts import queries_of


@pytest.fixture
def boards(db):
    """Two boards, one with few lines and one with many, each with a plan that was carried over from the year before."""
    made = [board_with(rows=count, name=f"Nämnden med {count} rader") for count in (20, 120)]
    for board in made:
        carry_over_plan(by=None, board=board, from_plan=Plan.objects.get(unit=board), year=YEAR + 1)
    return made


@pytest.mark.parametrize("name", ["plan_work", "plan_responsible", "plan_carry_over", "plan_versions"])
def test_a_page_asks_no_more_for_many_lines_than_for_few(boards, signed_in, name):
    coordinator = person("Samordnaren", RoleGrant.Role.COORDINATOR, Unit.objects.get_root(boards[0]))
    client = signed_in(coordinator)
    small, large = (queries_of(client, reverse(name, args=[board.pk, YEAR + 1])) for board in boards)
    assert small == large <= 33
