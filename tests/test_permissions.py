"""Who gets what at every address: each role, held at the board, above it, below it and elsewhere.

Made from the table in docs/roles.md. An address that says nothing of who may use it fails the first test.
"""

from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from internkoll.base.access import ALLOWED, Capability
from internkoll.base.models import HistoryEntry, RoleGrant
from tests.addresses import OF_A_BOARD, OPEN, SIGNED_IN
from tests.cast import PLACES
from tests.roles import status_for, table

SIGN_IN = "/konto/logga-in/"
EVERYONE = [(role, place) for role in RoleGrant.Role.values for place in PLACES]


def test_every_address_says_who_may_use_it():
    names = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    assert names == {*OF_A_BOARD, *SIGNED_IN, *OPEN}


def test_the_docs_tell_what_the_code_allows():
    assert table() == {capability.value: {str(role) for role in ALLOWED[capability]} for capability in Capability}


class _Undone(Exception):
    pass


def answer(client, address, args):
    """What the address answers, and how much it added to the history. Nothing of it stays."""
    url = reverse(address.name, args=args) + address.query
    before = HistoryEntry.objects.count()
    try:
        with transaction.atomic():
            response = client.post(url, address.data) if address.changes else client.get(url)
            told = response.status_code, HistoryEntry.objects.count() - before
            raise _Undone
    except _Undone:
        return told


@pytest.mark.parametrize("address", OF_A_BOARD.values(), ids=lambda address: address.name)
def test_each_role_gets_what_the_table_says_and_no_more(crowded_cast, client, address):
    args = address.args(crowded_cast)
    wrong = {}
    for role, place in EVERYONE:
        person = crowded_cast.people[role, place]
        client.force_login(person)
        status, told = answer(client, address, args)
        wanted = address.expected(role, place) if address.expected else status_for(role, place, address.capability)
        if not _fits(status, told, wanted):
            wrong[role, place] = f"{status} (wanted {wanted}), {told} changes"
    assert wrong == {}


def _fits(status, told, wanted):
    if wanted == 200:
        return status in (200, 204, 302)
    return status == wanted and told == 0


@pytest.mark.parametrize("name", [*OF_A_BOARD, *SIGNED_IN])
def test_one_who_has_not_signed_in_is_sent_to_do_so(cast, client, name):
    address = OF_A_BOARD.get(name)
    url = reverse(name, args=address.args(cast) if address else SIGNED_IN[name])
    response = client.post(url, address.data) if address and address.changes else client.get(url)
    assert response.status_code == 302
    assert urlsplit(response.url).path == SIGN_IN
