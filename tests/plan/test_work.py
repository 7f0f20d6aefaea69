import pytest

from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry, RoleGrant
from internkoll.followup.services import NewResult, open_round, report_results
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Area, Check, Control
from internkoll.plan.rows import lines_of
from internkoll.plan.services import PlanRefusal, add_lines, adopt_plan, open_plan, propose_plan
from internkoll.plan.work import (
    CheckText,
    ControlText,
    add_area,
    add_check,
    add_control,
    change_check,
    change_control,
    change_planned_risk,
    remove_area,
    remove_check,
    remove_control,
    remove_planned_risk,
    rename_area,
    set_owners,
    tie_responsible,
)
from internkoll.register.models import Risk
from internkoll.register.services import NewRisk, add_risks
from internkoll.rules.exchange import Row
from internkoll.rules.recurrence import TERTIALLY
from tests.cast import person
from tests.plan.test_services import ANALYSED, DECISION

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")


@pytest.fixture
def plan(board):
    plan = open_plan(by=None, board=board, year=2025)
    first, second = add_risks(by=None, board=board, risks=[NewRisk("R1"), NewRisk("R2")])
    shared = {"area": ("Ett",), "risk_number": "1", "risk": "R1", "control": "A", "responsible": "Chef"}
    rows = [
        (Row(**shared, method="a1"), first),
        (Row(**shared, method="a2", continues=True), first),
        (Row(area=("Två",), risk="R2"), second),
    ]
    add_lines(by=None, plan=plan, rows=rows)
    return plan


def order(plan):
    return " ".join(line.row.method or line.row.risk for line in lines_of(plan))


def last_entry():
    return HistoryEntry.objects.last()


def locked(plan):
    return propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED)


def test_a_control_is_added_last_among_its_risks(plan):
    risk = plan.planned_risks.get(risk__text="R1")
    add_control(by=None, plan=plan, below=risk, control=ControlText(text="B"), check=CheckText(procedure="b"))
    assert order(plan) == "a1 a2 b R2"
    assert (last_entry().what, last_entry().after) == ("plan line added", {"text": "B", "procedure": "b"})


def test_the_first_control_of_a_risk_takes_the_risks_line(plan):
    risk = plan.planned_risks.get(risk__text="R2")
    add_control(by=None, plan=plan, below=risk, control=ControlText(text="C"), check=CheckText(procedure="c"))
    assert order(plan) == "a1 a2 c"
    assert lines_of(plan)[2].row.area == ("Två",)


def test_a_control_without_a_risk_is_added_last_in_its_area(plan):
    control, check = ControlText(text="D"), CheckText(procedure="d")
    add_control(by=None, plan=plan, area=Area.objects.get(name="Ett"), control=control, check=check)
    add_control(by=None, plan=plan, control=control, check=CheckText(procedure="e"))
    assert order(plan) == "a1 a2 d R2 e"


def test_a_control_must_say_what_is_controlled(plan):
    with pytest.raises(PlanRefusal, match="vad som ska kontrolleras"):
        add_control(by=None, plan=plan, control=ControlText(), check=CheckText(procedure="d"))


def test_a_check_is_added_and_changed_with_its_rule(plan):
    added = add_check(by=None, control=plan.controls.get(), check=CheckText(procedure="a3"))
    assert order(plan) == "a1 a2 a3 R2"
    text = CheckText(procedure="a3", frequency="tre gånger", recurrence=TERTIALLY)
    assert change_check(by=None, check=added, seen=0, text=text).recurrence == TERTIALLY
    assert last_entry().after == {"frequency": "tre gånger", "recurrence": TERTIALLY}
    with pytest.raises(PlanRefusal, match="i listan"):
        change_check(by=None, check=added, seen=1, text=CheckText(recurrence="FREQ=SECONDLY"))


def test_the_second_who_changes_a_control_is_told_and_writes_over_nothing(plan):
    control = plan.controls.get()
    change_control(by=None, control=control, seen=0, text=ControlText(text="Den enas"))
    with pytest.raises(ChangedSince) as told:
        change_control(by=None, control=control, seen=0, text=ControlText(text="Den andras"))
    assert (told.value.thing.text, Control.objects.get().text) == ("Den enas", "Den enas")


def test_a_change_that_changes_nothing_is_not_told(plan):
    before = HistoryEntry.objects.count()
    change_planned_risk(by=None, planned=plan.planned_risks.get(number="1"), seen=0, number="1")
    assert HistoryEntry.objects.count() == before


def test_a_check_is_removed_but_not_a_controls_only_one(plan):
    remove_check(by=None, check=Check.objects.get(procedure="a1"))
    assert order(plan) == "a2 R2"
    assert plan.controls.get().position == Check.objects.get(procedure="a2").position
    with pytest.raises(PlanRefusal, match="enda metod"):
        remove_check(by=None, check=Check.objects.get(procedure="a2"))


def test_a_risk_stays_when_its_last_control_is_removed(plan):
    remove_control(by=None, control=plan.controls.get())
    assert order(plan) == "R1 R2"
    assert last_entry().what == "control removed"


def test_a_risk_that_is_removed_from_the_plan_stays_in_the_register(plan):
    remove_planned_risk(by=None, planned=plan.planned_risks.get(risk__text="R1"))
    assert order(plan) == "R2"
    assert Risk.objects.filter(text="R1").exists()


def test_what_is_mandatory_is_not_removed(plan):
    plan.controls.update(mandatory=True)
    with pytest.raises(PlanRefusal, match="obligatorisk"):
        remove_control(by=None, control=plan.controls.get())
    with pytest.raises(PlanRefusal, match="obligatorisk"):
        remove_planned_risk(by=None, planned=plan.planned_risks.get(risk__text="R1"))
    plan.planned_risks.filter(risk__text="R2").update(mandatory=True)
    with pytest.raises(PlanRefusal, match="obligatorisk"):
        remove_planned_risk(by=None, planned=plan.planned_risks.get(risk__text="R2"))
    assert order(plan) == "a1 a2 R2"


def test_what_has_been_reported_is_not_removed_with_its_control(board, plan):
    round_ = open_round(by=None, board=board, label="T1 2025", year=2025)
    report_results(by=None, round_=round_, results=[NewResult(Check.objects.get(procedure="a1"), text="Inga fel.")])
    for remove in (
        lambda: remove_check(by=None, check=Check.objects.get(procedure="a1")),
        lambda: remove_control(by=None, control=plan.controls.get()),
        lambda: remove_planned_risk(by=None, planned=plan.planned_risks.get(risk__text="R1")),
    ):
        with pytest.raises(PlanRefusal, match="resultat"):
            remove()
    assert order(plan) == "a1 a2 R2"


def test_areas_are_added_renamed_and_removed_when_they_are_empty(plan):
    area = add_area(by=None, plan=plan, name="  Nytt   område ")
    rename_area(by=None, area=area, seen="Nytt område", name="Tre")
    with pytest.raises(PlanRefusal, match="redan ett område"):
        rename_area(by=None, area=area, seen="Tre", name="Ett")
    with pytest.raises(PlanRefusal, match="döpt om"):
        rename_area(by=None, area=area, seen="Nytt område", name="Fyra")
    with pytest.raises(PlanRefusal, match="inte tomt"):
        remove_area(by=None, area=Area.objects.get(name="Ett"))
    remove_area(by=None, area=area)
    assert [area.name for area in plan.areas.all()] == ["Ett", "Två"]


def test_a_locked_plan_takes_no_changes(plan):
    control, check, risk = plan.controls.get(), Check.objects.first(), plan.planned_risks.first()
    locked(plan)
    for change in (
        lambda: add_control(by=None, plan=plan, control=ControlText(text="x"), check=CheckText()),
        lambda: add_check(by=None, control=control, check=CheckText()),
        lambda: change_control(by=None, control=control, seen=None, text=ControlText(text="x")),
        lambda: change_check(by=None, check=check, seen=None, text=CheckText()),
        lambda: change_planned_risk(by=None, planned=risk, seen=None, number="9"),
        lambda: remove_check(by=None, check=check),
        lambda: remove_control(by=None, control=control),
        lambda: remove_planned_risk(by=None, planned=risk),
        lambda: add_area(by=None, plan=plan, name="x"),
        lambda: rename_area(by=None, area=plan.areas.first(), seen="Ett", name="x"),
        lambda: remove_area(by=None, area=plan.areas.first()),
    ):
        with pytest.raises(PlanRefusal, match="kan inte ändras"):
            change()


def test_people_are_tied_to_the_words_of_the_responsible_in_an_adopted_plan_too(board, plan):
    chef = person("Chefen", RoleGrant.Role.CONTROL_OWNER, board)
    plan = adopt_plan(by=None, plan=locked(plan), **DECISION)
    assert tie_responsible(by=chef, plan=plan, words="Chef", people=[chef]) == 2
    assert tie_responsible(by=chef, plan=plan, words="Chef", people=[chef]) == 0
    assert {check.procedure for check in chef.checks.all()} == {"a1", "a2"}
    assert (last_entry().what, last_entry().after) == ("owners changed", {"people": [chef.pk]})
    set_owners(by=None, check=Check.objects.get(procedure="a1"), people=[])
    assert {check.procedure for check in chef.checks.all()} == {"a2"}


def test_a_person_of_another_board_reports_nothing_here(plan):
    elsewhere = find_or_add_board(by=None, name="Grannämnden", municipality="Grannköping")
    stranger = person("Främlingen", RoleGrant.Role.CONTROL_OWNER, elsewhere)
    with pytest.raises(PlanRefusal, match="har en roll"):
        set_owners(by=None, check=Check.objects.get(procedure="a1"), people=[stranger])
    assert not stranger.checks.exists()


def test_one_who_has_not_seen_whom_a_check_was_tied_to_is_told(board, plan):
    chef = person("Chefen", RoleGrant.Role.CONTROL_OWNER, board)
    check = Check.objects.get(procedure="a1")
    set_owners(by=None, check=check, people=[chef])
    with pytest.raises(ChangedSince):
        change_check(by=None, check=check, seen=check.edits, text=CheckText(procedure="Andra ord"))
