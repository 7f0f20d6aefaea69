"""What stands beside the form of a report: what was shown before, and how grave the risk is; and its receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.formats import number_format

from internkoll.base.chart import NARROW, Chart, Datum, chart_of
from internkoll.base.models import User
from internkoll.base.pages import key_sent
from internkoll.followup.awaiting import left_out_by
from internkoll.followup.due import awaited_of
from internkoll.followup.models import Measurement, Result, Round
from internkoll.followup.review import attesters_of
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check
from internkoll.register.models import Estimate
from internkoll.rules.exchange import Row
from internkoll.rules.marks import Mark, class_mark, status_mark, valued
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order

# As many as have room beside each other with their words.
MOST_DRAWN = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A result as it is shown: its words as marks."""

    result: Result
    marks: tuple[Mark, ...]

    @property
    def measured(self) -> str:
        return str(getattr(self.result, "measurement", "") or "")


@dataclass(frozen=True, slots=True)
class Beside:
    """`before`: the latest result before this round. `measured`: every measured value, the latest first.

    `chart` is None where fewer than two of them can be drawn, or they are not of one kind.
    """

    risk_mark: Mark | None
    before: Told | None
    measured: tuple[Told, ...]
    chart: Chart | None


def told_of(method: Method, result: Result) -> Told:
    marks = (class_mark(method, result.outcome), status_mark(method, result.status))
    return Told(result, tuple(mark for mark in marks if mark))


def beside(method: Method, round_: Round, check: Check) -> Beside:
    earlier = _earlier(method, round_, check)
    told = [told_of(method, result) for result in earlier]
    measured = tuple(result for result in told if result.measured)
    return Beside(
        risk_mark=_risk_mark(method, round_, check),
        before=told[0] if told else None,
        measured=measured,
        chart=_chart(measured),
    )


def _chart(measured: Sequence[Told]) -> Chart | None:
    """The latest of the values that were read as numbers, from the earliest."""
    drawn = [(m, m.value) for told in measured if (m := _measurement(told)) and m.value is not None]
    latest = drawn[:MOST_DRAWN][::-1]
    if len(latest) < 2 or len({m.unit.casefold() for m, _ in latest}) > 1:
        return None
    ends = {min(value for _, value in latest), max(value for _, value in latest)}
    data = [Datum(m.result.round.label, value, _number(value)) for m, value in latest]
    return chart_of(data, [(value, _number(value)) for value in sorted(ends)], width=NARROW)


def _measurement(told: Told) -> Measurement | None:
    return getattr(told.result, "measurement", None)


def _number(value: float) -> str:
    return number_format(int(value) if value == int(value) else round(value, 2), force_grouping=True)


def is_due_in(method: Method, round_: Round, check: Check) -> bool:
    """Whether the round awaits the check at all, by how often it recurs."""
    if not check.recurrence:
        return True
    rounds = list(Round.objects.filter(unit=round_.unit_id, year=round_.year))
    return check.recurrence not in left_out_by(method, round_.year, rounds)[round_.pk]


def _earlier(method: Method, round_: Round, check: Check) -> list[Result]:
    """The latest first. The year before it is the check that this one was copied from."""
    checks = [key for key in (check.pk, check.copied_from_id) if key]
    results = Result.objects.told().filter(for_check__in=checks).exclude(round=round_)
    found = list(results.select_related("round", "measurement", "reported_by"))
    labels = in_order({round_.label, *(result.round.label for result in found)}, method.rounds)
    places = {label: place for place, label in enumerate(labels)}
    before = [result for result in found if places[result.round.label] < places[round_.label]]
    return sorted(before, key=lambda result: -places[result.round.label])


def _risk_mark(method: Method, round_: Round, check: Check) -> Mark | None:
    planned = check.control.planned_risk
    estimate = Estimate.objects.filter(risk=planned.risk_id, year=round_.year, period="").first() if planned else None
    if estimate is None:
        return None
    row = Row(
        likelihood=estimate.likelihood, consequence=estimate.consequence, score=estimate.value, level=estimate.level
    )
    return valued(method, row).mark


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, to whom it goes, and how much is left for the person to report."""

    told: Told
    attesters: tuple[User, ...]
    left: int


def receipt_of(user: User, key: str, today: date) -> Receipt | None:
    """The receipt for the result with that key, for the one who reported it; None for anyone else."""
    results = Result.objects.select_related("round__unit", "control", "for_check", "measurement")
    result = results.filter(pk=key_sent(key), reported_by=user).first()
    if result is None:
        return None
    method = method_for(result.round.unit, result.round.year)
    people = attesters_of(result.round.unit, user)
    return Receipt(told_of(method, result), tuple(people), awaited_of(user, today).count())


def next_key(user: User, today: date) -> tuple[int, int] | None:
    """The round and check that the person is to report next; None where nothing is left."""
    found = awaited_of(user, today).values_list(F("round_id"), "pk").first()
    return (found[0], found[1]) if found else None
