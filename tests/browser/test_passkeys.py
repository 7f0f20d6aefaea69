"""Signing in with a passkey, which the browser keeps in an authenticator of its own making."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def told():
    """What the browser's console tells of: breaches of the security policy, and scripts that fail."""
    return []


@pytest.fixture
def page(cast, opened, told):
    page = opened()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return page


@pytest.fixture
def device(page):
    """The page's link to the browser, with an authenticator put in."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session


def sign_in(page, person):
    page.goto(reverse("account_login"))
    page.get_by_label("E-postadress").fill(person.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def add_passkey(page, name="Jobbdatorn"):
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Bekräfta").click()
    page.get_by_label("Namn på nyckeln").fill(name)
    page.get_by_role("button", name="Lägg till").click()


def sign_out(page):
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("heading", name="Logga in").wait_for()


def test_a_person_signs_in_with_a_passkey_alone_and_lands_on_the_page_asked_for(cast, page, device, told):
    sign_in(page, cast.control_owner)
    add_passkey(page)
    page.get_by_role("heading", name="Återställningskoder").wait_for()
    page.goto(reverse("mfa_list_webauthn"))
    assert page.get_by_text("Jobbdatorn").first.is_visible()
    sign_out(page)
    page.goto(reverse("board_risks", args=cast.year))
    page.get_by_role("button", name="Logga in med passkey").click()
    page.get_by_role("button", name="Logga ut").wait_for()
    assert page.title() == "Risker – Barnnämnden 2024 – Internkoll"
    assert told == []


def test_a_passkey_is_the_second_step_after_a_password(cast, page, device, told):
    sign_in(page, cast.control_owner)
    add_passkey(page)
    page.get_by_role("heading", name="Återställningskoder").wait_for()
    sign_out(page)
    sign_in(page, cast.control_owner)
    page.get_by_role("button", name="Använd passkey").click()
    page.get_by_role("button", name="Logga ut").wait_for()
    assert told == []


def test_what_goes_wrong_is_told_on_the_page(cast, page, device):
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Logga in med passkey").click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "Det gick inte med passkey." in alert.inner_text()
    assert page.evaluate("document.activeElement.id") == "passkey-fel"


def test_a_passkey_is_renamed_and_taken_away(cast, page, device):
    sign_in(page, cast.control_owner)
    add_passkey(page)
    page.get_by_role("heading", name="Återställningskoder").wait_for()
    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("link", name="Ändra namn").click()
    page.get_by_label("Namn på nyckeln").fill("Mobilen")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Ta bort Mobilen").click()
    page.get_by_role("button", name="Ta bort").click()
    page.get_by_text("Du har ingen passkey ännu.").wait_for()
    assert not Authenticator.objects.filter(user=cast.control_owner).exists()


def test_without_script_the_sign_in_page_offers_no_passkey_but_a_code(cast, opened):
    page = opened(java_script_enabled=False)
    page.goto(reverse("account_login"))
    assert not page.get_by_text("Logga in med passkey").is_visible()
    page.get_by_role("link", name="Skicka en kod till min e-post").click()
    page.get_by_label("E-postadress").fill(cast.control_owner.email)
    page.get_by_role("button", name="Skicka koden").click()
    assert page.get_by_role("textbox", name="Kod").is_visible()
