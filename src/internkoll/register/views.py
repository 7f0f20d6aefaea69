"""Many risks at once, by form: rows of new ones, and a sheet on which the year's are estimated."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internkoll.base.access import Capability, board_or_404, person_of
from internkoll.base.models import Unit
from internkoll.base.pages import keys_sent, page_of, whole_number
from internkoll.organisation.methods import method_for
from internkoll.register.estimate_pages import levels_of
from internkoll.register.estimate_parts import parts_of
from internkoll.register.estimates import SeveralChangedSince, estimate_sheet
from internkoll.register.forms import RiskRowForm
from internkoll.register.models import Estimate, Risk, RiskQuerySet, standing_in
from internkoll.register.new_rows import add_rows
from internkoll.register.pages import suggestions, year_or_404
from internkoll.register.services import RegisterRefusal
from internkoll.register.sheet import Sheet
from internkoll.rules.method import Method

ROWS_AT_FIRST = 5
MOST_ROWS = 100


def risk_add(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    board = board_or_404(request.user, board_id, Capability.KEEP_REGISTER)
    method = method_for(board, year_or_404(year))
    wants_more = "fler" in request.POST
    rows = _rows(request, method, more=wants_more)
    if request.method == "POST" and not wants_more and all(row.is_valid() for row in rows):
        filled = [row.cleaned_data for row in rows if row.has_changed()]
        if filled:
            added = add_rows(
                by=person_of(request), board=board, year=year, method=method, rows=filled, on=timezone.localdate()
            )
            told = ngettext("%(count)s risk lades till.", "%(count)s risker lades till.", len(added))
            messages.success(request, told % {"count": len(added)})
            return redirect("board_risks", board_id, year)
        rows[0].add_error("text", _("Beskriv minst en risk."))
    context = {
        "board": board,
        "year": year,
        "rows": rows,
        "errors": [row for row in rows if row.is_bound and row.errors],
        "parts": parts_of(method),
        "more": min(len(rows) + ROWS_AT_FIRST, MOST_ROWS) if len(rows) < MOST_ROWS else None,
        "suggestions": suggestions(board, method),
    }
    return render(request, "register/add.html", context)


def _rows(request: HttpRequest, method: Method, *, more: bool) -> Sequence[RiskRowForm]:
    """The rows as they were sent; with five more, and nothing said of them yet, where one asks for these."""
    sent = whole_number(request.POST.get("rader") or request.GET.get("rader"), digits=4)
    count = min(max(ROWS_AT_FIRST if sent is None else sent, 1) + (ROWS_AT_FIRST if more else 0), MOST_ROWS)
    if request.method == "POST" and not more:
        return [RiskRowForm(request.POST, prefix=str(n), method=method) for n in range(count)]
    rows = [RiskRowForm(prefix=str(n), method=method) for n in range(count)]
    for row in rows:
        row.initial = {name: request.POST.get(row.add_prefix(name), "") for name in row.fields}
    return rows


def risks_estimate(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    board = board_or_404(request.user, board_id, Capability.KEEP_REGISTER)
    method = method_for(board, year_or_404(year))
    unestimated = request.GET.get("skattning") == "saknas"
    page = page_of(_to_estimate(board, year, unestimated=unestimated), request)
    sheet = _sheet(request, method, board, year, list(page.object_list))
    if request.method == "POST" and _save(request, board, year, sheet):
        return redirect(request.get_full_path())
    context = {
        "board": board,
        "year": year,
        "page": page,
        "sheet": sheet,
        "rows": sheet.rows(),
        "unestimated": unestimated,
        "levels": levels_of(method),
    }
    return render(request, "register/estimates.html", context)


def _to_estimate(board: Unit, year: int, *, unestimated: bool) -> RiskQuerySet:
    risks = Risk.objects.of(board).filter(standing_in(year)).order_by("pk")
    if unestimated:
        risks = risks.exclude(Exists(Estimate.objects.filter(risk=OuterRef("pk"), year=year, period="")))
    return risks


def _sheet(request: HttpRequest, method: Method, board: Unit, year: int, risks: list[Risk]) -> Sheet:
    """What was sent is of the risks that were shown, though others may stand on the page by now."""
    if request.method == "POST":
        keys = keys_sent(request.POST.getlist("risk"))
        risks = list(Risk.objects.of(board).filter(pk__in=keys[:MOST_ROWS]).order_by("pk"))
    for risk in risks:
        risk.unit = board
    held = {e.risk_id: e for e in Estimate.objects.filter(risk__in=risks, year=year, period="")}
    return Sheet(risks, held, method, request.POST.dict() if request.method == "POST" else {})


def _save(request: HttpRequest, board: Unit, year: int, sheet: Sheet) -> bool:
    """Whether what was sent has been saved: all of it, or nothing."""
    wanted = sheet.wanted()
    if sheet.errors:
        return False
    try:
        saved = estimate_sheet(by=person_of(request), board=board, year=year, sheet=wanted, on=timezone.localdate())
    except SeveralChangedSince as meeting:
        sheet.theirs = meeting.things
        return False
    except RegisterRefusal as refusal:
        messages.error(request, str(refusal))
        return False
    told = ngettext("%(count)s skattning sparades.", "%(count)s skattningar sparades.", len(saved))
    messages.success(request, told % {"count": len(saved)} if saved else _("Inget var ändrat."))
    return True
