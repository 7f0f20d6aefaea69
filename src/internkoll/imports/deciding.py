"""What a person has decided of rows that say otherwise than the board's year holds, carried out.

"keep": what Internkoll holds stays, and the document brings what is not told yet. "take": the document's words take the
place of what differs, each through the service of its stage. "new": the row is a line of its own. "skip": the row is
not brought in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from internkoll.base.history import as_stored
from internkoll.followup.models import Measurement, Result
from internkoll.followup.services import CORRECTED, MEASURED, correct_result
from internkoll.imports.comparing import (
    CHECK_TEXTS,
    CONTROL_TEXTS,
    RESULT_FIELDS,
    RISK_TEXTS,
    VALUES,
    Compared,
    Decision,
)
from internkoll.imports.matching import Placed, plain
from internkoll.imports.task import Task
from internkoll.plan.models import Check, Control
from internkoll.plan.rows import Line
from internkoll.plan.work import CheckText, ControlText, change_check, change_control, change_planned_risk
from internkoll.register.estimates import estimate_risk
from internkoll.register.models import Estimate
from internkoll.register.services import NewEstimate, change_risk
from internkoll.rules.exchange import Row
from internkoll.rules.recurrence import recurrence_of

_OF_PLAN = ("area", *RISK_TEXTS, *CONTROL_TEXTS, *CHECK_TEXTS, "mandatory", "continues")


@dataclass(slots=True)
class Changed:
    """What stood in each thing that was changed, so that it can be put back."""

    things: list[dict[str, Any]] = field(default_factory=list)

    def note(self, thing: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        differing = [name for name in after if before.get(name) != after[name]]
        if differing:
            stood = as_stored({name: before.get(name) for name in differing})
            stands = as_stored({name: after[name] for name in differing})
            self.things.append({"model": thing._meta.label_lower, "key": thing.pk, "before": stood, "after": stands})


@dataclass(frozen=True, slots=True)
class Decided:
    """The rows as they are to be brought in. `changed` holds what took the document's words."""

    placed: tuple[Placed, ...]
    changed: Changed


def decide(task: Task, rows: Sequence[Compared], decisions: Mapping[int, Decision], on: date) -> Decided:
    """Carries out what was decided, by the row's number; what nothing was decided of is kept as it is held."""
    changed = Changed()
    kept = (row for row in rows if decisions.get(row.number) != "skip")
    split = [_split_off(row) if decisions.get(row.number) == "new" else row for row in kept]
    for row in split:
        if row.line and row.differences and decisions.get(row.number) == "take":
            _take(task, row, row.line, changed, on)
    risks = _Risks(split, {number for number, decision in decisions.items() if decision == "take"})
    return Decided(tuple(_placed(row, risks, is_taken=decisions.get(row.number) == "take") for row in split), changed)


def _split_off(row: Compared) -> Compared:
    return replace(row, line=None, held=None, differences=())


class _Risks:
    """What is held of each risk once what was taken has taken its place, for all the lines of the risk."""

    def __init__(self, rows: Iterable[Compared], taken: Collection[int]) -> None:
        self._by_key: dict[int, dict[str, Any]] = {}
        self._by_words: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row.held and row.line and row.line.planned_risk:
                held = self._by_key.setdefault(row.line.planned_risk.pk, _held_of_risk(row.held))
                held |= _taken_of_risk(row) if row.number in taken else {}
                self._by_words[plain(row.row.risk)] = held

    def of(self, line: Line) -> dict[str, Any]:
        return self._by_key[line.planned_risk.pk] if line.planned_risk else {}

    def said(self, words: str) -> dict[str, Any]:
        """By the document's words for a risk that another of its rows tells of too."""
        return self._by_words.get(plain(words), {}) if words else {}


def _held_of_risk(held: Row) -> dict[str, Any]:
    return {name: getattr(held, name) for name in (*RISK_TEXTS, *VALUES)}


def _taken_of_risk(row: Compared) -> dict[str, Any]:
    fields = [d.field for d in row.differences if d.is_of_risk and d.field != "risk_assessment"]
    return {name: getattr(row.row, name) for name in fields}


def _placed(row: Compared, risks: _Risks, *, is_taken: bool) -> Placed:
    if row.line is None or row.held is None:
        # A new line of a risk that is there already tells of that risk, whatever words the document has for it.
        known = risks.said(row.row.risk)
        return Placed(row.row.model_copy(update={**known, "risk_assessments": {}}) if known else row.row)
    told = _as_held(row.row, row.held, risks.of(row.line), is_taken=is_taken)
    return Placed(told, row.line.planned_risk, row.line.check)


def _as_held(row: Row, held: Row, risk: Mapping[str, Any], *, is_taken: bool) -> Row:
    """The row in the words of what is held once it has been changed, with what it brings that is not told yet."""
    values: dict[str, Any] = {name: getattr(held, name) for name in _OF_PLAN}
    if is_taken:
        values |= {name: told for name in (*CONTROL_TEXTS, *CHECK_TEXTS) if (told := getattr(row, name))}
    has_values = any(risk.get(name) not in (None, "") for name in VALUES)
    values |= {name: value for name, value in risk.items() if has_values or name not in VALUES}
    values["results"] = {period: told for period, told in row.results.items() if period not in held.results}
    anew = {period: told for period, told in row.risk_assessments.items() if period not in held.risk_assessments}
    return row.model_copy(update={**values, "risk_assessments": anew})


def _values(row: Row, held: Row) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in VALUES}
    return {name: getattr(held, name) if value in (None, "") else value for name, value in told.items()}


def _take(task: Task, row: Compared, line: Line, changed: Changed, on: date) -> None:
    fields = {difference.field for difference in row.differences}
    _take_risk(task, row, line, fields, changed, on)
    if line.control and line.check:
        _take_control(task, row.row, line.control, fields, changed)
        _take_check(task, row.row, line.check, fields, changed)
        periods = {difference.period for difference in row.differences if difference.field in RESULT_FIELDS}
        for result in Result.objects.filter(for_check=line.check, round__label__in=periods).select_related("round"):
            _take_result(task, row.row, result, changed)


def _take_risk(task: Task, row: Compared, line: Line, fields: set[str], changed: Changed, on: date) -> None:
    planned, told = line.planned_risk, row.row
    if planned is None:
        return
    if "risk" in fields and planned.risk.text != told.risk:
        before = {"text": planned.risk.text}
        planned.risk = change_risk(by=task.by, risk=planned.risk, values={"text": told.risk})
        changed.note(planned.risk, before, {"text": planned.risk.text})
    if "risk_number" in fields:
        before = {"number": planned.number}
        held = change_planned_risk(by=task.by, planned=planned, seen=None, number=told.risk_number)
        changed.note(held, before, {"number": held.number})
    for new in _estimates(row, planned.risk, fields):
        _take_estimate(task, new, changed, on)


def _estimates(row: Compared, risk: Any, fields: set[str]) -> Iterator[NewEstimate]:
    if fields & set(VALUES) and row.held:
        values = _values(row.row, row.held)
        yield NewEstimate(risk, "", values["likelihood"], values["consequence"], values["score"], values["level"])
    for period in {difference.period for difference in row.differences if difference.field == "risk_assessment"}:
        told = row.row.risk_assessments[period]
        yield NewEstimate(risk, period, level=told.level, text=told.text)


_ESTIMATED = ("likelihood", "consequence", "value", "level", "text", "estimated_on")


def _take_estimate(task: Task, new: NewEstimate, changed: Changed, on: date) -> None:
    held = Estimate.objects.filter(risk=new.risk, year=task.year, period=new.period).first()
    before = {name: getattr(held, name) for name in _ESTIMATED}
    made = estimate_risk(by=task.by, year=task.year, new=new, on=on)
    changed.note(made, before, {name: getattr(made, name) for name in _ESTIMATED})


def _take_control(task: Task, row: Row, control: Control, fields: set[str], changed: Changed) -> None:
    if not fields & set(CONTROL_TEXTS):
        return
    before = {"working_method": control.working_method, "systematic_control": control.systematic_control}
    before["text"] = control.text
    told = {"working_method": row.working_method, "systematic_control": row.systematic_control, "text": row.control}
    wanted = {name: told[name] or before[name] for name in before}
    text = ControlText(**wanted, mandatory=control.mandatory)
    held = change_control(by=task.by, control=control, seen=None, text=text)
    changed.note(held, before, {name: getattr(held, name) for name in before})


def _take_check(task: Task, row: Row, check: Check, fields: set[str], changed: Changed) -> None:
    if not fields & set(CHECK_TEXTS):
        return
    names = ("procedure", "responsible", "frequency", "recurrence", "measure")
    before = {name: getattr(check, name) for name in names}
    told = {"procedure": row.method, "responsible": row.responsible, "frequency": row.frequency}
    wanted = {**before, **{name: value for name, value in told.items() if value}}
    if wanted["frequency"] != before["frequency"]:
        wanted["recurrence"] = recurrence_of(wanted["frequency"])
    held = change_check(by=task.by, check=check, seen=None, text=CheckText(**wanted))
    changed.note(held, before, {name: getattr(held, name) for name in names})


def _take_result(task: Task, row: Row, result: Result, changed: Changed) -> None:
    told = row.results[result.round.label]
    before = {name: getattr(result, name) for name in CORRECTED}
    measured = Measurement.objects.filter(result=result).first()
    held = correct_result(
        by=task.by,
        result=result,
        outcome=told.outcome or result.outcome,
        status=told.status or result.status,
        text=told.text or result.text,
        at=timezone.now(),
    )
    changed.note(held, before, {name: getattr(held, name) for name in CORRECTED})
    if measured:
        stood = {name: getattr(measured, name) for name in MEASURED}
        measured.refresh_from_db()
        changed.note(measured, stood, {name: getattr(measured, name) for name in MEASURED})
