import pytest
from django.urls import reverse

from internkoll.plan.models import Check, Plan
from internkoll.plan.rows import lines_of
from tests.cast import YEAR
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def plan(cast):
    return Plan.objects.get(unit=cast.board, year=YEAR)


def test_words_that_mean_nobody_stand_first(cast, coordinator, plan):
    Check.objects.filter(control__plan=plan, control__text__in=["Kontroll 1 görs", "Kontroll 2 görs"]).update(
        responsible="Administratör"
    )
    tied = Check.objects.filter(control__plan=plan, responsible="Administratör")
    for check in tied:
        check.owners.add(cast.control_owner)
    page = page_of(coordinator.get(reverse("plan_responsible", args=cast.year)))
    assert "4 kontrollmetoder saknar någon som rapporterar" in words(page)
    assert [row[:2] for row in rows(page)] == [["Rektor", "4"], ["Administratör", "2"]]
    assert [row[2] for row in rows(page)] == ["▲ Ingen vald", "Enhetschefen"]


def test_people_are_tied_to_all_checks_with_the_same_words(cast, coordinator, plan):
    url = reverse("plan_responsible", args=cast.year)
    form = url + link(page_of(coordinator.get(url)), "Välj personer")
    assert words(page_of(coordinator.get(form)).xpath("//h1")[0]).endswith("Rektor")
    page = page_of(coordinator.post(form, {"people": [cast.control_owner.pk]}, follow=True))
    assert "Sparat för 6 kontrollmetoder." in words(page)
    assert "Alla kontroller har någon som rapporterar" in words(page)
    assert cast.control_owner.checks.filter(control__plan=plan).count() == 6
    shown = page_of(coordinator.get(reverse("board_plan", args=cast.year)))
    assert "Enhetschefen" in words(of_class(shown, "ik-table")[0])
    coordinator.post(form, {})
    assert not cast.control_owner.checks.exists()


def test_nobody_of_another_municipality_can_be_tied(cast, coordinator, plan):
    url = reverse("plan_responsible", args=cast.year)
    form = url + link(page_of(coordinator.get(url)), "Välj personer")
    page = page_of(coordinator.post(form, {"people": [cast.stranger.pk]}))
    assert of_class(page, "ik-errors")
    assert cast.stranger.name not in words(page)
    assert not cast.stranger.checks.exists()


def test_the_next_year_is_carried_over_without_what_was_left_out(cast, coordinator, plan):
    start = page_of(coordinator.get(reverse("plan_start", args=[cast.board.pk, YEAR + 1])))
    url = link(start, "Välj vad som ska följa med")
    page = page_of(coordinator.get(url))
    chosen = page.xpath("//input[@name='metod'][@checked]/@value")
    # The first of the six is mandatory: it follows without being asked for.
    assert len(chosen) == 5
    page = page_of(coordinator.post(url, {"metod": chosen[1:]}, follow=True))
    assert f"Planen för {YEAR + 1} är påbörjad som ett utkast." in words(page)
    following = Plan.objects.get(unit=cast.board, year=YEAR + 1)
    assert [line.row.risk_number for line in lines_of(following)] == ["1", "3", "4", "5", "6"]


def test_a_year_that_is_begun_is_not_offered_again(cast, coordinator, plan):
    url = reverse("plan_carry_over", args=cast.year)
    coordinator.post(url, {})
    page = page_of(coordinator.get(url))
    assert "är redan påbörjad" in words(page)
    assert "redan börjat" in words(page_of(coordinator.post(url, {})))
    assert Plan.objects.filter(unit=cast.board, year=YEAR + 1).count() == 1


def test_a_year_can_be_begun_empty_and_still_be_carried_over(cast, coordinator, plan):
    page = page_of(coordinator.post(reverse("plan_start", args=[cast.board.pk, YEAR + 1]), follow=True))
    assert "Planen är tom" in words(page)
    assert "Det som ska följa med" in words(page_of(coordinator.get(reverse("plan_carry_over", args=cast.year))))


@pytest.mark.parametrize("year", [1850, 2150])
def test_a_year_far_from_the_others_is_not_begun(cast, coordinator, year):
    assert coordinator.post(reverse("plan_start", args=[cast.board.pk, year])).status_code == 404
    assert not Plan.objects.filter(year=year).exists()
