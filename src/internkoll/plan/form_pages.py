"""How every form page of the plan answers: what was saved is told, what was refused is said, nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from internkoll.base.edits import ChangedSince
from internkoll.base.models import Edited, User
from internkoll.plan.board_year import BoardYear
from internkoll.plan.services import PlanRefusal


class SignedIn(HttpRequest):
    """A request of someone who has signed in: no other reaches a page of a board."""

    user: User


def answer(
    request: HttpRequest,
    here: BoardYear,
    form: forms.Form,
    save: Callable[[], str],
    *,
    back: str | Callable[[], str],
    **shown: Any,
) -> HttpResponse:
    """Saves a form that is right and leads back, else shows it. `save` returns what is said when it is done, and does
    all of it or nothing.

    `shown` is what else the page tells: `heading`, `submit`, and perhaps `lead`.
    """
    changed: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                told = save()
            messages.success(request, told)
        except PlanRefusal as refusal:
            form.add_error(None, str(refusal))
        except ChangedSince as since:
            changed = _written_since(form, since.thing)
        else:
            return redirect(back() if callable(back) else back)
    context = {
        "here": here,
        "tab": "board_plan",
        "form": form,
        "changed": changed,
        "back": back() if callable(back) else back,
        **shown,
    }
    return render(request, "plan/form.html", context)


def _written_since(form: forms.Form, thing: Edited) -> list[tuple[str, str]]:
    """What the other wrote in each field that differs. The form takes the new count, and so can be saved again."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["edits"] = thing.edits  # type: ignore[index]
    now = form.initial_of(thing) if hasattr(form, "initial_of") else form.initial
    fields = [field for field in form.visible_fields() if field.name in now]
    return [(str(f.label), _in_words(f, now[f.name])) for f in fields if _differs(form, f.name, now[f.name])]


def _differs(form: forms.Form, name: str, now: Any) -> bool:
    typed = form.cleaned_data.get(name)
    if isinstance(typed, QuerySet):
        return {chosen.pk for chosen in typed} != set(now)
    return bool(typed != now)


def _in_words(field: forms.BoundField, value: Any) -> str:
    """As the form itself would show it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(field.field, forms.ModelMultipleChoiceField):
        return ", ".join(map(str, field.field.queryset.filter(pk__in=value))) if field.field.queryset else ""
    choices: dict[Any, Any] = dict(flatten_choices(getattr(field.field, "choices", ())))
    return str(choices.get(value, value))


def told_refusal(request: HttpRequest, do: Callable[[], object]) -> bool:
    """Does it; where it is refused, says why at the top of the next page and answers yes."""
    try:
        do()
    except PlanRefusal as refusal:
        messages.error(request, str(refusal))
        return True
    return False
