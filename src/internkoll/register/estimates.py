"""Changes of estimates: one at a time, or a sheet of them together, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from internkoll.base.edits import ChangedSince, change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.register.models import Estimate
from internkoll.register.services import NewEstimate, RegisterRefusal, stand_from, told_of

_VALUES = ("likelihood", "consequence", "value", "level", "text")


@dataclass(frozen=True, slots=True)
class SeenEstimate:
    """An estimate as one wants it, with the count of changes that it had when it was shown; None where it was new."""

    new: NewEstimate
    seen: int | None


class SeveralChangedSince(Exception):
    """Others have estimated some of the risks since they were shown. Nothing was saved. `things` are as they stand."""

    def __init__(self, things: Sequence[Estimate]) -> None:
        super().__init__("Några av riskerna har skattats av någon annan under tiden.")
        self.things = {estimate.risk_id: estimate for estimate in things}


@transaction.atomic
def estimate_risk(
    *, by: User | None, year: int, new: NewEstimate, on: date, seen: int | None = None, is_new: bool = False
) -> Estimate:
    """Estimates the risk for the year or a period of it, or changes the estimate that it has.

    `is_new`: the risk had no estimate of that period when it was shown. Raises ChangedSince where that no longer holds.
    """
    hold_board(new.risk.unit)
    held = Estimate.objects.filter(risk=new.risk, year=year, period=new.period).first()
    if held is None:
        made, told = _added(year, new, on)
    elif is_new:
        raise ChangedSince(held)
    else:
        made, told = _changed(held_for_edit(held, seen), new.as_model(year), on)
    record(by=by, unit=new.risk.unit, changes=[told] if told else [])
    return made


@transaction.atomic
def estimate_sheet(
    *, by: User | None, board: Unit, year: int, sheet: Sequence[SeenEstimate], on: date
) -> list[Estimate]:
    """Saves the year's estimates that differ from what stands, all of them or none.

    Raises SeveralChangedSince with those that others have changed since they were shown.
    """
    hold_board(board)
    held = _held(board, year, sheet)
    conflicts = [
        held[wanted.new.risk.pk]
        for wanted in sheet
        if wanted.new.risk.pk in held and held[wanted.new.risk.pk].edits != wanted.seen
    ]
    if conflicts:
        raise SeveralChangedSince(conflicts)
    saved = [_saved(held.get(wanted.new.risk.pk), year, wanted.new, on) for wanted in sheet]
    record(by=by, unit=board, changes=[told for _, told in saved if told])
    return [made for made, told in saved if told]


def _saved(held: Estimate | None, year: int, new: NewEstimate, on: date) -> tuple[Estimate, Change | None]:
    return _changed(held, new.as_model(year), on) if held else _added(year, new, on)


def _held(board: Unit, year: int, sheet: Sequence[SeenEstimate]) -> dict[int, Estimate]:
    wanted = Estimate.objects.filter(risk__in=[row.new.risk.pk for row in sheet], year=year, period="")
    found = wanted.filter(risk__unit=board).select_for_update(of=("self",), no_key=True).select_related("risk__unit")
    return {estimate.risk_id: estimate for estimate in found}


def _added(year: int, new: NewEstimate, on: date) -> tuple[Estimate, Change | None]:
    made = new.as_model(year)
    if all(getattr(made, part) in (None, "") for part in _VALUES):
        raise RegisterRefusal("Fyll i minst en del av skattningen.")
    made.estimated_on = on
    made.save()
    stand_from([new.risk], year)
    return made, Change("risk estimated", new.risk, after=told_of(made))


def _changed(held: Estimate, wanted: Estimate, on: date) -> tuple[Estimate, Change | None]:
    values = {part: getattr(wanted, part) for part in _VALUES}
    if all(getattr(held, part) == value for part, value in values.items()):
        return held, None
    before, after = change(held, {**values, "estimated_on": on})
    place = {"year": held.year, **({"period": held.period} if held.period else {})}
    return held, Change("risk estimate changed", held.risk, before={**place, **before}, after={**place, **after})
