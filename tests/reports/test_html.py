import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from internkoll.reports.contents import ReportContents
from internkoll.reports.html import fragment, html_bytes
from internkoll.reports.html_style import PAGE_STYLE, STYLESHEET

Report = Callable[..., ReportContents]


def page_of(contents: ReportContents) -> html.HtmlElement:
    return html.document_fromstring(html_bytes(contents))


def levels_in(element: html.HtmlElement) -> list[int]:
    return [int(heading.tag[1]) for heading in element.iter("h1", "h2", "h3", "h4", "h5", "h6")]


def test_the_page_has_a_language_a_title_and_one_main_heading(full_report: ReportContents) -> None:
    page = page_of(full_report)
    assert page.get("lang") == "sv"
    assert page.findtext(".//title") == "Uppföljning av intern kontroll – Socialnämnden"
    assert [heading.text for heading in page.iter("h1")] == ["Uppföljning av intern kontroll"]


def test_heading_levels_are_never_skipped(full_report: ReportContents) -> None:
    levels = levels_in(page_of(full_report))
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_each_table_has_a_caption_and_headers_with_their_scope(full_report: ReportContents) -> None:
    tables = list(page_of(full_report).iter("table"))
    assert [table.findtext("caption") for table in tables] == [
        "Uppföljning av internkontrollplanen, Utbetalning",
        "Uppföljning av internkontrollplanen, Personal",
    ]
    columns = [column.heading for column in full_report.sections[0].table.columns]
    for table in tables:
        assert [th.text for th in table.iterfind("thead/tr/th[@scope='col']")] == columns
        assert len(table.findall("tbody/tr/th[@scope='row']")) == 1


def test_a_shared_cell_spans_its_rows(full_report: ReportContents) -> None:
    rows = page_of(full_report).findall(".//tbody")[0].findall("tr")
    assert rows[0].find("th").get("rowspan") == "3"
    width = len(full_report.sections[0].table.columns)
    assert sum(int(cell.get("rowspan", 1)) for row in rows for cell in row) == width * len(rows)


def test_a_marks_shape_is_for_the_eye_and_its_word_for_all(report: Report) -> None:
    (mark,) = page_of(report({"risk": "R", "level": "Hög", "score": 12}, overall=None)).find_class("mark")
    assert mark.find("span").get("aria-hidden") == "true"
    assert "".join(mark.itertext()) == "■ Hög (12)"
    assert "tone-danger" in mark.get("class")


def test_items_of_a_list_are_a_list(full_report: ReportContents) -> None:
    assert [item.text for item in page_of(full_report).find_class("front")[0].iter("li")] == [
        "kontroll 3",
        "kontroll 9",
    ]


def test_the_page_fetches_nothing_and_runs_nothing(full_report: ReportContents) -> None:
    page = page_of(full_report)
    assert not list(page.iter("script", "link", "img", "iframe", "object"))
    assert not any(name.startswith("on") or name in ("src", "style") for e in page.iter() for name in e.attrib)
    assert not re.search(r"@import|url\(", STYLESHEET + PAGE_STYLE)


def test_a_table_of_contents_leads_to_the_headings(report: Report) -> None:
    page = page_of(report(*({"area": [f"Område {i}", "Process"], "risk": "R"} for i in range(9))))
    links = [link.get("href") for link in page.iter("a")]
    assert len(links) == 21
    assert [page.get_element_by_id(link[1:]).tag for link in links[2:5]] == ["h2", "h3", "h4"]
    assert len(page.findall(".//nav/ol/li/ol/li/ol/li")) == 9


def test_the_fragment_fits_below_a_heading_of_the_page(full_report: ReportContents) -> None:
    made = fragment(full_report, top_level=2)
    element = html.fragment_fromstring(made)
    assert (element.tag, levels_in(element)[:2]) == ("article", [2, 3])
    assert "<style" not in made
    assert max(levels_in(element)) <= 6


@pytest.mark.parametrize("place", ["title", "board", "reference"])
def test_no_text_is_taken_for_markup(report: Report, full_row: dict[str, Any], place: str) -> None:
    hostile = '"><img src=x onerror=alert(1)> & </table>'
    page = page_of(report({**full_row, "risk": hostile, "area": [hostile]}, **{place: hostile}))
    assert not list(page.iter("img"))
    assert hostile in page.text_content()
