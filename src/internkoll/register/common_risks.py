"""The risks that a municipality makes mandatory: a row of its own, and one in the register of every board below."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.register.models import Risk
from internkoll.register.services import RegisterRefusal

SHARED = ("text", "category", "process")


@transaction.atomic
def add_common_risk(
    *, by: User | None, unit: Unit, text: str, category: str = "", process: str = "", year: int | None = None
) -> Risk:
    """Makes the risk common for all boards below the unit, and adds a row of it to the register of each.

    `year`: the first whose registers it stands in.
    """
    if not text.strip():
        raise RegisterRefusal("Beskriv risken.")
    if unit.is_board:
        raise RegisterRefusal("En gemensam risk beslutas för alla nämnder, av en enhet som ligger över dem.")
    values = {"text": text.strip(), "category": category.strip(), "process": process.strip()}
    made = Risk.objects.create(unit=unit, mandatory=True, origin=unit, from_year=year, **values)
    record(by=by, unit=unit, changes=[Change("risk added", made, after={**values, "mandatory": True})])
    for board in boards_below(unit):
        _take_in(by, board, [made], year)
    return made


def boards_below(unit: Unit) -> Sequence[Unit]:
    return list(Unit.objects.boards().still_open().filter(path__startswith=unit.path).exclude(pk=unit.pk))


@transaction.atomic
def spread_common_risks(*, by: User | None, board: Unit, year: int | None = None) -> list[Risk]:
    """Takes in the common risks that the board's register lacks, from that year, as that of a new board does."""
    # Two who do this at once would both find the same risks lacking.
    hold_board(board)
    return _take_in(by, board, list(Risk.objects.lacked_by(board).order_by("pk")), year)


def _take_in(by: User | None, board: Unit, risks: Sequence[Risk], year: int | None) -> list[Risk]:
    made = Risk.objects.bulk_create(
        Risk(unit=board, mandatory=True, origin_id=risk.unit_id, common=risk, from_year=year, **_shared(risk))
        for risk in risks
    )
    record(
        by=by,
        unit=board,
        changes=[
            Change("mandatory risk taken in", row, after={"text": row.text, "common": row.common_id}) for row in made
        ],
    )
    return made


def _shared(risk: Risk) -> dict[str, str]:
    return {name: getattr(risk, name) for name in SHARED}


@transaction.atomic
def change_common_risk(*, by: User | None, risk: Risk, values: Mapping[str, str], seen: int | None = None) -> Risk:
    """Changes the words of a common risk, here and in every board. Raises ChangedSince as `change_risk` does."""
    held = held_for_edit(risk, seen)
    _refuse_unless_common(held)
    told = {name: values[name].strip() for name in SHARED if name in values}
    if not told.get("text", held.text):
        raise RegisterRefusal("Beskriv risken.")
    for row in (held, *held.rows_of_boards.select_for_update(of=("self",), no_key=True).select_related("unit")):
        before, after = change(row, told)
        if after:
            record(by=by, unit=row.unit, changes=[Change("risk changed", row, before=before, after=after)])
    return held


@transaction.atomic
def end_common_risk(*, by: User | None, risk: Risk, on: date, why: str) -> Risk:
    """Ends a common risk. It stands in the boards' registers the year out, and in none from the year to come."""
    held = held_for_edit(risk, None)
    _refuse_unless_common(held)
    if held.retired_on:
        raise RegisterRefusal("Den gemensamma risken är redan avslutad.")
    if not why.strip():
        raise RegisterRefusal("Skriv varför risken inte längre ska vara gemensam.")
    before, after = change(held, {"retired_on": on, "retired_why": why.strip()})
    record(by=by, unit=held.unit, changes=[Change("risk retired", held, before=before, after=after)])
    for row in held.rows_of_boards.select_related("unit"):
        record(by=by, unit=row.unit, changes=[Change("risk retired", row, after=after)])
    return held


def _refuse_unless_common(risk: Risk) -> None:
    if risk.common_id or not risk.mandatory or risk.origin_id != risk.unit_id:
        raise RegisterRefusal("Risken är ingen gemensam risk. Den ändras i nämndens eget register.")
