"""The gross list: what stands in it beside the plan's risks, the years compared, and the step to the plan."""

from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant, Unit
from internkoll.imports.models import ImportedDocument
from internkoll.imports.services import SourceFile, import_document
from internkoll.imports.taking_back import take_back_import
from internkoll.organisation.services import choose_method
from internkoll.overview.risk_tally import Changed, changed_since
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.plan.services import add_lines, open_plan, propose_plan
from internkoll.register.common_risks import add_common_risk
from internkoll.register.models import Estimate, Risk
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks
from internkoll.rules.exchange import Row
from tests.cast import YEAR, board_with, document_of, matrix_method, person
from tests.overview.test_query_counts import queries_of
from tests.reading import link, of_class, page_of, rows, words

NEXT = YEAR + 1


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


def texts(page):
    return [row[1] for row in rows(page)] if "Inga risker stämmer" not in words(page) else []


@pytest.fixture
def years(cast, coordinator):
    """The next year's list, opened; the year before has six risks, the next has estimates of four and a new one."""
    open_plan(by=None, board=cast.board, year=NEXT)
    one, two, three, _four, five, _six = Risk.objects.filter(unit=cast.board).order_by("pk")
    (new,) = add_risks(by=None, board=cast.board, risks=[NewRisk("Nytillkommen")], year=NEXT)
    odds = {one: ("Sannolik", "Kännbar"), two: ("Sannolik", "Allvarlig"), three: ("Osannolik", "Lindrig")}
    estimates = [NewEstimate(risk, "", *given) for risk, given in odds.items()]
    estimate_risks(
        by=None, board=cast.board, year=NEXT, estimates=[*estimates, NewEstimate(new, "", "Möjlig", "Lindrig")]
    )
    Risk.objects.filter(pk=five.pk).update(retired_on=f"{NEXT}-02-01")
    return lambda **query: page_of(coordinator.get(reverse("board_risks", args=[cast.board.pk, NEXT]), query))


def test_a_risk_that_is_not_in_the_plan_stands_last_and_says_so(cast, coordinator):
    add_risks(by=None, board=cast.board, risks=[NewRisk("Utanför planen", category="Ekonomi", process="Inköp")])
    page = page_of(coordinator.get(reverse("board_risks", args=cast.year)))
    last = rows(page)[-1]
    assert last[1:3] == ["nej", "Utanför planen Ekonomi · Inköp"]
    chips = [words(chip) for chip in of_class(page, "ik-kinds")[0]]
    assert chips == ["Utan skattning 1", "I planen 6", "Inte i planen 1", "Obligatoriska 1"]


def test_each_count_leads_to_as_many_risks(years):
    page = years()
    links = [*of_class(page, "ik-kinds")[0], *of_class(page, "ik-compared")[0].xpath("./a")]
    for choice in links:
        count = next(int(word) for word in reversed(words(choice).split()) if word.isdecimal())
        query = dict(pair.split("=") for pair in choice.get("href")[1:].split("&"))
        assert len(texts(years(**query))) == count, words(choice)


def test_the_years_are_compared_in_a_sentence_and_in_each_row(years):
    page = years()
    assert words(of_class(page, "ik-compared")[0]) == (
        f"Jämfört med {YEAR}: 1 ny, 1 höjd, 1 sänkt, 1 oförändrad, 1 borta, 2 går inte att jämföra."
    )
    told = {row[2].split(" Ny")[0]: row[-2] for row in rows(page)}
    assert told["Barn far illa på sätt 2"] == "Hög 12 ↑ höjd"
    assert told["Barn far illa på sätt 3"] == "Hög 16 ↓ sänkt"
    assert told["Barn far illa på sätt 1 Obligatorisk"] == "Hög 12 = oförändrad"
    assert told["Nytillkommen"] == "+ ny"


def test_a_retired_risk_is_gone_from_the_year_and_stands_in_the_one_before(cast, coordinator, years):
    assert not [row for row in rows(years()) if "sätt 5" in row[2]]
    before = page_of(coordinator.get(reverse("board_risks", args=cast.year)))
    # Nothing here is left to take up in the plan, so there is no column of boxes.
    assert [row for row in rows(before) if "sätt 5" in row[1]]
    assert not [row for row in rows(before) if "Nytillkommen" in row[1]]


def test_work_in_the_next_year_leaves_the_register_of_this_year_as_it_stands(cast, coordinator, clock):
    clock.set("2024-11-20")
    root = Unit.objects.get_root(cast.board)
    add_common_risk(by=None, unit=root, text="Mutor och jäv", year=YEAR)
    (old,) = add_risks(by=None, board=cast.board, risks=[NewRisk("Äldre risk utan skattning")], year=YEAR)
    this, following = (reverse("board_risks", args=[cast.board.pk, year]) for year in (YEAR, NEXT))
    before = sorted(row[-1] for row in rows(page_of(coordinator.get(this))))
    open_plan(by=None, board=cast.board, year=NEXT)
    sent = {"rader": "1", "0-text": "Ny risk utan skattning"}
    assert coordinator.post(reverse("risk_add", args=[cast.board.pk, NEXT]), sent).status_code == 302
    common = Risk.objects.get(unit=cast.board, text="Mutor och jäv")
    estimate_risks(by=None, board=cast.board, year=NEXT, estimates=[NewEstimate(common, "", "Möjlig", "Kännbar")])
    page = page_of(coordinator.get(this))
    assert sorted(row[-1] for row in rows(page)) == before
    assert "Ny risk utan skattning" not in words(page)
    assert "Mutor och jäv" in words(page)
    page = page_of(coordinator.get(following))
    assert "Ny risk utan skattning" in words(page)
    # Only the one that was added is new: the others stood in the register the year before.
    assert [words(a) for a in of_class(page, "ik-compared")[0].xpath("./a") if "ny" in words(a)] == ["1 ny"]
    assert old.from_year == YEAR


def test_a_document_of_an_earlier_year_tells_that_its_risks_are_older(cast, coordinator):
    risk = Risk.objects.filter(unit=cast.board).first()
    assert risk.from_year == YEAR
    document = document_of(
        [{"risk": risk.text, "control": "En kontroll", "method": "Stickprov"}], year=YEAR - 1, period=None
    )
    import_document(by=None, board=cast.board, year=YEAR - 1, document=document, source=SourceFile("P.docx", "0" * 64))
    risk.refresh_from_db()
    assert risk.from_year == YEAR - 1
    take_back_import(by=None, imported=ImportedDocument.objects.latest("pk"))
    risk.refresh_from_db()
    assert risk.from_year == YEAR


@pytest.mark.parametrize(
    ("now", "before", "changed"),
    [
        ({"likelihood": "Möjlig", "consequence": "Kännbar"}, None, Changed.NEW),
        ({"score": 9}, {"score": 12}, Changed.LOWERED),
        ({"level": "Hög"}, {"level": "Medel"}, Changed.RAISED),
        ({"level": "Hög"}, {"level": "hög"}, Changed.SAME),
        ({"level": "Röd"}, {"level": "Gul"}, Changed.UNKNOWN),
        ({}, {"score": 12}, Changed.UNKNOWN),
    ],
)
def test_only_what_can_be_compared_is(now, before, changed):
    method = matrix_method(4)
    assert changed_since(method, Row(**now), method, None if before is None else Row(**before)) == changed


def test_values_of_different_scales_are_not_compared():
    now, before = Row(likelihood="Möjlig", consequence="Kännbar"), Row(likelihood="Sannolik", consequence="Kännbar")
    assert changed_since(matrix_method(5), now, matrix_method(4), before) == Changed.LOWERED
    assert (
        changed_since(
            matrix_method(5),
            Row(score=9),
            matrix_method(
                4, levels=[{"word": w} for w in ("Grön", "Gul", "Röd")], matrix={"levels": [["Grön"] * 4] * 4}
            ),
            Row(score=12),
        )
        == Changed.UNKNOWN
    )


def test_risks_over_the_limit_are_taken_up_in_the_plan_in_one_step(cast, coordinator):
    choose_method(by=None, unit=cast.board, from_year=NEXT, method=matrix_method(4, selection_limit=9))
    open_plan(by=None, board=cast.board, year=NEXT)
    risks = Risk.objects.filter(unit=cast.board).order_by("pk")[:2]
    odds = (("Sannolik", "Allvarlig"), ("Osannolik", "Lindrig"))
    estimates = [NewEstimate(risk, "", *given) for risk, given in zip(risks, odds, strict=True)]
    estimate_risks(by=None, board=cast.board, year=NEXT, estimates=estimates)
    address = reverse("board_risks", args=[cast.board.pk, NEXT])
    page = page_of(coordinator.get(address, {"grans": "over"}))
    (form,) = page.xpath("//form[contains(@action, 'till-planen')]")
    answer = coordinator.post(form.get("action"), {"alla": "ja"}, follow=True)
    assert "1 risk togs upp i planen." in words(page_of(answer))
    (planned,) = PlannedRisk.objects.filter(plan__year=NEXT)
    assert (planned.risk, planned.number) == (risks[0], "1")


def test_what_is_accepted_is_not_taken_up_with_all_the_others(cast, coordinator):
    first, second = add_risks(by=None, board=cast.board, risks=[NewRisk("Accepterad"), NewRisk("Till planen")])
    decision = Decision("accept", "Kostar mer än den smakar.")
    decide_response(by=None, risk=first, year=YEAR, decision=decision)
    to_plan = f"{reverse('risks_to_plan', args=cast.year)}?plan=utanfor"
    coordinator.post(to_plan, {"alla": "ja"})
    assert list(PlannedRisk.objects.filter(risk__in=[first, second]).values_list("risk", flat=True)) == [second.pk]
    coordinator.post(to_plan, {"risk": [first.pk]})
    assert PlannedRisk.objects.filter(risk=first).exists()


def test_ticked_risks_are_taken_up_and_a_locked_plan_offers_no_boxes(cast, coordinator):
    (risk,) = add_risks(by=None, board=cast.board, risks=[NewRisk("Till planen")])
    address, to_plan = reverse("board_risks", args=cast.year), reverse("risks_to_plan", args=cast.year)
    page = page_of(coordinator.get(address))
    assert page.xpath("//input[@name='risk']/@value") == [str(risk.pk)]
    coordinator.post(to_plan, {"risk": [risk.pk, "x", "99999999999999999999"]})
    assert PlannedRisk.objects.get(risk=risk).number == "7"
    propose_plan(by=None, plan=Plan.objects.get(unit=cast.board), risk_analysis_on=date(2023, 10, 1))
    assert not page_of(coordinator.get(address)).xpath("//input[@name='risk']")
    assert "kan inte ändras" in words(page_of(coordinator.post(to_plan, {"risk": risk.pk}, follow=True)))


def test_a_risk_that_has_left_the_register_is_not_taken_up(cast, coordinator, years):
    gone = Risk.objects.get(retired_on__isnull=False)
    to_plan = reverse("risks_to_plan", args=[cast.board.pk, NEXT])
    coordinator.post(f"{to_plan}?andring=borta", {"alla": "ja"})
    coordinator.post(to_plan, {"risk": gone.pk})
    assert not PlannedRisk.objects.filter(plan__year=NEXT, risk=gone).exists()


def test_the_picture_counts_the_plans_risks_and_its_links_give_those(cast, coordinator):
    (risk,) = add_risks(by=None, board=cast.board, risks=[NewRisk("Utanför")])
    estimate_risks(by=None, board=cast.board, year=YEAR, estimates=[NewEstimate(risk, "", "Sannolik", "Kännbar")])
    page = page_of(coordinator.get(reverse("board", args=cast.year)))
    (address,) = [a.get("href") for a in of_class(page, "ik-matrix")[0].xpath(".//a") if "Hög 12" in words(a)][:1]
    behind = page_of(coordinator.get(address))
    assert not [row for row in rows(behind) if "Utanför" in row[2]]
    assert len(rows(page_of(coordinator.get(link(page, "Visa alla 6 risker"))))) == 6


def test_where_the_plan_has_no_risks_the_picture_is_of_the_register(cast, coordinator):
    PlannedRisk.objects.filter(plan__unit=cast.board).delete()
    add_lines(by=None, plan=Plan.objects.get(unit=cast.board), rows=[(Row(control="En kontroll"), None)])
    page = page_of(coordinator.get(reverse("board", args=cast.year)))
    assert "Planen innehåller inga risker. Här är registrets." in words(page)
    assert len(rows(page_of(coordinator.get(link(page, "Visa alla 6 risker"))))) == 6
    for cell in of_class(page, "ik-matrix")[0].xpath(".//a"):
        assert len(rows(page_of(coordinator.get(cell.get("href"))))) == int(words(cell.find("b")))


def test_the_gaps_of_the_analysis_are_told(cast, coordinator):
    add_risks(by=None, board=cast.board, risks=[NewRisk("A", category="Ekonomi"), NewRisk("B", category="Juridik")])
    Risk.objects.filter(text="A").update(retired_on=f"{YEAR}-01-01")
    page = page_of(coordinator.get(reverse("board_risks", args=cast.year)))
    assert "Utan risk i år: Ekonomi." in words(page)
    chosen = page_of(coordinator.get(reverse("board_risks", args=cast.year), {"kategori": "Juridik"}))
    assert [row[2] for row in rows(chosen)] == ["B Juridik"]


def test_a_reader_gets_no_buttons(cast, signed_in):
    page = page_of(signed_in(cast.auditor).get(reverse("board_risks", args=cast.year)))
    assert not page.xpath("//main//form[@method='post']")
    assert "Lägg till risker" not in words(page)


def test_what_the_address_can_not_mean_harms_nothing(cast, coordinator):
    address = reverse("board_risks", args=cast.year)
    for query in (
        "andring=hojd",
        "plan=%00",
        "sannolikhet=99999999999",
        "period=T9&niva=x",
        "kategori=%25",
        "kategori=%00",
        "sida=-3",
    ):
        assert coordinator.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("query", [{}, {"niva": "Hög"}, {"ordning": "varde"}, {"andring": "hojd"}, {"plan": "i"}])
def test_the_list_asks_no_more_for_200_risks_than_for_20_also_when_the_years_are_compared(signed_in, db, query):
    counts = []
    for count in (20, 200):
        board = board_with(rows=count, name=f"Nämnden med {count}")
        open_plan(by=None, board=board, year=NEXT)
        held = Estimate.objects.filter(risk__unit=board, year=YEAR)
        again = [NewEstimate(e.risk, "", e.likelihood, "Allvarlig") for e in held.select_related("risk")]
        estimate_risks(by=None, board=board, year=NEXT, estimates=again)
        client = signed_in(person(f"S{count}", RoleGrant.Role.COORDINATOR, board))
        address = reverse("board_risks", args=[board.pk, NEXT])
        counts.append(queries_of(client, f"{address}?" + "&".join(f"{k}={v}" for k, v in query.items())))
    assert counts[0] == counts[1]
    assert counts[0] <= 26


def test_the_pages_of_a_long_list_have_each_risk_once_and_in_the_plans_order(signed_in, db):
    """A risk at several places of the plan stands at its first; those that the plan has not, after all that it has."""
    again = [{"risk": "Risk 3", "area": ["Sist"], "risk_number": "igen"}]
    board = board_with(document=document_of([{"risk": f"Risk {n}"} for n in range(1, 121)] + again))
    add_risks(by=None, board=board, risks=[NewRisk(f"Utanför {n}") for n in range(1, 91)])
    assert PlannedRisk.objects.filter(risk__text="Risk 3").count() == 2
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, board))
    pages = [page_of(client.get(reverse("board_risks", args=[board.pk, YEAR]), {"sida": n})) for n in (1, 2, 3)]
    shown = [
        [words(row.xpath(".//th//a")[0]) for row in of_class(page, "ik-table")[0].xpath("./tbody/tr")] for page in pages
    ]
    assert [len(part) for part in shown] == [100, 100, 10]
    told = [f"Risk {n}" for n in range(1, 121)] + [f"Utanför {n}" for n in range(1, 91)]
    assert [text for part in shown for text in part] == told
