"""An import taken back: all that it brought in goes and what it changed is put back, if nothing is built on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from internkoll.base.edits import change
from internkoll.base.history import Change, as_stored, hold_board, record
from internkoll.base.models import Edited, HistoryEntry, Unit, User
from internkoll.imports.made import take_away
from internkoll.imports.models import ImportedDocument
from internkoll.imports.refusal import ImportRefused
from internkoll.plan.models import Check, Plan, PlannedRisk
from internkoll.plan.order import close_gaps, last_place
from internkoll.register.models import Estimate
from internkoll.rules.notices import Notice


@transaction.atomic
def take_back_import(*, by: User | None, imported: ImportedDocument) -> None:
    """Takes away all that the document brought in, as long as nothing has been built on it. Raises ImportRefused."""
    board = imported.plan.unit
    hold_board(board)
    held = ImportedDocument.objects.filter(pk=imported.pk).first()
    if held is None:
        raise ImportRefused([Notice("import-gone", "error", "", "Inläsningen är redan tillbakatagen.")])
    if held.last_entry is None:
        raise _built_on("Inläsningen gjordes innan det gick att ta tillbaka en.")
    _refuse_touched(held, board)
    _put_back(by, board, held.changed)
    record(by=by, unit=board, changes=[Change("import taken back", held, before={"name": held.name})])
    held.delete()
    places = _places_of(held)
    built = take_away(held.made)
    if built:
        raise _built_on(f"Sådant som har gjorts efteråt bygger på den: {', '.join(built)}.")
    _close_gaps(imported.plan, places)


def _places_of(held: ImportedDocument) -> list[int]:
    """Where the lines stand that it made."""
    lines: tuple[type[Check] | type[PlannedRisk], ...] = (Check, PlannedRisk)
    made = ((model, held.made.get(model._meta.label_lower, ())) for model in lines)
    return [
        place for model, keys in made for place in model.objects.filter(pk__in=keys).values_list("position", flat=True)
    ]


def _close_gaps(plan: Plan, places: Sequence[int]) -> None:
    """What it set in among the plan's other lines had moved those down. What stood last has none below it."""
    last = last_place(plan)
    close_gaps(plan, {place for place in places if place < last})


def _built_on(why: str) -> ImportRefused:
    return ImportRefused([Notice("import-built-on", "error", "", f"{why} Ingenting är ändrat.")])


def _refuse_touched(held: ImportedDocument, board: Unit) -> None:
    """The history tells whether anyone has done anything with what was brought in."""
    later = HistoryEntry.objects.filter(unit=board, number__gt=held.last_entry).order_by("number")
    kinds = {label.rpartition(".")[2]: set(keys) for label, keys in held.made.items()}
    for thing in held.changed:
        kinds.setdefault(thing["model"].rpartition(".")[2], set()).add(thing["key"])
    estimates = _estimates(held)
    for entry in later:
        if entry.subject_id in kinds.get(entry.subject, ()) or _estimate_changed(entry) in estimates:
            day = date_format(localtime(entry.at), "j F Y H.i")
            raise _built_on(f"Det som lästes in har ändrats eller rapporterats efteråt, senast {day}.")


# A risk's, with its year and its period, as the history tells of it.
_OfRisk = tuple[int | None, int, str]


def _estimates(held: ImportedDocument) -> set[_OfRisk]:
    """Those that it made: the history tells of an estimate as of its risk."""
    made = Estimate.objects.filter(pk__in=held.made.get(Estimate._meta.label_lower, ()))
    return set(made.values_list("risk_id", "year", "period"))


def _estimate_changed(entry: HistoryEntry) -> _OfRisk | None:
    if entry.what != "risk estimate changed":
        return None
    after = entry.after or {}
    return entry.subject_id, after.get("year", 0), after.get("period", "")


def _put_back(by: User | None, board: Unit, changed: Sequence[Mapping[str, Any]]) -> None:
    for told in reversed(changed):
        model = apps.get_model(told["model"])
        thing = model._default_manager.select_for_update(no_key=True).get(pk=told["key"])
        if as_stored({name: getattr(thing, name) for name in told["after"]}) != told["after"]:
            raise _built_on(f"Något som inläsningen ändrade har ändrats igen: {thing}.")
        values = {name: thing._meta.get_field(name).to_python(value) for name, value in told["before"].items()}
        before, after = _put_in(thing, values)
        record(by=by, unit=board, changes=[Change("import change taken back", thing, before=before, after=after)])


def _put_in(thing: Model, values: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    if isinstance(thing, Edited):
        return change(thing, values)
    before = {name: getattr(thing, name) for name in values}
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))
    return before, values
