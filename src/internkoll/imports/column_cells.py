"""Tell what a column is by what its cells hold, where its heading says nothing or is too damaged to be sure of.

Nothing told so is certain: the confidence is low, and the reader asks (the notice `uncertain-column`).
"""

from collections.abc import Callable, Sequence
from itertools import combinations

from internkoll.imports.column_table import ESTIMATES, OpenColumn, OpenTable
from internkoll.imports.columns import likely_sense
from internkoll.imports.evidence import (
    is_date,
    is_figure,
    is_frequency,
    is_number,
    is_risk_like,
    is_role,
    is_scale_word,
    is_small_figure,
    is_status,
    is_value,
)
from internkoll.imports.outcomes import is_class
from internkoll.imports.synonyms import Sense

_MOST, _NEARLY_ALL = 0.7, 0.8
_LONGEST_AREA = 60
_LIKELY, _BY_CELLS, _BY_PLACE = 0.55, 0.5, 0.4
_LARGEST_VALUE = 36

# What the cells must look like where a damaged heading is only likely to be that sense.
_FITS: dict[Sense, Callable[[str], bool]] = {
    Sense.NUMBER: is_number,
    Sense.RESPONSIBLE: is_role,
    Sense.FREQUENCY: is_frequency,
    Sense.WHEN: lambda text: is_frequency(text) or is_date(text),
    Sense.ACTION_DUE: lambda text: is_frequency(text) or is_date(text),
    Sense.STATUS: is_status,
    Sense.OUTCOME: is_class,
    Sense.LIKELIHOOD: lambda text: is_small_figure(text) or is_scale_word(text),
    Sense.CONSEQUENCE: lambda text: is_small_figure(text) or is_scale_word(text),
    Sense.SCORE: is_figure,
    Sense.LEVEL: is_scale_word,
    Sense.ESTIMATE: lambda text: is_figure(text) or is_scale_word(text),
    Sense.RISK: lambda text: len(text) > 15 and not is_role(text),
    Sense.CONTROL: lambda text: len(text) > 8,
    Sense.METHOD: lambda text: len(text) > 8,
    Sense.RESULT: lambda text: not is_figure(text),
    Sense.ACTION: lambda text: len(text) > 8,
}
_ONE_TABLE_HAS_ONE = (Sense.RISK, Sense.CONTROL, Sense.METHOD, Sense.RESPONSIBLE, Sense.FREQUENCY, Sense.SCORE)


def told_by_cells(table: OpenTable) -> None:
    """Give a sense to columns that have cells and none of their own."""
    _products(table)
    for column in _open(table):
        if sense := _likely(table, column) or _blank_first(table, column):
            column.sense, column.confidence = sense, _LIKELY
        elif sense := _plain_from_cells(table, column):
            column.sense, column.confidence = sense, _BY_CELLS
        elif not column.heading and not table.has(Sense.RISK, Sense.AREA) and column.share(is_risk_like) >= 0.6:
            column.sense, column.confidence = Sense.RISK, _BY_PLACE


def _open(table: OpenTable) -> list[OpenColumn]:
    return [c for c in table.columns if c.sense is None and any(c.cells)]


def _likely(table: OpenTable, column: OpenColumn) -> Sense | None:
    """What the heading is most like, if the cells look so and no other column is that."""
    sense = likely_sense(column.heading)
    fits = _FITS.get(sense) if sense else None
    if sense is None or fits is None or (sense in _ONE_TABLE_HAS_ONE and table.has(sense)):
        return None
    return sense if column.share(fits) >= _NEARLY_ALL else None


def _blank_first(table: OpenTable, column: OpenColumn) -> Sense | None:
    if column.index:
        return None
    if column.share(is_number) >= _MOST and not table.has(Sense.NUMBER):
        return Sense.NUMBER
    is_short = column.share(lambda text: len(text) <= _LONGEST_AREA) >= 0.9
    return Sense.AREA if not column.heading and is_short and not table.has(Sense.AREA) else None


def _plain_from_cells(table: OpenTable, column: OpenColumn) -> Sense | None:
    """Roles, times and dates look like nothing else."""
    if column.share(is_value) >= _NEARLY_ALL and not table.has(*ESTIMATES):
        return Sense.ESTIMATE
    most = _NEARLY_ALL if column.heading else _MOST
    if column.share(is_role) >= most and _lacks_responsible(table, column):
        return Sense.RESPONSIBLE
    if column.share(is_date) >= most and _follows(table, column, Sense.ACTION):
        return Sense.ACTION_DUE
    if column.share(is_frequency) >= most and not table.has(Sense.FREQUENCY, Sense.WHEN):
        return Sense.FREQUENCY
    if column.heading or not table.has(Sense.RISK, Sense.CONTROL):
        return None
    if column.share(is_scale_word) >= _NEARLY_ALL and not table.has(*ESTIMATES) and not column.share(is_figure):
        return Sense.LEVEL
    return Sense.OUTCOME if column.share(is_class) >= _NEARLY_ALL and not table.has(Sense.OUTCOME) else None


def _lacks_responsible(table: OpenTable, column: OpenColumn) -> bool:
    """No column of its own for who makes the control; one after "Åtgärd" is who is to do that."""
    return not any(
        other.index < column.index or not _follows(table, other, Sense.ACTION) for other in table.of(Sense.RESPONSIBLE)
    )


def _follows(table: OpenTable, column: OpenColumn, sense: Sense) -> bool:
    between = [other.sense for other in table.columns[: column.index]]
    return bool(between) and sense in between[-3:]


def _products(table: OpenTable) -> None:
    """Three columns of figures of which the last is the product of the others, whatever they are headed."""
    if table.has(Sense.LIKELIHOOD, Sense.CONSEQUENCE, Sense.SCORE):
        return
    figures = [c for c in _open(table) if c.share(is_figure) >= 0.9]
    for first, second, third in combinations(figures, 3):
        if third.index - first.index == 2 and _is_product(first.cells, second.cells, third.cells):
            for column, sense in ((first, Sense.LIKELIHOOD), (second, Sense.CONSEQUENCE), (third, Sense.SCORE)):
                column.sense, column.confidence = sense, _LIKELY
            return


def _is_product(first: Sequence[str], second: Sequence[str], third: Sequence[str]) -> bool:
    filled = [cells for cells in zip(first, second, third, strict=True) if all(map(is_figure, cells))]
    return len(filled) > 1 and all(int(a) * int(b) == int(c) <= _LARGEST_VALUE for a, b, c in filled)
