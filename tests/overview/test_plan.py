from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.plan.models import Plan
from internkoll.plan.services import adopt_plan, propose_plan
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, matrix_method, person
from tests.reading import groups, headings, link, of_class, page_of, rows, words


@pytest.fixture
def shown(signed_in, db):
    """Gives the plan of a board, as one of its readers sees it."""

    def show(board):
        client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
        return page_of(client.get(reverse("board_plan", args=[board.pk, YEAR])))

    return show


def test_only_the_fields_that_are_filled_have_a_column(shown):
    document = document_of([{"risk": "A", "control": "K", "responsible": "Rektor"}])
    page = shown(board_with(method=packaged_method("uppsala"), document=document))
    assert headings(page) == ["Riskbeskrivning", "Kontrollmoment", "Ansvarig"]
    assert "Inte ifyllt någonstans i planen: Nr, Kontrollmetod." in words(page)


def test_what_only_another_page_of_the_plan_fills_has_its_column(shown):
    """The page tells which columns there are, and the database only what the page does not."""
    many = [{"risk": f"Risk {n}", "control": f"Kontroll {n}"} for n in range(101)]
    many[-1] |= {"risk_number": "101", "method": "Stickprov", "level": "Hög", "frequency": "Årligen"}
    page = shown(board_with(document=document_of(many)))
    assert headings(page) == ["Nr", "Risk", "Risknivå", "Kontrollmoment", "Metod", "Frekvens"]
    assert len(rows(page)) == 100


def test_the_columns_bear_the_municipalitys_own_words(shown):
    document = document_of([{"risk": "A", "score": 16, "likelihood": "sannolik", "control": "K"}])
    assert headings(shown(board_with(method=packaged_method("nacka-status"), document=document))) == [
        "Område",
        "Skattning",
        "Kontrollmoment",
    ]


def test_a_level_and_a_value_that_follow_from_the_matrix_are_not_told_as_missing(shown):
    odds = {"likelihood": "Sannolik", "consequence": "Allvarlig"}
    fields = ["risk", "likelihood", "consequence", "level", "score", "control", "frequency"]
    document = document_of([{"risk": "A", "control": "K", **odds}], period=None, overall=None)
    page = shown(board_with(method=matrix_method(4, fields=fields), document=document))
    assert rows(page)[0][1] == "■ Hög 16 sannolikhet Sannolik, konsekvens Allvarlig"
    assert "Inte ifyllt någonstans i planen: Frekvens." in words(page)


def test_the_estimate_stands_in_one_column_with_its_words(shown):
    assert rows(shown(board_with(rows=1)))[0][2] == "■ Hög 12 sannolikhet Sannolik, konsekvens Kännbar"


def test_lines_of_one_risk_and_one_control_share_their_cells(shown):
    told = [("R1", "K1", "M1", False), ("R1", "K1", "M2", True), ("R1", "K2", "M3", False), ("R2", "K3", "M4", False)]
    document = document_of([{"risk": r, "control": c, "method": m, "continues": more} for r, c, m, more in told])
    page = shown(board_with(document=document))
    assert rows(page) == [["R1", "K1", "M1"], ["M2"], ["K2", "M3"], ["R2", "K3", "M4"]]
    spans = [cell.get("rowspan") for cell in of_class(page, "ik-table")[0].xpath("./tbody/tr[1]/*")]
    assert spans == ["3", "2", None]


def test_a_heading_is_written_once_above_all_that_it_holds(shown):
    areas = [("Mål 1", "Process A"), ("Mål 1", "Process A"), ("Mål 1", "Process B"), ("Mål 2", "Process B")]
    document = document_of([{"area": list(area), "control": f"K{i}"} for i, area in enumerate(areas)])
    page = shown(board_with(method=packaged_method("stockholm"), document=document))
    assert groups(page) == ["Mål 1", "Process A", "Process B", "Mål 2", "Process B"]


def test_what_stands_in_no_area_does_not_stand_under_the_one_before(shown):
    areas = [(), ("Mål 1", "Process A"), (), ("Mål 2",)]
    document = document_of([{"area": list(area), "control": f"K{i}"} for i, area in enumerate(areas)])
    page = shown(board_with(method=packaged_method("stockholm"), document=document))
    assert groups(page) == ["Mål 1", "Process A", "Utan område", "Mål 2"]


def test_a_mandatory_risk_is_marked_once(shown):
    assert rows(shown(board_with(rows=2)))[0][1] == "Barn far illa på sätt 1 Obligatorisk"


def test_an_adopted_plan_tells_its_decision(cast, signed_in):
    plan = propose_plan(by=cast.coordinator, plan=Plan.objects.get(unit=cast.board), risk_analysis_on=date(2023, 11, 1))
    adopt_plan(by=cast.coordinator, plan=plan, adopted_on=date(2023, 12, 5), paragraph="§ 84", reference="BN 2023/7")
    page = page_of(signed_in(cast.control_owner).get(reverse("board_plan", args=cast.year)))
    assert words(of_class(page, "ik-facts")[0]) == "● Plan beslutad 5 december 2023, § 84"
    assert [words(term) for term in of_class(page, "ik-terms")[0].xpath(".//dd")][:2] == [
        "5 december 2023, § 84",
        "BN 2023/7",
    ]


def test_a_draft_says_that_it_is_not_adopted(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board_plan", args=cast.year)))
    assert "Utkast. Planen är inte beslutad." in words(page)


def test_risk_and_control_lead_to_their_own_pages(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board_plan", args=cast.year)))
    assert link(page, "sätt 2").startswith("/risker/")
    assert link(page, "Kontroll 2 görs").startswith("/kontroller/")


def test_actions_that_the_plan_itself_sets_have_a_column(shown):
    document = document_of([{"risk": "A", "action": "Utbilda alla."}, {"risk": "B"}], period=None, overall=None)
    page = shown(board_with(document=document))
    assert headings(page) == ["Risk", "Åtgärd"]
    assert rows(page) == [["A", "Utbilda alla."], ["B", ""]]
