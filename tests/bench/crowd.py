"""A board's year of any size, made in a few seconds: rows straight into the database, with no history of them.

No test and no service makes rows like this; it is for figures about speed alone.
"""

from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from typing import Any

from django.db.models import Model
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.base.models import Unit, User
from internkoll.followup.models import Result, ResultAction, Round
from internkoll.followup.services import open_round
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.register.models import Estimate, Risk
from internkoll.rules.exchange import Row
from internkoll.rules.method import Method
from tests.bench.documents import PERIOD, YEAR, pattern

_RISKS_AN_AREA = 10


def crowd(board: Unit, *, risks: int, year: int = YEAR, rounds: int = 1) -> Plan:
    """An adopted plan of that many risks, each with an estimate, a control and a check, as the board's Method has them.

    `rounds` of the Method's are opened. Each but the latest is told in full; the latest of four checks in five, every
    third of those with a remark (where the Method has one), and each remark has an action.
    """
    method = method_for(board, year)
    rows = list(islice(cycle(pattern().rows), risks))
    plan = Plan.objects.create(
        unit=board, year=year, title=f"Internkontrollplan {year}", state=Plan.State.ADOPTED,
        adopted_on=date(year, 1, 15), paragraph="§ 1", frozen="{}", frozen_hash="0" * 64,
    )  # fmt: skip
    made = _risks(board, plan, method, rows)
    checks = _checks(plan, made, rows)
    *earlier, latest = _rounds(board, year, method, rounds)
    for round_ in earlier:
        _results(round_, checks, rows, method)
    told = [place for place in range(risks) if place % 5 != 4]
    results = _results(latest, [checks[place] for place in told], [rows[place] for place in told], method)
    _actions(board, year, [result for result in results if _is_remark(method, result)])
    return plan


def _risks(board: Unit, plan: Plan, method: Method, rows: Sequence[Row]) -> list[PlannedRisk]:
    risks = _saved(Risk(unit=board, text=f"{row.risk} ({n})") for n, row in enumerate(rows, start=1))
    _saved(_estimate(method, risk, n, plan.year) for n, risk in enumerate(risks))
    areas = _saved(
        Area(plan=plan, name=f"Område {n + 1}", position=n * _RISKS_AN_AREA + 1)
        for n in range((len(rows) - 1) // _RISKS_AN_AREA + 1)
    )
    return _saved(
        PlannedRisk(plan=plan, risk=risk, area=areas[n // _RISKS_AN_AREA], number=str(n + 1), position=n + 1)
        for n, risk in enumerate(risks)
    )


def _estimate(method: Method, risk: Risk, n: int, year: int) -> Estimate:
    """By the steps of its scales, every ninth by none that it has; by its levels where the Method has no scales."""
    if not method.likelihood:
        level = method.levels[n % len(method.levels)].word if method.levels else None
        return Estimate(risk=risk, year=year, level=level, value=None if level else n % 16 + 1)
    likelihood = "oklar" if n % 9 == 8 else method.likelihood[n % len(method.likelihood)].word
    consequence = method.consequence[n // 3 % len(method.consequence)].word
    return Estimate(risk=risk, year=year, likelihood=likelihood, consequence=consequence)


def _checks(plan: Plan, planned: Sequence[PlannedRisk], rows: Sequence[Row]) -> list[Check]:
    controls = _saved(
        Control(plan=plan, planned_risk=p, area_id=p.area_id, text=row.control, position=p.position)
        for p, row in zip(planned, rows, strict=True)
    )
    return _saved(
        Check(
            plan=plan,
            control=c,
            procedure=row.method,
            responsible=row.responsible,
            frequency="Tertial",
            position=c.position,
        )
        for c, row in zip(controls, rows, strict=True)
    )


def _rounds(board: Unit, year: int, method: Method, count: int) -> list[Round]:
    marks = [rule.mark for rule in method.rounds[:count]] or ["Delår"]
    return [open_round(by=None, board=board, label=f"{mark} {year}", year=year) for mark in marks]


def _results(round_: Round, checks: Sequence[Check], rows: Sequence[Row], method: Method) -> list[Result]:
    """Every third with a remark; half of them attested."""
    reporter, _ = User.objects.get_or_create(email="rapporterar@ekstad.example", defaults={"name": "Rut Rapportör"})
    good = next((c.word for c in method.result_classes if not c.remark), None)
    remark = next((c.word for c in method.result_classes if c.remark), good)
    status = next((s.word for s in method.statuses if s.meaning == "done"), None)
    now = timezone.now()
    return _saved(
        Result(
            round=round_, control_id=check.control_id, for_check=check, text=row.results[PERIOD].text, status=status,
            outcome=good if n % 3 else remark, reported_by=reporter, reported_at=now,
            review=Result.Review.ATTESTED if n % 2 else Result.Review.WAITING,
        )
        for n, (check, row) in enumerate(zip(checks, rows, strict=True))
    )  # fmt: skip


def _is_remark(method: Method, result: Result) -> bool:
    known = method.result_class(result.outcome)
    return known is not None and known.remark


def _actions(board: Unit, year: int, remarks: Sequence[Result]) -> None:
    """Half of them due, and so late, at the end of June; the others at the end of the year."""
    actions = _saved(
        Action(
            unit=board, text=f"Ta fram en rutin och gå igenom den med alla enheter ({n}).", responsible="Enhetschef",
            due=date(year, 6, 30) if n % 2 else date(year, 12, 31), status=tuple(Action.Status)[n % 5],
        )
        for n in range(len(remarks))
    )  # fmt: skip
    _saved(ResultAction(result=result, action=action) for result, action in zip(remarks, actions, strict=True))


def _saved(things: Any) -> list[Any]:
    made: list[Model] = list(things)
    return type(made[0])._default_manager.bulk_create(made, batch_size=500) if made else []
