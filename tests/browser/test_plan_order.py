"""The order of a plan, by the keyboard, by dragging, and by its buttons where there is no script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from internkoll.plan.models import Plan
from internkoll.plan.rows import lines_of
from tests.cast import YEAR

pytestmark = pytest.mark.browser


@pytest.fixture
def plan(cast):
    return Plan.objects.get(unit=cast.board, year=YEAR)


@pytest.fixture
def page(cast, opened, signed_in, plan):
    page = opened(client=signed_in(cast.coordinator))
    page.goto(reverse("plan_work", args=cast.year))
    return page


def numbers(plan):
    return " ".join(line.row.risk_number for line in lines_of(plan))


def handle(page, number):
    return page.get_by_role("button", name=re.compile(rf"^Flytta: Barn far illa på sätt {number}$"))


def test_a_risk_is_moved_by_the_arrow_keys_and_stays_in_focus(page, plan):
    handle(page, 2).focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    expect(handle(page, 2)).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    expect(handle(page, 2)).to_be_focused()
    assert numbers(plan) == "1 3 4 2 5 6"
    with page.expect_navigation():
        page.keyboard.press("ArrowUp")
    assert numbers(plan) == "1 3 2 4 5 6"


def test_a_risk_is_dragged_to_above_another(page, plan):
    target = page.locator("li", has=handle(page, 2)).first
    start, end = handle(page, 4).bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, end["y"] + 60, steps=4)
    page.mouse.move(start["x"] + 8, end["y"] + 2, steps=4)
    assert page.locator("[data-drop]").count() == 1
    with page.expect_navigation():
        page.mouse.up()
    assert numbers(plan) == "1 4 2 3 5 6"


def test_a_drag_that_is_given_up_moves_nothing(page, plan):
    start = handle(page, 3).bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] - 100, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator("[data-drop]").count() == 0
    assert numbers(plan) == "1 2 3 4 5 6"


def test_a_risk_is_moved_by_its_button_without_script(cast, opened, signed_in, plan):
    page = opened(client=signed_in(cast.coordinator), java_script_enabled=False)
    page.goto(reverse("plan_work", args=cast.year))
    assert page.locator(".ik-handle:visible").count() == 0
    page.get_by_role("button", name="Flytta ned: Barn far illa på sätt 1", exact=True).click()
    assert numbers(plan) == "2 1 3 4 5 6"
