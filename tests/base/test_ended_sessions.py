"""A form sent after the session has ended: one is led to sign in, and back to the page that the form stood on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.addresses import OF_A_BOARD
from tests.cast import PASSWORD
from tests.reading import page_of, words

LOST = "Du hade loggats ut innan det sparades. Gör om det sista steget."
FORMS = [address for address in OF_A_BOARD.values() if address.changes]


def sent(client, cast, address, **headers):
    return client.post(reverse(address.name, args=address.args(cast)), address.data, headers=headers)


def back_from(response):
    """Where one comes after signing in."""
    return parse_qs(urlsplit(response.url).query)["next"][0]


def sign_in(client, person, to):
    given = {"login": person.email, "password": PASSWORD, "next": to}
    return client.post(reverse("account_login"), given, follow=True)


@pytest.mark.parametrize("address", FORMS, ids=lambda address: address.name)
def test_one_comes_back_to_the_page_of_the_form_and_is_told_that_nothing_was_saved(cast, client, address):
    page = reverse("board", args=cast.year) + "?visa=allt"
    to = back_from(sent(client, cast, address, referer=f"http://testserver{page}"))
    assert to == page
    assert LOST in words(page_of(sign_in(client, cast.coordinator, to)))
    assert LOST not in words(page_of(client.get(page)))


@pytest.mark.parametrize("address", FORMS, ids=lambda address: address.name)
def test_without_a_known_page_one_comes_to_the_start_page(cast, client, address):
    for referer in ("", "https://annan.example/namnder/", "http://testserver", "//annan.example/", "inte en adress"):
        to = back_from(sent(client, cast, address, referer=referer))
        assert to == reverse("home"), referer
    assert LOST in words(page_of(sign_in(client, cast.coordinator, to)))


@pytest.mark.parametrize("address", FORMS, ids=lambda address: address.name)
def test_an_address_that_only_takes_forms_says_that_it_is_no_page(cast, signed_in, address):
    client = signed_in(cast.coordinator)
    response = client.get(reverse(address.name, args=address.args(cast)))
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    response.status_code = 200
    page = page_of(response)
    assert words(page.find(".//h1")) == "Adressen är ingen sida"
    assert page.xpath(f"//main//a[@href='{reverse('home')}']")


def test_one_who_asked_for_a_page_is_told_of_nothing_lost(cast, client):
    page = reverse("board", args=cast.year)
    assert back_from(client.get(page)) == page
    assert LOST not in words(page_of(sign_in(client, cast.coordinator, page)))


@pytest.mark.parametrize("headers", [{"accept": "application/json"}, {"hx-request": "true"}])
def test_what_a_script_sends_and_keeps_is_not_told_of(cast, client, headers):
    sent(client, cast, OF_A_BOARD["report_draft"], **headers)
    assert LOST not in words(page_of(sign_in(client, cast.coordinator, reverse("home"))))
