"""WCAG 2.2 AA by axe-core on every page, light and dark, narrow and wide; and what axe can't see."""

import pytest

from tests.browser.axe import AXE, COLOURS, EVERYTHING, RUN, SCROLLS
from tests.browser.pages import visits

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW, WIDE, HEIGHT = 320, 1400, 900
# The pages are shared out, so that the two halves can be looked at at the same time.
HALVES = (0, 1)


@pytest.mark.parametrize("half", HALVES)
def test_every_page_is_accessible(cast, opened, half):
    told, faults = [], {}
    for visit in visits(cast):
        page = opened(client=visit.client)
        page.on("console", lambda message: told.append(message.text) if "Content Security" in message.text else None)
        for path in visit.paths[half :: len(HALVES)]:
            if found := faults_of(page, path):
                faults[path] = found
        page.close()
    assert faults == {}
    assert told == []


def faults_of(page, path):
    """One loading of the page, made narrow and wide, light and dark."""
    page.emulate_media(color_scheme="light")
    page.goto(path)
    page.evaluate(AXE)
    faults = []
    if not page.url.endswith(path):
        faults.append(f"the address leads to {page.url}")
    if page.locator("h1").count() != 1:
        faults.append("the page has not one main heading")
    for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            faults += [f"{scheme}, {width} px: {fault}" for fault in page.evaluate(RUN, rules)]
            if page.evaluate(SCROLLS):
                faults.append(f"the page scrolls sideways at {width} px")
    return faults


def test_a_page_with_faults_is_found_out(opened, db):
    page = opened()
    page.set_content("<html><body><img src='x.png'><p style='color: #bbb; background: #fff'>Ljust</p></body></html>")
    page.evaluate(AXE)
    found = {fault.split(":")[0] for fault in page.evaluate(RUN, EVERYTHING)}
    assert found >= {"image-alt", "html-has-lang", "color-contrast"}
