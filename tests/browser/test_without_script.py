"""No page needs script: each can be read, and each of its forms sent, without."""

import pytest

from tests.browser.pages import visits

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# What is hidden is shown by script alone: a passkey can't be asked for without it. A button may stand outside its form.
WITHOUT_BUTTON = """() => [...document.forms].filter(form => !form.hidden
    && ![...form.elements].some(field => field.type === 'submit')).length"""


def test_every_page_can_be_read_and_its_forms_sent(cast, opened):
    faults = {}
    for visit in visits(cast):
        page = opened(client=visit.client, java_script_enabled=False)
        for path in visit.paths:
            page.goto(path, wait_until="domcontentloaded")
            if found := faults_of(page):
                faults[path] = found
        page.close()
    assert faults == {}


def faults_of(page):
    faults = []
    if not page.locator("h1").is_visible():
        faults.append("the main heading can't be seen")
    if page.evaluate(WITHOUT_BUTTON):
        faults.append("a form has no button to send it with")
    return faults
