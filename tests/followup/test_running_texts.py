"""The running text of a round and the head of its report, written in the browser."""

import pytest
from django.urls import reverse

from internkoll.base.models import HistoryEntry
from internkoll.followup.models import Round, RunningText
from internkoll.followup.services import (
    FollowupRefusal,
    add_running_text,
    change_round_head,
    change_running_text,
    keep_running_texts,
    remove_running_text,
)
from internkoll.imports.models import ImportedDocument
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.taking_back import take_back_import
from internkoll.overview.history_words import words_of
from internkoll.plan.models import Plan
from internkoll.rules.exchange import TextBlock
from tests.cast import ROUNDS, YEAR
from tests.reading import link, page_of, words

NEW = {"heading": "Analys", "text": "Första stycket.\r\n\r\nAndra stycket."}


@pytest.fixture
def writer(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def round_(cast):
    return Round.objects.get(unit=cast.board, label=ROUNDS[1])


@pytest.fixture
def plan(cast):
    return Plan.objects.get(unit=cast.board, year=YEAR)


@pytest.fixture
def piece(round_):
    return RunningText.objects.get(round=round_)


@pytest.fixture
def page(round_):
    return reverse("round_texts", args=[round_.pk])


def close(round_):
    Round.objects.filter(pk=round_.pk).update(closed_on="2024-10-01")


def last_entry():
    return HistoryEntry.objects.order_by("-pk").first()


def told(round_):
    return [(piece.heading, piece.text) for piece in RunningText.objects.filter(round=round_)]


@pytest.mark.parametrize("who", ["coordinator", "head"])
def test_the_follow_up_leads_to_its_texts(cast, signed_in, page, who):
    followup = page_of(signed_in(getattr(cast, who)).get(reverse("board_followup", args=cast.year)))
    assert link(followup, "Skriv löpande text") == page


def test_one_who_may_not_write_is_led_nowhere(cast, signed_in):
    followup = page_of(signed_in(cast.auditor).get(reverse("board_followup", args=cast.year)))
    assert "Skriv löpande text" not in words(followup)


def test_the_pieces_stand_in_their_order(writer, page, round_, plan):
    add_running_text(by=None, plan=plan, round_=round_, new=TextBlock(heading="Analys", text="Läget."))
    shown = page_of(writer.get(page))
    headings = [words(heading) for heading in shown.xpath("//main//section[contains(@class, 'ik-text')]/h2")]
    assert headings == ["Sammanfattning", "Analys"]


def test_a_piece_is_added_and_stands_in_the_report(cast, writer, page, round_):
    answer = writer.post(reverse("text_add", args=[round_.pk]), NEW, follow=True)
    assert "Texten är tillagd." in words(page_of(answer))
    assert told(round_)[-1] == ("Analys", "Första stycket.\n\nAndra stycket.")
    entry = last_entry()
    assert (entry.what, entry.by_id_number) == ("running text added", cast.coordinator.pk)
    assert entry.after["period"] == ROUNDS[1]
    report = reverse("board_report", args=cast.year) + f"?period={ROUNDS[1]}"
    assert "Andra stycket." in words(page_of(writer.get(report)))


def test_lines_that_begin_with_a_hyphen_are_a_list_in_the_report(cast, writer, round_):
    writer.post(
        reverse("text_add", args=[round_.pk]), {"heading": "Analys", "text": "Två fel:\n- det ena\n- det andra"}
    )
    report = reverse("board_report", args=cast.year) + f"?period={ROUNDS[1]}"
    items = [words(item) for item in page_of(writer.get(report)).xpath("//main//li")]
    assert {"det ena", "det andra"} <= set(items)


def test_a_piece_without_words_is_refused(writer, round_):
    before = told(round_)
    answer = writer.post(reverse("text_add", args=[round_.pk]), {"heading": " ", "text": ""})
    assert "Skriv en rubrik eller en text." in words(page_of(answer))
    assert told(round_) == before


def test_a_piece_is_added_before_a_heading_that_stands_over_the_table(writer, round_, plan):
    keep_running_texts(by=None, plan=plan, round_=round_, texts=[TextBlock(heading="Resultat", text="")])
    writer.post(reverse("text_add", args=[round_.pk]), NEW)
    assert [heading for heading, _ in told(round_)] == ["Sammanfattning", "Analys", "Resultat"]


def test_what_is_brought_in_after_a_removal_stands_last(round_, plan, piece):
    texts = [TextBlock(heading=name, text=name) for name in ("Två", "Tre")]
    keep_running_texts(by=None, plan=plan, round_=round_, texts=texts)
    remove_running_text(by=None, piece=piece, seen=None)
    keep_running_texts(by=None, plan=plan, round_=round_, texts=[TextBlock(heading="Fyra", text="Fyra")])
    assert [(p.heading, p.position) for p in RunningText.objects.filter(round=round_)] == [
        ("Två", 1),
        ("Tre", 2),
        ("Fyra", 3),
    ]


def test_a_piece_is_changed_and_the_history_tells(writer, piece, round_):
    writer.post(reverse("text_edit", args=[piece.pk]), {**NEW, "edits": piece.edits})
    assert told(round_) == [("Analys", "Första stycket.\n\nAndra stycket.")]
    entry = last_entry()
    assert entry.what == "running text changed"
    assert entry.before == {"heading": "Sammanfattning", "text": "Kontrollerna är gjorda."}


def test_two_who_change_a_piece_at_once_lose_nothing(writer, piece, round_):
    change_running_text(by=None, piece=piece, new=TextBlock(heading="Deras", text="Deras ord."), seen=piece.edits)
    shown = page_of(writer.post(reverse("text_edit", args=[piece.pk]), {**NEW, "edits": piece.edits}))
    assert "Deras ord." in words(shown.get_element_by_id("andrat"))
    assert "Andra stycket." in words(shown.get_element_by_id("id_text"))
    assert told(round_) == [("Deras", "Deras ord.")]
    again = shown.xpath("//input[@name='edits']/@value")[0]
    writer.post(reverse("text_edit", args=[piece.pk]), {**NEW, "edits": again})
    assert told(round_)[0][0] == "Analys"


def test_a_piece_is_removed_when_one_has_said_that_it_is_meant(writer, piece, round_):
    address = reverse("text_remove", args=[piece.pk])
    assert "Kontrollerna är gjorda." in words(page_of(writer.get(address)))
    assert told(round_)
    writer.post(address, {"edits": piece.edits})
    assert told(round_) == []
    assert (last_entry().what, last_entry().before["heading"]) == ("running text removed", "Sammanfattning")


def test_a_piece_that_another_has_changed_is_shown_and_not_removed(writer, piece, round_):
    change_running_text(by=None, piece=piece, new=TextBlock(heading="Deras", text="Deras ord."), seen=None)
    shown = page_of(writer.post(reverse("text_remove", args=[piece.pk]), {"edits": piece.edits}))
    assert "Den är inte borttagen." in words(shown)
    assert "Deras ord." in words(shown)
    assert told(round_) == [("Deras", "Deras ord.")]
    again = shown.xpath("//input[@name='edits']/@value")[0]
    writer.post(reverse("text_remove", args=[piece.pk]), {"edits": again})
    assert told(round_) == []


def test_a_piece_that_someone_has_removed_has_no_page(writer, piece):
    address = reverse("text_edit", args=[piece.pk])
    remove_running_text(by=None, piece=piece, seen=None)
    assert writer.post(address, {**NEW, "edits": "0"}).status_code == 404


def test_a_closed_round_is_not_written_in(writer, page, piece, round_, plan):
    close(round_)
    before = told(round_)
    assert "stängd" in words(page_of(writer.post(reverse("text_add", args=[round_.pk]), NEW)))
    for name in ("text_edit", "text_remove"):
        answer = writer.post(reverse(name, args=[piece.pk]), {**NEW, "edits": piece.edits})
        assert "Öppna den igen först." in words(page_of(answer))
    assert told(round_) == before
    shown = page_of(writer.get(page))
    assert "dess text kan inte ändras" in words(shown)
    assert not shown.xpath("//main//form")
    with pytest.raises(FollowupRefusal):
        add_running_text(by=None, plan=plan, round_=round_, new=TextBlock(heading="Analys", text=""))


def test_what_a_plan_says_of_itself_is_not_changed_here(cast, writer, plan):
    keep_running_texts(by=None, plan=plan, round_=None, texts=[TextBlock(heading="Planens", text="Ord.")])
    own = RunningText.objects.get(round=None, plan=plan)
    assert writer.get(reverse("text_edit", args=[own.pk])).status_code == 404
    with pytest.raises(FollowupRefusal):
        remove_running_text(by=None, piece=own, seen=None)


def test_the_head_of_the_report_is_changed(cast, writer, page, round_):
    shown = page_of(writer.get(page))
    assert shown.get_element_by_id("id_document_date").get("value") == "2024-09-10"
    given = {"title": "Delårsuppföljning", "document_date": "12 september 2024", "reference": "", "edits": round_.edits}
    assert "Rapportens huvud är sparat." in words(page_of(writer.post(page, given, follow=True)))
    round_.refresh_from_db()
    assert (round_.title, round_.document_date, round_.reference) == ("Delårsuppföljning", "12 september 2024", None)
    assert last_entry().what == "round head set"
    report = reverse("board_report", args=cast.year) + f"?period={ROUNDS[1]}"
    assert "12 september 2024" in words(page_of(writer.get(report)))


def test_two_who_change_the_head_at_once_lose_nothing(writer, page, round_):
    theirs = {"title": "Deras", "document_date": "2024-09-11", "reference": "BN 1"}
    change_round_head(by=None, round_=round_, **theirs, seen=round_.edits)
    given = {"title": "Min", "document_date": "2024-09-12", "reference": "BN 1", "edits": round_.edits}
    shown = page_of(writer.post(page, given))
    assert "Deras" in words(shown.get_element_by_id("andrat"))
    assert Round.objects.get(pk=round_.pk).title == "Deras"


def test_the_head_of_a_closed_round_is_not_changed(writer, page, round_):
    close(round_)
    writer.post(page, {"title": "Ny", "document_date": "", "reference": "", "edits": round_.edits})
    assert Round.objects.get(pk=round_.pk).title == round_.title


def test_an_import_whose_text_someone_has_changed_is_not_taken_back(cast, piece, plan):
    change_running_text(by=None, piece=piece, new=TextBlock(heading="Ändrad", text="Ändrad."), seen=None)
    with pytest.raises(ImportRefused):
        take_back_import(by=None, imported=ImportedDocument.objects.get(plan=plan))


def test_the_history_has_words_for_each_deed(cast, writer, piece):
    writer.post(reverse("text_edit", args=[piece.pk]), {**NEW, "edits": piece.edits})
    shown = page_of(writer.get(reverse("unit_history", args=[cast.board.pk])))
    assert "Löpande text ändrades" in words(shown)
    assert link(shown, "Analys").endswith(f"#text-{piece.pk}")
    assert words_of("running text removed") == "Löpande text togs bort"


@pytest.fixture
def three(plan, round_, piece):
    """The cast's piece and two more, after it."""
    for heading in ("Analys", "Framåt"):
        add_running_text(by=None, plan=plan, round_=round_, new=TextBlock(heading=heading, text="Text."))
    return lambda: list(RunningText.objects.filter(round=round_).values_list("heading", flat=True))


def test_the_pieces_are_put_in_another_order(writer, page, three, round_):
    (last,) = RunningText.objects.filter(heading="Framåt")
    address = reverse("text_move", args=[last.pk])
    answer = writer.post(address, {"hall": "upp"})
    assert answer.url == f"{page}#text-{last.pk}"
    assert three() == ["Sammanfattning", "Framåt", "Analys"]
    entry = last_entry()
    assert (entry.what, entry.before["position"], entry.after["position"]) == ("running text moved", "3", "2")
    writer.post(address, {"hall": "ned"})
    assert three() == ["Sammanfattning", "Analys", "Framåt"]


def test_the_outermost_pieces_stand_where_they_stand(writer, page, three, round_):
    count = HistoryEntry.objects.count()
    for heading, way in (("Sammanfattning", "upp"), ("Framåt", "ned")):
        piece = RunningText.objects.get(round=round_, heading=heading)
        writer.post(reverse("text_move", args=[piece.pk]), {"hall": way})
    assert three() == ["Sammanfattning", "Analys", "Framåt"]
    assert HistoryEntry.objects.count() == count
    shown = page_of(writer.get(page))
    assert [words(button) for button in shown.xpath("//button[@name='hall']")] == [
        "Flytta ned: Sammanfattning",
        "Flytta upp: Analys",
        "Flytta ned: Analys",
        "Flytta upp: Framåt",
    ]


def test_no_piece_of_a_closed_round_is_moved(writer, three, round_):
    close(round_)
    piece = RunningText.objects.get(heading="Analys")
    told = page_of(writer.post(reverse("text_move", args=[piece.pk]), {"hall": "upp"}, follow=True))
    assert "är stängd sedan" in words(told)
    assert three() == ["Sammanfattning", "Analys", "Framåt"]
