"""The overview of a board's year."""

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.organisation.services import choose_method, find_or_add_board
from internkoll.plan.services import open_plan
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, matrix_method, person
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def shown(signed_in, db):
    """Gives the page of a board, as one of its readers sees it."""

    def show(board, **query):
        client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
        return page_of(client.get(reverse("board", args=[board.pk, YEAR]), query))

    return show


def matrix_of(page):
    (table,) = of_class(page, "ik-matrix")
    return [[words(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath("./tbody/tr")]


@pytest.mark.parametrize("size", [4, 5])
def test_the_matrix_has_the_methods_steps_with_the_greatest_likelihood_at_the_top(shown, size):
    matrix = matrix_of(shown(board_with(rows=6, method=matrix_method(size))))
    assert len(matrix) == size
    assert {len(row) for row in matrix} == {size + 1}
    assert matrix[-1][0] == "Osannolik"
    assert matrix[-1][1] == "inga risker, Låg 1"


def test_every_cell_says_its_level_and_value(shown):
    matrix = matrix_of(shown(board_with(rows=6)))
    assert matrix[1] == [
        "Möjlig",
        "inga risker, Låg 3",
        "inga risker, Medel 6",
        "inga risker, Medel 9",
        "2 risker, Hög 12",
    ]


def test_a_count_leads_to_the_risks_behind_it(cast, signed_in):
    client = signed_in(cast.control_owner)
    page = page_of(client.get(reverse("board", args=cast.year)))
    for cell in of_class(page, "ik-matrix")[0].xpath(".//a"):
        behind = rows(page_of(client.get(cell.get("href"))))
        assert len(behind) == int(words(cell.find("b")))
        assert len({(row[2], row[3]) for row in behind}) == 1


def test_risks_that_no_scale_knows_are_counted_beside_the_matrix(cast, signed_in):
    client = signed_in(cast.control_owner)
    page = page_of(client.get(reverse("board", args=cast.year)))
    behind = rows(page_of(client.get(link(page, "1 risk kan inte placeras i matrisen"))))
    assert [row[0] for row in behind] == ["4"]


def test_a_method_without_a_matrix_has_its_risks_by_level_and_period(shown):
    told = [("A", "Hög", "Medium"), ("B", "Hög", "Hög"), ("C", "Medium", "Medium")]
    document = document_of(
        [{"risk": r, "level": year, "risk_assessments": {"T1 2024": {"level": now}}} for r, year, now in told]
    )
    page = shown(board_with(method=packaged_method("nacka-niva"), document=document))
    (table,) = of_class(page, "ik-small")
    assert [words(row) for row in table.xpath(".//tr")] == [
        "Nivå 2024 T1 2024",
        "■ Hög 2 1",
        "▲ Medium 1 2",
        "● Låg 0 0",
    ]
    assert not of_class(page, "ik-matrix")


def test_a_method_without_levels_has_its_risks_by_value(shown):
    document = document_of([{"risk": r, "score": score, "control": r} for r, score in (("A", 16), ("B", 9), ("C", 16))])
    page = shown(board_with(method=packaged_method("nacka-status"), document=document))
    (table,) = of_class(page, "ik-small")
    assert [words(row) for row in table.xpath(".//tr")] == ["Riskvärde Antal", "16 2", "9 1"]


def test_nothing_is_made_up_where_the_risks_have_neither_level_nor_value(shown):
    document = document_of([{"risk": "A", "control": "K"}])
    page = shown(board_with(method=packaged_method("uppsala"), document=document))
    assert not of_class(page, "ik-matrix") + of_class(page, "ik-small")
    assert "Planens enda risk har varken nivå eller värde." in words(page)


def test_the_state_of_the_round_is_told_in_figures_and_in_words(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board", args=cast.year)))
    assert words(of_class(page, "ik-figure")[0]) == "5 av 6 rapporterade"
    (state,) = of_class(page, "ik-state")
    legend = [words(item) for item in of_class(state, "ik-legend")[0]]
    assert legend == ["3 utan anmärkning", "2 mindre anmärkning", "1 ej rapporterad"]
    assert words(of_class(state, "ik-summary")[0]) == (
        "Fem av sex kontroller är rapporterade för T2 2024. Tre har bedömningen ”Utan anmärkning” "
        "och två ”Mindre anmärkning” (nr 3 och 6). Kvar är nr 5. Till resultaten hör två åtgärder."
    )


def test_each_figure_leads_to_the_lines_behind_it(cast, signed_in):
    client = signed_in(cast.control_owner)
    page = page_of(client.get(reverse("board", args=cast.year)))
    (state,) = of_class(page, "ik-state")
    for item in of_class(state, "ik-legend")[0].xpath(".//a"):
        assert len(rows(page_of(client.get(item.get("href"))))) == int(words(item).split()[0])


def test_controls_with_a_remark_are_listed_with_their_actions(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board", args=cast.year)))
    remarks = [words(item) for item in of_class(page, "ik-remarks")[0]]
    assert remarks == [f"▲ Mindre anmärkning {n}. Kontroll {n} görs Granskat {n}. 1 åtgärd" for n in (3, 6)]


def test_a_risk_with_a_new_level_is_shown_with_both(shown):
    document = document_of(
        [{"risk": "Hot", "level": "Hög", "score": 12, "risk_assessments": {"T1 2024": {"level": "Medium"}}}],
        period="T1 2024",
    )
    page = shown(board_with(method=packaged_method("nacka-niva"), document=document))
    assert words(of_class(page, "ik-remarks")[0]) == "■ Hög 12 blev→ ▲ Medium Hot"
    assert "En risk har sänkts sedan årets skattning: ”Hot”." in words(of_class(page, "ik-summary")[0])


def test_what_was_noticed_when_the_document_was_read_is_told_with_its_place(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board", args=cast.year)))
    assert words(of_class(page, "ik-notices")[0]) == "▲ Se över tabell 1, rad 2: Se över raden."


def test_an_empty_plan_says_what_to_do(signed_in, db):
    board = find_or_add_board(by=None, name="Nämnden", municipality="Ekstads kommun")
    open_plan(by=None, board=board, year=YEAR)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    page = page_of(client.get(reverse("board", args=[board.pk, YEAR])))
    assert "Läs in förra årets plan" in words(of_class(page, "ik-empty")[0])


def test_a_plan_without_risks_shows_its_goals_with_their_controls(shown):
    areas = (["Mål 1", "Process A"], ["Mål 1", "Process B"], ["Mål 2"])
    document = document_of([{"area": area, "control": f"K{i}"} for i, area in enumerate(areas)])
    page = shown(board_with(method=packaged_method("stockholm"), document=document))
    (table,) = of_class(page, "ik-small")
    assert [words(row) for row in table.xpath(".//tr")] == ["Mål Kontroller", "Mål 1 2", "Mål 2 1"]


def test_a_round_that_should_have_been_reported_is_told_as_late(shown):
    document = document_of([{"risk": "A", "control": "K"}], period=None, overall=None)
    page = shown(board_with(document=document))
    assert "Försenad T1 2024 skulle ha rapporterats senast 30 april 2024." in words(page)


def test_the_years_lead_to_the_same_tab_of_another_year(cast, signed_in):
    choose_method(by=None, unit=cast.strangers_board, from_year=2025, method=matrix_method(5))
    open_plan(by=None, board=cast.board, year=2025)
    page = page_of(signed_in(cast.control_owner).get(reverse("board_plan", args=cast.year)))
    assert link(page, "2025") == reverse("board_plan", args=[cast.board.pk, 2025])


def test_a_year_without_a_plan_does_not_exist(cast, signed_in):
    assert signed_in(cast.control_owner).get(reverse("board", args=[cast.board.pk, 1999])).status_code == 404
