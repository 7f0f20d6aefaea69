import pytest

from internkoll.imports.services import SourceFile, import_document
from internkoll.plan.models import Check, Control, PlannedRisk
from tests.cast import board_with, document_of

pytestmark = pytest.mark.django_db


def row(control, *, risk="Barn far illa", method="Stickprov", **fields):
    return {"risk_number": "1", "risk": risk, "control": control, "method": method, **fields}


def board_of_two_years(first, second):
    plan = {"period": None, "overall": None, "texts": []}
    board = board_with(name="Tvåårsnämnden", document=document_of(first, year=2024, **plan))
    document = document_of(second, year=2025, **plan)
    import_document(by=None, board=board, year=2025, document=document, source=SourceFile("Plan 2025.docx", "1" * 64))
    return board


def of(model, year, lookup="plan"):
    return list(model.objects.filter(**{f"{lookup}__year": year}).order_by("position"))


def test_what_stands_in_the_same_words_goes_on_from_the_year_before():
    board_of_two_years([row("Rutinen följs")], [row("Rutinen  följs", responsible="Rektor")])
    assert of(PlannedRisk, 2025)[0].copied_from == of(PlannedRisk, 2024)[0]
    assert of(Control, 2025)[0].copied_from == of(Control, 2024)[0]
    assert of(Check, 2025, "control__plan")[0].copied_from == of(Check, 2024, "control__plan")[0]


def test_a_check_that_is_done_in_another_way_goes_on_where_its_control_has_no_other():
    board_of_two_years([row("Rutinen följs")], [row("Rutinen följs", method="Intervjuer")])
    assert of(Check, 2025, "control__plan")[0].copied_from == of(Check, 2024, "control__plan")[0]


def test_another_control_is_a_new_one():
    board_of_two_years([row("Rutinen följs")], [row("Rutinen är känd")])
    assert of(Control, 2025)[0].copied_from is None
    assert of(Check, 2025, "control__plan")[0].copied_from is None


def test_the_same_words_twice_are_not_guessed_at():
    twice = [row("Rutinen följs"), row("Rutinen följs")]
    board_of_two_years(twice, twice)
    assert [control.copied_from for control in of(Control, 2025)] == [None, None]
