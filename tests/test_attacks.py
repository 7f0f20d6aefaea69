"""What an attacker sends: numbers that fit nowhere, fields that no form has, posts from elsewhere, ways out of here."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.db import models, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from internkoll.base.models import Unit
from internkoll.rules.fields import ANSWERS
from tests.addresses import OF_A_BOARD, OPEN, SIGNED_IN
from tests.digest import differing, digest
from tests.reading import page_of
from tests.remembered import count_on_from_the_rows

LARGE = (0, 99_999, 2**31, 10**30)
NO_FORM = ("evidence", "report_file", "workbook_file")
CHANGING = [address for address in OF_A_BOARD.values() if address.name not in NO_FORM]
ELSEWHERE = ("https://ond.example/", "//ond.example/", "/\\ond.example", "\\/ond.example", "javascript:alert(1)")


@pytest.fixture
def keeper(cast, signed_in):
    client = signed_in(cast.coordinator)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", OF_A_BOARD.values(), ids=lambda address: address.name)
def test_no_number_in_an_address_makes_it_fail(cast, keeper, address):
    args = address.args(cast)
    odd = [(*args[:at], large, *args[at + 1 :]) for at in range(len(args)) for large in LARGE]
    asked = [url for given in odd if (url := _address(address.name, given))]
    failing = [url for url in asked if keeper.get(url).status_code >= 500]
    failing += [url for url in asked if keeper.post(url, address.data).status_code >= 500]
    assert failing == []


def _address(name, args):
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def test_a_negative_number_is_no_address(keeper):
    asked = ["/namnder/-1/2024/", "/namnder/1/-2024/", "/risker/-1/", "/enheter/-1/", "/kommuner/1/-1/"]
    assert {keeper.get(url).status_code for url in asked} == {404}


@pytest.mark.parametrize("digits", [19, 30, 5000])
def test_no_key_in_a_form_makes_it_fail(cast, keeper, digits):
    risk = cast.board.risks.first().pk
    huge = "9" * digits
    sheet = {"risk": str(risk), f"likelihood-{risk}": "Sannolik", f"consequence-{risk}": "Lindrig"}
    asked = {
        "risks_estimate": sheet | {f"edits-{risk}": huge},
        "plan_carry_over": {"metod": huge, "risk": huge},
        "risks_to_plan": {"risk": huge},
        "attest": {"resultat": f"{huge}-{huge}"},
        "action_add": {"kalla": f"risk:{huge}", "text": "Åtgärd"},
        "plan_move": {"upp": f"risk-{huge}"},
    }
    told = {name: keeper.post(reverse(name, args=cast.year), data).status_code for name, data in asked.items()}
    assert {name: status for name, status in told.items() if status >= 500} == {}


@pytest.mark.parametrize("name", [*OF_A_BOARD, *SIGNED_IN, *OPEN])
def test_no_post_is_taken_from_another_site(cast, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.coordinator)
    address = OF_A_BOARD.get(name)
    args = address.args(cast) if address else SIGNED_IN.get(name, OPEN.get(name))
    before = digest()
    answer = client.post(
        reverse(name, args=args), address.data if address else {}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, differing(before, digest())) == (403, set())


def _forged_fields(cast, taken):
    """A value for each field of each model that the form doesn't offer."""
    other = str(cast.strangers_board.pk)
    fields = [
        field for model in apps.get_app_config("internkoll").get_models() for field in model._meta.concrete_fields
    ]
    forged = {"is_superuser": "on", "is_staff": "on", "hash": "0" * 64, "by": "1", "created_by": "1"}
    for field in fields:
        value = "on" if isinstance(field, models.BooleanField) else other
        value = field.choices[-1][0] if getattr(field, "choices", None) else value
        forged |= {field.name: value, field.attname: value}
    return {name: value for name, value in forged.items() if name not in taken}


def _filled(cast, client, address, url):
    """The page's own form as it stands, with words where there are none; the posts' own data where there is no page."""
    if address.changes:
        return dict(address.data)
    forms = [
        form for form in page_of(client.get(url)).forms if form.method == "POST" and form.xpath(".//ancestor::main")
    ]
    if not forms:
        return None
    sent = {}
    for name, value in forms[-1].form_values():
        sent.setdefault(name, []).append(value or "Ord")
    return sent | {name: sent.get(name, ["1"]) for name in forms[-1].fields if name and "csrf" not in name}


class _Undone(Exception):
    pass


def _after(client, url, data):
    # So that what is added the second time gets the ids that it got the first time.
    count_on_from_the_rows()
    try:
        with transaction.atomic():
            client.post(url, data)
            held = digest(without_moments=True)
            raise _Undone
    except _Undone:
        return held


# They take by those names what no form of a page shows: which rows, and what has been typed of a report.
TAKES = {
    "risks_to_plan": {"risk"},
    "report_draft": {*ANSWERS, "edits"},
    "method_new": {"from_year"},
}


@pytest.mark.parametrize("address", CHANGING, ids=lambda address: address.name)
def test_fields_that_the_form_does_not_have_change_nothing(cast, keeper, address):
    url = reverse(address.name, args=address.args(cast))
    page = Client()
    page.force_login(cast.coordinator)
    answer = page.get(url)
    if not address.changes and answer.status_code != 200:
        pytest.skip("The coordinator has no form there.")
    own = _filled(cast, page, address, url)
    if own is None:
        pytest.skip("It has no form.")
    more = _forged_fields(cast, {*own, *TAKES.get(address.name, ())})
    assert differing(_after(keeper, url, own), _after(keeper, url, own | more)) == set()


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_form_leads_out_of_here(cast, client, wanted):
    client.force_login(cast.coordinator)
    asked = {"choose_look": {"utseende": "dark"}, "set_language": {"language": "en"}}
    for name, data in asked.items():
        assert "ond.example" not in client.post(reverse(name), data | {"next": wanted}).url
    url = reverse("risks_to_plan", args=cast.year)
    assert client.post(url, {"next": wanted}).url == reverse("board_risks", args=cast.year)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_leads_nowhere_else(cast, client, wanted):
    answer = client.post(
        reverse("account_login"),
        {"login": cast.coordinator.email, "password": "ett-langt-losenord-for-prov", "next": wanted},
    )
    assert answer.status_code == 302
    assert not answer.url.startswith(("http", "//", "\\", "/\\", "javascript"))


def test_a_message_does_not_lead_where_the_asker_says(cast, client, settings):
    assert client.get("/konto/logga-in/", headers={"host": "ond.example"}).status_code == 400
    settings.PUBLIC_URL = "https://internkontroll.ekstad.example"
    client.post(
        reverse("account_reset_password"),
        {"email": cast.coordinator.email},
        headers={"x-forwarded-host": "ond.example"},
    )
    assert re.findall(r"https?://[^/\s]+", mail.outbox[0].body) == [settings.PUBLIC_URL]


def test_a_name_of_several_lines_puts_nothing_into_a_message(cast, signed_in):
    Unit.objects.filter(pk=cast.board.pk).update(name="Nämnden\r\nBcc: ond@x.example")
    client = signed_in(cast.coordinator)
    data = {"email": "ny@x.example", "name": "Ny\r\nBcc: ond@x.example", "role": "reader", "unit": cast.board.pk}
    client.post(reverse("invite", args=[cast.board.pk]), data)
    (message,) = mail.outbox
    assert message.recipients() == ["ny@x.example"]
    assert message.message()["Bcc"] is None


@pytest.mark.parametrize("address", OF_A_BOARD.values(), ids=lambda address: address.name)
def test_what_is_not_yours_and_what_is_not_there_are_told_alike(cast, signed_in, address):
    client = signed_in(cast.stranger)
    args = address.args(cast)
    ask = client.post if address.changes else client.get
    missing = tuple(10**9 if isinstance(arg, int) and at == 0 else arg for at, arg in enumerate(args))
    told = [ask(reverse(address.name, args=given)) for given in (args, missing)]
    assert [answer.status_code for answer in told] == [404, 404]
    first, second = (re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in told)
    assert first.replace(reverse(address.name, args=args), "") == second.replace(
        reverse(address.name, args=missing), ""
    )
