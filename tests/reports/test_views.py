from urllib.parse import unquote

import pytest
from django.urls import reverse
from lxml import html

from internkoll.organisation.services import find_or_add_board
from internkoll.plan.services import open_plan
from internkoll.reports import pdf
from internkoll.reports.files import KINDS
from tests.cast import YEAR, board_with
from tests.reading import link, of_class, page_of, words

BEGINS = {"docx": b"PK", "pdf": b"%PDF-", "html": b"<!doctype html>", "xlsx": b"PK"}


def test_the_report_is_shown_as_the_files_tell_it(cast, signed_in):
    page = page_of(signed_in(cast.control_owner).get(reverse("board_report", args=cast.year)))
    (report,) = of_class(page, "report")
    assert words(report.find("h2")) == "Uppföljning av internkontrollplan 2024"
    assert "Granskat 3." in words(report)
    assert "Ta fram rutin 3" in words(report)


def test_an_earlier_period_can_be_chosen(cast, signed_in):
    client = signed_in(cast.control_owner)
    address = reverse("board_report", args=cast.year)
    earlier = page_of(client.get(address + link(page_of(client.get(address)), "T1 2024")))
    assert "Granskat 3." not in words(of_class(earlier, "report")[0])
    assert link(earlier, "PDF") == f"{reverse('report_file', args=[*cast.year, 'pdf'])}?period=T1%202024"


def test_the_plan_can_be_chosen_beside_the_reports(cast, signed_in):
    client = signed_in(cast.control_owner)
    address = reverse("board_report", args=cast.year)
    page = page_of(client.get(address))
    chips = of_class(page, "ik-chips")[-1]
    assert [words(a) for a in chips] == ["Internkontrollplan 2024", "T1 2024", "T2 2024", "Hela året 2024"]
    assert [words(a) for a in chips if a.get("aria-current")] == ["T2 2024"]
    plan = page_of(client.get(address + link(page, "Internkontrollplan 2024")))
    (report,) = of_class(plan, "report")
    assert words(report.find("h2")) == "Internkontrollplan 2024"
    assert "Stickprov 3 av 25 ärenden" in words(report)
    assert "Granskat 3." not in words(report)
    assert link(plan, "PDF") == f"{reverse('report_file', args=[*cast.year, 'pdf'])}?visa=plan"


def test_the_whole_year_can_be_chosen_beside_its_rounds(cast, signed_in):
    client = signed_in(cast.control_owner)
    address = reverse("board_report", args=cast.year)
    page = page_of(client.get(address + link(page_of(client.get(address)), "Hela året 2024")))
    assert words(page.find(".//h1")) == "Barnnämnden 2024: Rapport för hela året 2024"
    assert [words(a) for a in of_class(page, "ik-chips")[-1] if a.get("aria-current")] == ["Hela året 2024"]
    (report,) = of_class(page, "report")
    assert "Första granskningen 3." in words(report)
    assert "Granskat 3." in words(report)
    assert link(page, "PDF") == f"{reverse('report_file', args=[*cast.year, 'pdf'])}?visa=aret"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("shown", "named"),
    [
        ("plan", "Internkontrollplan 2024, Barnnämnden"),
        ("aret", "Uppföljning av intern kontroll 2024, Barnnämnden, Hela året 2024"),
    ],
)
def test_the_plan_and_the_whole_year_are_given_as_every_kind_of_file(cast, signed_in, shown, named, kind):
    response = signed_in(cast.control_owner).get(reverse("report_file", args=[*cast.year, kind]), {"visa": shown})
    assert response.content.startswith(BEGINS[kind])
    name = unquote(response["Content-Disposition"].partition("; filename*=utf-8''")[2])
    assert name == f"{named}.{kind}"


def test_a_year_without_rounds_is_no_report(cast, signed_in):
    open_plan(by=None, board=cast.board, year=YEAR + 1)
    client = signed_in(cast.control_owner)
    address = reverse("board_report", args=[cast.board.pk, YEAR + 1])
    assert client.get(address, {"visa": "aret"}).status_code == 404
    assert "Hela året" not in words(page_of(client.get(address)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_has_its_kind_and_a_name_that_people_understand(cast, signed_in, kind):
    response = signed_in(cast.control_owner).get(reverse("report_file", args=[*cast.year, kind]), {"period": "T2 2024"})
    assert response.content.startswith(BEGINS[kind])
    assert response["Content-Type"] == KINDS[kind].media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    how, _, name = response["Content-Disposition"].partition("; filename*=utf-8''")
    assert how == "attachment"
    assert unquote(name) == f"Uppföljning av internkontrollplan 2024, Barnnämnden, T2 2024.{kind}"


def test_a_name_holds_nothing_that_a_file_system_refuses(signed_in, cast):
    cast.board.rounds.filter(label="T2 2024").update(title='Rapport 1/2: "slutlig"')
    response = signed_in(cast.control_owner).get(reverse("report_file", args=[*cast.year, "html"]))
    assert "Rapport 1 2 slutlig, Barnnämnden" in unquote(response["Content-Disposition"])


@pytest.mark.parametrize("address", ["exe", "docx?period=T9+2024"])
def test_a_kind_or_a_period_that_does_not_exist_is_not_found(cast, signed_in, address):
    kind, _, query = address.partition("?")
    client = signed_in(cast.control_owner)
    assert client.get(f"{reverse('report_file', args=[*cast.year, kind])}?{query}").status_code == 404
    assert client.get(reverse("board_report", args=cast.year), {"period": "T9 2024"}).status_code == 404


def test_a_text_with_markup_in_it_stays_text(cast, signed_in):
    board = board_with(rows=1, name="Nämnden <script>alert(1)</script>")
    page = signed_in(cast.coordinator).get(reverse("board_report", args=[board.pk, YEAR])).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_plan_has_a_report_that_says_so(cast, signed_in):
    board = find_or_add_board(by=None, name="Nya nämnden", municipality="Ekstads kommun")
    open_plan(by=None, board=board, year=YEAR)
    page = page_of(signed_in(cast.coordinator).get(reverse("board_report", args=[board.pk, YEAR])))
    assert "Planen har inga risker eller kontroller ännu." in words(page)


def test_the_reports_look_is_served_as_a_stylesheet(client, db):
    response = client.get(reverse("report_stylesheet"))
    assert response["Content-Type"].startswith("text/css")
    assert ".report" in response.content.decode()


def asked_for_pdf(client, cast):
    response = client.get(reverse("report_file", args=[*cast.year, "pdf"]))
    assert response.status_code == 503
    page = html.fromstring(response.content.decode())
    assert response["Retry-After"] == "60"
    assert words(page.find(".//h1")) == "Rapporten kunde inte skapas"
    assert link(page, "Tillbaka till rapporten") == reverse("board_report", args=cast.year)
    return words(page)


def test_a_pdf_that_can_not_be_made_is_told_with_another_way(cast, signed_in, monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "_TEMPLATE", tmp_path / "saknas.typ")
    assert "Hämta rapporten som Word" in asked_for_pdf(signed_in(cast.control_owner), cast)


def test_one_who_waits_too_long_for_others_reports_is_asked_to_come_back(cast, signed_in, monkeypatch):
    monkeypatch.setattr(pdf, "_SECONDS_FOR_A_TURN", 0.01)
    with pdf._TURN:
        assert "Flera rapporter skapas just nu" in asked_for_pdf(signed_in(cast.control_owner), cast)
    assert signed_in(cast.control_owner).get(reverse("report_file", args=[*cast.year, "pdf"])).status_code == 200
