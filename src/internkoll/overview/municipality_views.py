"""The municipality's page, and the overall assessment of a board's rounds and year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from internkoll.assessment.forms import AssessmentForm
from internkoll.assessment.models import Assessment
from internkoll.assessment.services import AssessmentRefusal
from internkoll.assessment.services import assess as decide
from internkoll.base.access import Capability, person_of, unit_or_404, units_readable_by
from internkoll.base.edits import ChangedSince
from internkoll.base.pages import page_of
from internkoll.overview.assessment_page import Assessed, assessed_of, assessed_or_404
from internkoll.overview.history import history_of
from internkoll.overview.municipality import ORDERS, page_of_municipality, years_of
from internkoll.overview.municipality_cells import UNPLACED, boards_unplaced, page_of_cell
from internkoll.plan.board_year import BoardYear, board_year_or_404, current_year
from internkoll.reports.values import first_upper


def municipalities(request: HttpRequest) -> HttpResponse:
    """Leads to the page of the first municipality that one reads all of, in the current year with plans."""
    root = units_readable_by(request.user).filter(depth=1).first()
    if root is None:
        return redirect("boards")
    return redirect("municipality", root.pk, current_year(years_of(root), timezone.localdate()))


def municipality(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    today = timezone.localdate()
    years = sorted({*years_of(unit), today.year})
    if not unit.is_root() or year not in years:
        raise Http404(_("Sidan finns inte."))
    order = request.GET.get("ordning", "")
    told = page_of_municipality(unit, year, today, order)
    context = {
        "unit": unit,
        "year": year,
        "years": years,
        "told": told,
        "orders": ORDERS,
        "order": order if order in ORDERS else "namn",
        "page": page_of(told.rows, request),
    }
    return render(request, "overview/municipality.html", context)


def municipality_cell(request: HttpRequest, pk: int, year: int, likelihood: int, consequence: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    told = page_of_cell(unit, year, likelihood, consequence) if unit.is_root() else None
    if told is None:
        raise Http404(_("Sidan finns inte."))
    context = {"unit": unit, "year": year, "told": told, "page": page_of(told.boards, request)}
    return render(request, "overview/municipality_cell.html", context)


def municipality_unplaced(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk)
    boards = boards_unplaced(unit, year) if unit.is_root() else None
    if boards is None:
        raise Http404(_("Sidan finns inte."))
    count = sum(found.count for found in boards)
    context = {"unit": unit, "year": year, "count": count, "query": UNPLACED, "page": page_of(boards, request)}
    return render(request, "overview/municipality_unplaced.html", context)


def board_assessment(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year)
    every = assessed_of(here, timezone.localdate())
    decided = [found.decided for found in every if found.decided]
    context = {
        "here": here,
        "tab": "board_assessment",
        "overall": _overall(here),
        "every": every,
        "history": history_of(here.board, decided),
    }
    return render(request, "assessment/board_assessment.html", context)


def assess(request: HttpRequest, board_id: int, year: int) -> HttpResponse:
    here = board_year_or_404(request.user, board_id, year, Capability.ASSESS)
    found = assessed_or_404(here, request.GET.get("period", ""), timezone.localdate())
    form = _form(here, found, request.POST or None)
    changed: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, here, found, form)
        except ChangedSince as since:
            now = since.thing
            assert isinstance(now, Assessment)  # noqa: S101  it is what was held
            changed = [(_("Bedömning"), now.outcome), (_("Motivering"), now.reasons)]
            data = request.POST.copy()
            data["edits"] = str(now.edits)
            form = _form(here, found, data)
        except AssessmentRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Den samlade bedömningen är sparad."))
            return redirect("board_assessment", board_id, year)
    context = {
        "here": here,
        "tab": "board_assessment",
        "overall": _overall(here),
        "found": found,
        "form": form,
        "changed": changed,
    }
    return render(request, "assessment/assess.html", context)


def _overall(here: BoardYear) -> str:
    return first_upper(here.method.word_for("overall"))


def _form(here: BoardYear, found: Assessed, data: object) -> AssessmentForm:
    initial = AssessmentForm.initial_of(found.decided, here.method)
    return AssessmentForm(data, initial=initial, method=here.method, figures=found.figures)


def _decide(request: HttpRequest, here: BoardYear, found: Assessed, form: AssessmentForm) -> None:
    decide(
        by=person_of(request),
        board=here.board,
        year=here.year,
        round_=found.round,
        outcome=form.cleaned_data["outcome"],
        reasons=form.cleaned_data["reasons"],
        suggested=found.suggested.word or "",
        seen=form.seen,
        on=timezone.localdate(),
        confirmed=form.contradicts,
    )
