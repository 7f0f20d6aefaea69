"""Signing in by a code that is sent by e-mail, and what one who guesses gets."""

import re
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.reading import link, page_of, words

ASK, CONFIRM = "/konto/logga-in/kod/", "/konto/logga-in/kod/bekrafta/"
WRONG = "Koden stämmer inte."


def ask(client, email, **more):
    return client.post(ASK, {"email": email, **more}, follow=True)


def sent_code():
    return re.search(r"\n([A-Z]{4}-[A-Z]{4})\n", mail.outbox[-1].body)[1]


def confirm(client, code, **more):
    return client.post(CONFIRM, {"code": code, **more})


def test_the_sign_in_page_offers_a_code(db, client):
    page = page_of(client.get(reverse("account_login")))
    assert link(page, "Skicka en kod till min e-post") == ASK


def test_a_person_signs_in_by_the_code_that_was_sent(cast, client):
    assert "Skriv koden" in words(page_of(ask(client, cast.control_owner.email)))
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("Internkoll: Din kod för att logga in", [cast.control_owner.email])
    assert confirm(client, sent_code()).url == reverse("home")
    assert client.get(reverse("boards")).status_code == 200


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_the_code_may_be_typed_in_small_letters_or_without_its_dash(cast, client, typed):
    ask(client, cast.control_owner.email.upper())
    assert confirm(client, typed(sent_code())).status_code == 302


def test_the_page_asked_for_opens_after_the_code(cast, client):
    wanted = reverse("board", args=cast.year)
    sign_in = page_of(client.get(wanted, follow=True))
    asking = page_of(client.get(link(sign_in, "Skicka en kod till min e-post")))
    (field,) = asking.xpath("//main//input[@name='next']")
    assert field.value == wanted
    page = page_of(ask(client, cast.control_owner.email, next=wanted))
    assert page.xpath("//form[.//input[@name='code']]//input[@name='next']")[0].value == wanted
    assert confirm(client, sent_code(), next=wanted).url == wanted


def test_one_who_gets_no_code_goes_back_and_signs_in_by_password(cast, client):
    wanted = reverse("board", args=cast.year)
    page = page_of(ask(client, cast.control_owner.email, next=wanted))
    (way,) = page.xpath("//main//form[contains(@action, '/logga-ut/')]")
    back = client.post(way.get("action"), {"next": way.inputs["next"].value}, follow=True)
    assert "Har du glömt ditt lösenord?" in words(page_of(back))
    typed = {"login": cast.control_owner.email, "password": PASSWORD, "next": wanted}
    assert client.post(reverse("account_login"), typed).url == wanted


def test_a_page_of_someone_elses_is_not_where_one_lands(cast, client):
    ask(client, cast.control_owner.email, next="https://annan.example/")
    assert confirm(client, sent_code(), next="https://annan.example/").url == reverse("home")


def test_an_unknown_address_is_told_the_same_and_sent_nothing(cast, client):
    def page(email):
        told = ask(Client(), email)
        return words(page_of(told)).replace(email, "")

    assert page("ingen@ekstad.example") == page(cast.control_owner.email)
    assert [message.to for message in mail.outbox] == [[cast.control_owner.email]]


def test_no_code_at_all_lets_an_unknown_one_in(cast, client):
    ask(client, "ingen@ekstad.example")
    for code in ("", "-", "None"):
        assert client.get(CONFIRM).status_code == 200
        confirm(client, code)
        assert client.get(reverse("boards")).status_code == 302


def test_one_who_is_shut_out_is_sent_no_code(cast, client):
    cast.control_owner.is_active = False
    cast.control_owner.save()
    assert "Skriv koden" in words(page_of(ask(client, cast.control_owner.email)))
    assert mail.outbox == []


def test_one_who_is_shut_out_while_the_code_is_on_its_way_does_not_get_in(cast, client):
    ask(client, cast.control_owner.email)
    cast.control_owner.is_active = False
    cast.control_owner.save()
    assert confirm(client, sent_code()).url == reverse("account_inactive")
    assert client.get(reverse("boards")).status_code == 302


def test_three_wrong_guesses_end_the_code(cast, client):
    ask(client, cast.control_owner.email)
    right = sent_code()
    for _ in range(2):
        assert WRONG in words(page_of(confirm(client, "BBBB-BBBB")))
    assert confirm(client, "BBBB-BBBB").url == ASK
    assert confirm(client, right).url == ASK
    assert client.get(reverse("boards")).status_code == 302


def test_a_code_is_worth_nothing_in_another_browser(cast, client):
    ask(client, cast.control_owner.email)
    assert confirm(Client(), sent_code()).url == ASK


def test_a_code_signs_in_once(cast, client):
    ask(client, cast.control_owner.email)
    code = sent_code()
    confirm(client, code)
    client.post(reverse("account_logout"))
    assert confirm(client, code).url == ASK


def test_a_code_is_too_old_after_a_quarter_of_an_hour(cast, client, monkeypatch):
    ask(client, cast.control_owner.email)
    code, later = sent_code(), time.time() + 15 * 60 + 5
    monkeypatch.setattr(time, "time", lambda: later)
    assert confirm(client, code).url == ASK


def test_a_new_code_is_sent_twice_and_the_old_one_no_longer_holds(cast, client):
    ask(client, cast.control_owner.email)
    old = sent_code()
    for _ in range(2):
        client.post(CONFIRM, {"action": "resend"})
    assert len(mail.outbox) == 3
    assert "Skicka en ny kod" not in words(page_of(client.get(CONFIRM)))
    assert WRONG in words(page_of(confirm(client, old)))
    assert confirm(client, sent_code()).status_code == 302


@pytest.mark.parametrize("email", ["enhetschefen@ekstad.example", "ingen@ekstad.example"])
def test_known_and_unknown_are_told_to_wait_alike_after_three_codes_a_minute(cast, email):
    pages = [words(page_of(ask(Client(), email.upper() if n % 2 else email))) for n in range(4)]
    assert ["Vänta en stund" in page for page in pages] == [False] * 3 + [True]


def test_one_address_asks_for_codes_to_a_few_persons_a_minute(db):
    answers = [Client().post(ASK, {"email": f"person{n}@ekstad.example"}).status_code for n in range(21)]
    assert answers[:20] == [302] * 20
    assert answers[20] == 200


def test_a_message_that_can_not_be_sent_tells_nobody_who_has_an_account(cast, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in (cast.control_owner.email, "ingen@ekstad.example"):
        assert "Skriv koden" in words(page_of(ask(Client(), email)))


def test_the_session_is_another_one_after_the_code(cast, client):
    ask(client, cast.control_owner.email)
    before = client.session.session_key
    confirm(client, sent_code())
    assert client.session.session_key != before


def test_a_wrong_address_is_told_at_its_field(db, client):
    page = page_of(client.post(ASK, {"email": "ingen adress"}))
    assert words(page.get_element_by_id("id_email_error"))


def test_one_without_a_password_chooses_one_on_her_own_page(cast, client):
    cast.control_owner.set_unusable_password()
    cast.control_owner.save()
    ask(client, cast.control_owner.email)
    confirm(client, sent_code())
    page = page_of(client.get(reverse("account")))
    assert link(page, "Välj ett lösenord") == reverse("account_set_password")
    new = "ett-helt-nytt-losenord"
    client.post(reverse("account_set_password"), {"password1": new, "password2": new})
    cast.control_owner.refresh_from_db()
    assert cast.control_owner.check_password(new)
    assert mail.outbox[-1].subject == "Internkoll: Du har valt ett lösenord"
