"""Blocks -> pieces: the plan's tables with their columns settled, tables that are no plan, and the text around them.

A sheet or a table may hold titles, running text and several tables one below another; a plan's table may be broken in
two with its header repeated or lost. What belongs together is put together here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from internkoll.imports.column_context import settle
from internkoll.imports.columns import ReadColumn, plain
from internkoll.imports.evidence import is_number, is_scale_word, share
from internkoll.imports.readers.shapes import Block, Heading, Line, Paragraph, Table
from internkoll.imports.rows.cards import read_cards
from internkoll.imports.rows.headers import Header, find_headers
from internkoll.imports.rows.loose import as_blocks, loose_lines
from internkoll.imports.rows.paragraphs import labelled_blocks
from internkoll.imports.rows.plan import Entry, HeaderCell, Plan, lay_out, spans_all
from internkoll.imports.rows.values import value_group
from internkoll.imports.synonyms import Sense

SHEET = "blad"
"""The style of a heading that is the name of a sheet."""

_NO_NAME = ("blad", "sheet", "tabell", "ark")
_LEAST_TEXT = 12
_SUBJECTS = (Sense.RISK, Sense.CONTROL, Sense.SYSTEMATIC_CONTROL, Sense.WORKING_METHOD)


@dataclass(frozen=True, slots=True)
class Aside:
    """A table that is no plan: a scale, a matrix, a list of signatures."""

    table: Table
    lines: tuple[Line, ...]


Piece = Heading | Paragraph | Plan | Aside


def is_sheet_name(piece: Piece) -> bool:
    return isinstance(piece, Heading) and piece.style == SHEET


def pieces_of(blocks: Sequence[Block], *, year: int | None = None) -> list[Piece]:
    """The document in pieces, in order. `year` tells which of several years' values is this year's."""
    pieces: list[Piece] = []
    latest: Plan | None = None
    several_sheets = sum(isinstance(block, Table) and block.is_sheet for block in blocks) > 1
    for block in blocks:
        if isinstance(block, Table):
            if block.is_sheet and several_sheets and not block.name.lower().startswith(_NO_NAME):
                pieces.append(Heading(block.name, 0, block.name, SHEET))
            for piece in _table_pieces(block, latest):
                latest = piece if isinstance(piece, Plan) else latest
                pieces.append(piece)
        else:
            pieces.append(block)
    if not any(isinstance(piece, Plan) for piece in pieces):
        pieces = labelled_blocks(pieces)
    return list(_chained(_settled(pieces, year)))


def _table_pieces(table: Table, latest: Plan | None) -> Iterator[Piece]:
    if table.width == 1:
        yield from _loose(table, table.lines, at_the_top=table.is_sheet)
        return
    cards = read_cards(table)
    if cards:
        yield from _cards(table, cards)
        return
    headers = find_headers(table.lines)
    if headers:
        yield from _below_headers(table, headers, latest)
    elif latest and _goes_on(table, latest):
        yield Plan(latest.header, _entries(table, table.lines, latest.header), table)
    elif table.is_sheet:
        yield from _loose(table, table.lines, at_the_top=True)
    else:
        yield Aside(table, table.lines)


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
        last = _last_of_data(body, is_sheet=table.is_sheet, before_a_table=following is not None)
        cells = _blanks_filled(header.cells, latest)
        plan = Plan(cells, _entries(table, body[:last], cells), table, header_lines=lines[header.start : header.end])
        latest = plan
        yield plan
        yield from _loose(table, body[last:], before_a_table=following is not None)


def _blanks_filled(cells: tuple[HeaderCell, ...], latest: Plan | None) -> tuple[HeaderCell, ...]:
    """Headings that were left blank where the table before has the same ones."""
    if latest is None or len(latest.header) != len(cells):
        return cells
    pairs = list(zip(cells, latest.header, strict=True))
    if any(cell.text and plain(cell.text) != plain(known.text) for cell, known in pairs):
        return cells
    return tuple(cell if cell.text else replace(known, first=cell.first, last=cell.last) for cell, known in pairs)


def _last_of_data(body: Sequence[Line], *, is_sheet: bool, before_a_table: bool) -> int:
    """How many of the lines belong to the table; the rest is text below it, or headings of the next."""
    last = max((i for i, line in enumerate(body) if _is_data(line)), default=-1) + 1
    for index in range(last, len(body)):
        line = body[index]
        if not line.filled:
            continue
        after_blank = is_sheet and index > 0 and body[index - 1].is_blank
        if before_a_table or after_blank or _is_text(line):
            return index
        last = index + 1
    return last


def _is_data(line: Line) -> bool:
    """Several cells, one far in, or one beside a cell that is merged with the line above."""
    filled = line.filled
    return len(filled) > 1 or (bool(filled) and (filled[0] > 1 or any(cell.down for cell in line.cells)))


def _is_text(line: Line) -> bool:
    text = line.text(line.filled[0])
    return text.startswith("*") or (len(text) > 80 and text.endswith(".") and (spans_all(line) or line.filled[0] == 0))


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
        if cell.meaning.sense in _SUBJECTS and filled and sum(map(len, filled)) < _LEAST_TEXT * len(filled):
            return False
    return bool(lines)


def _settled(pieces: Iterable[Piece], year: int | None) -> Iterator[Piece]:
    """Tables with the same header are settled together: one that holds a single line says little by itself."""
    pieces = list(pieces)
    columns = {key: _columns(plans, pieces, year) for key, plans in _by_key(pieces).items()}
    for piece in pieces:
        if not isinstance(piece, Plan):
            yield piece
        elif _is_plan(plan := replace(piece, columns=columns[piece.key])):
            yield plan
        else:
            yield Aside(piece.table, _own_lines(piece))


def _by_key(pieces: Iterable[Piece]) -> dict[tuple[str, ...], list[Plan]]:
    plans: dict[tuple[str, ...], list[Plan]] = {}
    for piece in pieces:
        if isinstance(piece, Plan):
            plans.setdefault(piece.key, []).append(piece)
    return plans


def _columns(plans: Sequence[Plan], pieces: Sequence[Piece], year: int | None) -> tuple[ReadColumn, ...]:
    entries = [entry for plan in plans for entry in plan.entries]
    data = [entry for entry in entries if len(entry.filled) > 1]
    names = [entry.cells[entry.filled[0]].text for entry in entries if len(entry.filled) == 1]
    names += [piece.text for piece in pieces if isinstance(piece, Heading)]
    headings = [(cell.text, cell.meaning) for cell in plans[0].header]
    cells = [[entry.cells[index].text for entry in data] for index in range(len(headings))]
    grouped = any(value_group(name) is not None for name in names)
    return settle(headings, cells, has_value_groups=grouped, year=year)


def _is_plan(plan: Plan) -> bool:
    """A plan tells of risks or controls, and something more of them; a scale or a legend does not."""
    subjects = [column for column in plan.columns if column.sense in _SUBJECTS]
    others = {column.sense for column in plan.columns if column.field} - {subjects[0].sense if subjects else None}
    if not subjects or not others:
        return False
    texts = [entry.cells[column.index].text for column in subjects for entry in plan.entries]
    return share(texts, is_scale_word) < 0.5


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
