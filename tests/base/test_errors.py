import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.urls import path, reverse
from lxml import html

from internkoll.urls import urlpatterns as pages
from tests.reading import words


def fails(request):
    raise RuntimeError("Något oväntat.")


def refuses(request):
    raise PermissionDenied


urlpatterns = [*pages, path("fel/", fails), path("nej/", refuses)]


def read(response):
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/finns-inte/", 404, "Sidan finns inte"),
        ("/nej/", 403, "Du får inte göra det här"),
        ("/fel/", 500, "Något gick fel"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_is_told_in_swedish_with_a_way_on(cast, address, status, heading):
    client = Client(raise_request_exception=False)
    client.force_login(cast.control_owner)
    response = client.get(address)
    page = read(response)
    assert response.status_code == status
    assert words(page.find(".//h1")) == heading
    assert page.xpath("//main//a")
    assert page.get("lang") == "sv"


def test_a_page_that_has_become_too_old_says_that_nothing_is_changed(cast):
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("choose_look"), {"utseende": "dark"})
    page = read(response)
    assert response.status_code == 403
    assert words(page.find(".//h1")) == "Sidan hade blivit för gammal"
    assert "Inget är ändrat." in words(page)


def test_an_error_tells_nothing_of_how_the_product_is_made(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.control_owner)
    with override_settings(ROOT_URLCONF=__name__):
        assert "Något oväntat" not in client.get("/fel/").content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_what_fails_leaves_its_trace_where_the_server_is_run(cast, caplog):
    client = Client(raise_request_exception=False)
    client.force_login(cast.control_owner)
    client.get("/fel/")
    (told,) = [record for record in caplog.records if record.name == "django.request"]
    assert told.exc_info
    assert "Något oväntat." in str(told.exc_info[1])
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
