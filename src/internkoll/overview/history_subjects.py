"""What the entries of a history are about: the thing's name as it stands now, and its page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import HistoryEntry, shortened
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check, Control, Plan, PlannedRisk
from internkoll.register.models import Recommendation, Risk


@dataclass(frozen=True, slots=True)
class Subject:
    """`url` is empty where the thing has no page, or is no more."""

    name: str
    url: str = ""


def _of_round(round_: Round) -> str:
    address = reverse("board_followup", args=[round_.unit_id, round_.year])
    return f"{address}?{urlencode({'period': round_.label})}"


# What is asked for with each, its name and its page.
_PAGES: Mapping[type[Model], tuple[QuerySet[Any], Callable[[Any], str], Callable[[Any], str]]] = {
    Risk: (Risk.objects.all(), str, lambda risk: reverse("risk", args=[risk.pk])),
    Recommendation: (Recommendation.objects.all(), str, lambda told: reverse("recommendations", args=[told.unit_id])),
    Plan: (
        Plan.objects.select_related("unit").defer("frozen"),
        str,
        lambda plan: reverse("board_plan", args=[plan.unit_id, plan.year]),
    ),
    PlannedRisk: (
        PlannedRisk.objects.select_related("risk"),
        str,
        lambda planned: reverse("risk", args=[planned.risk_id]),
    ),
    Control: (Control.objects.all(), str, lambda control: reverse("control", args=[control.pk])),
    Check: (
        Check.objects.select_related("control"),
        lambda check: str(check.control) or str(check),
        lambda check: reverse("control", args=[check.control_id]),
    ),
    Round: (Round.objects.all(), str, _of_round),
    Result: (
        Result.objects.select_related("control"),
        lambda result: str(result.control),
        lambda result: reverse("control", args=[result.control_id]),
    ),
    Action: (Action.objects.all(), str, lambda action: reverse("action", args=[action.pk])),
    Assessment: (
        Assessment.objects.all(),
        lambda _: "",
        lambda assessment: reverse("board_assessment", args=[assessment.unit_id, assessment.year]),
    ),
}
# Of a thing that is no more, the first of these that was recorded tells which it was.
_TELLS = ("control", "risk", "text", "name", "title", "method")


def subjects_of(entries: Iterable[HistoryEntry]) -> dict[int, Subject]:
    """By the entries' keys. One query for each kind of thing, however many entries."""
    by_kind: dict[str, list[HistoryEntry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.subject].append(entry)
    found: dict[int, Subject] = {}
    for kind, told in by_kind.items():
        found |= _of_kind(kind, told)
    return found


def _of_kind(kind: str, entries: Iterable[HistoryEntry]) -> dict[int, Subject]:
    pages = _PAGES.get(apps.get_model("internkoll", kind))
    keys = {entry.subject_id for entry in entries}
    things = pages[0].in_bulk(keys) if pages else {}
    return {entry.pk: _subject(entry, things.get(entry.subject_id), pages) for entry in entries}


def _subject(entry: HistoryEntry, thing: Model | None, pages: tuple[Any, ...] | None) -> Subject:
    if thing is not None and pages is not None:
        return Subject(shortened(pages[1](thing)), pages[2](thing))
    values = {**(entry.before or {}), **(entry.after or {})}
    return Subject(shortened(next((str(values[key]) for key in _TELLS if values.get(key)), "")))
