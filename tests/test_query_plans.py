"""No page goes through what every board has of something: what it asks the database is found by an index.

SQLite tells, step by step, what it would do for a query: where it would begin at the first row of a table, or of an
index of it, and walk from there. A municipality of many years has the same few boards, and more and more of these.
"""

import pytest
from django.db import connection
from django.urls import reverse

from internkoll.base.models import RoleGrant, Unit
from internkoll.organisation.services import grant_role
from tests.addresses import NO_PAGE, OF_A_BOARD

GROWING = {
    "risk", "estimate", "response", "recommendation", "riskaction", "recommendationaction",
    "area", "plannedrisk", "control", "check", "check_owners", "planaction",
    "result", "draft", "measurement", "evidence", "resultaction", "runningtext",
    "action", "action_owners", "assessment", "historyentry", "reading", "importeddocument",
}  # fmt: skip
PAGES = [name for name in OF_A_BOARD if name not in NO_PAGE]
OWN = ("home", "boards", "my_actions", "settings")

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite tells what it would do for a query.")


@pytest.fixture
def client_of_all(cast, signed_in):
    """Of one who may do everything in the municipality: each page asks all that it ever asks."""
    for role in RoleGrant.Role:
        grant_role(by=None, user=cast.coordinator, unit=Unit.objects.get_root(cast.board), role=role)
    return signed_in(cast.coordinator)


def walked(sql, parameters):
    """The tables that the query goes through from their first row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0")
        tables = dict(cursor.fetchall())
        cursor.execute(f"EXPLAIN {sql}", parameters)
        steps = cursor.fetchall()
    opened = {step[2]: tables.get(step[3]) for step in steps if step[1] == "OpenRead"}
    sought = {step[2] for step in steps if step[1].startswith("Seek")}
    begun = {opened[step[2]] for step in steps if step[1] in ("Rewind", "Last") and step[2] in opened}
    # All rows of a table are counted in one step.
    begun |= {opened[step[2]] for step in steps if step[1] == "Count" and step[2] in opened and step[2] not in sought}
    return {name.removeprefix("internkoll_") for name in begun if name}


def walked_by(client, address):
    asked = []

    def listen(execute, sql, parameters, many, context):
        if sql.startswith("SELECT"):
            asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(listen):
        assert client.get(address).status_code == 200
    return {table: sql for sql, parameters in asked for table in walked(sql, parameters) & GROWING}


def test_a_walk_is_told_from_a_look_in_an_index(cast):
    assert walked("SELECT id FROM internkoll_risk WHERE text LIKE %s", ["%fel%"]) == {"risk"}
    assert walked("SELECT count(*) FROM internkoll_risk", []) == {"risk"}
    assert walked("SELECT count(*) FROM internkoll_risk WHERE unit_id = %s", [cast.board.pk]) == set()


@pytest.mark.parametrize("name", PAGES)
def test_a_boards_page_walks_through_nothing_that_grows(cast, client_of_all, name):
    address = OF_A_BOARD[name]
    assert walked_by(client_of_all, reverse(name, args=address.args(cast)) + address.query) == {}


CHOICES = [
    ("board_risks", "hantering=saknas"),
    ("board_risks", "matris=utanfor"),
    ("board_risks", "ordning=varde"),
    ("board_risks", "plan=utanfor"),
    ("board_followup", "visa=obesvarade"),
    ("board_followup", "visa=rapporterade"),
    ("board_followup", "visa=saknas"),
    ("board_actions", "visa=forsenade"),
    ("board_actions", "visa=utan-ansvarig"),
    ("followup_of_year", "visa=obesvarade"),
    ("followup_of_year", "visa=rapporterade"),
    ("followup_of_year", "visa=saknas"),
    ("followup_of_year", "visa=Utan anmärkning"),
]


@pytest.mark.parametrize(("name", "query"), CHOICES)
def test_a_choice_among_a_boards_lines_walks_through_nothing_that_grows(cast, client_of_all, name, query):
    assert walked_by(client_of_all, f"{reverse(name, args=cast.year)}?{query}") == {}


@pytest.mark.parametrize("stage", ["risker", "uppfoljning"])
def test_a_choice_in_the_history_walks_through_nothing_that_grows(cast, client_of_all, stage):
    assert walked_by(client_of_all, f"{reverse('unit_history', args=[cast.board.pk])}?visa={stage}") == {}


@pytest.mark.parametrize("name", OWN)
def test_a_persons_own_page_walks_through_nothing_that_grows(cast, client_of_all, name):
    assert walked_by(client_of_all, reverse(name)) == {}
