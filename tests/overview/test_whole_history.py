"""The page of all that has been done at a unit: who, what, when, with what stood before and after."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from internkoll.base.history import Change, record
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.followup.evidence import add_evidence
from internkoll.followup.models import Round
from internkoll.followup.reporting import hand_in_result
from internkoll.organisation.people import rename_person
from internkoll.organisation.services import grant_role
from internkoll.overview.history_values import Telling, in_words
from internkoll.plan.models import Check
from internkoll.register.models import Risk
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import NewRisk, add_risks, change_risk
from internkoll.rules.reporting import Report
from tests.cast import ROUNDS, YEAR, board_with, document_of, numbered, person
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
    total = chips.pop("Alla")
    assert total == sum(chips.values())
    assert set(chips) >= {"Risker", "Plan", "Uppföljning", "Åtgärder"}
    assert len(events(shown(visa="atgarder"))) == chips["Åtgärder"]
    # A stage of which nothing is told, and one that is none, choose nothing.
    for odd in ("inget", "ovrigt"):
        assert len(events(shown(visa=odd))) == min(100, total)
        assert words(of_class(shown(visa=odd), "ik-chips")[0].xpath("./a[@aria-current]")[0]) == f"Alla {total}"


def test_what_a_method_is_made_of_is_told_in_words(cast, signed_in):
    page = page_of(signed_in(cast.coordinator).get(reverse("unit_history", args=[cast.board.pk]), {"visa": "metod"}))
    told = {name: after for name, _before, after in changes(page)}
    assert told["Namn"] == "Metod med 4 steg"
    assert told["Nivåer"].startswith("Låg (grön)")
    assert told["Matris"].startswith("Låg, Medel, Hög")
    assert not {"fields", "words", "rounds"} & set(told)


@pytest.mark.parametrize(
    ("key", "before", "after", "stood", "stands"),
    [
        ("fields", ["risk"], ["risk", "method"], "", "Metod"),
        (
            "words",
            {"control": "Kontroll"},
            {"control": "Kontrollmoment"},
            "Kontrollmoment: Kontroll",
            "Kontrollmoment: Kontrollmoment",
        ),
        ("layout", "allman", "allman", None, None),
        ("selection_limit", 6, 9, "6", "9"),
        ("likelihood", [{"word": "Möjlig", "value": 2}], [{"word": "Möjlig", "value": 3}], "Möjlig 2", "Möjlig 3"),
        (
            "result_classes",
            [{"word": "Brist", "tone": "danger"}, {"word": "Utan", "tone": "good"}],
            [{"word": "Brist", "tone": "danger", "remark": True}, {"word": "Utan", "tone": "good"}],
            "Brist (röd)",
            "Brist (röd, anmärkning)",
        ),
        (
            "rounds",
            [{"mark": "T1", "name": "Tertial 1", "opens": [4, 1], "due": [5, 15]}],
            [{"mark": "T1", "name": "Tertial ett", "opens": [4, 1], "due": [5, 20]}],
            "T1 Tertial 1 (1 april – 15 maj)",
            "T1 Tertial ett (1 april – 20 maj)",
        ),
        # As it is drawn: the highest likelihood first.
        (
            "matrix",
            {"levels": [["Låg", "Låg"], ["Låg", "Hög"]]},
            {"levels": [["Låg", "Låg"], ["Hög", "Hög"]]},
            "Låg, Hög",
            "Hög, Hög",
        ),
    ],
)
def test_what_was_changed_in_a_method_shows_and_nothing_else(db, key, before, after, stood, stands):
    entry = HistoryEntry(subject="methodversion", what="method changed", before={key: before}, after={key: after})
    changed = Telling([entry], Unit(path="0001")).changes(entry)
    assert [(value.before, value.after) for value in changed] == ([] if stands is None else [(stood, stands)])


def test_long_texts_are_told_from_where_they_differ(db):
    text = "Lika. " * 2_000
    entry = HistoryEntry(
        subject="result", what="result changed", before={"text": f"{text}Före."}, after={"text": f"{text}Efter."}
    )
    (changed,) = Telling([entry], Unit(path="0001")).changes(entry)
    assert changed.before.startswith("… ")
    assert changed.before.endswith("Lika. Före.")
    assert changed.after.endswith("Lika. Efter.")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2024-02-01", "1 februari 2024"),
        ("2024-W05-1", "2024-W05-1"),
        (True, "ja"),
        (None, ""),
        ({"x": [1, "y"]}, "x: 1, y"),
    ],
)
def test_values_are_written_as_a_person_would(value, told):
    assert in_words(value) == told


def test_who_has_which_role_is_told_to_those_who_keep_the_people_alone(cast, signed_in):
    """The others see that something was done, so that no number is missing."""
    new = person("Nykomlingen", RoleGrant.Role.READER, cast.board)
    grant_role(by=cast.coordinator, user=new, unit=cast.board, role="head")
    rename_person(by=cast.coordinator, person=new, name="Nya chefen")
    address = reverse("unit_history", args=[cast.board.pk])
    page = page_of(signed_in(cast.auditor).get(address))
    assert "Personens uppgifter ändrades" in events(page)[0]
    assert "En roll gavs" in events(page)[1]
    assert "Nykomlingen" not in words(page)
    assert "Nya chefen" not in words(page)
    page = page_of(signed_in(cast.coordinator).get(address))
    assert "Personens uppgifter ändrades Nya chefen" in events(page)[0]
    assert changes(page)[0][0] == "Ändrat"
    second = of_class(page, "ik-history")[0][1]
    assert [[words(cell) for cell in row] for row in second.xpath(".//tbody/tr")] == [
        ["Person", "–", "Nya chefen"],
        ["Roll", "–", "förvaltningschef"],
    ]


def test_the_name_of_a_file_is_told_once_its_result_is_handed_in(cast, signed_in):
    round_ = Round.objects.get(unit=cast.board, label=ROUNDS[1])
    check = Check.objects.get(control__text="Kontroll 5 görs")
    file = SimpleUploadedFile("uppsägning.pdf", b"%PDF-1.7 ett underlag")
    add_evidence(by=cast.coordinator, round_=round_, check=check, files=[file], at=timezone.now())
    pages = (reverse("unit_history", args=[cast.board.pk]), reverse("control", args=[check.control_id]))
    client = signed_in(cast.auditor)
    for address in pages:
        told = words(page_of(client.get(address)))
        assert "Underlag bifogades" in told
        assert "uppsägning" not in told
    report = Report(outcome="utan anmärkning", text="Granskat.")
    hand_in_result(by=cast.coordinator, round_=round_, check=check, report=report, seen=None, at=timezone.now())
    assert all("uppsägning.pdf" in words(page_of(client.get(address))) for address in pages)


def test_whose_workbook_was_thrown_away_and_an_address_are_told_to_nobody(cast, shown):
    round_ = Round.objects.filter(unit=cast.board).first()
    told = {"workbook": "Kalles svar.xlsx", "on_behalf_of": "Kalle Karlsson", "rows": 3}
    record(by=cast.head, unit=cast.board, changes=[Change("workbook discarded", round_, after=told)])
    User.objects.filter(pk=cast.head.pk).update(name="")
    page = shown()
    assert "en person utan namn En ifylld Excelbok kastades" in events(page)[0]
    assert changes(page) == [["Rader", "–", "3"]]
    assert cast.head.email not in words(page)


def test_the_chain_is_checked_and_its_last_entry_can_be_noted_down(cast, signed_in):
    client = signed_in(cast.auditor)
    address = reverse("history_check", args=[cast.board.pk])
    last = HistoryEntry.objects.filter(unit=cast.board).latest("number")
    told = words(page_of(client.get(address)))
    assert f"Kedjan är hel: händelse 1 till {last.number}" in told
    assert last.hash in told
    # What is taken away from the end shows against what was noted down, and in no other way.
    last.delete()
    told = words(page_of(client.get(address)))
    assert f"händelse 1 till {last.number - 1}" in told
    assert last.hash not in told
    entry = HistoryEntry.objects.filter(unit=cast.board).order_by("number")[3]
    HistoryEntry.objects.filter(pk=entry.pk).update(after={"text": "Något annat"})
    assert f"Kedjan är bruten vid händelse {entry.number}" in words(page_of(client.get(address)))


def test_an_entry_that_nothing_here_knows_any_longer_is_told_as_it_stands(cast, shown):
    last = HistoryEntry.objects.filter(unit=cast.board).latest("number")
    odd = {"unit": cast.board, "at": timezone.now(), "hash": "0" * 64, "previous_hash": last.hash}
    for number, (subject, values) in enumerate(
        [("goneModel", {"owners": "x"}), ("", ["x"]), ("methodversion", {"fields": "x"})]
    ):
        HistoryEntry.objects.create(
            **odd, number=last.number + 1 + number, what="forgotten deed", subject=subject, subject_id=1, after=values
        )
    page = shown(visa="ovrigt")
    assert len(events(page)) == 3
    assert "forgotten deed" in events(page)[0]


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
