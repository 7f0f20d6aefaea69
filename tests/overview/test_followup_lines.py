"""What stands at each line of the follow-up beside its result: attest, who reported, evidence, and where to report."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from internkoll.followup.models import Evidence, Measurement, Result, Round
from tests.reading import of_class, page_of, rows, words

AT = datetime(2024, 8, 20, 12, 30, tzinfo=UTC)


@pytest.fixture
def reported(cast):
    """A result that the control owner has reported, and that waits for its attest."""
    result = Result.objects.get(round__label="T2 2024", control__planned_risk__number="3")
    Result.objects.filter(pk=result.pk).update(
        review=Result.Review.WAITING, reported_by=cast.control_owner, reported_at=AT, no_action_why="Redan <rättat>."
    )
    Measurement.objects.create(result=result, words="530 av 1 169 ärenden")
    for name, removed in (("Stickprov.xlsx", None), ("Fel fil.xlsx", AT)):
        Evidence.objects.create(
            round=result.round, for_check=result.for_check, name=name, size=1, sha256="0" * 64, added_at=AT,
            removed_at=removed,
        )  # fmt: skip
    return result


def third(client, cast):
    return rows(page_of(client.get(reverse("board_followup", args=cast.year))))[2]


def test_a_line_tells_how_far_its_attest_has_come(cast, signed_in, reported):
    assert third(signed_in(cast.auditor), cast)[5] == "▲ Mindre anmärkning ◊ Väntar på attest"


def test_what_a_document_told_waits_for_nobody(cast, signed_in):
    assert third(signed_in(cast.auditor), cast)[5] == "▲ Mindre anmärkning"


def test_a_line_tells_who_reported_with_what_measured_and_on_what(cast, signed_in, reported):
    told = third(signed_in(cast.auditor), cast)[6]
    assert "Vem som har rapporterat Rapporterat 20 augusti 2024 14.30, Enhetschefen" in told
    assert "Mätvärde: 530 av 1 169 ärenden" in told
    assert "Ingen åtgärd behövs: Redan <rättat>." in told
    assert "Antal underlag: 1" in told


def test_an_action_tells_of_the_round_that_it_came_from(cast, signed_in):
    assert "Åtgärd efter T2 2024 Ta fram rutin 3" in third(signed_in(cast.auditor), cast)[6]


def report_links(page):
    return [a for a in page.xpath("//a") if "/rapportera/" in (a.get("href") or "")]


def test_each_check_of_an_open_round_leads_to_where_it_is_reported(cast, signed_in):
    Round.objects.filter(label="T2 2024").update(closed_on=None, opens=None)
    page = page_of(signed_in(cast.coordinator).get(reverse("board_followup", args=cast.year)))
    assert len(report_links(page)) == 6
    assert words(report_links(page)[4]).startswith("Rapportera")


def test_a_closed_round_and_a_reader_are_given_no_way_to_report(cast, signed_in):
    address = reverse("board_followup", args=cast.year)
    assert not report_links(page_of(signed_in(cast.auditor).get(address)))
    Round.objects.filter(label="T2 2024").update(closed_on=AT.date())
    assert not report_links(page_of(signed_in(cast.coordinator).get(address)))


def test_each_paragraph_of_a_cell_stands_by_itself(cast, signed_in):
    risk = Result.objects.get(round__label="T2 2024", control__planned_risk__number="3").control.planned_risk.risk
    risk.text = "Första stycket\nAndra <b>stycket</b>"
    risk.save()
    page = page_of(signed_in(cast.auditor).get(reverse("board_followup", args=cast.year)))
    assert [words(part) for part in of_class(page, "ik-paragraph")] == ["Första stycket", "Andra <b>stycket</b>"]
