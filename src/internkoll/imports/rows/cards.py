"""Tables of labels and values, one risk or control in each ("Risk | ...", "Ansvarig | ... | Frekvens | ..."), turned
into lines under headings like those of any other plan."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from internkoll.imports.columns import LONGEST_HEADING, SURE, meaning, plain
from internkoll.imports.evidence import is_status
from internkoll.imports.outcomes import is_class
from internkoll.imports.readers.shapes import BLANK, Cell, Line, Table
from internkoll.imports.rows.plan import Entry, HeaderCell, Plan
from internkoll.imports.synonyms import Sense

_FEWEST_LABELS = 3
_KNOWN_SHARE = 0.6
_SURE_ALONE = 0.85
_PAIR = 2
_NUMBERED = re.compile(r"(?P<label>[^\W\d]+)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?)\s*[.:]?")
_FEWEST_SIDEWAYS = 4
_NARROWEST_SIDEWAYS = 3
_MOST_FACTS = 40
SUBJECTS = {Sense.RISK, Sense.CONTROL, Sense.ACTIVITY, Sense.SYSTEMATIC_CONTROL, Sense.WORKING_METHOD}

Pair = tuple[str, Cell, Line]


def read_cards(table: Table) -> list[Plan | Line] | None:
    """The table as plans, with the lines between that are neither label nor value; None where it is no such table."""
    wide = [index for index, line in enumerate(table.lines) if len(line.filled) > 1]
    first, end = (wide[0], wide[-1] + 1) if wide else (0, 0)
    if sideways := _on_its_side(table, table.lines[first:end]):
        return [*_filled(table.lines[:first]), sideways, *_filled(table.lines[end:])]
    if any(map(_is_header_like, table.lines)):
        return None
    split = [_pairs(line) for line in table.lines]
    pairs = [pair for found, _ in split for pair in found]
    known = [label for label, _, _ in pairs if is_label(label)]
    senses = {meaning(label).sense for label in known}
    told = {meaning(label).sense for label, value, _ in pairs if value.text}
    if len(senses) < _FEWEST_LABELS or not told & SUBJECTS or len(known) < _KNOWN_SHARE * len(pairs):
        return None
    return list(_in_order(table, split))


def _filled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.filled]


def _on_its_side(table: Table, lines: Sequence[Line]) -> Plan | None:
    """A table whose first column is the header and whose every other column is a record: turned, as one plan."""
    lines = _filled(lines)
    if len(lines) > _MOST_FACTS:
        return None
    labels = [line.text(0) for line in lines]
    senses = {meaning(label).sense for label in labels if is_label(label)}
    values = [line.cells[1:] for line in lines]
    if table.width < _NARROWEST_SIDEWAYS or len(senses) < max(_FEWEST_SIDEWAYS, _KNOWN_SHARE * len(lines)):
        return None
    if not senses & SUBJECTS or any(cell.across or is_label(cell.text) for cells in values for cell in cells):
        return None
    header = tuple(HeaderCell(label.rstrip(" :"), meaning(label), i, i) for i, label in enumerate(labels))
    records = [tuple(cells[column] for cells in values) for column in range(table.width - 1)]
    filled = [record for record in records if sum(bool(cell.text) for cell in record) > 1]
    return Plan(header, tuple(Entry(record, table, lines[0]) for record in filled), table, is_cards=True)


def _in_order(table: Table, split: Sequence[tuple[list[Pair], Line]]) -> Iterator[Plan | Line]:
    pairs: list[Pair] = []
    for found, rest in split:
        if rest.filled:
            yield from plans_of(table, pairs)
            pairs = []
            yield rest
        pairs += found
    yield from plans_of(table, pairs)


def plans_of(table: Table, pairs: Sequence[Pair]) -> Iterator[Plan]:
    if pairs:
        records = list(_records(pairs))
        written = {plain(label): label.rstrip(" :") for label, _, _ in pairs}
        header = tuple(HeaderCell(text, meaning(text), i, i) for i, text in enumerate(written.values()))
        entries = tuple(_entry(record, list(written), table) for record in records)
        yield Plan(header, entries, table, is_cards=True)


def _pairs(line: Line) -> tuple[list[Pair], Line]:
    """Label and value side by side, once or several times in the line; and the line with what is left of it."""
    own = [cell for cell in line.cells if not (cell.across or cell.down) or cell.text]
    pairs: list[Pair] = []
    rest: list[Cell] = []
    for label, value in zip_longest(own[::2], own[1::2], fillvalue=BLANK):
        if len(own) > 1 and _may_be_label(label.text) and (value.text or _is_sure_label(label.text)):
            pairs += [(text, cell, line) for text, cell in _without_number(label.text, value)]
        else:
            rest += [label, value]
    return pairs, Line(line.number, tuple(rest))


def _is_header_like(line: Line) -> bool:
    """Labels where values should stand: then the labels are the headings of columns. A class or a status is a value,
    though it may be a heading too ("Bedömning", "Avvikelse")."""
    filled = [line.cells[index].text for index in line.filled]
    is_known = is_label if len(filled) > _PAIR else _is_sure_label
    known = sum(is_known(text) and not is_class(text) and not is_status(text) for text in filled)
    # Two periods side by side are the headings of two columns of results; a value stands beside its label.
    periods = [not is_label(text) and _is_period(text) for text in filled]
    if any(here and there for here, there in pairwise(periods)):
        known += sum(periods)
    return known > 1 and known * 2 > len(filled)


def _is_period(text: str) -> bool:
    known = meaning(text)
    return known.sense == Sense.RESULT and known.mark is not None and bool(known.mark.name)


def _without_number(label: str, value: Cell) -> list[tuple[str, Cell]]:
    """ "Risk 2" beside a text is a number and a risk."""
    numbered = _NUMBERED.fullmatch(label.strip())
    if numbered is None or meaning(numbered["label"]).sense not in (Sense.RISK, Sense.CONTROL):
        return [(label, value)]
    return [(f"{numbered['label']} nr", Cell(numbered["number"])), (numbered["label"], value)]


def _is_sure_label(text: str) -> bool:
    known = meaning(text)
    return known.sense is not None and known.confidence >= _SURE_ALONE


def _may_be_label(text: str) -> bool:
    names_something = ":" in text.rstrip(" :")
    return 0 < len(text) <= LONGEST_HEADING and "\n" not in text and not names_something


def is_label(text: str) -> bool:
    known = meaning(text)
    return known.sense is not None and known.confidence >= SURE


def sense_of(label: str) -> Sense | None:
    return meaning(label).sense


def _records(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """A new record begins where a label comes again that the record has already."""
    record: list[Pair] = []
    for pair in pairs:
        if plain(pair[0]) in {plain(label) for label, _, _ in record}:
            yield record
            record = []
        record.append(pair)
    if record:
        yield record


def _entry(record: Sequence[Pair], labels: Sequence[str], table: Table) -> Entry:
    values = {plain(label): value for label, value, _ in record}
    cells = tuple(Cell(values[p].text, notes=values[p].notes) if p in values else BLANK for p in labels)
    return Entry(cells, table, record[0][2])
