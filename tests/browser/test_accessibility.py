"""WCAG 2.2 AA by axe-core on every page, light and dark, narrow and wide; and what axe can't see."""

from pathlib import Path

import pytest

from tests.browser.pages import open_pages, pages_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {runOnly: {type: 'tag', values: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})).violations.map(
    found => `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`)"""
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
NARROW, WIDE = 320, 1400


@pytest.fixture
def addresses(cast):
    return pages_of(cast)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_is_accessible(cast, addresses, opened, signed_in, width, scheme):
    told = []
    own = opened(width=width, scheme=scheme, client=signed_in(cast.coordinator))
    anyone = opened(width=width, scheme=scheme)
    for page, paths in ((own, addresses), (anyone, open_pages())):
        page.on("console", lambda message: told.append(message.text) if "Content Security" in message.text else None)
        faults = {path: found for path in paths if (found := faults_of(page, path))}
        assert faults == {}
    assert told == []


def faults_of(page, path):
    page.goto(path)
    page.evaluate(AXE)
    faults = page.evaluate(RUN)
    if page.evaluate(SCROLLS):
        faults.append("the page scrolls sideways")
    if page.locator("h1").count() != 1:
        faults.append("the page has not one main heading")
    return faults


def test_a_page_with_faults_is_found_out(opened, db):
    page = opened()
    page.set_content("<html><body><img src='x.png'><p style='color: #bbb; background: #fff'>Ljust</p></body></html>")
    page.evaluate(AXE)
    assert {fault.split(":")[0] for fault in page.evaluate(RUN)} >= {"image-alt", "html-has-lang", "color-contrast"}
