"""A control owner's first report, three times a year and without training: from signing in to the receipt."""

import pytest

from internkoll.actions.models import Action
from internkoll.followup.models import Result
from tests.browser.reporting import give_checks
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

TEXT = "Tjugofem ärenden granskade, alla med beslut."


class Counting:
    """Counts what a person does: clicks, and fields that she fills in or chooses in."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role, name, **more):
        self.page.get_by_role(role, name=name, **more).first.click()
        self.clicks += 1

    def choose(self, name):
        self.page.get_by_role("radio", name=name).check()
        self.clicks += 1
        self.fields += 1

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)
        self.fields += 1


@pytest.fixture
def counting(cast, opened):
    give_checks(cast, 2)
    page = opened()
    page.goto("/")
    page.get_by_label("E-postadress").fill(cast.control_owner.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    return Counting(page)


def to_the_form(counting):
    counting.click("button", "Logga in")
    counting.click("link", "Rapportera:")


def receipt(page):
    return page.get_by_role("region", name="Inlämnat")


def test_without_a_remark_it_takes_at_most_six_clicks_and_two_fields_besides_the_text(counting):
    to_the_form(counting)
    counting.choose("Utan anmärkning")
    counting.page.get_by_label("Beskriv vad som kontrollerats").fill(TEXT)
    counting.click("button", "Lämna in och gå till nästa")
    assert receipt(counting.page).get_by_text("Förvaltningschefen").is_visible()
    assert receipt(counting.page).get_by_text("1 kvar att rapportera").is_visible()
    assert (counting.clicks, counting.fields) == (4, 1)
    assert Result.objects.waiting().get().text == TEXT


def test_a_remark_adds_the_three_fields_of_its_action(counting):
    to_the_form(counting)
    action = counting.page.get_by_label("Åtgärd", exact=True)
    assert not action.is_visible()
    counting.choose("Mindre anmärkning")
    assert action.is_visible()
    counting.page.get_by_label("Beskriv vad som kontrollerats").fill(TEXT)
    counting.fill("Åtgärd", "Ta fram en rutin")
    counting.fill("Ansvarig", "Rektor")
    counting.fill("Klart senast", "hösten 2026")
    counting.click("button", "Lämna in och gå till nästa")
    assert receipt(counting.page).is_visible()
    assert (counting.clicks, counting.fields) == (4, 1 + 3)
    assert str(Action.objects.order_by("-pk").first().due) == "2026-12-31"


def test_the_last_one_leads_home(counting):
    to_the_form(counting)
    for _ in range(2):
        counting.choose("Utan anmärkning")
        counting.page.get_by_label("Beskriv vad som kontrollerats").fill(TEXT)
        counting.page.get_by_role("button", name="Lämna in").click()
    assert receipt(counting.page).get_by_text("Du har inget mer att rapportera nu").is_visible()
    assert counting.page.get_by_role("heading", name="Mina uppgifter").is_visible()


def tab_to(page, wanted, most=40):
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate("(e => e.ariaLabel || e.labels?.[0]?.innerText || e.innerText)(document.activeElement)")
        if (name or "").strip().startswith(wanted):
            return
    pytest.fail(f"The keyboard does not reach {wanted}.")


def test_all_of_it_can_be_done_with_the_keyboard_alone(counting):
    page = counting.page
    page.get_by_label("Lösenord").press("Enter")
    page.wait_for_url("**/")
    tab_to(page, "Rapportera:")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapportera/**")
    tab_to(page, "Utan anmärkning")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="Mindre anmärkning").is_checked()
    tab_to(page, "Beskriv vad")
    page.keyboard.type(TEXT)
    tab_to(page, "Åtgärd")
    if not page.get_by_label("Åtgärd", exact=True).evaluate("field => field === document.activeElement"):
        tab_to(page, "Åtgärd")
    page.keyboard.type("Ta fram en rutin")
    tab_to(page, "Ansvarig")
    page.keyboard.press("Tab")
    page.keyboard.type("2026-12-31")
    tab_to(page, "Lämna in")
    page.keyboard.press("Enter")
    page.wait_for_url("**inlamnat**")
    assert receipt(page).is_visible()
    assert Result.objects.waiting().get().outcome == "mindre anmärkning"


def test_it_all_works_without_script(cast, opened, signed_in):
    give_checks(cast, 1)
    page = opened(java_script_enabled=False, client=signed_in(cast.control_owner))
    page.goto("/")
    page.get_by_role("link", name="Rapportera:").click()
    page.get_by_role("radio", name="Större anmärkning").check()
    page.get_by_label("Beskriv vad som kontrollerats").fill(TEXT)
    page.get_by_role("button", name="Lämna in").click()
    # The fault opens what was folded.
    page.get_by_label("Åtgärd", exact=True).fill("Ta fram en rutin")
    page.get_by_label("Klart senast").fill("2026-12-31")
    page.get_by_role("button", name="Lämna in").click()
    assert receipt(page).is_visible()
