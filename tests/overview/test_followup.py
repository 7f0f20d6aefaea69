import random
import string
from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.overview.followup_cells import in_two
from internkoll.overview.round_page import Coming
from internkoll.rules.methods import packaged_method
from tests.cast import ROUNDS, YEAR, board_with, document_of, person, row_of
from tests.reading import groups, headings, of_class, page_of, rows, words


@pytest.fixture
def shown(cast, signed_in):
    """Gives the page of the cast's follow-up, as the address asks for it."""
    client = signed_in(cast.control_owner)
    return lambda **query: page_of(client.get(reverse("board_followup", args=cast.year), query))


@pytest.fixture
def shown_for(signed_in, db):
    """Gives the follow-up of a board, as one of its readers sees it."""

    def show(board, **query):
        client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
        return page_of(client.get(reverse("board_followup", args=[board.pk, YEAR]), query))

    return show


def test_the_latest_round_is_shown_beside_the_one_before_it(shown):
    page = shown()
    assert headings(page) == [
        "Nr",
        "Risk och kontroll",
        "Ansvarig",
        "Risknivå",
        "T1 2024",
        "T2 2024",
        "Resultat och åtgärder",
    ]
    third = rows(page)[2]
    assert third[3:6] == ["■ Hög 16", "● Utan anmärkning", "▲ Mindre anmärkning"]
    assert "Granskat 3." in third[6]
    assert "Ta fram rutin 3 senast 31 december 2024." in third[6]
    assert "Klart senast 31 december 2024." in third[6]


def test_an_earlier_round_can_be_chosen(shown):
    page = shown(period="T1 2024")
    assert "T2 2024" not in headings(page)
    assert "Första granskningen 3." in rows(page)[2][-1]


def test_what_is_not_reported_says_so(shown):
    assert rows(shown())[4][5] == "Ej rapporterad"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("saknas", ["5"]),
        ("Mindre anmärkning", ["3", "6"]),
        ("Utan anmärkning", ["1", "2", "4"]),
        ("anmarkning", ["3", "6"]),
    ],
)
def test_lines_are_chosen_by_what_was_reported(shown, asked, found):
    assert [row[0] for row in rows(shown(visa=asked))] == found


def test_a_choice_that_nothing_answers_to_says_so(shown):
    assert rows(shown(visa="Större anmärkning")) == [["Inget stämmer med valet."]]


def test_lines_stand_under_their_areas(shown):
    assert groups(shown()) == ["Område 1"]


def test_a_period_that_does_not_exist_is_not_found(cast, signed_in):
    client = signed_in(cast.control_owner)
    assert client.get(reverse("board_followup", args=cast.year), {"period": "T9 2024"}).status_code == 404


def test_the_overall_assessment_and_the_running_text_are_shown(shown):
    page = shown()
    assert "Samlad bedömning T2 2024: ● Tillräcklig" in words(of_class(page, "ik-facts")[0])
    assert words(of_class(page, "ik-text")[0]) == "Sammanfattning Kontrollerna är gjorda."


def test_without_classes_the_text_alone_is_shown_and_what_lacks_it(shown_for):
    document = document_of(
        [
            {"risk": "A", "control": "K1", "results": {"T2 2024": {"class": None, "text": "Pågående."}}},
            {"risk": "A", "control": "K2", "method": "M"},
        ]
    )
    page = shown_for(board_with(method=packaged_method("nacka-status"), document=document))
    assert [row[-1] for row in rows(page)] == ["Pågående.", "Ej rapporterad"]
    assert "T2 2024" not in headings(page)


def test_status_is_counted_where_there_are_no_classes(shown_for):
    results = [{"class": None, "status": status, "text": "Text"} for status in ("Genomfört", "Pågår", "Genomförd")]
    document = document_of([{"control": f"K{i}", "results": {"T2 2024": result}} for i, result in enumerate(results)])
    page = shown_for(board_with(method=packaged_method("nacka-status"), document=document))
    (state,) = of_class(page, "ik-state")
    assert [words(item) for item in of_class(state, "ik-legend")[0]] == ["1 pågående", "2 genomförd"]


def test_a_class_of_any_length_is_kept_and_counted(shown_for):
    # No two signs in a row alike to speak of: no database makes it shorter than an index could take.
    paragraph = "Å" + "".join(random.Random(1).choices(string.ascii_lowercase, k=20_000))
    reported = [row_of(n, results={ROUNDS[1]: {"class": paragraph, "text": "Granskat."}}) for n in (1, 2)]
    board = board_with(document=document_of(reported))
    assert [row[4] for row in rows(shown_for(board, visa=paragraph))] == [f"○ {paragraph}"] * 2


def test_risks_estimated_anew_are_shown_with_their_analysis(shown_for):
    told = {"T2 2024": {"level": "Låg", "text": "Läget är lugnt."}}
    document = document_of(
        [{"risk": "Hot", "level": "Hög", "risk_assessments": told}, {"risk": "Våld", "level": "Hög"}]
    )
    page = shown_for(board_with(method=packaged_method("nacka-niva"), document=document))
    assert rows(page) == [["Hot", "■ Hög", "● Låg", "Läget är lugnt."], ["Våld", "■ Hög", "Ej rapporterad", ""]]


def test_a_plan_without_rounds_says_that_nothing_has_been_followed_up(shown_for):
    document = document_of([{"control": "K"}], period=None, overall=None)
    assert "Inget har följts upp ännu." in words(shown_for(board_with(document=document)))


def test_a_round_past_its_day_with_something_lacking_is_late(shown):
    assert "Försenad Skulle ha rapporterats senast 31 augusti 2024." not in words(shown())
    assert "Försenad Skulle ha rapporterats senast 30 augusti 2024." in words(shown())


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Kort text.", "Kort text."),
        ("Första stycket.\n" + "Mer text. " * 60, "Första stycket."),
        ("Mening ett är här. " * 60, "Mening ett är här. " * 22),
        ("ord" * 400, "ord" * 400),
    ],
)
def test_a_long_text_shows_its_beginning_and_loses_nothing(text, lead):
    shown = in_two(text)
    assert shown.lead == lead.rstrip() if shown.rest else shown.lead == lead
    assert "".join((shown.lead + shown.rest).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("today", "is_open", "is_late"),
    [
        ("2024-03-31", False, False),
        ("2024-04-01", True, False),
        ("2024-04-30", True, False),
        ("2024-05-01", True, True),
    ],
)
def test_a_round_to_come_is_ahead_then_open_then_late(today, is_open, is_late):
    coming = Coming("T1 2024", date(2024, 4, 1), date(2024, 4, 30), date.fromisoformat(today))
    assert (coming.is_open, coming.is_late) == (is_open, is_late)
