import pytest
from django.urls import reverse

from internkoll.base.chart import Datum, chart_of
from internkoll.base.models import RoleGrant
from internkoll.register.models import Risk
from internkoll.register.services import NewEstimate, estimate_risks
from internkoll.rules.methods import packaged_method
from tests.cast import board_with, document_of, person
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def shown(cast, signed_in):
    """Gives the page of the cast's third risk, which has a remark and an action."""
    client = signed_in(cast.control_owner)
    return lambda: page_of(client.get(reverse("risk", args=[third(cast).pk])))


def third(cast):
    return Risk.objects.filter(unit=cast.board).order_by("pk")[2]


def test_the_risk_is_told_with_its_number_and_its_estimate(shown):
    page = shown()
    assert words(page.find(".//h1")) == "Risk 3: Barn far illa på sätt 3"
    assert rows(page) == [["2024", "Sannolik", "Allvarlig", "16", "■ Hög"]]


def test_a_single_estimate_has_no_line_to_draw(shown):
    assert not of_class(shown(), "ik-chart")


def test_the_years_are_drawn_with_the_same_told_in_words(cast, shown):
    risk = third(cast)
    for year, value in ((2023, 12), (2025, 8)):
        estimate_risks(by=None, board=cast.board, year=year, estimates=[NewEstimate(risk, value=value)])
    page = shown()
    assert [row[0] for row in rows(page)] == ["2023", "2024", "2025"]
    (chart,) = of_class(page, "ik-chart")
    assert words(chart.find("title")) == (
        "Skattningarna från den äldsta till den senaste. 2023: 12, 2024: Hög 16, 2025: 8."
    )
    assert len(of_class(chart, "ik-point")) == 3


def test_levels_of_periods_are_drawn_where_values_are_lacking(signed_in, db):
    periods = {f"T{n} 2024": {"level": level, "text": f"Skäl {n}."} for n, level in ((1, "Hög"), (2, "Medium"))}
    document = document_of([{"risk": "Hot", "score": 12, "level": "Hög", "risk_assessments": periods}])
    board = board_with(method=packaged_method("nacka-niva"), document=document)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    page = page_of(client.get(reverse("risk", args=[Risk.objects.get().pk])))
    assert rows(page) == [
        ["2024", "12", "■ Hög", ""],
        ["T1 2024", "", "■ Hög", "Skäl 1."],
        ["T2 2024", "", "▲ Medium", "Skäl 2."],
    ]
    assert "2024: Hög 12, T1 2024: Hög, T2 2024: Medium" in words(of_class(page, "ik-chart")[0])


def test_its_controls_actions_and_history_are_told(cast, shown):
    page = shown()
    assert link(page, "Kontroll 3 görs").startswith("/kontroller/")
    assert "Ta fram rutin 3 senast 31 december 2024." in words(of_class(page, "ik-actions")[0])
    assert [words(entry.find(".//b")) for entry in of_class(page, "ik-history")[0]] == [
        "Åtgärden lades till",
        "Risken skattades",
        "Risken lades till i registret",
    ]


def test_an_estimate_of_a_later_year_has_the_method_of_its_year(cast, shown):
    estimate_risks(by=None, board=cast.board, year=2025, estimates=[NewEstimate(third(cast), "", "Möjlig", "Lindrig")])
    assert rows(shown())[1] == ["2025", "Möjlig", "Lindrig", "6", "▲ Medel"]


def test_points_stand_from_left_to_right_and_greater_ones_higher():
    chart = chart_of([Datum("2023", 4, "4"), Datum("2024", 16, "16"), Datum("2025", 9, "9")], [(1, "1"), (16, "16")])
    xs, ys = ([float(getattr(point, axis)) for point in chart.points] for axis in ("x", "y"))
    assert xs == sorted(xs)
    assert ys[1] < ys[2] < ys[0]
    assert ys[1] == float(chart.grid[1].y)


def test_a_value_that_never_changes_is_a_level_line_in_the_middle():
    chart = chart_of([Datum("2023", 12, "12"), Datum("2024", 12, "12")], [(12, "12")])
    assert len({point.y for point in chart.points}) == 1
    assert 60 < float(chart.points[0].y) < 160
