"""What a report tells of a board that has worked in the product, and not in documents."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.plan.models import Plan
from internkoll.plan.services import add_lines, adopt_plan, open_plan, propose_plan
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from internkoll.reports.contents import contents_of
from internkoll.reports.document import document_of
from internkoll.reports.files import render
from internkoll.reports.told import year_of
from internkoll.rules.exchange import Document, Row
from tests.cast import YEAR, matrix_method

pytestmark = pytest.mark.django_db
METHOD = matrix_method(4)
ODDS = {"likelihood": "Sannolik", "consequence": "Allvarlig"}


@pytest.fixture
def board():
    board = find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    choose_method(by=None, unit=board, from_year=YEAR, method=METHOD)
    plan = open_plan(by=None, board=board, year=YEAR)
    (risk,) = add_risks(by=None, board=board, risks=[NewRisk("Fel utbetalning")])
    estimates = [NewEstimate(risk, **ODDS), NewEstimate(risk, period="T1 2024", **ODDS, text="Som förut.")]
    estimate_risks(by=None, board=board, year=YEAR, estimates=estimates)
    add_lines(by=None, plan=plan, rows=[(Row(risk="Fel utbetalning", control="Kontroll", method="Stickprov"), risk)])
    return board


@pytest.fixture
def plan(board):
    return Plan.objects.get(unit=board)


def decided(plan):
    proposed = propose_plan(by=None, plan=plan, risk_analysis_on=date(2023, 11, 1))
    return adopt_plan(by=None, plan=proposed, adopted_on=date(2023, 12, 5), paragraph="§ 84", reference="SN 2023/7")


def report_of(told):
    return contents_of(told.document, METHOD, period=told.document.period, outside=told.outside)


def test_a_report_tells_the_value_and_the_level_of_the_matrix(plan):
    (row,) = year_of(plan).document.rows
    assert (row.level, row.score) == ("Hög", 16)
    assert row.risk_assessments["T1 2024"].level == "Hög"


def test_the_export_tells_what_was_written_and_no_more(plan):
    (row,) = document_of(plan).rows
    assert (row.level, row.score, row.likelihood) == (None, None, "Sannolik")
    assert row.risk_assessments["T1 2024"].level is None


def test_the_workbook_has_the_level_and_the_value_in_columns_of_their_own(plan):
    sheet = load_workbook(BytesIO(render(report_of(year_of(plan)), "xlsx")))["Tabell"]
    told = dict(zip(*(tuple(cell.value for cell in row) for row in sheet.iter_rows(max_row=2)), strict=True))
    assert (told["Risknivå"].split("\n")[0], told["Riskvärde"]) == ("■ Hög (16)", 16)


def test_a_plan_is_frozen_with_the_value_and_the_level_of_the_matrix(plan):
    (row,) = Document.model_validate_json(decided(plan).frozen).rows
    assert (row.level, row.score, row.likelihood) == ("Hög", 16, "Sannolik")
