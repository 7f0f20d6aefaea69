"""The report of a board's year: on screen, and as files to keep. Both are made from the same contents."""

import logging
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from internkoll.base.file_names import file_name
from internkoll.followup.rounds import rounds_in_order
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.reports.contents import ReportContents
from internkoll.reports.document import NothingToTell
from internkoll.reports.files import KINDS
from internkoll.reports.files import render as render_file
from internkoll.reports.html import fragment
from internkoll.reports.html_style import STYLESHEET
from internkoll.reports.pdf import TypesettingBusy, TypesettingFailed
from internkoll.reports.told import BoardsYear, plan_told, report_of, whole_year_told, year_of

_SECONDS_TO_WAIT = 60
# The queries that ask for the plan and for the whole year.
_PLAN, _YEAR = "visa=plan", "visa=aret"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A document that the page can show, with the query that asks for it."""

    label: str
    query: str
    is_shown: bool


def board_report(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    told = _told(request, here)
    query = _query(told)
    contents = report_of(told, here.method)
    context = {
        "here": here,
        "tab": "board_report",
        "period": told.period,
        "heading": _heading(told, here),
        "choices": _choices(here, query),
        "query": query,
        "kinds": KINDS,
        # The report's HTML has escaped every text in it.
        "report": mark_safe(fragment(contents, top_level=2)),  # noqa: S308
    }
    return render(request, "reports/report.html", context)


def report_file(request: HttpRequest, board_id: int, year: int, kind: str) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    if kind not in KINDS:
        raise Http404("Rapporten finns inte i det formatet.")
    contents = report_of(_told(request, here), here.method)
    try:
        made = render_file(contents, kind)
    except TypesettingFailed as failure:
        return _not_made(request, here, failure)
    response = HttpResponse(made, content_type=KINDS[kind].media_type)
    name = f"{_file_name(contents)}.{KINDS[kind].extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _not_made(request: HttpRequest, here: BoardYear, failure: TypesettingFailed) -> HttpResponse:
    _log.error("The report %s was not made: %s", request.path, failure.details)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    back = reverse("board_report", args=[here.board.pk, here.year]) + asked
    context = {"busy": isinstance(failure, TypesettingBusy), "back": back}
    response = render(request, "503.html", context, status=503)
    response["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response


@login_not_required
@cache_control(public=True, max_age=3600)
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The look of the report, the same on the page as in the file."""
    return HttpResponse(STYLESHEET, content_type="text/css; charset=utf-8")


def _told(request: HttpRequest, here: BoardYear) -> BoardsYear:
    """What is asked for: the plan or the whole year ("visa"), or the report of a period."""
    try:
        match request.GET.get("visa"):
            case "plan":
                return plan_told(here.plan)
            case "aret":
                return whole_year_told(here.plan)
            case _:
                return year_of(here.plan, request.GET.get("period") or None)
    except NothingToTell as missing:
        raise Http404(str(missing)) from missing


def _heading(told: BoardsYear, here: BoardYear) -> str:
    if told.document.period:
        return _("Rapport %(period)s") % {"period": told.document.period}
    return _("Rapport för hela året %(year)s") % {"year": here.year} if told.period else _("Planen som dokument")


def _choices(here: BoardYear, shown: str) -> list[Choice]:
    """The plan, the report of each round, and that of the whole year. `shown`: the query of what is shown."""
    rounds = rounds_in_order(here.board, here.year, here.method)
    offered = [(_("Internkontrollplan %(year)s") % {"year": here.year}, _PLAN)]
    offered += [(round_.label, _period(round_.label)) for round_ in rounds]
    if rounds:
        offered.append((_("Hela året %(year)s") % {"year": here.year}, _YEAR))
    return [Choice(label, query, query == shown) for label, query in offered]


def _query(told: BoardsYear) -> str:
    if told.document.period:
        return _period(told.document.period)
    return _YEAR if told.period else _PLAN


def _period(label: str) -> str:
    return urlencode({"period": label}, quote_via=quote)


def _file_name(contents: ReportContents) -> str:
    """Such as "Delårsrapportering av internkontrollplan för 2024, Arbetsmarknadsnämnden, Delår 2024"."""
    return file_name((contents.title, contents.board, contents.period))
