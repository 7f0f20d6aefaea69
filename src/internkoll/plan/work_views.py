"""Working with the plan while it is a draft: the working list, and a page for each thing that is changed in it."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability
from internkoll.base.pages import key_sent, page_of
from internkoll.plan import work
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.plan.compare import base_of, gone_from
from internkoll.plan.form_pages import SignedIn, answer
from internkoll.plan.forms import AreaForm, CheckForm, ControlForm, NewAreaForm, NewControlForm, NumberForm
from internkoll.plan.models import Area, Check, Control, PlannedRisk
from internkoll.plan.order import Movable, Place, move_line, step_from
from internkoll.plan.rows import Lines
from internkoll.plan.services import PlanRefusal
from internkoll.plan.work_page import address_of, empty_areas, groups_of, thing_of

M = TypeVar("M", bound=Model)


def _here(request: SignedIn, board_id: int, year: int) -> BoardYear:
    return board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)


def _list_of(here: BoardYear) -> str:
    return reverse("plan_work", args=[here.board.pk, here.year])


def plan_work(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = _here(request, board_id, year)
    plan = here.worked_on
    if plan.is_locked:
        messages.info(request, _("Planen är låst. Ta tillbaka förslaget, eller revidera planen, för att ändra i den."))
        return redirect("board_plan", here.board.pk, here.year)
    page = page_of(Lines(plan), request)
    base = base_of(plan)
    context = {
        "here": here,
        "tab": "board_plan",
        "plan": plan,
        "page": page,
        "groups": groups_of(plan, here.method, list(page), base),
        "empty": empty_areas(plan),
        "base": base,
        "gone": gone_from(base, plan) if base else None,
    }
    return render(request, "plan/work.html", context)


@require_POST
def plan_move(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    """One step by a button ("upp", "ned"), or to right before or after another ("rad" beside "intill")."""
    here = _here(request, board_id, year)
    try:
        line, to = _asked_move(request, here)
        if to:
            move_line(by=request.user, plan=here.worked_on, line=line, to=to)
        else:
            messages.info(request, _("Den står redan ytterst och kan inte flyttas längre åt det hållet."))
    except PlanRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_list_of(here))
    except Http404:
        # Someone may have removed it since the list was shown.
        messages.error(request, _("Raden finns inte längre i planen."))
        return redirect(_list_of(here))
    return redirect(_where(here, line))


def _asked_move(request: SignedIn, here: BoardYear) -> tuple[Movable, Place | None]:
    up, down = request.POST.get("upp", ""), request.POST.get("ned", "")
    line = thing_of(here.worked_on, up or down or request.POST.get("rad", ""))
    return line, step_from(line, up=bool(up)) if up or down else _beside(request, here)


def _beside(request: SignedIn, here: BoardYear) -> Place:
    return Place(thing_of(here.worked_on, request.POST.get("intill", "")), request.POST.get("efter") == "ja")


def _where(here: BoardYear, line: Movable) -> str:
    line.refresh_from_db(fields=["position"])
    return address_of(here, line)


def plan_control_new(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    """A control below the risk in the address ("risk"), or in the area there ("omrade")."""
    here = _here(request, board_id, year)
    plan = here.worked_on
    below = _asked(plan.planned_risks.select_related("risk"), request.GET.get("risk"))
    area = _asked(plan.areas.all(), request.GET.get("omrade"))
    initial = {"edits": 0, "area": area, "recurrence": "ord"}
    form = NewControlForm(
        request.POST or None,
        initial=initial,
        method=here.method,
        board=here.board,
        plan=plan,
        below_risk=below is not None,
    )
    added: list[Control] = []

    def save() -> str:
        chosen = form.cleaned_data.get("area")
        control, check = form.given_control(), form.given()
        made = work.add_control(by=request.user, plan=plan, control=control, check=check, below=below, area=chosen)
        work.set_owners(by=request.user, check=made.checks.get(), people=form.cleaned_data["people"])
        added.append(made)
        return _("Kontrollen är tillagd.")

    return answer(
        request,
        here,
        form,
        save,
        back=lambda: address_of(here, added[0]) if added else _list_of(here),
        heading=_("Lägg till kontroll"),
        lead=below.risk.text if below else "",
        submit=_("Lägg till"),
    )


def _asked(things: QuerySet[M], key: str | None) -> M | None:
    """The thing that the address names; None where it names none; 404 where it is not in the plan."""
    if not key:
        return None
    return get_object_or_404(things, pk=key_sent(key))


def plan_check_new(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    control = get_object_or_404(Control, plan=here.worked_on, pk=pk)
    initial = {"edits": 0, "recurrence": "ord"}
    form = CheckForm(request.POST or None, initial=initial, method=here.method, board=here.board)

    def save() -> str:
        added = work.add_check(by=request.user, control=control, check=form.given())
        work.set_owners(by=request.user, check=added, people=form.cleaned_data["people"])
        return _("Metoden är tillagd.")

    shown = {"heading": _("Lägg till metod"), "lead": str(control), "submit": _("Lägg till")}
    return answer(request, here, form, save, back=address_of(here, control), **shown)


def plan_control(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    control = get_object_or_404(Control, plan=here.worked_on, pk=pk)
    form = ControlForm(request.POST or None, initial=ControlForm.initial_of(control), method=here.method)

    def save() -> str:
        work.change_control(by=request.user, control=control, seen=form.seen, text=form.given())
        return _("Kontrollen är sparad.")

    shown = {"heading": _("Ändra kontroll"), "submit": _("Spara")}
    return answer(request, here, form, save, back=address_of(here, control), **shown)


def plan_check(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    check = get_object_or_404(Check.objects.select_related("control"), plan=here.worked_on, pk=pk)
    initial = CheckForm.initial_of(check)
    form = CheckForm(request.POST or None, initial=initial, method=here.method, board=here.board)

    def save() -> str:
        work.change_check(by=request.user, check=check, seen=form.seen, text=form.given())
        work.set_owners(by=request.user, check=check, people=form.cleaned_data["people"])
        return _("Metoden är sparad.")

    shown = {"heading": _("Ändra metod"), "lead": str(check.control), "submit": _("Spara")}
    return answer(request, here, form, save, back=address_of(here, check), **shown)


def plan_risk(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    planned = get_object_or_404(PlannedRisk.objects.select_related("risk"), plan=here.worked_on, pk=pk)
    form = NumberForm(request.POST or None, initial={"edits": planned.edits, "number": planned.number})

    def save() -> str:
        number = form.cleaned_data["number"]
        work.change_planned_risk(by=request.user, planned=planned, seen=form.seen, number=number)
        return _("Numret är sparat.")

    shown = {"heading": _("Ändra riskens nummer"), "lead": planned.risk.text, "submit": _("Spara")}
    return answer(request, here, form, save, back=address_of(here, planned), **shown)


def plan_area_new(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    here = _here(request, board_id, year)
    form = NewAreaForm(request.POST or None, plan=here.worked_on)

    def save() -> str:
        name, parent = form.cleaned_data["name"], form.cleaned_data.get("parent")
        work.add_area(by=request.user, plan=here.worked_on, name=name, parent=parent)
        return _("Området är tillagt. Det står sist i listan tills något läggs i det.")

    return answer(request, here, form, save, back=_list_of(here), heading=_("Lägg till område"), submit=_("Lägg till"))


def plan_area(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    area = get_object_or_404(Area, plan=here.worked_on, pk=pk)
    form = AreaForm(request.POST or None, initial={"seen": area.name, "name": area.name})

    def save() -> str:
        given = form.cleaned_data
        work.rename_area(by=request.user, area=area, seen=given["seen"], name=given["name"])
        return _("Området är sparat.")

    shown = {"heading": _("Byt namn på område"), "submit": _("Spara")}
    return answer(request, here, form, save, back=_list_of(here), **shown)


def plan_remove(request: SignedIn, board_id: int, year: int, key: str) -> HttpResponse:
    """Tells what goes with it, and takes it away when that is confirmed."""
    here = _here(request, board_id, year)
    thing = thing_of(here.worked_on, key)
    refused = ""
    if request.method == "POST":
        try:
            _remove(request, thing)
        except PlanRefusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Borttagen ur planen."))
            return redirect(_list_of(here))
    context = {
        "here": here,
        "tab": "board_plan",
        "thing": thing,
        "controls": list(thing.controls.all()) if isinstance(thing, PlannedRisk) else [],
        "checks": list(thing.checks.all()) if isinstance(thing, Control) else [],
        "is_risk": isinstance(thing, PlannedRisk),
        "refused": refused,
        "back": address_of(here, thing),
    }
    return render(request, "plan/remove.html", context)


def _remove(request: SignedIn, thing: Movable) -> None:
    if isinstance(thing, PlannedRisk):
        work.remove_planned_risk(by=request.user, planned=thing)
    elif isinstance(thing, Control):
        work.remove_control(by=request.user, control=thing)
    else:
        work.remove_check(by=request.user, check=thing)


@require_POST
def plan_area_remove(request: SignedIn, board_id: int, year: int, pk: int) -> HttpResponse:
    here = _here(request, board_id, year)
    area = get_object_or_404(Area, plan=here.worked_on, pk=pk)
    try:
        work.remove_area(by=request.user, area=area)
        messages.success(request, _("Området är borttaget."))
    except PlanRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_list_of(here))
