from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.followup.models import Result
from internkoll.plan.models import Check, Plan
from internkoll.plan.rows import lines_of
from internkoll.plan.work import CheckText, add_check, change_check, remove_check
from tests.cast import YEAR
from tests.reading import link, of_class, page_of, words

DECIDED = {"adopted_on": "2023-12-05", "paragraph": "§ 84", "reference": "BN 2023/7"}


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def post(cast, coordinator):
    """Posts to an address of the board's year, and gives the page that it leads to."""
    return lambda name, data=None, *more: page_of(
        coordinator.post(reverse(name, args=[*cast.year, *more]), data or {}, follow=True)
    )


@pytest.fixture
def show(cast, coordinator):
    return lambda name, *more: page_of(coordinator.get(reverse(name, args=[*cast.year, *more])))


def plan_of(cast, version=1):
    return Plan.objects.get(unit=cast.board, year=YEAR, version=version)


def adopted(post):
    post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    return post("plan_decision", DECIDED)


def test_a_plan_goes_from_draft_to_adopted_by_the_buttons_of_its_page(cast, post, show):
    assert "Arbeta med planen" in words(show("board_plan"))
    page = post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    assert "Planen är föreslagen för beslut" in words(page)
    assert link(page, "Registrera beslutet").endswith("/plan/beslut/")
    page = post("plan_decision", DECIDED)
    assert "Plan beslutad 5 december 2023, § 84" in words(page)
    assert "1 november 2023" in words(of_class(page, "ik-terms")[0])
    assert link(page, "Revidera planen").endswith("/plan/revidera/")
    assert not of_class(page, "ik-steps")[0].xpath(".//a[contains(., 'Arbeta med planen')]")


@pytest.mark.parametrize(
    ("typed", "kept"), [("84", "§ 84"), ("§84", "§84"), ("§ 84 b", "§ 84 b"), (" 12 b ", "§ 12 b")]
)
def test_a_paragraph_has_its_sign(cast, post, typed, kept):
    post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    post("plan_decision", DECIDED | {"paragraph": typed})
    assert plan_of(cast).paragraph == kept


@pytest.mark.parametrize(
    ("day", "told"), [("", "daterad riskanalys"), ("i höstas", "2025-12-31"), ("2999-01-01", "efter i dag")]
)
def test_a_plan_is_not_proposed_without_a_risk_analysis_of_a_day_that_has_been(cast, post, day, told):
    page = post("plan_propose", {"risk_analysis_on": day})
    assert told in words(of_class(page, "ik-errors")[0])
    assert page.xpath("string(//input[@name='risk_analysis_on']/@value)") == day
    assert plan_of(cast).state == "draft"


def test_a_decision_of_tomorrow_is_not_recorded(cast, post):
    post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = post("plan_decision", DECIDED | {"adopted_on": tomorrow.isoformat(), "paragraph": ""})
    told = words(of_class(page, "ik-errors")[0])
    assert "Beslutet kan inte vara fattat efter i dag." in told
    assert "Ange protokollets paragraf." in told
    assert page.xpath("//input[@name='reference']/@value") == ["BN 2023/7"]
    assert plan_of(cast).state == "proposed"


def test_a_proposal_is_taken_back(cast, post):
    post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    assert "Planen är ett utkast igen." in words(post("plan_withdraw"))
    assert "kan därför inte föras vidare så" in words(post("plan_withdraw"))
    assert plan_of(cast).state == "draft"


def test_a_draft_is_not_decided(cast, post):
    page = post("plan_decision", DECIDED)
    assert "kan därför inte föras vidare så" in words(of_class(page, "ik-errors")[0])


def test_the_adopted_plan_is_shown_as_it_was_frozen_with_its_hash(cast, post, show):
    adopted(post)
    page = show("plan_frozen", 1)
    assert plan_of(cast).frozen_hash in words(page)
    assert "Kontrollsumman stämmer" in words(page)
    assert "Stickprov 2 av 25 ärenden" in words(of_class(page, "ik-report")[0])
    assert link(page, "Hämta planen som dokument") == reverse("board_report", args=cast.year) + "?visa=plan"


def test_a_frozen_text_that_someone_has_changed_is_pointed_out(cast, post, show):
    adopted(post)
    plan = plan_of(cast)
    Plan.objects.filter(pk=plan.pk).update(frozen=plan.frozen.replace("Stickprov 2", "Stickprov 3"))
    assert "Kontrollsumman stämmer inte" in words(show("plan_frozen", 1))


def test_a_version_that_is_not_decided_has_no_frozen_page(cast, coordinator):
    for version in (1, 2):
        assert coordinator.get(reverse("plan_frozen", args=[*cast.year, version])).status_code == 404


def test_a_revision_is_prepared_decided_and_shown_with_what_it_changed_and_why(cast, post, show):
    adopted(post)
    check = Check.objects.get(control__plan=plan_of(cast), procedure="Stickprov 2 av 25 ärenden")
    results = list(Result.objects.filter(for_check=check).values_list("pk", flat=True))
    assert "Skriv varför planen revideras." in words(post("plan_revise", {"why": ""}))
    assert "Version 2 är påbörjad som ett utkast." in words(post("plan_revise", {"why": "Ny skollag"}))
    draft = plan_of(cast, 2)
    copied = draft.controls.get(copied_from=check.control).checks.get()
    change_check(by=None, check=copied, seen=None, text=CheckText(procedure="Stickprov 2 av 40 ärenden"))
    assert "Version 2 av planen arbetas fram." in words(show("board_plan"))
    assert "Stickprov 2 av 25 ärenden" in words(show("board_plan"))
    page = post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    post("plan_decision", {"adopted_on": "2024-05-20", "paragraph": "§ 40", "reference": "BN 2024/3"})
    page = show("plan_versions")
    assert "Nya rader: 0. Ändrade: 1. Borttagna: 0." in words(page)
    assert "Ny skollag" in words(page)
    assert words(page.xpath("//ins")[0]) == "Stickprov 2 av 40 ärenden"
    check.refresh_from_db()
    assert check.procedure == "Stickprov 2 av 40 ärenden"
    assert list(Result.objects.filter(for_check=check).values_list("pk", flat=True)) == results
    assert "Stickprov 2 av 25 ärenden" in words(show("plan_frozen", 1))
    assert "Stickprov 2 av 40 ärenden" in words(show("plan_frozen", 2))


def test_a_removed_controls_results_are_still_shown_on_its_page(cast, post, coordinator):
    adopted(post)
    post("plan_revise", {"why": "Ny skollag"})
    control = plan_of(cast).controls.get(text="Kontroll 2 görs")
    draft = plan_of(cast, 2)
    post("plan_remove", {}, f"kontroll-{draft.controls.get(text='Kontroll 2 görs').pk}")
    post("plan_propose", {"risk_analysis_on": "2023-11-01"})
    post("plan_decision", {"adopted_on": "2024-05-20", "paragraph": "§ 40", "reference": "BN 2024/3"})
    in_force = Plan.objects.of(cast.board, YEAR).in_force().get()
    assert "Kontroll 2 görs" not in [line.row.control for line in lines_of(in_force)]
    page = page_of(coordinator.get(reverse("control", args=[control.pk])))
    assert "Granskat 2." in words(page)
    assert "ingår den inte längre i planen" in words(page)


def test_a_revision_that_is_given_up_is_taken_away(cast, post):
    adopted(post)
    post("plan_revise", {"why": "Ny skollag"})
    assert "Utkastet till ny version är borttaget." in words(post("plan_draft_remove"))
    assert "Bara ett utkast till en ny version" in words(post("plan_draft_remove"))
    assert Plan.objects.of(cast.board, YEAR).count() == 1


def test_a_reader_sees_no_button_of_what_is_not_theirs(cast, signed_in):
    page = page_of(signed_in(cast.auditor).get(reverse("board_plan", args=cast.year)))
    assert of_class(page, "ik-steps") == []


def test_a_removed_check_is_told_as_removed(cast, post, show):

    add_check(
        by=None, control=plan_of(cast).controls.get(text="Kontroll 2 görs"), check=CheckText(procedure="Intervju")
    )
    adopted(post)
    post("plan_revise", {"why": "Ny skollag"})
    remove_check(by=None, check=Check.objects.get(control__plan=plan_of(cast, 2), procedure="Intervju"))
    assert "Borttagna: 1." in words(show("plan_versions"))


def test_a_value_that_only_one_of_two_versions_has_is_no_change(cast, post, show):
    """The one was frozen before the Method's matrix was told with it."""
    adopted(post)
    post("plan_revise", {"why": "Ny skollag"})
    page = show("plan_versions")
    assert "Nya rader: 0. Ändrade: 0. Borttagna: 0." in words(page)
    assert '"level"' in plan_of(cast).frozen
