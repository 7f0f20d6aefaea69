"""The pages of actions: a board's list, one's own, one action with its form, and adding one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions, change_action
from internkoll.base.models import RoleGrant, Unit
from internkoll.base.pages import page_of as page_of_rows
from internkoll.followup.models import Result
from internkoll.organisation.services import add_unit, grant_role
from internkoll.plan.models import Check
from internkoll.plan.services import open_plan
from internkoll.register.models import Recommendation, Risk
from tests.cast import YEAR, board_with, person
from tests.reading import link, of_class, page_of, rows, words

TOLD = "Ta fram rutin 3 senast 31 december 2024."


@pytest.fixture
def action(cast):
    return Action.objects.get(unit=cast.board, text=TOLD)


@pytest.fixture
def owner_below(cast):
    """One with a role at a unit of the board, who reads nothing of the board itself."""
    unit = add_unit(by=None, name="Enheten", kind=Unit.Kind.UNIT, parent=cast.board)
    return person("Åtgärdsägaren", RoleGrant.Role.ACTION_OWNER, unit)


def added(cast, text="Ny åtgärd", **fields):
    given = {"year": YEAR, **fields}
    (made,) = add_actions(by=None, board=cast.board, actions=[NewAction(text, **given)])
    return made


def listed(signed_in, user, cast, year=YEAR, **query):
    page = page_of(signed_in(user).get(reverse("board_actions", args=[cast.board.pk, year]), query))
    return [row[0] for row in rows(page)]


def typed(page):
    """What the page's own form would send."""
    form = next(form for form in page.forms if "ik-form" in form.get("class", ""))
    return {name: "" if value is None else value for name, value in form.fields.items()}


def test_a_boards_actions_have_their_source_their_day_and_how_late_they_are(cast, signed_in, action):
    page = page_of(signed_in(cast.auditor).get(reverse("board_actions", args=cast.year)))
    late = (timezone.localdate() - date(2024, 12, 31)).days
    assert rows(page)[0] == [
        TOLD,
        "Resultat T2 2024Kontroll 3 görs",
        "Ingen ansvarig",
        f"31 december 2024 ▲ Försenad {late} dagar",
        "○ Okänd",
    ]
    assert link(page, "Kontroll 3 görs") == reverse("control", args=[action.result_link.result.control_id])


def test_the_overdue_stand_first_then_by_day_then_those_without_one_then_the_ended(cast, signed_in):
    today = timezone.localdate()
    Action.objects.filter(unit=cast.board).delete()
    ended = added(cast, "Avslutad", due=today)
    change_action(by=None, action=ended, values={"status": "done", "effect": "E"}, seen=None, on=date(YEAR, 5, 1))
    for text, days in (("Utan dag", None), ("Sedan", 30), ("Först", -20), ("Sen", -3), ("Snart", 2)):
        added(cast, text, due=None if days is None else today + timedelta(days=days))
    assert listed(signed_in, cast.auditor, cast) == ["Först", "Sen", "Snart", "Sedan", "Utan dag", "Avslutad"]


def test_each_filter_shows_as_many_as_it_counts(cast, signed_in):
    added(cast, "Utan dag", owners=[cast.control_owner])
    done = added(cast, "Gjord", responsible="Rektor")
    change_action(by=None, action=done, values={"status": "done", "effect": "E"}, seen=None, on=date(YEAR, 5, 1))
    added(cast, "Pågår", status="ongoing", due=date(2999, 1, 1))
    client = signed_in(cast.control_owner)
    page = page_of(client.get(reverse("board_actions", args=cast.year)))
    chips = [words(chip) for chip in of_class(page, "ik-chips")[-1]]
    assert chips == [
        "Alla 5", "Försenade 2", "Öppna 4", "Pågår 1", "Utan datum 1", "Utan ansvarig 3", "Avslutade 1", "Mina 1",
    ]  # fmt: skip
    for chip in of_class(page, "ik-chips")[-1].xpath("./a"):
        behind = page_of(client.get(reverse("board_actions", args=cast.year) + chip.get("href")))
        assert len(rows(behind)) == int(words(chip).split()[-1])


def test_an_unknown_filter_shows_all(cast, signed_in):
    assert len(listed(signed_in, cast.auditor, cast, visa="nonsens")) == 2


def test_an_open_action_is_carried_over_the_year_end_and_says_from_when(cast, signed_in):
    open_plan(by=None, board=cast.board, year=YEAR + 1)
    assert listed(signed_in, cast.auditor, cast, YEAR + 1)[0] == f"{TOLD} Från 2024"
    added(cast, "Nästa års", year=YEAR + 1)
    assert "Nästa års" not in listed(signed_in, cast.auditor, cast)


def test_a_board_without_actions_says_where_they_are_added(cast, signed_in):
    Action.objects.all().delete()
    page = page_of(signed_in(cast.auditor).get(reverse("board_actions", args=cast.year)))
    assert "vid ett resultat, en risk eller en samlad bedömning" in words(page)


def test_only_those_who_keep_actions_are_offered_to_add_one(cast, signed_in):
    for user, offered in ((cast.coordinator, 1), (cast.auditor, 0)):
        page = page_of(signed_in(user).get(reverse("board_actions", args=cast.year)))
        assert len([a for a in page.xpath("//a") if "Lägg till åtgärd" in words(a)]) == offered


def test_ones_own_actions_are_those_one_is_tied_to_in_ones_own_line(cast, signed_in, action, owner_below):
    action.owners.set([owner_below])
    client = signed_in(owner_below)
    page = page_of(client.get(reverse("my_actions")))
    assert [row[:2] for row in rows(page)] == [[TOLD, "Barnnämnden"]]
    owner_below.grants.all().delete()
    assert "Du har inga åtgärder" in words(page_of(client.get(reverse("my_actions"))))


def test_an_owner_below_the_board_sees_hers_and_no_other(cast, signed_in, action, owner_below):
    action.owners.set([owner_below])
    client = signed_in(owner_below)
    other = Action.objects.filter(unit=cast.board).exclude(pk=action.pk).first()
    assert TOLD in words(page_of(client.get(reverse("action", args=[action.pk]))))
    assert client.get(reverse("action", args=[other.pk])).status_code == 404
    assert client.get(reverse("action_change", args=[other.pk])).status_code == 404
    assert client.get(reverse("board_actions", args=cast.year)).status_code == 404


def test_being_tied_is_not_enough_without_a_role(cast, signed_in, action):
    action.owners.set([cast.stranger])
    assert signed_in(cast.stranger).get(reverse("action", args=[action.pk])).status_code == 404
    action.owners.set([cast.auditor])
    client = signed_in(cast.auditor)
    assert client.get(reverse("action", args=[action.pk])).status_code == 200
    assert client.post(reverse("action_change", args=[action.pk]), {}).status_code == 403


def test_an_owner_changes_the_status_and_the_effect_and_nothing_else(cast, signed_in, action, owner_below):
    action.owners.set([owner_below])
    client = signed_in(owner_below)
    page = page_of(client.get(reverse("action", args=[action.pk])))
    assert {"status", "effect", "edits"} <= set(typed(page))
    sent = typed(page) | {"status": "done", "effect": "Felen är borta.", "text": "Något annat", "due": ""}
    assert client.post(reverse("action_change", args=[action.pk]), sent).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.effect, action.text) == ("done", "Felen är borta.", TOLD)
    assert (action.due, action.ended_on) == (date(2024, 12, 31), timezone.localdate())
    assert list(action.owners.all()) == [owner_below]
    shown = words(page_of(client.get(reverse("action", args=[action.pk]))))
    assert "Åtgärden ändrades: status klar Felen är borta." in shown


def test_the_one_who_keeps_actions_changes_all_of_it(cast, signed_in, action):
    client = signed_in(cast.coordinator)
    address = reverse("action_change", args=[action.pk])
    sent = typed(page_of(client.get(address))) | {
        "text": "Ny text", "responsible": "Rektor", "due": "hösten 2027", "status": "ongoing",
        "owners": [cast.head.pk],
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    action.refresh_from_db()
    assert (action.text, action.responsible, action.status) == ("Ny text", "Rektor", "ongoing")
    assert (action.due, action.due_words) == (date(2027, 12, 31), "hösten 2027")
    page = page_of(client.get(reverse("action", args=[action.pk])))
    assert "31 december 2027 (hösten 2027)" in words(page)
    assert "Åtgärdens ansvariga ändrades: personer Förvaltningschefen" in words(page)


def test_a_due_date_that_is_left_as_it_stands_is_not_read_anew(cast, signed_in):
    made = added(cast, "Ta fram en rutin under hösten.", year=2020)
    client = signed_in(cast.coordinator)
    address = reverse("action_change", args=[made.pk])
    client.post(address, typed(page_of(client.get(address))) | {"responsible": "Rektor"})
    made.refresh_from_db()
    assert (made.due_words, made.due, made.responsible) == ("hösten", date(2020, 12, 31), "Rektor")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("due", "löpande", "Tiden går inte att läsa som en dag"),
        ("due", "2026-13-45", "Tiden går inte att läsa som en dag"),
        ("text", "", "Detta fält måste fyllas i"),
        ("status", "påhittad", "Välj ett giltigt alternativ"),
        ("status", "done", "Skriv vilken effekt åtgärden har fått"),
        ("owners", "999999", "Välj ett giltigt alternativ"),
    ],
)
def test_what_can_not_be_saved_is_told_and_nothing_typed_is_lost(cast, signed_in, action, field, value, told):
    client = signed_in(cast.coordinator)
    address = reverse("action_change", args=[action.pk])
    page = page_of(client.post(address, typed(page_of(client.get(address))) | {"responsible": "Kvar", field: value}))
    assert told in words(of_class(page, "ik-errors")[0])
    assert typed(page)["responsible"] == "Kvar"
    action.refresh_from_db()
    assert (action.responsible, action.edits) == ("", 0)


def test_the_second_of_two_is_shown_what_the_first_wrote_and_loses_nothing(cast, signed_in, action):
    address = reverse("action_change", args=[action.pk])
    client = signed_in(cast.coordinator)
    mine = typed(page_of(client.get(address))) | {"text": "Min text"}
    change_action(by=cast.head, action=action, values={"text": "Chefens text"}, seen=0, on=date(2026, 1, 1))
    page = page_of(client.post(address, mine))
    assert "ÅtgärdChefens text" in words(page.get_element_by_id("andrat"))
    assert typed(page)["text"].strip() == "Min text"
    assert client.post(address, typed(page)).status_code == 302
    action.refresh_from_db()
    assert action.text.strip() == "Min text"


def sources(cast):
    risk = Risk.objects.filter(unit=cast.board).first()
    advice = Recommendation.objects.create(unit=cast.board, text="Se över attesten.")
    result = Result.objects.filter(round__unit=cast.board, round__label="T2 2024").first()
    assessment = cast.board.assessments.get()
    return {
        f"risk:{risk.pk}": str(risk),
        f"resultat:{result.pk}": "Kontroll",
        f"bedomning:{assessment.pk}": "T2 2024: Tillräcklig",
        f"rekommendation:{advice.pk}": "Se över attesten.",
    }


def test_an_action_is_added_to_what_it_answers(cast, signed_in):
    client = signed_in(cast.coordinator)
    for asked, told in sources(cast).items():
        page = page_of(client.get(reverse("action_add", args=cast.year), {"kalla": asked}))
        assert told in words(page)
        sent = typed(page) | {"text": "Gör något", "responsible": "Rektor", "due": "2099-06-30"}
        response = client.post(reverse("action_add", args=cast.year), sent)
        assert response.status_code == 302
        shown = page_of(client.get(response.url))
        assert client.get(link(shown, told)).status_code == 200
    made = Action.objects.filter(text="Gör något").first()
    assert (made.year, made.status, made.due_words) == (YEAR, "not_started", "")
    assert made.added_on == timezone.localdate()


def test_the_responsible_of_a_results_action_is_the_checks_to_begin_with(cast, signed_in):
    result = Result.objects.filter(round__unit=cast.board).first()
    page = page_of(
        signed_in(cast.coordinator).get(reverse("action_add", args=cast.year), {"kalla": f"resultat:{result.pk}"})
    )
    assert typed(page)["responsible"] == "Rektor"


def test_another_boards_thing_is_no_source_here(cast, signed_in):
    client = signed_in(cast.coordinator)
    foreign = Risk.objects.filter(unit=cast.strangers_board).first()
    for asked in (f"risk:{foreign.pk}", "risk:", "risk", "risk:x", "hus:1", "risk:" + "9" * 30, "risk:-1"):
        for response in (
            client.get(reverse("action_add", args=cast.year), {"kalla": asked}),
            client.post(reverse("action_add", args=cast.year), {"kalla": asked, "text": "Smyg"}),
        ):
            assert response.status_code == 404
    assert not Action.objects.filter(text="Smyg").exists()


def test_nobody_is_tied_to_an_action_who_has_no_role_in_the_board(cast, signed_in):
    sent = {"text": "Gör något", "owners": [cast.stranger.pk]}
    page = page_of(signed_in(cast.coordinator).post(reverse("action_add", args=cast.year), sent))
    assert "Välj ett giltigt alternativ" in words(of_class(page, "ik-errors")[0])


def test_the_texts_of_people_are_shown_as_text(cast, signed_in):
    made = added(cast, "<script>alert(1)</script> & <b>fet</b>")
    source = signed_in(cast.auditor).get(reverse("action", args=[made.pk])).content.decode()
    assert "<script>alert" not in source
    assert "&lt;b&gt;fet" in source


@pytest.mark.parametrize("name", ["board_actions", "my_actions"])
def test_a_list_of_actions_asks_no_more_for_200_than_for_20(signed_in, db, name):
    board = board_with(rows=1)
    keeper = person("Samordnaren", RoleGrant.Role.COORDINATOR, board)
    client = signed_in(keeper)
    address = reverse(name, args=[board.pk, YEAR] if name == "board_actions" else [])

    def queries(count):
        new = [NewAction(f"Åtgärd {n}", YEAR, owners=[keeper]) for n in range(count)]
        add_actions(by=None, board=board, actions=new)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert queries(20) == queries(180)


@pytest.mark.parametrize("name", ["board_actions", "my_actions", "home", "attest_list"])
def test_a_long_list_leads_to_each_of_its_pages(cast, signed_in, monkeypatch, name):
    monkeypatch.setitem(page_of_rows.__kwdefaults__, "rows_a_page", 1)
    monkeypatch.setattr("internkoll.overview.home.TASKS_A_PAGE", 1)
    monkeypatch.setattr("internkoll.followup.review_views.RESULTS_A_PAGE", 1)
    Result.objects.update(review=Result.Review.WAITING)
    new = [NewAction(f"Åtgärd {n}", YEAR, owners=[cast.coordinator]) for n in range(3)]
    add_actions(by=None, board=cast.board, actions=new)
    results = Result.objects.filter(round__unit=cast.board, round__label="T2 2024")
    for check in Check.objects.filter(results__in=results):
        check.owners.add(cast.coordinator)
    results.filter(for_check__owners=cast.coordinator, pk__in=results.values("pk")[:3]).delete()
    grant_role(by=None, user=cast.coordinator, unit=cast.board, role=RoleGrant.Role.HEAD)
    grant_role(by=None, user=cast.coordinator, unit=cast.board, role=RoleGrant.Role.CONTROL_OWNER)
    board_year = name in ("board_actions", "attest_list")
    page = page_of(signed_in(cast.coordinator).get(reverse(name, args=cast.year if board_year else [])))
    (pages,) = of_class(page, "ik-pages")
    assert [words(a) for a in pages.xpath(".//a")][:2] == ["Sida 1", "Sida 2"]
