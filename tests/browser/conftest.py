"""A real browser, Debian's chromium, before the product as it is served. Without one these tests are skipped."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed.")
    # Playwright runs a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def opened(browser, live_server, settings):
    """Gives a page of the browser, set up as asked; signed in where a person's client is given."""
    settings.ROOT_URLCONF = "tests.browser.urls"
    contexts = []

    def open_page(*, width=1400, scheme="light", client=None, **options):
        context = browser.new_context(
            base_url=live_server.url,
            locale="sv-SE",
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            **options,
        )
        contexts.append(context)
        if client:
            name, morsel = settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
