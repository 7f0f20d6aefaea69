"""The pages of the units: what one sees of the tree, and keeping it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.base.history import first_broken_link
from internkoll.base.models import HistoryEntry, RoleGrant, Unit
from internkoll.organisation.services import DEEPEST, OrganisationRefusal, add_unit, change_unit
from tests.cast import MUNICIPALITY, person
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def administrator(cast, root):
    return person("Administratören", RoleGrant.Role.ADMINISTRATOR, root)


def below(parent, name, kind="unit"):
    return add_unit(by=None, name=name, kind=kind, parent=parent)


def told(response):
    return words(page_of(response).get_element_by_id("fel"))


def test_the_settings_lead_to_what_one_keeps_in_order(cast, root, signed_in):
    below(cast.board, "Enheten")
    page = page_of(signed_in(cast.coordinator).get(reverse("settings")))
    assert [row[0] for row in rows(page)] == [MUNICIPALITY, "Barnnämnden"]
    assert link(page, f"Personer, {cast.board}") == reverse("people", args=[cast.board.pk])
    assert link(page, f"Enheter, {cast.board}") == reverse("unit", args=[cast.board.pk])


def test_the_coordinator_of_a_board_sees_that_board_alone_in_the_settings(cast, root, signed_in):
    below(root, "Andra nämnden", "board")
    own = person("Nämndens samordnare", RoleGrant.Role.COORDINATOR, cast.board)
    page = page_of(signed_in(own).get(reverse("settings")))
    assert [row[0] for row in rows(page)] == ["Barnnämnden"]
    assert words(page.xpath("//h2")[0]) == MUNICIPALITY


def test_only_those_who_keep_something_see_the_settings_in_the_menu(cast, signed_in):
    assert 'href="/installningar/"' in signed_in(cast.coordinator).get(reverse("boards")).content.decode()
    client = signed_in(cast.head)
    assert 'href="/installningar/"' not in client.get(reverse("boards")).content.decode()
    assert client.get(reverse("settings")).status_code == 403


def test_the_tree_stands_in_swedish_order_at_any_depth(cast, administrator, signed_in):
    for name in ("Örnens skola", "Ängens skola", "Enhet 10", "Enhet 2"):
        below(cast.board, name)
    deep = below(Unit.objects.get(name="Enhet 2"), "Avdelningen", "department")
    below(deep, "Gruppen")
    page = page_of(signed_in(administrator).get(reverse("unit", args=[cast.board.pk])))
    names = [words(cell.xpath("./a | .")[-1] if cell.xpath("./a") else cell) for cell in page.xpath("//tbody//th")]
    assert [name.split(": ")[-1] for name in names] == [
        "Barnnämnden",
        "Enhet 2",
        "Avdelningen",
        "Gruppen",
        "Enhet 10",
        "Ängens skola",
        "Örnens skola",
    ]
    assert [cell.get("data-depth") for cell in page.xpath("//tbody//th")] == ["0", "1", "2", "3", "1", "1", "1"]


def test_each_unit_tells_how_many_have_a_role_at_it(cast, administrator, signed_in):
    school = below(cast.board, "Skolan")
    rektor = person("Rektorn", RoleGrant.Role.CONTROL_OWNER, school)
    RoleGrant.objects.create(user=rektor, unit=school, role=RoleGrant.Role.READER)
    gone = person("Den som slutat", RoleGrant.Role.READER, school)
    gone.is_active = False
    gone.save()
    shown = rows(page_of(signed_in(administrator).get(reverse("unit", args=[cast.board.pk]))))
    assert [row[2].split()[0] for row in shown] == ["2", "1"]


def test_the_tree_asks_no_more_for_many_units_than_for_few(cast, administrator, signed_in):
    client, address = signed_in(administrator), reverse("unit", args=[cast.board.pk])

    def queries():
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    few = queries()
    for number in range(30):
        below(cast.board, f"Enhet {number}")
    assert queries() == few


def test_a_coordinator_sees_the_tree_but_is_shown_no_way_to_change_it(cast, signed_in):
    page = page_of(signed_in(cast.coordinator).get(reverse("unit", args=[cast.board.pk])))
    assert not page.xpath("//a[contains(@href, '/ny/') or contains(@href, '/andra/')]")


def test_an_administrator_adds_a_unit_and_the_history_tells_of_it(cast, administrator, signed_in):
    client = signed_in(administrator)
    answer = client.post(reverse("new_unit", args=[cast.board.pk]), {"name": " Skolan ", "kind": "unit"}, follow=True)
    assert "Skolan är tillagd." in words(page_of(answer))
    added = Unit.objects.get(name="Skolan")
    assert added.path.startswith(cast.board.path)
    entry = HistoryEntry.objects.get(unit=added)
    assert (entry.what, entry.by_id_number) == ("unit added", administrator.pk)


def test_a_name_that_is_taken_beside_it_is_refused_and_nothing_typed_is_lost(cast, root, administrator, signed_in):
    typed = {"name": "Barnnämnden", "kind": "board"}
    page = page_of(signed_in(administrator).post(reverse("new_unit", args=[root.pk]), typed))
    assert "Barnnämnden finns redan på samma nivå." in words(page.get_element_by_id("fel"))
    assert page.get_element_by_id("id_name").value == "Barnnämnden"
    assert Unit.objects.filter(name="Barnnämnden").count() == 1


@pytest.mark.parametrize("kind", ["municipality", "region", "nonsens"])
def test_a_unit_below_another_is_no_municipality(cast, administrator, signed_in, kind):
    answer = signed_in(administrator).post(reverse("new_unit", args=[cast.board.pk]), {"name": "Ny", "kind": kind})
    assert "Slag" in told(answer)
    assert not Unit.objects.filter(name="Ny").exists()


def test_a_renamed_unit_keeps_its_place_and_its_history(cast, administrator, signed_in):
    typed = {"name": "Barn- och ungdomsnämnden", "kind": "board"}
    signed_in(administrator).post(reverse("edit_unit", args=[cast.board.pk]), typed)
    cast.board.refresh_from_db()
    assert cast.board.name == "Barn- och ungdomsnämnden"
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("-number").first()
    assert entry.what == "unit changed"
    assert (entry.before["name"], entry.after["name"]) == ("Barnnämnden", "Barn- och ungdomsnämnden")
    assert first_broken_link(cast.board) is None


def test_saving_without_a_change_tells_the_history_nothing(cast, administrator):
    before = HistoryEntry.objects.count()
    change_unit(by=administrator, unit=cast.board, name=cast.board.name, kind=cast.board.kind)
    assert HistoryEntry.objects.count() == before


def test_two_units_side_by_side_are_not_given_one_name(cast, root, administrator):
    other = below(root, "Andra nämnden", "board")
    with pytest.raises(OrganisationRefusal, match="finns redan på samma nivå"):
        change_unit(by=administrator, unit=other, name="Barnnämnden", kind="board")
    change_unit(by=administrator, unit=below(other, "Barnnämnden"), name="Barnnämnden", kind="department")


def test_a_board_with_plans_stays_a_board(cast, administrator, signed_in):
    typed = {"name": "Barnnämnden", "kind": "department"}
    answer = signed_in(administrator).post(reverse("edit_unit", args=[cast.board.pk]), typed)
    assert "Barnnämnden har planer eller risker" in told(answer)
    new = below(Unit.objects.get_root(cast.board), "Nyss tillagd", "board")
    change_unit(by=administrator, unit=new, name="Nyss tillagd", kind="department")
    assert Unit.objects.get(pk=new.pk).kind == "department"


def test_a_municipality_stays_at_the_top(cast, root, administrator, signed_in):
    page = page_of(signed_in(administrator).get(reverse("edit_unit", args=[root.pk])))
    assert {option.get("value") for option in page.xpath("//select[@name='kind']/option")} == {"municipality", "region"}
    with pytest.raises(OrganisationRefusal, match="kommun eller en region"):
        change_unit(by=administrator, unit=root, name=root.name, kind="board")


def test_units_can_not_lie_deeper_than_the_tree_can_hold(cast, administrator):
    unit = cast.board
    while unit.depth < DEEPEST:
        unit = below(unit, "Enheten")
    with pytest.raises(OrganisationRefusal, match="ligger för djupt"):
        below(unit, "Enheten")


def test_two_units_added_by_two_who_saw_the_same_parent_get_each_a_place(cast, root):
    first, second = Unit.objects.get(pk=root.pk), Unit.objects.get(pk=root.pk)
    below(first, "Ena nämnden", "board")
    below(second, "Andra nämnden", "board")
    assert Unit.objects.get_children(Unit.objects.get(pk=root.pk)).count() == 3


def test_the_way_up_leads_only_to_what_one_keeps(cast, signed_in):
    own = person("Nämndens samordnare", RoleGrant.Role.COORDINATOR, cast.board)
    (way,) = of_class(page_of(signed_in(own).get(reverse("unit", args=[cast.board.pk]))), "ik-path")
    assert words(way) == f"Inställningar {MUNICIPALITY} Barnnämnden"
    assert [words(a) for a in way.xpath(".//a")] == ["Inställningar", "Barnnämnden"]
