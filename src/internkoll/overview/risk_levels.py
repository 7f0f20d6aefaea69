"""How many risks each plan has at each level and in each cell of its matrix, counted by the database.

The level is the one that the list of risks shows: as written, else that of the cell, else that of the value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from internkoll.overview.risk_tally import NOTHING, PARTS, left_alone
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.register.models import Estimate
from internkoll.reports.blocks import Mark
from internkoll.rules.marks import level_mark
from internkoll.rules.matrix import Cell, Written, cell_of, level_of
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class Estimated:
    """As an estimate was written. The risks that were estimated just so are counted together."""

    likelihood: str | None
    consequence: str | None
    value: int | None
    level: str | None

    @property
    def odds(self) -> tuple[Written, Written]:
        return _figure(self.likelihood), _figure(self.consequence)


def _figure(written: str | None) -> Written:
    # As the exchange rows have it: a figure alone is a number.
    return int(written) if written and written.isascii() and written.isdigit() else written


@dataclass(frozen=True, slots=True)
class RisksLike:
    estimated: Estimated
    count: int


@dataclass(frozen=True, slots=True)
class RisksAtLevel:
    """`key` is what the list of risks is filtered by; `mark` is None for the risks without a level."""

    key: str
    mark: Mark | None
    count: int


@dataclass(frozen=True, slots=True)
class _Read:
    """An estimate as a Method reads it."""

    mark: Mark | None
    cell: Cell | None
    must_be_handled: bool


class RiskCounts:
    """Two queries, however many plans."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        risks = PlannedRisk.objects.filter(plan__in=plans).values_list("plan_id")
        self.totals: dict[int, int] = dict(risks.annotate(Count("risk", distinct=True)))
        self._like: dict[int, list[RisksLike]] = defaultdict(list)
        estimates = Estimate.objects.filter(
            risk__planned__plan__in=plans, year=F("risk__planned__plan__year"), period=""
        )
        counted = estimates.values_list("risk__planned__plan", *PARTS).annotate(Count("risk", distinct=True))
        for plan, *written, count in counted.order_by():
            self._like[plan].append(RisksLike(Estimated(*written), count))
        self._known: dict[tuple[int, Estimated], _Read] = {}

    def _read(self, method: Method, estimated: Estimated) -> _Read:
        """What the Method makes of it. Many boards share few ways to estimate: each is read once."""
        key = (id(method), estimated)
        if key not in self._known:
            self._known[key] = _read_by(method, estimated)
        return self._known[key]

    def of(self, plan: Plan) -> Sequence[RisksLike]:
        return self._like.get(plan.pk, ())

    def at_levels(self, plan: Plan, method: Method) -> tuple[RisksAtLevel, ...]:
        """The gravest level first; then words that the Method does not know, and last the risks without a level."""
        counts: Counter[str] = Counter()
        marks: dict[str, Mark] = {}
        for like in self.of(plan):
            if mark := self._read(method, like.estimated).mark:
                counts[mark.word] += like.count
                marks[mark.word] = mark
        known = [mark.word for level in reversed(method.levels) if (mark := level_mark(method, level.word))]
        words = [*(word for word in known if word in counts), *(word for word in counts if word not in known)]
        rows = [RisksAtLevel(word, marks[word], counts[word]) for word in words]
        without = self.totals.get(plan.pk, 0) - sum(counts.values())
        return (*rows, RisksAtLevel(NOTHING, None, without)) if rows and without > 0 else tuple(rows)

    def in_cells(self, plans: Iterable[Plan], method: Method) -> Counter[tuple[int, int]]:
        counts: Counter[tuple[int, int]] = Counter()
        for plan in plans:
            for like in self.of(plan):
                if cell := self._read(method, like.estimated).cell:
                    counts[cell.likelihood, cell.consequence] += like.count
        return counts


def unmet_risks(plan: Plan, method: Method) -> int:
    """The risks of the plan that must be handled and have neither a control nor another decided response. One query."""
    if not method.uses("control"):
        return 0
    estimates = Estimate.objects.filter(risk__in=left_alone(plan), year=plan.year, period="")
    counted = estimates.order_by().values_list(*PARTS).annotate(Count("pk"))
    return sum(count for *written, count in counted if _read_by(method, Estimated(*written)).must_be_handled)


def _read_by(method: Method, estimated: Estimated) -> _Read:
    likelihood, consequence = estimated.odds
    cell = cell_of(method, likelihood, consequence)
    value = estimated.value if estimated.value is not None or cell is None else cell.value
    level = level_of(method, level=estimated.level, value=value, likelihood=likelihood, consequence=consequence)
    mark = level_mark(method, estimated.level or (level.word if level else None))
    return _Read(mark, cell, method.must_be_handled(level))
