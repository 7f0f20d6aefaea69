"""What an import made, so that it can be taken back as long as nothing has been built on it."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Max
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import Unit
from internkoll.followup.models import Result, ResultAction, Round, RunningText
from internkoll.plan.models import Area, Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.register.models import Estimate, Risk

# Each with the way to its board, what others point to first: taken away from the end.
_MADE: tuple[tuple[type[models.Model], str], ...] = (
    (Plan, "unit"),
    (Risk, "unit"),
    (Estimate, "risk__unit"),
    (Area, "plan__unit"),
    (PlannedRisk, "plan__unit"),
    (Control, "plan__unit"),
    (Check, "control__plan__unit"),
    (Round, "unit"),
    (Assessment, "unit"),
    (Result, "round__unit"),
    (RunningText, "plan__unit"),
    (Action, "unit"),
    (PlanAction, "action__unit"),
    (ResultAction, "result__round__unit"),
)
_BATCH = 500

Latest = dict[str, int]
Made = dict[str, list[int]]


def latest_of(board: Unit) -> Latest:
    """The highest key of each kind that the board has. Asked with the board held (base/history.hold_board)."""
    return {
        model._meta.label_lower: _of(model, way, board).aggregate(top=Max("pk"))["top"] or 0 for model, way in _MADE
    }


def made_since(board: Unit, latest: Latest) -> Made:
    """The keys of what the board has got since, by kind; the board has been held all the while."""
    found = {model._meta.label_lower: _keys_over(latest, model, way, board) for model, way in _MADE}
    return {label: keys for label, keys in found.items() if keys}


def _keys_over(latest: Latest, model: type[models.Model], way: str, board: Unit) -> list[int]:
    since = _of(model, way, board).filter(pk__gt=latest[model._meta.label_lower])
    return list(since.order_by("pk").values_list("pk", flat=True))


def take_away(made: Made) -> list[str]:
    """Takes away all that was made; or tells what has been built on it since, and the caller undoes the rest."""
    own = {label: set(keys) for label, keys in made.items()}
    for model, _ in reversed(_MADE):
        keys = made.get(model._meta.label_lower, [])
        for start in range(0, len(keys), _BATCH):
            built = _delete(model, keys[start : start + _BATCH], own)
            if built:
                return built
    return []


def _of(model: type[models.Model], way: str, board: Unit) -> "models.QuerySet[Any]":
    return model._default_manager.filter(**{way: board})


Own = Mapping[str, set[int]]


def _delete(model: type[models.Model], keys: list[int], own: Own) -> list[str]:
    things = list(model._default_manager.filter(pk__in=keys))
    collector = Collector(using=model._default_manager.db)
    try:
        collector.collect(things)
    except (ProtectedError, RestrictedError) as error:
        held = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        return sorted({_name(type(thing)) for thing in held})
    built = _built_on(collector, own)
    if not built:
        collector.delete()
    return built


def _built_on(collector: Collector, own: Own) -> list[str]:
    """What would go with the things, or lose what it points at: someone has made that since."""
    going = [(model, {thing.pk for thing in things}) for model, things in collector.data.items()]
    going += [(found.model, set(found.values_list("pk", flat=True))) for found in collector.fast_deletes]
    others = {_name(model) for model, keys in going if keys - own.get(model._meta.label_lower, set())}
    losing = (field for (field, _), lists in collector.field_updates.items() if any(map(_is_there, lists)))
    return sorted(others | {_name(field.model) for field in losing})


def _is_there(held: Any) -> bool:
    return held.exists() if isinstance(held, models.QuerySet) else bool(held)


def _name(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)
