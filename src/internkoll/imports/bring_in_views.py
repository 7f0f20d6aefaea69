"""A document compared with what the board's year holds, brought in whole, and taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.imports.comparing import Comparison, Decision, compare
from internkoll.imports.models import ImportedDocument, Reading
from internkoll.imports.preview_views import reading_or_404, seen_by
from internkoll.imports.readings import bring_in_reading, document_understood, take_back_reading
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.services import Imported
from internkoll.imports.task import doubts_of
from internkoll.plan.models import Plan

_DECISIONS: dict[str, Decision] = {"behall": "keep", "ta": "take", "ny": "new"}
_SHOWN_NEW = 50


def reading_bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new, said otherwise and there already; and, when it is posted, all of it brought in or nothing."""
    found = reading_or_404(request, pk)
    document = document_understood(found)
    plan = Plan.objects.of(found.unit, found.year).in_force().first()
    comparison = compare(document, plan)
    is_locked = plan is not None and plan.is_locked and bool(comparison.new)
    skips_new = request.POST.get("nya", "utan" if is_locked else "") == "utan"
    decisions = _decisions(request, comparison, skips_new=skips_new)
    refused: list[str] = []
    is_another = request.POST.get("jamforelse", comparison.fingerprint) != comparison.fingerprint
    if is_another:
        refused = [_("Nämndens år har ändrats sedan du öppnade sidan. Titta igen, och läs in om det stämmer.")]
    elif request.method == "POST":
        try:
            imported = bring_in_reading(
                by=person_of(request), reading=found, seen=seen_by(request), decisions=decisions
            )
        except ImportRefused as refusal:
            refused = [str(notice) for notice in refusal.notices]
        except ChangedSince:
            messages.error(request, _("Någon annan har rättat dokumentet under tiden. Titta på det igen."))
            return redirect("reading", pk)
        else:
            messages.success(request, _told(imported))
            return redirect("board", found.unit_id, found.year)
    context = {
        "reading": found,
        "board": found.unit,
        "document": document,
        "plan": plan,
        "comparison": comparison,
        "fingerprint": comparison.fingerprint,
        "counts": _rows_of_counts(comparison),
        "changed": [(row, decisions.get(row.number, "keep")) for row in comparison.changed],
        "new": comparison.new[:_SHOWN_NEW],
        "more_new": max(0, len(comparison.new) - _SHOWN_NEW),
        "doubts": doubts_of(document, found.unit, found.year),
        "is_locked": is_locked,
        "skips_new": skips_new,
        "refused": refused,
    }
    return render(request, "imports/bring_in.html", context)


def _rows_of_counts(comparison: Comparison) -> list[tuple[str, Any]]:
    return [
        (_("Risker"), comparison.risks),
        (_("Kontroller"), comparison.controls),
        (_("Resultat"), comparison.results),
    ]


def _decisions(request: HttpRequest, comparison: Comparison, *, skips_new: bool) -> dict[int, Decision]:
    """What was chosen of each row that differs; what is no choice keeps what is held."""
    chosen = {row.number: _DECISIONS.get(request.POST.get(f"rad-{row.number}", "")) for row in comparison.changed}
    decisions: dict[int, Decision] = {number: decision for number, decision in chosen.items() if decision}
    return {**decisions, **({row.number: "skip" for row in comparison.new} if skips_new else {})}


def _told(imported: Imported) -> str:
    lines = ngettext("%(count)s rad lades till", "%(count)s rader lades till", imported.lines_added)
    results = ngettext("%(count)s resultat", "%(count)s resultat", imported.results_added)
    actions = ngettext("%(count)s åtgärd", "%(count)s åtgärder", imported.actions_added)
    told = (
        lines % {"count": imported.lines_added},
        results % {"count": imported.results_added},
        actions % {"count": imported.actions_added},
    )
    return _("Dokumentet är inläst: %(told)s.") % {"told": ", ".join(told)}


def import_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then takes the import back; or tells what has been built on it since."""
    imported = of_readable_boards_or_404(
        request.user,
        ImportedDocument.objects.select_related("plan__unit", "imported_by"),
        pk,
        board="plan__unit",
        capability=Capability.PREPARE_PLAN,
    )
    board = imported.plan.unit
    refused = ""
    if request.method == "POST":
        try:
            back = take_back_reading(by=person_of(request), imported=imported)
        except ImportRefused as refusal:
            refused = " ".join(notice.text for notice in refusal.notices)
        else:
            messages.success(request, _("Inläsningen är tillbakatagen. Allt är som före den."))
            return redirect(_where(back, board.pk))
    has_reading = Reading.objects.filter(imported=imported).exists()
    context = {"imported": imported, "board": board, "refused": refused, "has_reading": has_reading}
    return render(request, "imports/take_back.html", context)


def _where(back: Reading | None, board: int) -> str:
    return reverse("reading", args=[back.pk]) if back else reverse("documents", args=[board])
