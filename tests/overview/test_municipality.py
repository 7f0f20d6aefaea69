"""The municipality's page: all its boards side by side."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from internkoll.actions.services import NewAction, add_actions
from internkoll.assessment.services import decide_assessment
from internkoll.base.models import RoleGrant, Unit
from internkoll.organisation.services import add_unit, choose_method, find_or_add_board
from internkoll.overview.municipality import page_of_municipality
from internkoll.plan.models import Plan
from internkoll.plan.services import adopt_plan, open_plan, propose_plan
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from tests.cast import YEAR, bring_in, document_of, matrix_method, numbered, person
from tests.reading import link, of_class, page_of, rows, words


@pytest.fixture
def root(cast):
    return Unit.objects.get_root(cast.board)


@pytest.fixture
def shown(signed_in):
    """Gives a municipality's page, as an auditor of it sees it."""

    def show(root, year=YEAR, **query):
        auditor = person(f"Granskaren {root.pk}", RoleGrant.Role.AUDITOR, root)
        return page_of(signed_in(auditor).get(reverse("municipality", args=[root.pk, year]), query))

    return show


def by_board(page):
    return {row[0]: row[1:] for row in rows(page)}


def shared(names, municipality="Ekstads kommun"):
    """Boards that share the municipality's own Method, with six lines each."""
    boards = [find_or_add_board(by=None, name=name, municipality=municipality) for name in names]
    root = Unit.objects.get_root(boards[0])
    choose_method(by=None, unit=root, from_year=YEAR, method=matrix_method(4))
    for board in boards:
        bring_in(board, document_of(numbered(6)))
    return root, boards


def test_a_board_is_shown_with_all_its_figures(cast, root, shown):
    decide_assessment(by=None, board=cast.board, year=YEAR, round_=None, outcome="Inte tillräcklig")
    (first, *cells), totals = rows(shown(root))
    late = "▲ Planen är inte beslutad▲ T2 2024 är inte färdigrapporterad▲ T3 2024 är inte påbörjad"
    assert first == f"Barnnämnden{late}"
    assert cells == [
        "Utkast",
        "■ Hög 5○ Utan nivå 1",
        "T2 2024 5 av 6",
        "2",
        "2",
        "T2 2024 ● Tillräcklig Året ■ Inte tillräcklig",
    ]
    assert totals == ["Alla", "0 av 1 beslutade", "", "5 av 6", "2", "2", ""]


def test_each_figure_leads_to_its_list(cast, root, shown, signed_in):
    page = shown(root)
    client = signed_in(cast.auditor)
    (row,) = of_class(page, "ik-side-by-side")[0].xpath("./tbody[1]/tr")
    for found in row.xpath("./td[position() = 2 or position() = 4 or position() = 5]//a"):
        assert len(rows(page_of(client.get(found.get("href"))))) == int(words(found).split()[-1])
    assert "period=T2%202024" in link(page, "5 av 6")


def test_an_adopted_plan_is_told_with_its_day(cast, root, shown):
    plan = propose_plan(by=None, plan=Plan.objects.of(cast.board, YEAR).get(), risk_analysis_on=date(2023, 10, 1))
    assert rows(shown(root))[0][1] == "Föreslagen"
    adopt_plan(by=None, plan=plan, adopted_on=date(2023, 12, 12), paragraph="§ 1", reference="")
    root.refresh_from_db()
    told = page_of_municipality(root, YEAR, date(2024, 2, 1))
    assert (told.totals.adopted, told.rows[0].late) == (1, ())


def test_boards_and_companies_without_a_plan_are_there_and_late(cast, root, shown):
    add_unit(by=None, name="Ekstads Bostäder AB", kind=Unit.Kind.COMPANY, parent=root)
    told = by_board(shown(root))
    assert told["Ekstads Bostäder AB▲ Planen saknas"] == ["Planen saknas", "Inga", "–"]


def test_the_late_actions_of_a_board_without_a_plan_are_shown_as_they_are_counted(root, shown):
    company = add_unit(by=None, name="Ekstads Bostäder AB", kind=Unit.Kind.COMPANY, parent=root)
    add_actions(by=None, board=company, actions=[NewAction("Försenad", YEAR, due=date(2024, 1, 31))])
    page = page_of_municipality(root, YEAR, date(2026, 1, 1))
    assert page.totals.overdue == sum(row.overdue for row in page.rows)
    assert by_board(shown(root))["Ekstads Bostäder AB▲ Planen saknas"][1] == "1"


def test_nothing_is_late_before_the_year_has_begun(cast, root):
    assert page_of_municipality(root, YEAR, date(2023, 12, 31)).totals.late == 0


def test_an_open_round_is_shown_before_anything_is_reported_in_it(root, cast):
    cast.board.rounds.create(year=YEAR, label="T3 2024", opens=date(2024, 12, 1), due=date(2024, 12, 30))
    on = {day: page_of_municipality(root, YEAR, day).rows[0].told for day in (date(2024, 11, 30), date(2024, 12, 1))}
    assert [(told.round.label, told.done) for told in on.values()] == [("T2 2024", 5), ("T3 2024", 0)]


def test_boards_stand_in_swedish_order_or_by_what_is_worst(db, shown):
    root, (first, second, _) = shared(["Ödenämnden", "Zoonämnden", "Ånämnden"])
    first.actions.all().delete()
    second.actions.first().delete()

    def names(order):
        return [row.told.board.name for row in page_of_municipality(root, YEAR, date(2026, 1, 1), order).rows]

    assert names("") == ["Zoonämnden", "Ånämnden", "Ödenämnden"]
    assert names("forsenade") == ["Ånämnden", "Zoonämnden", "Ödenämnden"]
    assert names("anmarkningar") == ["Zoonämnden", "Ånämnden", "Ödenämnden"]


def test_each_cell_leads_to_its_boards_and_each_board_to_its_risks(db, signed_in):
    root, _ = shared(["Avfallsnämnden", "Bygglovsnämnden"], "Cellköpings kommun")
    client = signed_in(person("Cellgranskaren", RoleGrant.Role.AUDITOR, root))
    (matrix,) = of_class(page_of(client.get(reverse("municipality", args=[root.pk, YEAR]))), "ik-matrix")
    for cell in matrix.xpath(".//td/a"):
        page = page_of(client.get(cell.get("href")))
        found = page.xpath("//table//tr[td]")
        assert sum(int(words(row.xpath("./td")[0])) for row in found) == int(words(cell.xpath("./b")[0]))
        for row in found:
            (address,) = row.xpath(".//a/@href")
            assert len(rows(page_of(client.get(address)))) == int(words(row.xpath("./td")[0]))


def test_each_level_of_a_board_leads_to_as_many_risks(db, signed_in):
    root, boards = shared(["Avfallsnämnden"], "Cellköpings kommun")
    # One that stands in the register and not in the plan, which the figures are of.
    (outside,) = add_risks(by=None, board=boards[0], risks=[NewRisk("Utanför planen")], year=YEAR)
    estimate_risks(by=None, board=boards[0], year=YEAR, estimates=[NewEstimate(outside, "", "Sannolik", "Allvarlig")])
    client = signed_in(person("Nivågranskaren", RoleGrant.Role.AUDITOR, root))
    page = page_of(client.get(reverse("municipality", args=[root.pk, YEAR])))
    levels = of_class(page, "ik-levels")[0].xpath("./li/a")
    assert len(levels) >= 2
    for level in levels:
        assert len(rows(page_of(client.get(level.get("href"))))) == int(words(level).split()[-1])


def test_the_risks_outside_the_matrix_lead_to_their_boards_and_each_board_to_its_own(db, signed_in):
    root, _ = shared(["Avfallsnämnden", "Bygglovsnämnden"], "Cellköpings kommun")
    client = signed_in(person("Cellgranskaren", RoleGrant.Role.AUDITOR, root))
    page = page_of(client.get(reverse("municipality", args=[root.pk, YEAR])))
    (address,) = page.xpath("//a[contains(., 'kan inte placeras i matrisen')]/@href")
    unplaced = page_of(client.get(address))
    found = {words(row.xpath("./th")[0]): int(words(row.xpath("./td")[0])) for row in unplaced.xpath("//tr[td]")}
    assert found == {"Avfallsnämnden": 1, "Bygglovsnämnden": 1}
    for address in unplaced.xpath("//tr[td]//a/@href"):
        (row,) = rows(page_of(client.get(address)))
        assert "sätt 4" in " ".join(row)


def test_a_municipality_without_a_shared_matrix_has_no_list_of_what_stands_outside_it(cast, signed_in, root):
    other = find_or_add_board(by=None, name="Nämnden", municipality=root.name)
    choose_method(by=None, unit=other, from_year=YEAR, method=matrix_method(5))
    bring_in(other, document_of(numbered(1)))
    client = signed_in(person("Granskaren", RoleGrant.Role.AUDITOR, root))
    assert client.get(reverse("municipality_unplaced", args=[root.pk, YEAR])).status_code == 404


def test_a_cell_that_the_matrix_has_not_is_no_page(cast, signed_in, root):
    client = signed_in(person("Granskaren", RoleGrant.Role.AUDITOR, root))
    for steps in ((0, 1), (1, 5), (9, 9)):
        assert client.get(reverse("municipality_cell", args=[root.pk, YEAR, *steps])).status_code == 404
    empty = client.get(reverse("municipality_cell", args=[root.pk, YEAR, 1, 1]))
    assert "Ingen nämnd har någon risk här." in words(page_of(empty))


def test_all_risks_stand_in_one_matrix_where_the_boards_share_a_method(db, shown):
    root, _ = shared(["Nämnd 1", "Nämnd 2"])
    (matrix,) = of_class(shown(root), "ik-matrix")
    assert sum(int(words(count)) for count in matrix.xpath(".//b")) == 10
    other = find_or_add_board(by=None, name="Nämnd 3", municipality="Ekstads kommun")
    choose_method(by=None, unit=other, from_year=YEAR, method=matrix_method(5))
    bring_in(other, document_of(numbered(2)))
    assert page_of_municipality(root, YEAR, date(2026, 1, 1)).matrix is None


def test_the_time_line_tells_the_plans_and_the_periods(cast, root, shown):
    events = [words(event) for event in of_class(shown(root), "ik-timeline-events")[0]]
    assert events[0] == "Planer (pågår)0 av 1 nämnder har beslutat sin plan."
    assert [event.split(" (")[0] for event in events[1:]] == ["T1 2024", "T2 2024", "T3 2024"]


def test_one_who_reads_one_board_has_no_page_of_the_municipality(cast, root, signed_in):
    client = signed_in(cast.head)
    assert client.get(reverse("municipality", args=[root.pk, YEAR])).status_code == 404
    assert client.get(reverse("municipalities")).url == reverse("boards")
    page = page_of(client.get(reverse("boards")))
    assert not [a for a in page.xpath("//a") if words(a) == "Kommunen" or "sida vid sida" in words(a)]


def test_the_menu_and_the_list_of_boards_lead_to_it(cast, root, signed_in):
    client = signed_in(cast.auditor)
    page = page_of(client.get(reverse("boards")))
    where = reverse("municipality", args=[root.pk, YEAR])
    assert link(page, "Alla nämnder sida vid sida 2024") == where
    assert client.get(link(page, "Kommunen")).url == where


def test_a_board_is_no_municipality_and_a_year_without_plans_no_page(cast, root, signed_in):
    client = signed_in(cast.auditor)
    assert client.get(reverse("municipality", args=[cast.board.pk, YEAR])).status_code == 404
    assert client.get(reverse("municipality", args=[root.pk, 1999])).status_code == 404


def test_a_municipality_without_boards_says_so(db, shown):
    root = add_unit(by=None, name="Nya kommunen", kind=Unit.Kind.MUNICIPALITY)
    assert "Här finns inga nämnder ännu" in words(shown(root, timezone.localdate().year))


def test_it_asks_no_more_for_200_boards_than_for_20(signed_in, db):
    root, _ = shared([f"Nämnd {n}" for n in range(2)])
    client = signed_in(person("Granskaren", RoleGrant.Role.AUDITOR, root))

    def queries(count):
        for number in range(count):
            board = find_or_add_board(by=None, name=f"Nämnd {number} av {count}", municipality="Ekstads kommun")
            open_plan(by=None, board=board, year=YEAR)
        client.get(reverse("municipality", args=[root.pk, YEAR]))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("municipality", args=[root.pk, YEAR])).status_code == 200
        return len(asked)

    assert queries(20) == queries(180)
