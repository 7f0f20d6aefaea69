import pytest

from internkoll.rules.method import load_method
from internkoll.rules.reporting import NewActionTold, Report, faults_of
from tests.cast import matrix_method

CLASSES = matrix_method(4)
STATUSES = load_method(
    {
        "name": "Med status",
        "layout": "allman",
        "fields": ["control", "status"],
        "statuses": [
            {"word": "Ej påbörjad", "meaning": "not_started"},
            {"word": "Genomförd", "meaning": "done"},
            {"word": "Ej aktuell", "meaning": "not_applicable"},
        ],
    }
)
BOTH = load_method(
    {
        "name": "Med båda",
        "layout": "allman",
        "fields": ["control", "status", "outcome"],
        "statuses": [{"word": "Genomförd", "meaning": "done"}, {"word": "Ej aktuell", "meaning": "not_applicable"}],
        "result_classes": [{"word": "utan anmärkning"}, {"word": "anmärkning", "remark": True}],
    }
)
NEITHER = load_method({"name": "Bara text", "layout": "allman", "fields": ["control", "result"]})
GOOD, REMARK = "utan anmärkning", "mindre anmärkning"
WHOLE = NewActionTold("Ta fram rutin", "Rektor", "hösten 2024")
CASES = [
    (CLASSES, Report(outcome=GOOD, text="Granskat."), set()),
    (CLASSES, Report(text="Granskat."), {"outcome"}),
    (CLASSES, Report(outcome="strålande", text="Granskat."), {"outcome"}),
    (CLASSES, Report(outcome=GOOD), {"text"}),
    (CLASSES, Report(), {"outcome", "text"}),
    (CLASSES, Report(outcome=REMARK, text="Brist."), {"action_text"}),
    (CLASSES, Report(outcome=REMARK, text="Brist.", no_action_why="Rättat direkt."), set()),
    (CLASSES, Report(outcome=REMARK, text="Brist.", action=WHOLE), set()),
    (
        CLASSES,
        Report(outcome=REMARK, text="Brist.", action=NewActionTold("Rutin")),
        {"action_responsible", "action_due"},
    ),
    (CLASSES, Report(outcome=REMARK, text="Brist.", action=NewActionTold("Rutin", "Rektor", "snart")), {"action_due"}),
    (
        CLASSES,
        Report(outcome=GOOD, text="Granskat.", action=NewActionTold(due="2024-12-31", responsible="R")),
        {"action_text"},
    ),
    # The responsible is filled in beforehand: alone it is no action.
    (CLASSES, Report(outcome=GOOD, text="Granskat.", action=NewActionTold(responsible="Rektor")), set()),
    (STATUSES, Report(status="Genomförd"), set()),
    (STATUSES, Report(text="Granskat."), {"status"}),
    (STATUSES, Report(status="Klart"), {"status"}),
    (BOTH, Report(status="Genomförd", text="Granskat."), {"outcome"}),
    (BOTH, Report(status="Ej aktuell"), set()),
    (NEITHER, Report(text="Granskat."), set()),
    (NEITHER, Report(), {"text"}),
]


@pytest.mark.parametrize(("method", "report", "faults"), CASES)
def test_a_report_is_taken_or_told_what_it_lacks(method, report, faults):
    assert set(faults_of(method, report, year=2024, has_actions=False)) == faults


def test_a_remark_that_has_led_to_an_action_needs_no_more():
    report = Report(outcome=REMARK, text="Brist.")
    assert faults_of(CLASSES, report, year=2024, has_actions=True) == {}
