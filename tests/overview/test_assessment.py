"""The overall assessment: what is suggested, deciding it, and changing it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions
from internkoll.assessment.models import Assessment
from internkoll.base.models import RoleGrant
from internkoll.followup.models import Result, ResultAction, Round
from internkoll.followup.services import open_round
from internkoll.organisation.methods import method_for
from internkoll.overview.figures import FiguresOfYear
from internkoll.plan.models import Control, Plan
from internkoll.register.models import Estimate
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, numbered, person
from tests.reading import link, of_class, page_of, rows, words

TODAY = date(2024, 10, 1)


def sections(page):
    return [words(section) for section in of_class(page, "ik-assessed")]


def address(cast, period="T2 2024"):
    return f"{reverse('assess', args=cast.year)}?period={period.replace(' ', '%20')}"


def fields(page):
    (form,) = [form for form in page.forms if "ik-form" in form.get("class", "")]
    return {name: "" if value is None else value for name, value in form.fields.items()}


@pytest.fixture
def page(cast, signed_in):
    return page_of(signed_in(cast.auditor).get(reverse("board_assessment", args=cast.year)))


def figures_of(board):
    return FiguresOfYear(Plan.objects.of(board, YEAR).get(), method_for(board, YEAR), TODAY)


def test_the_year_and_each_round_have_a_suggestion_with_its_reasons(page):
    year, latest, first = sections(page)
    assert year.startswith("Året 2024 Beslutad bedömning Inte beslutad ännu. Förslag")
    assert latest.startswith("T2 2024 Beslutad bedömning ● Tillräcklig Ingen motivering är skriven.")
    assert "Fem av sex är rapporterade, två med anmärkning." in latest
    assert "Två kontroller har en mindre anmärkning, vilket är mer än en fjärdedel av de rapporterade." in latest
    assert "Två åtgärder är försenade." in latest
    assert first.startswith("T1 2024")
    assert "Allt är rapporterat." in first


@pytest.mark.parametrize("section", [0, 1, 2])
def test_each_figure_leads_to_its_list(cast, signed_in, section):
    """Of the year and of each round. One control was never reported, one remark has no action, one risk no control."""
    Result.objects.filter(control__text="Kontroll 5 görs").delete()
    ResultAction.objects.filter(result__control__text="Kontroll 6 görs").delete()
    Control.objects.filter(text="Kontroll 2 görs").delete()
    Estimate.objects.filter(risk__text__endswith="sätt 2").update(likelihood="Sannolik", consequence="Allvarlig")
    client = signed_in(cast.auditor)
    page = page_of(client.get(reverse("board_assessment", args=cast.year)))
    figures = of_class(page, "ik-counts")[section].xpath("./div[.//a]")
    assert len(figures) >= 4
    for figure in figures:
        (found,) = figure.xpath(".//a")
        assert len(rows(page_of(client.get(found.get("href"))))) == int(words(found)), words(figure)


def test_a_class_that_the_method_does_not_know_is_counted_as_it_is_shown(cast, signed_in):
    for number, written in ((1, "godkänt"), (2, "Godkänt")):
        Result.objects.filter(control__text=f"Kontroll {number} görs").update(outcome=written)
    client = signed_in(cast.auditor)
    page = page_of(client.get(reverse("board_assessment", args=cast.year)))
    for section in of_class(page, "ik-counts"):
        (figure,) = [row for row in section.xpath("./div") if words(row).casefold().startswith("godkänt")]
        assert words(figure.xpath("./dd")[0]) == "2"
        (address,) = figure.xpath(".//a/@href")
        assert len(rows(page_of(client.get(address)))) == 2
    year = page_of(client.get(reverse("followup_of_year", args=cast.year)))
    assert [words(chip) for chip in year.xpath("//nav//a") if "odkänt" in words(chip)] == ["Godkänt 2"]


def test_a_risk_that_nothing_meets_is_one_click_away(cast, signed_in):
    Control.objects.filter(text="Kontroll 2 görs").delete()
    Estimate.objects.filter(risk__text__endswith="sätt 2").update(likelihood="Sannolik", consequence="Allvarlig")
    client = signed_in(cast.auditor)
    year = of_class(page_of(client.get(reverse("board_assessment", args=cast.year))), "ik-assessed")[0]
    (address,) = [a.get("href") for a in year.xpath(".//dd/a") if "hantering" in a.get("href")]
    page = page_of(client.get(address))
    (row,) = rows(page)
    assert "Barn far illa på sätt 2" in row[1]
    assert "som saknar hantering" in words(page)


def test_the_year_has_each_control_by_its_latest_result(cast):
    year = figures_of(cast.board).of_year()
    assert {told.word: told.count for told in year.classes} == {"utan anmärkning": 4, "mindre anmärkning": 2}
    assert (year.total, year.done, year.missing) == (6, 6, 0)


def test_a_remark_without_an_action_or_a_reason_for_none_is_unanswered(cast):
    round_ = figures_of(cast.board).rounds[-1]
    assert figures_of(cast.board).of_round(round_).unanswered == 0
    first, second = (tied.result for tied in ResultAction.objects.filter(result__round=round_))
    ResultAction.objects.all().delete()
    assert figures_of(cast.board).of_round(round_).unanswered == 2
    type(first).objects.filter(pk=first.pk).update(no_action_why="Felet är redan rättat.")
    assert figures_of(cast.board).of_round(round_).unanswered == 1
    assert figures_of(cast.board).of_year().unanswered == 1
    assert second.no_action_why == ""


def test_a_high_risk_without_a_control_or_a_response_is_unmet(db):
    document = document_of(
        [
            {"risk": "Utan kontroll", "likelihood": "Sannolik", "consequence": "Allvarlig"},
            {"risk": "Låg utan kontroll", "likelihood": "Osannolik", "consequence": "Lindrig"},
            {"risk": "Med kontroll", "likelihood": "Sannolik", "consequence": "Allvarlig", "control": "K"},
        ]
    )
    board = board_with(document=document)
    assert figures_of(board).of_year().unmet == 1
    risk = board.risks.get(text="Utan kontroll")
    risk.responses.create(year=YEAR, kind="accept", reason="Kostar mer än den smakar.")
    assert figures_of(board).of_year().unmet == 0


@pytest.mark.parametrize("method", ["uppsala", "nacka-niva", "nacka-status", "stockholm", "allman"])
def test_every_way_of_working_has_its_page(signed_in, db, method):
    board = board_with(rows=3, method=packaged_method(method))
    reader = person("Läsaren", RoleGrant.Role.READER, board)
    assert signed_in(reader).get(reverse("board_assessment", args=[board.pk, YEAR])).status_code == 200


def test_a_decision_is_made_with_reasons_and_shown_with_who_made_it(cast, signed_in):
    client = signed_in(cast.head)
    form = page_of(client.get(address(cast, "")))
    sent = fields(form) | {"outcome": "Inte tillräcklig", "reasons": "Felen är för många."}
    assert client.post(address(cast, ""), sent).status_code == 302
    page = page_of(client.get(reverse("board_assessment", args=cast.year)))
    year = sections(page)[0]
    assert "■ Inte tillräcklig Felen är för många." in year
    assert "Förvaltningschefen" in year
    assert "Bedömningen avviker från förslaget." in year
    assert "Den samlade bedömningen beslutades: år 2024, bedömning Inte tillräcklig" in words(page)
    made = Assessment.objects.get(unit=cast.board, round=None)
    assert link(page, "Lägg till åtgärd: Året 2024").endswith(f"?kalla=bedomning:{made.pk}")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"outcome": "Tillräcklig", "reasons": " "}, "Motivering: Detta fält måste fyllas i"),
        ({"reasons": "Skäl"}, "Bedömning: Detta fält måste fyllas i"),
        ({"outcome": "Lysande", "reasons": "Skäl"}, "Välj ett giltigt alternativ"),
    ],
)
def test_a_decision_without_a_class_or_reasons_is_refused_and_loses_nothing(cast, signed_in, sent, told):
    page = page_of(signed_in(cast.head).post(address(cast, ""), {"edits": 0, **sent}))
    assert told in words(of_class(page, "ik-errors")[0])
    assert fields(page)["reasons"].strip() == sent["reasons"].strip()
    assert not Assessment.objects.filter(unit=cast.board, round=None).exists()


def test_a_decision_against_the_results_is_shown_as_such_and_must_be_confirmed(cast, signed_in):
    ResultAction.objects.all().delete()
    client = signed_in(cast.head)
    form = page_of(client.get(address(cast)))
    assert "confirmed" not in fields(form)
    sent = fields(form) | {"outcome": "Tillräcklig", "reasons": "Vi vet vad vi gör."}
    asked = page_of(client.post(address(cast), sent))
    assert "Två anmärkningar saknar åtgärd." in words(of_class(asked, "ik-alert")[-1])
    assert client.post(address(cast), fields(asked) | {"confirmed": "on"}).status_code == 302
    page = page_of(client.get(reverse("board_assessment", args=cast.year)))
    assert "bekräftat trots att Två anmärkningar saknar åtgärd." in words(page)
    assert "Två anmärkningar saknar åtgärd." in sections(page)[1]


def test_the_second_of_two_is_shown_what_the_first_decided_and_loses_nothing(cast, signed_in):
    client = signed_in(cast.coordinator)
    mine = fields(page_of(client.get(address(cast, "")))) | {"outcome": "Inte tillräcklig", "reasons": "Mina skäl."}
    theirs = {"edits": 0, "outcome": "Tillräcklig", "reasons": "Chefens skäl."}
    assert signed_in(cast.head).post(address(cast, ""), theirs).status_code == 302
    page = page_of(signed_in(cast.coordinator).post(address(cast, ""), mine))
    assert "Chefens skäl." in words(page.get_element_by_id("andrat"))
    assert fields(page)["reasons"].strip() == "Mina skäl."
    assert client.post(address(cast, ""), fields(page)).status_code == 302
    assert Assessment.objects.get(unit=cast.board, round=None).reasons.strip() == "Mina skäl."


def test_a_period_that_the_year_has_not_is_no_page(cast, signed_in):
    assert signed_in(cast.head).get(address(cast, "T9 2024")).status_code == 404


def test_one_who_may_not_assess_is_not_offered_it(cast, signed_in, page):
    assert not [a for a in page.xpath("//a") if "Besluta" in words(a) or "Ändra" in words(a)]
    assert signed_in(cast.auditor).post(address(cast), {}).status_code == 403


def test_the_page_asks_no_more_for_200_rows_than_for_20(signed_in, db):
    def queries(count):
        board = board_with(name=f"Nämnden med {count}", document=document_of(numbered(count)))
        client = signed_in(person(f"Läsare {count}", RoleGrant.Role.READER, board))
        where = reverse("board_assessment", args=[board.pk, YEAR])
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    assert queries(20) == queries(200)


def test_the_year_says_which_of_its_rounds_it_lacks(cast, signed_in):
    client = signed_in(cast.auditor)
    year, *rounds = sections(page_of(client.get(reverse("board_assessment", args=cast.year))))
    assert "T3 2024 har inte följts upp än, och ingår inte i årets siffror." in year
    assert "har inte följts upp än" not in " ".join(rounds)
    open_round(by=None, board=cast.board, label="T3 2024", year=YEAR)
    (year, *_) = sections(page_of(client.get(reverse("board_assessment", args=cast.year))))
    assert "har inte följts upp än" not in year


def test_a_closed_round_tells_what_was_overdue_when_it_was_closed(cast, signed_in):
    Action.objects.filter(unit=cast.board).delete()
    Round.objects.filter(unit=cast.board, label="T1 2024").update(closed_on=date(2024, 5, 15))
    new = [
        NewAction("Försenad då", YEAR, due=date(2024, 4, 30)),
        NewAction("Klar sedan, försenad då", YEAR, due=date(2024, 4, 30), status="done", added_on=date(2024, 3, 1)),
        NewAction("Beslutad sedan", YEAR, due=date(2024, 4, 30), added_on=date(2024, 6, 1)),
        NewAction("Försenad först sedan", YEAR, due=date(2024, 8, 31)),
    ]
    made = add_actions(by=None, board=cast.board, actions=new)
    Action.objects.filter(pk=made[1].pk).update(ended_on=date(2024, 7, 1))
    told = figures_of(cast.board)
    first, latest = told.rounds
    assert (told.of_round(first).overdue, told.of_round(latest).overdue, told.of_year().overdue) == (2, 3, 3)
    page = page_of(signed_in(cast.auditor).get(reverse("board_assessment", args=cast.year)))
    of_first = of_class(page, "ik-counts")[-1]
    (told,) = [row for row in of_first.xpath("./div") if "när perioden stängdes" in words(row)]
    assert (words(told.xpath("./dd")[0]), told.xpath(".//a")) == ("2", [])
