"""What a page asks the database does not grow with its rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.base.models import RoleGrant, Unit
from internkoll.plan.models import Control
from internkoll.register.models import Risk
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, person

OF_A_BOARD = ("board", "board_risks", "board_plan", "board_followup", "board_report")


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def small_and_large(signed_in, db):
    boards = [board_with(rows=count, name=f"Nämnden med {count} rader") for count in (20, 200)]
    reader = person("Läsaren", RoleGrant.Role.READER, Unit.objects.get_root(boards[0]))
    return signed_in(reader), boards


@pytest.mark.parametrize("name", OF_A_BOARD)
def test_a_boards_page_asks_no_more_for_200_rows_than_for_20(small_and_large, name):
    client, boards = small_and_large
    small, large = (queries_of(client, reverse(name, args=[board.pk, YEAR])) for board in boards)
    # What is told of few (which they are, by name) is not asked for of many.
    assert large <= small


def test_the_list_of_boards_asks_no_more_for_200_boards_than_for_20(signed_in, db):
    def boards(count):
        for number in range(count):
            board_with(rows=1, name=f"Nämnd {number} av {count}")

    boards(20)
    reader = person("Läsaren", RoleGrant.Role.READER, Unit.objects.get_root_nodes().get())
    client = signed_in(reader)
    few = queries_of(client, reverse("boards"))
    boards(200)
    assert queries_of(client, reverse("boards")) == few


def test_a_risk_and_a_control_ask_no_more_with_many_checks_than_with_one(signed_in, db):
    def one_control_with(checks):
        rows = [
            {"risk": "Risken", "control": "Kontrollen", "method": f"Metod {n}", "continues": n > 0}
            | {"results": {"T2 2024": {"class": None, "text": f"Resultat {n}."}}, "action": f"Åtgärd {n}"}
            for n in range(checks)
        ]
        return board_with(name=f"Nämnden med {checks}", document=document_of(rows))

    few, many = one_control_with(2), one_control_with(60)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, Unit.objects.get_root(few)))
    for name, things in (("risk", Risk.objects.filter), ("control", Control.objects.filter)):
        path = "unit" if name == "risk" else "plan__unit"
        small, large = (queries_of(client, reverse(name, args=[things(**{path: b}).get().pk])) for b in (few, many))
        assert small == large


@pytest.mark.parametrize("method", ["uppsala", "nacka-niva", "nacka-status", "stockholm", "allman"])
def test_every_way_of_working_is_shown_within_the_same_count(signed_in, db, method):
    board = board_with(rows=20, method=packaged_method(method))
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    assert all(queries_of(client, reverse(name, args=[board.pk, YEAR])) <= 34 for name in OF_A_BOARD)
