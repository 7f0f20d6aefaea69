"""Blocks -> a document in the exchange format: its rows, its running text, its head, and what there is to tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from internkoll.imports.period_marks import Mark, find_mark, first_year
from internkoll.imports.readers.shapes import Block, Heading, Paragraph, Source
from internkoll.imports.rows.corrections import NO_CORRECTIONS, Corrections, corrected
from internkoll.imports.rows.drafting import Drafting
from internkoll.imports.rows.drafts import Draft, Periods
from internkoll.imports.rows.finishing import area_names, rows_of
from internkoll.imports.rows.follow_ups import followed_up
from internkoll.imports.rows.head import Head, read_head
from internkoll.imports.rows.markings import stars_that_mean_common
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.overall import overall_assessment
from internkoll.imports.rows.plan import Plan
from internkoll.imports.rows.regions import Aside, Piece, is_sheet_name, pieces_of
from internkoll.imports.rows.registers import joined
from internkoll.imports.rows.telling import (
    column_notices,
    left_out_notices,
    lost_text_notices,
    name_notices,
    read_columns,
    strings_of,
)
from internkoll.imports.rows.texts import line_text, running_text
from internkoll.rules.exchange import Document, Row, TextBlock
from internkoll.rules.notices import Notice

_UNKNOWN_PERIOD = "okänd period"
_LONGEST_HEAD_LINE = 150
_HEAD_LINES = 25
_LINES_OF_A_HEAD_TABLE = 8
_RUNNING_TEXT_FOR_NAMES = 5_000


@dataclass(frozen=True, slots=True)
class Understood:
    """The document with where it was read: `places` holds the place of each row's line, in the rows' order; `plans`
    the tables whose lines became rows."""

    document: Document
    places: tuple[str, ...]
    plans: tuple[Plan, ...]


def document_of(source: Source, *, period: str | None = None) -> Document:
    """The document. `period`, such as "T1 2024", names the results that carry no mark of their own; without it the
    document's head does, and else its year."""
    return understand(source, period=period).document


def understand(source: Source, *, period: str | None = None, corrections: Corrections = NO_CORRECTIONS) -> Understood:
    """The document as a person has corrected how it was understood, with the place of each of its rows."""
    source = corrected(source, corrections)
    period = corrections.period or period
    year = first_year(period or "") or _given_year(corrections) or _likely_year(source.blocks)
    pieces = pieces_of(source.blocks, year=year, choices=corrections.choices)
    head = _head(pieces, source.margins)
    head.year = _given_year(corrections) or head.year
    periods = _periods(head, period)
    told = list(source.notices)
    drafting = Drafting(pieces, periods, _stars(pieces), told)
    drafts = joined(followed_up(list(drafting.tables()), told), told)
    areas = area_names(drafts)
    # In a table that a person has said is the plan, nothing may be known of any column yet.
    drafts, rows = _that_tell_something(drafts, rows_of(drafts, areas))
    texts = running_text(pieces, left_out=[head.title, *head.taken], used_as_areas=_told_on_rows(drafts, areas))
    told += name_notices(dict.fromkeys(n for d in drafts for n in d.path if n in areas or n.estimate is not None))
    told += (notice for plan, entries in drafting.data for notice in column_notices(plan, entries))
    values = {name.place for draft in drafts for name in draft.path if name.given}
    told += left_out_notices(pieces, head, source.margins, has_rows=bool(rows), values=values)
    plans = [piece for piece in pieces if isinstance(piece, Plan)]
    given = period or (head.mark.shortest.key(periods.year) if head.mark else None)
    document = _document(head, given, periods.year, rows=rows, texts=texts, plans=plans, told=told)
    document = document.model_copy(update=_given_head(corrections))
    lost = tuple(lost_text_notices(source.blocks, " ".join(strings_of(document))))
    document = document.model_copy(update={"notices": (*document.notices, *lost)}) if lost else document
    return Understood(document, tuple(draft.place for draft in drafts), tuple(plans))


def _that_tell_something(drafts: Sequence[Draft], rows: Sequence[Row]) -> tuple[list[Draft], list[Row]]:
    pairs = [
        (d, row) for d, row in zip(drafts, rows, strict=True) if row != Row(area=row.area, mandatory=row.mandatory)
    ]
    return [draft for draft, _ in pairs], [row for _, row in pairs]


def _given_year(corrections: Corrections) -> int | None:
    return first_year(corrections.head.get("year", ""))


def _given_head(corrections: Corrections) -> dict[str, str | None]:
    """What a person has written in the head. The date, the reference and the assessment may be none."""
    may_be_none = ("date", "reference", "overall")
    head = {field: value for field, value in corrections.head.items() if field != "year"}
    return {field: None if field in may_be_none and not value else value for field, value in head.items()}


def _document(
    head: Head,
    period: str | None,
    year: int | None,
    *,
    rows: Sequence[Row],
    texts: Sequence[TextBlock],
    plans: Sequence[Plan],
    told: Sequence[Notice],
) -> Document:
    return Document(
        title=head.title,
        municipality=head.municipality,
        board=head.board,
        administration=head.administration,
        year=year,
        period=period,
        date=head.date,
        reference=head.reference,
        overall=overall_assessment(texts),
        texts=tuple(texts),
        rows=tuple(rows),
        columns=tuple(read_columns(plans)),
        notices=tuple(dict.fromkeys(told)),
    )


def _periods(head: Head, period: str | None) -> Periods:
    given = find_mark(period) if period else None
    year = first_year(period or "") or (given.mark.year if given else None) or head.year
    by_head = (head.mark or Mark("")).shortest.key(year)
    return Periods(period or by_head or _UNKNOWN_PERIOD, year)


def _likely_year(blocks: Sequence[Block]) -> int | None:
    texts = (block.text for block in blocks[:10] if isinstance(block, Heading | Paragraph))
    return next((year for text in texts if (year := first_year(text)) is not None), None)


def _head(pieces: Sequence[Piece], margins: Sequence[str]) -> Head:
    start = _first_of_the_plans_sheet(pieces)
    above = [*_before_running_text(pieces[start:]), *_before_running_text(pieces[:start])]
    headings = [piece.text for piece in above if isinstance(piece, Heading)]
    running = " ".join(piece.text for piece in pieces if isinstance(piece, Heading | Paragraph))
    return read_head(headings, [piece.text for piece in above], margins, running[:_RUNNING_TEXT_FOR_NAMES])


def _first_of_the_plans_sheet(pieces: Sequence[Piece]) -> int:
    """In a workbook the head stands above the plan, not on the sheet of instructions before it."""
    start = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, Plan):
            return start
        start = index if is_sheet_name(piece) else start
    return 0


def _before_running_text(pieces: Sequence[Piece]) -> list[Heading | Paragraph]:
    """The short lines at the top, and those of small tables, up to the first long paragraph or plan."""
    found: list[Heading | Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Aside) and len(piece.lines) <= _LINES_OF_A_HEAD_TABLE:
            found += [Paragraph(line_text(line)) for line in piece.lines if line.filled]
            continue
        if isinstance(piece, Plan | Aside) or len(piece.text) > _LONGEST_HEAD_LINE or len(found) >= _HEAD_LINES:
            break
        if not is_sheet_name(piece) and not (isinstance(piece, Paragraph) and piece.kind == "contents"):
            found.append(piece)
    return found


def _stars(pieces: Sequence[Piece]) -> frozenset[str]:
    running = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    return stars_that_mean_common([*running, *_lone_texts(pieces)])


def _lone_texts(pieces: Sequence[Piece]) -> Iterator[str]:
    """Texts that are alone on their line of a table, where a note below the table may stand."""
    for piece in pieces:
        if isinstance(piece, Plan):
            yield from (entry.cells[entry.filled[0]].text for entry in piece.entries if len(entry.filled) == 1)
        elif isinstance(piece, Aside):
            yield from (line.text(line.filled[0]) for line in piece.lines if len(line.filled) == 1)


def _told_on_rows(drafts: Sequence[Draft], areas: set[Name]) -> set[str]:
    """Headings whose text the rows hold, as area or as risk."""
    return {name.text for name in areas} | {draft.risk for draft in drafts} | {draft.control for draft in drafts}
