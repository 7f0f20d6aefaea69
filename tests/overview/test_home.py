from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.followup.models import Draft, Round
from internkoll.followup.reporting import hand_in_result
from internkoll.plan.models import Check
from internkoll.rules.reporting import Report
from tests.cast import ROUNDS, board_with
from tests.reading import link, of_class, page_of, words


@pytest.fixture
def home(signed_in):
    return lambda person, address="/": page_of(signed_in(person).get(address))


@pytest.fixture
def round_(cast):
    """The only open round, whose last day is in five days; nothing is reported in it."""
    Round.objects.filter(unit=cast.board, label=ROUNDS[0]).update(closed_on=date(2024, 5, 31))
    found = Round.objects.get(unit=cast.board, label=ROUNDS[1])
    found.due = timezone.localdate() + timedelta(days=5)
    found.save()
    found.results.all().delete()
    return found


@pytest.fixture
def own(cast, round_):
    """The checks of the control owner: the first three."""
    checks = list(Check.objects.filter(control__plan__unit=cast.board).order_by("pk")[:3])
    for check in checks:
        check.owners.add(cast.control_owner)
    return checks


def report(cast, round_, check, by=None):
    told = Report(outcome="utan anmärkning", text="Granskat.")
    by = by or cast.control_owner
    return hand_in_result(by=by, round_=round_, check=check, report=told, seen=None, at=timezone.now())


def test_one_with_nothing_to_do_is_told_so_kindly(cast, home):
    assert "Du har inget att göra just nu" in words(home(cast.auditor))


def test_what_is_ones_own_to_report_stands_first_with_its_last_day(cast, own, home):
    page = home(cast.control_owner)
    assert "Att rapportera: 3 kontroller" in words(page)
    assert words(page).count("om 5 dagar") == 3
    assert len(of_class(page, "ik-tasks")[0].xpath("./li")) == 3


def test_what_is_late_is_told_in_words(cast, own, round_, home):
    Round.objects.filter(pk=round_.pk).update(due=timezone.localdate() - timedelta(days=1))
    assert words(home(cast.control_owner)).count("1 dag sen") == 3


def test_what_has_been_reported_is_gone_and_a_draft_is_told(cast, own, round_, home):
    report(cast, round_, own[0])
    Draft.objects.create(round=round_, for_check=own[1], user=cast.control_owner, values={}, saved_at=timezone.now())
    told = words(home(cast.control_owner))
    assert "Att rapportera: 2 kontroller" in told
    assert told.count("Utkast sparat") == 1


def test_a_draft_of_what_someone_else_has_reported_since_is_not_lost_from_sight(cast, own, round_, home):
    for check in own[:2]:
        Draft.objects.create(round=round_, for_check=check, user=cast.control_owner, values={}, saved_at=timezone.now())
    assert "Andra utkast" not in words(home(cast.control_owner))
    report(cast, round_, own[0], by=cast.coordinator)
    page = home(cast.control_owner)
    assert "Andra utkast som du inte har lämnat in" in words(page)
    assert words(of_class(page, "ik-tasks")[-1]).startswith("Kontroll 1 görs")
    assert "Andra utkast" not in words(home(cast.coordinator))


@pytest.mark.parametrize("change", [{"closed_on": date(2024, 9, 1)}, {"opens": date(2999, 1, 1)}])
def test_a_round_that_is_not_open_awaits_nothing(cast, own, round_, home, change):
    Round.objects.filter(pk=round_.pk).update(**change)
    assert "Att rapportera" not in words(home(cast.control_owner))


def test_the_head_is_told_what_waits_but_not_of_her_own_reports(cast, own, round_, home):
    report(cast, round_, own[0])
    report(cast, round_, own[1], by=cast.head)
    page = home(cast.head)
    assert link(page, "Barnnämnden 2024: 1 resultat") == reverse("attest_list", args=cast.year)
    assert "Väntar på din attest" not in words(home(cast.control_owner))


def test_the_coordinator_is_told_what_is_late_and_what_reminds_nobody(cast, own, round_, home):
    Round.objects.filter(pk=round_.pk).update(due=timezone.localdate() - timedelta(days=1))
    page = home(cast.coordinator)
    late = reverse("late_reports", args=cast.year)
    assert link(page, "6 kontroller är sena") == late
    assert link(page, "3 kontroller att rapportera har ingen person") == f"{late}?visa=utan-person"
    assert "Barnnämnden" not in words(home(cast.stranger))


def test_ones_own_actions_stand_with_the_overdue_first(cast, home):
    today = timezone.localdate()
    for text, due, status in (
        ("Utan dag", None, "unknown"),
        ("Snart", today + timedelta(days=3), "ongoing"),
        ("Försenad", today - timedelta(days=3), "not_started"),
        ("Klar", today, "done"),
    ):
        action = Action.objects.create(unit=cast.board, text=text, due=due, status=status)
        action.owners.add(cast.control_owner, cast.stranger)
    lists = of_class(home(cast.control_owner), "ik-tasks")
    texts = [words(item) for item in lists[-1].xpath("./li")]
    assert [text.split()[0] for text in texts] == ["Försenad", "Snart", "Utan"]
    assert "Försenad, skulle vara klar" in texts[0]
    # One who is tied to an action at a board that she has no role at sees nothing of it.
    assert "Snart" not in words(home(cast.stranger))


def test_signing_in_leads_home(cast, client):
    answer = client.post(
        "/konto/logga-in/", {"login": cast.control_owner.email, "password": "ett-langt-losenord-for-prov"}
    )
    assert answer.url == "/"


def test_home_asks_no_more_for_many_than_for_few_and_shows_a_page_at_a_time(cast, own, round_, signed_in):
    client = signed_in(cast.control_owner)

    def queries():
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/").status_code == 200
        return len(asked)

    few = queries()
    large = board_with(rows=130, name="Stora nämnden")
    cast.control_owner.grants.create(unit=large, role="control_owner")
    for check in Check.objects.filter(control__plan__unit=large):
        check.owners.add(cast.control_owner)
    Round.objects.filter(unit=large, label=ROUNDS[1]).get().results.all().delete()
    assert queries() == few
    page = page_of(client.get("/"))
    assert len(of_class(page, "ik-tasks")[0].xpath("./li")) == 30
    assert "Rad 1–30 av 133" in words(page)
