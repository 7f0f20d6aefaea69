from datetime import date

import pytest

from internkoll.base.edits import ChangedSince
from internkoll.base.models import HistoryEntry
from internkoll.register.estimate_parts import estimate_from, parts_of, written_in
from internkoll.register.estimates import SeenEstimate, SeveralChangedSince, estimate_risk, estimate_sheet
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate, RegisterRefusal
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, matrix_method

TODAY = date(2024, 5, 2)


@pytest.fixture
def risks(cast):
    return list(Risk.objects.filter(unit=cast.board).select_related("unit").order_by("pk"))


def of(risk, period=""):
    return Estimate.objects.get(risk=risk, year=YEAR, period=period)


def test_a_first_estimate_of_a_period_is_dated_and_told(cast, risks):
    new = NewEstimate(risks[0], "T1 2024", level="Låg", text="Lugnare.")
    estimate_risk(by=cast.coordinator, year=YEAR, new=new, on=TODAY, is_new=True)
    assert (of(risks[0], "T1 2024").level, of(risks[0], "T1 2024").estimated_on) == ("Låg", TODAY)
    assert HistoryEntry.objects.order_by("-pk").first().what == "risk estimated"


def test_a_changed_estimate_is_told_with_what_stood_before(cast, risks):
    new = NewEstimate(risks[0], likelihood="Möjlig", consequence="Kännbar")
    estimate_risk(by=cast.coordinator, year=YEAR, new=new, on=TODAY, seen=0)
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.what, entry.before["likelihood"], entry.after["likelihood"]) == (
        "risk estimate changed",
        "Sannolik",
        "Möjlig",
    )


def test_the_second_to_estimate_is_told_what_the_first_wrote(cast, risks):
    first = NewEstimate(risks[0], likelihood="Möjlig", consequence="Kännbar")
    estimate_risk(by=cast.head, year=YEAR, new=first, on=TODAY, seen=0)
    second = NewEstimate(risks[0], likelihood="Osannolik", consequence="Kännbar")
    with pytest.raises(ChangedSince):
        estimate_risk(by=cast.coordinator, year=YEAR, new=second, on=TODAY, seen=0)
    assert of(risks[0]).likelihood == "Möjlig"


def test_an_estimate_of_nothing_is_refused(cast, risks):
    with pytest.raises(RegisterRefusal, match="minst en del"):
        estimate_risk(by=cast.coordinator, year=YEAR, new=NewEstimate(risks[0], "T1 2024"), on=TODAY)


def test_a_sheet_saves_what_differs_and_leaves_the_rest(cast, risks):
    sheet = [
        SeenEstimate(NewEstimate(risks[0], likelihood="Möjlig", consequence="Kännbar"), 0),
        SeenEstimate(NewEstimate(risks[1], likelihood="Möjlig", consequence="Allvarlig"), 0),
    ]
    saved = estimate_sheet(by=cast.coordinator, board=cast.board, year=YEAR, sheet=sheet, on=TODAY)
    assert [estimate.risk_id for estimate in saved] == [risks[0].pk]
    assert of(risks[1]).edits == 0


def test_a_sheet_with_one_conflict_saves_nothing_and_tells_of_it(cast, risks):
    estimate_risk(by=cast.head, year=YEAR, new=NewEstimate(risks[1], likelihood="Osannolik"), on=TODAY, seen=0)
    sheet = [SeenEstimate(NewEstimate(risk, likelihood="Möjlig"), 0) for risk in risks[:2]]
    with pytest.raises(SeveralChangedSince) as met:
        estimate_sheet(by=cast.coordinator, board=cast.board, year=YEAR, sheet=sheet, on=TODAY)
    assert list(met.value.things) == [risks[1].pk]
    assert [of(risk).likelihood for risk in risks[:2]] == ["Sannolik", "Osannolik"]


@pytest.mark.parametrize(
    ("method", "parts"),
    [
        (matrix_method(4), ["likelihood", "consequence"]),
        (packaged_method("nacka-niva"), ["value", "level"]),
        (packaged_method("nacka-status"), ["likelihood", "consequence", "value"]),
        (packaged_method("allman"), ["likelihood", "consequence", "value", "level"]),
        (packaged_method("uppsala"), ["value", "level"]),
    ],
)
def test_an_estimate_has_the_parts_of_the_way_of_working(method, parts):
    assert [part.name for part in parts_of(method)] == parts


def test_what_the_form_left_as_it_was_shown_stands_as_it_was_written():
    method, risk = matrix_method(4), Risk(pk=1)
    held = Estimate(risk=risk, likelihood="sannolik", consequence="3", value=99, level="Hög")
    shown = written_in(method, held)
    assert (shown["likelihood"], shown["consequence"]) == ("Sannolik", "Kännbar")
    odds = {"likelihood": "Sannolik", "consequence": "Kännbar"}
    same = estimate_from(method, risk, held, odds, text="Analys")
    assert (same.likelihood, same.consequence, same.value, same.level) == ("sannolik", "3", 99, "Hög")
    new = estimate_from(method, risk, held, odds | {"likelihood": "Möjlig"})
    assert (new.likelihood, new.consequence, new.value, new.level) == ("Möjlig", "3", None, None)
