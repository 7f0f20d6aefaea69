import pytest

from internkoll.base.models import HistoryEntry
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Check, Control, PlannedRisk
from internkoll.plan.order import Place, move_line, step_from
from internkoll.plan.rows import Lines, lines_at, lines_of
from internkoll.plan.services import PlanRefusal, add_lines, open_plan, propose_plan
from internkoll.register.services import NewRisk, add_risks
from internkoll.rules.exchange import Row
from tests.plan.test_services import ANALYSED

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Two areas: a risk with controls A (a1, a2) and B, a control C without a risk; then the risk R2 alone, and D."""
    board = find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    plan = open_plan(by=None, board=board, year=2025)
    first, second = add_risks(by=None, board=board, risks=[NewRisk("R1"), NewRisk("R2")])
    one, two = {"area": ("Ett",)}, {"area": ("Två",)}
    rows = [
        (Row(**one, risk="R1", control="A", method="a1"), first),
        (Row(**one, risk="R1", control="A", method="a2", continues=True), first),
        (Row(**one, risk="R1", control="B", method="b"), first),
        (Row(**one, control="C", method="c"), None),
        (Row(**two, risk="R2"), second),
        (Row(**two, control="D", method="d"), None),
    ]
    add_lines(by=None, plan=plan, rows=rows)
    return plan


def order(plan):
    return " ".join(line.row.method or line.row.risk for line in lines_of(plan))


def by_area(plan):
    return [(line.row.area[-1], line.row.method or line.row.risk) for line in lines_of(plan)]


def control(plan, text):
    return Control.objects.get(plan=plan, text=text)


def step(plan, thing, *, up):
    place = step_from(thing, up=up)
    if place:
        move_line(by=None, plan=plan, line=thing, to=place)
    return place


def in_place(plan):
    """Each line has a place of its own, and each control and risk stands where its first line does."""
    lines = lines_of(plan)
    assert len({line.position for line in lines}) == len(lines)
    firsts = {}
    for line in lines:
        for thing in (line.control, line.planned_risk):
            if thing:
                firsts.setdefault((type(thing), thing.pk), line.position)
    stands = {(model, t.pk): t.position for model in (Control, PlannedRisk) for t in model.objects.filter(plan=plan)}
    return firsts == stands


def test_a_check_changes_places_within_its_control(plan):
    step(plan, Check.objects.get(procedure="a2"), up=True)
    assert order(plan) == "a2 a1 b c R2 d"
    assert [line.row.continues for line in lines_of(plan)][:2] == [False, True]
    assert step(plan, Check.objects.get(procedure="a1"), up=False) is None
    assert in_place(plan)


def test_a_control_takes_its_checks_along_within_its_risk(plan):
    step(plan, control(plan, "B"), up=True)
    assert order(plan) == "b a1 a2 c R2 d"
    assert step(plan, control(plan, "B"), up=True) is None
    assert in_place(plan)


def test_a_risk_takes_its_controls_along(plan):
    step(plan, PlannedRisk.objects.get(risk__text="R1"), up=False)
    assert order(plan) == "c a1 a2 b R2 d"
    assert in_place(plan)


def test_one_step_past_the_last_of_an_area_is_into_the_next_area(plan):
    step(plan, control(plan, "C"), up=False)
    assert by_area(plan)[3:] == [("Två", "c"), ("Två", "R2"), ("Två", "d")]
    step(plan, control(plan, "C"), up=False)
    assert by_area(plan)[3:] == [("Två", "R2"), ("Två", "c"), ("Två", "d")]
    step(plan, control(plan, "C"), up=True)
    step(plan, control(plan, "C"), up=True)
    assert by_area(plan)[3:] == [("Ett", "c"), ("Två", "R2"), ("Två", "d")]
    assert in_place(plan)


def test_a_risk_that_is_moved_to_another_area_takes_its_controls_there(plan):
    risk = PlannedRisk.objects.get(risk__text="R1")
    move_line(by=None, plan=plan, line=risk, to=Place(control(plan, "D"), after=True))
    assert by_area(plan) == [("Ett", "c"), ("Två", "R2"), ("Två", "d"), ("Två", "a1"), ("Två", "a2"), ("Två", "b")]
    assert in_place(plan)


def test_a_line_is_moved_over_many_to_right_before_another(plan):
    move_line(
        by=None, plan=plan, line=control(plan, "D"), to=Place(PlannedRisk.objects.get(risk__text="R1"), after=False)
    )
    assert order(plan) == "d a1 a2 b c R2"
    assert by_area(plan)[0] == ("Ett", "d")
    assert in_place(plan)


def test_a_check_does_not_leave_its_control_nor_a_control_its_risk(plan):
    checks = [Check.objects.get(procedure=name) for name in ("a1", "b")]
    for line, beside in (checks, [control(plan, "A"), control(plan, "C")]):
        with pytest.raises(PlanRefusal, match="inom sin"):
            move_line(by=None, plan=plan, line=line, to=Place(beside, after=True))
    assert order(plan) == "a1 a2 b c R2 d"


def test_the_first_and_the_last_stay_where_they_are(plan):
    assert step_from(PlannedRisk.objects.get(risk__text="R1"), up=True) is None
    assert step_from(control(plan, "D"), up=False) is None


def test_a_locked_plan_keeps_its_order(plan):
    propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED)
    with pytest.raises(PlanRefusal, match="kan inte ändras"):
        step(plan, control(plan, "C"), up=False)


def test_a_move_is_told_in_the_history(plan):
    step(plan, control(plan, "C"), up=False)
    entry = HistoryEntry.objects.last()
    assert (entry.what, entry.subject, entry.after) == ("plan lines ordered", "control", {"position": 4, "area": "Två"})


def test_a_page_of_lines_is_cut_from_the_whole(plan):
    lines, whole = Lines(plan), lines_of(plan)
    assert len(lines) == 6
    for first, last in ((0, 2), (1, 3), (3, 6), (5, 9), (6, 8)):
        assert [line.row for line in lines[first:last]] == [line.row for line in whole[first:last]]
    assert lines[1].row == whole[1].row


def test_lines_at_gives_only_what_is_in_the_plan_and_a_line(plan):
    other = open_plan(by=None, board=plan.unit, year=2026)
    check, alone = Check.objects.get(procedure="a2"), PlannedRisk.objects.get(risk__text="R2")
    with_controls = PlannedRisk.objects.get(risk__text="R1")
    asked = {"checks": [check.pk], "risks": [alone.pk, with_controls.pk]}
    assert [line.row.method or line.row.risk for line in lines_at(plan, **asked)] == ["a2", "R2"]
    assert lines_at(plan, **asked)[0].row.continues
    assert lines_at(other, **asked) == []
    assert lines_at(plan) == []
