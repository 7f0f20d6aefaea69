from datetime import date

import pytest

from internkoll.base.models import HistoryEntry, RoleGrant
from internkoll.followup.models import Result
from internkoll.followup.services import NewResult, open_round, report_results
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.rows import lines_of
from internkoll.plan.services import PlanRefusal, add_lines, adopt_plan, open_plan, propose_plan
from internkoll.plan.versions import carry_over_plan, remove_draft_version, revise_plan
from internkoll.plan.work import (
    CheckText,
    ControlText,
    add_control,
    change_check,
    change_control,
    remove_check,
    remove_control,
    set_owners,
)
from internkoll.register.models import Estimate
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from internkoll.rules.exchange import Row
from tests.cast import person

pytestmark = pytest.mark.django_db
FIRST = {"adopted_on": date(2024, 12, 10), "paragraph": "§ 128", "reference": "SN 2024/00291"}
SECOND = {"adopted_on": date(2025, 5, 20), "paragraph": "§ 61", "reference": "SN 2025/00077"}


@pytest.fixture
def board():
    return find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")


@pytest.fixture
def plan(board):
    """A plan in force: a risk with a control of two checks and a control of one, and a risk alone."""
    plan = open_plan(by=None, board=board, year=2025)
    first, second = add_risks(by=None, board=board, risks=[NewRisk("Fel utbetalning"), NewRisk("Jäv")])
    estimate_risks(by=None, board=board, year=2025, estimates=[NewEstimate(first, value=12)])
    shared = {"area": ("Mål", "Process"), "risk_number": "1", "risk": "Fel utbetalning", "frequency": "Årligen"}
    rows = [
        (Row(**shared, control="A", method="a1", responsible="Chef"), first),
        (Row(**shared, control="A", method="a2", responsible="Chef", continues=True), first),
        (Row(**shared, control="B", method="b1"), first),
        (Row(area=("Mål",), risk_number="2", risk="Jäv"), second),
    ]
    add_lines(by=None, plan=plan, rows=rows)
    return decided(plan, FIRST)


def decided(plan, decision):
    return adopt_plan(by=None, plan=propose_plan(by=None, plan=plan, risk_analysis_on=date(2024, 11, 5)), **decision)


def check_named(plan, procedure):
    return Check.objects.get(control__plan=plan, procedure=procedure)


def reported(board, check, text):
    round_ = open_round(by=None, board=board, label="T1 2025", year=2025)
    (result,) = report_results(by=None, round_=round_, results=[NewResult(check, text=text)])
    return result


def told(plan):
    return [(line.row.control, line.row.method, line.row.responsible) for line in lines_of(plan)]


def test_while_a_revision_is_prepared_the_adopted_version_stays_in_force(board, plan):
    before = lines_of(plan)
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    add_control(by=None, plan=draft, control=ControlText(text="C"), check=CheckText(procedure="c1"))
    assert Plan.objects.of(board, 2025).in_force().get() == plan
    assert [line.row for line in lines_of(plan)] == [line.row for line in before]
    assert (draft.version, draft.state, draft.revised_why) == (2, "draft", "Ny lag")
    assert open_plan(by=None, board=board, year=2025) == plan


def test_a_plan_is_revised_once_at_a_time_and_for_a_reason(plan):
    with pytest.raises(PlanRefusal, match="varför"):
        revise_plan(by=None, plan=plan, why=" ")
    revise_plan(by=None, plan=plan, why="Ny lag")
    with pytest.raises(PlanRefusal, match="redan påbörjad"):
        revise_plan(by=None, plan=plan, why="Ännu en")


def test_results_stay_on_a_control_whose_text_a_revision_changed(board, plan):
    check = check_named(plan, "a1")
    result = reported(board, check, "Inga fel.")
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    changed = check_named(draft, "a1")
    change_check(by=None, check=changed, seen=0, text=CheckText(procedure="a1 på nytt sätt", responsible="Direktör"))
    change_control(by=None, control=changed.control, seen=0, text=ControlText(text="A, omskriven"))
    in_force = decided(draft, SECOND)
    assert (in_force, in_force.version, in_force.paragraph) == (plan, 2, "§ 61")
    kept = Result.objects.get(pk=result.pk)
    assert (kept.for_check, kept.control.text, kept.text) == (check, "A, omskriven", "Inga fel.")
    assert told(in_force)[0] == ("A, omskriven", "a1 på nytt sätt", "Direktör")


def test_new_lines_move_in_and_removed_ones_out_with_all_that_points_at_them(board, plan):
    removed = check_named(plan, "b1")
    of_control = reported(board, removed, "Två fel.")
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    remove_control(by=None, control=Control.objects.get(plan=draft, text="B"))
    remove_check(by=None, check=check_named(draft, "a2"))
    alone = draft.planned_risks.get(number="2")
    add_control(by=None, plan=draft, below=alone, control=ControlText(text="C"), check=CheckText(procedure="c1"))
    in_force = decided(draft, SECOND)
    assert told(in_force) == [("A", "a1", "Chef"), ("C", "c1", "")]
    assert in_force.planned_risks.count() == 2
    kept = Result.objects.get(pk=of_control.pk)
    assert (kept.for_check, kept.control) == (removed, removed.control)
    archive = Plan.objects.get(unit=board, version=1)
    assert Control.objects.get(pk=removed.control_id).plan == archive
    assert told(archive) == [("A", "a1", "Chef"), ("A", "a2", "Chef"), ("B", "b1", ""), ("", "", "")]


def test_the_result_of_a_removed_check_follows_it_to_the_archive(board, plan):
    check = check_named(plan, "a2")
    result = reported(board, check, "Ett fel.")
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    remove_check(by=None, check=check_named(draft, "a2"))
    decided(draft, SECOND)
    kept = Result.objects.get(pk=result.pk)
    assert kept.for_check == check
    assert kept.control == kept.for_check.control != check_named(plan, "a1").control


def test_what_the_board_decided_first_is_kept_as_it_was(board, plan):
    frozen = (plan.frozen, plan.frozen_hash, plan.adopted_on, plan.paragraph)
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    change_check(by=None, check=check_named(draft, "a1"), seen=0, text=CheckText(procedure="annat"))
    in_force = decided(draft, SECOND)
    archive = Plan.objects.get(unit=board, year=2025, version=1)
    assert (archive.frozen, archive.frozen_hash, archive.adopted_on, archive.paragraph) == frozen
    assert in_force.frozen_hash != archive.frozen_hash
    assert (in_force.revised_why, archive.revised_why) == ("Ny lag", "")
    assert list(Plan.objects.of(board, 2025).in_force()) == [in_force]


def test_who_reports_follows_the_revision(board, plan):
    chef, new = (person(name, RoleGrant.Role.CONTROL_OWNER, board) for name in ("Chefen", "Den nya"))
    set_owners(by=None, check=check_named(plan, "a1"), people=[chef])
    set_owners(by=None, check=check_named(plan, "b1"), people=[chef])
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    set_owners(by=None, check=check_named(draft, "a1"), people=[new])
    in_force = decided(draft, SECOND)
    assert [list(check_named(in_force, name).owners.all()) for name in ("a1", "b1", "a2")] == [[new], [chef], []]


def test_a_third_version_follows_the_second(board, plan):
    check = check_named(plan, "a1")
    for version in (2, 3):
        draft = revise_plan(by=None, plan=Plan.objects.of(board, 2025).in_force().get(), why=f"Version {version}")
        changed = draft.controls.get(text="A").checks.first()
        change_check(by=None, check=changed, seen=None, text=CheckText(procedure="a" + "1" * version))
        decided(draft, SECOND | {"adopted_on": date(2025, 4 + version, 1)})
    check.refresh_from_db()
    assert check.procedure == "a111"
    assert [(p.version, p.pk == plan.pk) for p in Plan.objects.of(board, 2025).order_by("version")] == [
        (1, False),
        (2, False),
        (3, True),
    ]


def test_a_revision_that_is_given_up_leaves_the_plan_as_it_was(board, plan):
    before = told(plan)
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    remove_control(by=None, control=Control.objects.get(plan=draft, text="B"))
    assert remove_draft_version(by=None, plan=draft) == plan
    assert (told(plan), Plan.objects.of(board, 2025).count()) == (before, 1)
    with pytest.raises(PlanRefusal, match="Bara ett utkast"):
        remove_draft_version(by=None, plan=plan)
    assert HistoryEntry.objects.filter(unit=board).last().what == "plan draft removed"


def test_a_plan_is_carried_over_to_the_next_year_as_a_draft(board, plan):
    chef = person("Chefen", RoleGrant.Role.CONTROL_OWNER, board)
    set_owners(by=None, check=check_named(plan, "a1"), people=[chef])
    reported(board, check_named(plan, "a1"), "Inga fel.")
    following = carry_over_plan(by=chef, board=board, from_plan=plan, year=2026)
    assert (following.state, following.version, following.risk_analysis_on) == ("draft", 1, None)
    estimated = [line.row.model_copy(update={"score": None}) for line in lines_of(plan)]
    assert [line.row for line in lines_of(following)] == estimated
    assert list(check_named(following, "a1").owners.all()) == [chef]
    assert not Result.objects.filter(control__plan=following).exists()
    assert not Estimate.objects.filter(year=2026).exists()
    assert {risk.risk_id for risk in following.planned_risks.all()} == {r.risk_id for r in plan.planned_risks.all()}
    assert HistoryEntry.objects.filter(what="plan carried over", by_id_number=chef.pk).count() == 1


def test_only_the_chosen_lines_follow_and_those_that_are_mandatory(board, plan):
    Control.objects.filter(text="B").update(mandatory=True)
    chosen = {check_named(plan, "a2").pk}
    following = carry_over_plan(by=None, board=board, from_plan=plan, year=2026, checks=chosen, risks=())
    assert told(following) == [("A", "a2", "Chef"), ("B", "b1", "")]
    assert [area.name for area in following.areas.all()] == ["Mål", "Process"]


def test_a_year_that_has_been_begun_is_not_carried_over_to_again(board, plan):
    carry_over_plan(by=None, board=board, from_plan=plan, year=2026)
    with pytest.raises(PlanRefusal, match="redan börjat"):
        carry_over_plan(by=None, board=board, from_plan=plan, year=2026)


def test_the_queries_of_a_revision_do_not_grow_with_the_lines(board, django_assert_max_num_queries):
    for year, many in ((2026, 3), (2027, 150)):
        plan = open_plan(by=None, board=board, year=year)
        add_lines(by=None, plan=plan, rows=[(Row(area=("Mål",), control=f"K{i}"), None) for i in range(many)])
        plan = decided(plan, FIRST)
        with django_assert_max_num_queries(40):
            draft = revise_plan(by=None, plan=plan, why="Ny lag")
        propose_plan(by=None, plan=draft, risk_analysis_on=date(2024, 11, 5))
        with django_assert_max_num_queries(40):
            adopt_plan(by=None, plan=draft, **SECOND)
