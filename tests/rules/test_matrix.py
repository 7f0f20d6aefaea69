import pytest

from internkoll.rules.matrix import cell_of, cells, level_of, level_of_value, step_of
from internkoll.rules.method import load_method
from internkoll.rules.methods import packaged_method

STEPS = [{"word": "Osannolik", "value": 1}, {"word": "Möjlig", "value": 2}, {"word": "Sannolik", "value": 3}]
CONSEQUENCE = [{"word": "Lindrig", "value": 1}, {"word": "Allvarlig", "also": ["allvarliga"], "value": 4}]
BASE = {
    "name": "Tre gånger två",
    "fields": ["risk"],
    "layout": "allman",
    "likelihood": STEPS,
    "consequence": CONSEQUENCE,
    "levels": [{"word": "Låg", "from_value": 1}, {"word": "Hög", "from_value": 4}],
    "matrix": {"levels": [["Låg", "Låg"], ["Låg", "Hög"], ["Låg", "Hög"]]},
}
METHOD = load_method(BASE)
BY_TABLE = load_method(BASE | {"matrix": BASE["matrix"] | {"values": [[1, 2], [2, 9], [3, 10]]}})


@pytest.mark.parametrize(
    ("likelihood", "consequence", "value", "level"),
    [
        ("osannolik", "lindrig", 1, "Låg"),
        # The cell decides, not the value: 4 is "Hög" by the limits, and this cell is "Låg".
        ("Osannolik", "allvarliga", 4, "Låg"),
        (2, 4, 8, "Hög"),
        ("Sannolik", 4, 12, "Hög"),
    ],
)
def test_a_cell_has_the_value_and_level_of_the_matrix(likelihood, consequence, value, level):
    cell = cell_of(METHOD, likelihood, consequence)
    assert (cell.value, cell.level.word) == (value, level)


def test_a_value_can_be_given_by_a_table():
    assert cell_of(BY_TABLE, "Möjlig", "Allvarlig").value == 9


@pytest.mark.parametrize(
    ("likelihood", "consequence"),
    [("möjlig", None), (None, 4), ("trolig", "lindrig"), (2, 3), ("", "lindrig"), ("möjliga", "lindrig")],
)
def test_what_the_scale_does_not_have_gets_no_place(likelihood, consequence):
    assert cell_of(METHOD, likelihood, consequence) is None


def test_no_scale_is_inferred_from_words_where_the_method_has_none():
    method = packaged_method("nacka-status")
    assert cell_of(method, "möjlig", "allvarliga") is None
    assert step_of(method.likelihood, "möjlig") is None
    assert level_of(method, value=15, likelihood="möjlig", consequence="allvarliga") is None


@pytest.mark.parametrize(("value", "level"), [(0, None), (1, "Låg"), (3, "Låg"), (4, "Hög"), (25, "Hög"), (None, None)])
def test_a_value_alone_has_the_level_of_the_limits(value, level):
    found = level_of_value(METHOD, value)
    assert (found.word if found else None) == level


def test_a_written_level_wins_over_the_cell():
    assert level_of(METHOD, level="Låg", likelihood="Sannolik", consequence="Allvarlig").word == "Låg"


def test_the_matrix_is_drawn_with_the_highest_likelihood_first():
    drawn = cells(METHOD)
    assert [row[0].likelihood for row in drawn] == [2, 1, 0]
    assert [cell.consequence for cell in drawn[0]] == [0, 1]


def test_a_method_without_a_matrix_draws_none():
    assert cells(packaged_method("uppsala")) == []
