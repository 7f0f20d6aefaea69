"""A risk over the years: its estimates as rows and as a chart, the controls that answer it, and its actions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from internkoll.actions.models import Action
from internkoll.organisation.methods import methods_for
from internkoll.overview.chart import Chart, Datum, chart_of
from internkoll.overview.marks import Valued, valued
from internkoll.plan.models import Control, Plan, PlannedRisk
from internkoll.register.models import Estimate, Risk
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.matrix import cells, level_of
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """`when` is a year, or a period of it."""

    when: str
    likelihood: str
    consequence: str
    valued: Valued
    rank: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PlannedIn:
    """The risk in one year's plan."""

    planned: PlannedRisk
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class RiskPage:
    estimates: tuple[EstimateRow, ...]
    chart: Chart | None
    planned: tuple[PlannedIn, ...]
    actions: tuple[Action, ...]

    @property
    def latest(self) -> PlannedIn | None:
        return self.planned[0] if self.planned else None

    @property
    def has_odds(self) -> bool:
        return any(row.likelihood or row.consequence for row in self.estimates)

    @property
    def has_texts(self) -> bool:
        return any(row.text for row in self.estimates)

    @property
    def has_values(self) -> bool:
        return any(row.valued.value is not None for row in self.estimates)


def page_of_risk(risk: Risk) -> RiskPage:
    estimates = list(Estimate.objects.filter(risk=risk))
    planned = _planned(risk)
    years = {estimate.year for estimate in estimates} | {found.planned.plan.year for found in planned}
    by_year = {year: method for (_, year), method in methods_for((risk.unit, year) for year in years).items()}
    rows = _rows(estimates, by_year)
    latest = by_year[max(by_year)] if by_year else None
    chart = _chart(rows, latest) if latest else None
    return RiskPage(rows, chart, tuple(planned), tuple(_actions(planned)))


def _planned(risk: Risk) -> list[PlannedIn]:
    """The latest year first; a risk that stands twice in a plan is told twice."""
    plans = Plan.objects.filter(unit=risk.unit).latest_versions()
    found = PlannedRisk.objects.filter(risk=risk, plan__in=plans).select_related("plan", "area")
    controls: dict[int, list[Control]] = defaultdict(list)
    for control in Control.objects.filter(planned_risk__risk=risk).order_by("position"):
        controls[control.planned_risk_id or 0].append(control)
    ordered = sorted(found.defer("plan__frozen"), key=lambda planned: (-planned.plan.year, planned.position))
    return [PlannedIn(planned, tuple(controls[planned.pk])) for planned in ordered]


def _rows(estimates: Sequence[Estimate], methods: Mapping[int, Method]) -> tuple[EstimateRow, ...]:
    """From the earliest: each year's own estimate, then those of its periods."""
    rows: list[EstimateRow] = []
    for year in sorted({estimate.year for estimate in estimates}):
        of_year = {estimate.period: estimate for estimate in estimates if estimate.year == year}
        periods = in_order((period for period in of_year if period), methods[year].rounds)
        wanted = [period for period in ("", *periods) if period in of_year]
        rows += [_row(of_year[period], methods[year]) for period in wanted]
    return tuple(rows)


def _row(estimate: Estimate, method: Method) -> EstimateRow:
    written = Row(
        likelihood=estimate.likelihood, consequence=estimate.consequence, score=estimate.value, level=estimate.level
    )
    found = valued(method, written)
    level = method.level(found.level.word) if found.level else level_of(method, value=found.value)
    return EstimateRow(
        when=estimate.period or str(estimate.year),
        likelihood=first_upper(estimate.likelihood or ""),
        consequence=first_upper(estimate.consequence or ""),
        valued=found,
        rank=method.rank(level) if level else None,
        text=estimate.text,
    )


def _chart(rows: Sequence[EstimateRow], method: Method) -> Chart | None:
    """The values where every estimate has one, else the levels where all have one. One point is no line."""
    if len(rows) < 2:
        return None
    values = [row.valued.value for row in rows if row.valued.value is not None]
    if len(values) == len(rows):
        data = [Datum(row.when, value, _words(row)) for row, value in zip(rows, values, strict=True)]
        return chart_of(data, [(value, str(value)) for value in _scale(method) or sorted(set(values))])
    ranks = [row.rank for row in rows if row.rank is not None]
    if len(ranks) == len(rows):
        data = [Datum(row.when, rank, _words(row)) for row, rank in zip(rows, ranks, strict=True)]
        return chart_of(data, [(place, first_upper(level.word)) for place, level in enumerate(method.levels)])
    return None


def _scale(method: Method) -> list[int]:
    """The least and the greatest value of the Method's matrix; empty where it has none."""
    values = sorted(cell.value for row in cells(method) for cell in row)
    return [values[0], values[-1]] if values else []


def _words(row: EstimateRow) -> str:
    mark = row.valued.mark
    return mark.word if mark else ""


def _actions(planned: Sequence[PlannedIn]) -> QuerySet[Action]:
    """Those that its plans set, and those that the results of its controls led to. The latest first."""
    risks = [found.planned.pk for found in planned]
    of_plans = Q(plan_link__planned_risk__in=risks) | Q(plan_link__for_check__control__planned_risk__in=risks)
    of_results = Q(result_link__result__control__planned_risk__in=risks)
    return Action.objects.filter(of_plans | of_results).order_by("-pk")
