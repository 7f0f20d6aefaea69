from datetime import date

import pytest

from internkoll.assessment.models import Assessment
from internkoll.assessment.services import AssessmentRefusal, assess, decide_assessment
from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Round
from tests.cast import YEAR

ON = date(2025, 2, 3)


def decided(cast, outcome="Tillräcklig", reasons="Allt är gjort.", seen=0, round_=None, **more):
    return assess(
        by=cast.head,
        board=cast.board,
        year=YEAR,
        round_=round_,
        outcome=outcome,
        reasons=reasons,
        suggested="Tillräcklig",
        seen=seen,
        on=ON,
        **more,
    )


def told(assessment):
    entries = HistoryEntry.objects.filter(subject="assessment", subject_id=assessment.pk).order_by("number")
    return [(entry.what, entry.after) for entry in entries]


def test_a_decision_is_kept_with_its_reasons_its_day_and_who_made_it(cast):
    made = decided(cast)
    assert (made.outcome, made.reasons, made.suggested) == ("Tillräcklig", "Allt är gjort.", "Tillräcklig")
    assert (made.decided_on, made.decided_by) == (ON, cast.head)
    after = {
        "year": YEAR,
        "period": "",
        "class": "Tillräcklig",
        "reasons": "Allt är gjort.",
        "suggested": "Tillräcklig",
    }
    assert told(made) == [("assessment decided", after)]


@pytest.mark.parametrize(("outcome", "reasons"), [("Tillräcklig", " "), ("", "Skäl.")])
def test_a_decision_needs_a_class_and_reasons(cast, outcome, reasons):
    with pytest.raises(AssessmentRefusal):
        decided(cast, outcome, reasons)
    assert not Assessment.objects.filter(round=None).exists()


def test_a_later_change_is_told(cast):
    decided(cast)
    made = decided(cast, "Inte tillräcklig", seen=1)
    assert told(made)[-1] == ("assessment changed", {"year": YEAR, "period": "", "class": "Inte tillräcklig"})
    assert Assessment.objects.filter(unit=cast.board, round=None).count() == 1


def test_what_was_confirmed_against_the_results_is_kept(cast):
    made = decided(cast, confirmed=["En anmärkning saknar åtgärd."])
    assert told(made)[0][1]["contradictions"] == ["En anmärkning saknar åtgärd."]


def test_the_second_of_two_first_decisions_is_told(cast):
    decided(cast)
    with pytest.raises(ChangedSince):
        decided(cast, "Inte tillräcklig")
    assert Assessment.objects.get(round=None, unit=cast.board).outcome == "Tillräcklig"


def test_what_a_document_told_can_be_decided_anew_by_one_who_has_seen_it(cast):
    round_ = Round.objects.get(unit=cast.board, label="T2 2024")
    with pytest.raises(ChangedSince):
        decided(cast, round_=round_)
    assert decided(cast, round_=round_, seen=1).decided_by == cast.head


def test_another_boards_round_is_refused(cast):
    with pytest.raises(AssessmentRefusal):
        decided(cast, round_=Round.objects.filter(unit=cast.strangers_board).first())


def test_a_document_can_tell_it_once_and_not_against_what_is_decided(cast):
    given = {"by": None, "board": cast.board, "year": YEAR, "round_": None}
    made = decide_assessment(outcome="Tillräcklig", **given)
    assert decide_assessment(outcome="Tillräcklig", **given) == made
    with pytest.raises(AssessmentRefusal, match="redan ”Tillräcklig”"):
        decide_assessment(outcome="Inte tillräcklig", **given)
