"""A person who leaves: all that she has to do is told on her page, with a way to give it to another."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.base.models import RoleGrant, Unit
from internkoll.followup.models import Result, Round
from internkoll.organisation.people import shut_out_person
from internkoll.organisation.services import OrganisationRefusal, grant_role
from internkoll.plan.models import Check, Plan
from tests.cast import ROUNDS, YEAR, person
from tests.overview.test_query_counts import queries_of
from tests.reading import page_of, words

ROLE = RoleGrant.Role


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def coordinator(cast, root):
    """Keeps the people and the plan of the whole municipality."""
    return person("Kommunens samordnare", ROLE.COORDINATOR, root)


@pytest.fixture
def administrator(root):
    return person("Administratören", ROLE.ADMINISTRATOR, root)


@pytest.fixture
def leaving(cast):
    """The control owner, with two checks of an open round and an action that is not ended."""
    Round.objects.filter(unit=cast.board, label=ROUNDS[1]).update(due=timezone.localdate() + timedelta(days=5))
    for check in Check.objects.filter(plan__unit=cast.board).order_by("position")[:2]:
        check.owners.add(cast.control_owner)
    due = date(2024, 12, 31)
    action = Action.objects.create(unit=cast.board, text="Skriv en rutin.", due=due, status=Action.Status.ONGOING)
    ended = Action.objects.create(unit=cast.board, text="Redan gjord.", status=Action.Status.DONE, ended_on=due)
    for own in (action, ended):
        own.owners.add(cast.control_owner)
    return cast.control_owner


@pytest.fixture
def seen(cast, signed_in):
    """The person's page, as someone else sees it."""
    return lambda by, of: page_of(signed_in(by).get(reverse("person", args=[cast.board.pk, of.pk])))


def links(page, words_):
    return [a.get("href") for a in page.xpath("//main//a") if words(a).startswith(words_)]


def shut_out(client, cast, who, *roles):
    data = {"roll": [role.pk for role in roles]}
    return page_of(client.post(reverse("shut_out", args=[cast.board.pk, who.pk]), data, follow=True))


def test_her_page_lists_what_is_hers_with_a_way_to_give_each_to_another(cast, leaving, coordinator, seen):
    page = seen(coordinator, leaving)
    assert "2 kontroller att rapportera" in words(page)
    assert "Kontroll 1 görs" in words(page)
    assert "1 åtgärd som inte är klar" in words(page)
    assert "Skriv en rutin." in words(page)
    assert "Redan gjord." not in words(page)
    first, second = Check.objects.filter(plan__unit=cast.board).order_by("position")[:2]
    given = reverse("plan_responsible", args=[cast.board.pk, YEAR])
    action = Action.objects.get(text="Skriv en rutin.")
    assert links(page, "Ge till någon annan") == [
        f"{given}?metod={first.pk}",
        f"{given}?metod={second.pk}",
        reverse("action_change", args=[action.pk]),
    ]


def test_the_ways_lead_to_pages_that_give_it_away(cast, leaving, coordinator, seen, signed_in):
    other = person("Efterträdaren", ROLE.CONTROL_OWNER, cast.board)
    address = links(seen(coordinator, leaving), "Ge till någon annan")[1]
    client = signed_in(coordinator)
    assert client.get(address).status_code == 200
    client.post(address, {"people": [other.pk]})
    checks = Check.objects.filter(plan__unit=cast.board, responsible="Administratör")
    assert all(list(check.owners.all()) == [other] for check in checks)
    assert "kontroller att rapportera" not in words(seen(coordinator, leaving))


def test_one_who_may_not_give_it_away_is_told_who_does(cast, leaving, administrator, seen):
    page = seen(administrator, leaving)
    assert "2 kontroller att rapportera" in words(page)
    assert links(page, "Ge till någon annan") == []
    assert words(page).count("Nämndens samordnare eller chef ger den till någon annan.") == 3


def test_what_is_attested_by_her_alone_is_told(cast, leaving, coordinator, seen):
    Result.objects.filter(round__unit=cast.board).update(review=Result.Review.WAITING, reported_by=leaving)
    count = Result.objects.filter(round__unit=cast.board).count()
    page = seen(coordinator, cast.head)
    assert f"{cast.board}: {count} resultat väntar på attest. ▲ Ingen annan får attestera där" in words(page)
    assert links(page, "Ge någon annan rollen") == [reverse("invite", args=[cast.board.pk])]
    assert f"{count} uppgifter ligger på personen" in words(page)
    person("Vikarierande chef", ROLE.HEAD, cast.board)
    page = seen(coordinator, cast.head)
    assert "Andra får också attestera där." in words(page)
    assert "ligger på personen" not in words(page)


def test_what_is_done_with_or_of_another_year_is_not_hers_any_more(cast, leaving, coordinator, seen):
    Round.objects.filter(unit=cast.board).update(closed_on=date(YEAR, 12, 31))
    assert "att rapportera" not in words(seen(coordinator, leaving)).replace("inga kontroller att rapportera", "")
    Plan.objects.filter(unit=cast.board).update(year=timezone.localdate().year)
    assert "2 kontroller att rapportera" in words(seen(coordinator, leaving))


def test_nothing_is_told_of_boards_that_the_one_who_looks_does_not_read(cast, leaving, seen):
    board = cast.strangers_board
    Check.objects.filter(plan__unit=board).first().owners.add(leaving)
    Action.objects.create(unit=board, text="Främmande åtgärd.").owners.add(leaving)
    grant_role(by=None, user=leaving, unit=board, role=ROLE.HEAD)
    page = seen(person("Nämndens samordnare", ROLE.COORDINATOR, cast.board), leaving)
    assert "2 kontroller att rapportera" in words(page)
    assert "Främmande" not in words(page)
    assert board.name not in words(page)


def test_shutting_out_tells_how_much_is_left_and_takes_the_ticked_roles(cast, leaving, coordinator, signed_in):
    client = signed_in(coordinator)
    extra = grant_role(by=None, user=leaving, unit=cast.board, role=ROLE.READER)
    page = shut_out(client, cast, leaving, extra)
    leaving.refresh_from_db()
    assert not leaving.is_active
    assert "3 uppgifter ligger kvar på Enhetschefen och behöver någon annan." in words(page)
    assert "1 roll är borttagen." in words(page)
    assert [grant.role for grant in leaving.grants.all()] == [ROLE.CONTROL_OWNER]
    # What is left is still told, and can still be given away.
    assert len(links(page, "Ge till någon annan")) == 3


def test_one_without_any_role_left_is_no_longer_among_the_people(cast, leaving, coordinator, signed_in):
    page = shut_out(signed_in(coordinator), cast, leaving, *leaving.grants.all())
    assert not leaving.grants.exists()
    assert "Enhetschefen är avstängd." in words(page)
    assert page.xpath("//h1")[0].text_content().strip() == str(cast.board)


def test_a_role_that_is_gone_already_stops_all_of_it(cast, leaving, coordinator):
    """Nobody is left half shut out: what was asked for is done, or nothing."""
    gone = grant_role(by=None, user=leaving, unit=cast.board, role=ROLE.READER)
    RoleGrant.objects.filter(pk=gone.pk).delete()
    with pytest.raises(OrganisationRefusal, match="Någon annan har redan tagit bort rollen"):
        shut_out_person(by=coordinator, person=leaving, withdraw=[leaving.grants.get(), gone])
    leaving.refresh_from_db()
    assert leaving.is_active
    assert leaving.grants.count() == 1


def test_a_role_of_someone_else_is_not_taken_along(cast, leaving, coordinator, signed_in):
    stranger = cast.head.grants.get()
    shut_out(signed_in(coordinator), cast, leaving, stranger)
    assert cast.head.grants.get() == stranger


def test_the_checks_of_one_who_is_shut_out_have_nobody(cast, leaving, coordinator, signed_in):
    """They are told as such to the coordinator, and are found in the list of what is not reported."""
    Result.objects.filter(round__label=ROUNDS[1], round__unit=cast.board).delete()
    Round.objects.filter(unit=cast.board, label=ROUNDS[0]).update(closed_on=date(YEAR, 5, 31))
    client = signed_in(coordinator)
    address = reverse("late_reports", args=[cast.board.pk, YEAR]) + f"?period={ROUNDS[1]}&visa=utan-person"
    assert "Kontroll 1 görs" not in words(page_of(client.get(address)))
    before = words(page_of(client.get(reverse("home"))))
    assert f"{cast.board} {YEAR}: 4 kontroller att rapportera har ingen person" in before
    shut_out_person(by=coordinator, person=leaving)
    assert "Kontroll 1 görs" in words(page_of(client.get(address)))
    after = words(page_of(client.get(reverse("home"))))
    assert f"{cast.board} {YEAR}: 6 kontroller att rapportera har ingen person" in after


def test_her_page_asks_no_more_for_many_tasks_than_for_few(cast, leaving, coordinator, signed_in):
    client, address = signed_in(coordinator), reverse("person", args=[cast.board.pk, leaving.pk])
    few = queries_of(client, address)
    for check in Check.objects.filter(plan__unit=cast.board):
        check.owners.add(leaving)
    for n in range(60):
        Action.objects.create(unit=cast.board, text=f"Åtgärd {n}.").owners.add(leaving)
    assert queries_of(client, address) == few
    assert "… och 11 till." in words(page_of(client.get(address)))
