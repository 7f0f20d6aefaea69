from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.followup.drafts import draft_of, save_draft
from internkoll.followup.models import Result, Round
from internkoll.followup.review import attest_results
from internkoll.followup.services import FollowupRefusal, close_round
from internkoll.rules.reporting import NewActionTold
from tests.cast import YEAR
from tests.followup.conftest import ACTION, GOOD, REMARK


def last_entry():
    return HistoryEntry.objects.order_by("-pk").first()


def test_a_report_becomes_a_result_that_waits_for_attest(task):
    result = task.hand_in(report=replace(GOOD, measured="530 av 1 169 ärenden"))
    assert (result.outcome, result.text, result.review) == ("utan anmärkning", GOOD.text, Result.Review.WAITING)
    assert (result.reported_by, result.control) == (task.owner, task.check.control)
    assert (result.measurement.value, result.measurement.unit) == (45.3, "procent")
    entry = last_entry()
    assert (entry.what, entry.subject_id, entry.by_id_number) == ("result reported", result.pk, task.owner.pk)
    assert entry.after["measured"] == "530 av 1 169 ärenden"


def test_words_that_are_no_figure_are_kept_as_words(task):
    assert task.hand_in(report=replace(GOOD, measured="fler än i våras")).measurement.value is None


def test_a_remark_leads_to_an_action_with_the_last_day_that_its_words_can_mean(task):
    result = task.hand_in(report=REMARK)
    action = Action.objects.get(result_link__result=result)
    assert (action.text, action.responsible, action.due) == ("Ta fram en rutin", "Rektor", date(2024, 12, 31))
    assert (action.due_words, action.status) == ("hösten 2024", Action.Status.NOT_STARTED)
    # The words are the check's own, and so mean the same person.
    assert list(action.owners.all()) == [task.owner]


def test_an_action_of_someone_else_is_tied_to_nobody(task):
    result = task.hand_in(report=replace(REMARK, action=replace(ACTION, responsible="It-enheten")))
    assert not Action.objects.get(result_link__result=result).owners.exists()


def test_a_remark_is_taken_with_the_reason_why_no_action_is_needed(task):
    result = task.hand_in(report=replace(REMARK, action=NewActionTold(), no_action_why="Rättat samma dag."))
    assert (result.no_action_why, Action.objects.filter(result_link__result=result).count()) == ("Rättat samma dag.", 0)


def test_a_report_that_lacks_something_changes_nothing(task):
    before = HistoryEntry.objects.count()
    with pytest.raises(FollowupRefusal) as refusal:
        task.hand_in(report=replace(REMARK, action=NewActionTold(), text=""))
    assert set(refusal.value.faults) == {"action_text", "text"}
    assert (task.check.results.filter(round=task.round).count(), HistoryEntry.objects.count()) == (0, before)


def test_a_closed_round_takes_no_report(task):
    close_round(by=None, round_=task.round, on=date(2024, 9, 30))
    with pytest.raises(FollowupRefusal, match="stängd sedan 2024-09-30"):
        task.hand_in()


def test_a_round_that_has_not_begun_takes_no_report(task):
    Round.objects.filter(pk=task.round.pk).update(opens=date(2999, 1, 1))
    with pytest.raises(FollowupRefusal, match="öppnar 2999-01-01"):
        task.hand_in()


def test_a_change_tells_what_stood_before_and_waits_for_attest_anew(task, cast):
    first = task.hand_in()
    attest_results(by=cast.head, results=[first], at=timezone.now())
    task.hand_in(by=cast.coordinator, report=REMARK, seen=2)
    result = task.result
    assert (result.review, result.reported_by, result.outcome) == ("waiting", cast.coordinator, "mindre anmärkning")
    entry = HistoryEntry.objects.get(what="result changed")
    assert (entry.before["class"], entry.after["class"]) == ("utan anmärkning", "mindre anmärkning")


def test_what_is_attested_is_changed_only_by_those_who_report_all(task, cast):
    attest_results(by=cast.head, results=[task.hand_in()], at=timezone.now())
    with pytest.raises(FollowupRefusal, match="attesterat"):
        task.hand_in(report=REMARK)


def test_the_second_of_two_who_report_is_told_and_nothing_is_overwritten(task, cast):
    task.hand_in(by=cast.coordinator, seen=0)
    with pytest.raises(ChangedSince) as changed:
        task.hand_in(report=REMARK, seen=0)
    assert changed.value.thing.reported_by == cast.coordinator
    assert task.result.text == GOOD.text
    # Having seen what the other wrote, she may let her own hold.
    task.hand_in(report=REMARK, seen=changed.value.thing.edits)
    assert task.result.text == REMARK.text


def test_what_is_sent_twice_is_taken_once(task):
    task.hand_in(report=REMARK, seen=0)
    task.hand_in(report=REMARK, seen=0)
    assert HistoryEntry.objects.filter(subject="result", by_id_number=task.owner.pk).count() == 1
    assert task.result.action_links.count() == 1


def test_a_result_that_was_brought_in_meanwhile_is_not_overwritten_either(task, cast):
    imported = Result.objects.filter(round=task.round).exclude(for_check=task.check).first()
    with pytest.raises(ChangedSince):
        task.hand_in(by=cast.coordinator, check=imported.for_check, seen=0)


def test_what_was_a_draft_is_gone_once_it_is_handed_in(task):
    save_draft(by=task.owner, round_=task.round, check=task.check, values={"text": "Halvt"}, seen=0, at=timezone.now())
    task.hand_in()
    assert draft_of(task.owner, task.round, task.check) is None


def test_an_empty_measured_value_takes_the_old_one_away(task):
    task.hand_in(report=replace(GOOD, measured="57 procent"))
    task.hand_in(report=GOOD)
    assert not hasattr(task.result, "measurement")


def test_an_action_for_the_spring_is_for_the_one_to_come(task):
    """The year's last round is reported when the next year has begun."""
    Round.objects.filter(pk=task.round.pk).update(opens=None)
    january = datetime(YEAR + 1, 1, 12, 9, tzinfo=UTC)
    told = replace(REMARK, action=NewActionTold("Ta fram en rutin", "Rektor", "våren"))
    result = task.hand_in(report=told, at=january)
    assert result.action_links.get().action.due == date(YEAR + 1, 6, 30)
