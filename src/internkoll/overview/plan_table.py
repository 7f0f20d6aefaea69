"""The plan as a table: the fields that are filled, in the order of the work; lines that share a cell have one."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from internkoll.overview.areas import AreaHeading, by_area
from internkoll.overview.line_actions import LineActions
from internkoll.overview.marks import valued
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Plan
from internkoll.plan.rows import Line, lines_of
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper, odds_words
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Column:
    """`shared`: what lines beside each other have in common where they share the cell; None: each line has its own."""

    field: str
    heading: str
    shared: Callable[[Line], Hashable]

    @property
    def is_short(self) -> bool:
        return self.field in ("risk_number", "frequency")


@dataclass(frozen=True, slots=True)
class PlanCell:
    """`rows`: how many lines share it. `note` stands under the rest. `heads`: it is the row's heading."""

    column: Column
    text: str
    rows: int = 1
    note: str = ""
    url: str = ""
    mark: Mark | None = None
    mandatory: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The lines of one area with the headings that begin there, each line with the cells that begin at it."""

    headings: tuple[AreaHeading, ...]
    rows: tuple[tuple[PlanCell, ...], ...]


def _of_risk(line: Line) -> Hashable:
    return line.planned_risk.pk if line.planned_risk else None


def _of_working_method(line: Line) -> Hashable:
    return (_of_risk(line), line.row.working_method) if line.row.working_method else None


def _of_systematic_control(line: Line) -> Hashable:
    return (_of_working_method(line), line.row.systematic_control) if line.row.systematic_control else None


def _of_control(line: Line) -> Hashable:
    return line.control.pk if line.control else None


def _of_nothing(line: Line) -> Hashable:
    return None


# What the risk's estimate tells, in one column.
_ESTIMATE = ("level", "score", "likelihood", "consequence")

# The columns in the order of the work: the risk, how it is answered, how that is checked.
_SHARED: dict[str, Callable[[Line], Hashable]] = {
    "risk_number": _of_risk,
    "risk": _of_risk,
    "value": _of_risk,
    "working_method": _of_working_method,
    "systematic_control": _of_systematic_control,
    "control": _of_control,
    "method": _of_nothing,
    "responsible": _of_nothing,
    "frequency": _of_nothing,
    "action": _of_nothing,
}


@dataclass(frozen=True, slots=True)
class PlanTable:
    """`unfilled`: the names of fields that the way of working uses and that no line of the plan has filled."""

    columns: tuple[Column, ...]
    unfilled: tuple[str, ...]
    heading_field: str


def lines_with_actions(plan: Plan) -> list[Line]:
    """The plan's lines in order, each with the actions that the plan itself sets. Six queries."""
    actions = LineActions(plan)
    told = ((line, "\n".join(action.text for action in actions.take(line))) for line in lines_of(plan))
    return [replace(line, row=line.row.model_copy(update={"action": text})) for line, text in told]


def table_of(here: BoardYear, lines: Sequence[Line]) -> PlanTable:
    fields = [*(field for field in _SHARED if field != "value"), *_ESTIMATE]
    filled = {field for field in fields if any(getattr(line.row, field) not in (None, "") for line in lines)}
    estimate = _estimate_field(here.method, lines, filled)
    named = {field: estimate if field == "value" else field for field in _SHARED}
    columns = tuple(
        Column(field, first_upper(here.method.word_for(named[field])), shared)
        for field, shared in _SHARED.items()
        if named[field] in filled or (field == "value" and estimate)
    )
    # An action is what a result leads to: a plan that sets none lacks nothing.
    unused = (field for field in fields if here.method.uses(field) and field not in (*filled, "action"))
    heading = next((field for field in ("control", "risk") if field in filled), "")
    return PlanTable(columns, tuple(first_upper(here.method.word_for(field)) for field in unused), heading)


def _estimate_field(method: Method, lines: Sequence[Line], filled: Collection[str]) -> str:
    """What names the column of the estimate: the level where one is told or follows, else the first that is filled."""
    if any(valued(method, line.row).level for line in lines):
        return "level"
    return next((field for field in _ESTIMATE if field in filled), "")


def groups_of(method: Method, table: PlanTable, lines: Iterable[Line]) -> list[PlanGroup]:
    return [
        PlanGroup(tuple(headings), tuple(_rows(method, table, group)))
        for headings, group in by_area(lines, lambda line: line.row.area)
    ]


def _rows(method: Method, table: PlanTable, lines: Sequence[Line]) -> Iterable[tuple[PlanCell, ...]]:
    rows: list[list[PlanCell]] = [[] for _ in lines]
    for column in table.columns:
        for first, last in _runs(column, lines):
            rows[first].append(_cell(method, table, column, lines[first], last - first))
    return (tuple(row) for row in rows)


def _runs(column: Column, lines: Sequence[Line]) -> Iterable[tuple[int, int]]:
    """From where to where lines beside each other share the column's cell."""
    first = 0
    for place in range(1, len(lines) + 1):
        shared = column.shared(lines[first])
        if place == len(lines) or shared is None or column.shared(lines[place]) != shared:
            yield first, place
            first = place


def _cell(method: Method, table: PlanTable, column: Column, line: Line, rows: int) -> PlanCell:
    if column.field == "value":
        return PlanCell(column, "", rows, note=odds_words(line.row, method), mark=valued(method, line.row).mark)
    cell = PlanCell(column, getattr(line.row, column.field), rows, heads=column.field == table.heading_field)
    if column.field == "risk" and line.planned_risk:
        url = reverse("risk", args=[line.planned_risk.risk_id])
        return replace(cell, url=url, mandatory=line.planned_risk.mandatory)
    if column.field == "control" and line.control:
        own = line.control.mandatory and not (line.planned_risk and line.planned_risk.mandatory)
        return replace(cell, url=reverse("control", args=[line.control.pk]), mandatory=own)
    return cell
