"""The page of all that has been done at a unit: who, what, when, with what stood before and after."""

from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import HistoryEntry, RoleGrant, Unit
from internkoll.organisation.services import grant_role
from internkoll.overview.history_values import LONGEST, Names, changed_values
from internkoll.register.models import Risk
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import NewRisk, add_risks, change_risk
from tests.cast import YEAR, board_with, document_of, numbered, person
from tests.overview.test_query_counts import queries_of
from tests.reading import of_class, page_of, words


@pytest.fixture
def shown(cast, signed_in):
    client = signed_in(cast.auditor)
    return lambda **query: page_of(client.get(reverse("unit_history", args=[cast.board.pk]), query))


def events(page):
    return [words(event) for event in of_class(page, "ik-history")[0]]


def changes(page):
    """What the latest event changed: the name of each value, with what stood before and after."""
    latest = of_class(page, "ik-history")[0][0]
    return [[words(cell) for cell in row] for row in latest.xpath(".//tbody/tr")]


def test_the_latest_stands_first_with_who_did_what_to_which_thing(cast, shown):
    (risk,) = add_risks(by=cast.head, board=cast.board, risks=[NewRisk("Otillåten direktupphandling")])
    change_risk(by=cast.coordinator, risk=risk, values={"text": "Otillåtna direktupphandlingar"})
    changed, added = events(shown())[:2]
    assert "Samordnaren Risken ändrades Otillåtna direktupphandlingar" in changed
    assert changes(shown()) == [["Text", "Otillåten direktupphandling", "Otillåtna direktupphandlingar"]]
    assert "Förvaltningschefen Risken lades till i registret Otillåtna direktupphandlingar" in added
    latest = of_class(shown(), "ik-history")[0][0]
    assert latest.xpath(".//a/@href") == [reverse("risk", args=[risk.pk])]


def test_what_is_chosen_among_a_few_and_days_are_told_in_words(cast, signed_in, shown):
    risk = Risk.objects.filter(unit=cast.board).first()
    decision = Decision("accept", "Liten skada.", decided_on=date(2024, 2, 1))
    decide_response(by=cast.head, risk=risk, year=YEAR, decision=decision)
    assert changes(shown()) == [
        ["År", "–", "2024"],
        ["Hantering", "–", "acceptera"],
        ["Skäl", "–", "Liten skada."],
        ["Beslutat", "–", "1 februari 2024"],
    ]
    # The risk's own page tells it beside the words.
    page = page_of(signed_in(cast.auditor).get(reverse("risk", args=[risk.pk])))
    assert "Hanteringen beslutades: år 2024, hantering acceptera" in words(page)


def test_a_stage_of_the_year_can_be_chosen(cast, shown):
    page = shown()
    chips = {
        words(chip).rsplit(" ", 1)[0]: int(words(chip).rsplit(" ", 1)[1]) for chip in of_class(page, "ik-chips")[0]
    }
    assert chips.pop("Alla") == sum(chips.values())
    assert set(chips) >= {"Risker", "Plan", "Uppföljning", "Åtgärder"}
    assert len(events(shown(visa="atgarder"))) == chips["Åtgärder"]
    assert len(events(shown(visa="finns-inte"))) == min(100, sum(chips.values()))


def test_what_a_method_is_made_of_is_told_in_words(cast, signed_in):
    page = page_of(signed_in(cast.coordinator).get(reverse("unit_history", args=[cast.board.pk]), {"visa": "metod"}))
    told = {name: after for name, _before, after in changes(page)}
    assert told["Namn"] == "Metod med 4 steg"
    assert told["Nivåer"] == "Låg, Medel, Hög"
    assert told["Matris"].startswith("nivåer: Låg, Låg, Låg")
    assert not {"fields", "words", "rounds"} & set(told)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("fields", ["risk", "method"], "Risk, Metod"),
        ("words", {"control": "Kontrollmoment", "level": "Nivå"}, "Kontrollmoment: Kontrollmoment\nRisknivå: Nivå"),
        ("rounds", [{"mark": "T1", "name": "Tertial 1", "opens": [4, 1], "due": [5, 15]}], "T1 1/4–15/5"),
        ("matrix", {"levels": [["Låg", "Hög"], ["Hög", "Hög"]]}, "nivåer: Låg, Hög\nHög, Hög"),
        ("result_classes", [{"word": "utan anmärkning", "tone": "good"}], "utan anmärkning"),
        ("selection_limit", 9, "9"),
        ("name", "x" * 700, "x" * LONGEST + " …"),
    ],
)
def test_each_part_of_a_method_has_its_own_form(key, value, told):
    entry = HistoryEntry(subject="methodversion", after={key: value})
    (changed,) = changed_values(entry, Names({}, {}))
    assert (changed.before, changed.after) == ("", told)


def test_who_has_which_role_is_told_to_those_who_keep_the_people_alone(cast, signed_in):
    new = person("Nykomlingen", RoleGrant.Role.READER, cast.board)
    grant_role(by=cast.coordinator, user=new, unit=cast.board, role="head")
    address = reverse("unit_history", args=[cast.board.pk])
    assert "Nykomlingen" not in words(page_of(signed_in(cast.auditor).get(address)))
    page = page_of(signed_in(cast.coordinator).get(address))
    assert "En roll gavs" in events(page)[0]
    assert changes(page) == [["Person", "–", "Nykomlingen"], ["Roll", "–", "förvaltningschef"]]


def test_the_chain_is_checked_when_it_is_asked_for_and_a_changed_entry_shows(cast, shown):
    assert "Kedjan är hel" in words(shown(kontrollera="ja"))
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("number")[3]
    HistoryEntry.objects.filter(pk=entry.pk).update(after={"text": "Något annat"})
    assert f"Kedjan är bruten vid händelse {entry.number}" in words(shown(kontrollera="ja"))
    assert "Kedjan" not in words(of_class(shown(), "ik-history")[0])


def test_a_thing_that_is_no_more_is_told_by_its_name(cast, shown):
    (risk,) = add_risks(by=cast.head, board=cast.board, risks=[NewRisk("Tillfällig risk")])
    Risk.objects.filter(pk=risk.pk).delete()
    assert "Tillfällig risk" in events(shown())[0]
    assert not of_class(shown(), "ik-history")[0][0].xpath(".//a")


def test_a_board_of_another_municipality_has_no_history(cast, signed_in):
    assert signed_in(cast.stranger).get(reverse("unit_history", args=[cast.board.pk])).status_code == 404
    root = Unit.objects.get_root(cast.board)
    assert signed_in(cast.head).get(reverse("unit_history", args=[root.pk])).status_code == 404


def test_a_page_asks_no_more_for_many_events_than_for_few(db, signed_in):
    boards = [board_with(name=f"Nämnd {n}", document=document_of(numbered(n))) for n in (10, 200)]
    client = signed_in(person("Läsaren", RoleGrant.Role.READER, Unit.objects.get_root(boards[0])))
    few, many = (queries_of(client, reverse("unit_history", args=[board.pk])) for board in boards)
    assert many <= few
