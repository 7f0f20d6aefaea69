"""Facts that the data must give when asked: the four real documents, brought in through the services."""

import json

import pytest

from internkoll.assessment.models import Assessment
from internkoll.followup.models import Result, Round
from internkoll.imports.services import SourceFile, import_document
from internkoll.organisation.methods import method_for
from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.plan.models import Area, Check, Control, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.reports.document import plan_of
from internkoll.rules.exchange import Document
from internkoll.rules.methods import packaged_method

pytestmark = pytest.mark.django_db
NOT_OF_THE_FORMAT = ("id", "source", "facts")


@pytest.fixture
def brought_in(acceptance):
    """Brings in the truth file of that name with that Method, and gives its board's plan and its own facts."""

    def bring_in(name, method):
        told = json.loads((acceptance / "truth" / f"{name}.json").read_text(encoding="utf-8"))
        rows = [{field: value for field, value in row.items() if field != "marked"} for row in told["rows"]]
        given = {field: value for field, value in told.items() if field not in NOT_OF_THE_FORMAT}
        document = Document.model_validate(given | {"rows": rows})
        board = find_or_add_board(by=None, name=document.board, municipality=document.municipality)
        choose_method(by=None, unit=board, from_year=document.year, method=packaged_method(method))
        source = SourceFile(f"{name}.json", "0" * 64)
        import_document(by=None, board=board, year=document.year, document=document, source=source)
        return plan_of(board, document.year), told["facts"]

    return bring_in


def numbers_by_class(plan):
    method = method_for(plan.unit, plan.year)
    numbers = {}
    for result in Result.objects.of(plan).order_by("pk"):
        numbers.setdefault(method.result_class(result.outcome).word, []).append(result.control.planned_risk.number)
    return numbers


def test_uppsala_has_nine_controls_in_four_areas_and_two_minor_remarks(brought_in):
    plan, facts = brought_in("uppsala-amn-2024", "uppsala")
    numbers = numbers_by_class(plan)
    assert Control.objects.filter(plan=plan).count() == facts["controls"] == 9
    assert Area.objects.filter(plan=plan).count() == facts["areas"] == 4
    assert len(numbers["utan anmärkning"]) == facts["utan anmärkning"] == 7
    assert numbers["mindre anmärkning"] == facts["minor_numbers"] == ["3", "9"]
    assert PlannedRisk.objects.filter(plan=plan, mandatory=True).count() == 2


def test_nacka_2024_has_twelve_risks_of_which_two_are_lowered(brought_in):
    plan, facts = brought_in("nacka-naf-2024-t1", "nacka-niva")
    method = method_for(plan.unit, 2024)
    at_first = {e.risk.text: method.level(e.level) for e in Estimate.objects.filter(period="")}
    after = {e.risk.text: method.level(e.level) for e in Estimate.objects.filter(period="T1 2024")}
    lowered = [risk for risk, level in after.items() if method.rank(level) < method.rank(at_first[risk])]
    assert len(at_first) == len(after) == facts["risks"] == 12
    assert sorted(lowered) == sorted(facts["lowered"])
    high_or_medium = sum(method.must_be_handled(level) for level in after.values())
    assert high_or_medium == facts["high_or_medium_after"] == 11


def test_nacka_2022_has_ten_risks_and_24_checks_in_five_value_groups(brought_in):
    plan, facts = brought_in("nacka-afn-2022-t2", "nacka-status")
    assert PlannedRisk.objects.filter(plan=plan).count() == facts["risks"] == 10
    assert Check.objects.filter(control__plan=plan).count() == facts["rows"] == 24
    assert Control.objects.filter(plan=plan).count() == 23
    values = Estimate.objects.order_by("-value").values_list("value", flat=True).distinct()
    assert list(values) == facts["score_groups"] == [16, 15, 12, 10, 9]
    # The same words stand for both 12 and 9: they are kept as they stand, and no scale is made of them.
    same_words = Estimate.objects.filter(likelihood="möjlig", consequence="kännbara").values_list("value", flat=True)
    assert set(same_words) == {12, 9}
    assert method_for(plan.unit, 2022).matrix is None


def test_stockholm_has_eight_goals_and_28_activities_and_is_sufficient(brought_in):
    plan, facts = brought_in("stockholm-rinkeby-kista-2022", "stockholm")
    assert Area.objects.filter(plan=plan, parent=None).count() == facts["goals"] == 8
    assert Control.objects.filter(plan=plan).count() == facts["rows"] == 28
    assert not PlannedRisk.objects.filter(plan=plan).exists()
    assert Assessment.objects.get(unit=plan.unit, year=2022).outcome == "Tillräcklig"
    told = Round.objects.filter(unit=plan.unit, results__isnull=False).distinct().values_list("label", flat=True)
    assert set(told) == {"T1 2022", "T2 2022", "VB 2022"}
