import pytest

from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry, Unit
from internkoll.organisation.method_services import (
    change_draft,
    draft_method,
    remove_draft,
    take_method_into_use,
    undo_draft_change,
)
from internkoll.organisation.methods import method_for
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.services import OrganisationRefusal, choose_method
from internkoll.rules.method import BadMethod
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, matrix_method

NEXT = YEAR + 1


@pytest.fixture
def draft(cast):
    return draft_method(by=cast.coordinator, unit=cast.board, from_year=NEXT, based_on=matrix_method(5))


def told_of(draft_pk):
    entries = HistoryEntry.objects.filter(subject="methodversion", subject_id=draft_pk).order_by("number")
    return [entry.what for entry in entries]


def test_a_draft_holds_nowhere_until_it_is_taken_into_use(cast, draft):
    assert method_for(cast.board, NEXT).name == "Metod med 4 steg"
    take_method_into_use(by=cast.coordinator, draft=draft, this_year=YEAR)
    assert method_for(cast.board, NEXT).name == "Metod med 5 steg"
    assert method_for(cast.board, YEAR).name == "Metod med 4 steg"


def test_all_that_is_done_with_a_draft_is_in_the_history(cast, draft):
    by = cast.coordinator
    changed = change_draft(by=by, draft=draft, data=draft.data | {"name": "Ny"}, seen=0)
    take_method_into_use(by=by, draft=changed, this_year=YEAR)
    assert told_of(draft.pk) == ["method drafted", "method changed", "method taken into use"]
    entry = HistoryEntry.objects.get(what="method changed")
    assert (entry.before, entry.after, entry.by_id_number) == (
        {"name": "Metod med 5 steg"},
        {"name": "Ny"},
        by.pk,
    )


def test_a_draft_that_is_removed_is_told_of_with_all_that_it_held(cast, draft):
    key, name = draft.pk, draft.data["name"]
    remove_draft(by=cast.coordinator, draft=draft)
    assert not MethodVersion.objects.filter(pk=key).exists()
    assert HistoryEntry.objects.get(what="method draft removed").before["name"] == name


def test_a_draft_may_be_unfinished_but_is_not_taken_into_use(cast, draft):
    data = {**draft.data, "levels": []}
    draft = change_draft(by=cast.coordinator, draft=draft, data=data, seen=0)
    with pytest.raises(BadMethod, match="finns inte bland nivåerna"):
        take_method_into_use(by=cast.coordinator, draft=draft, this_year=YEAR)
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_is_saved_unchanged_is_no_change(cast, draft):
    change_draft(by=cast.coordinator, draft=draft, data=draft.data, seen=0)
    draft.refresh_from_db()
    assert draft.edits == 0
    assert told_of(draft.pk) == ["method drafted"]


def test_one_who_did_not_see_the_last_change_is_told(cast, draft):
    change_draft(by=cast.coordinator, draft=draft, data=draft.data | {"name": "Ny"}, seen=0)
    with pytest.raises(ChangedSince) as since:
        change_draft(by=cast.head, draft=draft, data=draft.data | {"name": "Annan"}, seen=0)
    assert since.value.thing.data["name"] == "Ny"


def test_a_version_in_use_is_never_changed_taken_into_use_again_or_removed(cast):
    version = MethodVersion.objects.get(unit=cast.board)
    for attempt in (
        lambda: change_draft(by=None, draft=version, data={}, seen=None),
        lambda: take_method_into_use(by=None, draft=version, this_year=YEAR),
        lambda: remove_draft(by=None, draft=version),
    ):
        with pytest.raises(OrganisationRefusal, match="i bruk och ändras inte"):
            attempt()


@pytest.mark.parametrize(("year", "told"), [(YEAR, "en metod i bruk"), (NEXT, "ett utkast"), (99_999, "från 1990")])
def test_a_draft_needs_a_year_of_its_own(cast, draft, year, told):
    with pytest.raises(OrganisationRefusal, match=told):
        draft_method(by=None, unit=cast.board, from_year=year, based_on=matrix_method(4))
    other = draft_method(by=None, unit=cast.board, from_year=NEXT + 1, based_on=matrix_method(4))
    with pytest.raises(OrganisationRefusal, match=told):
        change_draft(by=None, draft=other, data=other.data, from_year=year, seen=0)


def test_an_ended_year_that_has_a_method_is_never_rewritten(cast, draft):
    with pytest.raises(OrganisationRefusal, match="ett tidigare år skrivs aldrig om"):
        take_method_into_use(by=None, draft=draft, this_year=NEXT + 1)
    root = Unit.objects.get_root(cast.board)
    first = draft_method(by=None, unit=root, from_year=YEAR, based_on=matrix_method(4))
    assert not take_method_into_use(by=None, draft=first, this_year=NEXT + 1).is_draft


def test_a_draft_of_too_much_is_refused_and_leaves_what_there_was(cast, draft):
    giant = draft.data | {"likelihood": [{"word": "å" * 5000, "value": n} for n in range(10_000)]}
    with pytest.raises(OrganisationRefusal, match="för stor"):
        change_draft(by=None, draft=draft, data=giant, seen=None)
    draft.refresh_from_db()
    assert len(draft.data["likelihood"]) == 5


def test_a_draft_that_another_has_removed_is_told_of(cast, draft):
    same = MethodVersion.objects.get(pk=draft.pk)
    remove_draft(by=None, draft=draft)
    with pytest.raises(OrganisationRefusal, match="finns inte längre"):
        take_method_into_use(by=None, draft=same, this_year=YEAR)


def test_a_method_is_chosen_beside_a_draft_but_not_over_it(cast, draft):
    with pytest.raises(OrganisationRefusal, match="utkast till metod"):
        choose_method(by=None, unit=cast.board, from_year=NEXT, method=packaged_method("uppsala"))
    chosen = choose_method(by=None, unit=cast.board, from_year=NEXT + 1, method=packaged_method("uppsala"))
    assert not chosen.is_draft


def test_the_last_change_is_undone_and_undone_once_more_is_done_again(cast, draft):
    was = draft.data
    changed = {**{part: held for part, held in was.items() if part != "levels"}, "name": "Ny", "selection_limit": 9}
    change_draft(by=None, draft=draft, data=changed, from_year=NEXT + 5, seen=0)
    undone = undo_draft_change(by=None, draft=draft, seen=1)
    assert (undone.data, undone.from_year) == (was, NEXT)
    again = undo_draft_change(by=None, draft=draft, seen=2)
    assert (again.data, again.from_year) == (changed, NEXT + 5)
    assert told_of(draft.pk) == ["method drafted", *["method changed"] * 3]


def test_a_draft_that_nobody_has_changed_has_nothing_to_undo(draft):
    with pytest.raises(OrganisationRefusal, match="ingen ändring att ångra"):
        undo_draft_change(by=None, draft=draft, seen=0)
