"""What a report tells of a board that has worked in the product, and not in documents."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions, change_action
from internkoll.assessment.models import Assessment, AssessmentAction
from internkoll.assessment.services import assess
from internkoll.followup.services import NewResult, link_actions, open_round, report_results
from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.plan.models import Check, Plan
from internkoll.plan.services import add_lines, adopt_plan, open_plan, propose_plan
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from internkoll.reports.document import NothingToTell, document_of
from internkoll.reports.files import render
from internkoll.reports.told import plan_told, report_of, whole_year_told, year_of
from internkoll.rules.exchange import Document, Row
from tests.cast import YEAR, board_with, matrix_method, row_of
from tests.cast import document_of as read

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


def test_a_report_tells_the_value_and_the_level_of_the_matrix(board, plan):
    open_round(by=None, board=board, label="T1 2024", year=YEAR)
    (row,) = year_of(plan).document.rows
    assert (row.level, row.score) == ("Hög", 16)
    assert row.risk_assessments["T1 2024"].level == "Hög"


def test_the_export_tells_what_was_written_and_no_more(plan):
    (row,) = document_of(plan).rows
    assert (row.level, row.score, row.likelihood) == (None, None, "Sannolik")
    assert row.risk_assessments["T1 2024"].level is None


def test_the_workbook_has_the_level_and_the_value_in_columns_of_their_own(plan):
    sheet = load_workbook(BytesIO(render(report_of(year_of(plan), METHOD), "xlsx")))["Tabell"]
    told = dict(zip(*(tuple(cell.value for cell in row) for row in sheet.iter_rows(max_row=2)), strict=True))
    assert (told["Risknivå"].split("\n")[0], told["Riskvärde"]) == ("■ Hög (16)", 16)


def test_a_plan_is_frozen_with_the_value_and_the_level_of_the_matrix(plan):
    (row,) = Document.model_validate_json(decided(plan).frozen).rows
    assert (row.level, row.score, row.likelihood) == ("Hög", 16, "Sannolik")


def reported(board, plan, **action):
    """The first round of the board, with a remark that led to an action."""
    round_ = open_round(by=None, board=board, label="T1 2024", year=YEAR)
    result = NewResult(Check.objects.get(plan=plan), "mindre anmärkning", None, "Två fel.")
    results = report_results(by=None, round_=round_, results=[result])
    actions = add_actions(by=None, board=board, actions=[NewAction(year=YEAR, **action)])
    link_actions(links=[(results[0], actions[0])])
    return round_


def test_the_reasons_of_the_assessment_stand_with_it(board, plan):
    round_ = reported(board, plan, text="Ta fram en rutin")
    decision = {"outcome": "Tillräcklig", "reasons": "Felen är få.\nDe är rättade.", "suggested": ""}
    assess(by=None, board=board, year=YEAR, round_=round_, seen=0, on=date(2024, 5, 20), **decision)
    told = report_of(year_of(plan), METHOD).front
    assert [getattr(part, "text", "") or part.word for part in told] == [
        "Samlad bedömning",
        "Tillräcklig",
        "Felen är få.",
        "De är rättade.",
    ]
    assert document_of(plan).texts == ()


def test_an_action_is_told_with_who_does_it_and_by_when(board, plan):
    reported(board, plan, text="Ta fram en rutin", responsible="Rektor", due=date(2024, 9, 30))
    told = "Ta fram en rutin. Ansvarig: Rektor. Klart senast 30 september 2024."
    assert [row.action for row in year_of(plan).document.rows] == [told]
    assert [row.action for row in document_of(plan).rows] == ["Ta fram en rutin"]


def test_an_action_that_was_read_from_a_document_is_told_as_it_stood_there():
    text = "Ta fram rutin. Ansvarig: Rektor. Klart senast under hösten."
    board = board_with(document=read([row_of(1, action=text)]))
    assert [row.action for row in year_of(Plan.objects.get(unit=board)).document.rows] == [text]


def test_the_plan_is_what_is_told_until_something_is_reported(board, plan):
    open_round(by=None, board=board, label="T2 2024", year=YEAR)
    Estimate.objects.exclude(period="").delete()
    assert year_of(plan).document.period is None
    reported(board, plan, text="Ta fram en rutin")
    assert year_of(plan).document.period == "T1 2024"
    assert year_of(plan, "T2 2024").document.period == "T2 2024"


def test_a_risk_that_is_estimated_anew_is_something_reported(board, plan):
    for label in ("T1 2024", "T2 2024"):
        open_round(by=None, board=board, label=label, year=YEAR)
    assert year_of(plan).document.period == "T1 2024"


def test_the_plan_tells_nothing_of_what_was_reported_after_it(board, plan):
    reported(board, plan, text="Ta fram en rutin")
    decision = {"outcome": "Tillräcklig", "reasons": "Felen är få.", "suggested": ""}
    assess(by=None, board=board, year=YEAR, round_=None, seen=0, on=date(2024, 5, 20), **decision)
    told = report_of(plan_told(plan), METHOD)
    (section,) = told.sections
    assert told.title == "Internkontrollplan 2024"
    assert [column.heading for column in section.table.columns] == ["Risk", "Risknivå", "Kontrollmoment", "Metod"]
    assert told.front == ()


def test_a_decided_plan_is_told_as_it_was_decided_with_the_decision(board, plan):
    decided(plan)
    Estimate.objects.filter(period="").update(consequence="Lindrig")
    Risk.objects.update(text="En risk med andra ord")
    told = plan_told(Plan.objects.get(unit=board))
    (row,) = told.document.rows
    assert (row.risk, row.level, row.score) == ("Fel utbetalning", "Hög", 16)
    assert [(f.label, f.value) for f in report_of(told, METHOD).facts][-2:] == [
        ("Beslutad", "5 december 2023, § 84"),
        ("Diarienummer", "SN 2023/7"),
    ]


def test_a_decided_plan_tells_the_actions_that_it_sets():
    document = read([{"risk": "A", "action": "Utbilda alla."}, {"risk": "B"}], period=None, overall=None)
    board = board_with(document=document)
    decided(Plan.objects.get(unit=board))
    assert [row.action for row in plan_told(Plan.objects.get(unit=board)).document.rows] == ["Utbilda alla.", ""]


def test_the_report_of_a_round_is_not_called_a_plan(board, plan):
    Plan.objects.update(title="Internkontrollplan 2024")
    reported(board, plan, text="Ta fram en rutin")
    assert report_of(year_of(plan), METHOD).title == "Uppföljning av intern kontroll 2024"
    assert report_of(plan_told(Plan.objects.get()), METHOD).title == "Internkontrollplan 2024"


def judged(board, round_, outcome, reasons="", *, on=date(2024, 12, 10)):
    assess(
        by=None, board=board, year=YEAR, round_=round_, seen=0, on=on, outcome=outcome, reasons=reasons, suggested=""
    )
    return Assessment.objects.get(unit=board, year=YEAR, round=round_)


def texts(blocks):
    return [getattr(part, "text", "") or part.word for part in blocks]


def test_the_whole_year_is_told_with_the_results_and_the_actions_of_every_round(board, plan):
    reported(board, plan, text="Ta fram en rutin")
    second = open_round(by=None, board=board, label="T2 2024", year=YEAR)
    result = NewResult(Check.objects.get(plan=plan), "utan anmärkning", None, "Rutinen följs.")
    results = report_results(by=None, round_=second, results=[result])
    link_actions(
        links=[(results[0], add_actions(by=None, board=board, actions=[NewAction(year=YEAR, text="Utbilda")])[0])]
    )
    told = whole_year_told(plan)
    (row,) = told.document.rows
    assert {label: found.text for label, found in row.results.items()} == {
        "T1 2024": "Två fel.",
        "T2 2024": "Rutinen följs.",
    }
    assert row.action == "Ta fram en rutin\nUtbilda"
    assert [row.action for row in year_of(plan, "T2 2024").document.rows] == ["Utbilda"]
    contents = report_of(told, METHOD)
    assert (contents.title, contents.period) == ("Uppföljning av intern kontroll 2024", "Hela året 2024")
    assert ("Period", "Hela året 2024") in [(fact.label, fact.value) for fact in contents.facts]


def test_the_year_stands_under_its_own_assessment_with_the_words_of_the_rounds(board, plan):
    first = reported(board, plan, text="Ta fram en rutin")
    open_round(by=None, board=board, label="T2 2024", year=YEAR)
    judged(board, first, "Otillräcklig", "Det ska inte stå här.")
    judged(board, None, "Tillräcklig", "Felen är rättade.")
    told = whole_year_told(plan)
    assert texts(report_of(told, METHOD).front) == [
        "Samlad bedömning",
        "Tillräcklig",
        "Felen är rättade.",
        "Samlad bedömning per period",
        "T1 2024: Otillräcklig",
        "T3 2024: har inte följts upp",
    ]
    assert told.document.date == "2024-12-10"


def test_what_no_round_was_told_of_is_said_once(board, plan):
    open_round(by=None, board=board, label="T1 2024", year=YEAR)
    add_lines(by=None, plan=plan, rows=[(Row(control="En till", method="Samtal"), None)])
    reported_of = NewResult(Check.objects.get(plan=plan, procedure="Stickprov"), "utan anmärkning", None, "Inga fel.")
    report_results(by=None, round_=plan.unit.rounds.get(), results=[reported_of])
    sheet = load_workbook(BytesIO(render(report_of(whole_year_told(plan), METHOD), "xlsx")))["Tabell"]
    told = ["\n".join(str(cell.value or "") for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert [text.count("Ej rapporterat") for text in told] == [0, 1]


def test_a_year_without_rounds_has_nothing_to_tell_of(plan):
    with pytest.raises(NothingToTell, match="ingen period ännu"):
        whole_year_told(plan)


def test_what_a_document_told_of_an_earlier_year_is_not_of_this_one():
    results = {"T2 2023": {"class": None, "text": "I fjol."}, "T2 2024": {"class": None, "text": "I år."}}
    board = board_with(document=read([row_of(1, results=results)]))
    (row,) = whole_year_told(Plan.objects.get(unit=board)).document.rows
    assert [found.text for found in row.results.values()] == ["I år."]


def test_the_actions_of_an_assessment_stand_with_its_reasons(board, plan):
    round_ = reported(board, plan, text="Ta fram en rutin")
    decision = judged(board, round_, "Otillräcklig", "Felen är många.")
    action = NewAction(year=YEAR, text="Gå igenom alla ärenden", responsible="Förvaltningschefen")
    (added,) = add_actions(by=None, board=board, actions=[action])
    AssessmentAction.objects.create(assessment=decision, action=added)
    assert texts(report_of(year_of(plan), METHOD).front) == [
        "Samlad bedömning",
        "Otillräcklig",
        "Felen är många.",
        "Åtgärd: Gå igenom alla ärenden. Ansvarig: Förvaltningschefen.",
    ]
    assert document_of(plan).texts == ()


def test_the_whole_year_tells_what_became_of_the_actions(board, plan):
    reported(board, plan, text="Ta fram en rutin", responsible="Rektor")
    action = Action.objects.get()
    values = {"status": "done", "effect": "Rutinen följs\nav alla."}
    change_action(by=None, action=action, values=values, seen=None, on=date(2024, 9, 1))
    told = "Ta fram en rutin. Ansvarig: Rektor."
    assert [row.action for row in whole_year_told(plan).document.rows] == [
        f"{told} Status: klar. Effekt: Rutinen följs av alla."
    ]
    assert [row.action for row in year_of(plan).document.rows] == [told]
    Action.objects.update(status="unknown", effect="")
    assert [row.action for row in whole_year_told(plan).document.rows] == [told]
