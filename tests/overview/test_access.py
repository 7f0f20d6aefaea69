"""Every address of the product: what a stranger, somebody who has not signed in, and its own people get.

An address that is in none of the tables fails the first test: a page without a test of who may see it is not done.
"""

from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.addresses import OF_A_BOARD, OPEN, SIGNED_IN

SIGN_IN = "/konto/logga-in/"


def names():
    return {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}


def test_every_address_is_in_one_of_the_tables():
    assert names() == {*OF_A_BOARD, *SIGNED_IN, *OPEN}


@pytest.mark.parametrize("name", OF_A_BOARD)
@pytest.mark.parametrize("who", ["coordinator", "head", "auditor"])
def test_the_boards_own_people_see(cast, signed_in, name, who):
    assert signed_in(getattr(cast, who)).get(reverse(name, args=OF_A_BOARD[name](cast))).status_code == 200


@pytest.mark.parametrize("name", OF_A_BOARD)
def test_a_stranger_is_told_that_there_is_no_such_page(cast, signed_in, name):
    response = signed_in(cast.stranger).get(reverse(name, args=OF_A_BOARD[name](cast)))
    assert response.status_code == 404
    assert cast.board.name not in response.content.decode()


@pytest.mark.parametrize("name", OF_A_BOARD)
def test_one_who_has_lost_the_role_sees_no_more(cast, signed_in, name):
    cast.head.grants.all().delete()
    assert signed_in(cast.head).get(reverse(name, args=OF_A_BOARD[name](cast))).status_code == 404


@pytest.mark.parametrize("name", [*OF_A_BOARD, *SIGNED_IN])
def test_one_who_has_not_signed_in_is_sent_to_do_so(cast, client, name):
    address = reverse(name, args=OF_A_BOARD[name](cast) if name in OF_A_BOARD else SIGNED_IN[name])
    response = client.get(address)
    assert response.status_code == 302
    assert urlsplit(response.url).path == SIGN_IN


@pytest.mark.parametrize("name", OPEN)
def test_anyone_reaches_the_pages_of_signing_in(client, db, name):
    response = client.get(reverse(name, args=OPEN[name]))
    assert response.status_code in (200, 302, 405)
    assert SIGN_IN not in response.headers.get("Location", "") or name == "account_logout"


def test_a_stranger_sees_only_their_own_board_in_the_list(cast, signed_in):
    page = signed_in(cast.stranger).get(reverse("boards")).content.decode()
    assert cast.strangers_board.name in page
    assert cast.board.name not in page


def test_nobody_can_sign_up(client, db):
    assert client.get("/konto/registrera/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404


def test_admin_is_for_staff_alone(cast, signed_in):
    assert signed_in(cast.coordinator).get("/admin/", follow=False).status_code in (302, 403)


@pytest.mark.parametrize("address", ["/namnder/{0}/2024/", "/namnder/1/{0}/", "/risker/{0}/", "/kontroller/{0}/"])
def test_a_number_that_no_database_holds_is_no_page(cast, signed_in, address):
    assert signed_in(cast.coordinator).get(address.format("9" * 30)).status_code == 404
