"""Draws the pictures of the documentation anew, from the demo: `python -m tests.browser.pictures`."""

import os
import tempfile
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

FOLDER = tempfile.TemporaryDirectory(prefix="internkoll-pictures-")
# Before Django reads its settings: the pictures show the demo and nothing else.
os.environ["INTERNKOLL_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django  # noqa: E402

django.setup()

from django.urls import reverse  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from internkoll.base.models import Unit  # noqa: E402
from internkoll.commands import prepare_database  # noqa: E402
from internkoll.demo.builder import Demo, build  # noqa: E402
from internkoll.site.wsgi import application  # noqa: E402
from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BOARD, YEAR = "Socialnämnden", 2024
WIDTH, HEIGHT = 1280, 900


class Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        pass


def main() -> None:
    prepare_database()
    demo = build()
    with make_server("localhost", 0, application, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        draw(f"http://localhost:{server.server_port}", demo)
        server.shutdown()


def draw(address: str, demo: Demo) -> None:
    board = Unit.objects.get(name=BOARD)
    pictures = {
        "namnder": reverse("boards"),
        "oversikt": reverse("board", args=[board.pk, YEAR]),
        "uppfoljning": reverse("board_followup", args=[board.pk, YEAR]),
        "rapport": reverse("board_report", args=[board.pk, YEAR]),
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(
            base_url=address, locale="sv-SE", viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"
        )
        sign_in(page, demo)
        for name, path in pictures.items():
            page.goto(path)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()


def sign_in(page: Page, demo: Demo) -> None:
    coordinator = next(person for person in demo.sign_ins if "internkontrollsamordnare" in person.title)
    page.goto(reverse("boards"))
    page.get_by_label("E-postadress").fill(coordinator.email)
    page.get_by_label("Lösenord").fill(demo.password)
    page.get_by_role("button", name="Logga in").click()


if __name__ == "__main__":
    main()
