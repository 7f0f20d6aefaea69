"""What all tables hold, in a form that can be compared: to show that something refused has changed nothing."""

from collections.abc import Mapping

from django.apps import apps
from django.db import models

# A visit is remembered in them, whatever it was for.
_OF_VISITS = {"Session", "Authenticator"}
# They differ between two who do the same thing.
_OF_THE_MOMENT = {"hash", "previous_hash", "frozen_hash", "last_login"}

Digest = Mapping[str, frozenset[tuple[object, ...]]]


def digest(*, without_moments: bool = False) -> Digest:
    """Each table's rows. `without_moments`: without when it was done, to compare two changes."""
    held = {
        model.__name__: frozenset(_rows(model, without_moments=without_moments))
        for model in apps.get_models(include_auto_created=True)
        if model.__name__ not in _OF_VISITS
    }
    return {name: rows for name, rows in held.items() if rows}


def _rows(model: type[models.Model], *, without_moments: bool) -> list[tuple[object, ...]]:
    names = [f.attname for f in model._meta.concrete_fields if not (without_moments and _is_of_the_moment(f))]
    return [tuple(map(str, row)) for row in model._default_manager.values_list(*names)]


def _is_of_the_moment(field: models.Field) -> bool:
    return isinstance(field, models.DateTimeField) or field.name in _OF_THE_MOMENT


def differing(before: Digest, after: Digest) -> set[str]:
    """The tables that do not hold the same."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}
