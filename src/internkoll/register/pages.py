"""What the pages of the register share: a form in a page of its own, and what another wrote meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from internkoll.base.models import Edited, Unit
from internkoll.register.models import Risk
from internkoll.register.words import categories_of
from internkoll.rules.method import Method
from internkoll.rules.order import natural_key

_YEARS = range(1900, 2201)


def year_or_404(year: int) -> int:
    if year not in _YEARS:
        raise Http404("Året finns inte.")
    return year


def suggestions(board: Unit, method: Method | None) -> dict[str, list[str]]:
    """The categories and processes to choose from while one writes: the Method's, and those in use. One query."""
    used = set(Risk.objects.of(board).values_list("category", "process").distinct())
    categories = {category for category, _ in used} | set(categories_of(method) if method else ())
    return {
        "categories": sorted(filter(None, categories), key=natural_key),
        "processes": sorted(filter(None, {process for _, process in used}), key=natural_key),
    }


def show_form(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    return render(request, "register/form.html", {"form": form, "unit": None, "board": None, **context})


def meet_change(form: Form, thing: Edited, shown: Mapping[str, str] | None = None) -> Sequence[tuple[str, object]]:
    """What another has written, by label; and the form is made to go through when it is sent again as it stands."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data[form.add_prefix("edits")] = str(thing.edits)
    form.data = data
    told = {name: getattr(thing, name) for name in form.fields if hasattr(thing, name) and name != "edits"}
    return [(str(form.fields[name].label), value) for name, value in {**told, **(shown or {})}.items()]
