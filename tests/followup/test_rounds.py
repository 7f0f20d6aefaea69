import pytest

from internkoll.followup.rounds import latest_told, round_named, rounds_and_told, rounds_in_order
from internkoll.followup.services import open_round, set_round_head
from tests.cast import YEAR, matrix_method


@pytest.fixture
def rounds_of(cast):
    return lambda: rounds_in_order(cast.board, YEAR, matrix_method(4))


def test_rounds_stand_as_the_method_has_them(cast, rounds_of):
    open_round(by=None, board=cast.board, label="T3 2024", year=YEAR)
    assert [str(found) for found in rounds_of()] == ["T1 2024", "T2 2024", "T3 2024"]


def test_the_latest_that_tells_anything_is_the_one_to_look_at(cast):
    opened = open_round(by=None, board=cast.board, label="T3 2024", year=YEAR)

    def told():
        return latest_told(*rounds_and_told(cast.board, YEAR, matrix_method(4)))

    assert str(told()) == "T2 2024"
    set_round_head(by=None, round_=opened, title="Rapport T3", document_date=None, reference=None)
    assert str(told()) == "T3 2024"


def test_where_none_tells_anything_it_is_the_latest_of_all(rounds_of):
    rounds = rounds_of()
    for found in rounds:
        found.title = ""
    assert latest_told(rounds, set()) == rounds[-1]
    assert latest_told([], set()) is None


@pytest.mark.parametrize(("asked", "found"), [("t1 2024", "T1 2024"), ("T2 2024", "T2 2024"), ("T9 2024", None)])
def test_a_round_is_found_by_its_name(rounds_of, asked, found):
    named = round_named(rounds_of(), asked)
    assert (named.label if named else None) == found
