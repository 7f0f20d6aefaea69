"""A header that comes again on the next page or over the next area's table, known though a scan has damaged it, some of
its headings are left out, or a word was mistyped."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rapidfuzz import fuzz

from internkoll.imports.columns import SURE
from internkoll.imports.rows.plan import HeaderCell
from internkoll.imports.scanning import as_scanned

_ALIKE = 78.0
_ALIKE_AT_ALL = 55.0
_LOOKED_AT = 2
_SAME = 80.0
_FEWEST_FILLED = 2


def may_be_repeated(texts: Sequence[str], before: Sequence[HeaderCell]) -> bool:
    """A quick look at a line's texts, for the many lines that are no header: the first of them are alike."""
    known = [cell.text.split("\n")[0] for cell in before if cell.text]
    found = [text for text in texts if text][:_LOOKED_AT]
    return bool(found) and all(max(map(partial(_alike, text), known), default=0) >= _ALIKE_AT_ALL for text in found)


def as_before(cells: Sequence[HeaderCell], before: Sequence[HeaderCell]) -> tuple[HeaderCell, ...] | None:
    """The header with what it does not say for sure taken from the one before; None where it is another header. A
    heading that says for itself what it is keeps its meaning: "Resultat T2" where the one before was "Resultat T1"."""
    if len(cells) != len(before) or _likeness(cells, before) < _ALIKE:
        return None
    return tuple(
        cell if _tells_more(cell, known) else replace(known, first=cell.first, last=cell.last)
        for cell, known in zip(cells, before, strict=True)
    )


def _likeness(cells: Sequence[HeaderCell], before: Sequence[HeaderCell]) -> float:
    """How alike the headings are that both have, 0-100."""
    pairs = [(cell.text, known.text) for cell, known in zip(cells, before, strict=True)]
    both = [(one, other) for one, other in pairs if one and other]
    is_filled_more = any(one and not other for one, other in pairs)
    if is_filled_more or len(both) < _FEWEST_FILLED or len(both) * 2 < sum(bool(other) for _, other in pairs):
        return 0.0
    return sum(_alike(one, other) for one, other in both) / len(both)


def _tells_more(cell: HeaderCell, known: HeaderCell) -> bool:
    own = cell.meaning
    if own.mark is not None:
        return True
    is_damaged = own.confidence < known.meaning.confidence and _alike(cell.text, known.text) >= _SAME
    return bool(cell.text) and own.confidence >= SURE and not is_damaged


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(as_scanned(one), as_scanned(other))
