"""What people do with the pages: without script, with the keyboard, on paper."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(cast, opened, signed_in):
    return opened(client=signed_in(cast.coordinator))


def test_everything_works_without_script(cast, opened):
    page = opened(java_script_enabled=False)
    page.goto(reverse("board", args=cast.year))
    page.get_by_label("E-postadress").fill(cast.control_owner.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    assert page.title() == "Översikt – Barnnämnden 2024 – Internkoll"
    page.get_by_role("link", name="1 risk kan inte placeras i matrisen").click()
    page.get_by_role("link", name="Barn far illa på sätt 4").click()
    page.get_by_role("link", name="Kontroll 4 görs").click()
    page.get_by_role("button", name="Mörkt").click()
    assert page.locator("html").get_attribute("data-color-scheme") == "dark"
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="What is to be controlled").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("button", name="Sign in").is_visible()


def test_a_long_result_is_opened_with_the_keyboard(cast, page):
    page.goto(reverse("board_followup", args=cast.year))
    summary = page.locator("details summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(cast, page):
    page.goto(reverse("board", args=cast.year))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Hoppa till innehållet"
    assert skip.bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_every_stop_of_the_keyboard_can_be_seen(cast, page):
    page.goto(reverse("board", args=cast.year))
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.locator(":focus").inner_html()


def test_on_paper_the_menu_is_left_out_and_what_is_folded_is_open(cast, page):
    page.goto(reverse("board_followup", args=cast.year))
    page.emulate_media(media="print")
    assert not page.locator(".ik-top").is_visible()
    assert not page.locator(".ik-tabs").is_visible()
    assert page.get_by_text("Första granskningen 1.").is_visible()


def test_narrow_rows_tell_what_each_value_is(cast, opened, signed_in):
    page = opened(width=320, client=signed_in(cast.coordinator))
    page.goto(reverse("board_risks", args=cast.year))
    label = page.locator("td[data-label='Riskvärde']").first
    assert "Riskvärde" in label.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert page.get_by_role("columnheader", name="Riskvärde").count() == 1


def test_a_file_is_downloaded_with_its_swedish_name(cast, page):
    page.goto(reverse("board_report", args=cast.year))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "Uppföljning av internkontrollplan 2024, Barnnämnden, T2 2024.xlsx"
