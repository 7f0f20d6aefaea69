from datetime import date

import pytest

from internkoll.demo.builder import build
from internkoll.demo.calendar import Calendar
from internkoll.followup.models import Round
from internkoll.plan.models import Plan


@pytest.mark.parametrize(
    ("today", "years_later"),
    [
        (date(2025, 10, 15), 0),
        (date(2026, 10, 14), 0),
        (date(2026, 11, 25), 1),
        (date(2027, 1, 1), 1),
        (date(2029, 12, 31), 4),
    ],
)
def test_the_last_day_of_the_demo_lies_in_the_year_gone_by(today, years_later):
    assert Calendar.for_today(today) == Calendar(years_later)


def test_every_year_of_a_text_is_moved_and_no_other_figure():
    told = "Delår 2025, SN 2024/00291: 2 025 kronor, 12025 rader och 2024-12-10"
    assert Calendar(2).text(told) == "Delår 2027, SN 2026/00291: 2 025 kronor, 12025 rader och 2026-12-10"


def test_a_leap_day_is_the_last_of_february_in_another_year():
    assert Calendar(1).day(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.django_db
def test_the_demo_is_built_as_well_in_a_later_year():
    build(calendar=Calendar(1))
    assert set(Plan.objects.values_list("year", flat=True)) == {2024, 2025, 2026}
    assert "T2 2026" in Round.objects.values_list("label", flat=True)
    assert not Round.objects.filter(year=2023).exists()
