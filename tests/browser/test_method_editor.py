"""A Method is changed in a browser: the matrix by the keyboard alone, and all of it without script."""

import pytest
from django.urls import reverse

from internkoll.organisation.method_services import draft_method
from tests.cast import PASSWORD, matrix_method

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(cast):
    return draft_method(by=None, unit=cast.board, from_year=2090, based_on=matrix_method(4))


@pytest.fixture
def page(cast, draft, opened, signed_in):
    page = opened(client=signed_in(cast.coordinator))
    page.goto(reverse("method_edit", args=[draft.pk]))
    return page


def focused(page):
    return page.evaluate("document.activeElement.id")


def cells_now(draft):
    draft.refresh_from_db()
    return draft.data["matrix"]["levels"]


def saved(page):
    """Presses enter in the form and waits until the page tells that it is saved."""
    page.locator("#id_name").press("Enter")
    page.get_by_text("Utkastet är sparat.").wait_for()


def test_the_matrix_is_set_by_the_keyboard_alone(page, draft):
    page.locator("#id_has_matrix").focus()
    for _ in range(50):
        page.keyboard.press("Tab")
        if focused(page).startswith("id_cell"):
            break
    assert focused(page) == "id_cell-3-0"
    page.keyboard.press("3")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "id_cell-3-1"
    page.keyboard.press("l")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "id_cell-2-0"
    page.keyboard.press("0")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "id_cell-0-0"
    page.keyboard.press("Tab")
    assert focused(page) == "id_cell-0-1"
    page.keyboard.press("h")
    saved(page)
    assert cells_now(draft) == [
        ["Låg", "Hög", "Låg", "Låg"],
        ["Låg", "Låg", "Medel", "Medel"],
        ["", "Medel", "Medel", "Hög"],
        ["Hög", "Låg", "Hög", "Hög"],
    ]


def test_each_cell_tells_its_place_and_is_coloured_as_it_is_set(page):
    cell = page.get_by_label("Sannolik, Försumbar", exact=True)
    cell.select_option("Hög")
    assert cell.locator("..").get_attribute("data-tone") == "danger"
    cell.select_option("–")
    assert cell.locator("..").get_attribute("data-tone") is None


def test_the_preview_follows_what_is_typed_and_the_faults_lead_to_their_fields(page, draft):
    preview = page.locator("#forhandsvisning")
    page.get_by_label("Ord, rad 1", exact=True).first.fill("Nästan aldrig")
    preview.get_by_text("Nästan aldrig").wait_for()
    page.locator("#id_cell-1-2").focus()
    page.keyboard.press("0")
    preview.get_by_role("link", name="Riskmatrisen, Mindre sannolik × Kännbar").click()
    assert page.url.endswith("#id_cell-1-2")
    assert "" not in {word for row in cells_now(draft) for word in row}


def test_a_level_that_is_renamed_is_renamed_in_every_cell_at_once(page):
    page.locator("#id_levels-2-word").fill("Akut")
    assert page.locator("#id_cell-3-3 option:checked").inner_text() == "Akut"


def test_a_new_line_takes_the_focus_and_a_moved_one_keeps_it(page, draft):
    page.get_by_role("button", name="Lägg till ett steg av konsekvens").press("Enter")
    page.locator("#id_consequence-4-word").wait_for()
    page.locator("#id_consequence-4-word:focus").wait_for()
    page.keyboard.type("Katastrofal")
    page.locator("#upp-consequence-4").press("Enter")
    page.locator("#upp-consequence-3:focus").wait_for()
    assert page.locator("#id_consequence-3-word").input_value() == "Katastrofal"
    assert [row[3] for row in cells_now(draft)] == [""] * 4


def test_a_lost_connection_loses_nothing_that_was_typed(page, draft):
    page.locator("#id_name").fill("Ny metod")
    page.context.set_offline(True)
    page.locator("#spara").click()
    page.get_by_text("Det gick inte att spara just nu.").wait_for()
    assert page.locator("#id_name").input_value() == "Ny metod"
    page.context.set_offline(False)
    saved(page)
    draft.refresh_from_db()
    assert draft.data["name"] == "Ny metod"


def test_one_who_is_signed_out_meanwhile_signs_in_again_and_saves_what_was_typed(cast, page, draft, signed_in):
    page.locator("#id_name").fill("Ny metod")
    (session,) = (cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    page.context.clear_cookies(name="sessionid")
    page.locator("#spara").click()
    page.get_by_text("Du är inte längre inloggad.").wait_for()
    assert page.locator("#id_name").input_value() == "Ny metod"
    page.context.add_cookies([session])
    with page.expect_response(lambda response: response.url == page.url):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    draft.refresh_from_db()
    assert draft.data["name"] == "Ny metod"


def test_a_method_is_made_and_taken_into_use_without_script(cast, opened):
    page = opened(java_script_enabled=False)
    page.goto(reverse("methods", args=[cast.board.pk]))
    page.get_by_label("E-postadress").fill(cast.coordinator.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_label("Från år").fill("2095")
    page.get_by_role("button", name="Påbörja utkastet").click()
    page.get_by_label("Metodens namn").fill("Trafikljus")
    page.get_by_role("button", name="Lägg till en nivå").click()
    page.locator("#id_levels-3-word").fill("Akut")
    page.locator("#id_levels-3-tone").select_option("danger")
    page.get_by_label("Sannolik, Allvarlig", exact=True).select_option(index=4)
    page.get_by_role("button", name="Förhandsgranska").click()
    assert page.locator("#forhandsvisning").get_by_text("Akut").first.is_visible()
    page.get_by_role("button", name="Spara utkastet").click()
    page.get_by_role("link", name="Läs igenom och ta i bruk").click()
    page.get_by_role("button", name="Ta metoden i bruk från 2095").click()
    assert page.get_by_text("Metoden är i bruk och gäller från 2095.").is_visible()
    assert page.locator(".ik-matrix td").nth(3).inner_text().split() == ["Akut", "16"]
