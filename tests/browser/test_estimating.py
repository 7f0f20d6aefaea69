"""Many risks, added and estimated with the keyboard alone."""

import pytest
from django.urls import reverse

from internkoll.register.models import Estimate, Risk

pytestmark = pytest.mark.browser


@pytest.fixture
def page(cast, opened, signed_in):
    return opened(client=signed_in(cast.coordinator))


def keys(cast):
    return list(Risk.objects.filter(unit=cast.board).order_by("pk").values_list("pk", flat=True))


def test_many_risks_are_estimated_with_the_keyboard_alone(cast, page):
    page.goto(reverse("risks_estimate", args=cast.year))
    first, second, *_ = keys(cast)
    page.locator(f"#id_likelihood-{first}").focus()
    for steps in ("ArrowUp", "ArrowUp"):
        # From "Sannolik" and from "Möjlig", each one step down; and on over the consequence to the next risk.
        page.keyboard.press(steps)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    row = page.locator("tr", has=page.locator(f"#id_likelihood-{first}"))
    assert row.locator(".ik-shown-level").inner_text().split() == ["▲", "Medel", "9"]
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Spara skattningarna").focus()
    page.keyboard.press("Enter")
    page.get_by_text("2 skattningar sparades.").wait_for()
    found = [Estimate.objects.get(risk=risk, period="").likelihood for risk in (first, second)]
    assert found == ["Möjlig", "Mindre sannolik"]


def test_new_risks_are_typed_row_by_row_with_the_keyboard_alone(cast, page):
    page.goto(reverse("risk_add", args=cast.year))
    page.locator("#id_0-text").focus()
    for text in ("Första risken", "Andra risken"):
        page.keyboard.type(text)
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.type("3")
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Lägg till riskerna").focus()
    page.keyboard.press("Enter")
    page.get_by_text("2 risker lades till.").wait_for()
    made = Estimate.objects.filter(risk__text__in=["Första risken", "Andra risken"])
    assert set(made.values_list("likelihood", "consequence")) == {("Möjlig", "Lindrig")}


def test_the_matrix_is_chosen_in_with_the_arrow_keys(cast, page):
    page.goto(reverse("risk_estimate", args=[keys(cast)[0], cast.year[1]]))
    assert page.locator("input[name=cell]:checked").get_attribute("value") == "3-2"
    page.locator("input[name=cell]:checked").focus()
    went = []
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        went.append(page.evaluate("document.activeElement.value"))
        assert page.locator("input[name=cell]:checked").get_attribute("value") == went[-1]
    # Up is more likely, right a graver consequence; at the edge it stays.
    assert went == ["2-2", "2-3", "3-3", "3-2", "3-2", "2-2", "2-3"]
    page.keyboard.press("Enter")
    page.get_by_text("Skattningen är sparad.").wait_for()
    estimate = Estimate.objects.get(risk=keys(cast)[0], period="")
    assert (estimate.likelihood, estimate.consequence) == ("Möjlig", "Allvarlig")


def test_the_first_choice_in_an_empty_matrix_is_made_with_the_arrow_keys(cast, page):
    page.goto(reverse("risk_estimate", args=[keys(cast)[3], cast.year[1]]))
    assert page.locator("input[name=cell]:checked").count() == 0
    page.locator("input[name=cell]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("input[name=cell]:checked").get_attribute("value") == "2-0"


def test_the_matrix_names_its_axes(cast, page):
    page.goto(reverse("risk_estimate", args=[keys(cast)[0], cast.year[1]]))
    axes = page.locator(".ik-matrix-choice .ik-axis")
    assert axes.all_inner_texts() == ["Sannolikhet", "Konsekvens"]
    assert page.locator(".ik-matrix-choice thead th").last.inner_text() == "Allvarlig"


def test_risks_are_estimated_without_script(cast, opened, signed_in):
    page = opened(client=signed_in(cast.coordinator), java_script_enabled=False)
    page.goto(reverse("risks_estimate", args=cast.year))
    first = keys(cast)[0]
    page.locator(f"#id_likelihood-{first}").select_option("Osannolik")
    page.get_by_role("button", name="Spara skattningarna").click()
    row = page.locator("tr", has=page.locator(f"#id_likelihood-{first}"))
    assert row.locator(".ik-shown-level").inner_text().split() == ["●", "Låg", "3"]
