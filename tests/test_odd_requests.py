"""No address fails at what nobody would send by way of the pages: odd parts of an address, empty and odd forms."""

import pytest
from django.urls import reverse

from tests.addresses import OF_A_BOARD

NAMES = (
    "sida",
    "q",
    "ordning",
    "filter",
    "omrade",
    "niva",
    "ansvarig",
    "period",
    "round",
    "rond",
    "status",
    "svar",
    "slag",
    "klass",
    "visa",
    "sort",
    "next",
    "kind",
    "year",
    "ar",
    "risk",
    "sannolikhet",
    "konsekvens",
    "cell",
    "from",
    "plan",
    "source",
    "kalla",
    "result",
    "assessment",
    "recommendation",
    "check",
    "edits",
    "version",
    "moment",
    "typ",
    "sok",
    "parent",
    "unit",
    "copy",
    "area",
    "control",
    "risks",
    "number",
    "position",
    "to",
    "key",
    "place",
    "responsible",
    "owner",
)
ODD = ("", "0", "-1", "9" * 30, "1e9", "²", "\x00", "<b>&\"'", "å" * 3000, "[]", "None", "1,2", "2024-13-45", "a:b:c")

pytestmark = pytest.mark.slow


@pytest.fixture
def keeper(cast, client):
    client.force_login(cast.coordinator)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", OF_A_BOARD.values(), ids=lambda address: address.name)
def test_no_address_fails_at_odd_questions(cast, keeper, address):
    url = reverse(address.name, args=address.args(cast))
    failing = [odd[:20] for odd in ODD if keeper.get(url, dict.fromkeys(NAMES, odd)).status_code >= 500]
    assert failing == []


@pytest.mark.parametrize("address", OF_A_BOARD.values(), ids=lambda address: address.name)
def test_no_address_fails_at_odd_forms(cast, keeper, address):
    url = reverse(address.name, args=address.args(cast))
    failing = [] if keeper.post(url, {}).status_code < 500 else ["nothing"]
    names = {*NAMES, *address.data}
    failing += [odd[:20] for odd in ODD if keeper.post(url, dict.fromkeys(names, odd)).status_code >= 500]
    assert failing == []


@pytest.mark.parametrize("address", [a for a in OF_A_BOARD.values() if a.data], ids=lambda address: address.name)
def test_no_address_fails_at_one_odd_part_of_a_form(cast, keeper, address):
    url = reverse(address.name, args=address.args(cast))
    odd_forms = ((name, {**address.data, name: odd}) for odd in ODD for name in address.data)
    assert [name for name, data in odd_forms if keeper.post(url, data).status_code >= 500] == []
