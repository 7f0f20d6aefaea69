from collections import Counter
from datetime import date

import pytest

from internkoll.actions.models import Action
from internkoll.base.history import first_broken_link
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.demo.builder import UnknownStage, build
from internkoll.followup.due import awaited_of
from internkoll.followup.models import Result, Round
from internkoll.organisation.methods import method_for
from internkoll.organisation.services import OrganisationRefusal, add_unit
from internkoll.plan.models import Plan
from internkoll.register.models import Risk

pytestmark = pytest.mark.django_db


def test_the_demo_has_four_boards_each_in_its_own_way_and_a_sign_in_for_every_role():
    demo = build()
    boards = Unit.objects.boards()
    assert {method_for(board, 2025).layout for board in boards} == {
        "uppsala",
        "nacka-niva",
        "stockholm",
        "nacka-status",
    }
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(RoleGrant.Role.values)
    assert all(person.email in demo.told() for person in demo.sign_ins)
    assert {plan.state for plan in Plan.objects.filter(year=2025)} == {"adopted", "draft"}
    assert [first_broken_link(unit) for unit in Unit.objects.all()] == [None] * 5


def test_the_year_is_being_worked_in_when_the_demo_is_looked_at(client):
    build(today=date(2025, 11, 20))
    board = Unit.objects.get(name="Socialnämnden")
    round_ = Round.objects.get(unit=board, closed_on=None)
    assert round_.due == date(2025, 11, 26)
    reviews = Result.objects.filter(round=round_).values_list("review", flat=True)
    assert Counter(reviews) == {"none": 11, "waiting": 1, "returned": 1}
    manager = User.objects.get(email="enhetschef@ekstad.example")
    assert awaited_of(manager, date(2025, 11, 20)).count() == 1
    assert Action.objects.open().filter(owners__email="atgard@ekstad.example").count() == 3
    assert not Action.objects.open().filter(due__year__lt=2025).exists()
    assert Risk.objects.filter(unit=board, common__isnull=False).count() == 2
    assert [first_broken_link(unit) for unit in Unit.objects.all()] == [None] * 5


def test_an_earlier_stage_knows_nothing_of_what_came_later():
    build(stage="plan")
    assert Plan.objects.filter(year=2025, state="adopted").count() == 3
    assert not Result.objects.filter(round__year=2025).exists()
    assert not Round.objects.filter(year=2025).exists()


def test_building_again_keeps_the_municipality_and_gives_a_new_password():
    first = build(stage="t1")
    plans = Plan.objects.count()
    again = build(stage="t1")
    assert Plan.objects.count() == plans
    assert again.password != first.password


def test_the_demo_is_never_built_into_a_real_municipality():
    add_unit(by=None, name="Lundby kommun", kind="municipality")
    with pytest.raises(OrganisationRefusal, match="en egen mapp"):
        build()


def test_an_unknown_stage_is_told_with_those_there_are():
    with pytest.raises(UnknownStage, match="plan, t1, idag"):
        build(stage="t9")
