"""The pages of a board's risks: the year's gross list, a risk, and the step from the list to the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, capabilities_at, may, of_readable_boards_or_404, person_of
from internkoll.base.pages import keys_sent, page_of, safe_next, whole_number
from internkoll.overview.history import history_of
from internkoll.overview.risk_choices import choices_of
from internkoll.overview.risk_filter import RiskFilter, words_for
from internkoll.overview.risk_order import BY_VALUE, Found, FoundByPlan, gravest_first, in_plans_order
from internkoll.overview.risk_page import page_of_risk
from internkoll.overview.risk_picture import level_rows
from internkoll.overview.risk_rows import Rows, columns_of
from internkoll.overview.risk_tally import (
    Tally,
    has_year_before,
    periods_of_year,
    planned_in,
    risks_of_year,
    tallies_of,
)
from internkoll.overview.risks import RiskRow, rows_of, words_of
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.plan.services import PlanRefusal
from internkoll.plan.taking_up import take_up_risks
from internkoll.register.models import Response, Risk, RiskQuerySet, standing_in
from internkoll.rules.method import Method

# A gross list of more risks than these is compared with the year before, and searched for gaps, where one asks for it.
COMPARED_AT_ONCE = 1000
# As many as are taken up in a plan at once.
MOST_AT_ONCE = 500


def board_risks(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    today = timezone.localdate()
    found = _chosen(request, here, today)
    page = page_of(found.keys(here), request)
    rows = rows_of(here, list(page.object_list), found.periods)
    columns = columns_of(found.tallies, rows, has_before=has_year_before(here))
    takes_up = _takes_up(here, rows) or (found.asked.over_limit and page.has_other_pages() and _takes_up(here))
    context = {
        "here": here,
        "tab": "board_risks",
        "found": found,
        "rows": Rows(here, columns, found.periods, today, takes_up=takes_up).drawn(rows),
        "columns": columns,
        "words": words_of(here.method),
        "asked_words": words_for(found.asked, here.method, year),
        "levels": level_rows(here.method, found.tallies),
        "choices": choices_of(here, found.tallies, today, detailed=found.detailed, compared=found.compared),
        "year_before": year - 1 if has_year_before(here) else None,
        "takes_up": takes_up,
        "keeps_common": _keeps_common(request, here),
        "page": page,
    }
    return render(request, "overview/risks.html", context)


def _takes_up(here: BoardYear, rows: Sequence[RiskRow] | None = None) -> bool:
    """Whether some of the rows can be taken up in the plan that is worked on."""
    is_let = Capability.PREPARE_PLAN in here.can and not here.worked_on.is_locked
    return is_let and (rows is None or any(row.can_be_taken_up for row in rows))


def _keeps_common(request: HttpRequest, here: BoardYear) -> bool:
    return Capability.KEEP_REGISTER in here.can and may(request.user, Capability.KEEP_REGISTER, here.municipality)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The risks that an address asks for, among all of the year's. `detailed`: few enough to look at all of them."""

    asked: RiskFilter
    by_value: bool
    detailed: bool
    compared: bool
    tallies: list[Tally]
    periods: tuple[str, ...]
    risks: RiskQuerySet
    method: Method

    @property
    def total(self) -> int:
        return sum(tally.count for tally in self.tallies)

    def count(self) -> int:
        told = self.asked.counted(self.tallies, self.method)
        return self.risks.count() if told is None else told

    def keys(self, here: BoardYear) -> Found:
        if self.asked.is_set or self.by_value:
            return Found(self.risks, self.count())
        return FoundByPlan(here.plan, self.risks.order_by(), self.count())


def _chosen(request: HttpRequest, here: BoardYear, today: date) -> Chosen:
    asked = RiskFilter.asked(request.GET)
    compared = has_year_before(here) and (bool(asked.changed) or _may_be_detailed(request, here))
    tallies = tallies_of(here, risks_of_year(here), compared=compared)
    detailed = "jamfor" in request.GET or sum(tally.count for tally in tallies) <= COMPARED_AT_ONCE
    periods = periods_of_year(here)
    asked = asked.among(periods, compared=compared)
    by_value = request.GET.get("ordning") == BY_VALUE
    risks = asked.of(here, tallies, today, compared=compared, with_keys=by_value)
    ordered = gravest_first(risks, tallies) if by_value else in_plans_order(here, risks)
    return Chosen(asked, by_value, detailed, compared, tallies, periods, ordered, here.method)


def _may_be_detailed(request: HttpRequest, here: BoardYear) -> bool:
    return "jamfor" in request.GET or not risks_of_year(here)[COMPARED_AT_ONCE:].exists()


@require_POST
def risks_to_plan(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    """Takes up the risks that are ticked, or all that the address asks for, in the version of the plan worked on."""
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    if "alla" in request.POST:
        wanted = _chosen(request, here, timezone.localdate()).risks
        # What the board has decided to accept is taken up by one who means to, and not with all the others.
        accepted = Response.objects.filter(year=year, kind=Response.Kind.ACCEPT)
        wanted = wanted.exclude(pk__in=planned_in([here.worked_on])).exclude(pk__in=accepted.values("risk"))
    else:
        ticked = keys_sent(request.POST.getlist("risk"))
        wanted = risks_of_year(here).filter(pk__in=ticked[:MOST_AT_ONCE]).order_by("pk")
    # A risk that has left the register may stand in the list, and is not taken up anew.
    wanted = wanted.filter(standing_in(year))
    try:
        taken = take_up_risks(by=person_of(request), plan=here.worked_on, risks=list(wanted[:MOST_AT_ONCE]))
    except PlanRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _told_of(len(taken)))
    return redirect(safe_next(request, reverse("board_risks", args=[board_id, year])))


def _told_of(count: int) -> str:
    if not count:
        return _("Inga nya risker togs upp: markera minst en risk som inte redan står i planen.")
    told = ngettext("%(count)s risk togs upp i planen.", "%(count)s risker togs upp i planen.", count)
    return told % {"count": count}


def risk(request: HttpRequest, pk: int) -> HttpResponse:
    found = of_readable_boards_or_404(
        request.user, Risk.objects.select_related("unit", "origin", "common"), pk, board="unit"
    )
    page = page_of_risk(found, timezone.localdate(), whole_number(request.GET.get("ar"), digits=4))
    context = {
        "risk": found,
        "page": page,
        "can": capabilities_at(request.user, found.unit),
        "history": history_of(found.unit, page.told_of),
    }
    return render(request, "overview/risk.html", context)
