import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, person
from tests.reading import headings, link, of_class, page_of, rows, words


@pytest.fixture
def shown(cast, signed_in):
    """Gives the page of the cast's risks, as the address asks for them."""
    client = signed_in(cast.control_owner)
    return lambda **query: page_of(client.get(reverse("board_risks", args=cast.year), query))


def numbers(page):
    return [row[0] for row in rows(page)]


def test_a_risk_stands_with_its_estimate_and_how_many_controls_it_has(shown):
    page = shown()
    assert headings(page) == [
        "I planen",
        "Risk",
        "Sannolikhet",
        "Konsekvens",
        "Riskvärde",
        "Risknivå",
        "Kontroller",
    ]
    assert rows(page)[0] == [
        "1",
        "Barn far illa på sätt 1 Obligatorisk Område 1",
        "Sannolik",
        "Kännbar",
        "12",
        "■ Hög",
        "1",
    ]


def test_a_risk_that_no_scale_knows_has_neither_value_nor_level(shown):
    assert rows(shown())[3][2:6] == ["oklar", "Kännbar", "", ""]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["1", "2", "3", "4", "5", "6"]),
        ({"sannolikhet": "4", "konsekvens": "3"}, ["1", "5"]),
        ({"sannolikhet": "3"}, ["2", "6"]),
        ({"niva": "Hög"}, ["1", "2", "3", "5", "6"]),
        ({"niva": "-"}, ["4"]),
        ({"varde": "16"}, ["3"]),
        ({"varde": "-"}, ["4"]),
        ({"matris": "utanfor"}, ["4"]),
        ({"sannolikhet": "möjlig"}, ["1", "2", "3", "4", "5", "6"]),
        ({"sannolikhet": "9"}, []),
        ({"ordning": "varde"}, ["3", "1", "2", "5", "6", "4"]),
    ],
)
def test_the_address_chooses_among_the_risks(shown, query, found):
    page = shown(**query)
    assert (numbers(page) if found else []) == found
    if not found:
        assert rows(page) == [["Inga risker stämmer med valet."]]


def test_a_choice_is_told_in_words_with_a_way_back(shown):
    page = shown(sannolikhet="4", konsekvens="3")
    assert words(of_class(page, "ik-asked")[0]) == "Visar 2 risker: sannolik, kännbar. Visa alla"


def test_a_risk_leads_to_its_own_page(cast, shown):
    assert link(shown(), "sätt 2").startswith("/risker/")


def test_each_periods_level_has_a_column_and_can_be_chosen(signed_in, db):
    told = [("A", "Hög", "Låg"), ("B", "Hög", "Hög")]
    document = document_of(
        [{"risk": r, "level": year, "risk_assessments": {"T1 2024": {"level": now}}} for r, year, now in told]
    )
    board = board_with(method=packaged_method("nacka-niva"), document=document)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    address = reverse("board_risks", args=[board.pk, YEAR])
    assert [row[2:4] for row in rows(page_of(client.get(address)))] == [["■ Hög", "● Låg"], ["■ Hög", "■ Hög"]]
    chosen = rows(page_of(client.get(address, {"niva": "Låg", "period": "T1 2024"})))
    assert [row[1] for row in chosen] == ["A"]


def test_many_risks_are_told_a_page_at_a_time(signed_in, db):
    board = board_with(rows=205)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    address = reverse("board_risks", args=[board.pk, YEAR])
    first = page_of(client.get(address, {"niva": "Hög"}))
    assert len(rows(first)) == 100
    whole = page_of(client.get(address))
    assert len(rows(whole)) == 100
    assert words(of_class(whole, "ik-pages")[0].find("p")) == "Rad 1–100 av 205"
    assert numbers(page_of(client.get(address, {"sida": "3"}))) == ["201", "202", "203", "204", "205"]
    assert numbers(page_of(client.get(address + link(whole, "Nästa sida"))))[0] == "101"


def test_a_register_without_risks_says_so(signed_in, db):
    board = board_with(method=packaged_method("stockholm"), document=document_of([{"control": "K"}]))
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    page = page_of(client.get(reverse("board_risks", args=[board.pk, YEAR])))
    assert "Registret innehåller inga risker." in words(page)
