"""What happens to a unit when the municipality is organised anew: it is moved, closed, or opened again."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from internkoll.base.access import Capability, may
from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.organisation.services import OrganisationRefusal, refuse_bad_unit, refuse_closed


@transaction.atomic
def move_unit(*, by: User | None, unit: Unit, parent: Unit) -> Unit:
    """Lays the unit, with all below it, below another one. What is held above its new place holds there from now on.

    `by` is None for the commands and the demo alone: a person moves within what she administers.
    """
    unit, parent = _held(unit, parent)
    before = Unit.objects.get_parent(unit) or unit
    # A role's unit may itself have been moved since it was asked for. She who has the unit alone can't take it away
    # from those above it.
    if by:
        by.ask_anew_what_is_held()
        if not all(may(by, Capability.MANAGE_UNITS, place) for place in (before, parent)):
            raise OrganisationRefusal(_("Du får inte flytta enheten dit."))
    _refuse_bad_move(unit, parent)
    Unit.objects.move(unit, parent, "last-child")
    moved: Unit = Unit.objects.get(pk=unit.pk)
    told = Change("unit moved", moved, before={"parent": before.pk}, after={"parent": parent.pk})
    record(by=by, unit=moved, changes=[told])
    if by:
        by.ask_anew_what_is_held()
    return moved


def _held(unit: Unit, parent: Unit) -> tuple[Unit, Unit]:
    """Both as they stand, with all of their municipalities held: what is added meanwhile would keep its old path."""
    roots = {found.path[: Unit.steplen] for found in Unit.objects.filter(pk__in=[unit.pk, parent.pk])}
    for root in sorted(roots):
        list(Unit.objects.select_for_update(no_key=True).filter(path__startswith=root))
    return Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=parent.pk)


def _refuse_bad_move(unit: Unit, parent: Unit) -> None:
    if unit.is_root():
        raise OrganisationRefusal(_("En kommun eller en region kan inte ligga under en annan enhet."))
    if parent.path.startswith(unit.path):
        raise OrganisationRefusal(_("En enhet kan inte ligga under sig själv. Välj en annan plats."))
    if not parent.path.startswith(unit.path[: Unit.steplen]):
        raise OrganisationRefusal(_("En enhet kan bara flyttas inom sin egen kommun eller region."))
    if parent.path == unit.path[: -Unit.steplen]:
        raise OrganisationRefusal(_("{unit} ligger redan under {parent}.").format(unit=unit, parent=parent))
    refuse_closed(parent)
    deepest = Unit.objects.filter(path__startswith=unit.path).aggregate(depth=Max("depth"))["depth"]
    siblings = Unit.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    refuse_bad_unit(unit.name, unit.kind, siblings, depth=parent.depth + 1 + deepest - unit.depth)


@transaction.atomic
def close_unit(*, by: User | None, unit: Unit, on: date) -> None:
    """It takes no new plans, periods or roles. All that it has done stays, and is read by those who may."""
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if unit.closed_on:
        return
    if unit.is_root():
        raise OrganisationRefusal(_("En kommun eller en region kan inte stängas."))
    below = Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk).still_open().first()
    if below:
        raise OrganisationRefusal(
            _("{below} ligger under {unit} och är inte stängd. Flytta eller stäng den först.").format(
                below=below, unit=unit
            )
        )
    _set_closed(by, unit, on, "unit closed")


@transaction.atomic
def open_unit_again(*, by: User | None, unit: Unit) -> None:
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    parent = Unit.objects.get_parent(unit)
    if parent:
        refuse_closed(Unit.objects.select_for_update(no_key=True).get(pk=parent.pk))
    if unit.closed_on:
        _set_closed(by, unit, None, "unit opened")


def _set_closed(by: User | None, unit: Unit, on: date | None, what: str) -> None:
    before, after = {"closed_on": unit.closed_on}, {"closed_on": on}
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    record(by=by, unit=unit, changes=[Change(what, unit, before=before, after=after)])
