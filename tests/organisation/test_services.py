import pytest

from internkoll.base.models import Unit
from internkoll.organisation.methods import method_for
from internkoll.organisation.services import (
    OrganisationRefusal,
    add_person,
    add_unit,
    choose_method,
    find_board,
    find_or_add_board,
)
from internkoll.rules.methods import packaged_method

pytestmark = pytest.mark.django_db


def test_a_board_is_added_once_with_its_municipality():
    first = find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    assert find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun") == first
    assert [unit.name for unit in Unit.objects.all()] == ["Ekstads kommun", "Socialnämnden"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kommunstyrelsen", Unit.Kind.EXECUTIVE_BOARD),
        ("Socialnämnden", Unit.Kind.BOARD),
        ("Gemensam nämnd för löner", Unit.Kind.JOINT_BOARD),
        ("Ekstads Bostäder AB", Unit.Kind.COMPANY),
    ],
)
def test_a_board_is_of_the_kind_that_its_name_tells(name, kind):
    assert find_or_add_board(by=None, name=name, municipality="Ekstads kommun").kind == kind


def test_a_board_of_the_same_name_in_two_municipalities_must_be_told_apart():
    find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    other = find_or_add_board(by=None, name="Socialnämnden", municipality="Lundby kommun")
    with pytest.raises(OrganisationRefusal, match="flera som heter ”Socialnämnden”"):
        find_board(name="Socialnämnden")
    assert find_board(name="Socialnämnden", municipality="Lundby kommun") == other


@pytest.mark.parametrize("municipality", ["", "Ekstads kommun", "Okänd kommun"])
def test_an_unknown_board_is_refused(municipality):
    add_unit(by=None, name="Ekstads kommun", kind="municipality")
    with pytest.raises(OrganisationRefusal, match="Nämnden ”Byggnämnden” finns inte"):
        find_board(name="Byggnämnden", municipality=municipality)


def test_two_units_of_the_same_name_are_refused_side_by_side():
    town = add_unit(by=None, name="Ekstads kommun", kind="municipality")
    add_unit(by=None, name="Socialnämnden", kind="board", parent=town)
    with pytest.raises(OrganisationRefusal):
        add_unit(by=None, name="Socialnämnden", kind="board", parent=town)


def test_an_address_belongs_to_one_person_whatever_its_capitals():
    add_person(by=None, email="Anna@ekstad.example", name="A")
    with pytest.raises(OrganisationRefusal):
        add_person(by=None, email="anna@EKSTAD.example", name="B")


@pytest.fixture
def board():
    return find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")


def test_without_a_chosen_method_the_general_one_holds(board):
    assert method_for(board, 2025) == packaged_method("allman")


def test_the_nearest_method_above_wins(board):
    town = Unit.objects.get_root(board)
    choose_method(by=None, unit=town, from_year=2024, method=packaged_method("uppsala"))
    assert method_for(board, 2025) == packaged_method("uppsala")
    choose_method(by=None, unit=board, from_year=2025, method=packaged_method("stockholm"))
    assert method_for(board, 2025) == packaged_method("stockholm")
    assert method_for(board, 2024) == packaged_method("uppsala")
    assert method_for(board, 2023) == packaged_method("allman")


def test_a_years_method_is_never_changed(board):
    choose_method(by=None, unit=board, from_year=2024, method=packaged_method("uppsala"))
    choose_method(by=None, unit=board, from_year=2024, method=packaged_method("uppsala"))
    with pytest.raises(OrganisationRefusal, match="redan en annan metod från 2024"):
        choose_method(by=None, unit=board, from_year=2024, method=packaged_method("stockholm"))
    choose_method(by=None, unit=board, from_year=2026, method=packaged_method("stockholm"))
    assert method_for(board, 2025) == packaged_method("uppsala")
