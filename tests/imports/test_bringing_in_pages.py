"""The pages by which a document is brought in, what is remembered of it, and by which it is taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.base.models import HistoryEntry, Unit
from internkoll.imports.models import ChosenColumn, ImportedDocument, Reading
from internkoll.plan.models import Check, Plan
from internkoll.register.models import Risk
from tests.cast import YEAR
from tests.digest import differing, digest
from tests.imports.build import as_docx, heading, table
from tests.imports.page_steps import correct, rows, send, text_of
from tests.reading import page_of, words
from tests.readings import BLOCKS, HEADINGS, reading_of

pytestmark = pytest.mark.django_db


# Bringing in


def test_it_is_told_what_will_happen_and_then_it_does(coordinator, cast, reading):
    address = reverse("reading_bring_in", args=[reading.pk])
    page = coordinator.get(address)
    counts = {word: (count.new, count.changed, count.there) for word, count in page.context["counts"]}
    assert counts == {"Risker": (2, 0, 0), "Kontroller": (3, 0, 0), "Resultat": (2, 0, 0)}
    before = Check.objects.filter(control__plan__unit=cast.board).count()
    response = coordinator.post(address, {"edits": 0}, follow=True)
    assert "3 rader lades till, 2 resultat, 0 åtgärder" in text_of(response)
    assert Check.objects.filter(control__plan__unit=cast.board).count() == before + 3


def test_what_differs_is_decided_row_by_row(coordinator, cast):
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("position").first()
    risk = check.control.planned_risk.risk.text
    blocks = [
        heading("Plan 2024", 1),
        table(["Risk", "Kontrollmoment", "Metod"], [risk, f"{check.control.text} varje dag", check.procedure]),
    ]
    found = reading_of(cast.board, blocks=blocks)
    address = reverse("reading_bring_in", args=[found.pk])
    assert "Lyder annorlunda" in text_of(coordinator.get(address))
    words = check.control.text
    coordinator.post(address, {"edits": 0, "rad-1": "ta"})
    check.control.refresh_from_db()
    assert check.control.text == f"{words} varje dag"


def test_new_rows_are_left_out_where_one_says_so(coordinator, cast, reading):
    before = Risk.objects.count()
    coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": 0, "nya": "utan"})
    assert Risk.objects.count() == before
    assert ImportedDocument.objects.filter(name=reading.name).exists()


def test_what_is_refused_is_told_and_nothing_is_changed(coordinator, cast, reading):
    cast.board.closed_on = "2024-01-01"
    cast.board.save()
    correct(coordinator, reading, "reading_head", unit=cast.board.pk, year="2031")
    before = digest()
    response = coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": reading.edits})
    assert "Inget lästes in" in text_of(response)
    assert "är stängd" in text_of(response)
    assert differing(before, digest()) == set()


def test_what_was_decided_of_another_comparison_is_asked_again(coordinator, cast, reading):
    address = reverse("reading_bring_in", args=[reading.pk])
    seen = coordinator.get(address).context["fingerprint"]
    other = reading_of(cast.board, by=cast.coordinator, name="Samma.docx")
    coordinator.post(reverse("reading_bring_in", args=[other.pk]), {"edits": 0})
    before = digest()
    response = coordinator.post(address, {"edits": 0, "jamforelse": seen})
    assert "har ändrats sedan du öppnade sidan" in text_of(response)
    assert differing(before, digest()) == set()
    coordinator.post(address, {"edits": 0, "jamforelse": response.context["fingerprint"]})
    assert ImportedDocument.objects.filter(name=reading.name).exists()


def test_a_document_that_was_corrected_meanwhile_is_not_brought_in(coordinator, cast, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    before = digest()
    response = coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": 0}, follow=True)
    assert "Någon annan har rättat dokumentet" in text_of(response)
    assert differing(before, digest()) == set()


def test_what_was_chosen_is_shown_and_forgotten_for_the_whole_municipality(coordinator, cast):
    index = HEADINGS.index("Vår kod")
    found = reading_of(cast.board, by=cast.coordinator)
    correct(coordinator, found, "reading_columns", **{f"kolumn-0-{index}": "frequency"})
    coordinator.post(reverse("reading_bring_in", args=[found.pk]), {"edits": found.edits})
    chosen = ChosenColumn.objects.get()
    page = page_of(coordinator.get(reverse("documents", args=[cast.board.pk])))
    told = words(page.get_element_by_id("valda").getparent())
    assert "Vår kod → Frekvens" in told
    assert "Samordnaren" in told
    other = page_of(
        coordinator.post(reverse("columns_forget", args=[cast.board.pk]), {"tabell": "f" * 64}, follow=True)
    )
    assert "Vår kod → Frekvens" in words(other)
    page = page_of(
        coordinator.post(reverse("columns_forget", args=[cast.board.pk]), {"tabell": chosen.headings_hash}, follow=True)
    )
    assert "Valet är glömt" in words(page)
    assert "Vår kod" not in words(page)
    assert not ChosenColumn.objects.exists()
    what = HistoryEntry.objects.filter(unit=cast.board, subject="chosencolumn").values_list("what", flat=True)
    assert list(what.order_by("number")) == ["columns chosen", "columns forgotten"]
    send(coordinator, cast, ("Nästa.docx", as_docx(BLOCKS)))
    assert {row.frequency for row in rows(Reading.objects.get(name="Nästa.docx"))} == {""}


def test_another_municipality_forgets_nothing_of_ours(coordinator, cast, client):
    index = HEADINGS.index("Vår kod")
    found = reading_of(cast.board, by=cast.coordinator)
    correct(coordinator, found, "reading_columns", **{f"kolumn-0-{index}": "frequency"})
    coordinator.post(reverse("reading_bring_in", args=[found.pk]), {"edits": found.edits})
    key = ChosenColumn.objects.get().headings_hash
    client.force_login(cast.stranger)
    client.post(reverse("columns_forget", args=[cast.strangers_board.pk]), {"tabell": key})
    assert ChosenColumn.objects.count() == 1


def test_chosen_columns_are_offered_to_the_whole_municipality_and_to_no_other(coordinator, cast, client):
    index = HEADINGS.index("Vår kod")
    found = reading_of(cast.board, by=cast.coordinator)
    correct(coordinator, found, "reading_columns", **{f"kolumn-0-{index}": "frequency"})
    assert not ChosenColumn.objects.exists()  # nothing is remembered of what is thrown away
    coordinator.post(reverse("reading_bring_in", args=[found.pk]), {"edits": found.edits})
    assert ChosenColumn.objects.get().unit == Unit.objects.get_root(cast.board)
    response = send(coordinator, cast, ("Nästa.docx", as_docx(BLOCKS)))
    again = Reading.objects.get(name="Nästa.docx")
    assert [row.frequency for row in rows(again)] == ["a", "b", ""]
    assert "Som ni valde förra gången" in text_of(coordinator.get(response.url))
    client.force_login(cast.stranger)
    address = reverse("documents", args=[cast.strangers_board.pk])
    client.post(address, {"documents": [SimpleUploadedFile("Deras.docx", as_docx(BLOCKS))], "year": "2024"})
    assert {row.frequency for row in rows(Reading.objects.get(name="Deras.docx"))} == {""}


# Taking back


def test_an_import_is_taken_back_and_the_document_is_there_again(coordinator, cast, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    risks = Risk.objects.count()
    coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": reading.edits})
    assert Risk.objects.count() == risks + 1
    imported = ImportedDocument.objects.get(name=reading.name)
    board = text_of(coordinator.get(reverse("board", args=[cast.board.pk, YEAR])))
    assert reverse("import_take_back", args=[imported.pk]) in board
    response = coordinator.post(reverse("import_take_back", args=[imported.pk]))
    assert response.url == reverse("reading", args=[reading.pk])
    assert Risk.objects.count() == risks
    assert "Rader som du har lämnat utanför" in text_of(coordinator.get(response.url))


def test_what_is_built_on_an_import_keeps_it(coordinator, cast, reading):
    coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": 0})
    imported = ImportedDocument.objects.get(name=reading.name)
    later = reading_of(
        cast.board, blocks=[BLOCKS[0], table([*HEADINGS[:-1], "Resultat T3"], *[list(r) for r in BLOCKS[2].rows[1:]])]
    )
    coordinator.post(reverse("reading_bring_in", args=[later.pk]), {"edits": 0})
    before = digest()
    told = text_of(coordinator.post(reverse("import_take_back", args=[imported.pk])))
    assert "Ingenting är ändrat" in told
    assert differing(before, digest()) == set()


def test_a_plan_that_came_with_the_document_goes_with_it(coordinator, cast, reading):
    correct(coordinator, reading, "reading_head", unit=cast.board.pk, year="2031")
    coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": reading.edits})
    assert Plan.objects.filter(unit=cast.board, year=2031).exists()
    coordinator.post(reverse("import_take_back", args=[ImportedDocument.objects.get(name=reading.name).pk]))
    assert not Plan.objects.filter(unit=cast.board, year=2031).exists()
    assert HistoryEntry.objects.filter(what="import taken back").exists()
