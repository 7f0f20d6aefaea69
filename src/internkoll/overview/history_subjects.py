"""What the entries of a history are about: the thing's name as it stands now, and its page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import HistoryEntry, shortened
from internkoll.followup.models import Result, Round, RunningText
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


def _of_text(piece: RunningText) -> str:
    if piece.round is None:
        return reverse("board_plan", args=[piece.plan.unit_id, piece.plan.year])
    return f"{_of_round(piece.round)}#text-{piece.pk}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How things of a kind are asked for, what each is called, and where its page is."""

    asked: QuerySet[Any]
    url: Callable[[Any], str]
    name: Callable[[Any], str] = str


# By the name that the history has for things of the kind.
_KINDS: Mapping[str, _Kind] = {
    "risk": _Kind(Risk.objects.all(), lambda risk: reverse("risk", args=[risk.pk])),
    "recommendation": _Kind(
        Recommendation.objects.all(), lambda found: reverse("recommendations", args=[found.unit_id])
    ),
    "plan": _Kind(
        Plan.objects.select_related("unit").defer("frozen"),
        lambda plan: reverse("board_plan", args=[plan.unit_id, plan.year]),
    ),
    "plannedrisk": _Kind(
        PlannedRisk.objects.select_related("risk"), lambda planned: reverse("risk", args=[planned.risk_id])
    ),
    "control": _Kind(Control.objects.all(), lambda control: reverse("control", args=[control.pk])),
    "check": _Kind(
        Check.objects.select_related("control"),
        lambda check: reverse("control", args=[check.control_id]),
        lambda check: str(check.control) or str(check),
    ),
    "round": _Kind(Round.objects.all(), _of_round),
    "runningtext": _Kind(RunningText.objects.select_related("round", "plan"), _of_text),
    "result": _Kind(
        Result.objects.select_related("control"),
        lambda result: reverse("control", args=[result.control_id]),
        lambda result: str(result.control),
    ),
    "action": _Kind(Action.objects.all(), lambda action: reverse("action", args=[action.pk])),
    "assessment": _Kind(
        Assessment.objects.all(),
        lambda found: reverse("board_assessment", args=[found.unit_id, found.year]),
        lambda _found: "",
    ),
}
# Of a thing that has no page, or is no more, the first of these that was recorded tells which it was.
_TELLS = ("control", "risk", "heading", "text", "name", "title", "method", "column")


def subjects_of(entries: Iterable[HistoryEntry]) -> dict[int, Subject]:
    """By the entries' keys. One query for each kind of thing, however many entries."""
    by_kind: dict[str, list[HistoryEntry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.subject].append(entry)
    found: dict[int, Subject] = {}
    for name, told in by_kind.items():
        kind = _KINDS.get(name)
        things = kind.asked.in_bulk({entry.subject_id for entry in told}) if kind else {}
        found |= {entry.pk: _subject(entry, things.get(entry.subject_id), kind) for entry in told}
    return found


def _subject(entry: HistoryEntry, thing: Model | None, kind: _Kind | None) -> Subject:
    if thing is not None and kind is not None:
        return Subject(shortened(kind.name(thing)), kind.url(thing))
    told: dict[str, Any] = {}
    for values in (entry.before, entry.after):
        told |= values if isinstance(values, dict) else {}
    return Subject(shortened(next((str(told[key]) for key in _TELLS if told.get(key)), "")))
