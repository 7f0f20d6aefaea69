"""Documents sent to be read in: files or a pasted table, and those that wait to be looked at."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, board_or_404, person_of
from internkoll.base.models import Unit, User
from internkoll.base.pages import whole_number
from internkoll.followup.evidence import clean_name
from internkoll.imports.forms import DocumentsForm
from internkoll.imports.models import ImportedDocument, Reading
from internkoll.imports.reading import Unreadable
from internkoll.imports.readings import File, Pasted, start_reading
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.remembered import forget_columns, tables_remembered
from internkoll.plan.models import Plan


def documents(request: HttpRequest, board_id: int) -> HttpResponse:
    """Where documents are sent. What could be read is kept; what could not is told by name, and can be sent again."""
    board = board_or_404(request.user, board_id, Capability.PREPARE_PLAN)
    form = DocumentsForm(request.POST or None, request.FILES or None, initial={"year": _year(request, board)})
    if request.method == "POST" and form.is_valid():
        made, refused = _read(person_of(request), board, form.cleaned_data)
        # A script sends one file at a time, to tell how far it has come.
        if request.headers.get("Accept") == "application/json":
            return _told(made, refused)
        for name, why in refused:
            form.add_error("documents" if form.cleaned_data["documents"] else "text", f"{name}: {why}")
        if made and not refused:
            return redirect("reading", made[0].pk) if len(made) == 1 else redirect("documents", board.pk)
    elif request.method == "POST" and request.headers.get("Accept") == "application/json":
        faults = [f"{form[name].label}: {fault}" for name, found in form.errors.items() for fault in found]
        return _told([], [("", " ".join(faults))])
    return render(request, "imports/documents.html", _context(board, form))


@require_POST
def columns_forget(request: HttpRequest, board_id: int) -> HttpResponse:
    """Forgets what a table's columns were said to be. One who asks a second time is told that it is done."""
    board = board_or_404(request.user, board_id, Capability.PREPARE_PLAN)
    forget_columns(by=person_of(request), board=board, key=request.POST.get("tabell", "")[:64].replace("\x00", ""))
    messages.success(request, _("Valet är glömt. Kolumnerna tolkas som om ni aldrig hade valt."))
    return redirect("documents", board.pk)


def _context(board: Unit, form: DocumentsForm) -> dict[str, Any]:
    waiting = Reading.objects.filter(unit=board, imported=None).select_related("read_by").order_by("-read_at", "-pk")
    imported = ImportedDocument.objects.filter(plan__unit=board).select_related("plan", "imported_by")
    return {
        "board": board,
        "form": form,
        "waiting": waiting.defer("source", "understood", "corrections"),
        "imported": imported.defer("notices", "made", "changed").order_by("-imported_at", "-pk")[:20],
        "remembered": tables_remembered(board),
        "latest": Plan.objects.filter(unit=board).order_by("-year").values_list("year", flat=True).first(),
    }


def _year(request: HttpRequest, board: Unit) -> int:
    asked = whole_number(request.GET.get("ar"), digits=4)
    if asked is not None:
        return asked
    latest = Plan.objects.filter(unit=board).order_by("-year").values_list("year", flat=True).first()
    return latest or timezone.localdate().year


def _read(by: User, board: Unit, sent: dict[str, Any]) -> tuple[list[Reading], list[tuple[str, str]]]:
    made, refused = [], []
    for given in _given(sent):
        try:
            made.append(start_reading(by=by, board=board, year=sent["year"], given=given, period=sent["period"]))
        except (Unreadable, ImportRefused) as refusal:
            refused.append((given.name, str(refusal)))
    return made, refused


def _given(sent: dict[str, Any]) -> Iterator[File | Pasted]:
    for file in sent["documents"]:
        yield File(_name(file), file.read())
    if sent["text"].strip() or sent["html"].strip():
        yield Pasted(_("Inklistrad tabell"), sent["text"], sent["html"])


def _name(file: "UploadedFile[Any]") -> str:
    return clean_name(file.name or "")


def _told(made: list[Reading], refused: list[tuple[str, str]]) -> JsonResponse:
    """For the script: where what was read is looked at, or why it could not be read."""
    if refused:
        name, why = refused[0]
        return JsonResponse({"refused": f"{name}: {why}" if name else why})
    return JsonResponse({"address": reverse("reading", args=[made[0].pk])})
