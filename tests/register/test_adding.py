"""Many new risks at once, and the form of one risk."""

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.register.models import Estimate, Response, Risk
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, person
from tests.reading import page_of, words


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def address(cast):
    return reverse("risk_add", args=cast.year)


def first(cast):
    return Risk.objects.filter(unit=cast.board).order_by("pk").first()


def test_filled_rows_become_risks_with_their_estimates_and_empty_ones_nothing(cast, coordinator, address):
    before = Risk.objects.filter(unit=cast.board).count()
    row = {
        "0-text": "Dubbla utbetalningar",
        "0-category": "Ekonomi",
        "0-likelihood": "Möjlig",
        "0-consequence": "Lindrig",
    }
    answer = coordinator.post(address, {"rader": "5", **row, "3-text": "Obehörig insyn"})
    assert answer.status_code == 302
    assert Risk.objects.filter(unit=cast.board).count() == before + 2
    made = Risk.objects.get(text="Dubbla utbetalningar")
    estimate = Estimate.objects.get(risk=made)
    assert (made.category, estimate.year, estimate.likelihood, estimate.consequence) == (
        "Ekonomi",
        YEAR,
        "Möjlig",
        "Lindrig",
    )
    assert estimate.estimated_on is not None
    assert not Estimate.objects.filter(risk__text="Obehörig insyn").exists()


def test_one_row_in_error_saves_none_and_what_was_typed_stays(cast, coordinator, address):
    before = Risk.objects.count()
    page = page_of(coordinator.post(address, {"rader": "5", "0-text": "En risk", "2-category": "Ekonomi"}))
    assert Risk.objects.count() == before
    assert "Rad 3, Risk: Beskriv risken, eller töm raden." in words(page.get_element_by_id("fel"))
    assert words(page.get_element_by_id("id_0-text")) == "En risk"
    assert page.get_element_by_id("id_2-category").get("value") == "Ekonomi"


def test_more_rows_are_given_with_what_has_been_typed(coordinator, address):
    page = page_of(
        coordinator.post(address, {"rader": "5", "fler": "ja", "1-text": "Halvskriven", "1-likelihood": "Möjlig"})
    )
    assert len(page.xpath("//fieldset[contains(@class, 'ik-risk-row')]")) == 10
    assert words(page.get_element_by_id("id_1-text")) == "Halvskriven"
    assert page.get_element_by_id("id_1-likelihood").value == "Möjlig"
    assert not page.xpath("//*[@id='fel']")


def test_one_who_comes_back_finds_as_many_rows_as_the_address_tells(coordinator, address):
    page = page_of(coordinator.get(address))
    (more,) = page.xpath("//button[@name='fler']/@formaction")
    assert len(page_of(coordinator.get(address + more)).xpath("//fieldset[contains(@class, 'ik-risk-row')]")) == 10


def test_nothing_at_all_is_answered_with_what_to_do(coordinator, address):
    assert "Beskriv minst en risk." in words(page_of(coordinator.post(address, {"rader": "5"})))


def test_a_value_that_is_no_number_is_told_in_its_row(signed_in, db):
    board = board_with(method=packaged_method("nacka-niva"), document=document_of([{"risk": "A", "level": "Hög"}]))
    client = signed_in(person("Samordnaren", RoleGrant.Role.COORDINATOR, board))
    page = page_of(
        client.post(reverse("risk_add", args=[board.pk, YEAR]), {"rader": "5", "0-text": "B", "0-value": "tolv"})
    )
    assert "Rad 1, Riskvärde: Skriv värdet som ett heltal." in words(page)


def test_the_second_to_change_a_risk_sees_the_first_and_loses_nothing(cast, coordinator):
    address = reverse("risk_edit", args=[first(cast).pk])
    coordinator.post(address, {"text": "Den förstas ord", "edits": "0"})
    page = page_of(coordinator.post(address, {"text": "Den andras ord", "edits": "0"}))
    assert "Den förstas ord" in words(page.get_element_by_id("andrat"))
    assert words(page.get_element_by_id("id_text")) == "Den andras ord"
    (edits,) = page.xpath("//input[@name='edits']/@value")
    assert coordinator.post(address, {"text": "Den andras ord", "edits": edits}).status_code == 302
    assert first(cast).text == "Den andras ord"


def test_a_risk_is_estimated_by_a_cell_of_the_matrix(cast, coordinator):
    address = reverse("risk_estimate", args=[first(cast).pk, YEAR])
    page = page_of(coordinator.get(address))
    assert page.xpath("//input[@name='cell'][@checked]/@value") == ["3-2"]
    coordinator.post(address, {"cell": "0-1", "text": "Nya rutiner.", "edits": "0"})
    estimate = Estimate.objects.get(risk=first(cast), year=YEAR, period="")
    assert (estimate.likelihood, estimate.consequence, estimate.text) == ("Osannolik", "Lindrig", "Nya rutiner.")


def test_a_period_is_estimated_beside_the_year(cast, coordinator):
    address = reverse("risk_estimate", args=[first(cast).pk, YEAR]) + "?period=T1+2024"
    coordinator.post(address, {"cell": "1-1", "text": "", "edits": ""})
    assert Estimate.objects.get(risk=first(cast), period="T1 2024").likelihood == "Mindre sannolik"
    assert coordinator.get(address.replace("T1", "T9")).status_code == 404


def test_the_second_to_estimate_a_risk_is_shown_the_firsts_odds(cast, coordinator):
    address = reverse("risk_estimate", args=[first(cast).pk, YEAR])
    coordinator.post(address, {"cell": "0-1", "text": "", "edits": "0"})
    page = page_of(coordinator.post(address, {"cell": "2-2", "text": "Min analys", "edits": "0"}))
    assert "Osannolik" in words(page.get_element_by_id("andrat"))
    assert page.xpath("//input[@name='cell'][@checked]/@value") == ["2-2"]
    assert words(page.get_element_by_id("id_text")) == "Min analys"


def test_a_response_is_decided_by_form_and_shown_with_its_day(cast, coordinator):
    address = reverse("risk_response", args=[first(cast).pk, YEAR])
    assert "Skriv varför risken accepteras." in words(page_of(coordinator.post(address, {"kind": "accept"})))
    told = {"kind": "accept", "reason": "Liten skada.", "decided_by": "Nämnden", "look_again_on": "2024-12-01"}
    coordinator.post(address, told)
    assert Response.objects.get().reason == "Liten skada."
    page = words(page_of(coordinator.get(reverse("risk", args=[first(cast).pk]))))
    assert "2024: Acceptera ▲ Ska ses över" in page
    listed = page_of(coordinator.get(reverse("board_risks", args=cast.year), {"ses-over": "ja"}))
    assert "Visar 1 risk: att se över." in words(listed)


def test_a_risk_is_retired_and_taken_back_by_form(cast, coordinator):
    pk = first(cast).pk
    coordinator.post(reverse("risk_retire", args=[pk]), {"why": "Nedlagd.", "edits": "0"})
    assert Risk.objects.get(pk=pk).retired_why == "Nedlagd."
    coordinator.post(reverse("risk_take_back", args=[pk]))
    assert Risk.objects.get(pk=pk).retired_on is None
