from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.followup.models import Evidence, Measurement, Result, Round
from internkoll.followup.services import open_round
from internkoll.organisation.services import grant_role
from internkoll.plan.models import Check, Plan
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, person
from tests.followup.conftest import GOOD, REMARK
from tests.reading import page_of, words

TYPED = {"edits": "0", "text": GOOD.text, "outcome": GOOD.outcome}


def test_the_owner_at_a_unit_below_the_board_sees_hers_and_nothing_else(task, cast, signed_in):
    client = signed_in(task.owner)
    assert client.get(task.address).status_code == 200
    other = Check.objects.filter(control__plan__unit=cast.board).exclude(pk=task.check.pk).first()
    assert client.get(reverse("report", args=[task.round.pk, other.pk])).status_code == 404
    assert client.get(reverse("board_followup", args=cast.year)).status_code == 404
    assert "Socialnämnden 2025" not in words(page_of(client.get(task.address)))


def test_one_who_is_tied_but_has_no_role_there_gets_nothing(task, cast, signed_in):
    RoleGrant.objects.filter(user=task.owner).delete()
    client = signed_in(task.owner)
    assert client.get(task.address).status_code == 404
    assert "inget att göra" in words(page_of(client.get("/")))
    grant_role(by=None, user=task.owner, unit=cast.strangers_board, role="control_owner")
    assert client.post(task.address, TYPED).status_code == 404
    grant_role(by=None, user=task.owner, unit=cast.board, role="reader")
    assert client.post(task.address, TYPED).status_code == 403
    assert not task.check.results.filter(round=task.round).exists()


def test_one_who_has_the_role_but_is_not_tied_is_refused(task, cast, signed_in):
    assert signed_in(cast.control_owner).get(task.address).status_code == 403
    below = person("Annan rektor", "control_owner", task.owner.grants.get().unit)
    assert signed_in(below).post(task.address, TYPED).status_code == 404


def test_a_check_of_another_board_or_year_has_no_report_in_the_round(task, cast, signed_in):
    others = Check.objects.filter(control__plan__unit=cast.strangers_board).first()
    client = signed_in(cast.coordinator)
    assert client.get(reverse("report", args=[task.round.pk, others.pk])).status_code == 404
    Plan.objects.filter(unit=cast.board).update(year=2023)
    assert client.get(task.address).status_code == 404


def test_the_link_of_an_email_leads_to_sign_in_and_back(task, client):
    answer = client.get(task.address)
    assert answer.url == f"/konto/logga-in/?next={task.address}"


def test_what_was_found_before_stands_beside(task, cast, signed_in):
    earlier = Result.objects.get(for_check=task.check, round__label="T1 2024")
    Measurement.objects.create(result=earlier, words="57 procent", value=57, unit="procent")
    told = words(page_of(signed_in(task.owner).get(task.address)))
    for wanted in ("Förra perioden, T1 2024", "Första granskningen 5", "57 procent", "Stickprov 5 av 25", "Risk:"):
        assert wanted in told


def test_measured_values_are_drawn_where_there_are_two_of_one_kind(task, cast, signed_in):
    first = Result.objects.get(for_check=task.check, round__label="T1 2024")
    Measurement.objects.create(result=first, words="57 procent", value=57, unit="procent")
    second = task.hand_in(report=replace(GOOD, measured="61,5 procent"))
    last = Round.objects.create(unit=cast.board, year=YEAR, label="T3 2024", opens=date(2024, 12, 1))
    client = signed_in(task.owner)
    page = page_of(client.get(reverse("report", args=[last.pk, task.check.pk])))
    (drawing,) = page.xpath("//*[@role='img']")
    assert "T1 2024: 57, T2 2024: 61,5." in words(drawing)
    assert "61,5 procent" in words(page.xpath("//table")[0])
    Measurement.objects.filter(result=second).update(unit="kr")
    assert not page_of(client.get(reverse("report", args=[last.pk, task.check.pk]))).xpath("//*[@role='img']")
    assert not page_of(client.get(task.address)).xpath("//*[@role='img']")


def test_a_report_that_is_handed_in_gives_a_receipt(task, cast, signed_in):
    told = words(page_of(signed_in(task.owner).post(task.address, TYPED, follow=True)))
    for wanted in ("Inlämnat", GOOD.text, "Går för attest till Förvaltningschefen", "inget mer att rapportera"):
        assert wanted in told


def test_a_receipt_is_shown_only_to_the_one_who_handed_in(task, cast, signed_in):
    result = task.hand_in()
    client = signed_in(cast.coordinator)
    for key in (str(result.pk), "x", "9" * 30, ""):
        assert "Inlämnat" not in words(page_of(client.get(f"/?inlamnat={key}")))


def test_faults_are_told_at_their_fields_and_nothing_typed_is_lost(task, signed_in):
    typed = {"edits": "0", "outcome": REMARK.outcome, "text": "Brist.", "action_due": "snart", "measured": "57 procent"}
    page = page_of(signed_in(task.owner).post(task.address, typed))
    assert "Skriv vad som ska göras" in words(page)
    assert "Skriv en dag" in words(page)
    assert page.xpath("//input[@name='action_due']/@value") == ["snart"]
    assert page.xpath("//input[@name='measured']/@value") == ["57 procent"]
    assert page.xpath("//details[@id='atgard']/@open")
    assert not task.check.results.filter(round=task.round).exists()


@pytest.mark.parametrize("bad", [{"outcome": "x"}, {"edits": "x"}, {"edits": ""}, {"text": "x" * 50_001}])
def test_what_no_form_sends_is_refused(task, signed_in, bad):
    page = page_of(signed_in(task.owner).post(task.address, TYPED | bad))
    assert "Det här behöver rättas" in words(page)


def test_when_the_round_is_closed_the_result_is_shown_without_a_form(task, signed_in):
    task.hand_in()
    Round.objects.filter(pk=task.round.pk).update(closed_on=date(2024, 9, 30))
    page = page_of(signed_in(task.owner).get(task.address))
    assert "Perioden är stängd" in words(page)
    assert GOOD.text in words(page)
    assert not page.xpath("//textarea")


def test_a_report_that_came_too_late_keeps_what_was_typed(task, signed_in):
    client = signed_in(task.owner)
    Round.objects.filter(pk=task.round.pk).update(closed_on=date(2024, 9, 30))
    page = page_of(client.post(task.address, TYPED))
    assert "stängd" in words(page)
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == GOOD.text


def test_a_draft_is_still_there_to_read_when_the_round_is_closed(task, signed_in):
    client = signed_in(task.owner)
    client.post(reverse("report_draft", args=[task.round.pk, task.check.pk]), {"text": "Halvvägs", "edits": "0"})
    Round.objects.filter(pk=task.round.pk).update(closed_on=date(2024, 9, 30))
    assert "Ditt utkast, inte inlämnat Halvvägs" in words(page_of(client.get(task.address)))


def test_the_second_editor_sees_both_texts_and_can_put_them_together(task, cast, signed_in):
    task.hand_in(by=cast.coordinator, seen=0)
    client = signed_in(task.owner)
    page = page_of(client.post(task.address, TYPED | {"text": "Mitt eget."}))
    assert "Samordnaren rapporterade samma kontroll" in words(page)
    assert GOOD.text in words(page)
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == "Mitt eget."
    together = page_of(client.post(task.address, TYPED | {"text": "Mitt eget.", "val": "ihop"}))
    assert together.xpath("//textarea[@name='text']")[0].text.strip() == f"Mitt eget.\n\n{GOOD.text}"
    assert together.xpath("//input[@name='edits']/@value") == ["1"]
    assert client.post(task.address, TYPED | {"edits": "1", "text": "Vårt."}).status_code == 302
    assert task.result.text == "Vårt."


def test_hostile_words_are_shown_as_words(task, signed_in):
    text = "<script>alert(1)</script>{{ 7|add:7 }}"
    task.hand_in(report=REMARK.__class__(outcome=GOOD.outcome, text=text))
    answer = signed_in(task.owner).get(task.address)
    assert "<script>alert" not in answer.content.decode()
    assert text in words(page_of(answer))


def test_a_value_that_is_followed_is_asked_for_by_its_name(task, signed_in):
    Check.objects.filter(pk=task.check.pk).update(measure="Andel inskrivna över två år")
    page = page_of(signed_in(task.owner).get(task.address))
    (field,) = page.xpath("//input[@name='measured']")
    assert not field.xpath("ancestor::details")
    assert "Mätvärde: Andel inskrivna över två år" in words(page)


@pytest.mark.django_db
def test_a_way_of_working_without_classes_asks_for_the_status_alone(signed_in):
    board = board_with(rows=2, name="Statusnämnden", method=packaged_method("nacka-status"))
    round_ = open_round(by=None, board=board, label=f"T3 {YEAR}", year=YEAR)
    check = Check.objects.filter(control__plan__unit=board).first()
    owner = person("Ansvarig", "control_owner", board)
    check.owners.add(owner)
    client, address = signed_in(owner), reverse("report", args=[round_.pk, check.pk])
    page = page_of(client.get(address))
    assert page.xpath("//input[@name='status']")
    assert not page.xpath("//input[@name='outcome']")
    answer = client.post(address, {"edits": "0", "status": "Genomförd"}, follow=True)
    assert "Inlämnat" in words(page_of(answer))
    assert Result.objects.waiting().get().status == "Genomförd"


HOSTILE = ["../../../etc/passwd", "a\x00b.html", "å" * 300 + ".html", "<img src=x onerror=alert(1)>.html"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_with_a_hostile_name_is_attached_and_harms_nothing(task, signed_in, name):
    file = SimpleUploadedFile("x", b"<script>alert(1)</script>")
    file.name = name
    client = signed_in(task.owner)
    page = page_of(client.post(task.address, TYPED | {"evidence": file}, follow=True))
    assert not page.xpath("//img[@onerror]")
    kept = Evidence.objects.get()
    assert Path(kept.file.path).resolve().is_relative_to(settings.MEDIA_ROOT)
    answer = client.get(reverse("evidence", args=[kept.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
