"""The pages of a board's year, and those of a risk and a control."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from internkoll.base.access import boards_readable_by, of_readable_boards_or_404
from internkoll.base.pages import page_of
from internkoll.organisation.methods import method_for
from internkoll.overview import followup_rows, plan_table
from internkoll.overview.areas import controls_by_area
from internkoll.overview.board_list import municipalities_of
from internkoll.overview.control_page import page_of_control
from internkoll.overview.history import history_of
from internkoll.overview.imported import imported_into
from internkoll.overview.moved import moved_in
from internkoll.overview.risk_filter import RiskFilter, words_for
from internkoll.overview.risk_page import page_of_risk
from internkoll.overview.risk_picture import level_rows, picture_of
from internkoll.overview.risks import columns_of, gravest_first, risks_of, words_of
from internkoll.overview.round_page import next_round, of_word, page_of_round
from internkoll.plan.board_year import board_year_or_404
from internkoll.plan.models import Control
from internkoll.plan.rows import lines_of
from internkoll.register.models import Risk
from internkoll.reports.values import first_upper

SHOWN_AT_FIRST = 10


def boards(request: HttpRequest) -> HttpResponse:
    context = {"municipalities": municipalities_of(boards_readable_by(request.user))}
    return render(request, "overview/boards.html", context)


def board(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    lines = lines_of(here.plan)
    told = page_of_round(here, lines, "", timezone.localdate())
    context = {
        "here": here,
        "tab": "board",
        "line_count": len(lines),
        "picture": picture_of(here.method, risks_of(here, lines)),
        "areas": controls_by_area(lines),
        "area_word": first_upper(here.method.word_for("area")),
        "told": told,
        "coming": next_round(here, told.rounds, timezone.localdate()),
        "remarks": [followup_rows.row_of(here.method, line) for line in told.remarks[:SHOWN_AT_FIRST]],
        "moved": moved_in(here.method, told.reported)[:SHOWN_AT_FIRST],
        "imported": imported_into(here.plan),
    }
    return render(request, "overview/year.html", context)


def board_risks(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    risks = risks_of(here, lines_of(here.plan))
    asked = RiskFilter.asked(request.GET)
    rows = asked.of(risks)
    by_value = request.GET.get("ordning") == "varde"
    context = {
        "here": here,
        "tab": "board_risks",
        "risks": risks,
        "columns": columns_of(risks),
        "words": words_of(here.method),
        "asked": asked,
        "asked_words": words_for(asked, here.method),
        "levels": level_rows(here.method, risks),
        "by_value": by_value,
        "page": page_of(gravest_first(rows) if by_value else rows, request),
    }
    return render(request, "overview/risks.html", context)


def board_plan(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    lines = plan_table.lines_with_actions(here.plan)
    table = plan_table.table_of(here, lines)
    page = page_of(lines, request)
    context = {
        "here": here,
        "tab": "board_plan",
        "table": table,
        "page": page,
        "groups": plan_table.groups_of(here.method, table, page.object_list),
    }
    return render(request, "overview/plan.html", context)


def board_followup(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    told = page_of_round(here, lines_of(here.plan), request.GET.get("period", ""), timezone.localdate())
    asked = request.GET.get("visa")
    page = page_of(of_word(here, told, asked), request)
    context = {
        "here": here,
        "tab": "board_followup",
        "told": told,
        "coming": next_round(here, told.rounds, timezone.localdate()),
        "asked": asked,
        "shown": followup_rows.shown_in(here.method, told.reported),
        "page": page,
        "groups": followup_rows.groups_of(here.method, page.object_list),
    }
    return render(request, "overview/followup.html", context)


def risk(request: HttpRequest, pk: int) -> HttpResponse:
    found = of_readable_boards_or_404(request.user, Risk.objects.select_related("unit", "origin"), pk, board="unit")
    page = page_of_risk(found)
    told_of = [found, *(planned.planned for planned in page.planned), *page.actions]
    context = {"risk": found, "page": page, "history": history_of(found.unit, told_of)}
    return render(request, "overview/risk.html", context)


def control(request: HttpRequest, pk: int) -> HttpResponse:
    controls = Control.objects.select_related("plan__unit", "planned_risk__risk", "area").defer("plan__frozen")
    found = of_readable_boards_or_404(request.user, controls, pk, board="plan__unit")
    plan = found.plan
    page = page_of_control(found, method_for(plan.unit, plan.year))
    context = {"control": found, "page": page, "history": history_of(plan.unit, page.told_of)}
    return render(request, "overview/control.html", context)
