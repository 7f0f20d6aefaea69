"""Pages of the organisation: units, and where each lies in the tree."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, capabilities_at, person_of, unit_or_404
from internkoll.base.looks import Form
from internkoll.base.models import Unit
from internkoll.organisation.forms import MoveForm, UnitForm
from internkoll.organisation.services import OrganisationRefusal, add_unit, change_unit
from internkoll.organisation.tree import kept_by, tree_at, way_to
from internkoll.organisation.unit_services import close_unit, move_unit, open_unit_again


def settings(request: HttpRequest) -> HttpResponse:
    """Where those who keep something in order begin."""
    municipalities = kept_by(request.user)
    if not municipalities:
        raise PermissionDenied
    return render(request, "organisation/settings.html", {"municipalities": municipalities})


def unit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = unit_or_404(request.user, pk, Capability.MANAGE_PEOPLE)
    context = {**about(request, shown), "tab": "unit", "branches": tree_at(shown)}
    return render(request, "organisation/unit.html", context)


def new_unit(request: HttpRequest, pk: int) -> HttpResponse:
    parent = unit_or_404(request.user, pk, Capability.MANAGE_UNITS)
    form = UnitForm(request.POST or None, at_top=False, initial={"kind": Unit.Kind.UNIT})
    if form.is_valid():
        try:
            added = add_unit(by=person_of(request), parent=parent, **form.cleaned_data)
        except OrganisationRefusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("{unit} är tillagd.").format(unit=added))
            return redirect("unit", parent.pk)
    return render(request, "organisation/new_unit.html", {**about(request, parent), "form": form})


def edit_unit(request: HttpRequest, pk: int) -> HttpResponse:
    edited = unit_or_404(request.user, pk, Capability.MANAGE_UNITS)
    stands = {"name": edited.name, "kind": edited.kind}
    form = UnitForm(request.POST or None, at_top=edited.is_root(), initial=stands)
    if form.is_valid():
        try:
            change_unit(by=person_of(request), unit=edited, **form.cleaned_data)
        except OrganisationRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect("unit", edited.pk)
    return render(request, "organisation/edit_unit.html", {**about(request, edited), "form": form})


def move(request: HttpRequest, pk: int) -> HttpResponse:
    moved = unit_or_404(request.user, pk, Capability.MANAGE_UNITS)
    by = person_of(request)
    form = MoveForm(request.POST or None, by=by, unit=moved)
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        try:
            move_unit(by=by, unit=moved, parent=parent)
        except OrganisationRefusal as refusal:
            form.add_error("parent", str(refusal))
        else:
            messages.success(request, _("{unit} ligger nu under {parent}.").format(unit=moved, parent=parent))
            return redirect("unit", moved.pk)
    return render(request, "organisation/move_unit.html", {**about(request, moved), "form": form})


def close(request: HttpRequest, pk: int) -> HttpResponse:
    closed = unit_or_404(request.user, pk, Capability.MANAGE_UNITS)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_unit(by=person_of(request), unit=closed, on=timezone.localdate())
        except OrganisationRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("{unit} är stängd.").format(unit=closed))
            return redirect("unit", closed.pk)
    return render(request, "organisation/close_unit.html", {**about(request, closed), "form": form})


@require_POST
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    opened = unit_or_404(request.user, pk, Capability.MANAGE_UNITS)
    try:
        open_unit_again(by=person_of(request), unit=opened)
    except OrganisationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{unit} är öppen igen.").format(unit=opened))
    return redirect("unit", opened.pk)


def about(request: HttpRequest, shown: Unit) -> dict[str, object]:
    """What the frame of a unit's pages shows."""
    return {"unit": shown, "way": way_to(request.user, shown), "can": capabilities_at(request.user, shown)}
