"""The pages to which a document is sent, and where one looks at how it was read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.imports.models import Reading
from internkoll.imports.readings import MOST_WAITING
from tests.digest import differing, digest
from tests.imports.build import as_docx, as_xlsx, heading, table
from tests.imports.page_steps import rows, send, text_of
from tests.readings import BLOCKS, reading_of

pytestmark = pytest.mark.django_db
CSV = "Risk;Kontrollmoment;Ansvarig\nRisk att avtal löper ut;Avtalsregistret gås igenom;Inköpschef\n".encode("cp1252")


# Sending


def test_a_document_is_read_and_nothing_of_the_year_is_changed(coordinator, cast):
    before = digest()
    response = send(coordinator, cast, ("Plan 2024.docx", as_docx(BLOCKS)))
    found = Reading.objects.get()
    assert response.url == reverse("reading", args=[found.pk])
    assert differing(before, digest()) == {"Reading"}
    assert (found.name, found.unit, found.year, len(rows(found))) == ("Plan 2024.docx", cast.board, 2024, 3)


def test_several_are_sent_at_once_and_one_that_can_not_be_read_is_told_by_name(coordinator, cast):
    response = send(
        coordinator, cast, ("a.csv", CSV), ("b.docx", as_docx(BLOCKS)[:3000]), ("c.xlsx", as_xlsx({"Plan": BLOCKS}))
    )
    assert [reading.name for reading in Reading.objects.order_by("pk")] == ["a.csv", "c.xlsx"]
    told = text_of(response)
    assert "b.docx: Filen är skadad" in told
    assert "a.csv" in told  # it waits in the list


def test_several_that_could_be_read_wait_in_the_list(coordinator, cast):
    response = send(coordinator, cast, ("a.csv", CSV), ("b.csv", CSV))
    assert response.url == reverse("documents", args=[cast.board.pk])
    assert text_of(coordinator.get(response.url)).count('href="/inlasningar/') == 2


@pytest.mark.parametrize(
    ("files", "others", "told"),
    [
        ([], {}, "Välj minst en fil, eller klistra in en tabell."),
        ([("a.csv", CSV)], {"year": "förra"}, "Skriv året med fyra siffror"),
        ([("a.csv", CSV)], {"year": "20240"}, "Skriv året med fyra siffror"),
        ([("a.csv", CSV)] * 11, {}, "högst 10 filer"),
        ([("tom.csv", b"")], {}, "tom"),
        ([("a.csv", CSV)], {"period": "T" * 201}, "Texten är för lång"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(coordinator, cast, files, others, told):
    response = send(coordinator, cast, *files, text="", **others)
    assert told in text_of(response)
    assert f'value="{others.get("year", "2024")}"' in text_of(response)
    assert not Reading.objects.exists()


def test_a_file_that_is_too_large_is_not_read(coordinator, cast):
    response = send(coordinator, cast, ("stor.docx", bytes(26 << 20)))
    assert "stor.docx: en fil får vara högst 25 MB" in text_of(response)


def test_a_pasted_table_is_read(coordinator, cast):
    text = "Risk\tKontrollmoment\tAnsvarig\nRisk att avtal löper ut\tAvtalsregistret\tInköpschef\n"
    response = send(coordinator, cast, text=text)
    (row,) = rows(Reading.objects.get())
    assert (row.risk, row.control, row.responsible) == ("Risk att avtal löper ut", "Avtalsregistret", "Inköpschef")
    assert response.status_code == 302


def test_the_html_of_the_clipboard_goes_before_its_text(coordinator, cast):
    html = (
        "<table><tr><th>Risk<th>Kontrollmoment<th>Ansvarig"
        "<tr><td rowspan=2>Risk att avtal löper ut<td>Avtal<td>Chef<tr><td>Register<td>Chef</table>"
    )
    send(coordinator, cast, text="Risk Kontrollmoment", html=html)
    assert [row.risk for row in rows(Reading.objects.get())] == ["Risk att avtal löper ut"] * 2


def test_a_paste_that_is_no_table_is_told_and_kept(coordinator, cast):
    response = send(coordinator, cast, text="Bara ett par ord om ingenting.")
    assert "ingen tabell" in text_of(response)
    assert "Bara ett par ord om ingenting." in text_of(response)


def test_a_script_is_told_where_to_look_or_why_not(coordinator, cast):
    address = reverse("documents", args=[cast.board.pk])

    def sent(name, data, **others):
        files = {"documents": SimpleUploadedFile(name, data), "year": "2024", **others}
        return coordinator.post(address, files, headers={"Accept": "application/json"}).json()

    assert sent("a.csv", CSV) == {"address": reverse("reading", args=[Reading.objects.get().pk])}
    assert "b.docx: Filen är skadad" in sent("b.docx", as_docx(BLOCKS)[:3000])["refused"]
    assert sent("a.csv", CSV, year="x")["refused"].startswith("År: Skriv året")


def test_a_board_that_has_too_many_waiting_takes_no_more(coordinator, cast, reading):
    held = {"unit": cast.board, "year": 2024, "name": "x", "sha256": "0", "source": {}, "understood": {}}
    Reading.objects.bulk_create(Reading(**held) for _ in range(MOST_WAITING))
    assert f"{MOST_WAITING} dokument väntar redan" in text_of(send(coordinator, cast, ("a.csv", CSV)))


# Looking


def test_what_stood_and_what_was_read_are_shown_beside_each_other(coordinator, reading):
    told = text_of(coordinator.get(reverse("reading", args=[reading.pk])))
    for told_words in ("tabell 1, rad 2", "Avtalsregistret gås igenom", "Resultat T2 2024", "Två larm var trasiga."):
        assert told_words in told
    assert "3 rader" in told


def test_doubts_come_first(coordinator, cast):
    blocks = [heading("Plan 2024", 1), table(["Risk", "Kontroll", "Xyz"], ["Fel lön", "Lönelistor", "något eget"])]
    found = reading_of(cast.board, blocks=blocks)
    told = text_of(coordinator.get(reverse("reading", args=[found.pk])))
    first = told[: told.index('id="huvud"')]
    assert "svarar inte mot något fält" in first
    assert "något eget" in first


def test_a_document_that_has_been_brought_in_is_not_there_to_correct(coordinator, reading):
    coordinator.post(reverse("reading_bring_in", args=[reading.pk]), {"edits": 0})
    assert coordinator.get(reverse("reading", args=[reading.pk])).status_code == 404


def test_the_page_makes_as_many_queries_for_many_lines_as_for_few(coordinator, cast, django_assert_num_queries):
    lines = [[str(n), f"Risk {n} att det blir fel", f"Kontroll {n}", "Stickprov"] for n in range(200)]
    headings = ["Nr", "Risk", "Kontrollmoment", "Metod"]
    few = reading_of(cast.board, blocks=[heading("Plan 2024", 1), table(headings, *lines[:3])])
    many = reading_of(cast.board, blocks=[heading("Plan 2024", 1), table(headings, *lines)])
    coordinator.get(reverse("reading", args=[few.pk]))
    for found, most in ((few, 8), (many, 8)):
        with django_assert_num_queries(most, exact=False):
            coordinator.get(reverse("reading", args=[found.pk]))
