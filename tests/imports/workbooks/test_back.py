"""What comes back in a workbook: read by id, told cell by cell, brought in all or nothing."""

from datetime import date

import pytest
from django.utils import timezone
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from internkoll.actions.models import Action
from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.followup.drafts import save_draft
from internkoll.followup.models import Draft, Measurement, Result
from internkoll.followup.reporting import hand_in_result
from internkoll.followup.review import attest_results
from internkoll.followup.services import close_round
from internkoll.imports.workbooks.judging import JudgedBook
from internkoll.imports.workbooks.layout import FILLED_IN_BY, ID, READ_SHEET
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.services import (
    BookRefused,
    bring_in_rows,
    discard_returned,
    keep_returned,
    mend_rows,
)
from internkoll.plan.models import Check, Control
from internkoll.rules.reporting import Report
from tests.cast import ROUNDS
from tests.filled import Filled, keep, read, sent

GOOD = {"Bedömning": "Utan anmärkning", "Resultat": "Granskat i Excel."}
OTHERS = Report(outcome="utan anmärkning", text="Någon annan hann före.")


def kept(cast, round_, book):
    return keep(round_, cast.coordinator, book.data)


def judged(returned):
    """What each row is taken for, by its check."""
    return {row.key: row for row in JudgedBook(ReturnedWorkbook.objects.get(pk=returned.pk)).rows}


def states(returned):
    return [row.state for row in judged(returned).values()]


def bring_in(cast, returned, *checks, dropped=()):
    rows = judged(returned)
    return bring_in_rows(
        by=cast.coordinator,
        book=returned,
        chosen={check.pk: rows[check.pk].seen for check in checks},
        dropped=[check.pk for check in dropped],
        seen=ReturnedWorkbook.objects.get(pk=returned.pk).edits,
        at=timezone.now(),
    )


def hand_in(by, round_, check, report=OTHERS):
    return hand_in_result(by=by, round_=round_, check=check, report=report, seen=None, at=timezone.now())


def result(round_, check):
    return Result.objects.get(round=round_, for_check=check)


def name_cell(book):
    (cell,) = [row[1] for row in book.book[READ_SHEET].iter_rows(max_col=2) if row[0].value == FILLED_IN_BY]
    return cell


def everything(round_):
    return list(Result.objects.filter(round=round_).order_by("pk").values()), HistoryEntry.objects.count()


def test_a_book_that_nobody_has_filled_in_says_nothing(cast, round_, book):
    before = everything(round_)
    assert states(kept(cast, round_, book)) == ["unchanged"] * 4 + ["blank", "unchanged"]
    assert everything(round_) == before


def test_what_is_filled_in_is_shown_before_it_is_saved(cast, round_, checks, book):
    before = everything(round_)
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    row = judged(returned)[checks[4].pk]
    assert (row.state, row.line.line, row.seen) == ("new", 6, 0)
    assert [(cell.key, cell.now, cell.told) for cell in row.told_cells] == [
        ("outcome", "", "Utan anmärkning"),
        ("text", "", "Granskat i Excel."),
    ]
    assert everything(round_) == before


def test_what_is_chosen_is_reported_and_waits_to_be_attested(cast, round_, checks, book):
    brought = bring_in(cast, kept(cast, round_, book.fill(checks[4].pk, **GOOD)), checks[4])
    told = result(round_, checks[4])
    assert (brought.rows, brought.left) == (1, 0)
    assert (told.outcome, told.text, told.reported_by, told.review) == (
        "utan anmärkning",
        "Granskat i Excel.",
        cast.coordinator,
        Result.Review.WAITING,
    )
    assert not ReturnedWorkbook.objects.exists()


def test_the_history_tells_who_brought_it_in_for_whom_and_by_which_book(cast, round_, checks, book):
    name_cell(book).value = " Rektor  Ek "
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    assert returned.filled_in_by == "Rektor Ek"
    bring_in(cast, returned, checks[4])
    reported, whole = HistoryEntry.objects.filter(unit=cast.board).order_by("-number")[:2][::-1]
    assert (reported.what, reported.by_id_number) == ("result reported", cast.coordinator.pk)
    assert (reported.after["on_behalf_of"], reported.after["workbook"]) == ("Rektor Ek", "svar.xlsx")
    assert (whole.what, whole.after["rows"], whole.after["period"]) == ("workbook brought in", 1, ROUNDS[1])


def test_a_remark_is_brought_in_with_its_action_and_its_day(cast, round_, checks, book):
    book.fill(
        checks[4].pk,
        **GOOD | {"Bedömning": "Större anmärkning"},
        Åtgärd="Inför en rutin",
        Ansvarig_för_åtgärden="Rektor",
        Åtgärden_klar_senast=date(2024, 12, 31),
    )
    bring_in(cast, kept(cast, round_, book), checks[4])
    action = Action.objects.get(result_link__result=result(round_, checks[4]))
    assert (action.text, action.responsible, action.due, action.due_words) == (
        "Inför en rutin",
        "Rektor",
        date(2024, 12, 31),
        "",
    )


def test_words_for_a_day_are_shown_with_the_day_that_they_are_taken_for(cast, round_, checks, book, clock):
    clock.set("2024-09-02")
    book.fill(checks[4].pk, **GOOD, Åtgärd="Inför en rutin", Åtgärden_klar_senast="under hösten")
    book.fill(checks[3].pk, **GOOD, Åtgärd="Inför en rutin", Åtgärden_klar_senast="2024-12-01")
    rows = judged(kept(cast, round_, book))
    days = [{cell.key: cell.day for cell in rows[check.pk].cells}["action_due"] for check in checks[3:5]]
    assert days == [None, date(2024, 12, 31)]


def test_the_same_book_once_more_adds_nothing(cast, round_, checks, book):
    book.fill(checks[4].pk, **GOOD | {"Bedömning": "Större anmärkning"}, Åtgärd="Inför en rutin")
    book.fill(checks[4].pk, Åtgärden_klar_senast="31/12 2024")
    bring_in(cast, kept(cast, round_, book), checks[4])
    assert set(states(kept(cast, round_, book))) == {"unchanged"}
    assert Action.objects.filter(text="Inför en rutin").count() == 1


def test_rows_are_found_by_their_ids_and_columns_by_their_headings(cast, round_, checks, book):
    book.fill(checks[4].pk, **GOOD)
    grid = [[cell.value for cell in row] for row in book.sheet.iter_rows()]
    head, body = grid[0][::-1], [row[::-1] for row in reversed(grid[1:])]
    book.sheet.insert_rows(1)
    for number, row in enumerate([head, *body], start=2):
        for column, value in enumerate(row, start=1):
            book.sheet.cell(number, column).value = value
    book.sheet.title = "Mina svar"
    rows = judged(kept(cast, round_, book))
    assert {key: row.state for key, row in rows.items() if row.state not in ("unchanged", "blank")} == {
        checks[4].pk: "new"
    }
    assert rows[checks[4].pk].doubts == ()


def test_rows_that_were_taken_away_are_told_and_nothing_happens_to_them(cast, round_, checks, book):
    book.sheet.delete_rows(2, 2)
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    assert [check.pk for check in JudgedBook(returned).missing] == [checks[0].pk, checks[1].pk]
    bring_in(cast, returned, checks[4])
    assert result(round_, checks[0]).text == "Granskat 1."


def test_a_row_that_was_added_is_told_and_not_brought_in(cast, round_, book):
    columns = book.headings
    for heading, value in GOOD.items():
        book.sheet.cell(8, columns.index(heading) + 1).value = value
    returned = kept(cast, round_, book)
    (extra,) = returned.extras
    assert (extra["line"], extra["cells"]["text"]) == (8, "Granskat i Excel.")
    assert "tillagd" in extra["why"]


def test_a_row_that_stands_twice_is_taken_once_if_it_says_the_same_and_else_not_at_all(cast, round_, checks, book):
    copied = [cell.value for cell in book.sheet[6]]
    for column, value in enumerate(copied, start=1):
        book.sheet.cell(8, column).value = value
    assert "blank" in states(kept(cast, round_, book))
    book.sheet.cell(8, book.headings.index("Resultat") + 1).value = "Ett annat svar"
    returned = kept(cast, round_, book)
    assert checks[4].pk not in judged(returned)
    assert [extra["line"] for extra in returned.extras] == [6, 8]
    assert "rad 6, 8" in returned.extras[0]["why"]
    assert returned.missing == []


def test_what_is_written_beside_the_columns_is_told_and_not_lost(cast, round_, checks, book):
    last = len(book.headings)
    book.sheet.cell(6, last + 1).value = "Klart i maj"
    book.sheet.cell(6, last + 3).value = 12
    book.sheet.cell(9, 2).value = "Hälsar Anna"
    returned = kept(cast, round_, book)
    told = [(extra["line"], extra["cells"][""]) for extra in returned.extras]
    assert told == [(6, "Klart i maj, 12"), (9, "Hälsar Anna")]
    assert judged(returned)[checks[4].pk].state == "blank"


def test_comments_in_the_book_are_told(cast, round_, checks, book):
    assert kept(cast, round_, book).extras == []
    book.cell(checks[4].pk, "Resultat").comment = Comment("Vi hann inte.", "Rektorn")
    (extra,) = kept(cast, round_, book).extras
    assert "Boken har kommentarer vid cellerna" in extra["why"]


def test_a_text_that_is_bold_in_part_is_read_as_a_whole(cast, round_, checks, book):
    book.fill(checks[4].pk, **GOOD)
    book.cell(checks[4].pk, "Resultat").value = CellRichText("Tre av ", TextBlock(InlineFont(b=True), "tio"), " fel.")
    assert judged(kept(cast, round_, book))[checks[4].pk].report.text == "Tre av tio fel."


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"Bedömning": "Halvbra"}, {"outcome": "Välj en av de bedömningar som finns."}),
        ({"Bedömning": None}, {"outcome": "Välj vad kontrollen visade."}),
        ({"Resultat": None}, {"text": "Skriv några ord, så att den som attesterar vet vad som är gjort."}),
        (
            {"Bedömning": "Mindre anmärkning"},
            {
                "action_text": "En anmärkning behöver en åtgärd. "
                "Skriv vad som ska göras, eller varför ingen åtgärd behövs."
            },
        ),
        ({"Åtgärd": "Inför en rutin"}, {"action_due": "Skriv en dag"}),
        ({"Åtgärd": "Inför en rutin", "Åtgärden klar senast": "2024-02-30"}, {"action_due": "Skriv en dag"}),
        (
            {"Åtgärd": "x", "Åtgärden klar senast": "2024-05-01", "Ansvarig för åtgärden": None},
            {"action_responsible": "Skriv vem som ansvarar för åtgärden."},
        ),
        ({"Åtgärden klar senast": "2024-05-01"}, {"action_text": "Skriv vad som ska göras."}),
        ({"Resultat": "=A1"}, {"text": "Cellen har en formel. Skriv texten själv i stället."}),
        ({"Ansvarig för åtgärden": "x" * 300}, {"action_responsible": "Texten är längre än 200 tecken. Korta den."}),
    ],
)
def test_what_can_not_be_taken_is_refused_cell_by_cell(cast, round_, checks, book, answers, faults):
    returned = kept(cast, round_, book.fill(checks[4].pk, **(GOOD | answers)))
    row = judged(returned)[checks[4].pk]
    assert row.state == "refused"
    assert row.faults.keys() == faults.keys()
    assert all(row.faults[key].startswith(fault) for key, fault in faults.items())
    before = everything(round_)
    with pytest.raises(BookRefused) as refused:
        bring_in(cast, returned, checks[4])
    assert refused.value.faults == {checks[4].pk: row.faults}
    assert everything(round_) == before
    assert ReturnedWorkbook.objects.get().rows == returned.rows


def test_a_text_that_only_looks_like_a_formula_is_taken_as_it_stands(cast, round_, checks, book):
    cell = book.cell(checks[4].pk, "Resultat")
    book.fill(checks[4].pk, **GOOD)
    cell.value, cell.data_type = "=inga brister", "s"
    bring_in(cast, kept(cast, round_, book), checks[4])
    assert result(round_, checks[4]).text == "=inga brister"


def test_what_is_mended_is_kept_and_can_then_be_brought_in(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD | {"Bedömning": "Halvbra", "Resultat": "=A1"}))
    mended = {checks[4].pk: {"outcome": "Utan anmärkning", "text": "Inga brister.", "id": "1", "okänd": "x"}}
    returned = mend_rows(book=returned, mended=mended, filled_in_by="Rektorn", seen=0)
    assert judged(returned)[checks[4].pk].state == "new"
    assert returned.filled_in_by == "Rektorn"
    bring_in(cast, returned, checks[4])
    assert result(round_, checks[4]).text == "Inga brister."


def test_all_that_is_chosen_is_brought_in_or_nothing(cast, round_, checks, book):
    book.fill(checks[3].pk, **GOOD).fill(checks[4].pk, Bedömning="Halvbra")
    returned = kept(cast, round_, book)
    before = everything(round_)
    with pytest.raises(BookRefused) as refused:
        bring_in(cast, returned, checks[3], checks[4])
    assert set(refused.value.faults) == {checks[4].pk}
    assert everything(round_) == before
    brought = bring_in(cast, returned, checks[3])
    assert (brought.rows, brought.left) == (1, 1)
    assert [row["id"] for row in ReturnedWorkbook.objects.get().rows if row["id"] == checks[3].pk] == []


def test_one_who_has_reported_since_is_shown_beside_and_not_overwritten(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    hand_in(cast.control_owner, round_, checks[4])
    row = judged(returned)[checks[4].pk]
    assert row.state == "conflict"
    (cell,) = row.told_cells
    assert (cell.key, cell.now, cell.told, cell.by_other) == (
        "text",
        "Någon annan hann före.",
        "Granskat i Excel.",
        True,
    )


def test_someone_elses_change_of_another_cell_is_a_conflict_too(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[0].pk, Resultat="Granskat i Excel."))
    remark = Report(outcome="mindre anmärkning", text="Granskat 1.", no_action_why="Rättat.")
    hand_in(cast.control_owner, round_, checks[0], remark)
    row = judged(returned)[checks[0].pk]
    assert row.state == "conflict"
    assert [cell.key for cell in row.cells if cell.by_other] == ["outcome", "no_action_why"]


def test_what_someone_has_changed_to_the_same_is_no_conflict(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    hand_in(cast.control_owner, round_, checks[4], Report(outcome="utan anmärkning", text="Granskat i Excel."))
    assert judged(returned)[checks[4].pk].state == "unchanged"


def test_what_someone_else_changed_and_the_book_left_alone_stays(cast, round_, checks, book):
    hand_in(cast.control_owner, round_, checks[0])
    assert judged(kept(cast, round_, book))[checks[0].pk].state == "unchanged"
    assert result(round_, checks[0]).text == "Någon annan hann före."


def test_the_coordinator_decides_which_of_the_two_holds(cast, round_, checks, book):
    book.fill(checks[3].pk, **GOOD).fill(checks[4].pk, **GOOD)
    returned = kept(cast, round_, book)
    for check in checks[3:5]:
        hand_in(cast.control_owner, round_, check)
    brought = bring_in(cast, returned, checks[3], dropped=[checks[4]])
    assert (brought.rows, brought.left) == (1, 0)
    assert result(round_, checks[3]).text == "Granskat i Excel."
    assert result(round_, checks[4]).text == "Någon annan hann före."
    entry = HistoryEntry.objects.filter(what="result changed").latest("pk")
    assert (entry.before["text"], entry.after["text"]) == ("Någon annan hann före.", "Granskat i Excel.")


def test_one_who_reports_between_the_page_and_the_button_is_not_overwritten(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    hand_in(cast.control_owner, round_, checks[4])
    with pytest.raises(BookRefused) as refused:
        bring_in_rows(
            by=cast.coordinator, book=returned, chosen={checks[4].pk: 0}, seen=returned.edits, at=timezone.now()
        )
    assert "Någon annan har ändrat" in refused.value.faults[checks[4].pk][""]
    assert result(round_, checks[4]).text == "Någon annan hann före."


def test_two_who_decide_about_the_same_book_do_not_undo_each_other(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    mend_rows(book=returned, mended={checks[4].pk: {"text": "Rättat"}}, filled_in_by="", seen=0)
    for decide in (
        lambda: mend_rows(book=returned, mended={checks[4].pk: {"text": "Annat"}}, filled_in_by="", seen=0),
        lambda: bring_in_rows(by=cast.head, book=returned, chosen={checks[4].pk: 0}, seen=0, at=timezone.now()),
        lambda: discard_returned(by=cast.head, book=returned, seen=0),
    ):
        with pytest.raises(ChangedSince):
            decide()
    assert judged(returned)[checks[4].pk].report.text == "Rättat"


def test_rows_sorted_apart_from_their_hidden_ids_are_doubted(cast, round_, checks, book):
    """The answers of two rows have changed places, with all that is seen of them; the ids have not."""
    book.fill(checks[3].pk, **GOOD)
    hidden = book.headings.index(ID)
    for column in range(1, hidden + 1):
        first, second = book.sheet.cell(5, column), book.sheet.cell(6, column)
        first.value, second.value = second.value, first.value
    row = judged(kept(cast, round_, book))[checks[4].pk]
    assert row.state == "new"
    assert "De låsta cellerna är ändrade" in row.doubts[0]


def test_a_plan_that_has_changed_since_is_told(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    Control.objects.filter(pk=checks[4].control_id).update(text="En annan kontroll")
    assert judged(returned)[checks[4].pk].doubts == ("Kontrollens text i planen har ändrats sedan boken skickades ut.",)


def test_what_is_attested_is_told_and_is_to_be_attested_anew(cast, round_, checks, book):
    handed_in = hand_in(cast.control_owner, round_, checks[4])
    attest_results(by=cast.head, results=[handed_in], at=timezone.now())
    again = Filled(sent(round_, cast.coordinator)).fill(checks[4].pk, **GOOD)
    returned = kept(cast, round_, again)
    assert "attesteras på nytt" in judged(returned)[checks[4].pk].doubts[0]
    bring_in(cast, returned, checks[4])
    assert result(round_, checks[4]).review == Result.Review.WAITING


def test_a_row_without_its_mark_is_compared_with_all_that_holds(cast, round_, checks, book):
    book.fill(checks[0].pk, Resultat="Granskat i Excel.")
    book.cell(checks[0].pk, "internkoll-version").value = None
    row = judged(kept(cast, round_, book))[checks[0].pk]
    assert row.state == "conflict"
    assert "versionsmärke saknas" in row.doubts[0]


def test_what_the_book_has_no_column_for_stays(cast, round_, checks, book):
    Measurement.objects.create(result=result(round_, checks[0]), words="57 procent", value=57)
    bring_in(cast, kept(cast, round_, book.fill(checks[0].pk, Resultat="Nytt.")), checks[0])
    assert (result(round_, checks[0]).text, result(round_, checks[0]).measurement.words) == ("Nytt.", "57 procent")


def test_a_measured_value_is_asked_for_where_the_check_follows_one(cast, round_, checks):
    Check.objects.filter(pk=checks[4].pk).update(measure="Andel")
    book = Filled(sent(round_, cast.coordinator))
    book.fill(checks[4].pk, **GOOD).cell(checks[4].pk, "Mätvärde").value = 0.57
    book.cell(checks[4].pk, "Mätvärde").number_format = "0%"
    bring_in(cast, kept(cast, round_, book), checks[4])
    assert result(round_, checks[4]).measurement.words == "57 %"


def test_the_coordinators_own_draft_stays(cast, round_, checks, book):
    save_draft(by=cast.coordinator, round_=round_, check=checks[4], values={"text": "x"}, seen=0, at=timezone.now())
    bring_in(cast, kept(cast, round_, book.fill(checks[4].pk, **GOOD)), checks[4])
    assert Draft.objects.get().values == {"text": "x"}


def test_a_closed_round_takes_no_book_and_brings_nothing_in(cast, round_, checks, book):
    told = read(book.fill(checks[4].pk, **GOOD).data)
    returned = kept(cast, round_, book)
    close_round(by=None, round_=round_, on=timezone.localdate())
    before = everything(round_)
    with pytest.raises(BookRefused, match="stängd"):
        bring_in(cast, returned, checks[4])
    with pytest.raises(BookRefused, match="stängd"):
        keep_returned(by=cast.coordinator, round_=round_, book=told, name="x.xlsx", at=timezone.now())
    assert everything(round_) == before
    assert ReturnedWorkbook.objects.count() == 1


def test_what_is_discarded_is_gone_and_the_history_tells(cast, round_, checks, book):
    returned = kept(cast, round_, book.fill(checks[4].pk, **GOOD))
    results = Result.objects.filter(round=round_).count()
    discard_returned(by=cast.coordinator, book=returned, seen=0)
    entry = HistoryEntry.objects.latest("pk")
    assert not ReturnedWorkbook.objects.exists()
    assert Result.objects.filter(round=round_).count() == results
    assert (entry.what, entry.after["rows"], entry.after["workbook"]) == ("workbook discarded", 1, "svar.xlsx")
