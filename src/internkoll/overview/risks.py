"""The risks of a board's year as rows: those of one page of the gross list, with all that the page tells of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db.models import Count

from internkoll.organisation.methods import method_for
from internkoll.overview.risk_tally import Changed, changed_since, has_year_before
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import PlannedRisk
from internkoll.register.models import Estimate, Response, Risk
from internkoll.register.words import response_word
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.marks import Valued, level_mark, valued
from internkoll.rules.method import Method

# An estimate as it is written: likelihood, consequence, value, level.
Written = tuple[str | None, str | None, int | None, str | None]
_NOTHING: Written = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class RiskRow:
    """`number` and `area` are those of the plan; `anew`: the level, as written, of each of the year's periods."""

    risk: Risk
    in_plan: bool
    in_draft: bool
    can_be_taken_up: bool
    number: str
    area: str
    now: Written
    before: Written | None
    was_there: bool
    anew: tuple[str | None, ...]
    response: str
    response_year: int | None
    controls: int

    @property
    def grouped(self) -> str:
        """Where it belongs: its area in the plan, its category and its process."""
        return " · ".join(filter(None, (self.area, self.risk.category, self.risk.process)))


class Reader:
    """Reads estimates as the year's Method does, and the year before's; each that is written alike is read once."""

    def __init__(self, here: BoardYear) -> None:
        self._method = here.method
        self._before = method_for(here.board, here.year - 1) if has_year_before(here) else None
        self.now = cache(self._now)
        self.before = cache(self._marked_before)
        self.changed = cache(self._changed)
        self.level = cache(self._level)

    def _now(self, written: Written) -> Valued:
        return valued(self._method, _row_of(written))

    def _marked_before(self, written: Written | None) -> Mark | None:
        return valued(self._before, _row_of(written)).mark if self._before and written else None

    def _changed(self, now: Written, before: Written | None, was_there: bool) -> Changed:
        if self._before is None:
            return Changed.UNKNOWN
        had = _row_of(before or _NOTHING) if was_there else None
        return changed_since(self._method, _row_of(now), self._before, had)

    def _level(self, written: str | None) -> Mark | None:
        return level_mark(self._method, written)


def _row_of(written: Written) -> Row:
    likelihood, consequence, value, level = written
    return Row(likelihood=likelihood, consequence=consequence, score=value, level=level)


def words_of(method: Method) -> dict[str, str]:
    """What the municipality calls the fields of a risk."""
    fields = ("risk", "likelihood", "consequence", "score", "level")
    return {field: first_upper(method.word_for(field)) for field in fields}


class _Place(NamedTuple):
    """A risk's place in a plan."""

    risk: int
    plan: int
    year: int
    position: int
    number: str
    area: str | None
    controls: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands beside the risks of a page, by risk."""

    now: Mapping[int, Written]
    before: Mapping[int, Written]
    anew: Mapping[tuple[int, str], str | None]
    planned: Mapping[int, _Place]
    drafted: frozenset[int]
    taken_up: frozenset[int]
    planned_before: frozenset[int]
    responses: Mapping[int, Response]


def rows_of(here: BoardYear, keys: Sequence[int], periods: Sequence[str]) -> list[RiskRow]:
    """The risks with those keys, in that order. The same few queries however many they are."""
    risks = Risk.objects.in_bulk(keys)
    told = _told(here, keys)
    return [_row(here.method, risks[key], here.year, told, periods) for key in keys if key in risks]


def _told(here: BoardYear, keys: Sequence[int]) -> _Told:
    years = (here.year - 1, here.year)
    estimates = Estimate.objects.filter(risk__in=keys, year__in=years)
    told = list(estimates.values_list("risk", "year", "period", "likelihood", "consequence", "value", "level"))
    plans = [plan.pk for plan in (here.before, here.plan, here.draft) if plan]
    planned = PlannedRisk.objects.filter(plan__in=plans, risk__in=keys)
    places = planned.order_by("-position").values_list("risk", "plan", "plan__year", "position", "number", "area__name")
    found = [_Place(*place) for place in places.annotate(Count("controls"))]
    responses = Response.objects.filter(risk__in=keys, year__lte=here.year).order_by("year")
    return _Told(
        now={risk: (o, c, v, lv) for risk, year, period, o, c, v, lv in told if year == here.year and not period},
        before={risk: (o, c, v, lv) for risk, year, period, o, c, v, lv in told if year < here.year and not period},
        anew={(risk, period): lv for risk, year, period, _o, _c, _v, lv in told if year == here.year},
        # Of several places the first one is told.
        planned={place.risk: place for place in found if place.plan == here.plan.pk},
        drafted=frozenset(place.risk for place in found if here.draft and place.plan == here.draft.pk),
        taken_up=frozenset(place.risk for place in found if place.plan == here.worked_on.pk),
        planned_before=frozenset(place.risk for place in found if place.year < here.year),
        responses={response.risk_id: response for response in responses},
    )


def _is_older(risk: Risk, year: int) -> bool:
    return risk.from_year is not None and risk.from_year < year


def _row(method: Method, risk: Risk, year: int, told: _Told, periods: Sequence[str]) -> RiskRow:
    planned, response = told.planned.get(risk.pk), told.responses.get(risk.pk)
    before = told.before.get(risk.pk)
    return RiskRow(
        risk=risk,
        in_plan=planned is not None,
        in_draft=risk.pk in told.drafted,
        can_be_taken_up=risk.pk not in told.taken_up and risk.retired_on is None,
        number=planned.number if planned else "",
        area=(planned.area or "") if planned else "",
        now=told.now.get(risk.pk, _NOTHING),
        before=before,
        was_there=before is not None or risk.pk in told.planned_before or _is_older(risk, year),
        anew=tuple(told.anew.get((risk.pk, period)) for period in periods),
        response=response_word(method, response.kind) if response else "",
        response_year=response.year if response else None,
        controls=planned.controls if planned else 0,
    )
