"""Two people who report the same control: the second is told, shown both texts, and loses nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from internkoll.followup.models import Result
from tests.browser.reporting import give_checks

pytestmark = pytest.mark.browser

FIRST, SECOND = "Samordnaren såg inga brister.", "Enhetschefen såg tre brister."


def signed_in_as(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def second(cast, opened):
    """The control owner, who hands in after the coordinator has done so on a page opened at the same time."""
    round_, (check,) = give_checks(cast)
    address = reverse("report", args=[round_.pk, check.pk])
    pages = [opened(client=signed_in_as(person)) for person in (cast.coordinator, cast.control_owner)]
    for page in pages:
        page.goto(address)
    for page, text in zip(pages, (FIRST, SECOND), strict=True):
        page.get_by_role("radio", name="Utan anmärkning").check()
        page.get_by_label("Beskriv vad som kontrollerats").fill(text)
    for page in pages:
        page.get_by_role("button", name="Lämna in").click()
        page.wait_for_load_state()
    return pages[1]


def result():
    return Result.objects.waiting().get()


def test_the_second_is_shown_both_texts_and_nothing_is_overwritten(second):
    told = second.get_by_role("alert")
    assert told.get_by_text("Samordnaren rapporterade samma kontroll").is_visible()
    assert told.get_by_text(FIRST).is_visible()
    assert told.get_by_text(SECOND).is_visible()
    assert second.get_by_label("Beskriv vad som kontrollerats").input_value() == SECOND
    assert result().text == FIRST


def test_she_can_let_her_own_hold(second):
    second.get_by_role("button", name="Lämna in min text").click()
    second.get_by_role("region", name="Inlämnat").wait_for()
    assert result().text == SECOND


def test_she_can_let_the_others_hold(second):
    second.get_by_role("button", name="Låt den inlämnade gälla").click()
    assert second.get_by_text("Den andras rapport gäller").is_visible()
    assert second.get_by_label("Beskriv vad som kontrollerats").input_value() == FIRST
    assert result().text == FIRST


def test_she_can_put_the_two_together(second):
    second.get_by_role("button", name="Lägg ihop texterna").click()
    field = second.get_by_label("Beskriv vad som kontrollerats")
    assert field.input_value() == f"{SECOND}\n\n{FIRST}"
    field.fill("Tre brister, som är rättade.")
    second.get_by_role("button", name="Lämna in").click()
    second.get_by_role("region", name="Inlämnat").wait_for()
    assert result().text == "Tre brister, som är rättade."
