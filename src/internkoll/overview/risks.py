"""The risks of a board's year as rows: the one list that the matrix, its counts and the page of risks share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.overview.marks import Valued, level_mark, valued
from internkoll.plan.board_year import BoardYear
from internkoll.plan.rows import Line
from internkoll.register.models import Estimate
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order

# In an address: the risks whose level, or value, nothing tells.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class PeriodLevel:
    period: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class RiskRow:
    """`told`: the level in each of the periods in which any risk was estimated anew."""

    risk_id: int
    row: Row
    valued: Valued
    told: tuple[PeriodLevel, ...]
    controls: int

    @property
    def area(self) -> str:
        return " › ".join(self.row.area)

    def level(self, period: int | None) -> Mark | None:
        """The year's level, or that of a period by its place among the periods."""
        return self.valued.level if period is None else self.told[period].mark


@dataclass(frozen=True, slots=True)
class Risks:
    """`periods`: the labels of those in which any risk was estimated anew, from the earliest."""

    rows: tuple[RiskRow, ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns the risks fill."""

    number: bool
    area: bool
    odds: bool
    value: bool
    level: bool


def columns_of(risks: Risks) -> Columns:
    rows = [risk.row for risk in risks.rows]
    return Columns(
        number=any(row.risk_number for row in rows),
        area=any(row.area for row in rows),
        odds=any(row.likelihood is not None or row.consequence is not None for row in rows),
        value=any(risk.valued.value is not None for risk in risks.rows),
        level=any(risk.valued.level for risk in risks.rows),
    )


def words_of(method: Method) -> dict[str, str]:
    """What the municipality calls the fields of a risk."""
    fields = ("risk", "area", "likelihood", "consequence", "score", "level")
    return {field: first_upper(method.word_for(field)) for field in fields}


def risks_of(here: BoardYear, lines: Sequence[Line]) -> Risks:
    """Each risk of the plan once, at its first place in it. One query."""
    first: dict[int, Line] = {}
    controls: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if line.planned_risk:
            first.setdefault(line.planned_risk.risk_id, line)
            if line.control:
                controls[line.planned_risk.risk_id].add(line.control.pk)
    levels = _period_levels(here)
    periods = tuple(in_order({period for _, period in levels}, here.method.rounds))
    rows = [
        RiskRow(
            risk_id=risk_id,
            row=line.row,
            valued=valued(here.method, line.row),
            told=tuple(
                PeriodLevel(period, level_mark(here.method, levels.get((risk_id, period)))) for period in periods
            ),
            controls=len(controls[risk_id]),
        )
        for risk_id, line in first.items()
    ]
    return Risks(tuple(rows), periods)


def _period_levels(here: BoardYear) -> dict[tuple[int, str], str | None]:
    estimates = Estimate.objects.filter(risk__planned__plan=here.plan, year=here.year).exclude(period="")
    return {(e.risk_id, e.period): e.level for e in estimates}


def gravest_first(rows: Sequence[RiskRow]) -> list[RiskRow]:
    """By value, the greatest first; those without one last, in the plan's order."""
    return sorted(rows, key=lambda risk: -(risk.valued.value if risk.valued.value is not None else -1_000_001))
