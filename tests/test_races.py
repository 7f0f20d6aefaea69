"""Two people at the same moment: one of them wins, the other is told so, and nothing stands twice.

Both begin while the board's row is held, so that each has read what stands before either of them writes.
"""

import sqlite3
import threading
from datetime import date

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from internkoll.assessment.models import Assessment
from internkoll.base.history import first_broken_link
from internkoll.base.models import RoleGrant, Unit
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.services import propose_plan
from internkoll.register.models import Estimate, Response
from internkoll.register.services import NewRisk, add_risks
from tests.cast import ROUNDS, YEAR
from tests.filled import returned
from tests.reading import words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DAY = "2024-01-15"


@pytest.fixture
def in_a_file(tmp_path, django_db_blocker):
    """SQLite in memory is one connection for all threads: here each has its own, to a file, as in use."""
    if connection.vendor != "sqlite":
        yield
        return
    held, settings = connection.connection, connection.settings_dict
    name, file = settings["NAME"], str(tmp_path / "races.sqlite3")
    with sqlite3.connect(file) as copy:
        held.backup(copy)
    copy.close()
    connection.connection, settings["NAME"] = None, file
    memory, connection.is_in_memory_db = connection.is_in_memory_db, lambda: False
    yield
    connection.close()
    connection.is_in_memory_db = memory
    connection.connection, settings["NAME"] = held, name


def at_once(board, address, data, people):
    """Posts the same from each of the people at the same time, to one address or to each one's own.

    Returns what each was answered.
    """
    clients = []
    for person in people:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        clients.append(client)
    answers = [None] * len(clients)

    def post(place):
        try:
            own = address if isinstance(address, str) else address[place]
            answers[place] = clients[place].post(own, data, follow=True)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post, args=(place,)) for place in range(len(clients))]
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=board.pk)
        for thread in threads:
            thread.start()
        threading.Event().wait(0.4)
    for thread in threads:
        thread.join(30)
    return answers


@pytest.fixture
def race(cast, in_a_file):
    """Posts from the coordinator and the head at once; gives what the two pages say."""

    def run(address, data, people=()):
        answers = at_once(cast.board, address, data, people or (cast.coordinator, cast.head))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert first_broken_link(cast.board) is None
        return [words(html.fromstring(answer.content.decode())) for answer in answers]

    return run


def risk_of(cast):
    (risk,) = add_risks(by=None, board=cast.board, risks=[NewRisk("Ny risk")])
    return risk


def test_of_two_who_bring_in_the_same_workbook_one_does_and_the_other_is_told(cast, race):
    round_ = Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[1])
    book = returned(round_, cast.coordinator)
    (key,) = [row["id"] for row in book.rows]
    data = {"edits": "0", "rad": str(key), "ta": str(key), f"sedd-{key}": "0", "las-in": "1"}
    pages = race(reverse("workbook_returned", args=[book.pk]), data)
    assert Result.objects.filter(round=round_, for_check=key).count() == 1
    assert sum("1 rad är inläst" in page for page in pages) == 1
    assert sum("Någon annan har just läst in eller kastat boken" in page for page in pages) == 1


def test_of_a_workbook_and_a_report_at_the_same_time_one_stands_and_the_other_is_told(cast, race):
    """The same row in two books that two people bring in."""
    round_ = Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[1])
    books = [returned(round_, person) for person in (cast.coordinator, cast.head)]
    (key,) = [row["id"] for row in books[0].rows]
    data = {"edits": "0", "rad": str(key), "ta": str(key), f"sedd-{key}": "0", "las-in": "1"}
    addresses = [reverse("workbook_returned", args=[book.pk]) for book in books]
    pages = race(addresses, data)
    assert Result.objects.get(round=round_, for_check=key).edits == 1
    assert sum("1 rad är inläst" in page for page in pages) == 1
    assert sum("Någon annan har redan lämnat in just det som står i boken" in page for page in pages) == 1


def test_of_two_first_estimates_one_stands_and_the_other_is_told(cast, race):
    risk = risk_of(cast)
    address = reverse("risk_estimate", args=[risk.pk, YEAR])
    pages = race(address, {"edits": "", "cell": "1-1"})
    assert Estimate.objects.filter(risk=risk).count() == 1
    assert sum("Skattningen är sparad" in page for page in pages) == 1
    assert sum("Någon annan" in page for page in pages) == 1


def test_of_two_first_sheets_one_stands_and_the_other_is_told(cast, race):
    risk = risk_of(cast)
    data = {"risk": str(risk.pk), f"likelihood-{risk.pk}": "Möjlig", f"consequence-{risk.pk}": "Allvarlig"}
    race(reverse("risks_estimate", args=cast.year), data)
    assert Estimate.objects.filter(risk=risk).count() == 1


def test_of_two_first_responses_one_stands_and_the_other_is_told(cast, race):
    risk = risk_of(cast)
    pages = race(reverse("risk_response", args=[risk.pk, YEAR]), {"edits": "", "kind": "accept", "reason": "Liten."})
    assert Response.objects.filter(risk=risk).count() == 1
    assert sum("Någon annan" in page for page in pages) == 1


def test_of_two_who_record_the_decision_one_is_told_that_it_is_done(cast, race):
    plan = Plan.objects.get(unit=cast.board, year=YEAR)
    propose_plan(by=None, plan=plan, risk_analysis_on=date(2023, 11, 1))
    pages = race(
        reverse("plan_decision", args=cast.year), {"adopted_on": DAY, "paragraph": "§ 1", "reference": "BN 2024/1"}
    )
    assert sum("Beslutet är registrerat" in page for page in pages) == 1
    assert sum("kan därför inte föras vidare" in page for page in pages) == 1


def test_of_two_who_carry_the_plan_over_one_is_told_that_it_is_begun(cast, race):
    plan = Plan.objects.get(unit=cast.board, year=YEAR)
    checks = list(Check.objects.filter(control__plan=plan).values_list("pk", flat=True))
    pages = race(reverse("plan_carry_over", args=cast.year), {"metod": [str(key) for key in checks]})
    assert Control.objects.filter(plan__unit=cast.board, plan__year=YEAR + 1).count() == plan.controls.count()
    assert sum("har redan börjat på planen" in page for page in pages) == 1


def test_two_who_begin_the_year_s_plan_begin_one(cast, race):
    race(reverse("plan_start", args=[cast.board.pk, YEAR + 1]), {"borja": "1"})
    assert Plan.objects.filter(unit=cast.board, year=YEAR + 1).count() == 1


def test_two_who_open_a_round_open_one(cast, race):
    root = Unit.objects.get_root(cast.board)
    role = RoleGrant.objects.create(user=cast.head, unit=root, role=RoleGrant.Role.COORDINATOR)
    assert role.pk
    race(reverse("round_open", args=cast.year), {"period": f"T3 {YEAR}"})
    assert Round.objects.filter(unit=cast.board, label=f"T3 {YEAR}").count() == 1


def test_of_two_first_reports_one_stands_and_the_other_is_told(cast, race):
    round_, check = Round.objects.get(unit=cast.board, label=f"T2 {YEAR}"), Check.objects.order_by("pk")[4]
    pages = race(
        reverse("report", args=[round_.pk, check.pk]),
        {"edits": "0", "outcome": "utan anmärkning", "text": "Granskat."},
    )
    assert Result.objects.filter(round=round_, for_check=check).count() == 1
    assert sum("rapporterade samma kontroll" in page for page in pages) == 1


def test_of_two_first_assessments_one_stands_and_the_other_is_told(cast, race):
    data = {"edits": "0", "outcome": "Tillräcklig", "reasons": "Det är gjort.", "confirmed": "on"}
    pages = race(reverse("assess", args=cast.year), data)
    assert Assessment.objects.filter(unit=cast.board, round=None).count() == 1
    assert sum("Någon annan" in page for page in pages) == 1


def test_two_who_give_the_same_role_give_it_once(cast, race):
    root = Unit.objects.get_root(cast.board)
    RoleGrant.objects.create(user=cast.head, unit=root, role=RoleGrant.Role.COORDINATOR)
    data = {"email": "ny@ekstad.example", "name": "Ny", "role": "reader", "unit": str(cast.board.pk)}
    race(reverse("invite", args=[cast.board.pk]), data)
    assert RoleGrant.objects.filter(user__email="ny@ekstad.example").count() == 1


def test_two_who_tie_the_same_person_tie_her_once(cast, race):
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("pk").first()
    address = f"{reverse('plan_responsible', args=cast.year)}?metod={check.pk}"
    race(address, {"people": str(cast.control_owner.pk)})
    assert check.owners.count() == 1


def test_two_who_add_to_the_same_board_do_not_wait_for_each_other_for_ever(cast, race):
    race(reverse("recommendation_add", args=[cast.board.pk]), {"text": "Dokumentera."})
    assert cast.board.recommendations.count() == 2
