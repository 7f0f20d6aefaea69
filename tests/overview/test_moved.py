"""The risks whose level a round moved, as the database compares them."""

import pytest

from internkoll.base.models import Unit
from internkoll.followup.models import Round
from internkoll.overview.moved import moves_in
from internkoll.plan.board_year import board_year_or_404
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, matrix_method, person

PERIOD = "T1 2024"


def moves(board: Unit):
    here = board_year_or_404(person("Läsaren", "reader", board), board.pk, YEAR)
    return moves_in(here, Round.objects.get(unit=board, label=PERIOD))


def document(*risks):
    """Each risk by its year's estimate and the level that it was given anew."""
    rows = [{"risk": name, "risk_assessments": {PERIOD: {"level": anew}}, **year} for name, year, anew in risks]
    return document_of(rows, period=PERIOD)


@pytest.mark.django_db
def test_the_most_lowered_stand_first_and_then_as_the_plan_has_them():
    told = document(
        ("A", {"level": "Låg"}, "Hög"),
        ("B", {"level": "Hög"}, "Medium"),
        ("C", {"level": "Hög"}, "Låg"),
        ("D", {"level": "hög"}, "Hög"),
        ("E", {"level": "Hög"}, "medium"),
    )
    found = moves(board_with(method=packaged_method("nacka-niva"), document=told))
    assert [(moved.risk, moved.step) for moved in found.shown] == [("C", -2), ("B", -1), ("E", -1), ("A", 2)]
    assert (found.lowered.count, found.lowered.names) == (3, ("C", "B", "E"))
    assert (found.raised.count, found.raised.names) == (1, ("A",))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "step"),
    [
        ({"likelihood": "Sannolik", "consequence": "Allvarlig"}, -2),
        ({"likelihood": "4", "consequence": "4"}, -2),
        ({"likelihood": "oklar", "consequence": "Allvarlig"}, None),
        ({"level": "Medel", "likelihood": "Sannolik", "consequence": "Allvarlig"}, -1),
        ({"level": "Okänd", "likelihood": "Sannolik", "consequence": "Allvarlig"}, None),
        ({}, None),
    ],
)
def test_the_years_level_is_as_written_or_else_that_of_its_cell(year, step):
    found = moves(board_with(method=matrix_method(4), document=document(("Hot", year, "Låg"))))
    assert [moved.step for moved in found.shown] == ([step] if step else [])


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "step"), [(3, None), (8, -1), (12, -2)])
def test_a_value_alone_has_the_level_of_the_methods_limits(value, step):
    limits = [{"word": w, "from_value": v} for w, v in (("Låg", 1), ("Medel", 5), ("Hög", 12))]
    told = document(("Hot", {"score": value}, "Låg"))
    found = moves(board_with(method=matrix_method(4, levels=limits), document=told))
    assert [moved.step for moved in found.shown] == ([step] if step else [])


@pytest.mark.django_db
def test_of_many_moved_risks_the_first_ten_are_shown_and_none_is_named():
    told = document(*((f"Risk {n}", {"level": "Hög"}, "Låg") for n in range(12)))
    found = moves(board_with(method=packaged_method("nacka-niva"), document=told))
    assert (found.lowered.count, found.raised.count, len(found.shown)) == (12, 0, 10)
