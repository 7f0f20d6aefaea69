from internkoll.rules.exchange import Row
from internkoll.rules.plan_changes import PlanLine, changes_between, matched


def told(before, after):
    return [
        (change.kind, change.line.values["control"], [field.field for field in change.fields])
        for change in changes_between(*matched(before, after))
    ]


def test_plans_that_say_the_same_differ_in_nothing():
    rows = [Row(risk="R", control="A", method="a"), Row(risk="R", control="B", method="b")]
    assert told(rows, rows) == []
    assert told(rows, rows[::-1]) == []


def test_a_line_that_was_changed_tells_which_of_its_fields():
    before = [Row(risk="R", control="A", method="a", responsible="Chef", frequency="Årligen")]
    after = [Row(risk="R", control="A", method="a", responsible="Direktör", frequency="Tertial")]
    assert told(before, after) == [("changed", "A", ["responsible", "frequency"])]


def test_a_rewritten_text_is_the_same_line_and_another_text_is_another():
    before = [Row(risk="R", control="Kontroll av att attest görs i rätt tid", method="Stickprov")]
    rewritten = [Row(risk="R", control="Kontroll av att attest görs i tid", method="Stickprov")]
    assert told(before, rewritten) == [("changed", "Kontroll av att attest görs i tid", ["control"])]
    other = [Row(risk="Jäv i upphandling", control="Granskning av anbud", method="Genomgång")]
    assert [kind for kind, _, _ in told(before, other)] == ["new", "removed"]


def test_alike_lines_are_paired_one_by_one():
    assert told([Row(control="A")], [Row(control="A"), Row(control="A")]) == [("new", "A", [])]
    assert told([Row(control="A"), Row(control="A")], [Row(control="A")]) == [("removed", "A", [])]


def test_a_risk_that_loses_its_last_control_is_told_by_the_control_that_is_gone():
    alone, controlled = [Row(risk="R")], [Row(risk="R", control="A")]
    assert told(controlled, alone) == [("removed", "A", [])]
    assert told(alone, controlled) == [("new", "A", [])]
    assert told([], alone) == [("new", "", [])]


def test_a_new_estimate_is_no_change_of_the_plan():
    assert told([Row(risk="R", control="A", score=4)], [Row(risk="R", control="A", score=9)]) == []


def test_lines_that_know_each_other_are_compared_though_nothing_in_them_is_alike():
    before, after = PlanLine.of(Row(control="A"), 1), PlanLine.of(Row(control="Något helt annat"), 1)
    (change,) = changes_between([before], [after])
    assert (change.kind, change.fields[0].before, change.fields[0].after) == ("changed", "A", "Något helt annat")
