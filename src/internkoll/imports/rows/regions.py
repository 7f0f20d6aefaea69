"""Blocks -> pieces: the plan's tables with their columns settled, tables that are no plan, and the text around them.

A sheet or a table may hold titles, running text and several tables one below another; a plan's table may be broken in
two with its header repeated or lost. What belongs together is put together here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from internkoll.imports.evidence import is_number, share
from internkoll.imports.readers.shapes import Block, Heading, Line, Paragraph, Table
from internkoll.imports.rows.cards import read_cards
from internkoll.imports.rows.corrections import NO_CHOICES, Choices
from internkoll.imports.rows.extents import last_of_data
from internkoll.imports.rows.headerless import guessed_header
from internkoll.imports.rows.headers import Header, find_headers, header_on
from internkoll.imports.rows.judging import SUBJECTS, Judge
from internkoll.imports.rows.loose import as_blocks, loose_lines, with_headings
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.paragraphs import labelled_blocks
from internkoll.imports.rows.plan import Entry, HeaderCell, Plan, lay_out, spans_all
from internkoll.imports.rows.repeated import as_before
from internkoll.imports.rows.settled import columns_by_key
from internkoll.imports.rows.stacked import read_stacked
from internkoll.imports.synonyms import Sense

SHEET = "blad"
"""The style of a heading that is the name of a sheet."""

_NO_NAME = ("blad", "sheet", "tabell", "ark")
_LEAST_TEXT = 12


@dataclass(frozen=True, slots=True)
class Aside:
    """A table that is no plan: a scale, a matrix, a list of signatures."""

    table: Table
    lines: tuple[Line, ...]


Piece = Heading | Paragraph | Plan | Aside


def is_sheet_name(piece: Piece) -> bool:
    return isinstance(piece, Heading) and piece.style == SHEET


def pieces_of(blocks: Sequence[Block], *, year: int | None = None, choices: Choices = NO_CHOICES) -> list[Piece]:
    """The document in pieces, in order. `year` tells which of several years' values is this year's; `choices` are what
    a person has said of tables and columns. Where no table has a header, and no paragraphs tell of risks either, the
    columns are guessed."""
    pieces = _pieces(blocks, choices, guess=False)
    if not any(isinstance(piece, Plan) for piece in pieces):
        pieces = labelled_blocks(pieces)
    if not any(isinstance(piece, Plan) for piece in pieces):
        pieces = _pieces(blocks, choices, guess=True)
    return list(_chained(_settled(pieces, year, choices)))


def _pieces(blocks: Sequence[Block], choices: Choices, *, guess: bool) -> list[Piece]:
    pieces: list[Piece] = []
    latest: Plan | None = None
    several_sheets = sum(isinstance(block, Table) and block.is_sheet for block in blocks) > 1
    for block in with_headings(blocks):
        if not isinstance(block, Table):
            pieces.append(block)
            continue
        if block.is_sheet and several_sheets and not block.name.lower().startswith(_NO_NAME):
            pieces.append(Heading(block.name, 0, block.name, SHEET))
        for piece in _chosen_pieces(block, latest, choices, guess=guess):
            latest = piece if isinstance(piece, Plan) else latest
            pieces.append(piece)
    return pieces


def _chosen_pieces(table: Table, latest: Plan | None, choices: Choices, *, guess: bool) -> Iterator[Piece]:
    if table.name not in choices.tables:
        yield from _table_pieces(table, latest, guess=guess)
        return
    number = choices.tables[table.name]
    at = next((index for index, line in enumerate(table.lines) if line.number == number), None)
    if at is None:
        yield Aside(table, table.lines)
    else:
        yield from _below_headers(table, [header_on(table.lines, at)], latest)


def _table_pieces(table: Table, latest: Plan | None, *, guess: bool) -> Iterator[Piece]:
    if table.width == 1:
        yield from _loose(table, table.lines, at_the_top=table.is_sheet)
        return
    cards = read_stacked(table) or read_cards(table)
    if cards:
        yield from _cards(table, cards)
        return
    headers = find_headers(table.lines, latest.header if latest and not latest.is_cards else ())
    if headers:
        yield from _below_headers(table, headers, latest)
    elif latest and _goes_on(table, latest):
        yield Plan(latest.header, _entries(table, table.lines, latest.header), table)
    elif guess and (guessed := guessed_header(table)):
        yield from _below_a_guess(table, *guessed)
    elif table.is_sheet:
        yield from _loose(table, table.lines, at_the_top=True)
    else:
        yield Aside(table, table.lines)


def _below_a_guess(table: Table, header: tuple[HeaderCell, ...], lines: Sequence[Line]) -> Iterator[Piece]:
    above = [line for line in table.lines if line.number < lines[0].number]
    below = [line for line in table.lines if line.number > lines[-1].number]
    yield from _loose(table, above, at_the_top=table.is_sheet)
    yield Plan(header, _entries(table, lines, header), table)
    yield from _loose(table, below)


def _cards(table: Table, cards: Sequence[Plan | Line]) -> Iterator[Piece]:
    """Cards, and the lines between them."""
    lines: list[Line] = []
    is_first = table.is_sheet
    for item in cards:
        if isinstance(item, Line):
            lines.append(item)
            continue
        yield from _loose(table, lines, before_a_table=True, at_the_top=is_first)
        yield item
        lines, is_first = [], False
    yield from _loose(table, lines)


def _loose(
    table: Table, lines: Sequence[Line], *, before_a_table: bool = False, at_the_top: bool = False
) -> Iterator[Piece]:
    yield from as_blocks(loose_lines(table, lines), before_a_table=before_a_table, at_the_top=at_the_top)


def _below_headers(table: Table, headers: Sequence[Header], latest: Plan | None) -> Iterator[Piece]:
    lines = table.lines
    yield from _loose(table, lines[: headers[0].start], before_a_table=True, at_the_top=table.is_sheet)
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        end = following.start if following else len(lines)
        body = lines[header.end : end]
        last = last_of_data(body, is_sheet=table.is_sheet, before_a_table=following is not None)
        cells = (latest and as_before(header.cells, latest.header)) or header.cells
        plan = Plan(cells, _entries(table, body[:last], cells), table, header_lines=lines[header.start : header.end])
        latest = plan
        yield plan
        yield from _loose(table, body[last:], before_a_table=following is not None)


def _entries(table: Table, lines: Sequence[Line], header: tuple[HeaderCell, ...]) -> tuple[Entry, ...]:
    entries = []
    after_blank = False
    for line in lines:
        if line.filled or any(cell.down for cell in line.cells):
            entries.append(Entry(lay_out(line, header), table, line, spans_all(line), after_blank=after_blank))
        after_blank = line.is_blank
    return tuple(entries)


def _goes_on(table: Table, latest: Plan) -> bool:
    """Whether a table without a header has the lines of the plan before it: as wide, with the same kind of cells."""
    width = latest.header[-1].last + 1
    if table.is_sheet or table.width != width or width < 3 or latest.is_cards:
        return False
    lines = [lay_out(line, latest.header) for line in table.lines if len(line.filled) > 1]
    for index, cell in enumerate(latest.header):
        texts = [line[index].text for line in lines]
        filled = [text for text in texts if text]
        if cell.meaning.sense == Sense.NUMBER and filled and share(texts, is_number) < 0.7:
            return False
        if cell.meaning.sense in SUBJECTS and filled and _length(filled) < _least_length(latest, index):
            return False
    return bool(lines)


def _length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else _LEAST_TEXT


def _least_length(plan: Plan, index: int) -> float:
    """Half of what the column's texts are long in the plan before, where these are short."""
    return min(_LEAST_TEXT, 0.5 * _length([text for entry in plan.entries if (text := entry.cells[index].text)]))


def _settled(pieces: Iterable[Piece], year: int | None, choices: Choices) -> Iterator[Piece]:
    """Tables with the same header are settled together: one that holds a single line says little by itself."""
    pieces = list(pieces)
    columns = columns_by_key(pieces, year, choices)
    settled = [replace(p, columns=columns[p.key]) if isinstance(p, Plan) else p for p in pieces]
    judge = Judge([piece for piece in settled if isinstance(piece, Plan)])
    has_subject = False
    for piece in settled:
        if isinstance(piece, Plan):
            is_plan = judge.is_plan(piece, has_subject=has_subject) or _is_said_to_be(piece, choices)
            yield piece if is_plan else Aside(piece.table, _own_lines(piece))
            continue
        has_subject = Name(piece.text).subject is not None if isinstance(piece, Heading) else has_subject
        yield piece


def _is_said_to_be(plan: Plan, choices: Choices) -> bool:
    """Whether a person says that the table is the plan, so that its columns can be chosen, or has chosen them."""
    is_said_so = choices.tables.get(plan.table.name) is not None
    return is_said_so or (choices.is_chosen(plan.headings) and plan.has(*SUBJECTS))


def _own_lines(plan: Plan) -> tuple[Line, ...]:
    """The lines of the table that the plan was made of, its header first."""
    if plan.is_cards:
        return plan.table.lines
    numbers = [line.number for line in (*plan.header_lines, *(entry.line for entry in plan.entries))]
    return tuple(line for line in plan.table.lines if min(numbers) <= line.number <= max(numbers) and line.filled)


def _chained(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """A table that follows directly on one with the same columns is the same table, broken."""
    chain: list[Plan] = []
    for piece in pieces:
        if chain and not (isinstance(piece, Plan) and _follows(chain[-1], piece)):
            yield _joined(chain)
            chain = []
        if isinstance(piece, Plan):
            chain.append(piece)
        else:
            yield piece
    if chain:
        yield _joined(chain)


def _follows(plan: Plan, following: Plan) -> bool:
    return plan.shape == following.shape and not plan.is_cards and plan.table.is_sheet == following.table.is_sheet


def _joined(chain: Sequence[Plan]) -> Plan:
    first, *others = chain
    later = [entry for plan in others for entry in _after_break(plan.entries)]
    return replace(first, entries=(*first.entries, *later))


def _after_break(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return (replace(entries[0], after_break=True), *entries[1:]) if entries else ()
