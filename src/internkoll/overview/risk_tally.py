"""How many of a board's risks share each estimate: counted in the database, read by the Method.

A year has few different estimates, however many risks it has. Each is counted once, and read once as the Method reads
it; a choice among the risks becomes a choice among those few, and goes back to the database as their keys. So a count
and the list behind it can't differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from internkoll.organisation.methods import method_for
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Plan, PlannedRisk
from internkoll.register.models import Estimate, Response, Risk, RiskQuerySet, standing_in
from internkoll.rules.exchange import Row
from internkoll.rules.marks import Valued, level_mark, valued
from internkoll.rules.matrix import level_of
from internkoll.rules.method import Level, Method
from internkoll.rules.periods import in_order

PARTS = ("likelihood", "consequence", "value", "level")
# In an address: the risks whose level, or value, nothing tells.
NOTHING = "-"
_SEPARATOR = "\x1f"


class Changed(StrEnum):
    """What has become of a risk since the year before, as in an address."""

    NEW = "ny"
    RAISED = "hojd"
    LOWERED = "sankt"
    SAME = "oforandrad"
    # One of the two estimates is missing, or the Method has changed its scales between them.
    UNKNOWN = "okand"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many risks have that estimate, with the one of the year before where the years are compared.

    `mandatory`: how many of them are. `must_be_handled`: by their level.
    """

    key: str
    count: int
    mandatory: int
    is_estimated: bool
    has_odds: bool
    written_value: int | None
    now: Valued
    must_be_handled: bool
    changed: Changed = Changed.UNKNOWN


def risks_of_year(here: BoardYear) -> RiskQuerySet:
    """The year's gross list: what stands in the register that year, and all that stands in its plan."""
    plans = [here.plan, *([here.draft] if here.draft else [])]
    return Risk.objects.of(here.board).filter(standing_in(here.year) | Q(pk__in=planned_in(plans)))


def planned_in(plans: Sequence[Plan]) -> QuerySet[PlannedRisk, int]:
    return PlannedRisk.objects.filter(plan__in=[plan.pk for plan in plans]).values_list("risk", flat=True)


def left_alone(plan: Plan) -> QuerySet[PlannedRisk, int]:
    """The plan's risks that have neither a control anywhere in it nor another response decided for the year."""
    # A risk may stand at several places of the plan. Few have no control at the one, and of those it is asked further.
    answered = PlannedRisk.objects.filter(risk=OuterRef("risk"), plan=plan, controls__isnull=False)
    responses = Response.objects.filter(risk=OuterRef("risk"), year=plan.year).exclude(kind=Response.Kind.CONTROL)
    alone = PlannedRisk.objects.filter(plan=plan, controls__isnull=True)
    return alone.exclude(Exists(answered)).exclude(Exists(responses)).values_list("risk", flat=True)


def has_year_before(here: BoardYear) -> bool:
    return here.year - 1 in here.years


def gone_since(here: BoardYear) -> RiskQuerySet:
    """Those that the year before had, in its plan or with an estimate, and that this year has not."""
    had = Q(pk__in=Estimate.objects.filter(risk__unit=here.board, year=here.year - 1).values("risk"))
    before = Risk.objects.of(here.board).filter(had | Q(pk__in=_planned_before(here)))
    return before.exclude(pk__in=risks_of_year(here).values("pk"))


def _planned_before(here: BoardYear) -> QuerySet[PlannedRisk, int]:
    return planned_in([here.before] if here.before else [])


def tallies_of(here: BoardYear, risks: RiskQuerySet, *, compared: bool = False) -> list[Tally]:
    """One query, or where the years are compared two: the other is for the Method of the year before."""
    wanted = _with_estimates(here, risks, compared=compared)
    names = [*_names("now"), *([*_names("before"), "was_there"] if compared else [])]
    counted = wanted.values_list(*names).annotate(count=Count("pk"), mandatory=Count("pk", filter=Q(mandatory=True)))
    before = method_for(here.board, here.year - 1) if compared else None
    return [_tally(here.method, before, row) for row in counted.order_by()]


def _names(year: str) -> list[str]:
    return [f"{year}__{part}" for part in PARTS]


def _with_estimates(here: BoardYear, risks: RiskQuerySet, *, compared: bool) -> RiskQuerySet:
    of_year = Q(estimates__year=here.year, estimates__period="")
    risks = risks.annotate(now=FilteredRelation("estimates", condition=of_year))
    if not compared:
        return risks
    of_year_before = Q(estimates__year=here.year - 1, estimates__period="")
    risks = risks.annotate(before=FilteredRelation("estimates", condition=of_year_before))
    was_there = Q(before__id__isnull=False) | Q(pk__in=_planned_before(here)) | Q(from_year__lt=here.year)
    return risks.annotate(
        was_there=Case(When(was_there, then=Value("1")), default=Value("0"), output_field=TextField())
    )


def _tally(method: Method, before: Method | None, row: Sequence[Any]) -> Tally:
    *written, count, mandatory = row
    now = _row(written[:4])
    changed = Changed.UNKNOWN
    if before is not None:
        changed = changed_since(method, now, before, _row(written[4:8]) if written[8] == "1" else None)
    return Tally(
        key=_SEPARATOR.join("" if part is None else str(part) for part in written),
        count=count,
        mandatory=mandatory,
        is_estimated=any(part not in (None, "") for part in written[:4]),
        has_odds=now.likelihood is not None or now.consequence is not None,
        written_value=now.score,
        now=valued(method, now),
        must_be_handled=method.must_be_handled(_level(method, now)),
        changed=changed,
    )


def _row(written: Sequence[Any]) -> Row:
    likelihood, consequence, value, level = written
    return Row(likelihood=likelihood, consequence=consequence, score=value, level=level)


class _Joined(Func):
    """Its parts as one text. Django's own Concat nests its pairs, deeper than SQLite reads."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


def keyed(here: BoardYear, risks: RiskQuerySet, *, compared: bool = False) -> RiskQuerySet:
    """The risks, each with the key of the tally that it is counted in."""
    names = [*_names("now"), *([*_names("before"), "was_there"] if compared else [])]
    parts = [Coalesce(Cast(F(name), TextField()) if name.endswith("value") else F(name), Value("")) for name in names]
    joined = [piece for part in parts for piece in (Value(_SEPARATOR), part)][1:]
    return _with_estimates(here, risks, compared=compared).annotate(key=_Joined(*joined))


def changed_since(method: Method, now: Row, method_before: Method, before: Row | None) -> Changed:
    """`before` is None for a risk that the year before did not have. Only what can be compared is."""
    if before is None:
        return Changed.NEW
    if _same_scales(method, method_before):
        step = _step(valued(method, now).value, valued(method_before, before).value)
        if step:
            return Changed.RAISED if step > 0 else Changed.LOWERED
    else:
        step = None
    ranks = _step(_rank(method, now), _rank(method_before, before)) if _same_levels(method, method_before) else None
    if ranks:
        return Changed.RAISED if ranks > 0 else Changed.LOWERED
    return Changed.UNKNOWN if step is None and ranks is None else Changed.SAME


def _step(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


def _rank(method: Method, row: Row) -> int | None:
    found = _level(method, row)
    return method.rank(found) if found else None


def _level(method: Method, row: Row) -> Level | None:
    return level_of(method, level=row.level, value=row.score, likelihood=row.likelihood, consequence=row.consequence)


def _same_scales(method: Method, before: Method) -> bool:
    def scales(of: Method) -> object:
        return of.matrix, [[step.value for step in scale] for scale in (of.likelihood, of.consequence)]

    return scales(method) == scales(before)


def _same_levels(method: Method, before: Method) -> bool:
    return [level.word for level in method.levels] == [level.word for level in before.levels]


@dataclass(frozen=True, slots=True)
class PeriodTally:
    """How many risks were estimated at that level, as written, in a period."""

    period: str
    level: str | None
    count: int


def period_tallies(here: BoardYear, risks: QuerySet[Any, int]) -> list[PeriodTally]:
    """The periods and levels in which those risks were estimated anew. One query."""
    anew = Estimate.objects.filter(risk__unit=here.board, year=here.year, period__gt="", risk__in=risks)
    counted = anew.values_list("period", "level").annotate(count=Count("pk")).order_by()
    return [PeriodTally(period, level, count) for period, level, count in counted]


def periods_of_year(here: BoardYear) -> tuple[str, ...]:
    """Those in which any of the board's risks was estimated anew, from the earliest. One query."""
    anew = Estimate.objects.filter(risk__unit=here.board, year=here.year, period__gt="")
    return tuple(in_order(anew.values_list("period", flat=True).distinct().order_by(), here.method.rounds))


def word_of(method: Method, level: str | None) -> str:
    mark = level_mark(method, level)
    return mark.word if mark else NOTHING
