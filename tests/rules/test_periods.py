from datetime import date

import pytest

from internkoll.rules.methods import packaged_method
from internkoll.rules.periods import Period, in_order, opens_and_due, period_of, round_for


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("T1 2022", Period("T1", 2022)),
        ("Delår 2024", Period("Delår", 2024)),
        ("2024", Period("", 2024)),
        ("Tertial 2", Period("Tertial 2", None)),
    ],
)
def test_a_label_is_a_mark_and_a_year(label, period):
    assert period_of(label) == period
    assert period_of(label).label == label


def test_periods_stand_in_the_order_of_the_years_and_their_marks():
    labels = ["VB 2022", "2022", "T2 2022", "Helår 2022", "T1 2023", "T1 2022", "T3 2021", "Delår 2022", "Q2 2022"]
    assert in_order(labels) == [
        "T3 2021",
        "T1 2022",
        "Q2 2022",
        "T2 2022",
        "Delår 2022",
        "Helår 2022",
        "VB 2022",
        "2022",
        "T1 2023",
    ]


def test_the_methods_own_order_of_rounds_wins():
    rounds = packaged_method("stockholm").rounds
    assert in_order(["VB 2024", "T2 2024", "T1 2024"], rounds[::-1]) == ["VB 2024", "T2 2024", "T1 2024"]


def test_a_round_that_falls_due_after_new_year_does_so_in_the_next_year():
    method = packaged_method("stockholm")
    assert opens_and_due(round_for(method, "VB 2024"), 2024) == (date(2024, 12, 1), date(2025, 1, 20))
    assert opens_and_due(round_for(method, "Tertial 1 2024"), 2024) == (date(2024, 4, 15), date(2024, 5, 10))


def test_a_period_that_the_method_does_not_have_has_no_rule():
    assert round_for(packaged_method("stockholm"), "Delår 2024") is None
