"""Settle which columns tell of results, in which period, and whether as a class, a status word or a text.

The rules of column_context.py that have to do with what was reported; each looks at the whole table.
"""

from internkoll.imports.column_periods import Names, named_by_last_words, named_by_number
from internkoll.imports.column_table import ESTIMATES, RESULTS, OpenColumn, OpenTable
from internkoll.imports.columns import SURE, meaning
from internkoll.imports.evidence import is_cross, is_frequency, is_prose, is_role, is_status
from internkoll.imports.outcomes import choice_at_the_end, is_class, may_be_class
from internkoll.imports.period_marks import Mark
from internkoll.imports.synonyms import Sense

_MOST_COME_AGAIN = 0.6
_NAMES_OF_CLASSES = ("utfall", "bedömning", "omdöme")
_TIMES = (None, Sense.FREQUENCY, Sense.WHEN, Sense.FOLLOW_UP)
_MAY_BE_RESULTS = (None, *RESULTS, Sense.FOLLOW_UP, Sense.COMMENT)


def crosses(table: OpenTable) -> None:
    """Columns that are headed by answers and hold nothing but crosses; one that is never chosen goes with them."""
    named = {c.index: choice for c in table.columns if (choice := choice_at_the_end(c.heading))}
    crossed = [c for c in table.columns if c.index in named and any(c.cells) and c.share(is_cross) == 1]
    for column in [c for c in table.columns if c.index in named] if crossed else ():
        if column in crossed or not any(column.cells):
            question = meaning(column.heading.removesuffix(named[column.index]))
            is_status_asked = question.sense == Sense.STATUS and not is_class(named[column.index])
            column.becomes(Sense.STATUS_CROSS if is_status_asked else Sense.CROSS)
            column.confidence = max(column.confidence, 0.9)


def crossed_times(table: OpenTable) -> None:
    """Months, quarters or terms with a cross under each in which the control is made."""
    times = [
        c for c in table.columns if c.mark and (c.sense in _TIMES or (c.sense == Sense.RESULT and c.confidence < SURE))
    ]
    crossed = [c for c in times if any(c.cells) and c.share(is_cross) == 1]
    if len(crossed) < 2 or any(c not in crossed and any(c.cells) for c in times):
        return
    told_in_words = any(c.sense in (Sense.FREQUENCY, Sense.WHEN) and c not in times for c in table.columns)
    for column in times:
        column.becomes(Sense.NO_FIELD if told_in_words else Sense.TIME_CROSS)
        column.confidence, column.mark = max(column.confidence, 0.85), None


def periods_by_number(table: OpenTable) -> None:
    """ "Uppföljning 1 | Uppföljning 2", "UR1 | UR2": results of periods that only a number tells apart."""
    may_be = [c for c in table.columns if c.mark is None and c.sense in _MAY_BE_RESULTS]
    headings = {c.index: c.heading for c in may_be if c.sense or c.share(_may_be_a_result) >= 0.6}
    _name_periods(table, named_by_number(headings))


def _may_be_a_result(text: str) -> bool:
    is_sentence = len(text) > 12 and text.endswith((".", "!"))
    return is_class(text) or is_status(text) or is_prose(text) or is_sentence


def _name_periods(table: OpenTable, names: Names) -> None:
    for index, name in names.items():
        column = table.columns[index]
        column.mark = Mark(" ".join(name.split()))
        if column.sense is None:
            column.sense, column.confidence = Sense.RESULT, 0.6


def periods_under_unknown_words(table: OpenTable) -> None:
    """ "Avstämning mars": what names a period tells what was seen in it, unless it holds only crosses."""
    for column in table.columns:
        if column.mark and column.mark.name and column.sense in (None, Sense.RESULT):
            if column.share(is_cross) == 1:
                column.becomes(Sense.NO_FIELD)
            elif column.sense is None:
                column.sense, column.confidence = Sense.RESULT, 0.6


def several_marks_alone(table: OpenTable) -> None:
    """ "Tertial 1 | Tertial 2" beside a control: two or more of them leave no doubt of what they tell."""
    alone = [c for c in table.of(Sense.RESULT) if c.mark and c.confidence < SURE]
    if len({c.period for c in alone}) > 1 and table.has(Sense.CONTROL, Sense.METHOD):
        for column in alone:
            column.confidence = 0.85


def marks_alone(table: OpenTable) -> None:
    """ "T1" over figures or single words, in a table without controls, is the risk estimated anew."""
    for column in table.of(Sense.RESULT):
        short = column.share(lambda text: len(text) <= 20) >= 0.8
        if column.confidence < SURE and short and not table.has(Sense.CONTROL, Sense.ACTIVITY, Sense.METHOD):
            column.becomes(Sense.NEW_ESTIMATE)


def follow_up(table: OpenTable) -> None:
    for column in table.of(Sense.FOLLOW_UP):
        if column.mark is None and column.share(is_frequency) >= 0.6:
            column.becomes(Sense.NO_FIELD if table.has(Sense.FREQUENCY, Sense.WHEN) else Sense.FREQUENCY, 0.7)
        elif column.mark is None and column.share(is_role) >= 0.7:
            column.becomes(Sense.NO_FIELD)
        else:
            column.becomes(Sense.RESULT)


def comments(table: OpenTable) -> None:
    """A comment belongs to what stands before it: a risk or a control described, a risk estimated anew, a result."""
    for column in table.of(Sense.COMMENT):
        filled = [c for c in table.columns[: column.index] if c.heading or any(c.cells)]
        before = filled[-1].sense if filled else None
        if before in (Sense.RISK, Sense.CONTROL) and not column.mark:
            described = column.heading.lower().startswith(("beskrivning", "förklaring"))
            column.becomes(before if described else Sense.RESULT, 0.7)
        elif before == Sense.NEW_ESTIMATE:
            column.becomes(Sense.NEW_ANALYSIS, 0.8)
        elif before in (*ESTIMATES, Sense.LIKELIHOOD, Sense.CONSEQUENCE) and not column.mark:
            column.becomes(Sense.NO_FIELD, 0.6)
        else:
            column.becomes(Sense.RESULT)


def periods_by_last_words(table: OpenTable) -> None:
    """ "Uppföljning nämnd | Uppföljning förvaltning": two texts that nothing says are one."""
    texts = [c for c in table.of(Sense.RESULT) if c.mark is None and c.share(is_class) < 0.6]
    _name_periods(table, named_by_last_words({c.index: c.heading for c in texts}))


def periods_of_results(table: OpenTable) -> None:
    """A column of results without a mark shares the mark of the nearest one before it. A year alone is no mark."""
    results = table.of(*RESULTS)
    years = {c.mark.year for c in results if c.mark and not c.mark.name}
    above: Mark | None = None
    for column in results:
        if column.mark and not column.mark.name and len(years) < 2:
            column.mark = None
        column.mark = above = column.mark or above


def classes_and_statuses(table: OpenTable) -> None:
    """Classes and status words are read apart from the text only where a column of text stands beside them."""
    for column in table.of(*RESULTS):
        if (
            column.sense in (Sense.OUTCOME, Sense.STATUS)
            and column.share(lambda text: is_class(text) or is_status(text)) < 0.6
        ):
            column.becomes(Sense.RESULT if column.share(lambda text: len(text) > 30) >= 0.4 else column.sense)
    for column in table.of(Sense.OUTCOME):
        if column.share(is_class) < 0.6 and not _is_a_scale(column) and not _has_text_beside(table, column):
            column.becomes(Sense.RESULT)
    for column in table.of(Sense.STATUS):
        if column.share(is_status) < 0.7 and column.share(is_class) >= 0.7:
            column.becomes(Sense.OUTCOME)
        elif column.share(is_status) < 0.7 or not _has_text_beside(table, column):
            column.becomes(Sense.RESULT)
    for column in table.of(Sense.RESULT):
        is_classes = column.share(is_class) >= 0.7 or _is_a_scale(column)
        if is_classes and _has_text_beside(table, column):
            column.becomes(Sense.OUTCOME, 0.9)


def _is_a_scale(column: OpenColumn) -> bool:
    """ "Utfall" over a few words each, of which most come again: a scale of the municipality's own."""
    filled = [text.strip().lower() for text in column.cells if text.strip()]
    often = sum(filled.count(text) > 1 for text in filled) >= _MOST_COME_AGAIN * len(filled)
    is_named_so = column.heading.lower().startswith(_NAMES_OF_CLASSES)
    return bool(filled) and (often or is_named_so) and all(map(may_be_class, filled))


def _has_text_beside(table: OpenTable, column: OpenColumn) -> bool:
    others = [c for c in table.of(Sense.RESULT) if c is not column and c.period == column.period]
    return any(other.share(is_class) < 0.7 for other in others)
