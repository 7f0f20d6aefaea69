"""The pages of a board's year, and those of a risk and a control."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from internkoll.base.access import (
    Capability,
    boards_readable_by,
    capabilities_at,
    of_readable_boards_or_404,
    units_readable_by,
)
from internkoll.base.pages import page_of
from internkoll.imports.workbooks.waiting import waiting_books_of
from internkoll.organisation.methods import method_for
from internkoll.overview import plan_rows, plan_table
from internkoll.overview.action_figures import figures_of_actions
from internkoll.overview.areas import controls_by_area
from internkoll.overview.board_list import municipalities_of
from internkoll.overview.control_page import page_of_control
from internkoll.overview.followup_rows import LATEST, remarks_of, table_of, table_of_year
from internkoll.overview.history import history_of
from internkoll.overview.imported import imported_into
from internkoll.overview.plan_lines import PlanLines
from internkoll.overview.risk_picture import picture_of
from internkoll.overview.round_page import next_round, page_of_round
from internkoll.overview.timeline import plan_event, spans_of, timeline_of
from internkoll.overview.words import REMARKS
from internkoll.overview.year_followup import year_of
from internkoll.plan.board_year import board_year_or_404
from internkoll.plan.models import Control
from internkoll.reports.values import first_upper

SHOWN_AT_FIRST = 10


def boards(request: HttpRequest) -> HttpResponse:
    roots = units_readable_by(request.user).filter(depth=1).values_list("path", flat=True)
    readable, today = boards_readable_by(request.user), timezone.localdate()
    context = {"municipalities": municipalities_of(readable, list(roots), today)}
    return render(request, "overview/boards.html", context)


def board(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    today = timezone.localdate()
    told = page_of_round(here, "", today)
    picture = picture_of(here)
    spans = spans_of(here.year, here.method, told.rounds)
    context = {
        "here": here,
        "tab": "board",
        "is_empty": not (picture.total or here.plan.controls.exists()),
        "picture": picture,
        "areas": {} if picture.total else controls_by_area(here.plan),
        "area_word": first_upper(here.method.word_for("area")),
        "told": told,
        "actions": figures_of_actions(here.board, here.year, today),
        "coming": next_round(here, told.rounds, today),
        "timeline": timeline_of(here.year, today, spans=spans, decided=[plan_event(here.plan, today)]),
        "remarks": remarks_of(here.method, told.lines(REMARKS)[:SHOWN_AT_FIRST]),
        "imported": imported_into(here.plan),
    }
    return render(request, "overview/year.html", context)


def board_plan(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    is_draft = here.draft is not None and request.GET.get("version") == "utkast"
    plan = here.worked_on if is_draft else here.plan
    page = page_of(PlanLines(plan), request)
    table = plan_table.table_of(plan, here.method, list(page))
    context = {
        "here": here,
        "tab": "board_plan",
        "plan": plan,
        "is_draft": is_draft,
        "next_year": here.year + 1 if here.year == max(here.years) else None,
        "table": table,
        "page": page,
        "groups": plan_rows.groups_of(here.method, table, list(page)),
    }
    return render(request, "overview/plan.html", context)


def board_followup(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    told = page_of_round(here, request.GET.get("period", ""), timezone.localdate())
    asked = request.GET.get("visa")
    page = page_of(told.lines(asked), request)
    today = timezone.localdate()
    may_report = Capability.REPORT_ANY in here.can and told.round is not None and told.round.is_open_on(today)
    context = {
        "here": here,
        "tab": "board_followup",
        "told": told,
        "actions": figures_of_actions(here.board, here.year, today),
        "coming": next_round(here, told.rounds, timezone.localdate()),
        "asked": asked,
        "page": page,
        "table": table_of(told, page, may_report=may_report),
        "may_report": may_report,
        "books": waiting_books_of(told.round, request.user) if told.round else [],
    }
    return render(request, "overview/followup.html", context)


def followup_of_year(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    told, asked = year_of(here, timezone.localdate()), request.GET.get("visa")
    page = page_of(told.lines(asked), request)
    context = {
        "here": here,
        "tab": "board_followup",
        "told": told,
        "asked": asked,
        "page": page,
        "latest": LATEST,
        "table": table_of_year(here, list(page)),
    }
    return render(request, "overview/followup_of_year.html", context)


def control(request: HttpRequest, pk: int) -> HttpResponse:
    controls = Control.objects.select_related("plan__unit", "planned_risk__risk", "area").defer("plan__frozen")
    found = of_readable_boards_or_404(request.user, controls, pk, board="plan__unit")
    plan = found.plan
    page = page_of_control(found, method_for(plan.unit, plan.year))
    context = {
        "control": found,
        "page": page,
        "can": capabilities_at(request.user, plan.unit),
        "history": history_of(plan.unit, page.told_of),
    }
    return render(request, "overview/control.html", context)
