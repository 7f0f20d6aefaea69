"""Signing in by two steps: an app's codes, recovery codes and passkeys."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from tests.cast import PASSWORD
from tests.reading import of_class, page_of, words

STEP = "/konto/logga-in/tva-steg/"


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def by_password(client, person, **more):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, **more})


def again(client):
    """Confirms that it is oneself, as the pages ask before they change how one signs in."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def one(cast, client):
    """A person who has signed in, and has confirmed it."""
    by_password(client, cast.control_owner)
    again(client)
    return cast.control_owner


@pytest.fixture
def secret(one, client):
    """The secret of her app, which she has tied to the account; she has then signed out."""
    page = page_of(client.get(reverse("mfa_activate_totp")))
    found = words(of_class(page, "ik-secret")[0])
    client.post(reverse("mfa_activate_totp"), {"code": code_of(found)})
    client.post(reverse("account_logout"))
    # As though the app showed the next one: the code that tied it is used.
    cache.clear()
    return found


def recovery_codes(person):
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def test_the_account_leads_to_all_that_has_to_do_with_signing_in(one, client):
    page = page_of(client.get(reverse("account")))
    wanted = {reverse(name) for name in ("account_change_password", "mfa_index", "mfa_list_webauthn")}
    assert wanted <= {a.get("href") for a in page.xpath("//main//a")}
    assert page.xpath("//header//a[@href='/konto/']")


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_one_confirms_who_one_is_before_changing_how_one_signs_in(cast, client, name):
    by_password(client, cast.control_owner)
    asked = client.get(reverse(name))
    assert urlsplit(asked.url).path == reverse("account_reauthenticate")
    assert "Bekräfta att det är du" in words(page_of(client.get(asked.url)))
    wrong = client.post(asked.url, {"password": "fel-losenord-helt"})
    assert "Lösenordet stämmer inte." in words(page_of(wrong))
    assert client.post(asked.url, {"password": PASSWORD, "next": reverse(name)}).url == reverse(name)


def test_the_secret_is_shown_as_a_picture_and_as_text_and_neither_breaks_the_policy(one, client):
    answer = client.get(reverse("mfa_activate_totp"))
    page = page_of(answer)
    (picture,) = page.xpath("//main//*[local-name()='svg']")
    assert picture.get("role") == "img"
    assert len(picture.xpath("./*[local-name()='path']")[0].get("d")) > 1000
    assert len(words(of_class(page, "ik-secret")[0])) == 32
    assert "data:" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_app_is_tied_by_its_first_code_and_recovery_codes_are_shown(one, client):
    page = page_of(client.get(reverse("mfa_activate_totp")))
    found = words(of_class(page, "ik-secret")[0])
    assert "Koden eller nyckeln stämmer inte." in words(
        page_of(client.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    )
    done = page_of(client.post(reverse("mfa_activate_totp"), {"code": code_of(found)}, follow=True))
    assert "Appen är kopplad." in words(done)
    assert [words(code) for code in of_class(done, "ik-codes")[0]] == recovery_codes(one)
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == (
        "Internkoll: Tvåstegsverifiering med app är på",
        [one.email],
    )
    assert "Var det inte du?" in mail.outbox[-1].body


def test_the_password_alone_no_longer_lets_in(cast, secret, client):
    wanted = reverse("board", args=cast.year)
    assert by_password(client, cast.control_owner, next=wanted).url == STEP
    assert client.get(reverse("boards")).status_code == 302
    by_password(client, cast.control_owner, next=wanted)
    page = page_of(client.get(STEP))
    assert "Andra steget" in words(page)
    assert not page.xpath("//*[@data-passkey]"), "she has none"
    assert client.post(STEP, {"code": code_of(secret)}).url == wanted
    assert client.get(wanted).status_code == 200


def test_a_code_by_e_mail_alone_does_not_let_in_either(cast, secret, client):
    client.post(reverse("account_request_login_code"), {"email": cast.control_owner.email})
    sent = mail.outbox[-1].body.split("Internkoll:")[1].split()[0]
    assert client.post(reverse("account_confirm_login_code"), {"code": sent}).url == STEP
    assert client.post(STEP, {"code": code_of(secret)}).status_code == 302
    assert client.get(reverse("boards")).status_code == 200


def test_a_code_of_the_app_is_used_once(cast, secret, client):
    code = code_of(secret)
    by_password(client, cast.control_owner)
    client.post(STEP, {"code": code})
    client.post(reverse("account_logout"))
    by_password(client, cast.control_owner)
    assert "stämmer inte" in words(page_of(client.post(STEP, {"code": code})))


def test_guessing_the_apps_code_is_told_to_wait(cast, secret, client):
    by_password(client, cast.control_owner)
    told = [words(page_of(client.post(STEP, {"code": "000000"}))) for _ in range(6)]
    assert "Vänta en stund" in told[-1]
    assert client.post(STEP, {"code": code_of(secret)}).status_code == 200
    assert client.get(reverse("boards")).status_code == 302


def test_the_second_step_is_nothing_without_the_first(cast, secret, client):
    assert client.get(STEP).url == reverse("account_login")
    assert client.post(STEP, {"code": code_of(secret)}).url == reverse("account_login")


def test_a_recovery_code_lets_in_once(cast, secret, client):
    code = recovery_codes(cast.control_owner)[0]
    by_password(client, cast.control_owner)
    assert client.post(STEP, {"code": code}).url == reverse("home")
    assert code not in recovery_codes(cast.control_owner)
    client.post(reverse("account_logout"))
    by_password(client, cast.control_owner)
    assert client.post(STEP, {"code": code}).status_code == 200


def test_new_recovery_codes_end_the_old_ones(cast, secret, client):
    old = recovery_codes(cast.control_owner)
    by_password(client, cast.control_owner)
    client.post(STEP, {"code": code_of(secret)})
    again(client)
    page = page_of(client.get(reverse("mfa_generate_recovery_codes")))
    assert "slutar då att gälla" in words(page)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(recovery_codes(cast.control_owner))
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.content.decode().split() == recovery_codes(cast.control_owner)


def test_an_app_is_untied_after_asking_again(cast, secret, client):
    by_password(client, cast.control_owner)
    client.post(STEP, {"code": code_of(secret)})
    assert "/konto/bekrafta/" in client.get(reverse("mfa_deactivate_totp")).url
    again(client)
    assert "Koppla bort appen?" in words(page_of(client.get(reverse("mfa_deactivate_totp"))))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=cast.control_owner).exists()
    client.post(reverse("account_logout"))
    assert by_password(client, cast.control_owner).url == reverse("home")


def test_one_who_is_shut_out_between_the_steps_does_not_get_in(cast, secret, client):
    by_password(client, cast.control_owner)
    cast.control_owner.is_active = False
    cast.control_owner.save()
    client.post(STEP, {"code": code_of(secret)})
    assert client.get(reverse("boards")).status_code == 302


def test_the_sign_in_page_knows_passkeys_where_the_browser_does(db, client):
    page = page_of(client.get(reverse("account_login")))
    (part,) = page.xpath("//*[@data-passkey]")
    assert part.get("hidden") is not None
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


@pytest.mark.parametrize("made_up", ["", "null", "[]", "{}", '{"response": {"userHandle": "MQ"}}', "x"])
def test_a_made_up_passkey_lets_nobody_in(cast, client, made_up):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": made_up})
    assert answer.url == reverse("account_login")
    assert client.get(reverse("boards")).status_code == 302


def test_the_pages_of_passkeys_tell_what_they_are(one, client):
    assert "Du har ingen passkey ännu." in words(page_of(client.get(reverse("mfa_list_webauthn"))))
    page = page_of(client.get(reverse("mfa_add_webauthn")))
    assert page.get_element_by_id("id_name").value == "Min passkey"
    assert page.get_element_by_id("id_passwordless").get("checked") is not None


def test_another_persons_passkey_is_unknown(cast, one, client):
    data = {"name": "Annans", "credential": {}}
    other = Authenticator.objects.create(user=cast.head, type="webauthn", data=data)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
        assert client.post(reverse(name, args=[other.pk]), {"name": "Min"}).status_code == 404
    assert Authenticator.objects.get(pk=other.pk).data == data


def test_support_staff_with_two_steps_reach_the_admin_only_after_both(cast, secret, client):
    cast.control_owner.is_staff = True
    cast.control_owner.save()
    by_password(client, cast.control_owner, next="/admin/")
    assert client.get("/admin/").status_code == 302
    by_password(client, cast.control_owner, next="/admin/")
    assert client.post(STEP, {"code": code_of(secret)}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_code_that_tied_the_app_lets_nobody_in_again(one, client):
    found = words(of_class(page_of(client.get(reverse("mfa_activate_totp"))), "ik-secret")[0])
    code = code_of(found)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    client.post(reverse("account_logout"))
    by_password(client, one)
    assert "Koden är redan använd" in words(page_of(client.post(STEP, {"code": code})))
    assert client.get(reverse("boards")).status_code == 302


def test_a_code_is_refused_the_second_time_for_as_long_as_it_holds(secret, cast, client):
    code = code_of(secret)
    by_password(client, cast.control_owner)
    assert client.post(STEP, {"code": code}).status_code == 302
    client.post(reverse("account_logout"))
    by_password(client, cast.control_owner)
    # allauth itself forgets it after half a minute, and it holds for three.
    cache.delete(f"allauth.mfa.totp.used?user={cast.control_owner.pk}&code={code}")
    assert "Koden är redan använd" in words(page_of(client.post(STEP, {"code": code})))


@pytest.mark.parametrize("written", ["{} {}", "{}-{}", " {}{} "])
def test_a_code_is_used_once_however_it_is_written(cast, secret, client, written):
    code = code_of(secret)
    by_password(client, cast.control_owner)
    client.post(STEP, {"code": code})
    client.post(reverse("account_logout"))
    # allauth's own memory of it is shorter than the code holds.
    app = Authenticator.objects.get(user=cast.control_owner, type="totp").wrap()
    cache.delete(app._get_used_cache_key(code))
    by_password(client, cast.control_owner)
    client.post(STEP, {"code": written.format(code[:3], code[3:])})
    assert "_auth_user_id" not in client.session
