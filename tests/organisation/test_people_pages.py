"""The pages of the people: who has which role, and inviting, changing and shutting out; and who may not."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.organisation.people import (
    change_address,
    invite_person,
    let_in_person,
    rename_person,
    shut_out_person,
    withdraw_role,
)
from internkoll.organisation.services import OrganisationRefusal, add_unit, grant_role
from tests.cast import PASSWORD, person
from tests.reading import page_of, rows, words

ROLE = RoleGrant.Role
NEW = {"email": "Ny.Person@Ekstad.example", "name": "Ny Person", "role": "reader"}


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def administrator(cast, root):
    return person("Administratören", ROLE.ADMINISTRATOR, root)


@pytest.fixture
def other_board(cast, root):
    return add_unit(by=None, name="Andra nämnden", kind="board", parent=root)


@pytest.fixture
def own(cast):
    """The coordinator of the board alone."""
    return person("Nämndens samordnare", ROLE.COORDINATOR, cast.board)


def invited(client, at, **typed):
    given = {**NEW, "unit": at.pk, **typed}
    return client.post(reverse("invite", args=[at.pk]), given, follow=True)


def told(response):
    return words(page_of(response).get_element_by_id("fel"))


def last_told(unit):
    entry = HistoryEntry.objects.filter(unit=unit).order_by("-number").first()
    return entry.what, entry.by_id_number


# Who is there


def test_the_page_shows_those_at_above_and_below_the_unit_and_no_others(cast, own, other_board, signed_in):
    person("Rektorn", ROLE.CONTROL_OWNER, add_unit(by=None, name="Skolan", kind="unit", parent=cast.board))
    person("Den andra nämndens läsare", ROLE.READER, other_board)
    shown = rows(page_of(signed_in(own).get(reverse("people", args=[cast.board.pk]))))
    assert [row[:3] for row in shown] == [
        ["Enhetschefen", "kontrollansvarig", "Barnnämnden"],
        ["Förvaltningschefen", "förvaltningschef", "Barnnämnden"],
        ["Nämndens samordnare", "internkontrollsamordnare", "Barnnämnden"],
        ["Rektorn", "kontrollansvarig", "Skolan"],
        ["Revisorn", "revisor", "Ekstads kommun"],
        ["Samordnaren", "internkontrollsamordnare", "Ekstads kommun"],
    ]


def test_names_stand_in_swedish_order_with_natural_numbers(cast, own, signed_in):
    for name in ("Öberg", "Ångström", "Ärla", "Person 10", "Person 9", "adam"):
        person(name, ROLE.READER, cast.board)
    shown = rows(page_of(signed_in(own).get(f"{reverse('people', args=[cast.board.pk])}?roll=reader")))
    assert [row[0] for row in shown] == ["adam", "Person 9", "Person 10", "Ångström", "Ärla", "Öberg"]


def test_one_role_is_chosen_by_a_link_that_tells_how_many_have_it(cast, own, signed_in):
    client, address = signed_in(own), reverse("people", args=[cast.board.pk])
    chips = [words(a) for a in page_of(client.get(address)).xpath("//nav[@class='ik-chips']/a")]
    assert chips[0] == "Alla 5"
    assert "Internkontrollsamordnare 2" in chips
    shown = rows(page_of(client.get(f"{address}?roll=coordinator")))
    assert [row[0] for row in shown] == ["Nämndens samordnare", "Samordnaren"]
    assert len(rows(page_of(client.get(f"{address}?roll=kejsare")))) == 5


def test_many_people_are_shown_a_page_at_a_time_with_the_same_queries(cast, own, signed_in):
    client, address = signed_in(own), reverse("people", args=[cast.board.pk])

    def queries():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    people = User.objects.bulk_create([User(email=f"{n}@ekstad.example", name=f"Person {n}") for n in range(250)])
    RoleGrant.objects.bulk_create([RoleGrant(user=user, unit=cast.board, role="reader") for user in people])
    assert queries() == few
    assert len(rows(page_of(client.get(address)))) == 100
    assert len(rows(page_of(client.get(f"{address}?sida=3")))) == 55


# Inviting


def test_an_invited_person_gets_the_role_and_a_message_and_signs_in_by_a_code(cast, own, client):
    client.force_login(own)
    page = words(page_of(invited(client, cast.board, role="control_owner")))
    assert "Ny Person är nu kontrollansvarig vid Barnnämnden." in page
    assert "Ett meddelande är skickat till ny.person@ekstad.example." in page
    new = User.objects.get(email="ny.person@ekstad.example")
    assert not new.has_usable_password()
    (message,) = mail.outbox
    assert message.to == [new.email]
    for part in ("Nämndens samordnare", "kontrollansvarig vid Barnnämnden", "http://testserver/konto/logga-in/kod/"):
        assert part in message.body
    client.logout()
    client.post(reverse("account_request_login_code"), {"email": new.email})
    code = mail.outbox[-1].body.split("Internkoll:")[1].split()[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "Barnnämnden" in words(page_of(client.get(reverse("boards"))))


def test_the_history_tells_who_invited_whom_and_holds_no_name(cast, own):
    invite_person(by=own, email="ny@ekstad.example", name="Ny Person", unit=cast.board, role="reader")
    entries = list(HistoryEntry.objects.filter(unit=cast.board).order_by("-number")[:2])
    assert [entry.what for entry in entries] == ["role granted", "person added"]
    assert {entry.by_id_number for entry in entries} == {own.pk}
    assert "Ny" not in str([entry.after for entry in entries])


def test_one_who_is_known_already_gets_the_role_and_keeps_her_name(cast, own, signed_in):
    known = person("Kollegan", ROLE.READER, cast.strangers_board)
    page = words(page_of(invited(signed_in(own), cast.board, email=known.email.upper(), name="Annat namn")))
    assert "Kollegan är nu läsare vid Barnnämnden." in page
    assert "Kollegan hade redan ett konto." in page
    assert known.grants.filter(unit=cast.board, role="reader").exists()
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_the_same_role_twice_is_refused_and_nothing_typed_is_lost(cast, own, signed_in):
    typed = {"email": cast.control_owner.email, "role": "control_owner"}
    answer = invited(signed_in(own), cast.board, **typed)
    assert "Personen har redan den rollen där." in told(answer)
    assert page_of(answer).get_element_by_id("id_email").value == cast.control_owner.email
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("typed", "words_"),
    [
        ({"email": "ingen adress"}, "Skriv en hel e-postadress"),
        ({"email": ""}, "E-postadress: Detta fält måste fyllas i."),
        ({"name": ""}, "Namn: Detta fält måste fyllas i."),
        ({"role": ""}, "Roll: Detta fält måste fyllas i."),
        ({"unit": ""}, "Enhet: Detta fält måste fyllas i."),
        ({"name": "x" * 151}, "Namn: Texten är för lång."),
    ],
)
def test_what_can_not_be_is_told_at_its_field(cast, own, signed_in, typed, words_):
    assert words_ in told(invited(signed_in(own), cast.board, **typed))
    assert not User.objects.filter(name="Ny Person").exists()


def test_a_message_that_can_not_be_sent_loses_nothing_and_is_told(cast, own, signed_in, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = words(page_of(invited(signed_in(own), cast.board)))
    assert "kunde inte skickas, men rollen gäller" in page
    assert RoleGrant.objects.filter(user__email="ny.person@ekstad.example", unit=cast.board).exists()


def test_the_message_is_in_swedish_whoever_sends_it(cast, own, signed_in):
    client = signed_in(own)
    client.cookies["django_language"] = "en"
    invited(client, cast.board)
    assert "har bjudit in dig" in mail.outbox[0].body


def test_the_address_in_the_message_is_the_products_own(cast, own, signed_in, settings):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = "https://ik.ekstad.example", ["testserver", "localhost"]
    client = signed_in(own)
    client.post(
        reverse("invite", args=[cast.board.pk]),
        {**NEW, "unit": cast.board.pk},
        headers={"host": "localhost:81", "x-forwarded-host": "annan.example"},
    )
    assert "\nhttps://ik.ekstad.example/konto/logga-in/kod/" in mail.outbox[0].body
    assert "localhost" not in mail.outbox[0].body


def test_line_breaks_in_a_name_make_no_lines_of_their_own_in_the_message(cast, own):
    given = invite_person(by=own, email="ny@ekstad.example", name="Ny\r\nBcc: alla", unit=cast.board, role="reader")
    assert given.grant.user.name == "Ny Bcc: alla"


def test_an_invitation_is_sent_again_to_one_who_has_never_signed_in(cast, own, signed_in):
    client = signed_in(own)
    invited(client, cast.board)
    new = User.objects.get(email="ny.person@ekstad.example")
    address = reverse("person", args=[cast.board.pk, new.pk])
    assert "Skicka inbjudan igen" in words(page_of(client.get(address)))
    client.post(reverse("invite_again", args=[cast.board.pk, new.pk]))
    assert [message.to for message in mail.outbox] == [[new.email]] * 2
    assert "läsare vid Barnnämnden" in mail.outbox[1].body


def test_one_who_has_signed_in_gets_no_more_invitations(cast, own, signed_in, client):
    client.force_login(cast.head)
    client = signed_in(own)
    answer = client.post(reverse("invite_again", args=[cast.board.pk, cast.head.pk]), follow=True)
    assert "har redan loggat in" in words(page_of(answer))
    assert mail.outbox == []


def test_a_person_who_gets_one_more_role_is_known_to_the_form(cast, own, signed_in):
    client = signed_in(own)
    address = f"{reverse('invite', args=[cast.board.pk])}?person={cast.head.pk}"
    assert page_of(client.get(address)).get_element_by_id("id_email").value == cast.head.email
    stranger = f"{reverse('invite', args=[cast.board.pk])}?person={cast.stranger.pk}"
    assert client.get(stranger).status_code == 404


# Giving what one may not


@pytest.mark.parametrize("unit", ["above", "other", "elsewhere", "nowhere"])
def test_a_role_at_a_unit_that_is_not_ones_own_is_refused(cast, own, other_board, root, signed_in, unit):
    key = {"above": root.pk, "other": other_board.pk, "elsewhere": cast.strangers_board.pk, "nowhere": 99999}[unit]
    answer = invited(signed_in(own), cast.board, unit=key)
    assert "Enhet" in told(answer)
    assert not User.objects.filter(name="Ny Person").exists()


def test_a_coordinator_makes_no_administrator(cast, signed_in):
    client = signed_in(cast.coordinator)
    page = page_of(client.get(reverse("invite", args=[cast.board.pk])))
    assert "administrator" not in [radio.get("value") for radio in page.xpath("//input[@name='role']")]
    assert "Roll" in told(invited(client, cast.board, role="administrator"))
    assert not RoleGrant.objects.filter(role="administrator").exists()


def test_an_administrator_makes_another_one(cast, root, administrator, signed_in):
    invited(signed_in(administrator), root, role="administrator")
    assert RoleGrant.objects.filter(role="administrator", unit=root).count() == 2


def test_nobody_gives_herself_more_than_she_could_give_others(cast, own, root, signed_in):
    client = signed_in(own)
    for role, unit in (("administrator", cast.board), ("coordinator", root), ("head", root)):
        invited(client, cast.board, email=own.email, role=role, unit=unit.pk)
    assert list(own.grants.values_list("role", "unit")) == [("coordinator", cast.board.pk)]


def test_an_administrator_of_a_board_who_coordinates_the_municipality_makes_none_above(cast, root):
    both = person("Både och", ROLE.COORDINATOR, root)
    grant_role(by=None, user=both, unit=cast.board, role=ROLE.ADMINISTRATOR)
    invite_person(by=both, email="a@ekstad.example", name="A", unit=cast.board, role="administrator")
    with pytest.raises(OrganisationRefusal, match="får inte ge den rollen"):
        invite_person(by=both, email="b@ekstad.example", name="B", unit=root, role="administrator")


def test_the_service_itself_refuses_what_one_may_not_give(cast, own, other_board):
    with pytest.raises(OrganisationRefusal, match="får inte ge den rollen"):
        invite_person(by=own, email="ny@ekstad.example", name="Ny", unit=other_board, role="reader")
    with pytest.raises(OrganisationRefusal, match="får inte ge den rollen"):
        grant_role(by=cast.control_owner, user=cast.control_owner, unit=cast.board, role="coordinator")
    assert not User.objects.filter(email="ny@ekstad.example").exists()


# Taking roles back


def test_a_role_is_withdrawn_and_the_history_tells_of_it(cast, own, signed_in):
    grant = cast.head.grants.get()
    answer = signed_in(own).post(reverse("withdraw_role", args=[grant.pk]), follow=True)
    assert "Förvaltningschefen är inte längre förvaltningschef vid Barnnämnden." in words(page_of(answer))
    assert not cast.head.grants.exists()
    assert last_told(cast.board) == ("role withdrawn", own.pk)


def test_a_role_above_ones_own_unit_is_shown_but_can_not_be_withdrawn(cast, own, signed_in):
    client, grant = signed_in(own), cast.coordinator.grants.get()
    page = page_of(client.get(reverse("person", args=[cast.board.pk, cast.coordinator.pk])))
    assert "Internkontrollsamordnare vid Ekstads kommun" in words(page)
    assert not page.xpath("//form[contains(@action, '/ta-bort/')]")
    assert client.post(reverse("withdraw_role", args=[grant.pk])).status_code == 404
    assert cast.coordinator.grants.exists()


def test_a_coordinator_takes_no_administrators_role(cast, administrator, signed_in):
    grant = administrator.grants.get()
    answer = signed_in(cast.coordinator).post(reverse("withdraw_role", args=[grant.pk]), follow=True)
    assert "Du får inte ta bort den rollen." in words(page_of(answer))
    assert administrator.grants.exists()


def test_the_last_administrator_can_not_step_down(cast, root, administrator, signed_in):
    answer = signed_in(administrator).post(reverse("withdraw_role", args=[administrator.grants.get().pk]), follow=True)
    assert "Det är den sista administratören." in words(page_of(answer))
    shut_out = person("Avstängd administratör", ROLE.ADMINISTRATOR, root)
    shut_out_person(by=administrator, person=shut_out)
    with pytest.raises(OrganisationRefusal, match="sista administratören"):
        withdraw_role(by=administrator, grant=administrator.grants.get())
    person("En till", ROLE.ADMINISTRATOR, root)
    withdraw_role(by=administrator, grant=administrator.grants.get())
    assert not administrator.grants.exists()


def test_one_who_takes_back_her_own_last_role_lands_where_she_still_may_be(cast, own, signed_in):
    answer = signed_in(own).post(reverse("withdraw_role", args=[own.grants.get().pk]), follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse("boards")


# Changing people, and shutting them out


def test_a_person_is_renamed_and_the_history_holds_neither_name(cast, own, signed_in):
    signed_in(own).post(reverse("edit_person", args=[cast.board.pk, cast.head.pk]), {"name": "Nytt Namn"})
    cast.head.refresh_from_db()
    assert cast.head.name == "Nytt Namn"
    assert last_told(cast.board) == ("person changed", own.pk)
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("-number").first()
    assert "Namn" not in str((entry.before, entry.after))


def test_one_who_is_shut_out_is_out_at_once_and_comes_in_again_when_let_in(cast, own, client, signed_in):
    client.post(reverse("account_login"), {"login": cast.control_owner.email, "password": PASSWORD})
    assert client.get(reverse("boards")).status_code == 200
    shut_out_person(by=own, person=cast.control_owner)
    assert client.get(reverse("boards")).status_code == 302
    assert last_told(cast.board) == ("person changed", own.pk)
    let_in_person(by=own, person=cast.control_owner)
    client.post(reverse("account_login"), {"login": cast.control_owner.email, "password": PASSWORD})
    assert client.get(reverse("boards")).status_code == 200


def test_the_pages_shut_out_and_let_in(cast, own, signed_in):
    client, args = signed_in(own), [cast.board.pk, cast.control_owner.pk]
    shut = page_of(client.post(reverse("shut_out", args=args), follow=True))
    assert "Enhetschefen är avstängd." in words(shut)
    assert "Släpp in igen" in words(shut)
    assert "kan logga in igen" in words(page_of(client.post(reverse("let_in", args=args), follow=True)))


def test_one_who_is_shut_out_gets_no_more_roles(cast, own, signed_in):
    shut_out_person(by=own, person=cast.control_owner)
    answer = invited(signed_in(own), cast.board, email=cast.control_owner.email)
    assert "Personen är avstängd" in told(answer)


def refused(by, person):
    for change in (shut_out_person, let_in_person):
        with pytest.raises(OrganisationRefusal, match="får inte ändra"):
            change(by=by, person=person)
    with pytest.raises(OrganisationRefusal, match="får inte ändra"):
        rename_person(by=by, person=person, name="Omdöpt")


def test_nobody_changes_herself(cast, own, administrator):
    refused(own, own)
    refused(administrator, administrator)


def test_a_coordinator_does_not_shut_out_an_administrator(cast, administrator, signed_in):
    refused(cast.coordinator, administrator)
    client, args = signed_in(cast.coordinator), [cast.board.pk, administrator.pk]
    page = words(page_of(client.post(reverse("shut_out", args=args), follow=True)))
    assert "Du får inte ändra den personens uppgifter." in page
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_form_for_a_name_is_not_shown_to_one_who_may_not_change_it(cast, own, signed_in):
    client, address = signed_in(own), reverse("edit_person", args=[cast.board.pk, cast.coordinator.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"name": "Omdöpt"}).status_code == 403
    cast.coordinator.refresh_from_db()
    assert cast.coordinator.name == "Samordnaren"


def test_one_with_roles_elsewhere_too_is_changed_only_by_one_who_keeps_all_of_them(
    cast, own, other_board, administrator
):
    grant_role(by=None, user=cast.control_owner, unit=other_board, role="reader")
    refused(own, cast.control_owner)
    rename_person(by=administrator, person=cast.control_owner, name="Omdöpt")
    grant_role(by=None, user=cast.control_owner, unit=cast.strangers_board, role="reader")
    refused(administrator, cast.control_owner)


def test_what_she_has_elsewhere_is_not_told(cast, own, signed_in):
    grant_role(by=None, user=cast.control_owner, unit=cast.strangers_board, role="auditor")
    page = words(page_of(signed_in(own).get(reverse("person", args=[cast.board.pk, cast.control_owner.pk]))))
    assert "Personen har också roller vid andra enheter." in page
    assert "Grannämnden" not in page
    assert "Stäng av" not in page


def test_one_without_roles_and_support_staff_are_left_alone(cast, administrator):
    loose = User.objects.create_user("los@ekstad.example", name="Lös")
    refused(administrator, loose)
    cast.control_owner.is_staff = True
    cast.control_owner.save()
    refused(administrator, cast.control_owner)


def test_a_person_out_of_the_units_line_is_unknown_there(cast, own, other_board, signed_in):
    elsewhere = person("Någon annan", ROLE.READER, other_board)
    client = signed_in(own)
    for name in ("person", "edit_person"):
        assert client.get(reverse(name, args=[cast.board.pk, elsewhere.pk])).status_code == 404
    for name in ("shut_out", "let_in", "invite_again"):
        assert client.post(reverse(name, args=[cast.board.pk, elsewhere.pk])).status_code == 404
    assert client.get(reverse("people", args=[other_board.pk])).status_code == 404


@pytest.mark.parametrize("name", ["shut_out", "let_in", "invite_again"])
def test_a_link_alone_changes_nobody(cast, own, signed_in, name):
    assert signed_in(own).get(reverse(name, args=[cast.board.pk, cast.head.pk])).status_code == 405


# Another address


def test_an_administrator_gives_a_person_another_address_and_the_old_one_is_told(cast, administrator, signed_in):
    client, args = signed_in(administrator), [cast.board.pk, cast.control_owner.pk]
    before = cast.control_owner.email
    client.post(reverse("person_address", args=args), {"email": "Nytt.Namn@Ekstad.example"})
    changed = User.objects.get(pk=cast.control_owner.pk)
    assert changed.email == "nytt.namn@ekstad.example"
    (message,) = mail.outbox
    assert message.to == [before]
    assert changed.email in message.body
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("-number").first()
    assert (entry.what, entry.after) == ("person changed", {"changed": "email"})


def test_an_address_that_someone_has_is_refused_and_what_was_typed_stays(cast, administrator, signed_in):
    client, args = signed_in(administrator), [cast.board.pk, cast.control_owner.pk]
    answer = client.post(reverse("person_address", args=args), {"email": cast.coordinator.email.upper()})
    assert "Det finns redan en användare" in told(answer)
    assert page_of(answer).get_element_by_id("id_email").value == cast.coordinator.email.upper()
    assert not mail.outbox


def test_a_coordinator_gives_nobody_another_address_to_sign_in_by(cast, own, signed_in):
    client, args = signed_in(own), [cast.board.pk, cast.control_owner.pk]
    assert client.post(reverse("person_address", args=args), {"email": own.email}).status_code == 403
    with pytest.raises(OrganisationRefusal, match="e-postadress"):
        change_address(by=own, person=cast.control_owner, email="annan@ekstad.example")
    assert "Ändra e-postadress" not in words(page_of(client.get(reverse("person", args=args))))
