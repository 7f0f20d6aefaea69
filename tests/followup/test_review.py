from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Result
from internkoll.followup.review import attest_results, attesters_of, return_result
from internkoll.followup.services import FollowupRefusal, close_round
from internkoll.organisation.methods import method_for
from internkoll.reports.files import render
from internkoll.reports.told import report_of, year_of
from tests.cast import YEAR, board_with, person
from tests.followup.conftest import REMARK
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def attest(cast):
    def attest(*results, by=cast.head, **seen):
        return attest_results(by=by, results=results, at=timezone.now(), **seen)

    return attest


@pytest.fixture
def give_back(cast):
    def give_back(result, comment="Hur många ärenden gällde det?", by=cast.head):
        return return_result(by=by, result=result, comment=comment, at=timezone.now())

    return give_back


@pytest.fixture
def head(cast, signed_in):
    return signed_in(cast.head)


@pytest.fixture
def attest_list(cast):
    return reverse("attest_list", args=cast.year)


def chosen(*results):
    return {"resultat": [f"{result.pk}-{result.edits}" for result in results]}


def test_an_attested_result_tells_who_and_when(task, cast, attest):
    (result,) = attest(task.hand_in())
    assert (result.review, result.reviewed_by) == (Result.Review.ATTESTED, cast.head)
    assert HistoryEntry.objects.order_by("-pk").first().what == "result attested"


def test_nobody_attests_or_returns_what_she_has_reported_herself(task, cast, attest, give_back):
    result = task.hand_in(by=cast.head)
    for try_it in (attest, give_back):
        with pytest.raises(FollowupRefusal, match="själv rapporterat"):
            try_it(result)
    assert task.result.review == Result.Review.WAITING


def test_one_of_several_that_can_not_be_attested_stops_them_all(task, cast, attest):
    own = task.hand_in(by=cast.head)
    other = task.hand_in(check=Result.objects.exclude(pk=own.pk).filter(round=task.round).first().for_check)
    with pytest.raises(FollowupRefusal):
        attest(other, own)
    assert Result.objects.waiting().count() == 2


def test_what_has_been_changed_since_it_was_read_is_not_attested(task, cast, attest):
    result = task.hand_in()
    task.hand_in(report=REMARK)
    with pytest.raises(ChangedSince):
        attest(result, seen={result.pk: result.edits})
    assert task.result.review == Result.Review.WAITING


def test_what_a_document_brought_in_waits_for_nobody(cast, attest):
    with pytest.raises(FollowupRefusal, match="väntar inte på attest"):
        attest(Result.objects.filter(round__unit=cast.board).first())


def test_a_result_is_returned_only_with_a_comment(task, give_back):
    with pytest.raises(FollowupRefusal, match="Skriv en kommentar"):
        give_back(task.hand_in(), " ")
    assert task.result.review == Result.Review.WAITING


def test_nothing_is_returned_when_the_round_is_closed_but_it_can_be_attested(task, attest, give_back):
    result = task.hand_in()
    close_round(by=None, round_=task.round, on=date(2024, 9, 30))
    with pytest.raises(FollowupRefusal, match="stängd"):
        give_back(result)
    assert attest(result)


def test_the_owner_sees_the_comment_first_at_home_and_on_the_report(task, give_back, signed_in):
    give_back(task.hand_in())
    client = signed_in(task.owner)
    assert "Återlämnat till dig" in words(page_of(client.get("/")))
    for address in ("/", task.address):
        assert "Hur många ärenden gällde det?" in words(page_of(client.get(address)))
    task.hand_in()
    assert "Återlämnat till dig" not in words(page_of(client.get("/")))


def test_the_heads_at_and_above_the_board_attest_but_not_their_own(cast):
    assert attesters_of(cast.board, cast.coordinator) == [cast.head]
    assert attesters_of(cast.board, cast.head) == []


def test_the_action_of_a_remark_is_told_with_who_does_it_and_by_when(task, head, attest_list):
    result = task.hand_in(report=REMARK)
    page = page_of(head.get(attest_list))
    action = result.action_links.get().action
    (told,) = of_class(page, "ik-actions")
    assert action.text in words(told)
    assert f"Ansvarig: {action.responsible}." in words(told)
    assert f"Klart senast {date_format(action.due, 'j F Y')}." in words(told)
    assert link(page, str(result.control)) == reverse("control", args=[result.control_id])


def test_the_list_tells_what_waits_and_who_reported_it(task, head, attest_list):
    task.hand_in(report=REMARK)
    told = words(page_of(head.get(attest_list)))
    for wanted in ("1 resultat väntar", "Rektorn", REMARK.text, "Mindre anmärkning", "Ta fram en rutin"):
        assert wanted in told


def test_an_empty_list_says_so(cast, head, attest_list):
    assert "Allt som har lämnats in är attesterat" in words(page_of(head.get(attest_list)))


def test_the_chosen_are_attested_on_the_page(cast, task, head, attest_list):
    result = task.hand_in()
    answer = head.post(reverse("attest", args=cast.year), chosen(result), follow=True)
    assert "1 resultat attesterades" in words(page_of(answer))
    assert task.result.review == Result.Review.ATTESTED


def test_a_remark_is_attested_alone_and_never_among_others(cast, task, head):
    remark = task.hand_in(report=REMARK)
    other = task.hand_in(check=Result.objects.exclude(pk=remark.pk).filter(round=task.round).first().for_check)
    address = reverse("attest", args=cast.year)
    assert "ett i taget" in words(page_of(head.post(address, chosen(remark, other), follow=True)))
    assert Result.objects.waiting().count() == 2
    head.post(address, chosen(remark))
    assert task.result.review == Result.Review.ATTESTED


@pytest.mark.parametrize("keys", [[], ["x"], ["1-"], ["999999999999999-1"], ["9" * 25 + "-1"], ["-1"], ["1-1-1"]])
def test_keys_that_are_none_attest_nothing(cast, task, head, keys):
    task.hand_in()
    answer = head.post(reverse("attest", args=cast.year), {"resultat": keys}, follow=True)
    assert "Inget attesterades" in words(page_of(answer))


def test_a_page_that_is_out_of_date_attests_nothing(cast, task, head):
    old = task.hand_in()
    task.hand_in(report=REMARK)
    answer = head.post(reverse("attest", args=cast.year), chosen(old), follow=True)
    assert "har ändrats sedan du öppnade sidan" in words(page_of(answer))


def test_results_of_another_board_are_not_attested_through_ones_own(cast, task, signed_in):
    result = task.hand_in()
    other = board_with(rows=1, name="Andra")
    signed_in(person("Andra chefen", "head", other)).post(reverse("attest", args=[other.pk, YEAR]), chosen(result))
    assert task.result.review == Result.Review.WAITING


def test_a_result_is_returned_on_its_page_and_an_empty_comment_is_told(cast, task, head, attest_list):
    address = reverse("return_result", args=[task.hand_in().pk])
    assert "Skriv en kommentar" in words(page_of(head.post(address, {"comment": ""})))
    answer = head.post(address, {"comment": "Hur många?"}, follow=True)
    assert answer.redirect_chain[-1][0] == attest_list
    assert task.result.review_comment == "Hur många?"


def test_what_was_returned_is_not_reported_until_it_is_handed_in_again(cast, task, signed_in):
    def told():
        """Of the follow-up, the late list, the closing of the round, the year and the report: whether it is missing."""
        client, year = signed_in(cast.coordinator), cast.year
        late = page_of(client.get(reverse("late_reports", args=year), {"period": task.round.label}))
        missing = page_of(client.get(reverse("board_followup", args=year), {"visa": "saknas"}))
        closing = page_of(client.get(reverse("round_close", args=[task.round.pk])))
        assessment = page_of(client.get(reverse("board_assessment", args=year)))
        told = report_of(year_of(task.check.plan, task.round.label), method_for(cast.board, YEAR))
        return [
            words(late).count("Kontroll 5 görs"),
            int(any("Kontroll 5 görs" in " ".join(row) for row in rows(missing))),
            int("1 kontroll är inte rapporterad" in words(closing)),
            int("Fem av sex är rapporterade" in words(assessment)),
            int("Ej rapporterat" in render(told, "html").decode()),
        ]

    result = task.hand_in()
    assert told() == [0, 0, 0, 0, 0]
    return_result(by=cast.head, result=result, comment="Skriv hur många ärenden.", at=timezone.now())
    assert told() == [1, 1, 1, 1, 1]
    late = reverse("late_reports", args=cast.year)
    page = page_of(signed_in(cast.coordinator).get(late, {"period": task.round.label}))
    assert "Återlämnat" in words(page)
    home = page_of(signed_in(task.owner).get(reverse("home")))
    assert words(home).count("Kontroll 5 görs") == 1
    task.hand_in(seen=None)
    assert told() == [0, 0, 0, 0, 0]
