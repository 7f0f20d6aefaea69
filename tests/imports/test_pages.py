"""The pages by which a document is sent, looked at, corrected, brought in and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.base.models import HistoryEntry, Unit
from internkoll.imports.models import ChosenColumn, ImportedDocument, Reading
from internkoll.imports.readings import MOST_WAITING, document_understood
from internkoll.plan.models import Check, Plan
from internkoll.register.models import Risk
from tests.cast import YEAR
from tests.digest import differing, digest
from tests.imports.build import as_docx, as_xlsx, heading, paragraph, table
from tests.reading import page_of, words
from tests.readings import BLOCKS, HEADINGS, reading_of

pytestmark = pytest.mark.django_db
CSV = "Risk;Kontrollmoment;Ansvarig\nRisk att avtal löper ut;Avtalsregistret gås igenom;Inköpschef\n".encode("cp1252")


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def reading(cast):
    return reading_of(cast.board, by=cast.coordinator)


def send(client, cast, *files, **others):
    data = {"documents": [SimpleUploadedFile(name, data) for name, data in files], "year": "2024", **others}
    return client.post(reverse("documents", args=[cast.board.pk]), data)


def text_of(response):
    return response.content.decode()


def correct(client, reading, name, **data):
    reading.refresh_from_db()
    response = client.post(reverse(name, args=[reading.pk]), {"edits": reading.edits, **data}, follow=True)
    reading.refresh_from_db()
    return response


def rows(reading):
    return document_understood(reading).rows


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


# Correcting


def test_a_column_is_corrected_and_the_rows_follow(coordinator, reading):
    assert [row.frequency for row in rows(reading)] == [""] * 3
    index = HEADINGS.index("Vår kod")
    correct(coordinator, reading, "reading_columns", **{f"kolumn-0-{index}": "frequency"})
    assert [row.frequency for row in rows(reading)] == ["a", "b", ""]


def test_a_menu_that_says_what_was_read_already_changes_nothing(coordinator, reading):
    response = correct(coordinator, reading, "reading_columns", **{"kolumn-0-1": "risk"})
    assert "Ingen kolumn är ändrad" in text_of(response)
    assert reading.edits == 0


def test_a_choice_that_is_not_in_the_menu_is_no_choice(coordinator, reading):
    correct(coordinator, reading, "reading_columns", **{"kolumn-0-1": "__class__", "kolumn-9-9": "risk"})
    assert reading.edits == 0


def test_lines_are_left_out_joined_and_taken_back(coordinator, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    assert [row.risk_number for row in rows(reading)] == ["8", "8"]
    response = correct(coordinator, reading, "reading_lines", ihop="tabell 1|4|0")
    assert [row.control for row in rows(reading)] == ["Larmen provas\nLarmlistan stäms av"]
    assert "Ta med igen" in text_of(response)
    correct(coordinator, reading, "reading_lines", **{"ta-med": "tabell 1|2|0"})
    assert [row.risk_number for row in rows(reading)] == ["7", "8"]


def line_address(reading, key):
    return reverse("reading_line", args=[reading.pk]) + f"?rad={key}"


def cells_of(response):
    form = response.context["form"]
    return {field.html_name: field.value() for _, field, _ in form.cells}


def test_a_line_is_mended_and_split(coordinator, reading):
    address = line_address(reading, "tabell 1|3|0")
    cells = cells_of(coordinator.get(address))
    cells["cell-2"] = "Larmen provas varje månad\n---\nLarmen byts ut vart femte år"
    coordinator.post(address, {"edits": 0, **cells})
    reading.refresh_from_db()
    assert [row.control for row in rows(reading)][1:] == [
        "Larmen provas varje månad",
        "Larmen byts ut vart femte år",
        "Larmlistan stäms av",
    ]
    assert {row.risk for row in rows(reading)[1:]} == {"Risk att larm inte fungerar"}


def test_a_line_is_split_at_every_paragraph_of_a_cell(coordinator, cast):
    listed = "1. Avtal\n2. Beställning\n3. Leverans"
    blocks = [heading("Plan 2024", 1), table(["Risk", "Kontrollmoment", "Metod"], ["Fel köp", listed, "Stickprov"])]
    found = reading_of(cast.board, blocks=blocks)
    address = line_address(found, "tabell 1|2|0")
    page = coordinator.get(address)
    assert "Dela raden vid varje stycke i ”Kontrollmoment”" in text_of(page)
    coordinator.post(address, {"edits": 0, **cells_of(page), "dela": "1"})
    found.refresh_from_db()
    assert [(row.risk, row.control.lstrip("123. ")) for row in rows(found)] == [
        ("Fel köp", "Avtal"), ("Fel köp", "Beställning"), ("Fel köp", "Leverans"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["", "tabell 1", "tabell 1|x|0", "tabell 1|1", "|||", "tabell 1|99999999999|0"])
def test_what_is_no_line_is_not_found(coordinator, reading, key):
    assert coordinator.get(line_address(reading, key)).status_code == 404
    assert coordinator.post(reverse("reading_lines", args=[reading.pk]), {"ihop": key}).status_code == 404


def test_a_line_that_is_gone_leads_back(coordinator, reading):
    response = coordinator.get(line_address(reading, "tabell 1|77|0"), follow=True)
    assert "Raden går inte att rätta" in text_of(response)


def test_a_table_is_no_plan_and_another_is(coordinator, cast):
    other = table(["A", "B"], ["Risk att avtal löper ut", "Avtalsregistret"])
    found = reading_of(cast.board, blocks=[*BLOCKS, paragraph("Och mer."), other])
    response = correct(coordinator, found, "reading_tables", **{"ingen-plan": "tabell 1"})
    assert rows(found) == ()
    assert "Ingen rad har lästs" in text_of(response)
    correct(coordinator, found, "reading_tables", tabell="tabell 2", rubrikrad="1")
    correct(coordinator, found, "reading_columns", **{"kolumn-0-0": "risk", "kolumn-0-1": "control"})
    assert [(row.risk, row.control) for row in rows(found)] == [("Risk att avtal löper ut", "Avtalsregistret")]


def test_a_table_without_a_chosen_row_of_headings_is_told(coordinator, reading):
    assert "Välj vilken rad" in text_of(correct(coordinator, reading, "reading_tables", tabell="tabell 1"))


def test_the_head_is_corrected(coordinator, cast, reading):
    head = {
        "unit": cast.board.pk,
        "year": "2025",
        "period": "Delår 2025",
        "title": "Ny rubrik",
        "reference": "BN 2025/1",
    }
    correct(coordinator, reading, "reading_head", **head)
    document = document_understood(reading)
    assert (document.title, document.year, document.reference) == ("Ny rubrik", 2025, "BN 2025/1")
    assert (reading.year, document.period) == (2025, "Delår 2025")


def test_the_head_tells_what_is_wrong_in_it(coordinator, cast, reading):
    response = correct(coordinator, reading, "reading_head", unit=cast.board.pk, year="i år", title="Ny rubrik")
    assert "Skriv året med fyra siffror" in text_of(response)
    assert "Ny rubrik" in text_of(response)


def test_a_document_is_moved_to_no_board_of_another_municipality(coordinator, cast, reading):
    response = correct(coordinator, reading, "reading_head", unit=cast.strangers_board.pk, year="2024")
    assert reading.unit == cast.board
    assert "Det här behöver rättas" in text_of(response)


def test_corrections_are_undone(coordinator, reading):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|3|0")
    correct(coordinator, reading, "reading_undo")
    assert len(rows(reading)) == 2
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|3|0")
    correct(coordinator, reading, "reading_undo", alla="1")
    assert len(rows(reading)) == 3


@pytest.mark.parametrize("name", ["reading_lines", "reading_columns", "reading_undo", "reading_tables"])
def test_the_second_of_two_who_correct_is_told(coordinator, reading, name):
    correct(coordinator, reading, "reading_lines", utelamna="tabell 1|2|0")
    data = {
        "reading_lines": {"utelamna": "tabell 1|3|0"},
        "reading_columns": {"kolumn-0-1": "control"},
        "reading_undo": {},
        "reading_tables": {"ingen-plan": "tabell 1"},
    }[name]
    before = digest()
    response = coordinator.post(reverse(name, args=[reading.pk]), {"edits": 0, **data}, follow=True)
    assert "Någon annan har rättat dokumentet" in text_of(response)
    assert differing(before, digest()) == set()


def test_a_document_is_thrown_away(coordinator, cast, reading):
    assert "Inget i nämndens år ändras" in text_of(coordinator.get(reverse("reading_drop", args=[reading.pk])))
    coordinator.post(reverse("reading_drop", args=[reading.pk]))
    assert not Reading.objects.exists()


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


def test_a_line_of_very_many_cells_is_not_mended_by_form(coordinator, cast):
    wide = table(["Risk", "Kontrollmoment", *["x"] * 120], ["Fel lön", "Lönelistor", *["y"] * 120])
    found = reading_of(cast.board, blocks=[heading("Plan 2024", 1), wide])
    response = coordinator.get(line_address(found, "tabell 1|2|0"), follow=True)
    assert "Raden går inte att rätta" in text_of(response)


def test_a_row_of_long_texts_can_be_said_to_have_the_headings(coordinator, cast):
    long = table(["Risk att " + "avtal löper ut " * 200, "B"], ["Risk att avtal saknas", "Avtalsregistret"])
    found = reading_of(cast.board, blocks=[*BLOCKS, paragraph("Och mer."), long])
    correct(coordinator, found, "reading_tables", tabell="tabell 2", rubrikrad="1")
    assert correct(coordinator, found, "reading_columns", **{"kolumn-1-0": "risk"}).status_code == 200
    assert rows(found)[-1].risk == "Risk att avtal saknas"


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
