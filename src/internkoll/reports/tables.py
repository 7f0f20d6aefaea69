"""The tables of a report: which columns its rows need, how wide they are, and the cells that rows share.

Rows about the same risk share its cell (a merged cell with a row span) rather than leaving the cells below it blank:
a screen reader then tells what the row is about, where a blank cell says that nothing is there (WCAG 2.2, 1.3.1).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from internkoll.reports.blocks import Cell, Column, Mark, Table
from internkoll.reports.cells import Blocks, blocks_in, blocks_of, term_of, under_label
from internkoll.reports.grouping import Group, Line, share_a_cell
from internkoll.reports.layouts import ColumnPlan, Part
from internkoll.reports.shown import View
from internkoll.reports.values import first_upper
from internkoll.reports.widths import widths_of

# Parts whose column stands there, though empty, where the Method uses them: that they are blank tells something.
_TELLING_WHEN_BLANK: frozenset[Part] = frozenset(
    {"working_method", "systematic_control", "control", "method", "responsible", "frequency", "action"}
)
_VALUES: frozenset[Part] = frozenset({"value", "odds"})


@dataclass(frozen=True, slots=True)
class _Planned:
    """A column that the report has: its parts that are filled, and its period where it has one."""

    parts: tuple[Part, ...]
    plan: ColumnPlan
    period: str | None = None

    def blocks(self, line: Line, view: View) -> Blocks:
        first, *others = self.parts
        told = blocks_in(first, line, view, self.period) if self.period else blocks_of(first, line, view)
        return told + tuple(block for part in others for block in under_label(part, blocks_of(part, line, view), view))


def tables_of(groups: Sequence[Group], view: View, *, values_in_headings: bool) -> list[Table]:
    """One table a group. All have the same columns: those that the report's rows need together."""
    lines = [line for group in groups for line in group.lines]
    planned = _planned_columns(lines, view, _VALUES if values_in_headings else frozenset())
    told = [[column.blocks(line, view) for line in lines] for column in planned]
    columns = _columns(planned, told, lines, view)
    tables, start = [], 0
    for group in groups:
        end = start + len(group.lines)
        cells = [_cells(column, group.lines, of[start:end]) for column, of in zip(planned, told, strict=True)]
        tables.append(Table(_caption(group, view), columns, tuple(zip(*cells, strict=True))))
        start = end
    return tables


def _caption(group: Group, view: View) -> str:
    return ", ".join((view.layout.heading, *group.path[-1:]))


def _planned_columns(lines: Sequence[Line], view: View, told_elsewhere: frozenset[Part]) -> list[_Planned]:
    filled = {
        part
        for plan in view.layout.columns
        for part in plan.parts
        if _is_expected(part, view) or any(blocks_of(part, line, view) for line in lines)
    }
    columns = [column for plan in view.layout.columns for column in _planned(plan, filled - told_elsewhere, view)]
    return _folded(columns, view)


def _is_expected(part: Part, view: View) -> bool:
    awaited = bool(view.results) or part != "action"
    return part in _TELLING_WHEN_BLANK and view.layout.keeps_blank_columns and view.method.uses(part) and awaited


def _planned(plan: ColumnPlan, filled: set[Part], view: View) -> Iterator[_Planned]:
    parts = tuple(part for part in plan.parts if part in filled)
    if not parts:
        return
    if not plan.per_period:
        yield _Planned(parts, plan)
        return
    for period in view.estimates if parts[0] == "estimate_levels" else view.results:
        yield _Planned(parts, plan, period)


def _folded(columns: list[_Planned], view: View) -> list[_Planned]:
    """The columns, with as many of them folded into others as it takes to make the table narrow enough."""
    order = [part for plan in view.layout.columns for part in plan.parts]
    for column in reversed(columns):
        host = next((c for c in columns if column.plan.folds_into in c.parts and not c.period), None)
        if len(columns) > view.layout.most_columns and host:
            wider = replace(host, parts=(host.parts[0], *sorted(host.parts[1:] + column.parts, key=order.index)))
            columns = [wider if c is host else c for c in columns if c is not column]
    return columns


def _columns(
    planned: Sequence[_Planned], told: Sequence[Sequence[Blocks]], lines: Sequence[Line], view: View
) -> tuple[Column, ...]:
    headings = [_heading(column, lines, view) for column in planned]
    plain = [["\n".join(block.plain for block in blocks) for blocks in of] for of in told]
    # The columns of the periods are weighed together, so that they are equally wide.
    texts = [
        [text for other, of in zip(planned, plain, strict=True) if other.plan is column.plan for text in of]
        for column in planned
    ]
    widths = widths_of([column.plan.width for column in planned], headings, texts)
    keys = ["-".join(filter(None, (column.parts[0], column.period))) for column in planned]
    return tuple(
        Column(key, heading, width, _number_heading(column, of, view), _mark_heading(column, of, view))
        for key, heading, width, column, of in zip(keys, headings, widths, planned, told, strict=True)
    )


def _number_heading(column: _Planned, told: Sequence[Blocks], view: View) -> str:
    has_value = "value" in column.parts and any(told)
    return first_upper(view.method.word_for("score")) if has_value else ""


def _mark_heading(column: _Planned, told: Sequence[Blocks], view: View) -> str:
    if not any(isinstance(block, Mark) for blocks in told for block in blocks):
        return ""
    if "results" in column.parts:
        words = first_upper(view.method.word_for("outcome"))
    elif "value" in column.parts:
        words = first_upper(view.method.word_for("level"))
    else:
        words = f"{first_upper(view.method.word_for('risk_assessment'))}, nivå"
    return f"{words} {column.period}" if column.period else words


def _heading(column: _Planned, lines: Sequence[Line], view: View) -> str:
    has_level = any(line.row.level for line in lines)
    term = "score" if column.parts[0] == "value" and not has_level else term_of(column.parts[0])
    words = column.plan.heading or first_upper(view.method.word_for(term))
    return f"{words} {column.period}" if column.period else words


def _cells(column: _Planned, lines: Sequence[Line], told: Sequence[Blocks]) -> list[Cell | None]:
    """The column from the top, None where the cell above goes on."""
    goes_on = [False] + [
        bool(told[i]) and told[i] == told[i - 1] and share_a_cell(column.parts[0], above, below)
        for i, (above, below) in enumerate(pairwise(lines), start=1)
    ]
    starts = [i for i, on in enumerate(goes_on) if not on]
    cells: list[Cell | None] = [None] * len(lines)
    for start, end in pairwise([*starts, len(lines)]):
        number = lines[start].row.score if "value" in column.parts else None
        cells[start] = Cell(told[start], end - start, number)
    return cells
