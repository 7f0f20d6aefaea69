"""A document beside what the board holds: matched by number and likeness, decided row by row, and taken back whole."""

from datetime import date

import pytest
from django.utils import timezone

from internkoll.base.history import first_broken_link
from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Result, Round
from internkoll.followup.reporting import hand_in_result, words_of
from internkoll.followup.review import attest_results
from internkoll.followup.services import close_round
from internkoll.imports.comparing import Count, compare
from internkoll.imports.models import ImportedDocument
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.services import SourceFile, import_document
from internkoll.imports.taking_back import take_back_import
from internkoll.organisation.services import add_person, choose_method, find_or_add_board
from internkoll.plan.models import Check, Control, Plan, PlannedRisk
from internkoll.plan.services import adopt_plan, propose_plan
from internkoll.plan.versions import revise_plan
from internkoll.register.estimates import estimate_risk
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate, estimate_risks
from internkoll.reports.document import document_of, plan_of
from internkoll.rules.exchange import Document, PeriodEstimate, PeriodResult, Row
from internkoll.rules.methods import packaged_method
from internkoll.rules.reporting import Report
from tests.digest import differing, digest

pytestmark = pytest.mark.django_db
SOURCE = SourceFile("Plan.docx", "0" * 64)
ON = date(2024, 5, 20)

LINE = Row(
    area=("Ekonomi",),
    risk_number="1",
    risk="Risk att fel lön betalas ut",
    score=9,
    control="Lönelistor granskas av chefen",
    method="Stickprov på 20 löner",
    responsible="Lönechef",
    frequency="Varje månad",
    results={"T1 2024": PeriodResult(outcome="utan anmärkning", text="Inga fel hittades.")},
)
OTHER = Row(
    area=("Inköp",),
    risk_number="2",
    risk="Risk att avtal saknas vid inköp",
    score=12,
    control="Avtalsregistret jämförs med inköpen",
    method="Genomgång",
)


@pytest.fixture
def board():
    board = find_or_add_board(by=None, name="Socialnämnden", municipality="Ekstads kommun")
    choose_method(by=None, unit=board, from_year=2024, method=packaged_method("uppsala"))
    return board


def document(*rows, **head):
    defaults = {"board": "Socialnämnden", "year": 2024, "period": "T1 2024"}
    return Document(**defaults | head, rows=rows)


def bring_in(board, told, decisions=None):
    return import_document(
        by=None, board=board, year=2024, document=told, source=SOURCE, decisions=decisions or {}, on=ON
    )


def changed(row, **values):
    return row.model_copy(update=values)


def compared(board, *rows):
    return compare(document(*rows), Plan.objects.of(board, 2024).in_force().first())


def held(board):
    return document_of(plan_of(board, 2024), "T1 2024").rows


def test_all_is_new_where_nothing_is_held(board):
    found = compared(board, LINE, OTHER)
    assert (found.risks, found.controls, found.results) == (Count(new=2), Count(new=2), Count(new=1))


def test_all_is_there_where_the_same_is_told_again(board):
    bring_in(board, document(LINE, OTHER))
    found = compared(board, LINE, OTHER)
    assert (found.risks, found.controls, found.results) == (Count(there=2), Count(there=2), Count(there=1))


def test_line_breaks_case_and_full_stops_are_no_difference(board):
    bring_in(board, document(LINE))
    told = changed(LINE, control="Lönelistor granskas\nav chefen.", risk="risk att fel lön betalas ut.")
    assert compared(board, told).controls == Count(there=1)
    bring_in(board, document(told))
    assert [row.control for row in held(board)] == [LINE.control]


def test_what_a_report_does_not_tell_is_no_difference(board):
    bring_in(board, document(LINE, OTHER))
    told = changed(LINE, frequency="", method="", score=None, results={"T2 2024": PeriodResult(text="Ett fel.")})
    found = compared(board, told)
    assert (found.controls, found.results) == (Count(there=1), Count(new=1))
    bring_in(board, document(told, period="T2 2024"))
    assert held(board)[0].method == LINE.method
    assert Result.objects.get(round__label="T2 2024").text == "Ett fel."


def test_a_line_written_anew_is_known_by_its_likeness(board):
    bring_in(board, document(LINE, OTHER))
    told = changed(LINE, control="Lönelistorna granskas av närmaste chef", responsible="HR-chef")
    found = compared(board, OTHER, told)
    assert [row.state for row in found.rows] == ["there", "changed"]
    differences = {(d.field, d.held, d.told) for d in found.rows[1].differences}
    assert differences == {
        ("control", LINE.control, "Lönelistorna granskas av närmaste chef"),
        ("responsible", "Lönechef", "HR-chef"),
    }


def test_the_number_tells_where_the_words_are_less_alike(board):
    bring_in(board, document(LINE, OTHER))
    words = "Lönelistor stickprovskontrolleras av enhetschef"
    assert compared(board, changed(LINE, control=words)).rows[0].state == "changed"
    assert compared(board, changed(LINE, control=words, risk_number="7")).rows[0].state == "new"


@pytest.mark.parametrize(
    "row",
    [
        Row(risk_number="1", risk="Risk att brukare får fel medicin", control="Signeringslistor kontrolleras"),
        Row(risk_number="1", risk=LINE.risk),
        Row(control="Brandskyddet ses över i alla lokaler"),
    ],
)
def test_another_line_is_new_though_its_number_is_the_same(board, row):
    bring_in(board, document(LINE, OTHER))
    assert compared(board, row).rows[0].state == "new"


def test_what_is_held_stays_unless_a_person_decides_otherwise(board):
    bring_in(board, document(LINE))
    told = changed(
        LINE,
        control="Lönelistor granskas av chefen varje månad",
        score=16,
        results={"T1 2024": PeriodResult(outcome="större anmärkning", text="Många fel.")},
    )
    bring_in(board, document(told))
    assert held(board) == (LINE,)
    assert Risk.objects.count() == Check.objects.count() == Result.objects.count() == 1


def test_what_the_document_says_is_taken_where_a_person_says_so(board):
    bring_in(board, document(LINE))
    told = changed(
        LINE,
        risk="Risk att fel lön eller fel arvode betalas ut",
        control="Lönelistor granskas av chefen varje månad",
        responsible="HR-chef",
        frequency="Årligen",
        score=16,
        results={"T1 2024": PeriodResult(outcome="större anmärkning", text="Många fel.")},
        risk_assessments={"T1 2024": PeriodEstimate(level="Hög", text="Ny risk.")},
    )
    bring_in(board, document(told), {1: "take"})
    assert held(board) == (told,)
    assert Check.objects.get().recurrence == "FREQ=YEARLY"
    assert Risk.objects.count() == Check.objects.count() == Result.objects.count() == 1
    what = set(HistoryEntry.objects.values_list("what", flat=True))
    assert {"risk changed", "control changed", "check changed", "risk estimate changed", "result changed"} <= what
    assert first_broken_link(board) is None


def test_a_row_is_a_line_of_its_own_where_a_person_says_so(board):
    bring_in(board, document(LINE))
    told = changed(LINE, control="Lönelistor granskas av chefen varje månad")
    bring_in(board, document(told), {1: "new"})
    assert [row.control for row in held(board)] == [LINE.control, told.control]
    assert Risk.objects.count() == 1


def test_a_row_is_left_out_where_a_person_says_so(board):
    bring_in(board, document(LINE))
    brought = bring_in(board, document(LINE, OTHER), {2: "skip"})
    assert (brought.lines_added, brought.lines_there) == (0, 1)
    assert held(board) == (LINE,)


def order(board):
    return [(row.risk, row.control, row.method) for row in held(board)]


def test_a_new_control_of_a_risk_stands_below_it_and_not_last(board):
    bring_in(board, document(LINE, OTHER))
    new = changed(LINE, control="Utbetalningsfilen stäms av mot lönelistan", method="Avstämning varje månad")
    more = changed(new, method="Genomgång av behörigheter till filen", continues=True)
    brought = bring_in(board, document(LINE, OTHER, new, more))
    assert (brought.lines_added, brought.lines_there) == (2, 2)
    assert PlannedRisk.objects.count() == 2
    assert order(board) == [
        (LINE.risk, LINE.control, LINE.method),
        (LINE.risk, new.control, new.method),
        (LINE.risk, new.control, more.method),
        (OTHER.risk, OTHER.control, OTHER.method),
    ]
    assert [row.results for row in held(board)] == [LINE.results, new.results, more.results, {}]
    assert Check.objects.get(procedure=new.method).recurrence == "FREQ=MONTHLY"


def test_the_first_control_of_a_risk_that_stood_alone_takes_its_line(board):
    alone = Row(area=("Ekonomi",), risk_number="1", risk=LINE.risk, score=9)
    bring_in(board, document(alone, OTHER))
    bring_in(board, document(LINE, OTHER))
    assert order(board) == [
        (LINE.risk, LINE.control, LINE.method),
        (OTHER.risk, OTHER.control, OTHER.method),
    ]
    assert PlannedRisk.objects.count() == 2


@pytest.mark.parametrize("elsewhere", [{"area": ("Personal",)}, {"risk_number": "7"}])
def test_a_line_of_another_area_or_number_is_a_place_of_its_own(board, elsewhere):
    bring_in(board, document(LINE, OTHER))
    new = changed(LINE, control="Utbetalningsfilen stäms av mot lönelistan", method="Avstämning", **elsewhere)
    told = document(LINE, OTHER, new)
    import_document(by=None, board=board, year=2024, document=told, source=SOURCE)
    assert order(board)[-1] == (new.risk, new.control, new.method)
    assert PlannedRisk.objects.filter(risk__text=LINE.risk).count() == 2


def test_lines_that_were_set_in_are_taken_back_and_the_others_stand_where_they_stood(board):
    alone = Row(area=("Inköp",), risk_number="3", risk="Risk att varor aldrig levereras", score=6)
    bring_in(board, document(LINE, alone, OTHER))
    before = beside_the_history()
    new = [changed(LINE, control=words, method="Avstämning") for words in ("Fil mot lista", "Konton mot register")]
    control = changed(alone, control="Leveranser prickas av mot beställning", method="Stickprov")
    imported = bring_in(board, document(LINE, *new, control, OTHER)).imported
    assert len(held(board)) == 5
    take_back_import(by=None, imported=imported)
    assert beside_the_history() == before


def test_a_new_control_of_a_risk_in_other_words_belongs_to_that_risk(board):
    bring_in(board, document(LINE))
    risk = "Risk att fel lön betalas ut till anställda"
    more = Row(risk_number="1", risk=risk, score=9, control="Utbetalningsfilen kontrolleras", method="Dagligen")
    bring_in(board, document(changed(LINE, risk=risk), more))
    assert Risk.objects.count() == 1
    assert {row.risk for row in held(board)} == {LINE.risk}


def test_a_risk_that_is_taken_is_the_risk_of_its_new_and_its_other_lines_too(board):
    second = changed(LINE, control="Utbetalningsfilen stäms av", method="Avstämning", results={})
    bring_in(board, document(LINE, second))
    words = {"risk": "Risk att fel lön eller arvode betalas ut", "score": 16}
    new = changed(second, **words, control="Nya anställda kontrolleras mot avtal", method="Genomgång")
    told = document(changed(LINE, **words), changed(second, **words), new)
    found = compare(told, Plan.objects.get())
    assert [{d.field for d in row.differences} for row in found.rows] == [{"risk", "score"}, set(), set()]
    bring_in(board, told, {1: "take"})
    assert Risk.objects.count() == 1
    assert {(row.risk, row.score) for row in held(board)} == {(words["risk"], 16)}
    assert len(held(board)) == 3


def test_a_document_without_a_head_leaves_that_of_the_round(board):
    bring_in(board, document(LINE, title="Delårsrapport", reference="SN 2024/7"))
    imported = bring_in(board, document(LINE, title="Uppföljning", date="2024-09-01")).imported
    round_ = Round.objects.get()
    assert (round_.title, round_.document_date, round_.reference) == ("Delårsrapport", "2024-09-01", "SN 2024/7")
    take_back_import(by=None, imported=imported)
    round_.refresh_from_db()
    assert (round_.title, round_.document_date, round_.reference) == ("Delårsrapport", None, "SN 2024/7")


def test_a_closed_round_and_an_adopted_plan_take_nothing(board):
    bring_in(board, document(LINE))
    plan = Plan.objects.get()
    propose_plan(by=None, plan=plan, risk_analysis_on=date(2024, 1, 1))
    adopt_plan(by=None, plan=plan, adopted_on=date(2024, 2, 1), paragraph="§ 1", reference="SN 1")
    told = changed(LINE, control="Lönelistor granskas av chefen varje månad")
    with pytest.raises(ImportRefused, match="beslutad"):
        bring_in(board, document(told), {1: "take"})
    close_round(by=None, round_=Round.objects.get(), on=ON)
    told = changed(LINE, results={"T1 2024": PeriodResult(text="Något annat hände.")})
    with pytest.raises(ImportRefused, match="stängd"):
        bring_in(board, document(told), {1: "take"})
    bring_in(board, document(told), {1: "keep"})
    assert held(board)[0].results == LINE.results


# Taking back


def beside_the_history():
    return {kind: rows for kind, rows in digest().items() if kind != "HistoryEntry"}


def test_an_import_is_taken_back_as_if_it_had_not_been(board):
    before = beside_the_history()
    imported = bring_in(board, document(LINE, OTHER, overall="Tillräcklig", title="Delår")).imported
    take_back_import(by=None, imported=imported)
    assert beside_the_history() == before
    assert HistoryEntry.objects.filter(what="import taken back").count() == 1
    assert first_broken_link(board) is None


def test_taking_back_a_later_import_leaves_the_first(board):
    bring_in(board, document(LINE))
    before = beside_the_history()
    told = changed(
        LINE,
        control="Lönelistor granskas av chefen varje månad",
        score=16,
        results={"T1 2024": PeriodResult(text="Många fel.")},
    )
    later = bring_in(board, document(told, OTHER), {1: "take"}).imported
    assert len(held(board)) == 2
    take_back_import(by=None, imported=later)
    assert held(board) == (LINE,)
    after = beside_the_history()
    # What was changed and put back has been changed twice.
    assert differing(before, after) == {"Control", "Estimate", "Result"}


def test_what_has_been_built_on_is_not_taken_back(board):
    imported = bring_in(board, document(LINE)).imported
    bring_in(board, document(changed(LINE, results={"T2 2024": PeriodResult(text="Inga fel.")}), period="T2 2024"))
    before = digest()
    with pytest.raises(ImportRefused, match=r"resultat"):
        take_back_import(by=None, imported=imported)
    assert digest() == before


def test_what_has_been_changed_since_is_not_taken_back(board):
    imported = bring_in(board, document(LINE, OTHER)).imported
    later = bring_in(board, document(changed(OTHER, method="Genomgång av alla inköp")), {1: "take"}).imported
    before = digest()
    with pytest.raises(ImportRefused, match="ändrats eller rapporterats"):
        take_back_import(by=None, imported=imported)
    assert digest() == before
    take_back_import(by=None, imported=later)


def test_an_adopted_plan_and_a_prepared_version_are_built_on(board):
    imported = bring_in(board, document(LINE)).imported
    plan = Plan.objects.get()
    propose_plan(by=None, plan=plan, risk_analysis_on=date(2024, 1, 1))
    with pytest.raises(ImportRefused):
        take_back_import(by=None, imported=imported)
    adopt_plan(by=None, plan=plan, adopted_on=date(2024, 2, 1), paragraph="§ 1", reference="SN 1")
    more = bring_in(board, document(changed(LINE, results={"T2 2024": PeriodResult(text="Inga fel.")}))).imported
    revise_plan(by=None, plan=plan, why="En risk till.")
    take_back_import(by=None, imported=more)
    assert not Result.objects.filter(round__label="T2 2024").exists()


def test_an_import_is_taken_back_once(board):
    imported = bring_in(board, document(LINE)).imported
    take_back_import(by=None, imported=imported)
    with pytest.raises(ImportRefused, match="redan tillbakatagen"):
        take_back_import(by=None, imported=ImportedDocument(pk=imported.pk, plan=Plan(unit=board)))
    assert not Plan.objects.exists()
    assert not PlannedRisk.objects.exists()
    assert not Control.objects.exists()
    assert not Estimate.objects.exists()


def test_a_period_without_a_year_is_of_the_documents_year(board):
    """Two years that both call their round "Delår"."""
    for year in (2024, 2025):
        told = changed(LINE, results={"Delår": PeriodResult(text=f"Inga fel {year}.")})
        import_document(
            by=None, board=board, year=year, document=document(told, year=year, period="Delår"), source=SOURCE
        )
    assert list(Round.objects.filter(label="Delår").values_list("year", flat=True).order_by("year")) == [2024, 2025]
    for year in (2024, 2025):
        assert document_of(plan_of(board, year)).rows[0].results["Delår"].text == f"Inga fel {year}."


def test_an_estimate_that_a_person_has_changed_since_is_not_taken_back(board):
    bring_in(board, document(changed(LINE, score=None)))
    more = bring_in(board, document(changed(LINE, score=9))).imported
    risk = Risk.objects.get(text=LINE.risk)
    estimate_risk(by=None, year=2024, new=NewEstimate(risk, value=16, text="Värre än vi trodde."), on=ON)
    with pytest.raises(ImportRefused, match="efteråt"):
        take_back_import(by=None, imported=more)
    assert Estimate.objects.get(risk=risk, period="").value == 16


def test_an_estimate_of_another_year_or_period_is_nothing_built_on_it(board):
    bring_in(board, document(changed(LINE, score=None)))
    risk = Risk.objects.get(text=LINE.risk)
    estimate_risks(by=None, board=board, year=2025, estimates=[NewEstimate(risk, value=4)])
    more = bring_in(board, document(changed(LINE, score=9))).imported
    estimate_risk(by=None, year=2025, new=NewEstimate(risk, value=6), on=ON)
    take_back_import(by=None, imported=more)
    assert [(e.year, e.value) for e in Estimate.objects.filter(risk=risk)] == [(2025, 6)]


@pytest.fixture
def reported(board):
    """A result that a person has reported with a measured value, and another has attested."""
    bring_in(board, document(changed(LINE, results={})))
    owner, head = (add_person(by=None, email=f"{name}@ekstad.example", name=name) for name in ("rektor", "chef"))
    told = Report(outcome="utan anmärkning", text="Inga fel hittades.", measured="57 procent")
    now = timezone.now()
    result = hand_in_result(
        by=owner, round_=Round.objects.get(), check=Check.objects.get(), report=told, seen=0, at=now
    )
    attest_results(by=head, results=[result], at=now)
    return result


@pytest.fixture
def keeper():
    return add_person(by=None, email="samordnare@ekstad.example", name="Samordnaren")


def test_a_result_that_takes_the_documents_words_is_attested_anew_and_no_longer_its_reporters(board, reported, keeper):
    before, edits = beside_the_history(), Result.objects.get(pk=reported.pk).edits
    told = changed(LINE, results={"T1 2024": PeriodResult(outcome="större anmärkning", text="Många fel.")})
    more = import_document(
        by=keeper, board=board, year=2024, document=document(told), source=SOURCE, decisions={1: "take"}, on=ON
    ).imported
    reported.refresh_from_db()
    assert (reported.text, reported.review, reported.reported_by, reported.reviewed_by) == (
        "Många fel.",
        "waiting",
        keeper,
        None,
    )
    assert words_of(reported) == ""
    take_back_import(by=keeper, imported=more)
    # It has been changed twice, and is otherwise as it was.
    Result.objects.update(edits=edits)
    assert beside_the_history() == before
    reported.refresh_from_db()
    assert (reported.review, reported.reported_by.name, words_of(reported)) == ("attested", "rektor", "57 procent")
