"""Which lines of a plan go on from the year before, where it was not carried over but read in from a document.

A risk goes on as itself. A control goes on where the same words stand at the same risk (or at none) in both years, and
a check where its words do, or where it is the only one of its control in both. Nothing is guessed from likeness.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from django.db import transaction

from internkoll.plan.models import Check, Control, Plan, PlannedRisk

T = TypeVar("T", PlannedRisk, Control, Check)
Key = Callable[[T], Hashable]


@transaction.atomic
def tie_to_year_before(*, plan: Plan) -> None:
    """Fills in `copied_from` where nobody has. A handful of queries, however many lines. No change to tell of."""
    before = Plan.objects.of(plan.unit, plan.year - 1).in_force().first()
    if before is None:
        return
    _tie(PlannedRisk, plan, before, "plan", lambda planned: planned.risk_id)
    _tie(Control, plan, before, "plan", _words_of_control)
    controls = dict(Control.objects.filter(plan=plan).values_list("pk", "copied_from_id"))
    _tie(Check, plan, before, "plan", lambda check: _words_of_check(check, controls))
    alone = _only_checks(before) | _only_checks(plan)
    _tie(Check, plan, before, "plan", lambda check: _only_one(check, controls, alone))


def _tie(model: type[T], plan: Plan, before: Plan, lookup: str, key: Key[T]) -> None:
    """Ties each without an origin to the one of the year before with its key, where just one on each side has it."""
    related = () if model is Check else ("planned_risk",) if model is Control else ()
    old = _by_key(model._default_manager.filter(**{lookup: before}).select_related(*related), key)
    untied = model._default_manager.filter(**{lookup: plan}, copied_from=None).select_related(*related)
    found = []
    for wanted, things in _by_key(untied, key).items():
        if len(things) == 1 and len(old.get(wanted, ())) == 1:
            things[0].copied_from = old[wanted][0]
            found.append(things[0])
    model._default_manager.bulk_update(found, ["copied_from"], batch_size=500)


def _by_key(things: Iterable[T], key: Key[T]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for thing in things:
        if (wanted := key(thing)) is not None:
            found[wanted].append(thing)
    return found


def _words_of_control(control: Control) -> Hashable:
    words = (control.working_method, control.systematic_control, control.text)
    risk = control.planned_risk.risk_id if control.planned_risk else None
    return (risk, *(_plain(text) for text in words)) if any(words) else None


def _words_of_check(check: Check, controls: Mapping[int, int | None]) -> Hashable:
    return (controls.get(check.control_id) or check.control_id, _plain(check.procedure)) if check.procedure else None


def _only_one(check: Check, controls: Mapping[int, int | None], alone: set[int]) -> Hashable:
    return (controls.get(check.control_id) or check.control_id) if check.pk in alone else None


def _only_checks(plan: Plan) -> set[int]:
    of_control: dict[int, list[int]] = defaultdict(list)
    for control, check in Check.objects.filter(plan=plan).values_list("control_id", "pk"):
        of_control[control].append(check)
    return {checks[0] for checks in of_control.values() if len(checks) == 1}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
