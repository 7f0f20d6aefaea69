"""The pages of the Method: which one holds and why, a version as it is read, and a draft by form."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import (
    Capability,
    Person,
    capabilities_at,
    may,
    of_readable_boards_or_404,
    unit_or_404,
)
from internkoll.base.edits import ChangedSince
from internkoll.base.models import Unit, User
from internkoll.organisation.method_editor import SECTIONS, Editor, held_by, sum_of
from internkoll.organisation.method_forms import BeginForm
from internkoll.organisation.method_grid import field_rows, grid_of, sections_of
from internkoll.organisation.method_operations import done
from internkoll.organisation.method_page import fault_link, page_of_method, told_in_words
from internkoll.organisation.method_reach import reach_of, standings, untouched_years
from internkoll.organisation.method_services import (
    change_draft,
    draft_method,
    remove_draft,
    rewrites_the_past,
    take_method_into_use,
    undo_draft_change,
)
from internkoll.organisation.methods import method_for
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.services import OrganisationRefusal
from internkoll.rules.method import BadMethod
from internkoll.rules.method_draft import data_of, faults_of, fitted
from internkoll.rules.methods import packaged_method

_SHOWN_FAULTS = 12


def methods(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    return _methods_page(request, unit, _begin_form(unit))


@require_POST
def method_new(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk, Capability.SET_METHOD)
    form = _begin_form(unit, request.POST)
    if not form.is_valid():
        return _methods_page(request, unit, form)
    named, year = form.cleaned_data["based_on"], form.cleaned_data["from_year"]
    based_on = packaged_method(named) if named else method_for(unit, year)
    try:
        draft = draft_method(by=_by(request), unit=unit, from_year=year, based_on=based_on)
    except OrganisationRefusal as refused:
        form.add_error("from_year", str(refused))
        return _methods_page(request, unit, form)
    messages.success(request, _("Utkastet är påbörjat. Det gäller inte förrän du tar det i bruk."))
    return redirect("method_edit", draft.pk)


def _begin_form(unit: Unit, post: Any = None) -> BeginForm:
    """A new version begins with what holds in its year; next year is proposed where there is a version already."""
    this_year = timezone.localdate().year
    taken = set(MethodVersion.objects.filter(unit=unit).values_list("from_year", flat=True))
    year = next(year for year in range(this_year + bool(taken), this_year + 200) if year not in taken)
    version = MethodVersion.objects.holding_for(unit, year).first()
    return BeginForm(post, holding=version.data.get("name", "") if version else "", initial={"from_year": year})


def _methods_page(request: HttpRequest, unit: Unit, form: BeginForm) -> HttpResponse:
    year = timezone.localdate().year
    version = MethodVersion.objects.holding_for(unit, year).select_related("unit").first()
    own = list(MethodVersion.objects.filter(unit=unit).order_by("from_year"))
    context = {
        "unit": unit,
        "can": capabilities_at(request.user, unit),
        "year": year,
        "version": version,
        "is_own": version is not None and version.unit_id == unit.pk,
        "is_open": version is not None and may(request.user, Capability.READ, version.unit),
        "page": page_of_method(data_of(method_for(unit, year))),
        "standings": standings([version for version in own if not version.is_draft], year),
        "drafts": [version for version in own if version.is_draft],
        "reach": reach_of(unit, year),
        "form": form,
    }
    return render(request, "organisation/methods.html", context)


def method(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version_or_404(request.user, pk)
    this_year = timezone.localdate().year
    context = {
        "version": version,
        "unit": version.unit,
        "can": capabilities_at(request.user, version.unit),
        "page": page_of_method(version.data),
        "reach": reach_of(version.unit, version.from_year),
        "faults": faults_of(fitted(version.data)) if version.is_draft else (),
        "untouched": untouched_years(version),
        "is_past": version.is_draft and rewrites_the_past(version, this_year),
        "is_this_year": version.from_year <= this_year,
        "this_year": this_year,
    }
    return render(request, "organisation/method.html", context)


def method_edit(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _version_or_404(request.user, pk, Capability.SET_METHOD)
    # What is sent of one that another has taken into use is shown again with the refusal, so that nothing is lost.
    if not draft.is_draft and request.method != "POST":
        messages.info(request, _("Metoden är i bruk och ändras inte. Gör en ny version från ett senare år."))
        return redirect("method", draft.pk)
    if request.method != "POST":
        return _editor_page(request, draft, Editor(held_by(draft)))
    editor = Editor(held_by(draft), request.POST)
    if request.POST.get("op") == "undo":
        return _undone(request, draft, editor)
    return _saved(request, draft, editor) if editor.is_valid() else _editor_page(request, draft, editor)


def _undone(request: HttpRequest, draft: MethodVersion, editor: Editor) -> HttpResponse:
    """What has been typed and not saved is the last change, where there is such; else what was saved last."""
    if not editor.is_valid() or editor.changed:
        messages.info(request, _("Det som inte var sparat är borta. Utkastet är som det senast sparades."))
        return redirect("method_edit", draft.pk)
    try:
        undo_draft_change(by=_by(request), draft=draft, seen=draft.edits)
    except (OrganisationRefusal, ChangedSince) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Den senaste ändringen är ångrad."))
    return redirect("method_edit", draft.pk)


def _saved(request: HttpRequest, draft: MethodVersion, editor: Editor) -> HttpResponse:
    now, operation = held_by(draft), request.POST.get("op", "")
    clashing = editor.clashing(now)
    if clashing:
        editor.shown |= {section.key: sum_of(now, section) for section in clashing}
        changed = [(section.title, told_in_words(now, section.parts)) for section in clashing]
        return _editor_page(request, draft, editor, changed=changed)
    try:
        data = done(operation, editor.merged_into(now))
        year = data.pop("from_year")
        change_draft(by=_by(request), draft=draft, data=data, from_year=year, seen=draft.edits)
    except ChangedSince:
        # Another saved in the same moment: what was sent is laid over that instead.
        return _saved(request, _version_or_404(request.user, draft.pk, Capability.SET_METHOD), editor)
    except OrganisationRefusal as refused:
        return _editor_page(request, draft, editor, refusal=str(refused))
    messages.success(request, _("Utkastet är sparat."))
    return redirect(f"{reverse('method_edit', args=[draft.pk])}#{_place_of(operation)}")


def _place_of(operation: str) -> str:
    """Where on the page the button stood."""
    match operation.split():
        case ["save", key] if key in SECTIONS:
            return f"del-{key}"
        case ["add" | "remove" | "up" | "down", part, *_rest] if any(part in s.parts for s in SECTIONS.values()):
            return f"lista-{part}"
        case ["fill" | "size", *_rest]:
            return "del-matris"
    return "redigera"


@require_POST
def method_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been typed as it would look. Nothing is saved."""
    draft = _version_or_404(request.user, pk, Capability.SET_METHOD)
    editor = Editor(held_by(draft), request.POST)
    if not request.headers.get("HX-Request"):
        return _editor_page(request, draft, editor)
    return render(request, "organisation/method_preview.html", _preview(draft, editor))


def _editor_page(request: HttpRequest, draft: MethodVersion, editor: Editor, **more: Any) -> HttpResponse:
    context = {
        "draft": draft,
        "unit": draft.unit,
        "editor": editor,
        "sections": sections_of(editor),
        "grid": grid_of(editor),
        "field_rows": field_rows(editor),
        **_preview(draft, editor),
        **more,
    }
    return render(request, "organisation/method_edit.html", context)


def _preview(draft: MethodVersion, editor: Editor) -> dict[str, Any]:
    """Where something can't be read as it stands, what was last saved is shown."""
    is_readable = not editor.sent or editor.is_valid()
    data = editor.values if editor.sent and is_readable else held_by(draft)
    faults = faults_of({name: value for name, value in data.items() if name != "from_year"})
    return {
        "draft": draft,
        "is_readable": is_readable,
        "page": page_of_method(data),
        "faults": [fault_link(data, fault) for fault in faults[:_SHOWN_FAULTS]],
        "more_faults": max(len(faults) - _SHOWN_FAULTS, 0),
    }


@require_POST
def method_use(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _version_or_404(request.user, pk, Capability.SET_METHOD)
    try:
        take_method_into_use(by=_by(request), draft=draft, this_year=timezone.localdate().year)
    except BadMethod:
        messages.error(request, _("Metoden kan inte tas i bruk än. Rätta det som står nedan först."))
        return redirect("method_edit", draft.pk)
    except OrganisationRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Metoden är i bruk och gäller från %(year)s.") % {"year": draft.from_year})
    return redirect("method", draft.pk)


@require_POST
def method_remove(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _version_or_404(request.user, pk, Capability.SET_METHOD)
    try:
        remove_draft(by=_by(request), draft=draft)
    except OrganisationRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Utkastet är borttaget."))
    return redirect("methods", draft.unit_id)


def _by(request: HttpRequest) -> User:
    # Every page asks for a person who has signed in.
    return cast(User, request.user)


def _version_or_404(user: Person, pk: int, capability: Capability = Capability.READ) -> MethodVersion:
    versions = MethodVersion.objects.select_related("unit")
    return of_readable_boards_or_404(user, versions, pk, board="unit", capability=capability)
