from internkoll.organisation.methods import method_for, methods_for
from internkoll.organisation.services import add_unit, choose_method
from tests.cast import YEAR, matrix_method


def test_many_are_found_at_once_as_each_is_found_alone(cast, django_assert_num_queries):
    below = add_unit(by=None, name="Enheten", kind="unit", parent=cast.board)
    choose_method(by=None, unit=cast.board, from_year=YEAR + 1, method=matrix_method(5))
    wanted = [(unit, year) for unit in (cast.board, below, cast.strangers_board) for year in range(YEAR - 1, YEAR + 3)]
    with django_assert_num_queries(1):
        found = methods_for(wanted)
    assert {key: method.name for key, method in found.items()} == {
        (unit.pk, year): method_for(unit, year).name for unit, year in wanted
    }
