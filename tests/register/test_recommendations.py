from datetime import date

import pytest
from django.urls import reverse

from internkoll.actions.services import NewAction, add_actions
from internkoll.base.models import HistoryEntry
from internkoll.register.models import Recommendation, RecommendationAction
from internkoll.register.recommendations import (
    Recommended,
    add_recommendation,
    change_recommendation,
    end_recommendation,
)
from internkoll.register.services import RegisterRefusal
from tests.reading import of_class, page_of, words


@pytest.fixture
def recommendation(cast):
    return add_recommendation(by=cast.coordinator, board=cast.board, new=Recommended("Datera riskanalysen."))


def test_it_is_added_answered_and_followed_with_each_step_in_the_history(cast, recommendation):
    new = Recommended("Datera riskanalysen.", answer="Det görs från 2025.", answered_on=date(2024, 9, 1))
    change_recommendation(by=cast.head, recommendation=recommendation, new=new, seen=0)
    end_recommendation(by=cast.head, recommendation=recommendation, on=date(2025, 1, 15))
    recommendation.refresh_from_db()
    assert (recommendation.answer, recommendation.done_on) == ("Det görs från 2025.", date(2025, 1, 15))
    told = HistoryEntry.objects.filter(subject="recommendation", subject_id=recommendation.pk).order_by("number")
    assert [entry.what for entry in told] == ["recommendation added", *["recommendation changed"] * 2]


@pytest.mark.parametrize(
    "new",
    [
        Recommended(" "),
        Recommended("A", answered_on=date(2024, 1, 1)),
        Recommended("A", received_on=date(2024, 5, 1), answer="B", answered_on=date(2024, 1, 1)),
    ],
)
def test_what_can_not_be_is_refused(cast, new):
    with pytest.raises(RegisterRefusal):
        add_recommendation(by=cast.coordinator, board=cast.board, new=new)
    assert not Recommendation.objects.exists()


def test_one_without_an_answer_is_not_followed(cast, recommendation):
    with pytest.raises(RegisterRefusal, match="svar"):
        end_recommendation(by=cast.head, recommendation=recommendation, on=date(2025, 1, 15))


def test_those_that_wait_for_an_answer_stand_first_with_their_actions(cast, signed_in, recommendation):
    answered = Recommended("Gör stickprov.", answer="Ja.", received_on=date(2020, 1, 1))
    add_recommendation(by=None, board=cast.board, new=answered)
    (action,) = add_actions(by=None, board=cast.board, actions=[NewAction("Datera mallen senast 1 mars 2024.", 2024)])
    RecommendationAction.objects.create(recommendation=recommendation, action=action)
    page = page_of(signed_in(cast.auditor).get(reverse("recommendations", args=[cast.board.pk])))
    cards = [words(card) for card in of_class(page, "ik-card")]
    assert cards[0].startswith("Datera riskanalysen. ▲ Obesvarad ■ 1 försenad åtgärd")
    assert "Gör stickprov." in cards[1]
    assert not page.xpath("//main//form")


def test_the_second_to_answer_sees_what_the_first_wrote_and_keeps_the_own(cast, signed_in, recommendation):
    address = reverse("recommendation_edit", args=[recommendation.pk])
    client = signed_in(cast.coordinator)
    client.post(address, {"text": "Datera riskanalysen.", "answer": "Första svaret.", "edits": 0})
    page = page_of(client.post(address, {"text": "Datera riskanalysen.", "answer": "Andra svaret.", "edits": 0}))
    assert "Första svaret." in words(page.get_element_by_id("andrat"))
    assert words(page.get_element_by_id("id_answer")) == "Andra svaret."
    (edits,) = page.xpath("//input[@name='edits']/@value")
    client.post(address, {"text": "Datera riskanalysen.", "answer": "Andra svaret.", "edits": edits})
    recommendation.refresh_from_db()
    assert recommendation.answer == "Andra svaret."


def test_it_is_marked_as_followed_and_back_again(cast, signed_in, recommendation):
    new = Recommended("Datera riskanalysen.", answer="Ja.")
    change_recommendation(by=None, recommendation=recommendation, new=new)
    client, address = signed_in(cast.coordinator), reverse("recommendation_done", args=[recommendation.pk])
    client.post(address)
    assert Recommendation.objects.get().done_on is not None
    client.post(address, {"igen": "ja"})
    assert Recommendation.objects.get().done_on is None
