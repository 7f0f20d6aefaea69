"""The page of all that has been done at a unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from internkoll.base.access import Capability, may, unit_or_404
from internkoll.base.history import first_broken_link
from internkoll.base.pages import page_of
from internkoll.overview.whole_history import choices_of, entries_of, events_of, of_stage


def unit_history(request: HttpRequest, pk: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    entries = entries_of(unit, with_people=may(request.user, Capability.MANAGE_PEOPLE, unit))
    choices, asked = choices_of(entries), request.GET.get("visa", "")
    page = page_of(of_stage(entries, asked), request)
    is_checked = "kontrollera" in request.GET
    context = {
        "unit": unit,
        "choices": choices,
        "total": sum(choice.count for choice in choices),
        "asked": asked if any(choice.key == asked for choice in choices) else "",
        "page": page,
        "events": events_of(list(page)),
        "is_checked": is_checked,
        "broken": first_broken_link(unit) if is_checked else None,
    }
    return render(request, "overview/whole_history.html", context)
