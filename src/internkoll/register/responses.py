"""What a board decides to do about a risk in a year."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from internkoll.base.edits import ChangedSince, change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import User
from internkoll.register.models import Response, Risk
from internkoll.register.services import RegisterRefusal


@dataclass(frozen=True, slots=True)
class Decision:
    """`kind` is one of the four of Response.Kind; who decided is words, as in the minutes."""

    kind: str
    reason: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    look_again_on: date | None = None

    @property
    def values(self) -> Mapping[str, object]:
        told = asdict(self)
        return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


@transaction.atomic
def decide_response(
    *, by: User | None, risk: Risk, year: int, decision: Decision, seen: int | None = None, is_new: bool = False
) -> Response:
    """Decides the year's response to the risk, or changes it. Accepting a risk takes a reason.

    `is_new`: the year had none when it was shown. Raises ChangedSince where that no longer holds.
    """
    if decision.kind not in Response.Kind.values:
        raise RegisterRefusal("Välj hur risken ska hanteras.")
    if decision.kind == Response.Kind.ACCEPT and not decision.reason.strip():
        raise RegisterRefusal("Skriv varför risken accepteras: ett beslut att acceptera en risk ska vara motiverat.")
    if decision.decided_on and decision.look_again_on and decision.look_again_on < decision.decided_on:
        raise RegisterRefusal("Dagen då risken ska ses över ligger före beslutet. Kontrollera de två datumen.")
    hold_board(risk.unit)
    held = Response.objects.filter(risk=risk, year=year).first()
    if held is None:
        return _decided(by, risk, year, decision)
    if is_new:
        raise ChangedSince(held)
    held = held_for_edit(held, seen)
    before, after = change(held, decision.values)
    if after:
        told = Change("response changed", risk, before={"year": year, **before}, after={"year": year, **after})
        record(by=by, unit=risk.unit, changes=[told])
    return held


def _decided(by: User | None, risk: Risk, year: int, decision: Decision) -> Response:
    made = Response.objects.create(risk=risk, year=year, **decision.values)
    told = {name: value for name, value in decision.values.items() if value not in (None, "")}
    record(by=by, unit=risk.unit, changes=[Change("response decided", risk, after={"year": year, **told})])
    return made
