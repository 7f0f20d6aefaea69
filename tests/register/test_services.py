from datetime import date

import pytest
from django.db import IntegrityError, transaction

from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.register.models import Response, Risk, standing_in
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import RegisterRefusal, change_risk, retire_risk, take_back_risk

TODAY = date(2024, 5, 2)


@pytest.fixture
def risk(cast):
    return Risk.objects.filter(unit=cast.board).order_by("pk").first()


def last_entry(board):
    return HistoryEntry.objects.filter(unit=board).order_by("-number").first()


def test_a_changed_risk_is_told_in_the_history_with_what_stood_before(cast, risk):
    change_risk(by=cast.coordinator, risk=risk, values={"text": "Nya ord", "category": " Ekonomi "}, seen=0)
    entry = last_entry(cast.board)
    assert (entry.what, entry.by_id_number) == ("risk changed", cast.coordinator.pk)
    assert entry.before == {"text": "Barn far illa på sätt 1", "category": ""}
    assert entry.after == {"text": "Nya ord", "category": "Ekonomi"}


def test_the_second_to_change_a_risk_is_told_and_changes_nothing(cast, risk):
    change_risk(by=cast.head, risk=risk, values={"text": "Först"}, seen=0)
    with pytest.raises(ChangedSince) as met:
        change_risk(by=cast.coordinator, risk=risk, values={"text": "Sedan"}, seen=0)
    assert met.value.thing.text == "Först"
    risk.refresh_from_db()
    assert risk.text == "Först"


def test_a_risk_without_words_is_refused(cast, risk):
    with pytest.raises(RegisterRefusal, match="Beskriv risken"):
        change_risk(by=cast.coordinator, risk=risk, values={"text": "  "})


def test_a_retired_risk_stands_in_no_later_year_and_can_be_taken_back(cast, risk):
    retire_risk(by=cast.coordinator, risk=risk, on=date(2025, 3, 1), why="Verksamheten är nedlagd.")
    standing = {year: Risk.objects.filter(standing_in(year), pk=risk.pk).exists() for year in (2023, 2024, 2025)}
    # The document that told of it was of 2024.
    assert standing == {2023: False, 2024: True, 2025: False}
    assert last_entry(cast.board).what == "risk retired"
    take_back_risk(by=cast.coordinator, risk=risk)
    assert Risk.objects.filter(standing_in(2025), pk=risk.pk).exists()
    assert last_entry(cast.board).what == "risk taken back"


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_risk_is_not_retired_without_a_reason(cast, risk, why):
    with pytest.raises(RegisterRefusal, match="varför"):
        retire_risk(by=cast.coordinator, risk=risk, on=TODAY, why=why)


def test_a_response_is_decided_and_changed_in_the_history(cast, risk):
    decision = Decision("accept", "Kostnaden är större än skadan.", "Nämnden, § 42", TODAY, date(2025, 1, 1))
    decide_response(by=cast.coordinator, risk=risk, year=2024, decision=decision, is_new=True)
    assert last_entry(cast.board).what == "response decided"
    decide_response(by=cast.head, risk=risk, year=2024, decision=Decision("watch"), seen=0)
    entry = last_entry(cast.board)
    assert (entry.what, entry.after["kind"], entry.before["kind"]) == ("response changed", "watch", "accept")


def test_a_risk_is_accepted_only_for_a_reason_also_by_the_database(cast, risk):
    with pytest.raises(RegisterRefusal, match="accepteras"):
        decide_response(by=cast.coordinator, risk=risk, year=2024, decision=Decision("accept", " "))
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(risk=risk, year=2024, kind="accept")


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision("glömma"), "Välj"),
        (Decision("watch", decided_on=TODAY, look_again_on=date(2024, 1, 1)), "före beslutet"),
    ],
)
def test_a_response_that_can_not_be_is_refused(cast, risk, decision, words):
    with pytest.raises(RegisterRefusal, match=words):
        decide_response(by=cast.coordinator, risk=risk, year=2024, decision=decision)


def test_one_who_decides_what_another_has_decided_meanwhile_is_told(cast, risk):
    decide_response(by=cast.head, risk=risk, year=2024, decision=Decision("act"), is_new=True)
    with pytest.raises(ChangedSince):
        decide_response(by=cast.coordinator, risk=risk, year=2024, decision=Decision("watch"), is_new=True)


def test_only_the_latest_response_tells_when_to_look_again(cast, risk):
    for year, day in ((2023, date(2023, 9, 1)), (2024, date(2024, 9, 1))):
        decide_response(by=None, risk=risk, year=year, decision=Decision("watch", look_again_on=day))
    found = [Response.objects.to_look_at(year, date(2024, 6, 1)).count() for year in (2023, 2024)]
    assert found == [1, 0]
