from datetime import date

import pytest

from internkoll.actions.models import Action
from internkoll.actions.services import ActionRefusal, NewAction, add_actions, change_action, set_action_owners
from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry

ON = date(2026, 3, 2)


def added(cast, text="Ta fram en rutin.", **fields):
    (made,) = add_actions(by=cast.coordinator, board=cast.board, actions=[NewAction(text, 2026, **fields)])
    return made


def changed(cast, action, seen=None, **values):
    return change_action(by=cast.head, action=action, values=values, seen=seen, on=ON)


def told(action):
    entry = HistoryEntry.objects.filter(subject="action", subject_id=action.pk).order_by("-number").first()
    return entry.what, entry.before, entry.after


def test_an_action_is_added_with_who_is_to_do_it_and_when(cast):
    made = added(
        cast,
        due=date(2026, 12, 31),
        due_words="hösten 2026",
        owners=[cast.control_owner],
        added_on=ON,
        status="ongoing",
    )
    held = Action.objects.get(pk=made.pk)
    assert (held.due, held.due_words, held.year, held.added_on) == (date(2026, 12, 31), "hösten 2026", 2026, ON)
    assert list(held.owners.all()) == [cast.control_owner]
    assert told(made)[2] == {
        "text": "Ta fram en rutin.",
        "due": "2026-12-31",
        "owners": [cast.control_owner.pk],
    }


def test_what_the_text_tells_is_read_from_it(cast):
    made = added(cast, "Ta fram en rutin under hösten. Ansvarig: rektor.")
    assert (made.due_words, made.due, made.responsible) == ("hösten", date(2026, 12, 31), "rektor")


def test_an_action_is_given_only_to_people_with_a_role_in_the_board(cast):
    with pytest.raises(ActionRefusal, match="roll i Barnnämnden"):
        added(cast, owners=[cast.stranger])
    with pytest.raises(ActionRefusal):
        set_action_owners(by=cast.head, action=added(cast), people=[cast.stranger])
    assert not Action.objects.filter(owners=cast.stranger).exists()


def test_a_change_is_told_with_what_stood_before(cast):
    made = changed(cast, added(cast), status="ongoing", text="Ta fram en rutin.")
    assert (made.status, made.edits) == ("ongoing", 1)
    assert told(made) == ("action changed", {"status": "unknown"}, {"status": "ongoing"})


def test_nothing_is_told_where_nothing_changed(cast):
    made = added(cast)
    changed(cast, made, text=made.text)
    assert told(made)[0] == "action added"


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_an_action_is_not_ended_without_what_came_of_it(cast, status):
    made = added(cast)
    with pytest.raises(ActionRefusal):
        changed(cast, made, status=status, effect="  ")
    ended = changed(cast, made, status=status, effect="Felen har upphört.")
    assert ended.ended_on == ON


def test_an_action_taken_up_again_has_not_ended(cast):
    made = changed(cast, added(cast), status="done", effect="Klart.")
    assert changed(cast, made, status="ongoing").ended_on is None


def test_a_later_change_of_the_effect_does_not_move_the_last_day(cast):
    made = changed(cast, added(cast), status="done", effect="Klart.")
    again = change_action(by=None, action=made, values={"effect": "Helt klart."}, seen=None, on=date(2026, 9, 9))
    assert again.ended_on == ON


def test_an_action_says_what_to_do(cast):
    with pytest.raises(ActionRefusal, match="vad som ska göras"):
        changed(cast, added(cast), text=" ")


def test_the_second_of_two_is_told_and_overwrites_nothing(cast):
    made = added(cast)
    changed(cast, made, seen=0, status="ongoing")
    with pytest.raises(ChangedSince):
        changed(cast, made, seen=0, status="not_started")
    assert Action.objects.get(pk=made.pk).status == "ongoing"


def test_a_change_of_people_is_told_by_their_keys(cast):
    made = added(cast, owners=[cast.control_owner])
    set_action_owners(by=cast.head, action=made, people=[cast.head])
    assert told(made) == ("action owners changed", {"owners": [cast.control_owner.pk]}, {"owners": [cast.head.pk]})


def test_one_who_has_left_can_stay_until_taken_away(cast):
    made = added(cast, owners=[cast.control_owner])
    cast.control_owner.grants.all().delete()
    set_action_owners(by=cast.head, action=made, people=[cast.control_owner, cast.head])
    assert made.owners.count() == 2


def test_an_open_action_goes_on_over_the_year_end(cast):
    made = added(cast)
    ended = changed(cast, added(cast, "En annan åtgärd."), status="done", effect="Klart.")

    def of_year(year):
        return set(Action.objects.of_year(cast.board, year).filter(pk__in=[made.pk, ended.pk]))

    assert of_year(2025) == set()
    assert of_year(2026) == {made, ended}
    assert of_year(2027) == {made}


def test_one_who_has_not_seen_who_it_was_given_to_is_told(cast):
    made = added(cast)
    seen = Action.objects.get(pk=made.pk).edits
    set_action_owners(by=cast.head, action=made, people=[cast.head])
    with pytest.raises(ChangedSince):
        change_action(by=None, action=made, values={"status": "ongoing"}, seen=seen, on=date(2024, 5, 1), people=[])
    assert list(made.owners.all()) == [cast.head]
