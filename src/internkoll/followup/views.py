"""Reporting what a check showed: the form, its draft, and the receipt."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.actions.models import Action
from internkoll.base.access import Capability, may, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.models import User
from internkoll.base.pages import whole_number
from internkoll.followup.access import round_and_check_or_404
from internkoll.followup.drafts import draft_of, drop_draft, save_draft
from internkoll.followup.due import Task, awaited_of
from internkoll.followup.evidence import LARGEST, add_evidence, evidence_of
from internkoll.followup.forms import ReportForm, values_of
from internkoll.followup.models import Draft, Result, Round
from internkoll.followup.report_page import beside, is_due_in, next_key, receipt_of, told_of
from internkoll.followup.reporting import hand_in_result, is_locked_for, result_of
from internkoll.followup.services import FollowupRefusal
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check
from internkoll.rules.fields import ANSWERS
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class _Here:
    """What one stands before: a person, a check and a round, and what has been written of it."""

    user: User
    round: Round
    check: Check
    method: Method
    result: Result | None
    draft: Draft | None

    @property
    def address(self) -> str:
        return reverse("report", args=[self.round.pk, self.check.pk])

    def form(self, *args: Any, **kwargs: Any) -> ReportForm:
        return ReportForm(*args, method=self.method, check=self.check, **kwargs)


def _here(request: HttpRequest, round_id: int, check_id: int) -> _Here:
    round_, check = round_and_check_or_404(request.user, round_id, check_id)
    return _Here(
        user=person_of(request),
        round=round_,
        check=check,
        method=method_for(round_.unit, round_.year),
        result=result_of(round_, check),
        draft=draft_of(person_of(request), round_, check),
    )


def report(request: HttpRequest, round_id: int, check_id: int) -> HttpResponse:
    here = _here(request, round_id, check_id)
    if request.method != "POST":
        draft = {**here.draft.values, "edits": here.draft.edits} if here.draft else {}
        form = here.form(initial=values_of(here.method, here.result, here.check) | draft)
        return _shown(request, here, form)
    if request.POST.get("val") == "deras":
        return _theirs_taken(request, here)
    if request.POST.get("val") == "ihop" and here.result:
        return _put_together(request, here, here.result)
    form = here.form(request.POST, request.FILES)
    _attach(here, form)
    return _shown(request, here, form) if form.errors else _hand_in(request, here, form)


def _attach(here: _Here, form: ReportForm) -> None:
    """Keeps the files also where something else in the form must be mended: a browser sends them only once."""
    files = [] if form.errors.get("evidence") else form.cleaned_data.get("evidence", [])
    try:
        add_evidence(by=here.user, round_=here.round, check=here.check, files=files, at=timezone.now())
    except FollowupRefusal as refusal:
        form.add_error("evidence", str(refusal))


def _hand_in(request: HttpRequest, here: _Here, form: ReportForm) -> HttpResponse:
    now = timezone.now()
    try:
        result = hand_in_result(
            by=here.user, round_=here.round, check=here.check, report=form.report, seen=form.seen, at=now
        )
    except ChangedSince as changed:
        return _conflict(request, here, changed.thing.edits)
    except FollowupRefusal as refusal:
        form.add_faults(refusal.faults or {"": str(refusal)})
        return _shown(request, here, form)
    key = next_key(here.user, timezone.localdate(now))
    onwards = reverse("report", args=key) if key else reverse("home")
    return redirect(f"{onwards}?inlamnat={result.pk}")


def _conflict(request: HttpRequest, here: _Here, edits: int) -> HttpResponse:
    """What she typed stays; saving once more goes through, now that she has seen what the other wrote."""
    theirs = result_of(here.round, here.check)
    form = here.form(_typed(request, edits=str(edits)))
    return _shown(request, here, form, theirs=told_of(here.method, theirs) if theirs else None)


def _typed(request: HttpRequest, **changed: str) -> QueryDict:
    """What was typed, but for some fields of it."""
    typed = request.POST.copy()
    for name, value in changed.items():
        typed[name] = value
    return typed


def _put_together(request: HttpRequest, here: _Here, theirs: Result) -> HttpResponse:
    texts = filter(None, (request.POST.get("text", "").strip(), theirs.text.strip()))
    form = here.form(_typed(request, edits=str(theirs.edits), text="\n\n".join(texts)))
    return _shown(request, here, form, put_together=True)


def _theirs_taken(request: HttpRequest, here: _Here) -> HttpResponse:
    drop_draft(by=here.user, round_=here.round, check=here.check)
    messages.success(request, _("Den andras rapport gäller. Det du skrev har inte lämnats in."))
    return redirect(f"{here.address}?deras=1")


def _shown(request: HttpRequest, here: _Here, form: ReportForm, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "here": here,
        "form": form,
        "task": Task(here.round, here.check, here.draft, today),
        "shut": _shut(here, today),
        "told": told_of(here.method, here.result) if here.result and here.result.is_told else None,
        "is_due": is_due_in(here.method, here.round, here.check),
        "beside": beside(here.method, here.round, here.check),
        "actions": Action.objects.filter(result_link__result=here.result) if here.result else [],
        "evidence": evidence_of(here.round, here.check),
        "receipt": receipt_of(here.user, request.GET.get("inlamnat", ""), today),
        "left": awaited_of(here.user, today).count(),
        "reads_board": may(here.user, Capability.READ, here.round.unit),
        "remarks": json.dumps([known.word for known in here.method.result_classes if known.remark]),
        "largest": LARGEST,
        "is_fresh": request.method == "GET" and "deras" not in request.GET,
        "drop_kept": "deras" in request.GET,
        **more,
    }
    return render(request, "followup/report.html", context)


def _shut(here: _Here, today: date) -> str:
    """Why nothing can be handed in now; empty where it can."""
    if here.round.closed_on:
        return _("Perioden är stängd. Be samordnaren att öppna den igen om något behöver ändras.")
    if not here.round.is_open_on(today):
        day = date_format(here.round.opens, "j F Y") if here.round.opens else ""
        return _("Perioden öppnar %(day)s. Då kan du rapportera.") % {"day": day}
    if is_locked_for(here.user, here.round, here.result):
        return _("Resultatet är attesterat. Be samordnaren om något i det behöver ändras.")
    return ""


@require_POST
def report_draft(request: HttpRequest, round_id: int, check_id: int) -> HttpResponse:
    """Keeps what has been typed: for the page's script, which is told when, and for the button "Fortsätt senare"."""
    here = _here(request, round_id, check_id)
    by_script = request.headers.get("Accept") == "application/json"
    now = timezone.now()
    try:
        _save_draft(request, here)
    except FollowupRefusal as refusal:
        if by_script:
            return JsonResponse({"refused": str(refusal)}, status=409)
        messages.error(request, str(refusal))
        return redirect(here.address)
    if by_script:
        return JsonResponse({"saved": date_format(timezone.localtime(now), "H.i")})
    return _continue_later(request, here)


def _save_draft(request: HttpRequest, here: _Here) -> None:
    if request.POST.get("person", str(here.user.pk)) != str(here.user.pk):
        # The page was opened by someone else at this computer, who has since signed out.
        raise FollowupRefusal(_("Någon annan är inloggad nu. Logga in som dig själv för att spara."))
    save_draft(
        by=here.user,
        round_=here.round,
        check=here.check,
        values={name: request.POST.get(name, "").replace("\0", "")[:50_000] for name in ANSWERS},
        seen=whole_number(request.POST.get("edits")) or 0,
        at=timezone.now(),
    )


def _continue_later(request: HttpRequest, here: _Here) -> HttpResponse:
    form = here.form(request.POST, request.FILES)
    form.is_valid()
    _attach(here, form)
    if form.errors.get("evidence"):
        return _shown(request, here, form)
    messages.success(request, _("Utkastet är sparat. Du hittar det här när du vill fortsätta."))
    return redirect("home")
