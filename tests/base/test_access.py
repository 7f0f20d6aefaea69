import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from internkoll.base.access import (
    Capability,
    board_or_404,
    boards_readable_by,
    of_readable_boards_or_404,
    people_who,
)
from internkoll.base.models import RoleGrant, Unit
from internkoll.organisation.services import add_person, add_unit, grant_role
from internkoll.plan.models import Plan
from internkoll.plan.services import open_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """Two municipalities, one with two boards and a department below one of them."""
    ekstad = add_unit(by=None, name="Ekstads kommun", kind="municipality")
    add_unit(by=None, name="Lundby kommun", kind="municipality")
    social = add_unit(by=None, name="Socialnämnden", kind="board", parent=ekstad)
    add_unit(by=None, name="Tekniska nämnden", kind="board", parent=ekstad)
    add_unit(by=None, name="Avdelningen", kind="department", parent=social)
    return {unit.name: unit for unit in Unit.objects.all()}


def someone_at(unit, role="reader"):
    user = add_person(by=None, email=f"{role}.{unit.pk}@ekstad.example", name="Någon")
    grant_role(by=None, user=user, unit=unit, role=role)
    return user


@pytest.mark.parametrize(
    ("place", "boards"),
    [
        ("Ekstads kommun", ["Socialnämnden", "Tekniska nämnden"]),
        ("Socialnämnden", ["Socialnämnden"]),
        ("Avdelningen", []),
        ("Lundby kommun", []),
    ],
)
@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_a_role_holds_at_its_unit_and_below(town, place, boards, role):
    assert [board.name for board in boards_readable_by(someone_at(town[place], role))] == boards


def test_without_a_role_nothing_is_seen(town):
    user = add_person(by=None, email="ny@ekstad.example", name="Ny")
    assert list(boards_readable_by(user)) == []
    assert list(boards_readable_by(AnonymousUser())) == []


def test_someone_who_has_been_shut_out_sees_nothing(town):
    user = someone_at(town["Ekstads kommun"])
    user.is_active = False
    assert list(boards_readable_by(user)) == []


def test_another_board_is_as_unknown_as_one_that_does_not_exist(town):
    user = someone_at(town["Socialnämnden"])
    assert board_or_404(user, town["Socialnämnden"].pk) == town["Socialnämnden"]
    for pk in (town["Tekniska nämnden"].pk, town["Ekstads kommun"].pk, 10**9):
        with pytest.raises(Http404):
            board_or_404(user, pk)


def test_a_thing_is_seen_only_where_its_board_is(town):
    plan = open_plan(by=None, board=town["Tekniska nämnden"], year=2025)
    found = of_readable_boards_or_404(someone_at(town["Ekstads kommun"]), Plan.objects.all(), plan.pk, board="unit")
    assert found == plan
    with pytest.raises(Http404):
        of_readable_boards_or_404(someone_at(town["Socialnämnden"]), Plan.objects.all(), plan.pk, board="unit")


def test_work_is_given_to_those_whose_role_lets_them(town):
    board = town["Socialnämnden"]
    head, reader = someone_at(board, "head"), someone_at(town["Ekstads kommun"], "reader")
    elsewhere = someone_at(town["Tekniska nämnden"], "head")
    assert list(people_who(Capability.REPORT_OWN, board)) == [head]
    assert set(people_who(Capability.REPORT_OWN, board, tied=[reader.pk])) == {head, reader}
    assert elsewhere not in people_who(Capability.KEEP_OWN_ACTIONS, board)


def test_one_who_reads_a_board_and_keeps_another_is_not_given_its_work(town):
    someone = someone_at(town["Socialnämnden"], "reader")
    grant_role(by=None, user=someone, unit=town["Tekniska nämnden"], role="head")
    assert list(people_who(Capability.REPORT_OWN, town["Socialnämnden"])) == []


def test_one_who_has_been_shut_out_stays_only_where_she_is_tied(town):
    left = someone_at(town["Socialnämnden"], "head")
    left.is_active = False
    left.save()
    assert list(people_who(Capability.REPORT_OWN, town["Socialnämnden"])) == []
    assert list(people_who(Capability.REPORT_OWN, town["Socialnämnden"], tied=[left.pk])) == [left]


def test_a_role_held_twice_shows_a_board_once(town):
    user = someone_at(town["Ekstads kommun"])
    grant_role(by=None, user=user, unit=town["Socialnämnden"], role="auditor")
    assert [board.name for board in boards_readable_by(user)] == ["Socialnämnden", "Tekniska nämnden"]
