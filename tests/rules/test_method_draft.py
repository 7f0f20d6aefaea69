import pytest

from internkoll.rules.method import load_method
from internkoll.rules.method_draft import (
    added,
    data_of,
    faults_of,
    filled,
    fitted,
    has_limits,
    moved,
    removed,
    value_at,
)
from internkoll.rules.methods import packaged_method, packaged_names
from tests.cast import matrix_method

SCALE = [{"word": "Låg", "value": 1}, {"word": "Hög", "value": 2}]
DRAFT = {
    "name": "Utkast",
    "likelihood": SCALE,
    "consequence": SCALE,
    "levels": [{"word": "Grön", "from_value": 1}, {"word": "Gul", "from_value": 2}, {"word": "Röd", "from_value": 4}],
    "matrix": {"levels": [["Grön", "Gul"], ["Gul", "Röd"]]},
    "fields": ["risk"],
    "layout": "allman",
}


def levels(data):
    return data["matrix"]["levels"]


def test_a_method_as_data_to_draft_from_is_the_same_method():
    for method in (*map(packaged_method, packaged_names()), matrix_method(4), matrix_method(5)):
        assert load_method(data_of(method)) == method


def test_a_level_named_in_another_form_is_given_its_own_word():
    named = [{"word": "Grön", "also": ["låg"]}, {"word": "Röd"}]
    method = load_method(
        DRAFT | {"levels": named, "matrix": {"levels": [["låg", "GRÖN"], ["röd", "Röd"]]}, "must_handle_from": "röd"}
    )
    data = data_of(method)
    assert levels(data) == [["Grön", "Grön"], ["Röd", "Röd"]]
    assert data["must_handle_from"] == "Röd"


def test_a_scale_that_grows_keeps_what_the_matrix_had_and_its_new_cells_are_empty():
    assert levels(added(DRAFT, "likelihood")) == [["Grön", "Gul"], ["Gul", "Röd"], ["", ""]]
    assert levels(added(DRAFT, "consequence")) == [["Grön", "Gul", ""], ["Gul", "Röd", ""]]


def test_a_new_step_has_the_next_value():
    assert added(DRAFT, "likelihood", 2)["likelihood"][2:] == [{"value": 3}, {"value": 4}]
    assert added({}, "levels")["levels"] == [{}]


@pytest.mark.parametrize(("part", "left"), [("likelihood", [["Gul", "Röd"]]), ("consequence", [["Gul"], ["Röd"]])])
def test_a_step_that_is_taken_away_takes_its_own_cells_and_no_others(part, left):
    data = removed(DRAFT, part, 0)
    assert levels(data) == left
    assert data[part] == SCALE[1:]


def test_a_step_that_is_moved_takes_its_cells_and_their_values_with_it():
    data = DRAFT | {"matrix": {"levels": [["Grön", "Gul"], ["Gul", "Röd"]], "values": [[1, 2], [3, 4]]}}
    turned = moved(data, "consequence", 0, 1)
    assert turned["matrix"] == {"levels": [["Gul", "Grön"], ["Röd", "Gul"]], "values": [[2, 1], [4, 3]]}
    assert moved(turned, "consequence", 1, -1)["matrix"] == data["matrix"]


@pytest.mark.parametrize("number", [-1, 2, 9999])
def test_a_line_that_is_not_there_is_neither_moved_nor_taken_away(number):
    assert removed(DRAFT, "likelihood", number) == DRAFT
    assert moved(DRAFT, "likelihood", number, 1) == DRAFT
    assert moved(DRAFT, "likelihood", 1, 1) == DRAFT


def test_a_cell_whose_level_is_gone_is_empty():
    assert levels(removed(DRAFT, "levels", 1)) == [["Grön", ""], ["", "Röd"]]
    assert levels(fitted(DRAFT | {"levels": []})) == [["", ""], ["", ""]]


def test_the_matrix_is_filled_from_the_limits_in_whole_or_in_part():
    blank = DRAFT | {"matrix": {"levels": [["", ""], ["", ""]]}}
    assert levels(filled(blank)) == [["Grön", "Gul"], ["Gul", "Röd"]]
    assert levels(filled(blank, [(1, 0), (1, 1)])) == [["", ""], ["Gul", "Röd"]]
    assert levels(filled(blank, [(7, 7)])) == levels(blank)


def test_a_value_under_every_limit_fills_nothing():
    high = DRAFT | {"levels": [{"word": "Röd", "from_value": 4}], "matrix": {"levels": [["", ""], ["", ""]]}}
    assert levels(filled(high)) == [["", ""], ["", "Röd"]]
    assert not has_limits({"levels": [{"word": "Röd"}]})


def test_a_cell_has_its_own_value_or_the_product_of_its_steps_or_none():
    assert value_at(DRAFT, 1, 1) == 4
    assert value_at(DRAFT | {"matrix": {"levels": [], "values": [[7, 7], [7, 9]]}}, 1, 1) == 9
    assert value_at(DRAFT | {"likelihood": [{"word": "Låg"}]}, 0, 1) is None


def test_faults_tell_which_field_of_the_data_they_are_in():
    wrong = DRAFT | {"matrix": {"levels": [["Grön", ""], ["Gul", "Röd"]]}, "must_handle_from": "Lila"}
    assert {fault.path for fault in faults_of(wrong)} == {("matrix", "levels", 0, 1), ("must_handle_from",)}
    assert [fault.path for fault in faults_of(DRAFT | {"likelihood": [{"value": 1}, SCALE[1]]})] == [
        ("likelihood", 0, "word")
    ]
    assert faults_of(DRAFT) == ()
