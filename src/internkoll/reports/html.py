"""The report as HTML: a page of its own to keep or send, and the same as a part of a page of the product.

Semantic tables with captions and scopes, headings in order, no script, nothing fetched (WCAG 2.2 AA).
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import count, pairwise

from internkoll.reports.blocks import Block, Cell, Column, Heading, Mark, Paragraph, Table, with_lists
from internkoll.reports.contents import NO_ROWS, ReportContents
from internkoll.reports.html_style import PAGE_STYLE, STYLESHEET
from internkoll.reports.measure import Heights

# On paper, rows of at most this many lines stay on one page.
_KEPT_TOGETHER = 20
_SIGNS_ACROSS = 150


def html_bytes(contents: ReportContents) -> bytes:
    """The report as a page of its own, in UTF-8."""
    author = f'<meta name="author" content="{_text(contents.municipality)}">' if contents.municipality else ""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="sv">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(_page_title(contents))}</title>{author}",
            f"<style>{PAGE_STYLE}{STYLESHEET}</style>",
            "</head>",
            "<body>",
            f"<main>{fragment(contents)}</main>",
            "</body>",
            "</html>",
            "",
        ]
    ).encode()


def fragment(contents: ReportContents, *, top_level: int = 1) -> str:
    """The report as an element to set into a page, whose title is a heading of that level; STYLESHEET gives its look.

    The text is escaped: the result is safe to place as it is. Headings have the ids "rapport-1" and so on.
    """
    headings = _Headings(top_level)
    return "\n".join(
        [
            '<article class="report" lang="sv">',
            *_head(contents, top_level),
            *(_outline(contents) if contents.outline else ()),
            *_front(contents, headings),
            *_sections(contents, headings),
            "</article>",
        ]
    )


class _Headings:
    """Writes the headings, numbered in order for the table of contents to lead to."""

    def __init__(self, top_level: int) -> None:
        self._top_level = top_level
        self._numbers = count(1)

    def written(self, heading: Heading) -> str:
        level = min(heading.level + self._top_level, 6)
        return f'<h{level} id="rapport-{next(self._numbers)}">{_text(heading.text)}</h{level}>'


def _text(text: str) -> str:
    return escape(text, quote=True)


def _page_title(contents: ReportContents) -> str:
    return " – ".join(filter(None, (contents.title, contents.board)))


def _head(contents: ReportContents, level: int) -> Iterator[str]:
    yield f"<h{level}>{_text(contents.title)}</h{level}>"
    if contents.subtitle:
        yield f'<p class="subtitle">{_text(contents.subtitle)}</p>'
    if contents.facts:
        facts = "".join(f"<dt>{_text(fact.label)}</dt><dd>{_text(fact.value)}</dd>" for fact in contents.facts)
        yield f'<dl class="facts">{facts}</dl>'


def _outline(contents: ReportContents) -> Iterator[str]:
    yield '<nav class="outline" aria-labelledby="rapport-innehall">'
    yield '<p id="rapport-innehall"><strong>Innehåll</strong></p>'
    yield _outline_list(contents.outline)
    yield "</nav>"


def _outline_list(numbered: Sequence[tuple[int, Heading]]) -> str:
    """The headings as a list, each with those below it as a list of its own."""
    starts = [i for i, (_, heading) in enumerate(numbered) if heading.level == numbered[0][1].level]
    items = []
    for start, end in pairwise([*starts, len(numbered)]):
        number, heading = numbered[start]
        below = _outline_list(numbered[start + 1 : end]) if end > start + 1 else ""
        items.append(f'<li><a href="#rapport-{number}">{_text(heading.text)}</a>{below}</li>')
    return f"<ol>{''.join(items)}</ol>"


def _front(contents: ReportContents, headings: _Headings) -> Iterator[str]:
    yield '<div class="front">'
    for part in with_lists(contents.front):
        yield headings.written(part) if isinstance(part, Heading) else _block(part)
    yield "</div>"


def _sections(contents: ReportContents, headings: _Headings) -> Iterator[str]:
    yield headings.written(contents.heading)
    if not contents.sections:
        yield _blocks([NO_ROWS])
    for section in contents.sections:
        yield from (headings.written(heading) for heading in section.opens)
        yield from _table(section.table)


def _table(table: Table) -> Iterator[str]:
    # The one who uses the keyboard must be able to scroll a wide table sideways: so it can be reached, and has a name.
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_text(table.caption)}">'
    yield f"<table><caption>{_text(table.caption)}</caption>"
    yield f"<colgroup>{''.join(_column(column) for column in table.columns)}</colgroup>"
    headings = "".join(f'<th scope="col">{_text(column.heading)}</th>' for column in table.columns)
    yield f"<thead><tr>{headings}</tr></thead><tbody>"
    heights = Heights(table, _SIGNS_ACROSS, _KEPT_TOGETHER)
    for number, row in enumerate(table.rows):
        short = ' class="short"' if heights.stays_together(number) else ""
        yield f"<tr{short}>{''.join(_cell(cell, is_first=i == 0) for i, cell in enumerate(row) if cell)}</tr>"
    yield "</tbody></table></div>"


def _column(column: Column) -> str:
    return f'<col class="width-{max(1, round(column.width))}">'


def _cell(cell: Cell, *, is_first: bool) -> str:
    tag, scope = ("th", ' scope="row"') if is_first else ("td", "")
    span = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{scope}{span}>{_blocks(cell.blocks)}</{tag}>"


def _blocks(blocks: Iterable[Block]) -> str:
    return "".join(_block(block) for block in with_lists(blocks))


def _block(block: Block | tuple[Paragraph, ...]) -> str:
    if isinstance(block, tuple):
        return f"<ul>{''.join(f'<li>{_words(item)}</li>' for item in block)}</ul>"
    return f"<p>{_mark(block) if isinstance(block, Mark) else _words(block)}</p>"


def _mark(mark: Mark) -> str:
    lead = f"{_label(mark.label)} " if mark.label else ""
    shape = f'<span aria-hidden="true">{mark.shape}</span>'
    return f'{lead}<span class="mark tone-{mark.tone}">{shape} {_text(mark.word)}</span>'


def _label(label: str) -> str:
    return f'<strong class="label">{_text(label)}:</strong>'


def _words(paragraph: Paragraph) -> str:
    if not paragraph.text:
        return _label(paragraph.label)
    lead = f"{_label(paragraph.label)} " if paragraph.label else ""
    words = _text(paragraph.text)
    if paragraph.style == "strong":
        words = f"<strong>{words}</strong>"
    elif paragraph.style == "muted":
        words = f'<span class="muted">{words}</span>'
    return lead + words
