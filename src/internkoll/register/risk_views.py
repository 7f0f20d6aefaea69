"""A risk, changed by form: its words, its estimate, the response to it, taken out of the register and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.organisation.methods import method_for
from internkoll.register.estimate_pages import estimate_page
from internkoll.register.estimates import estimate_risk
from internkoll.register.forms import AdditionForm, EstimateForm, ResponseForm, RiskForm, WhyForm
from internkoll.register.models import Response, Risk
from internkoll.register.pages import meet_change, show_form, suggestions, year_or_404
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import RegisterRefusal, change_risk, retire_risk, take_back_risk
from internkoll.register.words import response_word


def _kept(request: HttpRequest, pk: int) -> Risk:
    risks = Risk.objects.select_related("unit", "common")
    return of_readable_boards_or_404(request.user, risks, pk, board="unit", capability=Capability.KEEP_REGISTER)


def _back(risk: Risk) -> str:
    return reverse("risk", args=[risk.pk])


def risk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _kept(request, pk)
    kind = AdditionForm if risk.common_id else RiskForm
    shown = {name: getattr(risk, name) for name in kind.base_fields}
    form = kind(request.POST or None, initial=shown)
    changed = None
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "edits"}
        try:
            change_risk(by=person_of(request), risk=risk, values=values, seen=form.seen)
        except ChangedSince as meeting:
            changed = meet_change(form, meeting.thing)
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Risken är ändrad."))
            return redirect(_back(risk))
    return show_form(
        request,
        form,
        thing=risk,
        board=risk.unit,
        title=_("Ändra risken"),
        submit=_("Spara"),
        back=_back(risk),
        changed=changed,
        suggestions=suggestions(risk.unit, None),
    )


def risk_estimate(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The year's estimate, or that of the period that the address asks for ("T1 2025")."""
    risk = _kept(request, pk)
    method = method_for(risk.unit, year_or_404(year))
    page = estimate_page(risk, year, method, request.GET.get("period", ""))
    form = EstimateForm(request.POST or None, method=method, written=page.written, initial=page.initial)
    changed = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["edits"]
        new = page.estimate_from(form.cleaned_data)
        try:
            estimate_risk(
                by=person_of(request), year=year, new=new, on=timezone.localdate(), seen=seen, is_new=seen is None
            )
        except ChangedSince as meeting:
            changed = page.met(meet_change(form, meeting.thing))
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Skattningen är sparad."))
            return redirect(_back(risk))
    context = {"risk": risk, "year": year, "page": page, "form": form, "changed": changed, "matrix": page.matrix(form)}
    return render(request, "register/estimate.html", context)


def risk_response(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    risk = _kept(request, pk)
    method = method_for(risk.unit, year_or_404(year))
    held = Response.objects.filter(risk=risk, year=year).first()
    shown = {name: getattr(held, name) for name in ResponseForm.base_fields} if held else {}
    form = ResponseForm(request.POST or None, method=method, initial=shown)
    changed = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["edits"]
        decision = Decision(**{name: value for name, value in form.cleaned_data.items() if name != "edits"})
        try:
            decide_response(
                by=person_of(request), risk=risk, year=year, decision=decision, seen=seen, is_new=seen is None
            )
        except ChangedSince as meeting:
            changed = meet_change(form, meeting.thing, {"kind": response_word(method, meeting.thing.kind)})  # type: ignore[attr-defined]
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Hanteringen är sparad."))
            return redirect(_back(risk))
    title = _("Hur risken hanteras %(year)s") % {"year": year}
    return show_form(
        request, form, thing=risk, board=risk.unit, title=title, submit=_("Spara"), back=_back(risk), changed=changed
    )


def risk_retire(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _kept(request, pk)
    form = WhyForm(request.POST or None, initial={"edits": risk.edits})
    changed = None
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            retire_risk(by=person_of(request), risk=risk, on=timezone.localdate(), why=why, seen=form.seen)
        except ChangedSince as meeting:
            now = meeting.thing
            changed = meet_change(form, now, {})
            changed = [(_("Risk"), now.text), (_("Skäl"), now.retired_why)]  # type: ignore[attr-defined]
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Risken är avförd ur registret. Det som har planerats och skattats står kvar."))
            return redirect(_back(risk))
    return show_form(
        request,
        form,
        thing=risk,
        board=risk.unit,
        title=_("Avför risken ur registret"),
        intro=_("Risken försvinner ur bruttolistan. Den står kvar i de planer den finns i, och går att ta tillbaka."),
        submit=_("Avför risken"),
        back=_back(risk),
        changed=changed,
    )


@require_POST
def risk_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _kept(request, pk)
    try:
        take_back_risk(by=person_of(request), risk=risk)
    except RegisterRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Risken står i registret igen."))
    return redirect(_back(risk))
