"""A Method is worked out as a draft, which holds nowhere, and taken into use; from then on it is never changed."""

import json
from typing import Any

from django.db import transaction

from internkoll.base.edits import NoLongerThere, change, held_for_edit
from internkoll.base.history import Change, record
from internkoll.base.models import HistoryEntry, Unit, User
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.services import OrganisationRefusal
from internkoll.rules.method import Method, load_method
from internkoll.rules.method_draft import data_of

YEARS = range(1990, 2101)
# As much as a Method with the largest matrix and a text to each word needs, many times over.
MOST_SIGNS = 300_000


@transaction.atomic
def draft_method(*, by: User | None, unit: Unit, from_year: int, based_on: Method) -> MethodVersion:
    """Begins a draft with all that another Method has."""
    # Two who begin at once: the unit's row is their lock.
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    _refuse_taken_year(unit, from_year)
    data = data_of(based_on)
    draft = MethodVersion.objects.create(unit=unit, from_year=from_year, data=data, is_draft=True)
    record(by=by, unit=unit, changes=[Change("method drafted", draft, after={"from_year": from_year, **data})])
    return draft


@transaction.atomic
def change_draft(
    *, by: User | None, draft: MethodVersion, data: dict[str, Any], seen: int | None, from_year: int | None = None
) -> MethodVersion:
    """Saves the draft, finished or not. Raises ChangedSince where another has changed it."""
    held = _held_draft(draft, seen)
    from_year = held.from_year if from_year is None else from_year
    if from_year != held.from_year:
        Unit.objects.select_for_update(no_key=True).get(pk=held.unit_id)
        _refuse_taken_year(held.unit, from_year)
    _refuse_unbounded(data)
    before, after = change(held, {"data": data, "from_year": from_year})
    if after:
        told = [_told(values, before.get("data"), after.get("data")) for values in (before, after)]
        record(by=by, unit=held.unit, changes=[Change("method changed", held, before=told[0], after=told[1])])
    return held


@transaction.atomic
def undo_draft_change(*, by: User | None, draft: MethodVersion, seen: int | None) -> MethodVersion:
    """Lets what stood before the last change stand again. Undone once more, that is undone too."""
    held = _held_draft(draft, seen)
    changes = HistoryEntry.objects.filter(
        unit=held.unit, subject=held._meta.model_name, subject_id=held.pk, what="method changed"
    )
    last = changes.order_by("-number").first()
    if last is None:
        raise OrganisationRefusal("Det finns ingen ändring att ångra.")
    before = {"from_year": held.from_year, **held.data, **(last.before or {})}
    year = before.pop("from_year")
    data = {part: value for part, value in before.items() if value is not None}
    return change_draft(by=by, draft=held, data=data, from_year=year, seen=None)


@transaction.atomic
def take_method_into_use(*, by: User | None, draft: MethodVersion, this_year: int) -> MethodVersion:
    """Lets the draft hold from its year on. Raises BadMethod where it is not finished, with all that is wrong."""
    held = _held_draft(draft, None)
    others = MethodVersion.objects.filter(unit=held.unit, from_year=held.from_year, is_draft=False)
    if others.exists():
        raise OrganisationRefusal(f"{held.unit} har redan en metod i bruk från {held.from_year}. Välj ett senare år.")
    if rewrites_the_past(held, this_year):
        raise OrganisationRefusal(
            f"År {held.from_year} har redan en metod, och ett tidigare år skrivs aldrig om. "
            f"Låt den nya gälla från {this_year} eller senare."
        )
    _refuse_unbounded(held.data)
    method = load_method(held.data)
    change(held, {"is_draft": False, "data": method.model_dump(mode="json", exclude_defaults=True)})
    told = {"from_year": held.from_year, **held.data}
    record(by=by, unit=held.unit, changes=[Change("method taken into use", held, after=told)])
    return held


def rewrites_the_past(draft: MethodVersion, this_year: int) -> bool:
    """A year that has ended keeps the Method that it had. One that had none may be given one."""
    return draft.from_year < this_year and MethodVersion.objects.holding_for(draft.unit, this_year - 1).exists()


@transaction.atomic
def remove_draft(*, by: User | None, draft: MethodVersion) -> None:
    held = _held_draft(draft, None)
    told = {"from_year": held.from_year, **held.data}
    record(by=by, unit=held.unit, changes=[Change("method draft removed", held, before=told)])
    held.delete()


def _held_draft(draft: MethodVersion, seen: int | None) -> MethodVersion:
    try:
        held = held_for_edit(draft, seen)
    except NoLongerThere:
        raise OrganisationRefusal("Utkastet finns inte längre. Någon annan har tagit bort det.") from None
    if not held.is_draft:
        raise OrganisationRefusal("Metoden är i bruk och ändras inte. Gör en ny version från ett senare år.")
    return held


def _refuse_taken_year(unit: Unit, from_year: int) -> None:
    if from_year not in YEARS:
        raise OrganisationRefusal(f"Året ska vara från {YEARS[0]} till {YEARS[-1]}.")
    other = MethodVersion.objects.filter(unit=unit, from_year=from_year).first()
    if other:
        what = "ett utkast till metod" if other.is_draft else "en metod i bruk"
        raise OrganisationRefusal(f"{unit} har redan {what} från {from_year}. Välj ett annat år.")


def _refuse_unbounded(data: dict[str, Any]) -> None:
    if len(json.dumps(data, ensure_ascii=False)) > MOST_SIGNS:
        raise OrganisationRefusal("Metoden är för stor för att sparas. Korta texterna eller ta bort rader.")


def _told(values: dict[str, Any], before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """Of the data, only the parts that differ: the history of a draft grows with each time that it is saved."""
    own = {name: value for name, value in values.items() if name != "data"}
    parts = values.get("data") or {}
    return own | {part: parts.get(part) for part in {*(before or ()), *(after or ())} if _differs(part, before, after)}


def _differs(part: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    return (before or {}).get(part) != (after or {}).get(part)
