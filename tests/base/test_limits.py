"""How often one may try to sign in, however the tries are made."""

import os
import subprocess
import sys

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.reading import page_of, words

TRIES = 5
WRONG = "fel-losenord-helt"
TOO_MANY = "För många misslyckade försök"
# A server process of its own: it tries so many times, and tells how often it was asked to wait.
ANOTHER_PROCESS = f"""
import sys, django
django.setup()
from django.test import Client
client, typed = Client(headers={{"host": "localhost"}}), {{"login": "n@ekstad.example", "password": "fel"}}
answers = [client.post("/konto/logga-in/", typed) for _ in range(int(sys.argv[1]))]
print(sum("{TOO_MANY}" in answer.content.decode() for answer in answers))
"""


def tried(client, email, *, password="", **asked):
    answer = client.post(reverse("account_login"), {"login": email, "password": password or WRONG}, **asked)
    return words(page_of(answer)) if answer.status_code == 200 else ""


def another_process(folder, *argv: str) -> str:
    surroundings = os.environ | {"INTERNKOLL_DATA": str(folder)}
    done = subprocess.run([sys.executable, *argv], env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_processes_of_the_server_count_together(tmp_path):
    another_process(tmp_path, "-m", "django", "migrate", "-v0")
    assert another_process(tmp_path, "-c", ANOTHER_PROCESS, str(TRIES)) == "0"
    assert another_process(tmp_path, "-c", ANOTHER_PROCESS, "2") == "2"


def test_the_count_is_kept_where_every_process_reads_it(db):
    assert isinstance(caches["default"], DatabaseCache)


def test_the_right_password_waits_too_after_too_many_wrong_ones(cast, client):
    for _ in range(TRIES):
        tried(client, cast.control_owner.email)
    assert TOO_MANY in tried(client, cast.control_owner.email, password=PASSWORD)


@pytest.mark.parametrize("email", ["enhetschefen@ekstad.example", "ingen@ekstad.example"])
def test_an_unknown_person_is_told_to_wait_as_a_known_one_is(cast, client, email):
    told = [TOO_MANY in tried(client, email) for _ in range(TRIES + 1)]
    assert told == [False] * TRIES + [True]


def test_another_spelling_or_another_port_gives_no_more_tries(cast, db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    for number in range(TRIES):
        asked = {"headers": {"host": f"localhost:{8000 + number}"}, "REMOTE_ADDR": f"192.0.2.{number}"}
        assert TOO_MANY not in tried(Client(), cast.control_owner.email.upper(), **asked)
    assert TOO_MANY in tried(
        Client(), cast.control_owner.email, headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.99"
    )


def may_try(number, *, from_address=""):
    """Whether the password of person so-and-so may be tried; no person is tried twice."""
    told = {"headers": {"x-forwarded-for": from_address}} if from_address else {}
    return TOO_MANY not in tried(Client(), f"person{number}@ekstad.example", **told)


def test_one_address_tries_ten_persons_a_minute(db):
    assert [may_try(number) for number in range(11)] == [True] * 10 + [False]


def test_what_a_visitor_says_of_the_address_is_not_believed(db):
    told = [may_try(number, from_address=f"192.0.2.{number}") for number in range(11)]
    assert told == [True] * 10 + [False]


def test_behind_a_proxy_only_what_it_added_is_believed(db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [may_try(number, from_address=f"192.0.2.{number}, 198.51.100.1") for number in range(11)]
    assert told == [True] * 10 + [False]
    assert may_try(11, from_address="198.51.100.1, 203.0.113.5")


@pytest.mark.parametrize(
    ("public", "link"),
    [("https://ik.ekstad.example", "https://ik.ekstad.example/konto/"), ("", "http://localhost:81/konto/")],
)
def test_the_link_in_a_message_leads_to_the_products_own_address(cast, client, settings, public, link):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = public, ["localhost"]
    asked = {"host": "localhost:81", "x-forwarded-host": "annan.example"}
    client.post(reverse("account_reset_password"), {"email": cast.control_owner.email}, headers=asked)
    assert f"\n{link}nytt-losenord/" in mail.outbox[0].body


def test_a_message_that_can_not_be_sent_tells_nobody_who_has_an_account(cast, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in (cast.control_owner.email, "ingen@ekstad.example"):
        answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        assert "Titta i din e-post" in words(page_of(answer))


def test_a_host_that_is_not_ours_is_refused(client, db):
    assert client.get(reverse("account_login"), headers={"host": "annan.example"}).status_code == 400


def test_a_session_begun_by_another_is_not_the_one_that_is_signed_in(cast, client):
    client.get(reverse("account_login"))
    session = client.session
    session["lagd"] = "av en annan"
    session.save()
    before = session.session_key
    client.post(reverse("account_login"), {"login": cast.control_owner.email, "password": PASSWORD})
    assert client.session.session_key != before
