"""What someone could send to a draft's page who means it ill, or whose browser is broken."""

import pytest
from django.urls import reverse

from internkoll.organisation.method_services import draft_method
from tests.cast import matrix_method
from tests.reading import page_of, words


@pytest.fixture
def draft(cast):
    return draft_method(by=None, unit=cast.board, from_year=2090, based_on=matrix_method(4))


@pytest.fixture
def send(cast, draft, signed_in):
    client = signed_in(cast.coordinator)
    url = reverse("method_edit", args=[draft.pk])
    page = page_of(client.get(url))
    form = {}
    for name, value in page.get_element_by_id("redigera").form_values():
        form.setdefault(name, []).append(value)
    return lambda **changed: client.post(url, form | {name.replace("__", "-"): v for name, v in changed.items()})


def unchanged(draft):
    before = draft.data
    draft.refresh_from_db()
    return draft.data == before and draft.edits == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"likelihood__TOTAL_FORMS": "10000"},
        {"likelihood__TOTAL_FORMS": "många"},
        {"cell__0__0": "99"},
        {"cell__0__0": "-1"},
        {"cell__0__0": "Hög"},
        {"cell__0__0": "<script>"},
        {"likelihood__0__value": "9" * 5000},
        {"likelihood__0__value": "1e5"},
        {"likelihood__0__value": "٣٣٣٣٣٣٣٣"},
        {"from_year": "0"},
        {"from_year": "99999999999999999999"},
        {"layout": "../../etc"},
        {"rounds__0__due_day": "32"},
        {"rounds__0__due_month": "13"},
        {"levels__0__tone": "url(x)"},
        {"must_handle_from": "7"},
        {"name": "å" * 201},
        {"name": "a\x00b"},
        {"word-risk": "å" * 5000},
    ],
    ids=str,
)
def test_what_is_no_draft_is_refused_in_words_and_changes_nothing(draft, send, sent):
    page = page_of(send(**sent))
    assert words(page.get_element_by_id("fel"))
    assert unchanged(draft)


@pytest.mark.parametrize(
    "sent",
    [
        {"cell__77__0": "1"},
        {"likelihood__INITIAL_FORMS": "999999999999999999999"},
        {"op": "remove likelihood 99999999999999"},
        {"op": "up likelihood -1"},
        {"op": "add fields"},
        {"op": "add __class__"},
        {"op": "size 99 99"},
        {"op": "save x"},
        {"op": "a" * 100_000},
        {"del": ["x", "grunden"]},
    ],
    ids=lambda sent: str(sent)[:40],
)
def test_what_means_nothing_is_passed_over(draft, send, sent):
    assert send(**sent).status_code == 302
    assert unchanged(draft)


def test_signs_of_every_kind_are_kept_as_text(draft, send):
    strange = "<b>Hög</b> & \"”' 😀 \u202e ä"
    send(levels__2__word=strange)
    draft.refresh_from_db()
    assert draft.data["levels"][2]["word"] == strange
    page = page_of(send(op="fill"))
    assert not page.xpath("//td//b")


def test_a_list_grows_no_further_than_its_limit(cast, draft, signed_in):
    client = signed_in(cast.coordinator)
    url = reverse("method_edit", args=[draft.pk])
    for _ in range(8):
        page = page_of(client.get(url))
        form = {}
        for name, value in page.get_element_by_id("redigera").form_values():
            form.setdefault(name, []).append(value)
        last = client.post(url, form | {"op": "add likelihood"})
    assert "högst 10 rader" in words(page_of(last).get_element_by_id("fel"))
    draft.refresh_from_db()
    assert len(draft.data["likelihood"]) == 10
