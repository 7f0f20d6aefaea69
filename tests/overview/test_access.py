"""What a stranger, one who has lost the role and one who has not signed in get. The rest: test_permissions."""

import pytest
from django.urls import reverse

from tests.addresses import OF_A_BOARD, OPEN

READ = [name for name, address in OF_A_BOARD.items() if not address.changes]


@pytest.mark.parametrize("name", READ)
def test_a_stranger_is_told_that_there_is_no_such_page(cast, signed_in, name):
    response = signed_in(cast.stranger).get(reverse(name, args=OF_A_BOARD[name].args(cast)))
    assert response.status_code == 404
    assert cast.board.name not in response.content.decode()


@pytest.mark.parametrize("name", READ)
def test_one_who_has_lost_the_role_sees_no_more(cast, signed_in, name):
    cast.control_owner.grants.all().delete()
    assert signed_in(cast.control_owner).get(reverse(name, args=OF_A_BOARD[name].args(cast))).status_code == 404


@pytest.mark.parametrize("name", OPEN)
def test_anyone_reaches_the_pages_of_signing_in(client, db, name):
    response = client.get(reverse(name, args=OPEN[name]))
    assert response.status_code in (200, 302, 405)
    # One that stands in the middle of signing in leads to its beginning, but sends nobody away to sign in first.
    assert "next=" not in response.headers.get("Location", "")


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
