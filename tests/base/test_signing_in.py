import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.cast import PASSWORD
from tests.reading import page_of, words

WRONG = "E-postadressen eller lösenordet stämmer inte."


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("written", ["samordnaren@ekstad.example", "Samordnaren@Ekstad.Example"])
def test_a_person_signs_in_with_e_mail_and_password(cast, client, written):
    response = sign_in(client, written, PASSWORD)
    assert response.status_code == 302
    assert response.url == reverse("home")


def test_the_page_asked_for_opens_after_signing_in(cast, client):
    wanted = reverse("board", args=cast.year)
    asked = client.get(wanted)
    response = client.post(asked.url, {"login": cast.control_owner.email, "password": PASSWORD, "next": wanted})
    assert response.url == wanted


@pytest.mark.parametrize("email", ["samordnaren@ekstad.example", "ingen@ekstad.example"])
def test_a_wrong_password_and_an_unknown_person_are_told_alike(cast, client, email):
    page = page_of(sign_in(client, email, "fel-losenord-helt"))
    assert WRONG in words(page.xpath("//*[@role='alert']")[0])


def test_an_empty_form_says_what_is_lacking_at_each_field(cast, client):
    page = page_of(sign_in(client, "", ""))
    for field in page.xpath("//input[@name='login' or @name='password']"):
        described = page.get_element_by_id(field.get("aria-describedby"))
        assert words(described) == "Detta fält måste fyllas i."


def test_one_who_has_been_shut_out_is_told_so(cast, client):
    cast.control_owner.is_active = False
    cast.control_owner.save()
    response = client.post(
        reverse("account_login"), {"login": cast.control_owner.email, "password": PASSWORD}, follow=True
    )
    assert "Kontot är avstängt" in words(page_of(response))


def test_signing_out_needs_a_press_of_the_button(cast, signed_in):
    client = signed_in(cast.control_owner)
    assert "Vill du logga ut?" in words(page_of(client.get(reverse("account_logout"))))
    assert client.get(reverse("boards")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("boards")).status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_in_a_message(cast, client):
    sent = client.post(reverse("account_reset_password"), {"email": cast.control_owner.email}, follow=True)
    assert "Titta i din e-post" in words(page_of(sent))
    (message,) = mail.outbox
    assert message.subject == "Internkoll: Välj ett nytt lösenord"
    address = re.search(r"http://testserver(/\S+)", message.body)[1]
    form = client.get(address, follow=True)
    assert "Välj ett nytt lösenord" in words(page_of(form))
    chosen = {"password1": "ett-helt-nytt-losenord", "password2": "ett-helt-nytt-losenord"}
    done = client.post(form.redirect_chain[-1][0], chosen, follow=True)
    assert "Lösenordet är bytt" in words(page_of(done))
    assert sign_in(client, cast.control_owner.email, "ett-helt-nytt-losenord").status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_message(cast, client):
    sent = client.post(reverse("account_reset_password"), {"email": "ingen@ekstad.example"}, follow=True)
    assert "Titta i din e-post" in words(page_of(sent))
    assert mail.outbox == []


def test_a_link_that_no_longer_holds_says_so(client, db):
    page = page_of(client.get(reverse("account_reset_password_from_key", args=["1", "utgangen"])))
    assert "Länken gäller inte längre" in words(page)


def test_a_person_changes_the_password(cast, signed_in):
    client = signed_in(cast.control_owner)
    new = "ett-annat-langt-losenord"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), given)
    cast.control_owner.refresh_from_db()
    assert cast.control_owner.check_password(new)


def test_too_many_tries_are_told_to_wait(cast, client):
    for _ in range(12):
        last = sign_in(client, cast.control_owner.email, "fel-losenord-helt")
    assert "Vänta en stund" in last.content.decode()
