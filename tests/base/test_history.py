import pytest

from internkoll.base.history import Change, first_broken_link, record
from internkoll.base.models import HistoryEntry
from internkoll.organisation.services import add_person, add_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return add_unit(by=None, name="Socialnämnden", kind="board")


@pytest.fixture
def person():
    return add_person(by=None, email="Samordnare@Ekstad.example", name="Samordnaren")


def test_a_change_is_kept_with_who_what_before_and_after(board, person):
    (entry,) = record(by=person, unit=board, changes=[Change("unit renamed", board, {"name": "A"}, {"name": "B"})])
    kept = HistoryEntry.objects.get(pk=entry.pk)
    assert (kept.by_id_number, kept.what, kept.subject, kept.subject_id) == (
        person.pk,
        "unit renamed",
        "unit",
        board.pk,
    )
    assert (kept.before, kept.after) == ({"name": "A"}, {"name": "B"})


def test_entries_are_numbered_and_chained_within_the_board(board):
    other = add_unit(by=None, name="Tekniska nämnden", kind="board")
    record(by=None, unit=board, changes=[Change("a", board), Change("b", board)])
    record(by=None, unit=other, changes=[Change("c", other)])
    record(by=None, unit=board, changes=[Change("d", board)])
    entries = list(HistoryEntry.objects.filter(unit=board).order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert first_broken_link(board) is None
    assert first_broken_link(other) is None


@pytest.mark.parametrize("change", [{"after": {"name": "C"}}, {"by_id_number": 7}, {"what": "z"}, {"hash": "0" * 64}])
def test_a_changed_entry_shows(board, change):
    record(by=None, unit=board, changes=[Change("a", board, after={"name": "B"}), Change("b", board)])
    HistoryEntry.objects.filter(unit=board, number=2).update(**change)
    assert first_broken_link(board).number == 2


def test_a_removed_entry_shows(board):
    record(by=None, unit=board, changes=[Change("a", board), Change("b", board)])
    HistoryEntry.objects.filter(unit=board, number=2).delete()
    assert first_broken_link(board).number == 3


def test_a_person_can_be_erased_and_the_chain_still_holds(board, person):
    record(by=person, unit=board, changes=[Change("a", board)])
    person.delete()
    assert first_broken_link(board) is None
