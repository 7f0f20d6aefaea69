"""The page of all that has been done at a unit, and the check of its chain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from internkoll.base.access import Capability, may, unit_or_404
from internkoll.base.history import first_broken_link
from internkoll.base.pages import page_of
from internkoll.overview.whole_history import choices_of, entries_of, events_of, of_stage


def unit_history(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    entries = entries_of(unit)
    choices = choices_of(entries)
    asked = next((choice for choice in choices if choice.key == request.GET.get("visa")), None)
    page = page_of(of_stage(entries, asked.key) if asked else entries, request)
    keeps_people = may(request.user, Capability.MANAGE_PEOPLE, unit)
    context = {
        "unit": unit,
        "choices": choices,
        "total": sum(choice.count for choice in choices),
        "asked": asked,
        "page": page,
        "events": events_of(list(page), unit, with_people=keeps_people),
    }
    return render(request, "overview/whole_history.html", context)


def history_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether each entry follows from the one before it, and what the last one is: to be noted down elsewhere."""
    unit = unit_or_404(request.user, pk)
    context = {"unit": unit, "broken": first_broken_link(unit), "last": entries_of(unit).first()}
    return render(request, "overview/history_check.html", context)
