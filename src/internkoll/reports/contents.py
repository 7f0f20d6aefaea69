"""One frozen ReportContents, made from a document's rows: every kind of file and the page on screen show the same.

What is decided here is what is said; the renderers only decide how it looks. Nothing a row holds is left out.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from internkoll.reports.blocks import Block, Heading, Mark, Paragraph, Table
from internkoll.reports.cells import paragraphs
from internkoll.reports.grouping import Outside, group_headings, groups_of, stand_in_value_groups
from internkoll.reports.layouts import Layout, layout_named
from internkoll.reports.shown import View, view_of
from internkoll.reports.tables import tables_of
from internkoll.reports.values import first_upper
from internkoll.reports.wash import one_line
from internkoll.rules.exchange import Document, TextBlock
from internkoll.rules.method import Method

LANGUAGE = "sv-SE"
NO_ROWS = Paragraph("Planen har inga risker eller kontroller ännu.", style="muted")
# A table of contents helps where it has at least this many headings, of the levels that it shows.
_FEWEST_IN_OUTLINE, OUTLINE_LEVELS = 9, 3
# Running text of more signs than this gets a page of its own, upright; less of it stands above the table.
_LONG_FRONT = 2500


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A table under its headings. `path` has all their names, `opens` the headings that stand before this table."""

    path: tuple[str, ...]
    opens: tuple[Heading, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class ReportContents:
    """All that a report says, in reading order: head, `front` (assessment and running text), then `sections`.

    `group_headings` says what each name in a section's path is: "Mål", "Process".
    """

    title: str
    board: str
    municipality: str
    administration: str
    year: int | None
    period: str
    date: str
    reference: str
    made_on: dt.date
    facts: tuple[Fact, ...]
    front: tuple[Heading | Block, ...]
    heading: Heading
    group_headings: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def subtitle(self) -> str:
        return ", ".join(filter(None, (self.board, self.municipality)))

    @property
    def headings(self) -> tuple[Heading, ...]:
        opened = (heading for section in self.sections for heading in section.opens)
        return (*(part for part in self.front if isinstance(part, Heading)), self.heading, *opened)

    @property
    def outline(self) -> tuple[tuple[int, Heading], ...]:
        """The table of contents, empty where none is needed: headings with their number among all of them, from 1."""
        listed = [(i, h) for i, h in enumerate(self.headings, start=1) if h.level <= OUTLINE_LEVELS]
        return tuple(listed) if len(listed) >= _FEWEST_IN_OUTLINE else ()

    @property
    def front_is_long(self) -> bool:
        return sum(len(part.plain) for part in self.front if not isinstance(part, Heading)) > _LONG_FRONT

    @property
    def row_count(self) -> int:
        return sum(len(section.table.rows) for section in self.sections)


def contents_of(
    document: Document,
    method: Method,
    *,
    period: str | None,
    called: str = "",
    layout: Layout | None = None,
    made_on: dt.date | None = None,
    outside: Outside = (),
    decided: str = "",
) -> ReportContents:
    """What the report of the document says in that period (the document's own where None), by the Method's layout.

    Where neither names one it tells of all periods that the rows do, and `called` says what they are together.
    `made_on` is the day that the files bear; the document's date, or its year's first day, where None. `outside`: for
    each row the periods that do not await it. `decided`: when the board decided the plan.
    """
    view = view_of(document, method, layout or layout_named(method.layout), period)
    by_value = stand_in_value_groups(document.rows, view.layout)
    groups = list(groups_of(document.rows, method, view.layout, by_value, outside))
    tables = tables_of(groups, view, values_in_headings=by_value)
    texts, over_tables = _parted(document)
    return ReportContents(
        title=one_line(document.title) or _usual_title(document, view),
        board=one_line(document.board),
        municipality=one_line(document.municipality),
        administration=one_line(document.administration),
        year=document.year,
        period=one_line(view.current or called),
        date=one_line(document.date),
        reference=one_line(document.reference),
        made_on=made_on or _day(document),
        facts=tuple(_facts(document, view.current or called, decided)),
        front=tuple(_front(document, texts, method)),
        heading=Heading(1, over_tables or _heading(document, view)),
        group_headings=group_headings(groups, method, view.layout, by_value),
        sections=tuple(Section(g.path, g.opens, table) for g, table in zip(groups, tables, strict=True)),
    )


def _usual_title(document: Document, view: View) -> str:
    what = "Uppföljning av intern kontroll" if view.results or view.estimates else "Internkontrollplan"
    return one_line(f"{what} {document.year or ''}")


def _heading(document: Document, view: View) -> str:
    if view.results or view.estimates or not document.rows:
        return view.layout.heading
    return one_line(f"Internkontrollplan {document.year or ''}")


def _facts(document: Document, period: str, decided: str) -> Iterator[Fact]:
    told = {
        "Förvaltning": document.administration,
        "Period": period,
        "Datum": document.date,
        "Beslutad": decided,
        "Diarienummer": document.reference,
    }
    for label, value in told.items():
        if value := one_line(value):
            yield Fact(label, value)


def _parted(document: Document) -> tuple[tuple[TextBlock, ...], str]:
    """The running text, and the heading over the tables: a last heading with nothing under it stood there."""
    texts = document.texts
    if texts and document.rows and not texts[-1].text.strip():
        return texts[:-1], one_line(texts[-1].heading)
    return texts, ""


def _front(document: Document, texts: tuple[TextBlock, ...], method: Method) -> Iterator[Heading | Block]:
    name = first_upper(method.word_for("overall"))
    if overall := one_line(document.overall):
        known = method.assessment(overall)
        yield Heading(1, name)
        yield Mark(first_upper(overall), known.tone if known else "neutral")
        reasons = [text for text in texts if one_line(text.heading).casefold() == name.casefold()]
        for text in reasons:
            yield from (block for block in paragraphs(text.text) if not _is_word(block, overall))
        texts = tuple(text for text in texts if text not in reasons)
    for text in texts:
        yield from _running_text(text)


def _is_word(block: Block, word: str) -> bool:
    return isinstance(block, Paragraph) and block.text.strip(" .").casefold() == word.casefold()


def _running_text(text: TextBlock) -> Iterator[Heading | Block]:
    if heading := one_line(text.heading):
        yield Heading(1, heading)
    yield from paragraphs(text.text)


def _day(document: Document) -> dt.date:
    try:
        return dt.date.fromisoformat(document.date or "")
    except ValueError:  # a date may be written in words
        return dt.date(document.year or 2000, 1, 1)
