import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from internkoll.base.models import HistoryEntry
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.rows import lines_of
from internkoll.plan.services import PlanRefusal, add_lines, adopt_plan, open_plan, propose_plan, withdraw_plan
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from internkoll.rules.exchange import Document, Row

pytestmark = pytest.mark.django_db
ANALYSED = date(2024, 11, 5)
DECISION = {"adopted_on": date(2024, 12, 10), "paragraph": "§ 128", "reference": "SN 2024/00291"}


@pytest.fixture
def board():
    return find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")


@pytest.fixture
def plan(board):
    return open_plan(by=None, board=board, year=2025)


def test_a_board_has_one_plan_a_year(board, plan):
    assert open_plan(by=None, board=board, year=2025) == plan


def test_lines_come_back_as_they_were_added(board, plan):
    (risk,) = add_risks(by=None, board=board, risks=[NewRisk("Fel utbetalning")])
    estimate_risks(
        by=None, board=board, year=2025, estimates=[NewEstimate(risk, likelihood=3, consequence="allvarlig", value=12)]
    )
    estimated = {"risk": "Fel utbetalning", "likelihood": 3, "consequence": "allvarlig", "score": 12}
    rows = [
        Row(area=("Mål", "Process"), risk_number="1", control="A", method="a1", responsible="Chef", **estimated),
        Row(area=("Mål", "Process"), risk_number="1", control="A", continues=True, method="a2", **estimated),
        Row(area=("Mål", "Process"), risk_number="1", control="A", method="a3", frequency="Årligen", **estimated),
        Row(area=("Mål",), risk_number="1", **estimated),
        Row(area=("Mål", "Annan"), control="B", working_method="w", systematic_control="s", mandatory=True),
    ]
    add_lines(by=None, plan=plan, rows=[(row, risk if row.risk else None) for row in rows])
    assert [line.row for line in lines_of(plan)] == rows
    assert (Control.objects.count(), Check.objects.count()) == (3, 4)


def test_a_control_alone_can_be_mandatory(board, plan):
    (risk,) = add_risks(by=None, board=board, risks=[NewRisk("r")])
    rows = [Row(risk="r", control="A", mandatory=True), Row(risk="r", control="B")]
    add_lines(by=None, plan=plan, rows=[(row, risk) for row in rows])
    assert [line.row.mandatory for line in lines_of(plan)] == [True, False]
    assert not plan.planned_risks.get().mandatory


def test_lines_added_later_stand_last_and_share_the_areas(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(area=("Mål",), control="A"), None)])
    add_lines(by=None, plan=plan, rows=[(Row(area=("Mål",), control="B"), None)])
    assert [line.row.control for line in lines_of(plan)] == ["A", "B"]
    assert plan.areas.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_lines(board, plan, django_assert_num_queries):
    for many in (3, 60):
        rows = [(Row(area=("Mål",), control=f"K{many}-{i}"), None) for i in range(many)]
        add_lines(by=None, plan=plan, rows=rows)
        with django_assert_num_queries(4):
            lines_of(plan)


def test_an_adopted_plan_is_frozen_with_its_hash(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A", method="a"), None)])
    adopt_plan(by=None, plan=propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED), **DECISION)
    kept = Plan.objects.get(pk=plan.pk)
    assert (kept.state, kept.adopted_on, kept.paragraph) == ("adopted", date(2024, 12, 10), "§ 128")
    assert Document.model_validate_json(kept.frozen).rows == (Row(control="A", method="a"),)
    assert kept.frozen_hash == hashlib.sha256(kept.frozen.encode()).hexdigest()


def test_a_proposed_or_adopted_plan_takes_no_lines(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED)
    with pytest.raises(PlanRefusal, match="föreslagen och kan inte ändras"):
        add_lines(by=None, plan=plan, rows=[(Row(control="B"), None)])
    adopt_plan(by=None, plan=plan, **DECISION)
    with pytest.raises(PlanRefusal, match="beslutad och kan inte ändras"):
        add_lines(by=None, plan=plan, rows=[(Row(control="B"), None)])
    assert [line.row.control for line in lines_of(plan)] == ["A"]


def test_a_plan_is_adopted_only_after_it_has_been_proposed(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    with pytest.raises(PlanRefusal):
        adopt_plan(by=None, plan=plan, **DECISION)
    assert Plan.objects.get(pk=plan.pk).state == "draft"


def test_an_empty_plan_is_not_proposed(plan):
    with pytest.raises(PlanRefusal, match="Planen är tom"):
        propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED)
    assert Plan.objects.get(pk=plan.pk).state == "draft"


def test_a_plan_is_not_proposed_without_a_dated_risk_analysis(plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    with pytest.raises(PlanRefusal, match="daterad riskanalys"):
        propose_plan(by=None, plan=plan, risk_analysis_on=None)


def test_a_plan_is_not_adopted_before_its_risk_analysis(plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    propose_plan(by=None, plan=plan, risk_analysis_on=date(2025, 1, 1))
    with pytest.raises(PlanRefusal, match="äldre än riskanalysen"):
        adopt_plan(by=None, plan=plan, **DECISION)


def test_a_proposal_that_is_withdrawn_can_be_worked_on(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    withdraw_plan(by=None, plan=propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED))
    add_lines(by=None, plan=plan, rows=[(Row(control="B"), None)])
    assert len(lines_of(plan)) == 2
    with pytest.raises(PlanRefusal, match="utkast"):
        withdraw_plan(by=None, plan=plan)


def test_the_database_too_refuses_an_adopted_plan_without_a_date(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="adopted")


def test_every_step_is_told_in_the_history(board, plan):
    add_lines(by=None, plan=plan, rows=[(Row(control="A"), None)])
    adopt_plan(by=None, plan=propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED), **DECISION)
    told = HistoryEntry.objects.filter(unit=board).order_by("number").values_list("what", flat=True)
    assert list(told) == ["unit added", "plan opened", "plan line added", "plan proposed", "plan adopted"]
