"""What the auditors have recommended a board: the list, and each of them by form."""

from datetime import date

from django.contrib import messages
from django.db.models import Case, Max, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.actions.models import Action
from internkoll.base.access import Capability, board_or_404, capabilities_at, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.pages import page_of
from internkoll.register.forms import NewRecommendationForm, RecommendationForm
from internkoll.register.models import Recommendation
from internkoll.register.pages import meet_change, show_form
from internkoll.register.recommendations import (
    Recommended,
    add_recommendation,
    change_recommendation,
    end_recommendation,
    reopen_recommendation,
)
from internkoll.register.services import RegisterRefusal


def recommendations(request: HttpRequest, board_id: int) -> HttpResponse:
    board = board_or_404(request.user, board_id)
    today = timezone.localdate()
    page = page_of(_in_order(board.recommendations.all()), request)
    shown = list(page.object_list)
    actions = Action.objects.filter(recommendation_link__recommendation__in=shown).select_related("recommendation_link")
    by_recommendation: dict[int, list[Action]] = {}
    for action in actions.order_by("due", "pk"):
        by_recommendation.setdefault(action.recommendation_link.recommendation_id, []).append(action)
    rows = [
        {"thing": found, "actions": (own := by_recommendation.get(found.pk, [])), "late": _late(own, today)}
        for found in shown
    ]
    # An action is added in a year that has a plan; the plans themselves are a later stage's.
    context = {
        "board": board,
        "page": page,
        "rows": rows,
        "can": capabilities_at(request.user, board),
        "action_year": board.plans.aggregate(latest=Max("year"))["latest"],
    }
    return render(request, "register/recommendations.html", context)


def _in_order(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Those that wait for an answer first, the oldest of them at the top; then those to be followed, then the done."""
    state = Case(When(done_on__isnull=False, then=Value(2)), When(answer="", then=Value(0)), default=Value(1))
    return found.annotate(state=state).order_by("state", "received_on", "pk")


def _late(actions: list[Action], today: date) -> int:
    return sum(1 for action in actions if action.due and action.due < today and action.is_open)


def recommendation_add(request: HttpRequest, board_id: int) -> HttpResponse:
    board = board_or_404(request.user, board_id, Capability.KEEP_REGISTER)
    form = NewRecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_recommendation(by=person_of(request), board=board, new=Recommended(**form.cleaned_data))
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Rekommendationen är tillagd."))
            return redirect("recommendations", board_id)
    return show_form(
        request,
        form,
        board=board,
        title=_("Lägg till en rekommendation från revisorerna"),
        submit=_("Lägg till"),
        back=reverse("recommendations", args=[board_id]),
    )


def _kept(request: HttpRequest, pk: int) -> Recommendation:
    found = Recommendation.objects.select_related("unit")
    return of_readable_boards_or_404(request.user, found, pk, board="unit", capability=Capability.KEEP_REGISTER)


def recommendation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    shown = {name: getattr(found, name) for name in RecommendationForm.base_fields}
    form = RecommendationForm(request.POST or None, initial=shown)
    back, changed = reverse("recommendations", args=[found.unit_id]), None
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "edits"}
        try:
            change_recommendation(
                by=person_of(request), recommendation=found, new=Recommended(**values), seen=form.seen
            )
        except ChangedSince as meeting:
            changed = meet_change(form, meeting.thing)
        except RegisterRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Rekommendationen är ändrad."))
            return redirect(back)
    return show_form(
        request,
        form,
        board=found.unit,
        title=_("Svara på rekommendationen"),
        submit=_("Spara"),
        back=back,
        changed=changed,
    )


@require_POST
def recommendation_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the recommendation as followed; with "igen", takes that back."""
    found = _kept(request, pk)
    try:
        if "igen" in request.POST:
            reopen_recommendation(by=person_of(request), recommendation=found)
        else:
            end_recommendation(by=person_of(request), recommendation=found, on=timezone.localdate())
    except RegisterRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Rekommendationen är ändrad."))
    return redirect("recommendations", found.unit_id)
