"""The pages of the Method, used as people use them: every form is filled from the page itself, and sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from internkoll.base.models import HistoryEntry, Unit
from internkoll.organisation.method_services import draft_method, take_method_into_use
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.services import choose_method
from internkoll.rules.method import load_method
from internkoll.rules.method_draft import data_of
from internkoll.rules.methods import packaged_method, packaged_names
from tests.cast import YEAR, board_with, matrix_method
from tests.reading import link, of_class, page_of, words

LIGHTS = {
    "name": "Trafikljus",
    "layout": "allman",
    "fields": ["level"],
    "levels": [
        {"word": "Grönt", "tone": "good"},
        {"word": "Gult", "tone": "notice"},
        {"word": "Rött", "tone": "danger"},
    ],
}


def oblong():
    """Four steps of likelihood, six of consequence."""
    four, six = (
        [{"word": f"{word} {n}", "value": n} for n in range(1, size + 1)] for word, size in (("S", 4), ("K", 6))
    )
    cells = [["Hög" if i * j > 8 else "Låg" for j in range(1, 7)] for i in range(1, 5)]
    levels = [{"word": "Låg", "tone": "good", "from_value": 1}, {"word": "Hög", "tone": "danger", "from_value": 9}]
    return matrix_method(4, likelihood=four, consequence=six, levels=levels, matrix={"levels": cells})


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


def draft_of(cast, method, year=2090):
    return draft_method(by=None, unit=cast.board, from_year=year, based_on=method)


def form_of(client, draft):
    """What a browser would send of the page's form, by name."""
    page = page_of(client.get(reverse("method_edit", args=[draft.pk])))
    sent = {}
    for name, value in page.get_element_by_id("redigera").form_values():
        sent.setdefault(name, []).append(value)
    return sent


def send(client, draft, sent, **more):
    return client.post(reverse("method_edit", args=[draft.pk]), sent | more)


def data_now(draft):
    draft.refresh_from_db()
    return draft.data


METHODS = [
    *(packaged_method(name) for name in packaged_names()),
    matrix_method(3),
    matrix_method(4),
    matrix_method(5),
    oblong(),
    load_method(LIGHTS),
]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_a_draft_that_is_shown_and_saved_is_as_it_was(cast, coordinator, method):
    draft = draft_of(cast, method)
    assert send(coordinator, draft, form_of(coordinator, draft)).status_code == 302
    assert data_now(draft) == data_of(method)
    assert draft.edits == 0


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_kind_of_method_can_be_read(cast, coordinator, method):
    page = page_of(coordinator.get(reverse("method", args=[draft_of(cast, method).pk])))
    assert words(page.xpath("//h1")[0]) == method.name
    cells = [words(cell) for cell in page.xpath("//table[contains(@class, 'ik-matrix')]//td")]
    assert len(cells) == len(method.likelihood) * len(method.consequence) * bool(method.matrix)


def test_the_page_tells_which_method_holds_and_why(cast, coordinator):
    own = page_of(coordinator.get(reverse("methods", args=[cast.board.pk])))
    assert "Barnnämnden har valt metoden själv. Den gäller från 2024." in words(own)
    root = Unit.objects.get_root(cast.board)
    none = page_of(coordinator.get(reverse("methods", args=[root.pk])))
    assert "Ingen metod är vald." in words(none)
    assert "Har en egen metod: Barnnämnden." in words(none)
    below = Unit.objects.add_child(cast.board, {"name": "Enheten", "kind": "unit"})
    inherited = page_of(coordinator.get(reverse("methods", args=[below.pk])))
    assert "Metoden är vald av Barnnämnden och gäller från 2024 även här" in words(inherited)


def test_one_who_reads_only_the_board_reads_the_method_of_the_municipality_there(cast, signed_in):
    MethodVersion.objects.filter(unit=cast.board).delete()
    root = Unit.objects.get_root(cast.board)
    version = choose_method(by=None, unit=root, from_year=YEAR, method=matrix_method(5))
    client = signed_in(cast.control_owner)
    page = page_of(client.get(reverse("methods", args=[cast.board.pk])))
    assert "Mycket allvarlig" in words(page)
    assert reverse("method", args=[version.pk]) not in [a.get("href") for a in page.xpath("//a")]
    assert client.get(reverse("method", args=[version.pk])).status_code == 404
    assert "Påbörja utkastet" not in words(page)


def test_a_new_version_begins_with_what_holds_or_with_a_packaged_way_of_working(cast, coordinator):
    url = reverse("method_new", args=[cast.board.pk])
    coordinator.post(url, {"from_year": "2090", "based_on": ""})
    coordinator.post(url, {"from_year": "2091", "based_on": "uppsala"})
    drafts = MethodVersion.objects.filter(is_draft=True).order_by("from_year")
    assert [draft.data["name"] for draft in drafts] == ["Metod med 4 steg", packaged_method("uppsala").name]
    page = page_of(coordinator.get(reverse("methods", args=[cast.board.pk])))
    assert link(page, "Utkast från 2090") == reverse("method", args=[drafts[0].pk])


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"from_year": "2024"}, "Barnnämnden har redan en metod i bruk från 2024"),
        ({"from_year": "i år"}, "Från år"),
        ({"from_year": "2090", "based_on": "solna"}, "Börja med"),
    ],
)
def test_a_new_version_that_can_not_be_begun_is_told_of_in_the_form(cast, coordinator, sent, told):
    page = page_of(coordinator.post(reverse("method_new", args=[cast.board.pk]), sent))
    assert told in words(page.get_element_by_id("fel"))
    assert not MethodVersion.objects.filter(is_draft=True).exists()


def test_a_cell_a_word_and_a_date_are_changed_by_form(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    sent = form_of(coordinator, draft) | {"cell-3-0": "2", "likelihood-0-word": "Sällan", "rounds-0-due_day": "29"}
    send(coordinator, draft, sent)
    data = data_now(draft)
    assert data["matrix"]["levels"][3] == ["Hög", "Medel", "Hög", "Hög"]
    assert data["likelihood"][0]["word"] == "Sällan"
    assert data["rounds"][0]["due"] == [4, 29]
    assert HistoryEntry.objects.filter(what="method changed").count() == 1


def test_a_level_that_gets_a_new_word_keeps_its_cells(cast, coordinator):
    draft = draft_of(cast, matrix_method(4, must_handle_from="Hög"))
    send(coordinator, draft, form_of(coordinator, draft) | {"levels-2-word": "Allvarlig"})
    data = data_now(draft)
    assert data["matrix"]["levels"][3][3] == data["must_handle_from"] == "Allvarlig"


@pytest.mark.parametrize(
    ("operation", "size"),
    [
        ("add likelihood", (5, 4)),
        ("add consequence", (4, 5)),
        ("remove consequence 1", (4, 3)),
        ("up likelihood 3", (4, 4)),
    ],
)
def test_the_matrix_follows_its_scales(cast, coordinator, operation, size):
    draft = draft_of(cast, matrix_method(4))
    response = send(coordinator, draft, form_of(coordinator, draft), op=operation)
    assert response.url.endswith(f"#lista-{operation.split()[1]}")
    table = data_now(draft)["matrix"]["levels"]
    assert (len(table), len(table[0])) == size


def test_what_was_typed_is_saved_with_a_button_that_adds_a_line(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    send(coordinator, draft, form_of(coordinator, draft), name="Ny metod", op="add categories")
    assert data_now(draft)["name"] == "Ny metod"
    assert data_now(draft)["categories"] == [{}]


def test_a_matrix_begins_from_a_size_and_is_filled_from_the_limits(cast, coordinator):
    draft = draft_of(cast, load_method(LIGHTS))
    send(coordinator, draft, form_of(coordinator, draft), op="size 3 3")
    sent = form_of(coordinator, draft)
    sent |= {f"levels-{number}-from_value": str(least) for number, least in enumerate((1, 3, 6))}
    sent |= {f"{scale}-{n}-word": f"{scale} {n}" for scale in ("likelihood", "consequence") for n in range(3)}
    send(coordinator, draft, sent, op="fill")
    assert data_now(draft)["matrix"]["levels"] == [
        ["Grönt", "Grönt", "Gult"],
        ["Grönt", "Gult", "Rött"],
        ["Gult", "Rött", "Rött"],
    ]
    assert not load_method(data_now(draft)).matrix.values


def test_the_matrix_is_not_filled_without_limits_and_nothing_typed_is_lost(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    page = page_of(send(coordinator, draft, form_of(coordinator, draft), name="Ny metod", op="fill"))
    assert "Ange först från vilket riskvärde varje nivå gäller." in words(page.get_element_by_id("fel"))
    assert page.get_element_by_id("id_name").get("value") == "Ny metod"


def test_a_cell_that_is_set_is_kept_though_nobody_said_that_there_is_a_matrix(cast, coordinator):
    draft = draft_of(cast, matrix_method(3, matrix=None))
    send(coordinator, draft, form_of(coordinator, draft) | {"cell-0-1": "1"})
    assert data_now(draft)["matrix"]["levels"] == [["", "Medel", ""], ["", "", ""], ["", "", ""]]
    sent = form_of(coordinator, draft)
    del sent["has_matrix"]
    send(coordinator, draft, sent)
    assert "matrix" not in data_now(draft)


def test_a_button_pressed_by_mistake_is_undone(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    assert "Ångra" not in words(page_of(coordinator.get(reverse("method_edit", args=[draft.pk]))))
    send(coordinator, draft, form_of(coordinator, draft), op="remove levels 1")
    send(coordinator, draft, form_of(coordinator, draft), op="undo")
    assert data_now(draft) == data_of(matrix_method(4))
    response = send(coordinator, draft, form_of(coordinator, draft), op="undo", name="Inte sparat")
    assert coordinator.get(response.url).status_code == 200
    assert data_now(draft) == data_of(matrix_method(4))


def test_own_values_begin_as_the_products_and_can_be_changed(cast, coordinator):
    draft = draft_of(cast, matrix_method(3))
    send(coordinator, draft, form_of(coordinator, draft), own_values="on")
    assert data_now(draft)["matrix"]["values"] == [[1, 2, 3], [2, 4, 6], [3, 6, 9]]
    send(coordinator, draft, form_of(coordinator, draft) | {"value-2-2": "25"})
    assert data_now(draft)["matrix"]["values"][2] == [3, 6, 25]


def test_a_faulty_draft_is_saved_and_each_fault_leads_to_its_field(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    wrong = {"cell-1-2": "", "rounds-1-opens_day": "31", "rounds-1-opens_month": "2", "levels-1-word": "Låg"}
    assert send(coordinator, draft, form_of(coordinator, draft) | wrong).status_code == 302
    page = page_of(coordinator.get(reverse("method_edit", args=[draft.pk])))
    (remains,) = of_class(page, "ik-remains")
    targets = [a.get("href").removeprefix("#") for a in remains.xpath(".//a")]
    assert {"id_cell-1-2", "id_rounds-1-opens_day", "id_levels-1-word"} <= set(targets)
    assert all(page.get_element_by_id(target) is not None for target in targets)
    response = coordinator.post(reverse("method_use", args=[draft.pk]), follow=True)
    assert "Metoden kan inte tas i bruk än." in words(page_of(response))
    assert data_now(draft)
    assert draft.is_draft


def test_what_can_not_be_saved_is_told_with_its_field_and_stays_in_the_form(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    wrong = {"likelihood-1-value": "två", "name": "Ny metod", "levels-0-word": "å" * 5000}
    page = page_of(send(coordinator, draft, form_of(coordinator, draft) | wrong))
    told = page.get_element_by_id("fel")
    assert {"#id_likelihood-1-value", "#id_levels-0-word"} == {a.get("href") for a in told.xpath(".//a")}
    assert page.get_element_by_id("id_likelihood-1-value").get("value") == "två"
    assert page.get_element_by_id("id_name").get("value") == "Ny metod"
    assert data_now(draft)["name"] == "Metod med 4 steg"


def test_two_who_change_different_parts_lose_nothing_and_need_not_be_asked(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    mine = form_of(coordinator, draft) | {"cell-0-0": "2"}
    send(coordinator, draft, form_of(coordinator, draft), op="add categories", name="Den andras namn")
    assert send(coordinator, draft, mine).status_code == 302
    data = data_now(draft)
    assert (data["name"], data["matrix"]["levels"][0][0]) == ("Den andras namn", "Hög")
    assert data["categories"] == [{}]


def test_the_second_who_changes_the_same_part_is_told_what_the_first_wrote(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    mine = form_of(coordinator, draft) | {"name": "Mitt namn"}
    send(coordinator, draft, form_of(coordinator, draft), name="Den andras namn", op="add categories")
    page = page_of(send(coordinator, draft, mine))
    assert "Den andras namn" in words(page.get_element_by_id("andrat"))
    assert page.get_element_by_id("id_name").get("value") == "Mitt namn"
    assert data_now(draft)["name"] == "Den andras namn"
    again = {}
    for name, value in page.get_element_by_id("redigera").form_values():
        again.setdefault(name, []).append(value)
    assert send(coordinator, draft, again).status_code == 302
    assert data_now(draft)["name"] == "Mitt namn"
    # What only the first had changed is still there, though the second never saw it.
    assert draft.data["categories"] == [{}]


def test_the_preview_shows_what_is_typed_and_saves_nothing(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    sent = form_of(coordinator, draft) | {"levels-2-word": "Akut"}
    url = reverse("method_preview", args=[draft.pk])
    fragment = page_of(coordinator.post(url, sent, headers={"HX-Request": "true"}))
    assert "Akut 16" in words(fragment)
    assert not fragment.xpath("//h1")
    whole = page_of(coordinator.post(url, sent))
    assert "Akut 16" in words(whole)
    assert whole.get_element_by_id("id_levels-2-word").get("value") == "Akut"
    assert data_now(draft)["levels"][2]["word"] == "Hög"
    unreadable = coordinator.post(url, sent | {"likelihood-0-value": "ett"}, headers={"HX-Request": "true"})
    assert "kan inte läsas" in words(page_of(unreadable))


def test_a_draft_is_taken_into_use_or_removed_from_its_page(cast, coordinator):
    draft, other = draft_of(cast, matrix_method(5)), draft_of(cast, matrix_method(4), 2091)
    page = page_of(coordinator.get(reverse("method", args=[draft.pk])))
    assert "Metoden gäller från 2090 för: Barnnämnden." in words(page)
    assert "Åren 2024–2089 ändras inte" in words(page)
    response = coordinator.post(reverse("method_use", args=[draft.pk]), follow=True)
    assert "Metoden är i bruk och gäller från 2090." in words(page_of(response))
    coordinator.post(reverse("method_remove", args=[other.pk]))
    assert list(MethodVersion.objects.filter(is_draft=True)) == []
    assert coordinator.get(reverse("method_edit", args=[draft.pk])).url == reverse("method", args=[draft.pk])
    refused = coordinator.post(reverse("method_remove", args=[draft.pk]), follow=True)
    assert "Metoden är i bruk och ändras inte." in words(page_of(refused))


def test_one_whose_draft_is_taken_into_use_meanwhile_is_told_and_loses_nothing(cast, coordinator):
    draft = draft_of(cast, matrix_method(4))
    sent = form_of(coordinator, draft) | {"name": "Mitt namn"}
    take_method_into_use(by=None, draft=draft, this_year=YEAR)
    page = page_of(send(coordinator, draft, sent))
    assert "Metoden är i bruk och ändras inte." in words(page.get_element_by_id("fel"))
    assert page.get_element_by_id("id_name").get("value") == "Mitt namn"
    assert data_now(draft)["name"] == "Metod med 4 steg"


def test_many_boards_ask_no_more_of_the_database(cast, coordinator, django_assert_max_num_queries):
    url = reverse("methods", args=[Unit.objects.get_root(cast.board).pk])
    coordinator.get(url)
    with CaptureQueriesContext(connection) as few:
        coordinator.get(url)
    for number in range(20):
        board_with(name=f"Nämnd {number}", rows=1)
    with django_assert_max_num_queries(len(few)):
        assert coordinator.get(url).status_code == 200


def test_an_earlier_year_is_never_changed(cast, coordinator):
    pages = [reverse(tab, args=cast.year) for tab in ("board", "board_risks", "board_followup", "board_report")]
    before = [words(page_of(coordinator.get(url)).xpath("//main")[0]) for url in pages]
    draft = draft_method(by=None, unit=cast.board, from_year=YEAR + 1, based_on=matrix_method(5))
    sent = form_of(coordinator, draft) | {f"cell-{i}-{j}": "2" for i in range(5) for j in range(5)}
    send(coordinator, draft, sent)
    take_method_into_use(by=None, draft=draft, this_year=YEAR)
    # The words that it was saved stand on the next page that is shown, whichever it is.
    coordinator.get(reverse("methods", args=[cast.board.pk]))
    assert MethodVersion.objects.holding_for(cast.board, timezone.localdate().year).first() == draft
    assert [words(page_of(coordinator.get(url)).xpath("//main")[0]) for url in pages] == before
