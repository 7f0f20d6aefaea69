"""The register of what the auditors have recommended a board."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.register.models import Recommendation
from internkoll.register.services import RegisterRefusal


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation as it is to stand."""

    text: str
    source: str = ""
    received_on: date | None = None
    answer: str = ""
    answered_on: date | None = None

    def values(self) -> dict[str, object]:
        if not self.text.strip():
            raise RegisterRefusal("Skriv vad revisorerna rekommenderar.")
        if self.answered_on and not self.answer.strip():
            raise RegisterRefusal("Skriv vad nämnden har svarat, eller ta bort dagen för svaret.")
        if self.received_on and self.answered_on and self.answered_on < self.received_on:
            raise RegisterRefusal("Svaret är äldre än rekommendationen. Kontrollera de två datumen.")
        return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(self).items()}


@transaction.atomic
def add_recommendation(*, by: User | None, board: Unit, new: Recommended) -> Recommendation:
    values = new.values()
    made = Recommendation.objects.create(unit=board, **values)
    told = {name: value for name, value in values.items() if value not in (None, "")}
    record(by=by, unit=board, changes=[Change("recommendation added", made, after=told)])
    return made


@transaction.atomic
def change_recommendation(
    *, by: User | None, recommendation: Recommendation, new: Recommended, seen: int | None = None
) -> Recommendation:
    """Raises ChangedSince where another has changed it since `seen`."""
    hold_board(recommendation.unit_id)
    held = held_for_edit(recommendation, seen)
    before, after = change(held, new.values())
    _record(by, held, before, after)
    return held


@transaction.atomic
def end_recommendation(*, by: User | None, recommendation: Recommendation, on: date) -> Recommendation:
    """Marks the recommendation as followed. One that has not been answered is answered first."""
    hold_board(recommendation.unit_id)
    held = held_for_edit(recommendation, None)
    if not held.answer:
        raise RegisterRefusal("Skriv nämndens svar innan rekommendationen markeras som genomförd.")
    if held.done_on is None:
        _record(by, held, *change(held, {"done_on": on}))
    return held


@transaction.atomic
def reopen_recommendation(*, by: User | None, recommendation: Recommendation) -> Recommendation:
    """Takes back that the recommendation was followed."""
    hold_board(recommendation.unit_id)
    held = held_for_edit(recommendation, None)
    _record(by, held, *change(held, {"done_on": None}))
    return held


def _record(by: User | None, held: Recommendation, before: dict[str, object], after: dict[str, object]) -> None:
    if after:
        told = Change("recommendation changed", held, before=before, after=after)
        record(by=by, unit=held.unit, changes=[told])
