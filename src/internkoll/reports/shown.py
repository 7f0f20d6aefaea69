"""Which periods a report shows: its own, and the earlier ones that the rows tell of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from internkoll.reports.layouts import Layout
from internkoll.rules.exchange import Document, Row
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order, period_of, round_for


@dataclass(frozen=True, slots=True)
class View:
    """What is needed beside a row to tell what its cells say. Periods are labels as the rows have them, earliest first.

    `current` is the report's own period, None where it has none.
    """

    method: Method
    layout: Layout
    current: str | None
    results: tuple[str, ...] = ()
    estimates: tuple[str, ...] = ()

    def mark(self, period: str) -> str:
        """What the period is called inside a cell: "VB", or "VB 2022" where the report tells of several years."""
        years = {period_of(label).year for label in (*self.results, *self.estimates)}
        return (period_of(period).mark or period) if len(years) == 1 else period


def view_of(document: Document, method: Method, layout: Layout, period: str | None) -> View:
    """The view of the document in that period; in all of its periods where neither it nor the document names one."""
    asked = _with_year(period or document.period, document.year)
    told = {"results": _labels(row.results for row in document.rows)}
    told["estimates"] = _labels(row.risk_assessments for row in document.rows)
    current = next((label for labels in told.values() for label in labels if _same(label, asked, method)), asked)
    shown = {name: _shown(labels, current, method, layout) for name, labels in told.items()}
    if current and any(reports_results(row) for row in document.rows):
        shown["results"] |= {current}
    if current and (shown["estimates"] or method.uses("risk_assessment")) and any(row.risk for row in document.rows):
        shown["estimates"] |= {current}
    ordered = {name: tuple(in_order(labels, method.rounds)) for name, labels in shown.items()}
    return View(method, layout, current, ordered["results"], ordered["estimates"])


def reports_results(row: Row) -> bool:
    """Whether a result is awaited on the row: a risk alone has no control to tell the result of."""
    return not row.is_risk_alone


def _labels(cells: Iterable[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(label for cell in cells for label in cell))


def _shown(labels: list[str], current: str | None, method: Method, layout: Layout) -> set[str]:
    if current is None:
        return set(labels)
    return {label for label in labels if label == current or _is_earlier(label, current, method, layout)}


def _is_earlier(label: str, current: str, method: Method, layout: Layout) -> bool:
    told, now = period_of(label), period_of(current)
    if layout.earlier_periods == "none" or (layout.earlier_periods == "year" and told.year not in (None, now.year)):
        return False
    if not told.mark or told.year is None or now.year is None:
        # A year alone marks what was reported without a period, and a mark alone is of the report's year.
        return (told.year or 0) <= (now.year or 9999)
    return in_order([label, current], method.rounds)[0] == label


def _same(label: str, asked: str | None, method: Method) -> bool:
    """Whether both name the same round, as "Tertial 1 2024" and "T1 2024" do."""
    if asked is None or period_of(label).year not in (None, period_of(asked).year):
        return False
    rules = round_for(method, label), round_for(method, asked)
    marks = period_of(label).mark.casefold(), period_of(asked).mark.casefold()
    return marks[0] == marks[1] or (rules[0] is not None and rules[0] == rules[1])


def _with_year(period: str | None, year: int | None) -> str | None:
    if not period:
        return None
    return f"{period} {year}" if year and period_of(period).year is None else period
