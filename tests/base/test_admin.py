import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.urls import reverse

from internkoll.base.models import User
from internkoll.models import __all__ as every_model


@pytest.fixture
def staff(db):
    return User.objects.create_superuser("stod@ekstad.example", "ett-langt-losenord", name="Supporten")


def changelists():
    return [
        f"admin:internkoll_{model._meta.model_name}_changelist"
        for model in admin.site._registry
        if model.__module__.startswith("internkoll")
    ]


@pytest.mark.parametrize("name", changelists())
def test_support_staff_can_look_at_it(cast, signed_in, staff, name):
    assert signed_in(staff).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", changelists())
def test_nothing_can_be_added_there(cast, signed_in, staff, name):
    assert signed_in(staff).get(reverse(name.replace("changelist", "add"))).status_code == 403


def test_what_the_stages_hold_can_only_be_read(cast, signed_in, staff):
    address = reverse("admin:internkoll_unit_change", args=[cast.board.pk])
    client = signed_in(staff)
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "Ett annat namn"}).status_code == 403


def test_a_person_can_be_shut_out(cast, signed_in, staff):
    address = reverse("admin:internkoll_user_change", args=[cast.control_owner.pk])
    signed_in(staff).post(address, {"email": cast.control_owner.email, "name": cast.control_owner.name})
    cast.control_owner.refresh_from_db()
    assert not cast.control_owner.is_active


def test_staff_sign_in_by_the_same_door_as_everyone(client, db):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))


def test_the_models_that_people_ask_about_are_there():
    shown = {model.__name__ for model in admin.site._registry}
    assert {"User", "Unit", "RoleGrant", "HistoryEntry", "Plan", "Result"} <= shown & set(every_model)


@pytest.mark.parametrize("asked", ["password__startswith=md5", "grants__user__password__startswith=md5", "is_staff=1"])
def test_a_password_can_not_be_guessed_by_filtering_the_people(cast, signed_in, staff, asked):
    assert signed_in(staff).get(f"{reverse('admin:internkoll_user_changelist')}?{asked}").status_code == 400


def test_a_persons_page_tells_nothing_of_the_password(cast, signed_in, staff):
    page = signed_in(staff).get(reverse("admin:internkoll_user_change", args=[cast.control_owner.pk])).content.decode()
    assert cast.control_owner.password not in page
    assert "md5$" not in page


def test_staff_without_all_rights_see_and_change_nothing(cast, signed_in):
    helper = User.objects.create_user("hjalp@ekstad.example", "ett-langt-losenord", name="Hjälpen", is_staff=True)
    client = signed_in(helper)
    address = reverse("admin:internkoll_user_change", args=[cast.control_owner.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"email": "hjalp2@ekstad.example", "name": "x"}).status_code == 403
    for name in changelists():
        assert client.get(reverse(name)).status_code == 403


def test_staff_give_nobody_a_role_or_rights(cast, signed_in, staff):
    address = reverse("admin:internkoll_user_change", args=[cast.control_owner.pk])
    asked = {"email": cast.control_owner.email, "name": "Ny", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    signed_in(staff).post(address, asked | {"password": "x", "user_permissions": "1"})
    changed = User.objects.get(pk=cast.control_owner.pk)
    assert (changed.name, changed.is_staff, changed.is_superuser) == ("Ny", False, False)
    assert changed.password == cast.control_owner.password


def test_an_address_is_one_account_however_it_is_typed(cast, signed_in, staff):
    address = reverse("admin:internkoll_user_change", args=[cast.control_owner.pk])
    given = {"name": cast.control_owner.name, "is_active": "on"}
    client = signed_in(staff)
    client.post(address, {**given, "email": "Ny.Adress@Ekstad.Example"})
    cast.control_owner.refresh_from_db()
    assert cast.control_owner.email == "ny.adress@ekstad.example"
    told = client.post(address, {**given, "email": cast.head.email.upper()}).content.decode()
    assert "e-postadress" in told
    assert User.objects.filter(email__iexact=cast.head.email).count() == 1
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=cast.control_owner.pk).update(email=cast.head.email.capitalize())
