from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.followup.drafts import draft_of, save_draft
from internkoll.followup.models import Draft
from internkoll.followup.services import FollowupRefusal, close_round
from tests.reading import page_of, words

BY_SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def keep(task):
    def keep(text, by=None, seen=0):
        return save_draft(
            by=by or task.owner,
            round_=task.round,
            check=task.check,
            values={"text": text},
            seen=seen,
            at=timezone.now(),
        )

    return keep


@pytest.fixture
def address(task):
    return reverse("report_draft", args=[task.round.pk, task.check.pk])


def test_a_person_has_one_draft_of_a_check_and_round(task, keep):
    keep("Först")
    keep("Sedan")
    assert Draft.objects.get().values == {"text": "Sedan"}


def test_a_draft_is_nobody_elses(task, cast, keep, signed_in):
    keep("Bara mitt")
    assert draft_of(cast.coordinator, task.round, task.check) is None
    assert "Bara mitt" not in words(page_of(signed_in(cast.coordinator).get(task.address)))
    assert "Bara mitt" in words(page_of(signed_in(task.owner).get(task.address)))


def test_a_closed_round_keeps_no_draft(task, keep):
    close_round(by=None, round_=task.round, on=date(2024, 9, 30))
    with pytest.raises(FollowupRefusal):
        keep("För sent")


def test_a_draft_that_comes_after_what_was_handed_in_is_refused(task, keep):
    task.hand_in()
    with pytest.raises(FollowupRefusal, match="redan lämnat in"):
        keep("Gammalt")
    assert not Draft.objects.exists()


def test_the_script_is_told_when_the_draft_was_saved(task, signed_in, address):
    answer = signed_in(task.owner).post(address, {"text": "Halvvägs", "edits": "0"}, **BY_SCRIPT)
    assert answer.status_code == 200
    assert answer.json().keys() == {"saved"}
    assert draft_of(task.owner, task.round, task.check).values["text"] == "Halvvägs"


def test_a_page_left_open_by_another_person_saves_nothing(task, cast, signed_in, address):
    told = {"text": "Hennes", "edits": "0", "person": str(task.owner.pk)}
    answer = signed_in(cast.coordinator).post(address, told, **BY_SCRIPT)
    assert (answer.status_code, Draft.objects.count()) == (409, 0)


def test_without_script_the_button_saves_and_leads_home(task, signed_in, address):
    client = signed_in(task.owner)
    answer = client.post(address, {"text": "Halvvägs", "edits": "0"}, follow=True)
    assert "Utkastet är sparat" in words(page_of(answer))
    assert "Fortsätt" in words(page_of(answer))
    assert "Halvvägs" in words(page_of(client.get(task.address)))


def test_signs_that_no_database_holds_are_left_out(task, signed_in, address):
    signed_in(task.owner).post(address, {"text": "a\0b", "edits": "0"}, **BY_SCRIPT)
    assert draft_of(task.owner, task.round, task.check).values["text"] == "ab"


@pytest.mark.parametrize("edits", ["", "-1", "x", "9" * 40])
def test_a_count_that_is_none_is_taken_for_none_seen(task, signed_in, address, edits):
    assert signed_in(task.owner).post(address, {"text": "Text", "edits": edits}, **BY_SCRIPT).status_code == 200
