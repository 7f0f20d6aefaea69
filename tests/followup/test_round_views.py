from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.assessment.services import assess
from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Draft, Round
from internkoll.followup.reporting import hand_in_result
from internkoll.followup.services import (
    FollowupRefusal,
    add_running_text,
    close_round,
    remove_round,
    reopen_round,
    set_round_due,
    set_round_head,
)
from internkoll.plan.models import Check, Plan
from internkoll.register.services import NewEstimate, estimate_risks
from internkoll.rules.exchange import TextBlock
from tests.cast import YEAR
from tests.followup.conftest import GOOD
from tests.reading import page_of, rows, words


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def rounds(cast):
    return reverse("rounds", args=cast.year)


@pytest.fixture
def late(cast):
    return reverse("late_reports", args=cast.year)


def test_the_rounds_of_the_method_stand_in_their_order_opened_or_not(client, rounds):
    found = [(row[0].split()[0], row[3]) for row in rows(page_of(client.get(rounds)))]
    assert [mark for mark, _ in found] == ["T1", "T2", "T3"]
    assert "Öppen" in found[0][1]
    assert "Inte upplagd" in found[2][1]


def test_a_round_of_the_method_is_opened_with_its_days(cast, client, rounds):
    client.post(reverse("round_open", args=cast.year), {"period": "T3 2024"})
    opened = Round.objects.get(unit=cast.board, label="T3 2024")
    assert (opened.opens, opened.due) == (date(YEAR, 12, 1), date(YEAR, 12, 30))
    assert "Inte upplagd" not in words(page_of(client.get(rounds)))


@pytest.mark.parametrize("label", ["", "T9 2024", "T3 2025", "x" * 300])
def test_a_round_that_the_method_lacks_is_not_opened(cast, client, label):
    assert client.post(reverse("round_open", args=cast.year), {"period": label}).status_code == 404
    assert Round.objects.filter(unit=cast.board).count() == 2


def test_the_last_day_is_moved_and_the_history_tells(cast, task, client):
    address = reverse("round_due", args=[task.round.pk])
    assert "Skriv dagen som år" in words(page_of(client.post(address, {"due": "snart"})))
    assert "kan inte vara före" in words(page_of(client.post(address, {"due": "2020-01-01"})))
    client.post(address, {"due": "2024-10-15"})
    assert Round.objects.get(pk=task.round.pk).due == date(2024, 10, 15)
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.what, entry.before, entry.after) == (
        "round due changed",
        {"due": "2024-08-30"},
        {"due": "2024-10-15"},
    )


def test_one_who_closes_a_round_with_something_unreported_must_say_that_it_is_meant(task, client):
    address = reverse("round_close", args=[task.round.pk])
    assert "1 kontroll är inte rapporterad" in words(page_of(client.get(address)))
    assert "Kryssa i rutan" in words(page_of(client.post(address, {"x": "1"})))
    assert Round.objects.get(pk=task.round.pk).closed_on is None
    client.post(address, {"sure": "on"})
    assert Round.objects.get(pk=task.round.pk).closed_on == timezone.localdate()


def test_a_round_where_all_is_reported_is_closed_at_once(task, client):
    task.hand_in()
    page = page_of(client.get(reverse("round_close", args=[task.round.pk])))
    assert "Allt är rapporterat" in words(page)
    assert "1 resultat väntar på attest" in words(page)
    client.post(reverse("round_close", args=[task.round.pk]))
    assert Round.objects.get(pk=task.round.pk).closed_on == timezone.localdate()


def test_a_round_is_opened_again_for_a_reason_that_stands_in_the_history(task, client):
    close_round(by=None, round_=task.round, on=date(2024, 9, 30))
    address = reverse("round_reopen", args=[task.round.pk])
    assert "Skriv varför" in words(page_of(client.post(address, {"reason": " "})))
    client.post(address, {"reason": "En kontroll glömdes bort."})
    assert Round.objects.get(pk=task.round.pk).closed_on is None
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.what, entry.after["text"]) == ("round reopened", "En kontroll glömdes bort.")


def test_what_can_not_be_done_with_a_round_is_refused(task):
    with pytest.raises(FollowupRefusal, match="redan öppen"):
        reopen_round(by=None, round_=task.round, reason="Skäl")
    close_round(by=None, round_=task.round, on=date(2024, 9, 30))
    with pytest.raises(FollowupRefusal, match="Skriv varför"):
        reopen_round(by=None, round_=task.round, reason=" ")
    with pytest.raises(FollowupRefusal, match="är stängd"):
        set_round_due(by=None, round_=task.round, due=date(2025, 1, 1))


def test_the_late_are_listed_with_the_people_who_are_reminded_and_the_days(task, client, late):
    Round.objects.filter(pk=task.round.pk).update(due=timezone.localdate() - timedelta(days=3))
    page = page_of(client.get(f"{late}?period=T2 2024"))
    assert "3 dagar sen" in words(page)
    assert [(row[0], row[1], row[4]) for row in rows(page)] == [("Rektor", "Rektorn", "3")]


def test_what_no_person_is_tied_to_is_listed_apart(task, client, late):
    task.check.owners.clear()
    page = page_of(client.get(f"{late}?period=T2 2024&visa=utan-person"))
    assert "Ingen person knuten (1)" in words(page)
    assert rows(page)[0][1].endswith("Ingen person")


def test_before_the_last_day_nothing_is_called_late(task, client, late):
    Round.objects.filter(pk=task.round.pk).update(due=timezone.localdate())
    assert "dagar sen" not in words(page_of(client.get(f"{late}?period=T2 2024"))).replace("Dagar sen", "")


def test_where_no_round_is_open_the_list_says_so(cast, task, client, late):
    Round.objects.filter(unit=cast.board).update(closed_on=date(2024, 12, 31))
    assert "Ingen period är öppen" in words(page_of(client.get(late)))
    assert client.get(f"{late}?period=T2 2024").status_code == 404


def test_the_responsible_stand_in_the_swedish_order_over_the_pages(cast, task, client, late, settings):
    names = [f"{letter}-chef" for letter in "öåäab"] + ["Enhet 10", "Enhet 2"]
    results = task.round.results.all()
    results.delete()
    for check, name in zip(Check.objects.filter(control__plan__unit=cast.board).order_by("pk"), names, strict=False):
        Check.objects.filter(pk=check.pk).update(responsible=name)
    found = [row[0] for row in rows(page_of(client.get(f"{late}?period=T2 2024")))]
    assert found == ["a-chef", "b-chef", "Enhet 10", "å-chef", "ä-chef", "ö-chef"]


def test_a_round_whose_day_has_not_come_can_be_opened_now_and_no_other(cast, client, rounds, clock):
    clock.set("2024-09-01")
    client.post(reverse("round_open", args=cast.year), {"period": "T3 2024"})
    coming = Round.objects.get(unit=cast.board, label="T3 2024")
    (button,) = page_of(client.get(rounds)).xpath("//form[contains(@action, 'oppna-nu')]")
    page = page_of(client.post(button.get("action"), follow=True))
    assert "T3 2024 är öppen." in words(page)
    coming.refresh_from_db()
    assert (coming.opens, coming.due) == (date(2024, 9, 1), date(YEAR, 12, 30))
    told = HistoryEntry.objects.filter(unit=cast.board).latest("number")
    assert (told.what, told.before, told.after) == (
        "round opened early",
        {"opens": "2024-12-01"},
        {"opens": "2024-09-01"},
    )
    again = page_of(client.post(button.get("action"), follow=True))
    assert "T3 2024 är redan öppen." in words(again)
    assert not page_of(client.get(rounds)).xpath("//form[contains(@action, 'oppna-nu')]")


@pytest.fixture
def laid_up(cast, client, clock):
    """A round that was laid up, and that nothing has come into."""
    clock.set("2024-09-01")
    client.post(reverse("round_open", args=cast.year), {"period": "T3 2024"})
    return Round.objects.get(unit=cast.board, label="T3 2024")


def test_a_round_that_was_laid_up_by_mistake_is_taken_away_and_can_be_laid_up_again(cast, client, rounds, laid_up):
    (way,) = page_of(client.get(rounds)).xpath("//a[contains(@href, 'ta-bort')]")
    assert "T3 2024 tas bort ur årets uppföljning" in words(page_of(client.get(way.get("href"))))
    page = page_of(client.post(way.get("href"), follow=True))
    assert "T3 2024 är borttagen." in words(page)
    assert not Round.objects.filter(pk=laid_up.pk).exists()
    told = HistoryEntry.objects.filter(unit=cast.board).latest("number")
    assert (told.what, told.before["label"], told.after) == ("round removed", "T3 2024", None)
    client.post(reverse("round_open", args=cast.year), {"period": "T3 2024"})
    assert Round.objects.filter(unit=cast.board, label="T3 2024").exists()


def _draft(cast, round_):
    check = Check.objects.filter(plan__unit=cast.board).first()
    Draft.objects.create(
        round=round_, for_check=check, user=cast.control_owner, values={"text": "Ett utkast."}, saved_at=timezone.now()
    )


def _assessed(cast, round_):
    told = {"outcome": "Tillräcklig", "reasons": "Inget har hänt.", "suggested": ""}
    assess(by=None, board=cast.board, year=YEAR, round_=round_, seen=0, on=date(2024, 9, 1), **told)


def _estimated(cast, round_):
    risk = cast.board.risks.first()
    estimate = NewEstimate(risk, period=round_.label, likelihood="Möjlig", consequence="Lindrig")
    estimate_risks(by=None, board=cast.board, year=YEAR, estimates=[estimate])


def _written(cast, round_):
    new = TextBlock(heading="Sammanfattning", text="Det går bra.")
    add_running_text(by=None, plan=Plan.objects.get(unit=cast.board), round_=round_, new=new)


def _headed(cast, round_):
    set_round_head(by=None, round_=round_, title="Rapport", document_date=None, reference=None)


def _closed(cast, round_):
    close_round(by=None, round_=round_, on=date(2024, 9, 1))


@pytest.mark.parametrize("begun", [_draft, _assessed, _estimated, _written, _headed, _closed])
def test_a_round_that_anything_has_come_into_is_not_taken_away(cast, client, laid_up, begun):
    begun(cast, laid_up)
    page = page_of(client.post(reverse("round_remove", args=[laid_up.pk]), follow=True))
    assert ("är stängd sedan" if begun is _closed else "kan inte tas bort") in words(page)
    assert Round.objects.filter(pk=laid_up.pk).exists()


def test_what_has_been_reported_in_is_not_offered_to_be_taken_away(client, rounds, task):
    page = page_of(client.get(rounds))
    assert not page.xpath(f"//a[contains(@href, '/{task.round.pk}/ta-bort')]")
    refused = page_of(client.post(reverse("round_remove", args=[task.round.pk]), follow=True))
    assert "I T2 2024 finns det redan något" in words(refused)


def test_one_who_reports_while_the_round_is_taken_away_is_told_and_keeps_what_she_typed(cast, laid_up):
    check = Check.objects.filter(plan__unit=cast.board).first()
    remove_round(by=None, round_=Round.objects.get(pk=laid_up.pk))
    with pytest.raises(FollowupRefusal, match="har tagits bort medan du arbetade"):
        hand_in_result(by=cast.control_owner, round_=laid_up, check=check, report=GOOD, seen=0, at=timezone.now())
