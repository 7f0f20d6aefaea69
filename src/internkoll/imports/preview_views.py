"""A document looked at beside what was understood of it, and corrected: its head, columns, tables and lines."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, boards_where, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince
from internkoll.base.pages import page_of, whole_number
from internkoll.imports.columns_form import SENSES, chosen_columns
from internkoll.imports.columns_shown import tables_of
from internkoll.imports.forms import HeadForm
from internkoll.imports.line_form import LineForm, line_of, parts_of_cell
from internkoll.imports.models import Reading
from internkoll.imports.preview import Preview, preview_of
from internkoll.imports.reading import Unreadable
from internkoll.imports.readings import (
    correct_reading,
    corrections_of,
    document_understood,
    drop_reading,
    move_reading,
    take_line_back_in,
    undo_correction,
    undo_corrections,
)
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.rows.corrections import Correction, Joined, OfHead, OfPeriod, OfTable, Rewritten
from internkoll.rules.exchange import Document

_HEAD_FIELDS = ("title", "administration", "date", "reference", "overall")
_DOUBTFUL_FIRST = 20
# A line is shown with all its cells, twice: fewer make a page than of a list.
_LINES_A_PAGE = 40


def reading_or_404(request: HttpRequest, pk: int) -> Reading:
    """One that has been brought in is there again only if that is taken back."""
    found = of_readable_boards_or_404(
        request.user,
        Reading.objects.select_related("unit", "read_by"),
        pk,
        board="unit",
        capability=Capability.PREPARE_PLAN,
    )
    if found.imported_id:
        raise Http404("Dokumentet är redan inläst.")
    return found


def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """The document and what was understood of it, side by side; what is doubtful first."""
    found = reading_or_404(request, pk)
    return _preview(request, found, None)


def _preview(request: HttpRequest, found: Reading, head: HeadForm | None) -> HttpResponse:
    preview = preview_of(found)
    page, doubtful = page_of(preview.lines, request, rows_a_page=_LINES_A_PAGE), preview.doubtful[:_DOUBTFUL_FIRST]
    context = {
        **_shown(found, preview),
        "page": page,
        "page_has_tools": any(line.has_tools for line in page),
        "doubtful": doubtful,
        "doubts_have_tools": any(line.has_tools for line in doubtful),
        "senses": SENSES.items(),
        "head": head or HeadForm(initial=_head(found, preview.document), boards=_boards(request)),
    }
    return render(request, "imports/preview.html", context)


def _shown(found: Reading, preview: Preview) -> dict[str, Any]:
    return {"reading": found, "board": found.unit, "preview": preview, "counts": _counts(preview.document)}


def _counts(document: Document) -> dict[str, int]:
    rows = document.rows
    return {
        "rows": len(rows),
        "risks": len({(row.risk_number, row.risk) for row in rows if row.risk}),
        "controls": sum(bool(row.control or row.systematic_control) and not row.continues for row in rows),
        "results": sum(len(row.results) for row in rows),
    }


def _boards(request: HttpRequest) -> Any:
    return boards_where(request.user, Capability.PREPARE_PLAN)


def _head(found: Reading, document: Document) -> dict[str, Any]:
    told = {name: getattr(document, name) or "" for name in _HEAD_FIELDS}
    return {"unit": found.unit_id, "year": found.year, "period": document.period or "", "edits": found.edits, **told}


@require_POST
def reading_columns(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading_or_404(request, pk)
    made = list(chosen_columns(tables_of(found), request.POST.dict()))
    if not made:
        messages.info(request, _("Ingen kolumn är ändrad."))
        return redirect("reading", pk)
    return _correct(request, found, made, _("Läst på nytt med de kolumner du valde."))


@require_POST
def reading_head(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading_or_404(request, pk)
    form = HeadForm(request.POST, boards=_boards(request))
    if not form.is_valid():
        return _preview(request, found, form)
    told, document = form.cleaned_data, document_understood(found)
    made: list[Correction] = [
        OfHead(field=name, value=told[name]) for name in _HEAD_FIELDS if told[name] != (getattr(document, name) or "")
    ]
    if told["year"] != document.year:
        made.append(OfHead(field="year", value=str(told["year"])))
    if told["period"] != (document.period or ""):
        made.append(OfPeriod(value=told["period"]))

    def change() -> None:
        by, seen = person_of(request), form.seen
        if made:
            seen = correct_reading(by=by, reading=found, seen=seen, made=made).edits
        if (told["unit"].pk, told["year"]) != (found.unit_id, found.year):
            move_reading(by=by, reading=found, seen=seen, board=told["unit"], year=told["year"])

    return _done(request, found, change, _("Sparat."))


@require_POST
def reading_tables(request: HttpRequest, pk: int) -> HttpResponse:
    """A table is no plan, or is one whose headings stand on the line that is chosen."""
    found = reading_or_404(request, pk)
    if "ingen-plan" in request.POST:
        name = request.POST["ingen-plan"][:2_000]
        return _correct(request, found, [OfTable(table=name, header=None)], _("Tabellen läses inte in."))
    line = whole_number(request.POST.get("rubrikrad"))
    if line is None:
        messages.error(request, _("Välj vilken rad som har rubrikerna."))
        return redirect("reading", pk)
    table = OfTable(table=request.POST.get("tabell", "")[:2_000], header=line)
    return _correct(request, found, [table], _("Tabellen läses som plan. Välj vad varje kolumn är."))


@require_POST
def reading_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing is done with one line: left out, joined with the line above, or taken back in."""
    found = reading_or_404(request, pk)
    if "ta-med" in request.POST:
        table, line, part = _key(request.POST["ta-med"])

        def take_back() -> None:
            seen = seen_by(request)
            take_line_back_in(by=person_of(request), reading=found, seen=seen, table=table, line=line, part=part)

        return _done(request, found, take_back, _("Raden är med igen."))
    if "utelamna" in request.POST:
        table, line, part = _key(request.POST["utelamna"])
        left_out = Rewritten(table=table, line=line, part=part, lines=())
        return _correct(request, found, [left_out], _("Raden läses inte in."))
    table, line, part = _key(request.POST.get("ihop", ""))
    return _correct(
        request, found, [Joined(table=table, line=line, part=part)], _("Raden är ihopslagen med den ovanför.")
    )


def reading_line(request: HttpRequest, pk: int) -> HttpResponse:
    """A line's cells, to mend or to split in several lines."""
    found = reading_or_404(request, pk)
    table, number, part = _key(request.GET.get("rad", ""))
    line = line_of(found, table, number, part)
    if line is None:
        messages.error(
            request,
            _("Raden går inte att rätta. Den kan ha slagits ihop eller lämnats utanför, eller ha för många celler."),
        )
        return redirect("reading", pk)
    form = LineForm(request.POST or None, line=line, initial={"edits": found.edits})
    if request.method == "POST" and form.is_valid():
        index = whole_number(request.POST.get("dela"))
        lines = form.lines if index is None else parts_of_cell(form.texts, index)
        rewritten = Rewritten(table=table, line=number, part=part, lines=lines)
        told = _("Raden är delad i %(count)s.") % {"count": len(lines)} if len(lines) > 1 else _("Raden är rättad.")
        return _correct(request, found, [rewritten], told)
    context = {"reading": found, "board": found.unit, "form": form, "line": line, "key": request.GET.get("rad", "")}
    return render(request, "imports/line.html", context)


@require_POST
def reading_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading_or_404(request, pk)
    undo = undo_corrections if "alla" in request.POST else undo_correction

    def change() -> None:
        undo(by=person_of(request), reading=found, seen=seen_by(request))

    return _done(request, found, change, _("Rättelsen är ångrad."))


def reading_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = reading_or_404(request, pk)
    if request.method == "POST":
        drop_reading(by=person_of(request), reading=found)
        messages.success(request, _("Dokumentet är kastat. Inget i nämndens år är ändrat."))
        return redirect("documents", found.unit_id)
    made = len(corrections_of(found).made)
    return render(request, "imports/drop.html", {"reading": found, "board": found.unit, "corrections": made})


def _key(told: str) -> tuple[str, int, int]:
    """A line by its key: "tabell 3|12|0". What is no key is no line."""
    table, *numbers = told[:2_200].rsplit("|", 2)
    found = [number for sent in numbers if (number := whole_number(sent)) is not None]
    if len(found) != 2:
        raise Http404("Raden finns inte.")
    return table, found[0], found[1]


def seen_by(request: HttpRequest) -> int:
    """The document's count of changes when its page was shown; -1 where that is not told."""
    seen = whole_number(request.POST.get("edits"))
    return -1 if seen is None else seen


def _correct(request: HttpRequest, found: Reading, made: Sequence[Correction], told: str) -> HttpResponse:
    def change() -> None:
        correct_reading(by=person_of(request), reading=found, seen=seen_by(request), made=made)

    return _done(request, found, change, told)


def _done(request: HttpRequest, found: Reading, change: Callable[[], None], told: str) -> HttpResponse:
    """Does it and leads back to the document, where what was refused is told."""
    try:
        change()
    except ChangedSince:
        messages.error(
            request,
            _("Någon annan har rättat dokumentet sedan du öppnade sidan. Så här är det nu. Gör om din rättelse."),
        )
    except (Unreadable, ImportRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
    return redirect("reading", found.pk)
