"""Guess the columns of a table that has no header at all, by what the cells hold and by the order that plans follow:
number, area, risk, its value, control, method, who, how often, result, action. Every guess asks to be looked at."""

from collections.abc import Sequence

from internkoll.imports.column_table import OpenColumn, OpenTable
from internkoll.imports.evidence import (
    is_cross,
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
from internkoll.imports.synonyms import VALUES, Sense

_GUESS = 0.4
_MOST, _SOME = 0.7, 0.4
_SHORT_NAME = 30
_AFTER_VALUES = (Sense.CONTROL, Sense.METHOD)
_AT_THE_END = (Sense.RESULT, Sense.ACTION)
_WHO_AND_WHEN = (Sense.RESPONSIBLE, Sense.FREQUENCY)


def guess_by_place(table: OpenTable) -> None:
    """Give every column a sense, where none of them has a heading."""
    if any(column.heading.strip() for column in table.columns):
        return
    filled = [column for column in table.columns if any(column.cells)]
    for column in filled:
        if sense := _by_cells(table, column):
            _guess(column, sense)
    _figures([c for c in filled if c.sense is None and c.share(is_figure) >= _MOST])
    texts = [c for c in filled if c.sense is None and c.share(lambda text: is_figure(text) or is_cross(text)) < _MOST]
    values = [c.index for c in filled if c.sense in VALUES]
    ends = [c.index for c in filled if c.sense in _WHO_AND_WHEN]
    first, last = min([*values, *ends], default=len(filled)), max(ends, default=len(table.columns))
    before = [c for c in texts if c.index < first]
    between = [c for c in texts if first < c.index < last]
    after = [c for c in texts if c.index > last]
    _in_order(between if values else [], _AFTER_VALUES)
    _in_order(after if values else [*between, *after], _AT_THE_END)
    _subjects(before, has_values=bool(values))


def _by_cells(table: OpenTable, column: OpenColumn) -> Sense | None:
    if column is table.columns[0] and column.share(is_number) >= _MOST:
        return Sense.NUMBER
    if column.share(is_value) >= _MOST:
        return Sense.ESTIMATE
    for sense, test in (
        (Sense.OUTCOME, is_class),
        (Sense.STATUS, is_status),
        (Sense.LEVEL, is_scale_word),
        (Sense.RESPONSIBLE, is_role),
        (Sense.FREQUENCY, is_frequency),
        (Sense.ACTION_DUE, is_date),
    ):
        if column.share(test) >= _MOST and column.share(is_figure) < _SOME and not table.has(sense):
            return sense
    return None


def _figures(columns: Sequence[OpenColumn]) -> None:
    small = [c for c in columns if c.share(is_small_figure) == 1]
    senses: tuple[Sense, ...] = (Sense.SCORE,)
    if len(columns) > 1 and len(small) > 1:
        senses = (Sense.LIKELIHOOD, Sense.CONSEQUENCE, Sense.SCORE)
    _in_order(columns, senses)


def _subjects(columns: Sequence[OpenColumn], *, has_values: bool) -> None:
    """The texts before the values, or before who and when: areas, the risk and, without values, the control too."""
    if has_values:
        senses = [Sense.AREA] * (len(columns) - 1) + [Sense.RISK]
    elif len(columns) <= 1:
        senses = [Sense.CONTROL]
    elif _is_name(columns[0]):
        middle = [Sense.RISK, Sense.CONTROL, Sense.METHOD] if _tells_risk(columns[1]) else [Sense.CONTROL, Sense.METHOD]
        senses = [Sense.AREA, *middle]
    else:
        senses = [Sense.RISK, Sense.CONTROL, Sense.METHOD] if _tells_risk(columns[0]) else [Sense.CONTROL, Sense.METHOD]
    _in_order(columns, senses)


def _is_name(column: OpenColumn) -> bool:
    """Short, and told for several lines: left blank below the first of them, or repeated."""
    is_short = not _tells_risk(column) and column.share(lambda text: len(text) <= _SHORT_NAME) >= _MOST
    return is_short and len({text for text in column.cells if text}) < len(column.cells)


def _tells_risk(column: OpenColumn) -> bool:
    return column.share(is_risk_like) >= _SOME


def _in_order(columns: Sequence[OpenColumn], senses: Sequence[Sense]) -> None:
    for column, sense in zip(columns, senses, strict=False):
        _guess(column, sense)


def _guess(column: OpenColumn, sense: Sense) -> None:
    column.sense, column.confidence = sense, _GUESS
