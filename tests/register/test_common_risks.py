from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from internkoll.base.models import HistoryEntry, Unit
from internkoll.organisation.services import add_unit
from internkoll.register.common_risks import add_common_risk, change_common_risk, end_common_risk, spread_common_risks
from internkoll.register.models import Estimate, Risk, standing_in
from internkoll.register.services import RegisterRefusal, change_risk, retire_risk
from tests.cast import YEAR
from tests.reading import page_of, rows, words


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def common(cast, root):
    return add_common_risk(by=cast.coordinator, unit=root, text="Mutor och jäv", category="Fel och oegentligheter")


@pytest.fixture
def row(cast, common):
    return Risk.objects.get(unit=cast.board, common=common)


def test_a_common_risk_stands_in_every_board_below_and_in_no_other(cast, root, common, row):
    assert (row.text, row.category, row.mandatory, row.origin) == (common.text, common.category, True, root)
    assert not Risk.objects.filter(unit=cast.strangers_board, common=common).exists()
    assert HistoryEntry.objects.filter(unit=cast.board, what="mandatory risk taken in", subject_id=row.pk).exists()


def test_a_board_may_add_to_it_and_neither_reword_nor_retire_it(cast, row):
    change_risk(by=cast.head, risk=row, values={"text": row.text, "addition": "Hos oss gäller det inköp."})
    with pytest.raises(RegisterRefusal, match="gemensam"):
        change_risk(by=cast.head, risk=row, values={"text": "Andra ord"})
    with pytest.raises(RegisterRefusal, match="gemensam"):
        retire_risk(by=cast.head, risk=row, on=date(2024, 5, 2), why="Vi vill inte.")
    row.refresh_from_db()
    assert (row.text, row.addition, row.retired_on) == ("Mutor och jäv", "Hos oss gäller det inköp.", None)


def test_the_database_lets_no_board_take_it_away_or_have_it_twice(cast, common, row):
    row.retired_on = date(2024, 5, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.create(unit=cast.board, text="En gång till", common=common)


def test_its_words_are_changed_for_all_and_the_boards_additions_stay(cast, common, row):
    change_risk(by=cast.head, risk=row, values={"addition": "Vårt."})
    change_common_risk(by=cast.coordinator, risk=common, values={"text": "Mutor, jäv och bisysslor"}, seen=0)
    row.refresh_from_db()
    assert (row.text, row.addition) == ("Mutor, jäv och bisysslor", "Vårt.")


def test_an_ended_one_stands_the_year_out_and_not_the_year_to_come(cast, common, row):
    end_common_risk(by=cast.coordinator, risk=common, on=date(2024, 10, 1), why="Den ligger i en annan.")
    assert [Risk.objects.filter(standing_in(year), pk=row.pk).exists() for year in (2024, 2025)] == [True, False]
    with pytest.raises(RegisterRefusal, match="redan avslutad"):
        end_common_risk(by=cast.coordinator, risk=common, on=date(2024, 10, 1), why="Igen.")


def test_a_new_board_lacks_them_until_it_takes_them_in(cast, root, common):
    board = add_unit(by=None, name="Nya nämnden", kind=Unit.Kind.BOARD, parent=root)
    assert [risk.pk for risk in Risk.objects.lacked_by(board)] == [common.pk]
    spread_common_risks(by=cast.coordinator, board=board)
    assert not Risk.objects.lacked_by(board).exists()
    assert spread_common_risks(by=cast.coordinator, board=board) == []


def test_a_boards_own_risk_is_not_ended_as_a_common_one(cast):
    with pytest.raises(RegisterRefusal, match="ingen gemensam risk"):
        end_common_risk(by=None, risk=Risk.objects.filter(unit=cast.board).first(), on=date(2024, 1, 1), why="Nej")


def test_the_page_tells_how_many_boards_have_estimated_each(cast, signed_in, root, row):
    year = date.today().year
    Estimate.objects.create(risk=row, year=year, level="Hög")
    page = page_of(signed_in(cast.coordinator).get(reverse("common_risks", args=[root.pk])))
    assert rows(page)[0][:4] == ["Mutor och jäv", "Fel och oegentligheter", "1 av 1", "1 av 1"]


def test_one_is_added_changed_and_ended_by_form(cast, signed_in, root):
    client = signed_in(cast.coordinator)
    client.post(reverse("common_risk_add", args=[root.pk]), {"text": "Otillåten påverkan"})
    common = Risk.objects.common_of(root).get()
    client.post(reverse("common_risk_edit", args=[common.pk]), {"text": "Otillåten påverkan och hot", "edits": 0})
    assert Risk.objects.get(common=common).text == "Otillåten påverkan och hot"
    client.post(reverse("common_risk_end", args=[common.pk]), {"why": "Ersatt.", "edits": 1})
    common.refresh_from_db()
    assert common.retired_why == "Ersatt."


def test_a_board_is_told_how_many_it_lacks_and_takes_them_in(cast, signed_in, common, row):
    row.delete()
    client = signed_in(cast.coordinator)
    address = reverse("board_risks", args=cast.year)
    assert "1 kommungemensam risk saknas i registret." in words(page_of(client.get(address)))
    client.post(reverse("common_risks_take_in", args=cast.year))
    assert "saknas i registret" not in words(page_of(client.get(address)))
    assert Risk.objects.filter(unit=cast.board, common=common).count() == 1


def test_the_page_of_the_row_offers_the_addition_alone(cast, signed_in, row):
    client = signed_in(cast.coordinator)
    page = page_of(client.get(reverse("risk", args=[row.pk])))
    assert "Skriv tillägg" in words(page)
    assert "Avför" not in words(page)
    assert page_of(client.get(reverse("risk_edit", args=[row.pk]))).xpath("//textarea/@name") == ["addition"]
    assert client.post(reverse("risk_retire", args=[row.pk]), {"why": "Nej", "edits": 0}).status_code == 200
    assert Risk.objects.filter(standing_in(YEAR + 1), pk=row.pk).exists()


@pytest.mark.parametrize("year", [1, 99_999, 10**30])
def test_common_risks_are_taken_in_to_no_year_that_there_is_not(cast, signed_in, common, year):
    Risk.objects.filter(unit=cast.board, common=common).delete()
    client = signed_in(cast.coordinator)
    assert client.post(reverse("common_risks_take_in", args=[cast.board.pk, year])).status_code == 404
    assert not Risk.objects.filter(unit=cast.board, common=common).exists()
