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
from django.utils import timezone  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from internkoll.base.models import Unit, User  # noqa: E402
from internkoll.commands import prepare_database  # noqa: E402
from internkoll.demo.builder import Demo, build  # noqa: E402
from internkoll.demo.calendar import LAST_YEAR, Calendar  # noqa: E402
from internkoll.followup.due import awaited_of  # noqa: E402
from internkoll.imports.readings import File, start_reading  # noqa: E402
from internkoll.organisation.method_services import draft_method  # noqa: E402
from internkoll.organisation.methods import method_for  # noqa: E402
from internkoll.site.wsgi import application  # noqa: E402
from tests.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.documents.samples import samples  # noqa: E402

IMAGES = Path(__file__).parents[2] / "docs" / "images"
WIDTH, HEIGHT = 1280, 900
COORDINATOR, MANAGER = "samordnare@ekstad.example", "enhetschef@ekstad.example"


class Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        pass


def main() -> None:
    prepare_database()
    today = timezone.localdate()
    calendar = Calendar.for_today(today)
    demo = build(calendar=calendar, today=today)
    with make_server("localhost", 0, application, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://localhost:{server.server_port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for email, pictures in pictures_of(calendar.year(LAST_YEAR)).items():
                draw(browser, address, demo, email, pictures)
            browser.close()
        server.shutdown()


def pictures_of(year: int) -> dict[str, dict[str, str]]:
    """The main pages, by whom they are seen by: the name of the picture and the page's address."""
    root, social, care = (Unit.objects.get(name=name) for name in ("Ekstads kommun", "Socialnämnden", "Omsorgsnämnden"))
    of_social = [social.pk, year]
    task = awaited_of(User.objects.get(email=MANAGER), timezone.localdate()).first()
    assert task is not None
    method = method_for(root, year + 1)
    coordinator = User.objects.get(email=COORDINATOR)
    document = next(sample for sample in samples() if sample.name == "bjornviken-socialnamnden-2024.docx")
    given = File("Internkontrollplan från Björnviken.docx", document.data)
    reading = start_reading(by=coordinator, board=social, year=year + 1, given=given)
    draft = draft_method(by=coordinator, unit=root, from_year=year + 1, based_on=method)
    return {
        MANAGER: {"uppgifter": reverse("home"), "rapportera": reverse("report", args=[task.round_id, task.pk])},
        COORDINATOR: {
            "kommunen": reverse("municipality", args=[root.pk, year]),
            "oversikt": reverse("board", args=of_social),
            "risker": reverse("board_risks", args=of_social),
            "plan": reverse("board_plan", args=of_social),
            "uppfoljning": reverse("board_followup", args=of_social),
            "atgarder": reverse("board_actions", args=[care.pk, year]),
            "bedomning": reverse("board_assessment", args=of_social),
            "metod": f"{reverse('method_edit', args=[draft.pk])}#del-matris",
            "las-in": f"{reverse('reading', args=[reading.pk])}#rader",
            "rapport": reverse("board_report", args=of_social),
        },
    }


def draw(browser: Browser, address: str, demo: Demo, email: str, pictures: dict[str, str]) -> None:
    viewport = {"width": WIDTH, "height": HEIGHT}
    page = browser.new_page(base_url=address, locale="sv-SE", viewport=viewport, color_scheme="light")
    page.goto(reverse("account_login"))
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Lösenord").fill(demo.password)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url("**/")
    for name, path in pictures.items():
        page.goto(path)
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png")
    page.close()


if __name__ == "__main__":
    main()
