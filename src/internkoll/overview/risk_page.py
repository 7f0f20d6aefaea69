"""A risk over the years: its estimates as rows and as a chart, the controls that answer it, and its actions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, QuerySet

from internkoll.actions.models import Action
from internkoll.base.chart import Chart, Datum, chart_of
from internkoll.base.models import HistoryEntry, User
from internkoll.followup.models import ResultAction
from internkoll.organisation.methods import methods_for
from internkoll.overview.line_actions import actions_behind
from internkoll.plan.board_year import current_year
from internkoll.plan.models import Control, Plan, PlanAction, PlannedRisk
from internkoll.register.estimate_parts import as_row
from internkoll.register.models import Estimate, Response, Risk, RiskAction
from internkoll.register.words import response_word
from internkoll.reports.values import first_upper
from internkoll.rules.marks import Valued, valued
from internkoll.rules.matrix import cells, level_of
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """`when` is a year, or a period of it. `by` is known where the estimate was made here, and not brought in."""

    when: str
    year: int
    period: str
    likelihood: str
    consequence: str
    valued: Valued
    rank: int | None
    text: str
    on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class PlannedIn:
    """The risk in one year's plan."""

    planned: PlannedRisk
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """The municipality's word for what was decided in a year. `is_due`: the day to look again has come."""

    decided: Response
    word: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class RiskPage:
    """`year` is the one that is worked in: that of the board's latest plan. `path_year` is None without a plan."""

    risk: Risk
    year: int
    path_year: int | None
    estimates: tuple[EstimateRow, ...]
    chart: Chart | None
    responses: tuple[ResponseRow, ...]
    planned: tuple[PlannedIn, ...]
    actions: tuple[Action, ...]

    @property
    def told_of(self) -> tuple[Model, ...]:
        """What the page's history is of."""
        return (self.risk, *(found.planned for found in self.planned), *self.actions)

    @property
    def is_kept(self) -> bool:
        """It stands in a board's register; a municipality's own row is kept among its common risks."""
        return self.risk.unit.is_board

    @property
    def has_days(self) -> bool:
        return any(row.on for row in self.estimates)

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


def page_of_risk(risk: Risk, today: date, asked: int | None = None) -> RiskPage:
    """`asked`: the year that one comes from; else the current one of those that its board has plans for."""
    estimates = list(Estimate.objects.filter(risk=risk))
    responses = list(Response.objects.filter(risk=risk).order_by("-year"))
    planned = _planned(risk)
    planned_years = set(Plan.objects.filter(unit=risk.unit).values_list("year", flat=True))
    year = asked if asked in planned_years else current_year(planned_years, today)
    years = {year, *(e.year for e in estimates), *(r.year for r in responses), *(p.planned.plan.year for p in planned)}
    by_year = {year: method for (_, year), method in methods_for((risk.unit, year) for year in years).items()}
    rows = _rows(estimates, by_year, _estimators(risk))
    # A later year's plan may have been begun before anything is estimated in it.
    latest = by_year[max((estimate.year for estimate in estimates), default=year)]
    told = (ResponseRow(r, response_word(by_year[r.year], r.kind), _is_due(r, responses, today)) for r in responses)
    return RiskPage(
        risk=risk,
        year=year,
        path_year=year if planned_years else None,
        estimates=rows,
        chart=_chart(rows, latest),
        responses=tuple(told),
        planned=tuple(planned),
        actions=tuple(_actions(risk, planned)),
    )


def _is_due(response: Response, responses: Sequence[Response], today: date) -> bool:
    is_latest = response is responses[0]
    return is_latest and response.look_again_on is not None and response.look_again_on <= today


def _estimators(risk: Risk) -> dict[tuple[int, str], str]:
    """Who made each year's and period's estimate, as the history tells it."""
    told = ("risk estimated", "risk estimate changed")
    entries = HistoryEntry.objects.filter(unit=risk.unit, subject="risk", subject_id=risk.pk, what__in=told)
    by = {
        (e.after.get("year"), e.after.get("period", "")): e.by_id_number for e in entries.order_by("number") if e.after
    }
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=filter(None, by.values()))}
    return {place: names[key] for place, key in by.items() if key in names}


def _planned(risk: Risk) -> list[PlannedIn]:
    """The latest year first; a risk that stands twice in a plan is told twice."""
    plans = Plan.objects.filter(unit=risk.unit).in_force()
    found = PlannedRisk.objects.filter(risk=risk, plan__in=plans).select_related("plan", "area")
    controls: dict[int, list[Control]] = defaultdict(list)
    for control in Control.objects.filter(planned_risk__risk=risk).order_by("position"):
        controls[control.planned_risk_id or 0].append(control)
    ordered = sorted(found.defer("plan__frozen"), key=lambda planned: (-planned.plan.year, planned.position))
    return [PlannedIn(planned, tuple(controls[planned.pk])) for planned in ordered]


def _rows(
    estimates: Sequence[Estimate], methods: Mapping[int, Method], estimators: Mapping[tuple[int, str], str]
) -> tuple[EstimateRow, ...]:
    """From the earliest: each year's own estimate, then those of its periods."""
    rows: list[EstimateRow] = []
    for year in sorted({estimate.year for estimate in estimates}):
        of_year = {estimate.period: estimate for estimate in estimates if estimate.year == year}
        periods = in_order((period for period in of_year if period), methods[year].rounds)
        wanted = [period for period in ("", *periods) if period in of_year]
        rows += [_row(of_year[period], methods[year], estimators.get((year, period), "")) for period in wanted]
    return tuple(rows)


def _row(estimate: Estimate, method: Method, by: str) -> EstimateRow:
    found = valued(method, as_row(estimate))
    level = method.level(found.level.word) if found.level else level_of(method, value=found.value)
    return EstimateRow(
        when=estimate.period or str(estimate.year),
        year=estimate.year,
        period=estimate.period,
        likelihood=first_upper(estimate.likelihood or ""),
        consequence=first_upper(estimate.consequence or ""),
        valued=found,
        rank=method.rank(level) if level else None,
        text=estimate.text,
        on=estimate.estimated_on,
        by=by,
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


def _actions(risk: Risk, planned: Sequence[PlannedIn]) -> QuerySet[Action]:
    """Its own, those that its plans set, and those that the results of its controls led to."""
    risks = [found.planned.pk for found in planned]
    return actions_behind(
        RiskAction.objects.filter(risk=risk),
        PlanAction.objects.filter(planned_risk__in=risks),
        PlanAction.objects.filter(for_check__control__planned_risk__in=risks),
        ResultAction.objects.filter(result__control__planned_risk__in=risks),
    )
