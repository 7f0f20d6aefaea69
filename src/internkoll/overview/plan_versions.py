"""A year's plan as the board decided it, version by version: its frozen text, its hash, and what each one changed."""

import hashlib
from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from internkoll.base.pages import page_of
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.plan.models import Plan
from internkoll.plan.rows import lines_of
from internkoll.plan.versions import versions_of
from internkoll.reports.contents import contents_of
from internkoll.reports.html import fragment
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Document, Row
from internkoll.rules.method import Method
from internkoll.rules.plan_changes import LineChange, changes_between, counts, matched


@dataclass(frozen=True, slots=True)
class FieldShown:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One line that a version changed. `title` is what the line is known by."""

    kind: str
    title: str
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """`is_in_force`: the one that is followed up. `new`, `changed`, `removed`: lines, since the version before."""

    plan: Plan
    is_in_force: bool
    is_first: bool
    new: int
    changed: int
    removed: int


def plan_frozen(request: HttpRequest, board_id: int, year: int, version: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    plan = Plan.objects.of(here.board, here.year).filter(version=version, state=Plan.State.ADOPTED).first()
    if plan is None:
        raise Http404("Ingen sådan version av planen är beslutad.")
    contents = contents_of(_document(here, plan), here.method, period=None)
    context = {
        "here": here,
        "tab": "board_plan",
        "plan": plan,
        "is_whole": hashlib.sha256(plan.frozen.encode()).hexdigest() == plan.frozen_hash,
        "is_in_force": plan == here.plan,
        # The report's HTML has escaped every text in it.
        "frozen": mark_safe(fragment(contents, top_level=2)),  # noqa: S308
    }
    return render(request, "overview/plan_frozen.html", context)


def _document(here: BoardYear, plan: Plan) -> Document:
    """The frozen rows under the head of the decision."""
    told = {"administration": plan.administration, "reference": plan.reference, "municipality": here.municipality.name}
    return Document.model_validate_json(plan.frozen).model_copy(update=told)


def plan_versions(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    """Every version with its decision; what one of them changed ("version" in the address) line by line."""
    here = board_year_or_404(request.user, board_id, year)
    plans = versions_of(here.plan)
    changes = {plan.pk: _changes(before, plan) for plan, before in pairwise(plans)}
    versions = [_version(here, plan, changes.get(plan.pk)) for plan in plans]
    asked = request.GET.get("version")
    shown = next((plan for plan in plans if str(plan.version) == asked and plan.pk in changes), None) or (
        plans[0] if plans[0].pk in changes else None
    )
    context = {
        "here": here,
        "tab": "board_plan",
        "versions": versions,
        "shown": shown,
        "page": page_of([_shown(here.method, change) for change in changes[shown.pk]] if shown else [], request),
    }
    return render(request, "overview/plan_versions.html", context)


def _changes(before: Plan, plan: Plan) -> list[LineChange]:
    return changes_between(*matched(_rows(before), _rows(plan)))


def _rows(plan: Plan) -> tuple[Row, ...]:
    """As the board decided it; as it stands where it is not decided."""
    if plan.frozen:
        return Document.model_validate_json(plan.frozen).rows
    return tuple(line.row for line in lines_of(plan))


def _version(here: BoardYear, plan: Plan, changes: list[LineChange] | None) -> Version:
    found = counts(changes or ())
    return Version(
        plan=plan,
        is_in_force=plan == here.plan,
        is_first=changes is None,
        new=found["new"],
        changed=found["changed"],
        removed=found["removed"],
    )


def _shown(method: Method, change: LineChange) -> ChangeShown:
    values = change.line.values
    texts = [values[name] for name in ("control", "systematic_control", "working_method", "method") if values[name]]
    title = " – ".join(part for part in (values["risk"], *texts[:1]) if part)
    fields = [FieldShown(first_upper(method.word_for(f.field)), f.before, f.after) for f in change.fields]
    return ChangeShown(change.kind, title, tuple(fields))
