"""Reads a page as people do: its headings, its links, the rows of its table."""

from lxml import html


def page_of(response) -> html.HtmlElement:
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def of_class(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return page.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def rows(page: html.HtmlElement) -> list[list[str]]:
    """The body of the page's one wide table, without the headings of its groups."""
    (table,) = of_class(page, "ik-table")
    body = table.xpath("./tbody/tr[not(contains(@class, 'ik-area'))]")
    return [[words(cell) for cell in row.xpath("./th | ./td")] for row in body]


def headings(page: html.HtmlElement) -> list[str]:
    """What stands above the columns."""
    (table,) = of_class(page, "ik-table")
    return [words(cell) for cell in table.xpath("./thead//th")]


def groups(page: html.HtmlElement) -> list[str]:
    return [words(row) for row in of_class(page, "ik-area")]


def link(page: html.HtmlElement, text: str) -> str:
    """Where the link with those words leads."""
    (found,) = [a for a in page.xpath(".//a") if text in words(a)]
    return found.get("href")
