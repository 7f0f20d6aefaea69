"""The plan on its way to the board and back: proposed, withdrawn, decided, revised."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.plan.form_pages import SignedIn, answer, told_refusal
from internkoll.plan.forms import DecisionForm, ProposeForm, ReviseForm
from internkoll.plan.services import adopt_plan, propose_plan, withdraw_plan
from internkoll.plan.versions import remove_draft_version, revise_plan


def _plan_page(here: BoardYear) -> str:
    return reverse("board_plan", args=[here.board.pk, here.year])


def plan_propose(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    initial = {"risk_analysis_on": here.worked_on.risk_analysis_on}
    form = ProposeForm(request.POST or None, initial=initial, today=timezone.localdate())

    def save() -> str:
        propose_plan(by=request.user, plan=here.worked_on, risk_analysis_on=form.cleaned_data["risk_analysis_on"])
        return _("Planen är föreslagen för beslut och låst tills nämnden har beslutat.")

    return answer(
        request,
        here,
        form,
        save,
        back=_plan_page(here),
        heading=_("Föreslå planen för beslut"),
        lead=_("Planen låses tills nämnden har beslutat. Behöver den ändras tar du tillbaka förslaget."),
        submit=_("Föreslå för beslut"),
    )


@require_POST
def plan_withdraw(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    if told_refusal(request, lambda: withdraw_plan(by=request.user, plan=here.worked_on)):
        return redirect(_plan_page(here))
    messages.success(request, _("Förslaget är taget tillbaka. Planen är ett utkast igen."))
    return redirect("plan_work", here.board.pk, here.year)


def plan_decision(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.RECORD_DECISION)
    initial = {"reference": here.worked_on.reference}
    form = DecisionForm(request.POST or None, initial=initial, today=timezone.localdate())

    def save() -> str:
        adopt_plan(by=request.user, plan=here.worked_on, **form.cleaned_data)
        return _("Beslutet är registrerat. Planen gäller och är fryst som nämnden beslutade den.")

    return answer(
        request,
        here,
        form,
        save,
        back=_plan_page(here),
        heading=_("Registrera nämndens beslut"),
        lead=_("Planen fryses som den är nu, med en kontrollsumma som visar att den inte har ändrats efter beslutet."),
        submit=_("Registrera beslutet"),
    )


def plan_revise(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    form = ReviseForm(request.POST or None)
    begun: list[int] = []

    def save() -> str:
        begun.append(revise_plan(by=request.user, plan=here.plan, why=form.cleaned_data["why"]).version)
        return _("Version %(version)s är påbörjad som ett utkast.") % {"version": begun[0]}

    return answer(
        request,
        here,
        form,
        save,
        back=lambda: reverse("plan_work", args=[here.board.pk, here.year]) if begun else _plan_page(here),
        heading=_("Revidera planen"),
        lead=_("En ny version görs som utkast. Den beslutade planen gäller och följs upp tills den nya är beslutad."),
        submit=_("Påbörja ny version"),
    )


@require_POST
def plan_draft_remove(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    if not told_refusal(request, lambda: remove_draft_version(by=request.user, plan=here.worked_on)):
        messages.success(request, _("Utkastet till ny version är borttaget. Den beslutade planen gäller som förut."))
    return redirect(_plan_page(here))
