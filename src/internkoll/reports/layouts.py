"""The layouts of a report as data: which columns a municipality's table has, and how its rows are grouped.

The four are those of follow-ups from Uppsala, Nacka (two) and Stockholm; `allman` suits every other way of working.
Every layout has a place for every field, so that nothing that a row holds is left out.
"""

from dataclasses import dataclass
from typing import Literal

# What a cell can show: a field of the rows, or several that belong together. `value` is the year's level and value,
# `odds` likelihood and consequence, `estimates` the risk estimated anew (levels and texts, or each on its own).
Part = Literal[
    "risk_number",
    "risk",
    "value",
    "odds",
    "working_method",
    "systematic_control",
    "control",
    "method",
    "responsible",
    "frequency",
    "results",
    "action",
    "estimates",
    "estimate_texts",
    "estimate_levels",
]
Group = Literal["area", "value"]


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """A column that stands in the table when a row fills it (Layout.keeps_blank_columns says when else).

    `parts`: the first names the column, the others follow in the same cell as labelled lines where they are filled.
    `width` is relative to the other columns'. `per_period`: one column a period. `heading`: instead of the Method's
    word. `folds_into`: the column that takes this one's parts as labelled lines when the table grows too wide.
    """

    parts: tuple[Part, ...]
    width: int
    per_period: bool = False
    heading: str = ""
    folds_into: Part | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`area_words`: the Method's word set before the name of an area of that depth, where there is one ("Process:").

    `groups`: what gives headings over the tables, outermost first. `earlier_periods`: which periods are shown beside
    the report's own: all that the rows tell of, those of the same year, or none. `strong`: parts in bold.
    `keeps_blank_columns`: a column that no row fills stands there where the Method uses its field.
    """

    name: str
    heading: str
    columns: tuple[ColumnPlan, ...]
    groups: tuple[Group, ...] = ("area",)
    area_words: tuple[str, ...] = ()
    earlier_periods: Literal["all", "year", "none"] = "all"
    newest_first: bool = False
    strong: tuple[Part, ...] = ()
    most_columns: int = 9
    keeps_blank_columns: bool = True


_WAYS = (
    ColumnPlan(("working_method",), 14, folds_into="control"),
    ColumnPlan(("systematic_control",), 14, folds_into="control"),
)

UPPSALA = Layout(
    name="uppsala",
    heading="Sammanfattning av granskningar",
    columns=(
        ColumnPlan(("risk_number",), 3),
        ColumnPlan(("risk", "value", "odds"), 17),
        ColumnPlan(("estimates",), 16),
        *_WAYS,
        ColumnPlan(("control",), 18),
        ColumnPlan(("method", "frequency"), 19),
        ColumnPlan(("responsible",), 10),
        ColumnPlan(("results",), 27),
        ColumnPlan(("action",), 16),
    ),
)

NACKA_LEVELS = Layout(
    name="nacka-niva",
    heading="Periodens riskanalys",
    columns=(
        ColumnPlan(("risk_number",), 3),
        ColumnPlan(("risk",), 22),
        ColumnPlan(("value", "odds"), 13),
        ColumnPlan(("estimate_texts",), 46),
        ColumnPlan(("estimate_levels",), 12, per_period=True, heading="Riskvärdering"),
        *_WAYS,
        ColumnPlan(("control",), 18),
        ColumnPlan(("method", "frequency"), 17, folds_into="control"),
        ColumnPlan(("responsible",), 10, folds_into="control"),
        ColumnPlan(("results",), 26),
        ColumnPlan(("action",), 16, folds_into="results"),
    ),
    strong=("risk",),
)

STOCKHOLM = Layout(
    name="stockholm",
    heading="Uppföljning av internkontrollplanen",
    columns=(
        ColumnPlan(("risk_number",), 4),
        ColumnPlan(("risk", "value", "odds"), 18),
        ColumnPlan(("estimates",), 18),
        ColumnPlan(("working_method",), 20),
        ColumnPlan(("systematic_control",), 24),
        ColumnPlan(("control", "method", "frequency", "responsible", "results"), 56),
        ColumnPlan(("action",), 20),
    ),
    area_words=("", "process"),
    newest_first=True,
    strong=("control",),
)

NACKA_STATUS = Layout(
    name="nacka-status",
    heading="Uppföljning av internkontrollplanen",
    columns=(
        ColumnPlan(("risk_number",), 3),
        ColumnPlan(("risk", "value", "odds"), 16),
        ColumnPlan(("estimates",), 16),
        *_WAYS,
        ColumnPlan(("control",), 18),
        ColumnPlan(("method",), 18),
        ColumnPlan(("responsible",), 10),
        ColumnPlan(("frequency",), 10, folds_into="method"),
        ColumnPlan(("results",), 20, per_period=True),
        ColumnPlan(("action",), 16),
    ),
    groups=("area", "value"),
    strong=("risk",),
)

GENERAL = Layout(
    name="allman",
    heading="Uppföljning av internkontrollplanen",
    columns=(
        ColumnPlan(("risk_number",), 4),
        ColumnPlan(("risk",), 18),
        ColumnPlan(("value", "odds"), 10, folds_into="risk"),
        ColumnPlan(("estimates",), 16),
        *_WAYS,
        ColumnPlan(("control",), 18),
        ColumnPlan(("method", "frequency"), 18),
        ColumnPlan(("responsible",), 10),
        ColumnPlan(("results",), 26),
        ColumnPlan(("action",), 16),
    ),
    strong=("risk",),
    keeps_blank_columns=False,
)

LAYOUTS = {layout.name: layout for layout in (UPPSALA, NACKA_LEVELS, STOCKHOLM, NACKA_STATUS, GENERAL)}


def layout_named(name: str) -> Layout:
    """The layout of that name; the general one where the municipality has named none of ours."""
    return LAYOUTS.get(name, GENERAL)
