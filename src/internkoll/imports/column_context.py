"""Settle what each column of a table is, from its heading, its neighbours and its cells.

Each rule below looks at the whole table and changes what the headings alone left open: "Område" is the risk where the
table has no other and its cells read as risks, a second "Ansvarig" after "Åtgärd" is the action's, and so on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from internkoll.imports.column_periods import Names, named_by_last_words, named_by_number
from internkoll.imports.columns import SURE, Meaning, ReadColumn
from internkoll.imports.evidence import (
    is_cross,
    is_date,
    is_figure,
    is_frequency,
    is_number,
    is_prose,
    is_risk_like,
    is_role,
    is_small_figure,
    is_status,
    says_mandatory,
    share,
)
from internkoll.imports.outcomes import class_at_the_end, is_class, may_be_class
from internkoll.imports.period_marks import Mark
from internkoll.imports.synonyms import Sense

_SAMPLE = 200
_MOST_COME_AGAIN = 0.6
_NAMES_OF_CLASSES = ("utfall", "bedömning", "omdöme")
_RESULTS = (Sense.RESULT, Sense.OUTCOME, Sense.CROSS, Sense.STATUS)
_MAY_BE_RESULTS = (None, *_RESULTS, Sense.FOLLOW_UP, Sense.COMMENT)
_ESTIMATES = (Sense.SCORE, Sense.LEVEL, Sense.ESTIMATE)
_ONE_OF_EACH = (Sense.NUMBER, Sense.MANDATORY, Sense.LIKELIHOOD, Sense.CONSEQUENCE, Sense.LEVEL)


@dataclass(slots=True)
class _Column:
    index: int
    heading: str
    sense: Sense | None
    confidence: float
    mark: Mark | None
    cells: tuple[str, ...]

    def becomes(self, sense: Sense | None, confidence: float | None = None) -> None:
        self.sense = sense
        self.confidence = self.confidence if confidence is None else min(self.confidence or 1.0, confidence)

    def share(self, test: Callable[[str], bool]) -> float:
        return share(self.cells, test)

    @property
    def period(self) -> str:
        return self.mark.key(None) if self.mark else ""


@dataclass(slots=True)
class _Table:
    columns: list[_Column]
    has_value_groups: bool
    year: int | None = None

    def of(self, *senses: Sense) -> list[_Column]:
        return [column for column in self.columns if column.sense in senses]

    def has(self, *senses: Sense) -> bool:
        return any(column.sense in senses for column in self.columns)


def settle(
    headings: Sequence[tuple[str, Meaning]],
    cells: Sequence[Sequence[str]],
    *,
    has_value_groups: bool = False,
    year: int | None = None,
) -> tuple[ReadColumn, ...]:
    """What each column is. `headings` are the texts with their meanings, `cells` the texts below each heading;
    `has_value_groups` tells that rows such as "Skattning 16: ..." group the lines; `year` is the document's."""
    columns = [
        _Column(index, text, *_if_sure(known), known.mark, tuple(below[:_SAMPLE]))
        for index, ((text, known), below) in enumerate(zip(headings, cells, strict=True))
    ]
    table = _Table(columns, has_value_groups, year)
    for rule in _RULES:
        rule(table)
    return tuple(ReadColumn(c.index, c.heading, c.sense, round(c.confidence, 2), c.mark) for c in table.columns)


def _if_sure(known: Meaning) -> tuple[Sense | None, float]:
    return (known.sense, known.confidence) if known.confidence >= SURE or known.mark else (None, known.confidence)


def _crosses(table: _Table) -> None:
    """Columns that are headed by classes and hold nothing but crosses; one that is never chosen goes with them."""
    named = [c for c in table.columns if class_at_the_end(c.heading)]
    crossed = [c for c in named if any(c.cells) and c.share(is_cross) == 1]
    for column in named if crossed else ():
        if column in crossed or not any(column.cells):
            column.becomes(Sense.CROSS)
            column.confidence = max(column.confidence, 0.9)


def _periods_by_number(table: _Table) -> None:
    """ "Uppföljning 1 | Uppföljning 2", "UR1 | UR2": results of periods that only a number tells apart."""
    may_be = [c for c in table.columns if c.mark is None and c.sense in _MAY_BE_RESULTS]
    headings = {c.index: c.heading for c in may_be if c.sense or c.share(_may_be_a_result) >= 0.6}
    _name_periods(table, named_by_number(headings))


def _may_be_a_result(text: str) -> bool:
    is_sentence = len(text) > 12 and text.endswith((".", "!"))
    return is_class(text) or is_status(text) or is_prose(text) or is_sentence


def _name_periods(table: _Table, names: Names) -> None:
    for index, name in names.items():
        column = table.columns[index]
        column.mark = Mark(" ".join(name.split()))
        if column.sense is None:
            column.sense, column.confidence = Sense.RESULT, 0.6


def _periods_under_unknown_words(table: _Table) -> None:
    """ "Avstämning mars": what names a period tells what was seen in it, unless it holds only crosses."""
    for column in table.columns:
        if column.mark and column.mark.name and column.sense in (None, Sense.RESULT):
            if column.share(is_cross) == 1:
                column.becomes(Sense.NO_FIELD)
            elif column.sense is None:
                column.sense, column.confidence = Sense.RESULT, 0.6


def _numbers_hold_numbers(table: _Table) -> None:
    for column in table.of(Sense.NUMBER):
        if column.share(is_number) < 0.5 and column.share(lambda text: len(text) <= 12) < 0.8:
            column.becomes(None if table.has(Sense.CONTROL) else Sense.CONTROL, 0.5)


def _figures_under_risk(table: _Table) -> None:
    """ "Risk" over figures is the likelihood beside "Väsentlighet", and else the value."""
    for column in table.of(Sense.RISK):
        if column.share(is_figure) >= 0.6:
            small = column.share(is_small_figure) >= 0.9 and table.has(Sense.CONSEQUENCE)
            column.becomes(Sense.LIKELIHOOD if small and not table.has(Sense.LIKELIHOOD) else Sense.SCORE, 0.8)


def _mandatory_or_prose(table: _Table) -> None:
    for column in table.of(Sense.MANDATORY):
        if column.share(lambda text: says_mandatory(text) is not None) >= 0.7 or not any(column.cells):
            continue
        is_text = column.share(is_prose) >= 0.5 and not table.has(Sense.RISK)
        column.becomes(Sense.RISK if is_text else Sense.NO_FIELD, 0.6)


def _long_consequences(table: _Table) -> None:
    consequences = table.of(Sense.CONSEQUENCE)
    for column in consequences:
        if len(consequences) > 1 and column.share(is_prose) >= 0.5:
            column.becomes(Sense.NO_FIELD)


def _values_hold_values(table: _Table) -> None:
    for column in table.of(Sense.SCORE, Sense.LEVEL, Sense.LIKELIHOOD):
        if column.share(lambda text: len(text) > 80) >= 0.5:
            column.becomes(Sense.NO_FIELD if table.has(Sense.NEW_ESTIMATE) else Sense.NEW_ANALYSIS, 0.5)


def _marks_alone(table: _Table) -> None:
    """ "T1" over figures or single words, in a table without controls, is the risk estimated anew."""
    for column in table.of(Sense.RESULT):
        short = column.share(lambda text: len(text) <= 20) >= 0.8
        if column.confidence < SURE and short and not table.has(Sense.CONTROL, Sense.ACTIVITY, Sense.METHOD):
            column.becomes(Sense.NEW_ESTIMATE)


def _estimates_of_periods(table: _Table) -> None:
    """A value or level that names a period is the risk estimated anew in it; several years' values likewise."""
    named = [c for c in table.of(*_ESTIMATES) if c.mark and c.mark.name]
    for column in named:
        column.becomes(Sense.NEW_ESTIMATE)
    for sense in _ESTIMATES:
        yearly = [c for c in table.of(sense) if c.mark]
        latest = max((c.mark.year or 0 for c in yearly if c.mark), default=0)
        wanted = table.year if any(c.mark and c.mark.year == table.year for c in yearly) else latest
        for column in yearly if len(yearly) > 1 else ():
            if column.mark and column.mark.year != wanted:
                column.becomes(Sense.NEW_ESTIMATE)


def _scope(table: _Table) -> None:
    """ "Område" names the area, unless it is where the risks stand."""
    for column in table.of(Sense.SCOPE):
        if table.has(Sense.RISK):
            column.becomes(Sense.AREA)
        elif table.has_value_groups or column.share(is_risk_like) >= 0.34:
            column.becomes(Sense.RISK, 0.85 if table.has_value_groups else 0.7)
        else:
            column.becomes(Sense.AREA, 0.8)


def _activity(table: _Table) -> None:
    for column in table.of(Sense.ACTIVITY):
        if not table.has(Sense.CONTROL):
            column.becomes(Sense.CONTROL)
        elif not table.has(Sense.METHOD):
            column.becomes(Sense.METHOD, 0.8)
        else:
            column.becomes(Sense.CONTROL, 0.6)


def _follow_up(table: _Table) -> None:
    for column in table.of(Sense.FOLLOW_UP):
        if column.mark is None and column.share(is_frequency) >= 0.6:
            column.becomes(Sense.NO_FIELD if table.has(Sense.FREQUENCY, Sense.WHEN) else Sense.FREQUENCY, 0.7)
        elif column.mark is None and column.share(is_role) >= 0.7:
            column.becomes(Sense.NO_FIELD)
        else:
            column.becomes(Sense.RESULT)


def _when(table: _Table) -> None:
    for column in table.of(Sense.WHEN):
        actions = [action.index for action in table.of(Sense.ACTION) if action.index < column.index]
        between = {c.sense for c in table.columns[actions[-1] + 1 : column.index]} if actions else set()
        right_after = bool(actions) and between <= {Sense.RESPONSIBLE, Sense.ACTION_RESPONSIBLE}
        if (right_after and column.share(is_date) >= 0.5) or (actions and table.has(Sense.FREQUENCY)):
            column.becomes(Sense.ACTION_DUE)
        else:
            column.becomes(Sense.FREQUENCY, 0.95)


def _due_needs_an_action(table: _Table) -> None:
    for column in table.of(Sense.ACTION_DUE):
        if column.share(is_status) >= 0.8 and column.share(is_date) < 0.5:
            column.becomes(Sense.STATUS, 0.7)
        elif not table.has(Sense.ACTION):
            column.becomes(Sense.NO_FIELD if table.has(Sense.FREQUENCY) else Sense.FREQUENCY, 0.6)


def _second_responsible(table: _Table) -> None:
    for earlier, column in zip(table.of(Sense.RESPONSIBLE), table.of(Sense.RESPONSIBLE)[1:], strict=False):
        if any(earlier.index < action.index < column.index for action in table.of(Sense.ACTION)):
            column.becomes(Sense.ACTION_RESPONSIBLE)


def _without_heading(table: _Table) -> None:
    """The cells decide where the heading says nothing, with little confidence."""
    for column in [c for c in table.columns if c.sense is None and any(c.cells)]:
        if column.index == 0 and column.share(is_number) >= 0.7 and not table.has(Sense.NUMBER):
            column.sense, column.confidence = Sense.NUMBER, 0.6
        elif column.heading:
            continue
        elif column.index == 0 and not table.has(Sense.AREA) and column.share(lambda text: len(text) <= 60) >= 0.9:
            column.sense, column.confidence = Sense.AREA, 0.5
        elif column.share(is_role) >= 0.7 and not table.has(Sense.RESPONSIBLE):
            column.sense, column.confidence = Sense.RESPONSIBLE, 0.5
        elif column.share(is_frequency) >= 0.7 and not table.has(Sense.FREQUENCY):
            column.sense, column.confidence = Sense.FREQUENCY, 0.5
        elif column.share(is_risk_like) >= 0.6 and not table.has(Sense.RISK, Sense.AREA):
            column.sense, column.confidence = Sense.RISK, 0.4


def _comments(table: _Table) -> None:
    """A comment belongs to what stands before it: a risk or a control described, a risk estimated anew, a result."""
    for column in table.of(Sense.COMMENT):
        before = table.columns[column.index - 1].sense if column.index else None
        if before in (Sense.RISK, Sense.CONTROL) and not column.mark:
            described = column.heading.lower().startswith(("beskrivning", "förklaring"))
            column.becomes(before if described else Sense.RESULT, 0.7)
        elif before == Sense.NEW_ESTIMATE:
            column.becomes(Sense.NEW_ANALYSIS, 0.8)
        elif before in (*_ESTIMATES, Sense.LIKELIHOOD, Sense.CONSEQUENCE) and not column.mark:
            column.becomes(Sense.NO_FIELD, 0.6)
        else:
            column.becomes(Sense.RESULT)


def _periods_by_last_words(table: _Table) -> None:
    """ "Uppföljning nämnd | Uppföljning förvaltning": two texts that nothing says are one."""
    texts = [c for c in table.of(Sense.RESULT) if c.mark is None and c.share(is_class) < 0.6]
    _name_periods(table, named_by_last_words({c.index: c.heading for c in texts}))


def _periods_of_results(table: _Table) -> None:
    """A column of results without a mark shares the mark of the nearest one before it. A year alone is no mark."""
    results = table.of(*_RESULTS)
    years = {c.mark.year for c in results if c.mark and not c.mark.name}
    above: Mark | None = None
    for column in results:
        if column.mark and not column.mark.name and len(years) < 2:
            column.mark = None
        column.mark = above = column.mark or above


def _classes_and_statuses(table: _Table) -> None:
    """Classes and status words are read apart from the text only where a column of text stands beside them."""
    for column in table.of(*_RESULTS):
        if (
            column.sense in (Sense.OUTCOME, Sense.STATUS)
            and column.share(lambda text: is_class(text) or is_status(text)) < 0.6
        ):
            column.becomes(Sense.RESULT if column.share(lambda text: len(text) > 30) >= 0.4 else column.sense)
    for column in table.of(Sense.STATUS):
        if column.share(is_status) < 0.7 and column.share(is_class) >= 0.7:
            column.becomes(Sense.OUTCOME)
        elif column.share(is_status) < 0.7 or not _has_text_beside(table, column):
            column.becomes(Sense.RESULT)
    for column in table.of(Sense.RESULT):
        is_classes = column.share(is_class) >= 0.7 or _is_a_scale(column)
        if is_classes and _has_text_beside(table, column):
            column.becomes(Sense.OUTCOME, 0.9)


def _is_a_scale(column: _Column) -> bool:
    """ "Utfall" over a few words each, of which most come again: a scale of the municipality's own."""
    filled = [text.strip().lower() for text in column.cells if text.strip()]
    often = sum(filled.count(text) > 1 for text in filled) >= _MOST_COME_AGAIN * len(filled)
    is_named_so = column.heading.lower().startswith(_NAMES_OF_CLASSES)
    return bool(filled) and (often or is_named_so) and all(map(may_be_class, filled))


def _has_text_beside(table: _Table, column: _Column) -> bool:
    others = [c for c in table.of(Sense.RESULT) if c is not column and c.period == column.period]
    return any(other.share(is_class) < 0.7 for other in others)


def _one_of_each(table: _Table) -> None:
    """A second number or level has no place of its own; a second value ("S x K" by "Riskvärde") adds to the first."""
    for column in table.of(Sense.SCORE)[1:]:
        column.becomes(Sense.ESTIMATE)
    for sense in _ONE_OF_EACH:
        for column in table.of(sense)[1:]:
            column.becomes(Sense.NO_FIELD)


_RULES: tuple[Callable[[_Table], None], ...] = (
    _crosses,
    _periods_by_number,
    _periods_under_unknown_words,
    _numbers_hold_numbers,
    _figures_under_risk,
    _mandatory_or_prose,
    _long_consequences,
    _values_hold_values,
    _marks_alone,
    _estimates_of_periods,
    _scope,
    _activity,
    _follow_up,
    _second_responsible,
    _when,
    _due_needs_an_action,
    _without_heading,
    _comments,
    _periods_by_last_words,
    _periods_of_results,
    _classes_and_statuses,
    _one_of_each,
)
