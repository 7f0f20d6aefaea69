"""Who reports in a plan, and the start of the next year's plan."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internkoll.base.access import Capability, board_or_404
from internkoll.base.models import Unit
from internkoll.base.pages import key_sent, keys_sent, page_of
from internkoll.plan.board_year import BoardYear, board_year_or_404
from internkoll.plan.form_pages import SignedIn, answer, told_refusal
from internkoll.plan.forms import TieForm
from internkoll.plan.models import Check, Plan
from internkoll.plan.responsible import Wording, wordings_of
from internkoll.plan.rows import Line, Lines, lines_of
from internkoll.plan.services import PlanRefusal, open_plan
from internkoll.plan.versions import carry_over_plan, follows
from internkoll.plan.work import tie_responsible
from internkoll.register.common_risks import spread_common_risks

# So many lines can be chosen among on one page; a longer plan follows as a whole, and is cut in the draft.
_MOST_CHOSEN = 2_000


def plan_responsible(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    """The list of wordings; with a check in the address ("metod"), the form that ties people to its words."""
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    plan = here.plan
    wordings = wordings_of(plan)
    if "metod" in request.GET:
        return _tie(request, here, wordings)
    context = {
        "here": here,
        "tab": "board_plan",
        "page": page_of(wordings, request),
        "untied": sum(wording.untied for wording in wordings),
    }
    return render(request, "plan/responsible.html", context)


def _tie(request: SignedIn, here: BoardYear, wordings: list[Wording]) -> HttpResponse:
    words = _words_of(here.plan, request.GET["metod"])
    wording = next((wording for wording in wordings if wording.words == words), None)
    if wording is None:
        raise Http404("Ingen ansvarig i planen heter så.")
    initial = {"people": [tied.person.pk for tied in wording.people]}
    form = TieForm(request.POST if request.method == "POST" else None, initial=initial, board=here.board)

    def save() -> str:
        people = form.cleaned_data["people"]
        count = tie_responsible(by=request.user, plan=here.plan, words=wording.words, people=people)
        told = ngettext("Sparat för %(count)s kontrollmetod.", "Sparat för %(count)s kontrollmetoder.", count)
        return told % {"count": count}

    return answer(
        request,
        here,
        form,
        save,
        back=reverse("plan_responsible", args=[here.board.pk, here.year]),
        heading=wording.words or _("Ingen ansvarig angiven"),
        lead=ngettext(
            "De du väljer rapporterar och påminns om %(count)s kontrollmetod med den här ansvariga.",
            "De du väljer rapporterar och påminns om alla %(count)s kontrollmetoder med den här ansvariga.",
            wording.checks,
        )
        % {"count": wording.checks},
        submit=_("Spara"),
    )


def _words_of(plan: Plan, key: str) -> str | None:
    """The words that name the responsible of the check with that key."""
    return Check.objects.filter(plan=plan, pk=key_sent(key)).values_list("responsible", flat=True).first()


def plan_start(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    """How a year's plan is begun: from the year before where there is one, or empty."""
    board = board_or_404(request.user, board_id, Capability.PREPARE_PLAN)
    years = set(Plan.objects.filter(unit=board).values_list("year", flat=True))
    if year in years:
        return redirect("board_plan", board.pk, year)
    _refuse_far_years(year, years, timezone.localdate())
    if request.method == "POST":
        try:
            open_plan(by=request.user, board=board, year=year)
        except PlanRefusal as refusal:
            messages.error(request, str(refusal))
            return redirect("boards")
        spread_common_risks(by=request.user, board=board, year=year)
        messages.success(request, _("Planen för %(year)s är påbörjad.") % {"year": year})
        return redirect("plan_work", board.pk, year)
    before = max((held for held in years if held < year), default=None)
    return render(request, "plan/start.html", {"board": board, "year": year, "before": before})


def _refuse_far_years(year: int, years: set[int], today: date) -> None:
    if not (today.year - 1 <= year <= today.year + 2 or year - 1 in years):
        raise Http404("Planen kan inte påbörjas för det året.")


def plan_carry_over(request: SignedIn, board_id: int, year: int) -> HttpResponse:
    """Chooses which of the year's lines follow to the year after. All do, until one is left out."""
    here = board_year_or_404(request.user, board_id, year, Capability.PREPARE_PLAN)
    count = len(Lines(here.plan))
    chosen = request.POST if request.method == "POST" and count <= _MOST_CHOSEN else None
    if request.method == "POST" and not told_refusal(request, lambda: _carry_over(request, here, chosen)):
        messages.success(request, _("Planen för %(year)s är påbörjad som ett utkast.") % {"year": year + 1})
        return redirect("plan_work", here.board.pk, year + 1)
    context = {
        "here": here,
        "tab": "board_plan",
        "next_year": year + 1,
        "lines": [_Choice(line) for line in lines_of(here.plan)] if count <= _MOST_CHOSEN else [],
        "count": count,
        "is_begun": _is_begun(here.board, year + 1),
    }
    return render(request, "plan/carry_over.html", context)


@transaction.atomic
def _carry_over(request: SignedIn, here: BoardYear, chosen: QueryDict | None) -> Plan:
    keys = {kind: _keys(chosen, kind) if chosen is not None else None for kind in ("metod", "risk")}
    spread_common_risks(by=request.user, board=here.board, year=here.year + 1)
    return carry_over_plan(
        by=request.user,
        board=here.board,
        from_plan=here.plan,
        year=here.year + 1,
        checks=keys["metod"],
        risks=keys["risk"],
    )


def _keys(chosen: QueryDict, name: str) -> set[int]:
    return set(keys_sent(chosen.getlist(name)))


def _is_begun(board: Unit, year: int) -> bool:
    """Whether the year's plan holds anything already: one that was opened empty can still be filled."""
    plan = Plan.objects.of(board, year).in_force().first()
    return plan is not None and (plan.is_locked or plan.controls.exists() or plan.planned_risks.exists())


class _Choice:
    """A line to choose: one that is mandatory follows, one whose risk has left the register does not unless chosen."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.name = "metod" if line.check else "risk"
        self.key = line.check.pk if line.check else line.planned_risk.pk if line.planned_risk else 0
        self.must = follows(line, (), ())
        self.is_retired = line.planned_risk is not None and line.planned_risk.risk.retired_on is not None
