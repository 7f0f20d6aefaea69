"""The order of locks: whoever locks anything of a board locks the board first, so that no two wait for each other."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.base.models import RoleGrant, Unit
from internkoll.organisation.services import grant_role
from tests.addresses import OF_A_BOARD

CHANGING = [name for name, address in OF_A_BOARD.items() if address.data or address.changes]
LOCK = re.compile(r'FROM "internkoll_(\w+)".* FOR (?:NO KEY )?UPDATE', re.DOTALL)

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time.")


@pytest.mark.parametrize("name", CHANGING)
def test_the_board_is_locked_before_anything_of_it(cast, signed_in, name):
    for role in RoleGrant.Role:
        grant_role(by=None, user=cast.coordinator, unit=Unit.objects.get_root(cast.board), role=role)
    client, address = signed_in(cast.coordinator), OF_A_BOARD[name]
    client.raise_request_exception = False
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse(name, args=address.args(cast)), address.data)
    locked = [found[1] for query in asked if (found := LOCK.search(query["sql"]))]
    assert locked[:1] in ([], ["unit"]) or "unit" not in locked, locked


def test_some_of_them_lock_something(cast, signed_in):
    client = signed_in(cast.coordinator)
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse("round_open_now", args=OF_A_BOARD["round_open_now"].args(cast)))
    assert next(found[1] for query in asked if (found := LOCK.search(query["sql"]))) == "unit"
