"""Times the ten most used pages of a board with so many risks: `python -m tests.bench.pages RISKS`.

Run by the bench in a process of its own, with a data folder of its own. Prints the queries of each page as JSON when it
is ready; then, for each name of a page that it is given on a line, how many milliseconds each of RUNS answers took.
"""

import json
import sys
import time

import internkoll.site.wsgi  # noqa: F401  as the server does: it makes Django ready for what follows

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.base.models import Unit, User
from internkoll.commands import prepare_database
from internkoll.followup.models import Round
from internkoll.organisation.services import add_person, choose_method, find_or_add_board, grant_role
from internkoll.plan.models import Check
from internkoll.register.models import Risk
from tests.bench.crowd import crowd
from tests.cast import BOARD, MUNICIPALITY, YEAR, matrix_method

RUNS = 10
# A person with many controls of her own; a page a hundred rows.
OWN_CHECKS = 40


def main() -> None:
    prepare_database()
    board = find_or_add_board(by=None, name=BOARD, municipality=MUNICIPALITY)
    choose_method(by=None, unit=board, from_year=YEAR, method=matrix_method(4))
    crowd(board, risks=int(sys.argv[1]))
    client = Client(headers={"host": "localhost"})
    client.force_login(_coordinator(board))
    # All was written in one go, and would be read from SQLite's log of what is new. Years of work stand in the file.
    connection.close()
    pages = _pages(board)
    print(json.dumps({name: _queries(client, address) for name, address in pages.items()}), flush=True)
    for line in sys.stdin:
        print(json.dumps([_time(client, pages[line.strip()]) for _ in range(RUNS)]), flush=True)


def _queries(client: Client, address: str) -> int:
    # The first answer loads templates and fills caches of the process.
    _time(client, address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def _time(client: Client, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    taken = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return taken


def _coordinator(board: Unit) -> User:
    user = add_person(by=None, email="samordnare@ekstad.example", name="Samordnaren")
    grant_role(by=None, user=user, unit=Unit.objects.get_root(board), role="coordinator")
    for check in Check.objects.filter(control__plan__unit=board).order_by("position")[:OWN_CHECKS]:
        check.owners.add(user)
    return user


def _pages(board: Unit) -> dict[str, str]:
    year = [board.pk, YEAR]
    round_ = Round.objects.filter(unit=board).latest("pk")
    check = Check.objects.filter(control__plan__unit=board).earliest("position")
    return {
        "Mina uppgifter": reverse("home"),
        "Rapportera en kontroll": reverse("report", args=[round_.pk, check.pk]),
        "Kommunen": reverse("municipality", args=[Unit.objects.get_root(board).pk, YEAR]),
        "Nämndens översikt": reverse("board", args=year),
        "Risker": reverse("board_risks", args=year),
        "En risk": reverse("risk", args=[Risk.objects.filter(unit=board).earliest("pk").pk]),
        "Plan": reverse("board_plan", args=year),
        "Uppföljning": reverse("board_followup", args=year),
        "Åtgärder": reverse("board_actions", args=year),
        "Samlad bedömning": reverse("board_assessment", args=year),
    }


if __name__ == "__main__":
    main()
