"""The common risks of a municipality, kept at the municipality and taken in by its boards."""

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, board_or_404, of_readable_boards_or_404, person_of, unit_or_404
from internkoll.base.edits import ChangedSince
from internkoll.base.pages import page_of
from internkoll.register.common_risks import (
    add_common_risk,
    boards_below,
    change_common_risk,
    end_common_risk,
    spread_common_risks,
)
from internkoll.register.forms import CommonRiskForm, NewCommonRiskForm, WhyForm
from internkoll.register.models import Risk
from internkoll.register.pages import meet_change, show_form, year_or_404
from internkoll.register.services import RegisterRefusal


def common_risks(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk, Capability.KEEP_REGISTER)
    year = timezone.localdate().year
    estimated = Q(rows_of_boards__estimates__year=year, rows_of_boards__estimates__period="")
    risks = Risk.objects.common_of(unit).annotate(
        boards=Count("rows_of_boards", distinct=True),
        estimated=Count("rows_of_boards", filter=estimated, distinct=True),
    )
    page = page_of(risks.order_by("retired_on", "pk"), request)
    context = {"unit": unit, "year": year, "page": page, "board_count": len(boards_below(unit))}
    return render(request, "register/common_risks.html", context)


def common_risk_add(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk, Capability.KEEP_REGISTER)
    form = NewCommonRiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_common_risk(by=person_of(request), unit=unit, year=timezone.localdate().year, **form.cleaned_data)
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            count = len(boards_below(unit))
            told = ngettext(
                "Risken står nu i registret i %(count)s nämnd.",
                "Risken står nu i registren i %(count)s nämnder.",
                count,
            )
            messages.success(request, told % {"count": count})
            return redirect("common_risks", pk)
    return show_form(
        request,
        form,
        unit=unit,
        title=_("Lägg till en gemensam risk"),
        intro=_("Risken läggs till i registret i varje nämnd. Nämnderna skattar den och kan göra egna tillägg."),
        submit=_("Lägg till i alla nämnder"),
        back=reverse("common_risks", args=[pk]),
    )


def _kept(request: HttpRequest, pk: int) -> Risk:
    risks = Risk.objects.filter(common__isnull=True, mandatory=True, origin=F("unit")).select_related("unit")
    return of_readable_boards_or_404(request.user, risks, pk, board="unit", capability=Capability.KEEP_REGISTER)


def common_risk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _kept(request, pk)
    shown = {name: getattr(risk, name) for name in CommonRiskForm.base_fields}
    form = CommonRiskForm(request.POST or None, initial=shown)
    back, changed = reverse("common_risks", args=[risk.unit_id]), None
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "edits"}
        try:
            change_common_risk(by=person_of(request), risk=risk, values=values, seen=form.seen)
        except ChangedSince as meeting:
            changed = meet_change(form, meeting.thing)
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Risken är ändrad i alla nämnder."))
            return redirect(back)
    return show_form(
        request,
        form,
        unit=risk.unit,
        title=_("Ändra den gemensamma risken"),
        intro=_("Texten ändras i alla nämnder. Det som nämnderna har lagt till och skattat står kvar."),
        submit=_("Ändra i alla nämnder"),
        back=back,
        changed=changed,
    )


def common_risk_end(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _kept(request, pk)
    form = WhyForm(request.POST or None, initial={"edits": risk.edits})
    back = reverse("common_risks", args=[risk.unit_id])
    if request.method == "POST" and form.is_valid():
        try:
            end_common_risk(by=person_of(request), risk=risk, on=timezone.localdate(), why=form.cleaned_data["why"])
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Risken är avslutad. Den står kvar i nämndernas register året ut."))
            return redirect(back)
    return show_form(
        request,
        form,
        unit=risk.unit,
        thing=risk,
        title=_("Avsluta den gemensamma risken"),
        intro=_("Risken står kvar i nämndernas register året ut, och försvinner ur nästa års."),
        submit=_("Avsluta risken"),
        back=back,
    )


@require_POST
def common_risks_take_in(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    board = board_or_404(request.user, board_id, Capability.KEEP_REGISTER)
    made = spread_common_risks(by=person_of(request), board=board, year=year_or_404(year))
    told = ngettext("%(count)s gemensam risk togs in.", "%(count)s gemensamma risker togs in.", len(made))
    messages.success(request, told % {"count": len(made)})
    return redirect("board_risks", board_id, year)
