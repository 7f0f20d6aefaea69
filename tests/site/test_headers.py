"""What every answer tells the browser that it may do, whoever asks and whatever the answer is."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.addresses import OF_A_BOARD, OPEN, SIGNED_IN

# What each address is made of, by its name.
ADDRESSES = {**{name: address.args for name, address in OF_A_BOARD.items()}, **SIGNED_IN, **OPEN}
OTHERS = ["/static/internkoll.css", "/static/logo.svg", "/finns-inte/", "/admin/", "/static/finns-inte.css"]


def is_guarded(response) -> bool:
    policy = response["Content-Security-Policy"]
    return (
        "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "unsafe" not in policy
        and response["X-Content-Type-Options"] == "nosniff"
        and response["Referrer-Policy"] == "same-origin"
        and response["Cross-Origin-Opener-Policy"] == "same-origin"
    )


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_says_what_it_may_do(cast, signed_in, client, name):
    given = ADDRESSES[name]
    address = reverse(name, args=given(cast) if callable(given) else given)
    assert is_guarded(client.get(address))
    assert is_guarded(signed_in(cast.control_owner).get(address))
    assert is_guarded(signed_in(cast.stranger).get(address))


@pytest.mark.parametrize("address", OTHERS)
def test_files_and_errors_say_it_too(db, client, address):
    assert is_guarded(client.get(address))


def test_a_form_sent_by_another_site_is_refused_with_the_same_guard(db):
    assert is_guarded(Client(enforce_csrf_checks=True).post(reverse("choose_look"), {"utseende": "dark"}))


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_cookies_stay_on_the_site(cast, client, name):
    client.get(reverse("account_login"))
    client.post(
        reverse("account_login"), {"login": cast.control_owner.email, "password": "ett-langt-losenord-for-prov"}
    )
    assert client.cookies[name]["samesite"] == "Lax"
    assert client.cookies["sessionid"]["httponly"]


@pytest.mark.parametrize("name", {**OF_A_BOARD, "boards": (), "account_change_password": ()})
def test_what_a_person_sees_is_kept_in_no_cache(cast, signed_in, name):
    given = ADDRESSES[name]
    answer = signed_in(cast.control_owner).get(reverse(name, args=given(cast) if callable(given) else given))
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
