"""Counts the queries of each page of the one board in the data folder. Run by the bench in a process of its own."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
django.setup()

from django.db import connection  # noqa: E402  Django is ready first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from internkoll.base.models import Unit, User  # noqa: E402
from internkoll.organisation.services import add_person, grant_role  # noqa: E402
from tests.bench.documents import YEAR  # noqa: E402

PAGES = ("board", "board_risks", "board_plan", "board_followup", "board_report")


def main() -> None:
    board = Unit.objects.boards().get()
    client = Client(headers={"host": "localhost"})
    client.force_login(_reader(board))
    for name in PAGES:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(name, args=[board.pk, YEAR]))
        if response.status_code != 200:
            raise SystemExit(f"{name} answered {response.status_code}.")
        print(name, len(queries))


def _reader(board: Unit) -> User:
    user = User.objects.first() or add_person(by=None, email="las@ekstad.example", name="Läsaren")
    grant_role(by=None, user=user, unit=board, role="reader")
    return user


if __name__ == "__main__":
    main()
