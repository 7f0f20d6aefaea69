from datetime import date

import pytest

from internkoll.followup.models import Round
from internkoll.overview.timeline import WIDTH, Span, plan_event, plans_event, spans_of, timeline_of
from internkoll.plan.models import Plan
from tests.cast import matrix_method

TODAY = date(2024, 5, 10)


def told(events):
    return [(event.name, event.state, event.words) for event in events]


def test_the_months_are_those_of_the_year_and_the_first_two_of_the_next():
    timeline = timeline_of(2024, TODAY, spans=())
    assert [str(month.name) for month in timeline.months][::13] == ["jan", "feb"]
    assert len(timeline.months) == 14


def test_today_is_drawn_only_where_it_lies_within_the_months():
    assert timeline_of(2024, date(2024, 1, 1), spans=()).today == "0.0"
    assert timeline_of(2024, date(2025, 3, 1), spans=()).today == ""
    assert timeline_of(2024, date(2023, 12, 31), spans=()).today == ""


@pytest.mark.parametrize(
    ("span", "state"),
    [
        (Span("T1", date(2024, 4, 1), date(2024, 4, 30)), "sista dagen har passerat"),
        (Span("T1", date(2024, 4, 1), date(2024, 4, 30), date(2024, 5, 2)), "stängd"),
        (Span("T2", date(2024, 5, 1), date(2024, 5, 31)), "öppen"),
        (Span("T3", date(2024, 8, 1), date(2024, 8, 31)), "kommande"),
    ],
)
def test_a_period_says_how_it_stands(span, state):
    (event,) = timeline_of(2024, TODAY, spans=[span]).events
    assert event.state == state


def test_a_period_tells_its_days_in_words():
    (event,) = timeline_of(
        2024, TODAY, spans=[Span("T1", date(2024, 4, 1), date(2024, 4, 30), date(2024, 5, 2))]
    ).events
    assert event.words == "öppnade 1 april 2024, rapporteras senast 30 april 2024, stängd 2 maj 2024"


def test_what_lies_outside_the_months_is_drawn_at_their_edge_and_can_be_seen():
    plan = Plan(year=2024, state=Plan.State.ADOPTED, adopted_on=date(2023, 12, 12))
    event = plan_event(plan, TODAY)
    assert (event.x, event.width, event.words) == ("0.0", "4.0", "Planen beslutades 12 december 2023.")
    (late,) = timeline_of(2024, TODAY, spans=[Span("VB", date(2025, 2, 1), date(2025, 5, 1))]).events
    assert float(late.x) + float(late.width) == WIDTH


def test_a_period_without_days_is_told_and_not_drawn():
    (event,) = timeline_of(2024, TODAY, spans=[Span("Delår", None, None)]).events
    assert (event.name, event.x) == ("Delår", "")


def test_a_plan_that_is_not_adopted_is_told_as_such():
    assert told([plan_event(Plan(year=2024), TODAY)]) == [("Plan", "utkast", "Planen är inte beslutad.")]


def test_a_years_periods_are_its_rounds_and_those_of_the_method_that_have_not_begun():
    begun = Round(label="T1 2024", year=2024, opens=date(2024, 4, 3), due=date(2024, 4, 29))
    spans = spans_of(2024, matrix_method(4), [begun, Round(label="Extra 2024", year=2024)])
    assert [(span.name, span.opens) for span in spans] == [
        ("T1 2024", date(2024, 4, 3)),
        ("T2 2024", date(2024, 8, 1)),
        ("T3 2024", date(2024, 12, 1)),
        ("Extra 2024", None),
    ]


def test_a_municipalitys_plans_are_told_together():
    some = plans_event(2024, [date(2023, 12, 4), date(2024, 1, 25)], 3)
    assert told([some]) == [
        ("Planer", "pågår", "2 av 3 nämnder har beslutat sin plan: 4 december 2023 – 25 januari 2024.")
    ]
    assert plans_event(2024, [], 3).x == ""
