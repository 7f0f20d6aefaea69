"""Rows in, rows out: what was brought in comes back, twice is once, and what contradicts changes nothing."""

from datetime import date

import pytest

from internkoll.actions.models import Action
from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Result, Round
from internkoll.imports.models import ImportedDocument
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.services import SourceFile, import_document
from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.plan.services import adopt_plan, propose_plan
from internkoll.register.models import Estimate, Risk
from internkoll.reports.document import document_of, plan_of
from internkoll.rules.exchange import Document, PeriodEstimate, PeriodResult, Row, TextBlock
from internkoll.rules.methods import packaged_method

pytestmark = pytest.mark.django_db
SOURCE = SourceFile("Plan.docx", "0" * 64)


@pytest.fixture
def board():
    return find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")


def document(*rows, **head):
    defaults = {"title": "Uppföljning", "municipality": "Ekstads kommun", "board": "Socialnämnden", "year": 2024}
    return Document(**defaults | {"period": "T1 2024"} | head, rows=rows)


def bring_in(board, told):
    return import_document(by=None, board=board, year=2024, document=told, source=SOURCE)


FULL = document(
    Row(
        area=("Mål 1", "Process"),
        risk_number="1",
        risk="Fel utbetalning",
        mandatory=True,
        score=12,
        level="Hög",
        likelihood=3,
        consequence="allvarliga",
        control="Kontroll av beslut",
        method="Stickprov 10 av 200",
        responsible="Enhetschef",
        frequency="Årligen och vid avvikelser",
        results={
            "T1 2024": PeriodResult(outcome="mindre anmärkning", text="Två fel.\nRättade.", status="Genomförd"),
            "T3 2023": PeriodResult(text="Inga fel."),
        },
        risk_assessments={"T1 2024": PeriodEstimate(level="Medium", text="Sänkt.")},
        action="Ta fram en rutin under hösten.",
    ),
    Row(
        area=("Mål 1", "Process"),
        risk_number="1",
        risk="Fel utbetalning",
        mandatory=True,
        score=12,
        level="Hög",
        likelihood=3,
        consequence="allvarliga",
        control="Kontroll av beslut",
        continues=True,
        method="Samtal",
        risk_assessments={"T1 2024": PeriodEstimate(level="Medium", text="Sänkt.")},
        action="En åtgärd utan resultat.",
    ),
    Row(area=("Mål 1",), risk="Ensam risk", score=3, action="En åtgärd mot risken."),
    Row(area=("Mål 2",), working_method="Arbetssätt", systematic_control="Systematisk", control="Aktivitet"),
    Row(area=("Mål 2",), working_method="Arbetssätt", systematic_control="Systematisk", control="Aktivitet"),
    administration="Socialförvaltningen",
    date="2024-05-20",
    reference="SN 2024/12",
    overall="Tillräcklig",
    texts=(TextBlock(heading="Analys", text="Ett\nTvå"), TextBlock(heading="", text="Slutord")),
)


def test_what_came_in_comes_out(board):
    bring_in(board, FULL)
    assert document_of(plan_of(board, 2024)) == FULL


def test_bringing_in_the_same_document_twice_changes_nothing(board):
    bring_in(board, FULL)
    before = HistoryEntry.objects.count()
    again = bring_in(board, FULL)
    assert (again.lines_added, again.lines_there, again.results_added, again.actions_added) == (0, 5, 0, 0)
    assert document_of(plan_of(board, 2024)) == FULL
    assert list(HistoryEntry.objects.order_by("pk").values_list("what", flat=True)[before:]) == ["document imported"]


def test_a_later_period_stands_beside_the_earlier_one(board):
    row = Row(risk="r", control="k", responsible="Chef")
    first = row.model_copy(update={"results": {"T1 2024": PeriodResult(text="Ett")}})
    second = row.model_copy(update={"results": {"T2 2024": PeriodResult(text="Två")}, "action": "Rutin senast i juni."})
    bring_in(board, document(first, texts=(TextBlock(text="Text ett"),)))
    bring_in(board, document(second, period="T2 2024", texts=(TextBlock(text="Text två"),)))
    both = document_of(plan_of(board, 2024), "T2 2024")
    assert {period: result.text for period, result in both.rows[0].results.items()} == {
        "T1 2024": "Ett",
        "T2 2024": "Två",
    }
    assert (both.rows[0].action, both.texts[0].text) == ("Rutin senast i juni.", "Text två")
    assert document_of(plan_of(board, 2024), "T1 2024").texts[0].text == "Text ett"
    assert document_of(plan_of(board, 2024), "T1 2024").rows[0].action == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"results": {"T1 2024": PeriodResult(text="Annat")}}, "rad 1: Resultatet för T1 2024 finns redan"),
        ({"score": 16}, "rad 1: Risken har redan en annan skattning för 2024"),
        ({"risk_assessments": {"T1 2024": PeriodEstimate(level="Låg")}}, "rad 1: Risken har redan en annan skattning"),
    ],
)
def test_what_contradicts_the_database_is_refused_and_changes_nothing(board, change, told):
    row = Row(
        risk="r",
        score=12,
        control="k",
        results={"T1 2024": PeriodResult(text="Ett")},
        risk_assessments={"T1 2024": PeriodEstimate(level="Hög")},
    )
    bring_in(board, document(row))
    before = (document_of(plan_of(board, 2024)), HistoryEntry.objects.count(), ImportedDocument.objects.count())
    with pytest.raises(ImportRefused, match=told):
        bring_in(board, document(row.model_copy(update=change), Row(risk="ny", control="ny")))
    after = (document_of(plan_of(board, 2024)), HistoryEntry.objects.count(), ImportedDocument.objects.count())
    assert after == before


def test_another_overall_assessment_is_refused(board):
    bring_in(board, document(Row(control="k"), overall="Tillräcklig"))
    with pytest.raises(ImportRefused, match="redan ”Tillräcklig”"):
        bring_in(board, document(Row(control="k"), overall="Inte tillräcklig"))


def test_a_document_without_rows_is_refused_and_opens_no_plan(board):
    with pytest.raises(ImportRefused, match="Inga risker eller kontroller"):
        bring_in(board, document())
    assert not Plan.objects.exists()


def test_results_can_be_brought_into_an_adopted_plan_but_no_new_lines(board):
    row = Row(risk="r", control="k")
    bring_in(board, document(row, period=None))
    plan = propose_plan(by=None, plan=plan_of(board, 2024), risk_analysis_on=date(2023, 11, 1))
    adopt_plan(by=None, plan=plan, adopted_on=date(2024, 1, 10), paragraph="§ 1", reference="SN 2024/1")
    reported = row.model_copy(update={"results": {"T1 2024": PeriodResult(text="Ett")}})
    assert bring_in(board, document(reported)).results_added == 1
    with pytest.raises(ImportRefused, match="beslutad och kan inte ändras"):
        bring_in(board, document(reported, Row(risk="ny", control="ny")))
    assert Risk.objects.count() == 1


def test_a_risk_is_known_again_the_next_year(board):
    bring_in(board, document(Row(risk="Fel  utbetalning", score=9), period=None))
    later = document(Row(risk="fel utbetalning", score=12), period=None, year=2025)
    import_document(by=None, board=board, year=2025, document=later, source=SOURCE)
    assert Risk.objects.count() == 1
    assert sorted(Estimate.objects.values_list("year", "value")) == [(2024, 9), (2025, 12)]
    assert PlannedRisk.objects.count() == 2


def test_the_same_words_estimated_otherwise_are_two_risks(board):
    told = document(Row(risk="Brist", score=9), Row(area=("Annat",), risk="Brist", score=4), period=None)
    bring_in(board, told)
    assert Risk.objects.count() == 2
    assert [row.score for row in document_of(plan_of(board, 2024)).rows] == [9, 4]


def test_a_plan_without_a_period_keeps_its_head_and_text_itself(board):
    told = document(
        Row(control="k"), period=None, date="2023-12-01", texts=(TextBlock(heading="Syfte", text="Varför"),)
    )
    bring_in(board, told)
    assert document_of(plan_of(board, 2024)) == told
    assert not Round.objects.exists()


def test_a_round_gets_the_methods_dates(board):
    choose_method(by=None, unit=board, from_year=2023, method=packaged_method("nacka-status"))
    bring_in(board, FULL)
    assert [str(Round.objects.get(label=label).due) for label in ("T1 2024", "T3 2023")] == ["2024-05-15", "2024-01-31"]


def test_an_actions_date_in_words_is_read(board):
    bring_in(board, FULL)
    action = Action.objects.get(text__startswith="Ta fram")
    assert (action.due_words, str(action.due)) == ("hösten", "2024-12-31")


def test_status_and_class_are_kept_apart(board):
    bring_in(board, FULL)
    result = Result.objects.get(round__label="T1 2024")
    assert (result.outcome, result.status) == ("mindre anmärkning", "Genomförd")


def test_the_file_and_what_was_noticed_in_it_are_remembered(board):
    imported = bring_in(board, FULL).imported
    assert (imported.name, imported.period, imported.notices) == ("Plan.docx", "T1 2024", [])


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({"board": "Socialnämnden"}, []),
        ({"board": "socialnämndens"}, []),
        ({"board": ""}, []),
        (
            {"board": "Byggnadsnämnden"},
            ["Dokumentet säger att det gäller ”Byggnadsnämnden” men läses in för ”Socialnämnden”."],
        ),
        ({"year": 2023}, ["Dokumentet säger att det gäller 2023 men läses in för 2024."]),
    ],
)
def test_a_document_that_seems_to_be_anothers_is_told(board, head, told):
    imported = bring_in(board, document(Row(control="k"), **head))
    assert [notice.text for notice in imported.notices] == told
    assert [notice["text"] for notice in imported.imported.notices] == told


def test_queries_do_not_grow_with_the_rows(board, django_assert_max_num_queries):
    for many, year in ((20, 2024), (200, 2025)):
        rows = [Row(risk=f"Risk {i}", control=f"K {i}", results={"T1": PeriodResult(text="x")}) for i in range(many)]
        told = document(*rows, period="T1", year=year)
        with django_assert_max_num_queries(160):
            import_document(by=None, board=board, year=year, document=told, source=SOURCE)
        with django_assert_max_num_queries(20):
            document_of(plan_of(board, year))


def test_a_risk_that_ends_with_a_full_stop_is_the_one_that_stands_in_the_register(board):
    for year, text in ((2024, "Fel lön betalas ut"), (2025, "Fel lön\u00ad betalas ut.")):
        told = document(Row(risk=text, control="Lönelistor"), year=year)
        import_document(by=None, board=board, year=year, document=told, source=SOURCE)
    assert Risk.objects.count() == 1
