import pytest
from django.urls import reverse

from tests.reading import page_of, words


def scheme(page):
    return page.get("data-color-scheme")


def test_the_pages_follow_the_system_until_a_person_chooses(client, db):
    assert scheme(page_of(client.get(reverse("account_login")))) == "auto"


@pytest.mark.parametrize("chosen", ["light", "dark", "auto"])
def test_the_chosen_colours_are_kept(client, db, chosen):
    response = client.post(reverse("choose_look"), {"utseende": chosen, "next": reverse("account_login")})
    assert response.url == reverse("account_login")
    page = page_of(client.get(response.url))
    assert scheme(page) == chosen
    (pressed,) = page.xpath("//button[@name='utseende'][@aria-current]")
    assert pressed.get("value") == chosen


def test_a_look_that_does_not_exist_changes_nothing(client, db):
    client.post(reverse("choose_look"), {"utseende": '"><script>'})
    assert scheme(page_of(client.get(reverse("account_login")))) == "auto"


@pytest.mark.parametrize("elsewhere", ["https://annan.example/", "//annan.example", "javascript:alert(1)"])
def test_the_choice_never_leads_to_another_site(client, db, elsewhere):
    response = client.post(reverse("choose_look"), {"utseende": "dark", "next": elsewhere})
    assert response.url == reverse("boards")


def test_the_language_can_be_changed_and_is_kept(cast, signed_in):
    client = signed_in(cast.control_owner)
    assert client.get(reverse("boards")).headers["Content-Language"] == "sv"
    client.post(reverse("set_language"), {"language": "en", "next": reverse("boards")})
    page = page_of(client.get(reverse("boards")))
    assert page.get("lang") == "en"
    assert words(page.find(".//h1")) == "Boards"


def test_texts_of_the_municipality_are_marked_as_swedish_on_an_english_page(cast, signed_in):
    client = signed_in(cast.control_owner)
    client.post(reverse("set_language"), {"language": "en"})
    page = page_of(client.get(reverse("board", args=cast.year)))
    (summary,) = [p for p in page.xpath("//p") if "kontroller är rapporterade" in words(p)]
    assert summary.get("lang") == "sv"
