"""What a municipality does when it is organised anew: units are moved, closed and opened again."""

from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.access import Capability, may
from internkoll.base.history import first_broken_link
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.followup.models import Round
from internkoll.followup.services import FollowupRefusal, close_round, open_round, reopen_round
from internkoll.organisation.services import DEEPEST, OrganisationRefusal, add_unit, grant_role
from internkoll.organisation.unit_services import close_unit, move_unit, open_unit_again
from internkoll.plan.models import Plan
from internkoll.plan.services import PlanRefusal, open_plan
from internkoll.plan.versions import revise_plan
from internkoll.register.common_risks import add_common_risk
from internkoll.register.models import Risk
from tests.cast import BOARD, YEAR, person
from tests.reading import page_of, words

ROLE = RoleGrant.Role
DAY = date(2024, 11, 1)


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def administrator(cast, root):
    return person("Administratören", ROLE.ADMINISTRATOR, root)


@pytest.fixture
def other(cast, root):
    return below(root, "Andra nämnden", "board")


def below(parent, name, kind="unit"):
    return add_unit(by=None, name=name, kind=kind, parent=Unit.objects.get(pk=parent.pk))


def again(unit):
    return Unit.objects.get(pk=unit.pk)


def last_told(unit):
    return HistoryEntry.objects.filter(unit=unit).order_by("-number").first()


def test_a_moved_unit_takes_all_below_it_along(cast, administrator, other):
    school = below(cast.board, "Skolan")
    group = below(school, "Gruppen")
    move_unit(by=administrator, unit=school, parent=other)
    assert Unit.objects.get_parent(again(school)) == again(other)
    assert Unit.objects.get_parent(again(group)) == again(school)
    assert (again(cast.board).numchild, again(other).numchild) == (0, 1)
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    entry = last_told(school)
    assert (entry.what, entry.before, entry.after) == (
        "unit moved",
        {"parent": cast.board.pk},
        {"parent": other.pk},
    )
    assert first_broken_link(school) is None


def test_roles_hold_by_the_new_place(cast, administrator, other):
    school = below(cast.board, "Skolan")
    reader = person("Andra nämndens läsare", ROLE.READER, other)
    assert may(cast.head, Capability.READ, school)
    moved = move_unit(by=administrator, unit=school, parent=other)
    assert may(User.objects.get(pk=reader.pk), Capability.READ, moved)
    assert not may(User.objects.get(pk=cast.head.pk), Capability.READ, moved)


def test_one_who_moves_the_unit_that_her_own_role_is_held_at_keeps_it(cast, administrator, other):
    school = below(cast.board, "Skolan")
    grant_role(by=None, user=administrator, unit=school, role=ROLE.ADMINISTRATOR)
    moved = move_unit(by=administrator, unit=school, parent=other)
    assert may(administrator, Capability.MANAGE_UNITS, moved)
    assert RoleGrant.objects.get(user=administrator, unit=school).unit.path.startswith(again(other).path)


def test_one_who_has_the_unit_alone_cannot_take_it_away_from_those_above_it(cast, other):
    school, office = below(cast.board, "Skolan"), below(other, "Kontoret")
    own = person("Egen administratör", ROLE.ADMINISTRATOR, school)
    grant_role(by=None, user=own, unit=office, role=ROLE.ADMINISTRATOR)
    with pytest.raises(OrganisationRefusal, match="Du får inte flytta enheten dit"):
        move_unit(by=own, unit=school, parent=office)
    assert Unit.objects.get_parent(again(school)) == again(cast.board)


def test_a_unit_is_not_moved_where_it_can_not_lie(cast, root, administrator, other):
    school = below(cast.board, "Skolan")
    below(other, "Skolan")
    for unit, parent, told in (
        (root, cast.board, "kan inte ligga under en annan"),
        (cast.board, cast.board, "under sig själv"),
        (cast.board, school, "under sig själv"),
        (school, cast.board, "ligger redan under"),
        (school, other, "finns redan på samma nivå"),
    ):
        with pytest.raises(OrganisationRefusal, match=told):
            move_unit(by=administrator, unit=again(unit), parent=again(parent))
    with pytest.raises(OrganisationRefusal, match="inom sin egen kommun"):
        move_unit(by=None, unit=again(school), parent=again(cast.strangers_board))
    assert Unit.objects.find_problems() == ([], [], [], [], [])


def test_a_unit_is_not_moved_deeper_than_the_tree_holds(cast, administrator, other):
    below(below(other, "Avdelningen"), "Gruppen")
    deep = cast.board
    while deep.depth < DEEPEST - 2:
        deep = below(deep, "Enheten")
    with pytest.raises(OrganisationRefusal, match="ligger för djupt"):
        move_unit(by=administrator, unit=again(other), parent=again(deep))


def test_an_administrator_moves_only_to_what_she_administers(cast, other):
    own = person("Nämndens administratör", ROLE.ADMINISTRATOR, cast.board)
    school = below(cast.board, "Skolan")
    with pytest.raises(OrganisationRefusal, match="får inte flytta"):
        move_unit(by=own, unit=school, parent=again(other))


def test_the_page_moves_and_offers_no_place_where_it_can_not_lie(cast, root, administrator, other, signed_in):
    school = below(cast.board, "Skolan")
    below(school, "Gruppen")
    closed = below(root, "Stängda nämnden", "board")
    close_unit(by=administrator, unit=closed, on=DAY)
    client, address = signed_in(administrator), reverse("move_unit", args=[school.pk])
    page = page_of(client.get(address))
    assert "Efter flytten gäller de roller" in words(page)
    offered = {option.get("value") for option in page.xpath("//select[@name='parent']/option")}
    assert offered == {"", str(root.pk), str(cast.board.pk), str(other.pk)}
    assert "Lägg enheten under" in words(page_of(client.post(address, {"parent": ""})).get_element_by_id("fel"))
    refused = client.post(address, {"parent": cast.strangers_board.pk})
    assert page_of(refused).get_element_by_id("fel") is not None
    answer = client.post(address, {"parent": other.pk}, follow=True)
    assert "Skolan ligger nu under Andra nämnden." in words(page_of(answer))
    assert Unit.objects.get_parent(again(school)) == other


def test_a_closed_board_takes_nothing_new_and_keeps_what_it_has(cast, administrator, signed_in):
    close_unit(by=administrator, unit=cast.board, on=DAY)
    board = again(cast.board)
    assert board.closed_on == DAY
    assert last_told(board).what == "unit closed"
    with pytest.raises(PlanRefusal, match="är stängd"):
        open_plan(by=cast.coordinator, board=board, year=YEAR + 1)
    with pytest.raises(FollowupRefusal, match="är stängd"):
        open_round(by=cast.coordinator, board=board, label="T3 2024", year=YEAR)
    with pytest.raises(OrganisationRefusal, match="är stängd"):
        grant_role(by=administrator, user=cast.auditor, unit=board, role=ROLE.READER)
    with pytest.raises(OrganisationRefusal, match="är stängd"):
        below(board, "Ny enhet")
    assert open_plan(by=None, board=board, year=YEAR).year == YEAR
    client = signed_in(cast.head)
    for name in ("board", "board_plan", "board_report"):
        assert client.get(reverse(name, args=cast.year)).status_code == 200


def offers_to_begin(plan, year):
    addresses = [reverse(name, args=year) for name in ("plan_revise", "plan_carry_over", "plan_work")]
    return any(address in plan.content.decode() for address in addresses)


def test_the_pages_of_a_closed_board_say_why_nothing_new_is_begun(cast, administrator, signed_in):
    client = signed_in(cast.coordinator)
    assert offers_to_begin(client.get(reverse("board_plan", args=cast.year)), cast.year)
    assert "Lägg upp T3 2024" in words(page_of(client.get(reverse("rounds", args=cast.year))))
    close_unit(by=administrator, unit=cast.board, on=DAY)
    answer = client.post(reverse("plan_start", args=[cast.board.pk, YEAR + 1]), follow=True)
    assert "är stängd och får inga nya planer" in words(page_of(answer))
    answer = client.post(reverse("round_open", args=cast.year), {"period": "T3 2024"}, follow=True)
    assert "är stängd och får inga nya perioder" in words(page_of(answer))
    plan = client.get(reverse("board_plan", args=cast.year))
    assert "Nämnden stängdes 1 november 2024" in words(page_of(plan))
    assert not offers_to_begin(plan, cast.year)
    assert "Lägg upp T3 2024" not in words(page_of(client.get(reverse("rounds", args=cast.year))))


def test_a_closed_board_is_carried_over_with_nothing_taken_in(cast, root, administrator, signed_in):
    add_common_risk(by=None, unit=root, text="En gemensam risk", category="", process="")
    Risk.objects.filter(unit=cast.board, common__isnull=False).delete()
    close_unit(by=administrator, unit=cast.board, on=DAY)
    answer = signed_in(cast.coordinator).post(reverse("plan_carry_over", args=cast.year), follow=True)
    assert "är stängd och får inga nya planer" in words(page_of(answer))
    assert not Risk.objects.filter(unit=cast.board, common__isnull=False).exists()


def test_what_a_closed_board_has_decided_and_shut_stays_so(cast, administrator):
    plan = Plan.objects.get(unit=cast.board, year=YEAR)
    round_ = close_round(by=None, round_=Round.objects.filter(unit=cast.board).latest("pk"), on=DAY)
    close_unit(by=administrator, unit=cast.board, on=DAY)
    with pytest.raises(PlanRefusal, match="är stängd, och dess planer revideras inte"):
        revise_plan(by=None, plan=plan, why="Nytt")
    with pytest.raises(FollowupRefusal, match="är stängd, och dess perioder öppnas inte igen"):
        reopen_round(by=None, round_=Round.objects.get(pk=round_.pk), reason="Glömda svar")


def test_a_unit_with_open_units_below_it_is_not_closed(cast, root, administrator):
    school = below(cast.board, "Skolan")
    with pytest.raises(OrganisationRefusal, match="Skolan ligger under"):
        close_unit(by=administrator, unit=cast.board, on=DAY)
    close_unit(by=administrator, unit=school, on=DAY)
    close_unit(by=administrator, unit=cast.board, on=DAY)
    with pytest.raises(OrganisationRefusal, match="Barnnämnden är stängd"):
        open_unit_again(by=administrator, unit=school)
    with pytest.raises(OrganisationRefusal, match="kan inte stängas"):
        close_unit(by=administrator, unit=root, on=DAY)


def test_a_unit_is_closed_and_opened_again_on_its_pages(cast, administrator, signed_in):
    client, unit = signed_in(administrator), reverse("unit", args=[cast.board.pk])
    assert "Historik, planer och rapporter står kvar" in words(
        page_of(client.get(reverse("close_unit", args=[cast.board.pk])))
    )
    client.post(reverse("close_unit", args=[cast.board.pk]))
    assert "Stängd" in words(page_of(client.get(unit)))
    client.post(reverse("open_unit_again", args=[cast.board.pk]))
    assert again(cast.board).closed_on is None
    assert last_told(cast.board).what == "unit opened"
    assert "Stängd" not in words(page_of(client.get(unit)))


def test_a_closed_board_stands_only_in_the_years_that_it_has_plans_for(cast, root, administrator, other, signed_in):
    open_plan(by=None, board=other, year=YEAR + 1)
    close_unit(by=administrator, unit=cast.board, on=DAY)
    client = signed_in(cast.auditor)
    before, after = (
        words(page_of(client.get(reverse("municipality", args=[root.pk, year])))) for year in (YEAR, YEAR + 1)
    )
    assert BOARD in before
    assert BOARD not in after
    page = page_of(client.get(reverse("boards")))
    assert BOARD not in words(page.xpath("//tbody")[0])
    assert page.xpath(f"//a[@href='{reverse('board', args=cast.year)}']")
