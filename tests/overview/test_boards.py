from datetime import date

import pytest
from django.urls import reverse

from internkoll.assessment.services import assess
from internkoll.base.models import RoleGrant, Unit
from internkoll.followup.services import open_round
from internkoll.organisation.services import add_person, add_unit, choose_method, find_or_add_board
from internkoll.plan.services import open_plan
from internkoll.rules.exchange import Document
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, bring_in, document_of, numbered, person
from tests.reading import link, of_class, page_of, rows, words


def page_for(signed_in, user):
    return page_of(signed_in(user).get(reverse("boards")))


def test_a_board_is_shown_with_its_latest_round_and_what_it_lacks(cast, signed_in):
    assert rows(page_for(signed_in, cast.coordinator)) == [
        ["Barnnämnden", "2024", "Utkast", "T2 2024", "5 av 6", "2", "● Tillräcklig"]
    ]


def test_the_year_that_is_worked_in_is_shown_while_the_next_one_is_planned(cast, signed_in, clock):
    open_plan(by=None, board=cast.board, year=YEAR + 1)
    client = signed_in(cast.coordinator)
    clock.set(f"{YEAR}-11-20")
    assert rows(page_of(client.get(reverse("boards"))))[0][1] == str(YEAR)
    assert client.get(reverse("municipalities")).url.endswith(f"/{YEAR}/")
    risk = cast.board.risks.first()
    page = page_of(client.get(reverse("risk", args=[risk.pk])))
    assert link(page, f"Skatta {YEAR}")
    # From the next year's list one comes to the risk as it is worked on there, and stays in that year.
    listed = page_of(client.get(reverse("board_risks", args=[cast.board.pk, YEAR + 1])))
    page = page_of(client.get(link(listed, risk.text)))
    assert link(page, f"Skatta {YEAR + 1}")
    clock.set(f"{YEAR + 1}-01-01")
    assert rows(page_of(client.get(reverse("boards"))))[0][1] == str(YEAR + 1)
    assert client.get(reverse("municipalities")).url.endswith(f"/{YEAR + 1}/")


def test_the_board_leads_to_its_year(cast, signed_in):
    assert link(page_for(signed_in, cast.control_owner), "Barnnämnden") == reverse("board", args=cast.year)


def test_the_number_of_remarks_leads_to_them(cast, signed_in):
    page = page_for(signed_in, cast.control_owner)
    behind = rows(page_of(signed_in(cast.control_owner).get(link(page, "2"))))
    assert [row[0] for row in behind] == ["3", "6"]


def test_boards_stand_in_swedish_order_by_municipality(signed_in, db):
    for name in ("Zoonämnden", "Ödenämnden", "Nämnd 10", "Nämnd 2", "Ålnämnden", "Ärendenämnden"):
        find_or_add_board(by=None, name=name, municipality="Örstads kommun")
    find_or_add_board(by=None, name="Nämnden", municipality="Ystads kommun")
    user = add_person(by=None, email="a@b.example", name="A")
    for root in Unit.objects.get_root_nodes():
        user.grants.create(unit=root, role=RoleGrant.Role.READER)
    page = page_for(signed_in, user)
    assert [words(heading) for heading in page.xpath("//h2")] == ["Ystads kommun", "Örstads kommun"]
    assert [words(cell) for cell in page.xpath("(//table)[2]//th[@scope='row']")] == [
        "Nämnd 2",
        "Nämnd 10",
        "Zoonämnden",
        "Ålnämnden",
        "Ärendenämnden",
        "Ödenämnden",
    ]


def test_a_board_without_a_plan_says_so_and_leads_nowhere(cast, signed_in):
    add_unit(by=None, name="Åldersnämnden", kind=Unit.Kind.BOARD, parent=Unit.objects.get_root(cast.board))
    page = page_for(signed_in, cast.coordinator)
    assert rows(page)[1] == ["Åldersnämnden", "Ingen internkontrollplan ännu"]
    assert not [a for a in page.xpath("//a") if "Åldersnämnden" in words(a)]


def test_a_person_without_a_role_is_told_what_to_do(signed_in, db):
    page = page_for(signed_in, add_person(by=None, email="ny@ekstad.example", name="Ny"))
    assert "Du har ingen roll vid någon nämnd" in words(of_class(page, "ik-empty")[0])


def test_a_plan_that_nothing_has_been_reported_of_has_no_share(signed_in, db):
    board = find_or_add_board(by=None, name="Nämnden", municipality="Ekstads kommun")
    open_plan(by=None, board=board, year=YEAR)
    assert rows(page_for(signed_in, person("Läsaren", RoleGrant.Role.READER, board))) == [
        ["Nämnden", "2024", "Utkast", "Ingen ännu", "–", "–", "–"]
    ]


@pytest.mark.parametrize(
    ("method", "document", "share"),
    [
        ("uppsala", document_of(numbered(7)), "6 av 7"),
        ("nacka-status", document_of(numbered(3)), "3 av 3"),
        (
            "nacka-niva",
            document_of(
                [
                    {"risk": "A", "level": "Hög", "risk_assessments": {"T2 2024": {"level": "Låg"}}},
                    {"risk": "B", "level": "Hög"},
                ]
            ),
            "1 av 2",
        ),
    ],
)
def test_the_share_is_the_same_as_on_the_boards_own_page(signed_in, db, method, document: Document, share):
    board = find_or_add_board(by=None, name="Nämnden", municipality="Ekstads kommun")
    choose_method(by=None, unit=board, from_year=YEAR, method=packaged_method(method))
    bring_in(board, document)
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    assert rows(page_of(client.get(reverse("boards"))))[0][4] == share
    own = page_of(client.get(reverse("board", args=[board.pk, YEAR])))
    assert share in words(of_class(own, "ik-figure")[0])


def test_an_opened_round_with_nothing_in_it_is_not_the_latest_told(cast, signed_in):
    open_round(by=None, board=cast.board, label="T3 2024", year=YEAR)
    assert rows(page_for(signed_in, cast.coordinator))[0][3] == "T2 2024"


def test_what_is_decided_of_the_whole_year_stands_over_its_rounds(cast, signed_in):
    decision = {"outcome": "Otillräcklig", "reasons": "Bristerna kvarstår.", "suggested": ""}
    assess(by=None, board=cast.board, year=YEAR, round_=None, seen=0, on=date(2024, 12, 20), **decision)
    client = signed_in(cast.coordinator)
    assert rows(page_of(client.get(reverse("boards"))))[0][-1] == "Hela året ○ Otillräcklig"
    for name in ("board", "board_followup"):
        facts = words(of_class(page_of(client.get(reverse(name, args=cast.year))), "ik-facts")[0])
        assert "Samlad bedömning T2 2024: ● Tillräcklig" in facts
        assert "Samlad bedömning hela året 2024: ○ Otillräcklig" in facts
