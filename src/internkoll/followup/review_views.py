"""Attesting what has been handed in, or returning it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.pages import key_sent, page_of, whole_number
from internkoll.followup.forms import ReturnForm
from internkoll.followup.models import Result
from internkoll.followup.review import attest_results, return_result
from internkoll.followup.services import FollowupRefusal
from internkoll.followup.waiting import rows_of, waiting_in
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.rules.reporting import is_remark

# Each of them is a text to read.
RESULTS_A_PAGE = 40
CHANGED = gettext_lazy("Ett av resultaten har ändrats sedan du öppnade sidan. Läs det igen innan du attesterar.")


def attest_list(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.ATTEST)
    page = page_of(waiting_in(here.board, year), request, rows_a_page=RESULTS_A_PAGE)
    rows = rows_of(here.method, person_of(request), list(page.object_list))
    context = {
        "here": here,
        "tab": "board_followup",
        "page": page,
        "rows": rows,
        "unremarked": sum(not row.is_remark and not row.is_own for row in rows),
    }
    return render(request, "followup/attest.html", context)


@require_POST
def attest(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    """Those that are chosen: one with a remark alone, since each of them is to be read."""
    here = board_year_or_404(request.user, board_id, year, Capability.ATTEST)
    seen = _seen(request.POST.getlist("resultat"))
    results = list(waiting_in(here.board, year).filter(pk__in=seen))
    try:
        _refuse_remarks_in_bulk(here, results)
        done = attest_results(by=person_of(request), results=results, seen=seen, at=timezone.now())
    except ChangedSince:
        messages.error(request, CHANGED)
    except FollowupRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, len(done))
    return redirect("attest_list", board_id, year)


def _seen(keys: Sequence[str]) -> dict[int, int]:
    """Each result's key, and its count of changes when it was read."""
    parts = (key.partition("-") for key in keys)
    found = ((key_sent(pk), whole_number(edits)) for pk, _dash, edits in parts)
    return {pk: edits for pk, edits in found if pk and edits is not None}


def _refuse_remarks_in_bulk(here: BoardYear, results: list[Result]) -> None:
    if len(results) > 1 and any(is_remark(here.method, result.outcome) for result in results):
        raise FollowupRefusal(_("Resultat med anmärkning attesteras ett i taget."))


def _tell(request: HttpRequest, count: int) -> None:
    if not count:
        messages.error(request, _("Inget attesterades: välj minst ett resultat som väntar."))
        return
    told = ngettext("%(count)s resultat attesterades.", "%(count)s resultat attesterades.", count)
    messages.success(request, told % {"count": count})


def return_to_owner(request: HttpRequest, pk: int) -> HttpResponse:
    results = Result.objects.select_related("round__unit", "control", "reported_by", "for_check")
    found = of_readable_boards_or_404(request.user, results, pk, board="round__unit", capability=Capability.ATTEST)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return_result(by=person_of(request), result=found, comment=form.cleaned_data["comment"], at=timezone.now())
        except FollowupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Resultatet är återlämnat med din kommentar."))
            return redirect("attest_list", found.round.unit_id, found.round.year)
    return render(request, "followup/return.html", {"result": found, "form": form})
