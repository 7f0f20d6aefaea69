"""The running text of a round and the head of its report, by form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.looks import EditForm
from internkoll.followup.forms import NewTextForm, RoundHeadForm, TextForm
from internkoll.followup.models import Round, RunningText
from internkoll.followup.services import (
    FollowupRefusal,
    add_running_text,
    change_round_head,
    change_running_text,
    move_running_text,
    remove_running_text,
)
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.register.pages import meet_change
from internkoll.rules.exchange import TextBlock

Changed = Sequence[tuple[str, object]]


def round_texts(request: HttpRequest, pk: int) -> HttpResponse:
    """The pieces in their order, each with its way to be changed, and the head of the report as a form."""
    round_, here = _round(request, pk)
    shown = {name: getattr(round_, name) or "" for name in ("title", "document_date", "reference")}
    form = RoundHeadForm(request.POST or None, initial={**shown, "edits": round_.edits})

    def save() -> None:
        values = {name: form.cleaned_data[name] for name in shown}
        change_round_head(by=person_of(request), round_=round_, **values, seen=form.seen)

    changed = _saved(request, form, save)
    if changed is None:
        messages.success(request, _("Rapportens huvud är sparat."))
        return redirect("round_texts", pk)
    pieces = RunningText.objects.filter(plan=here.plan, round=round_)
    return _page(request, "followup/texts.html", here, round_, form=form, changed=changed, pieces=pieces)


def text_add(request: HttpRequest, pk: int) -> HttpResponse:
    round_, here = _round(request, pk)
    form = NewTextForm(request.POST or None)

    def save() -> None:
        add_running_text(by=person_of(request), plan=here.plan, round_=round_, new=TextBlock(**form.cleaned_data))

    changed = _saved(request, form, save)
    if changed is None:
        messages.success(request, _("Texten är tillagd."))
        return redirect("round_texts", pk)
    words = {"heading": _("Lägg till löpande text"), "submit": _("Lägg till")}
    return _page(request, "followup/text_form.html", here, round_, form=form, changed=changed, **words)


def text_edit(request: HttpRequest, pk: int) -> HttpResponse:
    piece, round_, here = _piece(request, pk)
    shown = {name: getattr(piece, name) for name in TextForm.base_fields}
    form = TextForm(request.POST or None, initial=shown)

    def save() -> None:
        new = TextBlock(heading=form.cleaned_data["heading"], text=form.cleaned_data["text"])
        change_running_text(by=person_of(request), piece=piece, new=new, seen=form.seen)

    changed = _saved(request, form, save)
    if changed is None:
        messages.success(request, _("Texten är ändrad."))
        return redirect("round_texts", round_.pk)
    words = {"heading": _("Ändra löpande text"), "submit": _("Spara")}
    return _page(request, "followup/text_form.html", here, round_, form=form, changed=changed, **words)


def text_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first. Where another has changed the text since, it is shown as it stands now and asked about again."""
    piece, round_, here = _piece(request, pk)
    form = EditForm(request.POST or None, initial={"edits": piece.edits})

    def save() -> None:
        remove_running_text(by=person_of(request), piece=piece, seen=form.seen)

    changed = _saved(request, form, save)
    if changed is None:
        messages.success(request, _("Texten är borttagen."))
        return redirect("round_texts", round_.pk)
    is_changed = form.is_bound and not form.errors
    if is_changed:
        piece.refresh_from_db()
    return _page(request, "followup/text_remove.html", here, round_, form=form, piece=piece, is_changed=is_changed)


@require_POST
def text_move(request: HttpRequest, pk: int) -> HttpResponse:
    piece, round_, _here = _piece(request, pk)
    try:
        move_running_text(by=person_of(request), piece=piece, up=request.POST.get("hall") == "upp")
    except FollowupRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('round_texts', args=[round_.pk])}#text-{piece.pk}")


def _round(request: HttpRequest, pk: int) -> tuple[Round, BoardYear]:
    held = Round.objects.select_related("unit")
    round_ = of_readable_boards_or_404(request.user, held, pk, board="unit", capability=Capability.REPORT_ANY)
    return round_, board_year_or_404(request.user, round_.unit_id, round_.year)


def _piece(request: HttpRequest, pk: int) -> tuple[RunningText, Round, BoardYear]:
    """A piece of a round. What a plan says of itself belongs to the plan, and has no page here."""
    held = RunningText.objects.select_related("round__unit").filter(round__isnull=False)
    piece = of_readable_boards_or_404(request.user, held, pk, board="round__unit", capability=Capability.REPORT_ANY)
    if piece.round is None:
        raise Http404("Sidan finns inte.")
    return piece, piece.round, board_year_or_404(request.user, piece.round.unit_id, piece.round.year)


def _saved(request: HttpRequest, form: Form, save: Callable[[], None]) -> Changed | None:
    """None where it has been saved; else the form is to be shown, with what another wrote meanwhile."""
    if request.method != "POST" or not form.is_valid():
        return ()
    try:
        save()
    except ChangedSince as since:
        return meet_change(form, since.thing)
    except FollowupRefusal as refusal:
        form.add_error(None, str(refusal))
        return ()
    return None


def _page(request: HttpRequest, template: str, here: BoardYear, round_: Round, **shown: Any) -> HttpResponse:
    back = reverse("round_texts", args=[round_.pk])
    return render(request, template, {"here": here, "tab": "board_followup", "round": round_, "back": back, **shown})
