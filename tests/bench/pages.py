"""Times the ten most used pages of a board with so many risks: `python -m tests.bench.pages RISKS`.

Run by the bench in a process of its own, with a data folder of its own. Prints a line a page: its name, the median and
the 95th percentile of RUNS answers in milliseconds, the queries of one, and the size of the answer in kB.
"""

import statistics
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

RUNS = 40
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
    for name, address in _pages(board).items():
        print(name, *measured(client, address))


def measured(client: Client, address: str) -> tuple[str, ...]:
    times = []
    for _ in range(RUNS + 3):
        began = time.perf_counter()
        response = client.get(address)
        times.append(1000 * (time.perf_counter() - began))
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    # The first answers load templates and fill caches of the process.
    times = sorted(times[3:])
    p95 = times[int(len(times) * 0.95) - 1]
    return (f"{statistics.median(times):.0f}", f"{p95:.0f}", str(len(queries)), f"{len(response.content) / 1024:.0f}")


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
