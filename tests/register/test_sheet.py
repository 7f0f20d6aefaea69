"""The sheet on which a year's risks are estimated."""

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewRisk, add_risks
from internkoll.rules.methods import packaged_method
from tests.cast import YEAR, board_with, document_of, person
from tests.overview.test_query_counts import queries_of
from tests.reading import page_of, rows, words


@pytest.fixture
def coordinator(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def address(cast):
    return reverse("risks_estimate", args=cast.year)


def sent(page):
    """What the browser sends of the page as it stands."""
    form = page.xpath("//form[contains(@class, 'ik-many')]")[0]
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data


def keys(cast):
    return list(Risk.objects.filter(unit=cast.board).order_by("pk").values_list("pk", flat=True))


def test_every_risk_stands_with_its_choices_and_its_level(coordinator, address):
    page = page_of(coordinator.get(address))
    assert [row[-1] for row in rows(page)][:4] == ["■ Hög 12", "■ Hög 12", "■ Hög 16", ""]
    assert (
        '"Sannolik|Kännbar"' in page.get_element_by_id("nivaer").text
        or "\\u00" in page.get_element_by_id("nivaer").text
    )


def test_only_what_was_changed_is_saved_and_dated(cast, coordinator, address):
    first, second, *_ = keys(cast)
    data = sent(page_of(coordinator.get(address))) | {f"likelihood-{first}": ["Osannolik"]}
    answer = coordinator.post(address, data, follow=True)
    assert "1 skattning sparades." in words(page_of(answer))
    assert Estimate.objects.get(risk=first, period="").likelihood == "Osannolik"
    assert Estimate.objects.get(risk=second, period="").estimated_on is None


def test_a_likelihood_that_no_scale_knows_is_not_lost_by_saving(cast, coordinator, address):
    fourth = keys(cast)[3]
    coordinator.post(address, sent(page_of(coordinator.get(address))))
    assert Estimate.objects.get(risk=fourth, period="").likelihood == "oklar"


def test_the_second_is_told_of_the_firsts_and_nothing_is_saved_or_lost(cast, coordinator, address):
    first, second, *_ = keys(cast)
    shown = sent(page_of(coordinator.get(address)))
    coordinator.post(address, shown | {f"likelihood-{first}": ["Osannolik"]})
    mine = shown | {f"likelihood-{first}": ["Möjlig"], f"likelihood-{second}": ["Osannolik"]}
    page = page_of(coordinator.post(address, mine))
    assert "Sparat av någon annan: Osannolik, Kännbar, Låg 3" in words(page)
    assert page.get_element_by_id(f"id_likelihood-{first}").value == "Möjlig"
    assert page.get_element_by_id(f"id_likelihood-{second}").value == "Osannolik"
    assert Estimate.objects.get(risk=second, period="").likelihood == "Möjlig"
    coordinator.post(address, sent(page))
    assert Estimate.objects.get(risk=first, period="").likelihood == "Möjlig"
    assert Estimate.objects.get(risk=second, period="").likelihood == "Osannolik"


def test_what_the_first_changed_and_i_did_not_is_no_conflict(cast, coordinator, address):
    first, second, *_ = keys(cast)
    shown = sent(page_of(coordinator.get(address)))
    coordinator.post(address, shown | {f"likelihood-{first}": ["Osannolik"]})
    assert coordinator.post(address, shown | {f"likelihood-{second}": ["Osannolik"]}).status_code == 302
    assert Estimate.objects.get(risk=first, period="").likelihood == "Osannolik"


def test_words_of_no_scale_and_of_another_boards_risks_are_not_taken(cast, coordinator, address):
    first = keys(cast)[0]
    other = Risk.objects.filter(unit=cast.strangers_board).first().pk
    data = sent(page_of(coordinator.get(address)))
    data["risk"].append(str(other))
    data |= {f"likelihood-{other}": ["Osannolik"], f"was-{other}": [""]}
    assert coordinator.post(address, data).status_code == 302
    assert Estimate.objects.get(risk=other, period="").likelihood != "Osannolik"
    page = page_of(coordinator.post(address, data | {f"likelihood-{first}": ["Kanske"]}))
    assert "Inget är sparat ännu." in words(page)


def test_values_and_levels_are_written_where_there_is_no_matrix(signed_in, db):
    board = board_with(method=packaged_method("nacka-niva"), document=document_of([{"risk": "A", "level": "Hög"}]))
    client = signed_in(person("Samordnaren", RoleGrant.Role.COORDINATOR, board))
    address, key = reverse("risks_estimate", args=[board.pk, YEAR]), Risk.objects.get().pk
    page = page_of(client.post(address, sent(page_of(client.get(address))) | {f"value-{key}": ["tolv"]}))
    assert "Skriv värdet som ett heltal." in words(page)
    assert page.get_element_by_id(f"id_value-{key}").value == "tolv"
    client.post(address, sent(page) | {f"value-{key}": ["12"], f"level-{key}": ["Medium"]})
    estimate = Estimate.objects.get()
    assert (estimate.value, estimate.level) == (12, "Medium")


def test_those_without_an_estimate_can_be_shown_alone(cast, coordinator, address):
    add_risks(by=None, board=cast.board, risks=[NewRisk("Oskattad")])
    page = page_of(coordinator.get(address, {"skattning": "saknas"}))
    assert [row[0] for row in rows(page)] == ["Oskattad"]


def test_a_sheet_of_many_risks_asks_no_more_than_one_of_few(signed_in, db):
    boards = [board_with(rows=count, name=f"Nämnden med {count}") for count in (3, 60)]
    role = RoleGrant.Role.COORDINATOR
    few, many = (
        queries_of(signed_in(person(f"S{n}", role, board)), reverse("risks_estimate", args=[board.pk, YEAR]))
        for n, board in enumerate(boards)
    )
    assert few == many
