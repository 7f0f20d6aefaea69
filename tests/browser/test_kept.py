"""What is typed in a form is there again for one whose session had ended when it was sent, and for nobody else."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.organisation.services import grant_role
from internkoll.register.models import Response, Risk
from tests.browser.test_drafts import sign_in
from tests.cast import YEAR

pytestmark = pytest.mark.browser

TEXT = "Det som jag skriver nu får inte försvinna."
BACK = "Det du skrev är kvar. Spara igen."
LOST = "Du hade loggats ut innan det sparades."


@pytest.fixture
def page(cast, opened, signed_in):
    return opened(client=signed_in(cast.coordinator))


@pytest.fixture
def risk(cast):
    return Risk.objects.filter(unit=cast.board).order_by("pk").first()


@pytest.fixture
def response_form(page, risk):
    """The form of a risk's response, filled in and sent when the session had ended."""
    page.goto(reverse("risk_response", args=[risk.pk, YEAR]))
    page.get_by_role("radio").nth(1).check()
    page.locator("textarea").first.fill(TEXT)
    Session.objects.all().delete()
    page.locator("main form.ik-form button[type=submit]").first.click()
    page.get_by_role("heading", name="Logga in").wait_for()
    return page


def stored(page):
    return page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


def told(page):
    return page.locator("main [role=status]", has_text=BACK)


def test_new_risks_are_all_there_after_signing_in_again(cast, page):
    page.goto(reverse("risk_add", args=cast.year))
    page.get_by_role("button", name="Fler rader").click()
    page.locator("#id_7-text").fill(TEXT)
    page.locator("#id_7-likelihood").select_option("Sannolik")
    Session.objects.all().delete()
    page.get_by_role("button", name="Lägg till riskerna").click()
    sign_in(page, cast.coordinator)
    told(page).wait_for()
    assert page.get_by_text(LOST).is_visible()
    assert page.locator("#id_7-text").input_value() == TEXT
    page.get_by_role("button", name="Lägg till riskerna").click()
    page.get_by_text("1 risk lades till.").wait_for()
    assert Risk.objects.get(text=TEXT).estimates.get().likelihood == "Sannolik"
    assert TEXT not in stored(page)


def test_a_response_is_there_after_signing_in_again(cast, response_form, risk):
    page = response_form
    sign_in(page, cast.coordinator)
    told(page).wait_for()
    assert page.locator("textarea").first.input_value() == TEXT
    assert page.get_by_role("radio").nth(1).is_checked()
    page.locator("main form.ik-form button[type=submit]").first.click()
    page.wait_for_url(f"**{reverse('risk', args=[risk.pk])}")
    assert TEXT in Response.objects.get(risk=risk, year=YEAR).reason
    assert TEXT not in stored(page)
    page.goto(reverse("risk_response", args=[risk.pk, YEAR]))
    assert not told(page).is_visible()


def test_another_person_who_signs_in_sees_nothing_of_it(cast, response_form, risk):
    page = response_form
    grant_role(by=None, user=cast.auditor, unit=cast.board, role=RoleGrant.Role.HEAD)
    sign_in(page, cast.auditor)
    page.wait_for_url(f"**{reverse('risk_response', args=[risk.pk, YEAR])}")
    assert page.locator("textarea").first.input_value() == ""
    assert not told(page).is_visible()
    assert TEXT not in stored(page)


def test_one_who_signs_out_leaves_nothing_behind(cast, response_form):
    page = response_form
    sign_in(page, cast.coordinator)
    told(page).wait_for()
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("heading", name="Logga in").wait_for()
    assert TEXT not in stored(page)


def test_what_another_saved_meanwhile_is_not_written_over(cast, page, risk):
    page.goto(reverse("risk_edit", args=[risk.pk]))
    page.locator("#id_text").fill(TEXT)
    Session.objects.all().delete()
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("heading", name="Logga in").wait_for()
    Risk.objects.filter(pk=risk.pk).update(text="Någon annans ord", edits=risk.edits + 1)
    sign_in(page, cast.coordinator)
    told(page).wait_for()
    page.get_by_role("button", name="Spara").click()
    page.get_by_text("Någon annan har ändrat sedan du öppnade sidan").wait_for()
    assert Risk.objects.get(pk=risk.pk).text == "Någon annans ord"


def test_neither_passwords_nor_tokens_are_kept(cast, page, response_form):
    assert TEXT in stored(page)
    assert "csrfmiddlewaretoken" not in stored(page)
    sign_in(page, cast.coordinator)
    told(page).wait_for()
    page.goto(reverse("account_change_password"))
    before = stored(page)
    page.locator("input[type=password]").first.fill("ett-hemligt-losenord")
    Session.objects.all().delete()
    page.locator("main form button").first.click()
    page.get_by_role("heading", name="Logga in").wait_for()
    assert stored(page) == before
