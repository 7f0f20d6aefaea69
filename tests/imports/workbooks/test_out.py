"""A round's rows as a workbook: whose they are, what is locked, what may be chosen."""

import io

import openpyxl
import pytest
from django.utils import timezone

from internkoll.base.models import Unit
from internkoll.followup.models import Result, Round
from internkoll.followup.reporting import hand_in_result
from internkoll.followup.review import return_result
from internkoll.followup.services import NewResult, open_round, report_results
from internkoll.imports.workbooks.audience import audience_of, groups_of
from internkoll.imports.workbooks.contents import NothingToSend
from internkoll.imports.workbooks.judging import JudgedBook
from internkoll.imports.workbooks.layout import HIDDEN_SHEET, ID, MARKS, READ_SHEET, ROWS_SHEET
from internkoll.organisation.services import add_unit
from internkoll.plan.models import Check
from internkoll.rules.method import load_method
from internkoll.rules.methods import packaged_method
from internkoll.rules.reporting import Report
from tests.cast import ROUNDS, YEAR, board_with, document_of, matrix_method, numbered, person, row_of
from tests.filled import contents, keep, sent


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def keys(book):
    return [row.check for row in book.rows]


def test_a_person_gets_the_checks_that_she_is_tied_to_and_no_others(cast, round_, checks):
    for check in checks[1:3]:
        check.owners.add(cast.control_owner)
    book = contents(round_, cast.coordinator, audience=f"person-{cast.control_owner.pk}")
    assert keys(book) == [check.pk for check in checks[1:3]]
    assert book.audience == "Enhetschefen"


def test_words_get_the_checks_whose_plan_says_just_that(cast, round_, checks):
    Check.objects.filter(pk=checks[3].pk).update(responsible="Ekonomichef")
    assert keys(contents(round_, cast.coordinator, audience=f"ord-{checks[3].pk}")) == [checks[3].pk]
    assert len(contents(round_, cast.coordinator, audience=f"ord-{checks[0].pk}").rows) == 5


def test_a_unit_gets_what_the_people_below_it_report(cast, round_, checks):
    unit = add_unit(by=None, name="Norra enheten", kind=Unit.Kind.UNIT, parent=cast.board)
    part = add_unit(by=None, name="Förskolan", kind=Unit.Kind.UNIT, parent=unit)
    checks[4].owners.add(person("Rektorn", "control_owner", part))
    checks[0].owners.add(cast.control_owner)
    assert keys(contents(round_, cast.coordinator, audience=f"enhet-{unit.pk}")) == [checks[4].pk]


@pytest.mark.parametrize("key", ["", "person-0", "person-", "ord-99999999", "enhet-1²", f"person-{'9' * 30}", "x-1"])
def test_one_who_is_not_there_gets_nothing(round_, key):
    assert audience_of(round_, key) is None


def test_nobody_elses_checks_can_be_asked_for(cast, round_):
    others = Check.objects.filter(control__plan__unit=cast.strangers_board).first()
    others.owners.add(cast.stranger)
    keys = (f"ord-{others.pk}", f"person-{cast.stranger.pk}", f"enhet-{cast.strangers_board.pk}")
    assert [audience_of(round_, key) for key in keys] == [None, None, None]


def test_the_choices_tell_how_many_each_has_and_has_left(cast, round_, checks):
    checks[4].owners.add(cast.control_owner)
    checks[5].owners.add(cast.control_owner)
    told = {group.name: [(c.name, c.left, c.checks) for c in group.choices] for group in groups_of(round_)}
    assert told == {
        "Nämnden": [("Alla kontroller", 1, 6)],
        "Personer": [("Enhetschefen", 1, 2)],
        "Ansvariga enligt planen": [("Rektor", 1, 6)],
    }


def test_what_is_left_is_what_is_not_reported_and_what_was_returned(cast, round_, checks):
    report = Report(outcome="utan anmärkning", text="Klart.")
    at = timezone.now()
    result = hand_in_result(by=cast.coordinator, round_=round_, check=checks[0], report=report, seen=None, at=at)
    return_result(by=cast.head, result=result, comment="Skriv hur många.", at=at)
    book = contents(round_, cast.coordinator, only_left=True)
    assert keys(book) == [checks[0].pk, checks[4].pk]
    assert book.rows[0].cells["comment"] == "Skriv hur många."


def test_a_check_that_the_round_does_not_await_is_left_out(cast, round_, checks):
    Check.objects.filter(pk=checks[4].pk).update(recurrence="FREQ=YEARLY")
    assert checks[4].pk not in keys(contents(round_, cast.coordinator))


def test_a_round_with_nothing_to_send_says_so(cast, round_):
    Check.objects.filter(control__plan__unit=cast.board).update(responsible="Ekonomichef")
    report_results(
        by=None,
        round_=round_,
        results=[
            NewResult(check, text="x")
            for check in Check.objects.filter(control__plan__unit=cast.board).exclude(results__round=round_)
        ],
    )
    with pytest.raises(NothingToSend, match="inga kontroller"):
        contents(round_, cast.coordinator, only_left=True)


def test_the_answers_are_open_and_all_else_is_locked_without_a_password(cast, round_):
    sheet = opened(sent(round_, cast.coordinator))[ROWS_SHEET]
    headings = [cell.value for cell in sheet[1]]
    unlocked = {heading for heading, cell in zip(headings, sheet[2], strict=True) if not cell.protection.locked}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert unlocked == {
        "Bedömning",
        "Resultat",
        "Åtgärd",
        "Ansvarig för åtgärden",
        "Åtgärden klar senast",
        "Eller varför ingen åtgärd behövs",
    }
    assert all(cell.protection.locked for cell in sheet[1])


def test_a_class_is_chosen_among_those_of_the_method_and_a_day_is_asked_for(cast, round_):
    book = opened(sent(round_, cast.coordinator))
    sheet = book[ROWS_SHEET]
    chosen, day = sheet.data_validations.dataValidation
    assert (chosen.type, day.type, day.errorStyle) == ("list", "date", "warning")
    area = chosen.formula1.replace("'", "").removeprefix(f"{HIDDEN_SHEET}!").replace("$", "")
    words = [cell.value for (cell,) in book[HIDDEN_SHEET][area]]
    assert words == ["Utan anmärkning", "Mindre anmärkning", "Större anmärkning"]
    column = [cell.value for cell in sheet[1]].index("Bedömning")
    assert str(chosen.sqref) == f"{sheet.cell(2, column + 1).coordinate}:{sheet.cell(7, column + 1).coordinate}"


def test_ids_and_marks_are_hidden_and_the_rest_can_be_printed(cast, round_):
    book = opened(sent(round_, cast.coordinator))
    sheet = book[ROWS_SHEET]
    hidden = [c.value for c in sheet[1] if sheet.column_dimensions[c.column_letter].hidden]
    assert hidden[:1] == [ID]
    assert {c.value for c in sheet[1]} >= {ID, MARKS}
    assert book[HIDDEN_SHEET].sheet_state == "veryHidden"
    assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape",
        "$1:$1",
        True,
    )
    assert sheet.freeze_panes == "C2"


def test_the_workbook_is_made_for_those_who_can_not_see_it(cast, round_):
    """A title, a table whose columns all have a heading of their own, and nothing merged."""
    book = opened(sent(round_, cast.coordinator))
    sheet = book[ROWS_SHEET]
    assert book.properties.title == "Rapportera intern kontroll, T2 2024: Barnnämnden"
    (table,) = sheet.tables.values()
    assert table.ref.startswith("A1:")
    names = [column.name for column in table.tableColumns]
    assert len(set(names)) == len(names)
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)
    assert "ColumnTitle" in sheet.defined_names


def test_the_first_sheet_says_what_to_do_and_where_to_send_it(cast, round_):
    book = opened(sent(round_, cast.coordinator))
    told = " ".join(str(cell.value) for row in book[READ_SHEET].iter_rows() for cell in row if cell.value)
    assert book.sheetnames[0] == READ_SHEET
    assert book.active.title == READ_SHEET
    for words in (
        "T2 2024",
        "30 augusti 2024",
        cast.coordinator.email,
        "Väljer du ”Mindre anmärkning” eller ”Större anmärkning” behövs en åtgärd",
        "Låset har inget lösenord",
        "Skriv inga personuppgifter.",
    ):
        assert words in told


@pytest.mark.parametrize("text", ["=1+1", "+46 8", "-brist", "@A1", "<r>fet</r>", '=HYPERLINK("http://x")'])
def test_a_text_that_looks_like_a_formula_is_a_text(cast, round_, checks, text):
    Check.objects.filter(pk=checks[0].pk).update(procedure=text)
    Result.objects.filter(round=round_, for_check=checks[0]).update(text=text)
    sheet = opened(sent(round_, cast.coordinator))[ROWS_SHEET]
    texts = [cell for cell in sheet[2] if cell.value and str(cell.value).strip() == text]
    assert [cell.data_type for cell in texts] == ["s", "s"]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_what_was_said_last_time_stands_beside(cast, round_, checks):
    book = contents(round_, cast.coordinator)
    assert book.rows[0].cells["before"] == "T1 2024: Utan anmärkning\nFörsta granskningen 1."
    assert book.rows[2].cells["actions"] == "Ta fram rutin 3 senast 31 december 2024."
    assert (book.rows[2].cells["outcome"], book.rows[2].cells["text"]) == ("Mindre anmärkning", "Granskat 3.")
    assert book.rows[4].cells["text"] == ""


def test_only_what_the_method_uses_is_there(cast):
    board = board_with(name="Statusnämnden", method=packaged_method("nacka-status"), document=_with_status())
    round_ = Round.objects.select_related("unit").get(unit=board)
    columns = [column.key for column in contents(round_, cast.coordinator).columns]
    assert "status" in columns
    assert not {"outcome", "no_action_why", "risk_number"} & set(columns)


def _with_status():
    rows = [row_of(n, results={ROUNDS[1]: {"class": None, "status": "Pågående", "text": "x"}}) for n in (1, 2)]
    return document_of(rows)


def test_two_columns_that_the_method_calls_the_same_are_told_apart(cast):
    words = {"status": "Status", "result": "Status", "outcome": "Status"}
    method = matrix_method(4, words=words, statuses=[{"word": "klar", "meaning": "done"}])
    board = board_with(name="Likanämnden", method=load_method(method.model_dump()), document=document_of(numbered(2)))
    round_ = Round.objects.select_related("unit").get(unit=board, label=ROUNDS[1])
    headings = [column.heading for column in contents(round_, cast.coordinator).answers[:3]]
    assert headings == ["Status", "Vad kontrollen visade", "Beskrivning"]


def test_a_method_that_calls_a_column_as_the_hidden_ones_are_called_is_told_apart_from_them(cast):
    method = matrix_method(4, words={"result": ID, "action": MARKS.upper()})
    board = board_with(name="Fulnämnden", method=load_method(method.model_dump()), document=document_of(numbered(2)))
    round_ = Round.objects.select_related("unit").get(unit=board, label=ROUNDS[1])
    assert states_of(keep(round_, cast.coordinator, sent(round_, cast.coordinator))) == {"unchanged"}


def test_a_text_that_is_too_long_for_a_cell_does_not_seem_to_be_changed(cast, round_, checks):
    Result.objects.filter(round=round_, for_check=checks[0]).update(text="å " * 20_000)
    returned = keep(round_, cast.coordinator, sent(round_, cast.coordinator))
    assert states_of(returned) == {"unchanged", "blank"}


def states_of(returned):
    return {row.state for row in JudgedBook(returned).rows}


def test_the_same_contents_give_the_same_file(cast, round_):
    assert sent(round_, cast.coordinator) == sent(round_, cast.coordinator)


def test_a_year_without_a_plan_has_no_rows_to_send(cast):
    round_ = open_round(by=None, board=cast.strangers_board, label="T3 2023", year=YEAR - 1)
    assert groups_of(round_)[0].choices[0].checks == 0
