"""Opening and closing the rounds of a board's year, and what is late in the one that is open."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.pages import page_of
from internkoll.followup.due import has_nobody, unreported
from internkoll.followup.forms import CloseForm, ReopenForm, RoundDueForm
from internkoll.followup.late import ByResponsible, days_late, late_of
from internkoll.followup.models import Result, Round
from internkoll.followup.rounds import round_named, rounds_in_order
from internkoll.followup.services import (
    FollowupRefusal,
    close_round,
    open_round,
    open_round_now,
    remove_round,
    reopen_round,
    set_round_due,
)
from internkoll.followup.year_rounds import year_rounds
from internkoll.plan.board_year import board_year_or_404
from internkoll.plan.models import Check

# What the address says to ask for the checks that no person is tied to.
NOBODY = "utan-person"


def rounds(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.RUN_ROUNDS)
    found = year_rounds(here.board, year, here.method, timezone.localdate())
    return render(request, "followup/rounds.html", {"here": here, "tab": "board_followup", "rounds": found})


@require_POST
def round_open(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.RUN_ROUNDS)
    wanted = request.POST.get("period", "")
    rule = next((rule for rule in here.method.rounds if f"{rule.mark} {year}" == wanted), None)
    if rule is None:
        raise Http404("Metoden har ingen sådan period.")
    try:
        opened = open_round(by=person_of(request), board=here.board, label=wanted, year=year)
    except FollowupRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("rounds", board_id, year)
    messages.success(request, _("%(round)s är upplagd.") % {"round": opened.label})
    return redirect("rounds", board_id, year)


def _round(request: HttpRequest, pk: int) -> Round:
    held = Round.objects.select_related("unit")
    return of_readable_boards_or_404(request.user, held, pk, board="unit", capability=Capability.RUN_ROUNDS)


def round_due(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    form = RoundDueForm(request.POST if request.method == "POST" else None, initial={"due": round_.due})
    if request.method == "POST" and form.is_valid():
        try:
            set_round_due(by=person_of(request), round_=round_, due=form.cleaned_data["due"])
        except FollowupRefusal as refusal:
            form.add_error("due", str(refusal))
        else:
            messages.success(request, _("Sista dagen att rapportera är ändrad."))
            return redirect("rounds", round_.unit_id, round_.year)
    return _round_page(request, round_, form, _("Ändra sista dagen"), _("Spara"))


@require_POST
def round_open_now(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    try:
        open_round_now(by=person_of(request), round_=round_, on=timezone.localdate())
    except FollowupRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("%(round)s är öppen. Kontrollerna står nu hos dem som ska rapportera.") % {"round": round_.label}
        )
    return redirect("rounds", round_.unit_id, round_.year)


def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Where something is not reported or attested, the one who closes says that it is meant."""
    round_ = _round(request, pk)
    left, waiting = unreported(round_).count(), Result.objects.waiting().filter(round=round_).count()
    form = CloseForm(request.POST if request.method == "POST" else None)
    if not left:
        del form.fields["sure"]
    if request.method == "POST" and (not left or form.is_valid()):
        try:
            close_round(by=person_of(request), round_=round_, on=timezone.localdate())
        except FollowupRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(round)s är stängd.") % {"round": round_.label})
        return redirect("rounds", round_.unit_id, round_.year)
    return _round_page(request, round_, form, _("Stäng perioden"), _("Stäng perioden"), left=left, waiting=waiting)


def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_round(by=person_of(request), round_=round_, reason=form.cleaned_data["reason"])
        except FollowupRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(round)s är öppen igen.") % {"round": round_.label})
        return redirect("rounds", round_.unit_id, round_.year)
    return _round_page(request, round_, form, _("Öppna perioden igen"), _("Öppna perioden igen"))


def round_remove(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    if request.method == "POST":
        label, year = round_.label, (round_.unit_id, round_.year)
        try:
            remove_round(by=person_of(request), round_=round_)
        except FollowupRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(round)s är borttagen.") % {"round": label})
        return redirect("rounds", *year)
    return _round_page(request, round_, Form(), _("Ta bort perioden"), _("Ta bort perioden"), removes=True)


def _round_page(
    request: HttpRequest, round_: Round, form: Any, heading: str, submit: str, **more: object
) -> HttpResponse:
    context = {"round": round_, "form": form, "heading": heading, "submit": submit, **more}
    return render(request, "followup/round_form.html", context)


def late_reports(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    today = timezone.localdate()
    open_now = [r for r in rounds_in_order(here.board, year, here.method) if r.is_open_on(today)]
    round_ = _asked(open_now, request.GET.get("period", ""))
    missing = unreported(round_) if round_ else Check.objects.none()
    nobody = missing.filter(has_nobody())
    page = page_of(ByResponsible(_shown(request, missing, nobody)), request)
    context = {
        "here": here,
        "tab": "board_followup",
        "rounds": open_now,
        "round": round_,
        "page": page,
        "rows": late_of(list(page.object_list), round_),
        "days_late": days_late(round_.due if round_ else None, today),
        "missing": missing.count(),
        "nobody": nobody.count(),
        "shows_nobody": request.GET.get("visa") == NOBODY,
    }
    return render(request, "followup/late.html", context)


def _shown(request: HttpRequest, missing: QuerySet[Check], nobody: QuerySet[Check]) -> QuerySet[Check]:
    return nobody if request.GET.get("visa") == NOBODY else missing


def _asked(rounds: list[Round], label: str) -> Round | None:
    """The round of that name; the first due where no name is asked for."""
    if label:
        named = round_named(rounds, label)
        if named is None:
            raise Http404("Ingen sådan period är öppen.")
        return named
    return min(rounds, key=lambda round_: round_.due or date.max, default=None)
