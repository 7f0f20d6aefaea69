"""What a document says beside what the board's year holds: what is new, what is there already, what is said otherwise.

Nothing is changed here. What a person decides of each row that differs is carried out by services.py.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from internkoll.followup.models import Result
from internkoll.imports.matching import match_rows, plain, risk_key
from internkoll.plan.models import Plan
from internkoll.plan.rows import Line, lines_of
from internkoll.register.models import Estimate
from internkoll.rules.exchange import Document, PeriodEstimate, PeriodResult, Row
from internkoll.rules.fields import USUAL_WORDS

State = Literal["new", "changed", "there"]
Decision = Literal["keep", "take", "new", "skip"]

RISK_TEXTS = ("risk_number", "risk")
CONTROL_TEXTS = ("working_method", "systematic_control", "control")
CHECK_TEXTS = ("method", "responsible", "frequency")
VALUES = ("score", "level", "likelihood", "consequence")
RESULT_FIELDS = ("outcome", "status", "result")
_OF_RISK = frozenset({*RISK_TEXTS, *VALUES, "risk_assessment"})
_OF_CONTROL = frozenset({*CONTROL_TEXTS, *CHECK_TEXTS})


@dataclass(frozen=True, slots=True)
class Difference:
    """`period` is "" for what the plan says. `held` and `told` as they are to be shown."""

    field: str
    period: str
    held: str
    told: str

    @property
    def word(self) -> str:
        return USUAL_WORDS[self.field]

    @property
    def is_of_risk(self) -> bool:
        return self.field in _OF_RISK


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the document beside the line of the plan that it tells of, if there is one. `number` counts from 1."""

    number: int
    row: Row
    line: Line | None
    held: Row | None
    differences: tuple[Difference, ...]

    @property
    def state(self) -> State:
        if self.line is None:
            return "new"
        return "changed" if self.differences else "there"


@dataclass(frozen=True, slots=True)
class Count:
    """How many are new, said otherwise, and there already."""

    new: int = 0
    changed: int = 0
    there: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[Compared, ...]
    risks: Count
    controls: Count
    results: Count

    @property
    def changed(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.state == "changed")

    @property
    def fingerprint(self) -> str:
        """Another where anything that a person decides of has become another."""
        told = [(row.number, row.state, row.differences) for row in self.rows]
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:20]

    @property
    def new(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.state == "new")


def compare(document: Document, plan: Plan | None) -> Comparison:
    """The document's rows beside the plan's lines, their estimates and results. `plan` None: the year holds nothing."""
    lines = lines_of(plan) if plan else []
    held = _with_results(plan, lines) if plan else []
    matched = match_rows(document.rows, held)
    rows = tuple(
        _compared(number, row, lines[at] if at is not None else None, held[at] if at is not None else None)
        for number, (row, at) in enumerate(zip(document.rows, matched, strict=True), start=1)
    )
    rows = tuple(_each_risk_once(rows))
    return Comparison(rows, _risks(rows), _controls(rows), _results(rows))


def _each_risk_once(rows: Iterable[Compared]) -> Iterator[Compared]:
    """What is said otherwise of a risk is asked of where the document first says so, and not at each of its lines."""
    asked: set[tuple[int, Difference]] = set()
    for row in rows:
        risk = row.line.planned_risk.pk if row.line and row.line.planned_risk else 0
        own = tuple(d for d in row.differences if not (d.is_of_risk and (risk, d) in asked))
        asked |= {(risk, d) for d in own}
        yield replace(row, differences=own)


def _with_results(plan: Plan, lines: Sequence[Line]) -> list[Row]:
    """The lines as rows with all that has been reported and estimated of them."""
    results: dict[int, dict[str, PeriodResult]] = {}
    for result in Result.objects.of(plan).select_related("round"):
        told = PeriodResult(outcome=result.outcome, text=result.text, status=result.status)
        results.setdefault(result.for_check_id or 0, {})[result.round.label] = told
    estimates: dict[int, dict[str, PeriodEstimate]] = {}
    risks = [line.planned_risk.risk_id for line in lines if line.planned_risk]
    for estimate in Estimate.objects.filter(risk__in=set(risks), year=plan.year).exclude(period=""):
        told_anew = PeriodEstimate(level=estimate.level, text=estimate.text)
        estimates.setdefault(estimate.risk_id, {})[estimate.period] = told_anew
    return [_with(line, results, estimates) for line in lines]


def _with(
    line: Line, results: Mapping[int, dict[str, PeriodResult]], estimates: Mapping[int, dict[str, PeriodEstimate]]
) -> Row:
    return line.row.model_copy(
        update={
            "results": results.get(line.check.pk, {}) if line.check else {},
            "risk_assessments": estimates.get(line.planned_risk.risk_id, {}) if line.planned_risk else {},
        }
    )


def _compared(number: int, row: Row, line: Line | None, held: Row | None) -> Compared:
    return Compared(number, row, line, held, tuple(_differences(row, held)) if held else ())


def _differences(row: Row, held: Row) -> Iterator[Difference]:
    """What the document tells otherwise; what it does not tell is no difference, nor what nothing is told of yet."""
    for field in (*RISK_TEXTS, *CONTROL_TEXTS, *CHECK_TEXTS, *VALUES):
        told, known = getattr(row, field), getattr(held, field)
        is_new_value = field in VALUES and all(getattr(held, value) in (None, "") for value in VALUES)
        if told not in (None, "") and not is_new_value and plain(told) != plain(known):
            yield Difference(field, "", _shown(known), _shown(told))
    for period, result in row.results.items():
        if period in held.results:
            yield from _of_results(period, result, held.results[period])
    for period, estimate in row.risk_assessments.items():
        known_anew = held.risk_assessments.get(period)
        if known_anew and _estimate_words(estimate) != _estimate_words(known_anew):
            yield Difference("risk_assessment", period, _told_estimate(known_anew), _told_estimate(estimate))


def _of_results(period: str, told: PeriodResult, held: PeriodResult) -> Iterator[Difference]:
    for field, name in zip(RESULT_FIELDS, ("outcome", "status", "text"), strict=True):
        new, known = getattr(told, name), getattr(held, name)
        if new and plain(new) != plain(known):
            yield Difference(field, period, _shown(known), _shown(new))


def _estimate_words(estimate: PeriodEstimate) -> tuple[str, str]:
    return plain(estimate.level), plain(estimate.text)


def _told_estimate(estimate: PeriodEstimate) -> str:
    return "\n".join(part for part in (estimate.level, estimate.text) if part)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _risks(rows: Sequence[Compared]) -> Count:
    """Each risk once. One of which any row says otherwise is changed."""
    states: dict[object, set[State]] = {}
    for row in rows:
        if row.row.risk:
            known = row.line.planned_risk.pk if row.line and row.line.planned_risk else risk_key(row.row)
            of_risk = any(difference.is_of_risk for difference in row.differences)
            states.setdefault(known, set()).add("new" if row.line is None else "changed" if of_risk else "there")
    return _count("changed" if "changed" in s else "there" if "there" in s else "new" for s in states.values())


def _controls(rows: Sequence[Compared]) -> Count:
    controls = [row for row in rows if not row.row.is_risk_alone]
    return _count(
        "new" if row.line is None else "changed" if any(d.field in _OF_CONTROL for d in row.differences) else "there"
        for row in controls
    )


def _results(rows: Sequence[Compared]) -> Count:
    states: list[State] = []
    for row in rows:
        differing = {d.period for d in row.differences if d.field in RESULT_FIELDS}
        held = row.held.results if row.held else {}
        states += ["new" if p not in held else "changed" if p in differing else "there" for p in row.row.results]
    return _count(states)


def _count(states: Iterable[State]) -> Count:
    told = list(states)
    return Count(told.count("new"), told.count("changed"), told.count("there"))
