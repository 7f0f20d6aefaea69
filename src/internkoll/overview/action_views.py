"""The pages of actions: a board's, one's own, one action, and adding one to what it answers."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from internkoll.actions.forms import ActionForm, NewActionForm, OwnActionForm
from internkoll.actions.models import Action
from internkoll.actions.services import ActionRefusal, NewAction, change_action
from internkoll.base.access import Capability, capabilities_at, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.models import Edited
from internkoll.overview import actions_page
from internkoll.overview.action_rows import ActionRows
from internkoll.overview.action_sources import add_action_to, answered_or_404
from internkoll.overview.history import history_of
from internkoll.plan.board_year import board_year_or_404, current_year
from internkoll.plan.models import Plan

Form = ActionForm | OwnActionForm


def board_actions(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    of_year = Action.objects.of_year(here.board, year)
    listed = actions_page.list_of(of_year, request, person_of(request), timezone.localdate(), year)
    rows = ActionRows(shows_board=False).drawn(listed.rows)
    context = {"here": here, "tab": "board_actions", "listed": listed, "rows": rows, "page": listed.page}
    return render(request, "actions/board_actions.html", context)


def my_actions(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    listed = actions_page.list_of(Action.objects.owned_by(person), request, person, timezone.localdate())
    rows = ActionRows(shows_board=True).drawn(listed.rows)
    return render(request, "actions/my_actions.html", {"listed": listed, "rows": rows, "page": listed.page})


def action(request: HttpRequest, pk: int) -> HttpResponse:
    found = _action_or_404(request, pk)
    here = _here(request, found)
    form_of = _form_for(request, found)
    (row,) = actions_page.rows_of([found], timezone.localdate(), None)
    own = OwnActionForm(initial=OwnActionForm.initial_of(found)) if form_of is OwnActionForm else None
    context = {
        **here,
        "row": row,
        "may_change_all": form_of is ActionForm,
        "form": own,
        "history": history_of(found.unit, [found]),
    }
    return render(request, "actions/action.html", context)


def action_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _action_or_404(request, pk)
    form_of = _form_for(request, found)
    if form_of is None:
        raise PermissionDenied
    form = _bound(form_of, found, request.POST or None)
    changed: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except ChangedSince as since:
            now = Action.objects.get(pk=since.thing.pk)
            changed, form = _now_stands(now, form), _bound(form_of, now, _as_seen_now(form, now))
        except ActionRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Åtgärden är sparad."))
            return redirect("action", pk)
    context = {**_here(request, found), "form": form, "changed": changed}
    return render(request, "actions/action_change.html", context)


def action_add(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.KEEP_ACTIONS)
    asked = request.POST.get("kalla") or request.GET.get("kalla", "")
    answered = answered_or_404(here.board, asked)
    initial = {"kalla": asked, "responsible": answered.responsible if answered else ""}
    form = NewActionForm(request.POST or None, initial=initial, board=here.board, year=year, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        new = NewAction(
            year=year,
            status=Action.Status.NOT_STARTED,
            owners=list(form.cleaned_data["owners"]),
            added_on=timezone.localdate(),
            **form.promised,
        )
        made = add_action_to(by=person_of(request), board=here.board, new=new, answered=answered)
        messages.success(request, _("Åtgärden är tillagd."))
        return redirect("action", made.pk)
    context = {"here": here, "tab": "board_actions", "form": form, "source": answered.source if answered else None}
    return render(request, "actions/action_add.html", context)


def _action_or_404(request: HttpRequest, pk: int) -> Action:
    found = Action.objects.for_user(person_of(request)).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404(_("Åtgärden finns inte."))
    return found


def _form_for(request: HttpRequest, found: Action) -> type[Form] | None:
    """All of the action for those who keep the board's; its progress for the one who is to do it; else nothing."""
    if Capability.KEEP_ACTIONS in capabilities_at(request.user, found.unit):
        return ActionForm
    is_own = Action.objects.owned_by(person_of(request)).filter(pk=found.pk).exists()
    return OwnActionForm if is_own else None


def _here(request: HttpRequest, found: Action) -> dict[str, Any]:
    """The action and the way back to its board, for those who read it."""
    reads = Capability.READ in capabilities_at(request.user, found.unit)
    years = set(Plan.objects.filter(unit=found.unit).values_list("year", flat=True)) if reads else set()
    year = current_year(years, timezone.localdate()) if years else None
    return {"action": found, "year": year, "reads_board": reads}


def _bound(form_of: type[Form], found: Action, data: Any) -> Form:
    if form_of is OwnActionForm:
        return OwnActionForm(data, initial=OwnActionForm.initial_of(found))
    today = timezone.localdate()
    initial, year = ActionForm.initial_of(found), found.year or today.year
    return ActionForm(data, initial=initial, board=found.unit, year=year, today=today)


def _save(request: HttpRequest, found: Action, form: Form) -> None:
    change_action(
        by=person_of(request),
        action=found,
        values=form.values,
        seen=form.seen,
        on=timezone.localdate(),
        people=form.people,
    )


def _as_seen_now(form: Form, now: Edited) -> Any:
    """What was typed, to be saved over what stands now."""
    data = cast(QueryDict, form.data).copy()
    data["edits"] = str(now.edits)
    return data


def _now_stands(now: Action, form: Form) -> list[tuple[str, str]]:
    """What another has saved meanwhile, of the fields of the form, where it is not what was typed."""
    stands = ActionForm.initial_of(now) | {"status": now.get_status_display()}
    typed = form.cleaned_data | {"status": Action.Status(form.cleaned_data["status"]).label}
    told = ("text", "responsible", "due", "status", "effect")
    return [
        (str(form.fields[name].label), str(stands[name]))
        for name in told
        if name in form.fields and str(stands[name]) != str(typed[name])
    ]
