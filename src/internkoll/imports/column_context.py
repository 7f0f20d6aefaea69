"""Settle what each column of a table is, from its heading, its neighbours and its cells.

Each rule below looks at the whole table and changes what the headings alone left open: "Område" is the risk where the
table has no other and its cells read as risks, a second "Ansvarig" after "Åtgärd" is the action's, and so on.
"""

from collections.abc import Callable, Sequence

from internkoll.imports import column_reports as reports
from internkoll.imports.column_cells import told_by_cells
from internkoll.imports.column_places import guess_by_place
from internkoll.imports.column_table import ESTIMATES, OpenColumn, OpenTable
from internkoll.imports.columns import SURE, Meaning, ReadColumn, plain
from internkoll.imports.evidence import (
    is_date,
    is_figure,
    is_number,
    is_prose,
    is_risk_like,
    is_small_figure,
    is_status,
    says_mandatory,
)
from internkoll.imports.synonyms import Sense

_SAMPLE = 200
_LIKE = 0.95
_ONE_OF_EACH = (Sense.NUMBER, Sense.MANDATORY, Sense.LIKELIHOOD, Sense.CONSEQUENCE, Sense.LEVEL)


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
        OpenColumn(index, text, *_if_sure(known), known.mark, tuple(below[:_SAMPLE]))
        for index, ((text, known), below) in enumerate(zip(headings, cells, strict=True))
    ]
    table = OpenTable(columns, has_value_groups, year)
    for rule in _RULES:
        rule(table)
    return tuple(ReadColumn(c.index, c.heading, c.sense, round(c.confidence, 2), c.mark) for c in table.columns)


def _if_sure(known: Meaning) -> tuple[Sense | None, float]:
    return (known.sense, known.confidence) if known.confidence >= SURE or known.mark else (None, known.confidence)


def _numbers_hold_numbers(table: OpenTable) -> None:
    for column in table.of(Sense.NUMBER):
        if column.share(is_number) >= 0.5 or not any(column.cells):
            continue
        if column.confidence < _LIKE or column.share(lambda text: len(text) <= 12) < 0.8:
            column.becomes(None if table.has(Sense.CONTROL) else Sense.CONTROL, 0.5)


def _figures_under_risk(table: OpenTable) -> None:
    """ "Risk" over figures is the likelihood beside "Väsentlighet", and else the value."""
    for column in table.of(Sense.RISK):
        if column.share(is_figure) >= 0.6:
            small = column.share(is_small_figure) >= 0.9 and table.has(Sense.CONSEQUENCE)
            column.becomes(Sense.LIKELIHOOD if small and not table.has(Sense.LIKELIHOOD) else Sense.SCORE, 0.8)


def _mandatory_or_prose(table: OpenTable) -> None:
    for column in table.of(Sense.MANDATORY):
        if column.share(lambda text: says_mandatory(text) is not None) >= 0.7 or not any(column.cells):
            continue
        is_text = column.share(is_prose) >= 0.5 and not table.has(Sense.RISK)
        column.becomes(Sense.RISK if is_text else Sense.NO_FIELD, 0.6)


def _long_consequences(table: OpenTable) -> None:
    consequences = table.of(Sense.CONSEQUENCE)
    for column in consequences:
        if len(consequences) > 1 and column.share(is_prose) >= 0.5:
            column.becomes(Sense.NO_FIELD)


def _values_hold_values(table: OpenTable) -> None:
    for column in table.of(Sense.SCORE, Sense.LEVEL, Sense.LIKELIHOOD):
        if column.share(lambda text: len(text) > 80) >= 0.5:
            column.becomes(Sense.NO_FIELD if table.has(Sense.NEW_ESTIMATE) else Sense.NEW_ANALYSIS, 0.5)


def _estimates_of_periods(table: OpenTable) -> None:
    """A value or level that names a period is the risk estimated anew in it; several years' values likewise."""
    named = [c for c in table.of(*ESTIMATES) if c.mark and c.mark.name]
    for column in named:
        column.becomes(Sense.NEW_ESTIMATE)
    for sense in ESTIMATES:
        yearly = [c for c in table.of(sense) if c.mark]
        latest = max((c.mark.year or 0 for c in yearly if c.mark), default=0)
        wanted = table.year if any(c.mark and c.mark.year == table.year for c in yearly) else latest
        for column in yearly if len(yearly) > 1 else ():
            if column.mark and column.mark.year != wanted:
                column.becomes(Sense.NEW_ESTIMATE)


def _scope(table: OpenTable) -> None:
    """ "Område" names the area, unless it is where the risks stand."""
    for column in table.of(Sense.SCOPE):
        if table.has(Sense.RISK):
            column.becomes(Sense.AREA)
        elif table.has_value_groups or column.share(is_risk_like) >= 0.34:
            column.becomes(Sense.RISK, 0.85 if table.has_value_groups else 0.7)
        else:
            column.becomes(Sense.AREA, 0.8)


def _activity(table: OpenTable) -> None:
    for column in table.of(Sense.ACTIVITY):
        if not table.has(Sense.CONTROL):
            column.becomes(Sense.CONTROL)
        elif not table.has(Sense.METHOD):
            column.becomes(Sense.METHOD, 0.8)
        else:
            column.becomes(Sense.CONTROL, 0.6)


def _when(table: OpenTable) -> None:
    for column in table.of(Sense.WHEN):
        actions = [action.index for action in table.of(Sense.ACTION) if action.index < column.index]
        between = {c.sense for c in table.columns[actions[-1] + 1 : column.index]} if actions else set()
        right_after = bool(actions) and between <= {Sense.RESPONSIBLE, Sense.ACTION_RESPONSIBLE}
        is_only_for_actions = right_after and not table.has(Sense.CONTROL, Sense.METHOD, Sense.ACTIVITY)
        is_date_of_action = right_after and column.share(is_date) >= 0.5
        if is_date_of_action or is_only_for_actions or (actions and table.has(Sense.FREQUENCY)):
            column.becomes(Sense.ACTION_DUE)
        else:
            column.becomes(Sense.FREQUENCY, 0.95)


def _due_needs_an_action(table: OpenTable) -> None:
    for column in table.of(Sense.ACTION_DUE):
        if column.share(is_status) >= 0.8 and column.share(is_date) < 0.5:
            column.becomes(Sense.STATUS, 0.7)
        elif not table.has(Sense.ACTION):
            column.becomes(Sense.NO_FIELD if table.has(Sense.FREQUENCY) else Sense.FREQUENCY, 0.6)


def _owner_of_the_risk(table: OpenTable) -> None:
    """ "Riskägare" beside the one who is responsible for the control."""
    owners = [c for c in table.of(Sense.RESPONSIBLE) if plain(c.heading).startswith("riskägare")]
    for column in owners if len(table.of(Sense.RESPONSIBLE)) > len(owners) else ():
        column.becomes(Sense.NO_FIELD)


def _second_responsible(table: OpenTable) -> None:
    for earlier, column in zip(table.of(Sense.RESPONSIBLE), table.of(Sense.RESPONSIBLE)[1:], strict=False):
        if any(earlier.index < action.index < column.index for action in table.of(Sense.ACTION)):
            column.becomes(Sense.ACTION_RESPONSIBLE)


def _one_of_each(table: OpenTable) -> None:
    """A second number or level has no place of its own; a second value ("S x K" by "Riskvärde") adds to the first."""
    for column in table.of(Sense.SCORE)[1:]:
        column.becomes(Sense.ESTIMATE)
    for sense in _ONE_OF_EACH:
        for column in table.of(sense)[1:]:
            column.becomes(Sense.NO_FIELD)


_RULES: tuple[Callable[[OpenTable], None], ...] = (
    guess_by_place,
    reports.crosses,
    reports.crossed_times,
    reports.periods_by_number,
    reports.periods_under_unknown_words,
    _numbers_hold_numbers,
    _figures_under_risk,
    _mandatory_or_prose,
    _long_consequences,
    _values_hold_values,
    reports.marks_alone,
    _estimates_of_periods,
    _scope,
    _activity,
    told_by_cells,
    reports.follow_up,
    _owner_of_the_risk,
    _second_responsible,
    _when,
    _due_needs_an_action,
    reports.comments,
    reports.periods_by_last_words,
    reports.several_marks_alone,
    reports.periods_of_results,
    reports.classes_and_statuses,
    _one_of_each,
)
