"""The follow-up of the whole year: each control by its latest result, and the lists behind the year's figures."""

from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.followup.models import Result, ResultAction
from internkoll.organisation.methods import method_for
from internkoll.overview.figures import FiguresOfYear
from internkoll.plan.models import Plan
from internkoll.rules.methods import packaged_method
from tests.cast import ROUNDS, YEAR, board_with, document_of, person, row_of
from tests.reading import groups, headings, of_class, page_of, rows, words


@pytest.fixture
def shown(cast, signed_in):
    client = signed_in(cast.auditor)
    return lambda **query: page_of(client.get(reverse("followup_of_year", args=cast.year), query))


def choices(page):
    return [words(choice) for choice in of_class(page, "ik-chips")[-1]]


def test_each_control_is_told_by_its_latest_result_and_by_when_it_was(shown):
    page = shown()
    assert headings(page) == ["Nr", "Risk och kontroll", "Senast", "Resultat och åtgärder"]
    found = rows(page)
    assert [row[0] for row in found] == ["1", "2", "3", "4", "5", "6"]
    assert found[2][2] == "▲ Mindre anmärkning T2 2024"
    assert "Granskat 3." in found[2][3]
    assert "Ta fram rutin 3" in found[2][3]
    # The fifth was not reported in the last round.
    assert found[4][2] == "● Utan anmärkning T1 2024"
    assert "Första granskningen 5." in found[4][3]
    assert groups(page) == ["Område 1"]


def test_what_was_never_reported_is_told_of_and_can_be_chosen(cast, shown):
    Result.objects.filter(control__text="Kontroll 5 görs").delete()
    page = shown()
    assert choices(page) == [
        "Alla 6",
        "Rapporterade 5",
        "Ej rapporterade 1",
        "Utan anmärkning 3",
        "Mindre anmärkning 2",
    ]
    assert "5 av 6 kontroller har rapporterats minst en gång under året." in words(page)
    assert rows(page)[4][2] == "Ej rapporterad"
    assert [row[0] for row in rows(shown(visa="saknas"))] == ["5"]
    assert [row[0] for row in rows(shown(visa="rapporterade"))] == ["1", "2", "3", "4", "6"]


def test_a_class_is_chosen_by_the_latest_result_alone(shown):
    # All six were without remark in the first round.
    assert [row[0] for row in rows(shown(visa="Utan anmärkning"))] == ["1", "2", "4", "5"]
    assert [row[0] for row in rows(shown(visa="Mindre anmärkning"))] == ["3", "6"]
    assert rows(shown(visa="Lysande")) == [["Inget stämmer med valet."]]


def test_remarks_that_nothing_answers_can_be_chosen(cast, shown):
    ResultAction.objects.filter(result__control__text="Kontroll 6 görs").delete()
    assert "Anmärkningar utan åtgärd 1" in choices(shown())
    assert [row[0] for row in rows(shown(visa="obesvarade"))] == ["6"]


def test_a_result_that_says_nothing_does_not_hide_an_earlier_one(cast, shown):
    Result.objects.filter(round__label=ROUNDS[1], control__text="Kontroll 1 görs").update(
        outcome="", status=None, text=""
    )
    assert rows(shown())[0][2] == "● Utan anmärkning T1 2024"


def test_risks_without_controls_are_told_by_their_latest_estimate(signed_in, db):
    told = {ROUNDS[0]: {"level": "Medium", "text": "Läget är oförändrat."}, ROUNDS[1]: {"level": "Låg"}}
    first = {ROUNDS[0]: {"level": "Hög", "text": "Hoten har blivit fler."}}
    risks = [
        {"risk": "Hot", "level": "Hög", "risk_assessments": told},
        {"risk": "Våld", "level": "Hög", "risk_assessments": first},
        {"risk": "Brand", "level": "Hög"},
    ]
    board = board_with(method=packaged_method("nacka-niva"), document=document_of(risks))
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    address = reverse("followup_of_year", args=[board.pk, YEAR])
    page = page_of(client.get(address))
    assert [row[1] for row in rows(page)] == ["● Låg T2 2024", "■ Hög T1 2024", "Ej rapporterad"]
    assert choices(page) == ["Alla 3", "Rapporterade 2", "Ej rapporterade 1"]
    assert [row[0] for row in rows(page_of(client.get(address, {"visa": "saknas"})))] == ["Brand"]


def test_the_year_is_one_step_from_its_rounds(cast, signed_in):
    page = page_of(signed_in(cast.auditor).get(reverse("board_followup", args=cast.year)))
    (address,) = page.xpath("//a[.='Hela året']/@href")
    assert address == reverse("followup_of_year", args=cast.year)


def test_the_page_asks_no_more_for_200_rows_than_for_20(signed_in, db, django_assert_max_num_queries):
    asked = {}
    for count in (20, 200):
        document = document_of([row_of(number) for number in range(1, count + 1)])
        board = board_with(name=f"Nämnden med {count}", document=document)
        client = signed_in(person(f"Läsare {count}", RoleGrant.Role.READER, board))
        address = reverse("followup_of_year", args=[board.pk, YEAR])
        client.get(address)
        with django_assert_max_num_queries(60) as queries:
            assert client.get(address).status_code == 200
        asked[count] = len(queries)
    assert asked[200] <= asked[20]


@pytest.mark.parametrize("rounds", [["T1 2024"], ["T1 2024", "T2 2024"]])
def test_what_a_document_told_of_an_earlier_year_is_not_counted(signed_in, db, rounds):
    remark, good = {"class": "större anmärkning", "text": "I fjol."}, {"class": "utan anmärkning", "text": "I år."}
    told = [
        row_of(1, action="", results={"T2 2023": remark}),
        row_of(2, results={"T2 2023": remark, **dict.fromkeys(rounds, good)}),
    ]
    board = board_with(document=document_of(told, period=rounds[-1]))
    figures = FiguresOfYear(Plan.objects.get(unit=board, year=YEAR), method_for(board, YEAR), date(2024, 12, 31))
    of_year = figures.of_year()
    assert (of_year.done, of_year.missing, of_year.unanswered) == (1, 1, 0)
    assert [(found.word, found.count) for found in of_year.classes] == [("utan anmärkning", 1)]
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    page = page_of(client.get(reverse("followup_of_year", args=[board.pk, YEAR]), {"visa": "rapporterade"}))
    assert [row[0] for row in rows(page)] == ["2"]
