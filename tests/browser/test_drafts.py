"""What is typed is never lost: not when the network drops, not when the session ends, not when the page is closed."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from internkoll.followup.models import Draft, Result
from tests.browser.reporting import give_checks
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

TEXT = "Det som jag skriver nu får inte försvinna."


@pytest.fixture
def address(cast):
    round_, (check,) = give_checks(cast)
    return reverse("report", args=[round_.pk, check.pk])


@pytest.fixture
def page(cast, opened, signed_in, address):
    page = opened(client=signed_in(cast.control_owner))
    page.goto(address)
    return page


def field(page):
    return page.get_by_label("Beskriv vad som kontrollerats")


def told(page, words):
    page.locator("[data-told]", has_text=words).wait_for(timeout=10_000)


def test_a_draft_is_saved_while_one_types(page, opened):
    field(page).press_sequentially(TEXT)
    told(page, "Sparat som utkast")
    page.reload()
    assert field(page).input_value() == TEXT
    assert Draft.objects.get().values["text"] == TEXT
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_is_kept_over_a_dropped_connection(page, address):
    # Nothing gets through, whichever page asks: being offline ends for the page that is left before it is gone.
    page.context.route("**", lambda route: route.abort("internetdisconnected"))
    field(page).press_sequentially(TEXT)
    told(page, "Inget är borta: texten finns kvar i den här webbläsaren")
    # The page is lost altogether, and opened again when the network is back.
    page.goto("about:blank")
    assert not Draft.objects.exists()
    page.context.unroute("**")
    page.goto(address)
    assert field(page).input_value() == TEXT
    told(page, "Sparat som utkast")
    assert Draft.objects.get().values["text"] == TEXT


def test_it_is_saved_by_itself_when_the_network_is_back(page):
    page.context.set_offline(True)
    field(page).press_sequentially(TEXT)
    told(page, "Inget är borta")
    page.context.set_offline(False)
    told(page, "Sparat som utkast")
    assert Draft.objects.get().values["text"] == TEXT


def test_one_whose_session_has_ended_signs_in_and_goes_on(cast, page, address):
    Session.objects.all().delete()
    field(page).press_sequentially(TEXT)
    told(page, "Du är inte längre inloggad")
    page.get_by_role("link", name="Logga in igen och fortsätt").click()
    sign_in(page, cast.control_owner)
    page.wait_for_url(f"**{address}")
    assert field(page).input_value() == TEXT
    told(page, "Sparat som utkast")


def test_what_was_handed_in_after_the_session_had_ended_is_back_after_signing_in(cast, page, address):
    page.get_by_role("radio", name="Utan anmärkning").check()
    field(page).fill(TEXT)
    Session.objects.all().delete()
    page.get_by_role("button", name="Lämna in").click()
    sign_in(page, cast.control_owner)
    page.wait_for_url(f"**{address}")
    assert field(page).input_value() == TEXT
    assert page.get_by_role("radio", name="Utan anmärkning").is_checked()
    page.get_by_role("button", name="Lämna in").click()
    page.get_by_role("region", name="Inlämnat").wait_for()
    assert Result.objects.waiting().get().text == TEXT
    assert page.evaluate("localStorage.length") == 0


def test_what_one_person_left_is_not_shown_to_the_next(cast, page, address, opened):
    page.context.set_offline(True)
    field(page).press_sequentially(TEXT)
    told(page, "Inget är borta")
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.goto(address)
    sign_in(page, cast.coordinator)
    page.wait_for_url(f"**{address}")
    assert field(page).input_value() == ""
    assert TEXT not in page.evaluate("JSON.stringify({...localStorage})")


def sign_in(page, person):
    page.get_by_label("E-postadress").fill(person.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
