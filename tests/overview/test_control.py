from datetime import UTC, datetime

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.followup.models import Evidence, Measurement, Result
from internkoll.plan.models import Control
from tests.cast import ROUNDS, board_with, document_of, person
from tests.reading import link, of_class, page_of, words


@pytest.fixture
def shown(cast, signed_in):
    """Gives the page of the cast's third control, which has a remark and an action."""
    control = Control.objects.filter(plan__unit=cast.board).order_by("position")[2]
    client = signed_in(cast.control_owner)
    return lambda: page_of(client.get(reverse("control", args=[control.pk])))


def test_the_control_is_told_with_its_risk_and_how_it_is_done(shown):
    page = shown()
    assert words(page.find(".//h1")) == "Kontroll: Kontroll 3 görs"
    assert link(page, "3. Barn far illa på sätt 3").startswith("/risker/")
    assert [words(term) for term in of_class(page, "ik-check")[0].xpath(".//dd")] == [
        "Stickprov 3 av 25 ärenden",
        "Rektor",
        "Tertial",
    ]


def test_its_results_stand_with_the_latest_first(shown):
    assert [words(told) for told in of_class(shown(), "ik-told")] == [
        "T2 2024 ▲ Mindre anmärkning Granskat 3.",
        "T1 2024 ● Utan anmärkning Första granskningen 3.",
    ]


def test_a_control_done_in_several_ways_tells_the_result_of_each(signed_in, db):
    rows = [
        {
            "control": "K",
            "method": method,
            "continues": number > 0,
            "results": {"T1 2024": {"class": None, "text": text}},
        }
        for number, (method, text) in enumerate([("Intervju", "Svar."), ("Stickprov", "Utfall.")])
    ]
    board = board_with(document=document_of(rows))
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    page = page_of(client.get(reverse("control", args=[Control.objects.get().pk])))
    assert [words(told) for told in of_class(page, "ik-told")] == [
        "T1 2024 Intervju Svar.",
        "T1 2024 Stickprov Utfall.",
    ]


def test_its_actions_and_history_are_told_by_whom(cast, shown):
    page = shown()
    assert "Klart senast 31 december 2024." in words(of_class(page, "ik-actions")[0])
    entries = [words(entry) for entry in of_class(page, "ik-history")[0]]
    assert [entry.split("Systemet ")[1] for entry in entries] == [
        "Åtgärden lades till: klart senast 31 december 2024 Ta fram rutin 3 senast 31 december 2024.",
        "Resultatet rapporterades: period T2 2024, bedömning mindre anmärkning Granskat 3.",
        "Resultatet rapporterades: period T1 2024, bedömning utan anmärkning Första granskningen 3.",
        "Lades till i planen",
    ]


def test_a_report_is_told_with_who_made_it_its_files_and_its_attest(cast, signed_in):
    result = Result.objects.filter(round__label=ROUNDS[1], control__plan__unit=cast.board).latest("pk")
    result.reported_by, result.reported_at = cast.control_owner, datetime(2024, 8, 20, 9, tzinfo=UTC)
    result.review, result.no_action_why = Result.Review.WAITING, "Felet är rättat."
    result.save()
    Measurement.objects.create(result=result, words="3 av 25 ärenden")
    Evidence.objects.create(
        round=result.round, for_check=result.for_check, name="stickprov.xlsx", size=1, added_at=result.reported_at
    )
    address = reverse("control", args=[result.control_id])
    told = words(page_of(signed_in(cast.auditor).get(address)))
    for expected in ("Rapporterat av Enhetschefen 20 augusti 2024.", "väntar på attest", "3 av 25 ärenden"):
        assert expected in told
    assert "Felet är rättat." in told
    assert "stickprov.xlsx" in told
    assert "Lägg till åtgärd" not in told
    page = page_of(signed_in(cast.coordinator).get(address))
    assert f"kalla=resultat:{result.pk}" in link(page, f"Lägg till åtgärd: {ROUNDS[1]}")
