"""A plan that was revised, and is being revised again: every page tells the version in force, and each line once."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.followup.services import open_round
from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.overview.risk_page import page_of_risk
from internkoll.plan.models import Control, Plan
from internkoll.plan.services import add_lines, adopt_plan, open_plan, propose_plan
from internkoll.plan.versions import revise_plan
from internkoll.plan.work import CheckText, ControlText, add_control, remove_control
from internkoll.register.services import NewRisk, add_risks
from internkoll.reports.document import document_of, plan_of
from internkoll.rules.exchange import Row
from tests.cast import matrix_method, person

pytestmark = pytest.mark.django_db
YEAR = 2025
PAGES = ("board", "board_plan", "board_risks", "board_followup", "late_reports", "attest_list", "board_actions")


@pytest.fixture
def board():
    board = find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    choose_method(by=None, unit=board, from_year=YEAR, method=matrix_method(4))
    plan = open_plan(by=None, board=board, year=YEAR)
    (risk,) = add_risks(by=None, board=board, risks=[NewRisk("Fel utbetalning")])
    words = ("Kvarkontroll görs", "Utkontroll görs")
    rows = [Row(risk_number="1", risk="Fel utbetalning", control=word, method="Granskas") for word in words]
    add_lines(by=None, plan=plan, rows=[(row, risk) for row in rows])
    decide(plan)
    first = revise_plan(by=None, plan=plan, why="Ny lag")
    remove_control(by=None, control=Control.objects.get(plan=first, text="Utkontroll görs"))
    add(first, "Inkontroll görs")
    decide(first)
    in_force = Plan.objects.of(board, YEAR).in_force().get()
    add(revise_plan(by=None, plan=in_force, why="Ännu en lag"), "Utkastkontroll görs")
    open_round(by=None, board=board, label="T1 2025", year=YEAR)
    return board


def add(plan, text):
    below = plan.planned_risks.get()
    add_control(by=None, plan=plan, control=ControlText(text=text), check=CheckText(procedure="Granskas"), below=below)


def decide(plan):
    proposed = propose_plan(by=None, plan=plan, risk_analysis_on=date(2024, 11, 5))
    adopt_plan(by=None, plan=proposed, adopted_on=date(2024, 12, 10), paragraph="§ 1", reference="SN 1")


def test_no_page_tells_a_line_that_is_not_in_force(board, client):
    client.force_login(person("Samordnaren", "coordinator", board))
    for name in PAGES:
        page = client.get(reverse(name, args=[board.pk, YEAR])).content.decode()
        assert "Utkontroll" not in page, name
        assert "Utkastkontroll" not in page, name


def test_the_export_tells_each_line_once(board):
    told = [row.control for row in document_of(plan_of(board, YEAR)).rows]
    assert told == ["Kvarkontroll görs", "Inkontroll görs"]


def test_a_risk_stands_once_in_a_year_of_several_versions(board):
    risk = board.risks.get()
    (planned,) = page_of_risk(risk, timezone.localdate()).planned
    assert [control.text for control in planned.controls] == ["Kvarkontroll görs", "Inkontroll görs"]
