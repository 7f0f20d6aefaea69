from datetime import date

import pytest

from internkoll.base.models import HistoryEntry
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.plan.services import PlanRefusal, open_plan, propose_plan
from internkoll.plan.taking_up import take_up_risks
from internkoll.register.models import Risk
from internkoll.register.services import NewRisk, add_risks
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of


@pytest.fixture
def new(cast):
    return add_risks(by=None, board=cast.board, risks=[NewRisk("En till"), NewRisk("Två till", mandatory=True)])


def test_risks_are_taken_up_last_with_numbers_that_go_on(cast, new):
    plan = Plan.objects.get(unit=cast.board)
    made = take_up_risks(by=cast.coordinator, plan=plan, risks=new)
    assert [(planned.number, planned.risk.text, planned.mandatory) for planned in made] == [
        ("7", "En till", False),
        ("8", "Två till", True),
    ]
    last = PlannedRisk.objects.filter(plan=plan).order_by("position").values_list("risk", flat=True)
    assert list(last)[-2:] == [risk.pk for risk in new]
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("-number").first()
    assert (entry.what, entry.by_id_number) == ("plan line added", cast.coordinator.pk)


def test_a_risk_that_stands_in_the_plan_is_left(cast):
    plan = Plan.objects.get(unit=cast.board)
    standing = list(Risk.objects.filter(planned__plan=plan))
    assert take_up_risks(by=cast.coordinator, plan=plan, risks=standing) == []
    assert PlannedRisk.objects.filter(plan=plan).count() == len(standing)


def test_another_boards_risk_is_not_taken_up(cast):
    plan = Plan.objects.get(unit=cast.board)
    others = list(Risk.objects.filter(unit=cast.strangers_board))
    assert take_up_risks(by=cast.coordinator, plan=plan, risks=others) == []


def test_a_locked_plan_takes_up_nothing(cast, new):
    plan = propose_plan(by=None, plan=Plan.objects.get(unit=cast.board), risk_analysis_on=date(2023, 10, 1))
    with pytest.raises(PlanRefusal):
        take_up_risks(by=cast.coordinator, plan=plan, risks=new)
    assert not PlannedRisk.objects.filter(risk__in=new).exists()


def test_a_plan_without_numbers_goes_on_without(db):
    board = board_with(method=packaged_method("nacka-niva"), document=document_of([{"risk": "A", "level": "Hög"}]))
    (risk,) = add_risks(by=None, board=board, risks=[NewRisk("B")])
    (made,) = take_up_risks(by=None, plan=Plan.objects.get(unit=board), risks=[risk])
    assert made.number == ""


def test_an_empty_plan_that_numbers_its_risks_begins_at_one(cast, new):
    plan = open_plan(by=None, board=cast.board, year=YEAR + 1)
    assert [planned.number for planned in take_up_risks(by=None, plan=plan, risks=new)] == ["1", "2"]
