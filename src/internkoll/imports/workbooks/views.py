"""Sending a round's rows out as a workbook, and deciding about what comes back in one."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, of_readable_boards_or_404, person_of
from internkoll.base.edits import ChangedSince, NoLongerThere
from internkoll.base.file_names import file_name
from internkoll.base.pages import page_of, whole_number
from internkoll.followup.evidence import clean_name
from internkoll.followup.models import Round
from internkoll.imports.workbooks.audience import EVERYONE, audience_of, groups_of
from internkoll.imports.workbooks.contents import BookContents, NothingToSend, contents_for
from internkoll.imports.workbooks.decision import decided_in, mended_in, rows_shown
from internkoll.imports.workbooks.forms import ALL, LEFT, SendForm, UploadForm
from internkoll.imports.workbooks.judging import JudgedBook
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.opening import Unreadable, open_returned
from internkoll.imports.workbooks.services import (
    BookRefused,
    BroughtIn,
    bring_in_rows,
    discard_returned,
    keep_returned,
    mend_rows,
)
from internkoll.imports.workbooks.waiting import waiting_books_of
from internkoll.imports.workbooks.writing import workbook_bytes

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Each is something to read, and may have fields to mend.
_ROWS_A_PAGE = 40


def _round(request: HttpRequest, pk: int) -> Round:
    held = Round.objects.select_related("unit")
    return of_readable_boards_or_404(request.user, held, pk, board="unit", capability=Capability.REPORT_ANY)


def workbook_send(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    groups = groups_of(round_)
    context = {
        "round": round_,
        "is_open": round_.is_open_on(timezone.localdate()),
        "has_rows": any(choice.checks for group in groups for choice in group.choices),
        "form": SendForm(groups=groups),
    }
    return render(request, "workbooks/send.html", context)


def workbook_file(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    audience = audience_of(round_, request.GET.get("till", EVERYONE))
    if audience is None or request.GET.get("rader", LEFT) not in (LEFT, ALL):
        raise Http404("Perioden har ingen sådan mottagare.")
    today = timezone.localdate()
    try:
        if not round_.is_open_on(today):
            raise NothingToSend(_("Perioden är inte öppen, så det finns inget att skicka ut."))
        only_left = request.GET.get("rader", LEFT) == LEFT
        contents = contents_for(round_, audience, only_left=only_left, sender=person_of(request), made_on=today)
    except NothingToSend as nothing:
        messages.error(request, str(nothing))
        return redirect("workbook_send", round_.pk)
    return _file(contents)


def _file(contents: BookContents) -> HttpResponse:
    response = HttpResponse(workbook_bytes(contents), content_type=_XLSX)
    name = f"{file_name((contents.board, contents.period, contents.audience))}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def workbook_upload(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            book = open_returned(file.read(), file.name or "", year=round_.year)
            name = clean_name(file.name or "")
            kept = keep_returned(by=person_of(request), round_=round_, book=book, name=name, at=timezone.now())
        except (Unreadable, BookRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("workbook_returned", kept.pk)
    context = {
        "round": round_,
        "is_open": round_.is_open_on(timezone.localdate()),
        "form": form,
        "books": waiting_books_of(round_, request.user),
    }
    return render(request, "workbooks/upload.html", context)


def _book(request: HttpRequest, pk: int) -> ReturnedWorkbook:
    held = ReturnedWorkbook.objects.select_related("round__unit", "uploaded_by")
    return of_readable_boards_or_404(request.user, held, pk, board="round__unit", capability=Capability.REPORT_ANY)


def workbook_returned(request: HttpRequest, pk: int) -> HttpResponse:
    judged = JudgedBook(_book(request, pk))
    return _decided(request, judged) if request.method == "POST" else _shown(request, judged)


def _decided(request: HttpRequest, judged: JudgedBook) -> HttpResponse:
    """What is mended is kept whatever comes of the rest."""
    mended, decided = mended_in(request.POST, judged), decided_in(request.POST, judged)
    try:
        book = mend_rows(book=judged.book, mended=mended.answers, filled_in_by=decided.filled_in_by, seen=decided.seen)
        if mended.has_errors:
            problem = _("Något i rättningarna går inte att spara. Inget är inläst.")
            return _shown(
                request, JudgedBook(_book(request, book.pk)), typed=True, problem=problem, faults=mended.errors
            )
        if "spara" in request.POST:
            messages.success(request, _("Rättningarna är sparade. Inget är inläst än."))
            return redirect(request.get_full_path())
        brought = bring_in_rows(
            by=person_of(request),
            book=book,
            chosen=decided.chosen,
            dropped=decided.dropped,
            seen=book.edits,
            at=timezone.now(),
        )
    except NoLongerThere:
        return _gone(request, judged.round)
    except ChangedSince:
        problem = _("Någon annan har rättat eller läst in något ur boken sedan du öppnade sidan. Se över raderna igen.")
        return _shown(request, JudgedBook(_book(request, judged.book.pk)), typed=True, problem=problem)
    except BookRefused as refusal:
        again = JudgedBook(_book(request, judged.book.pk))
        return _shown(request, again, typed=True, problem=str(refusal), faults=refusal.faults)
    return _after(request, judged, brought, len(decided.dropped))


def _gone(request: HttpRequest, round_: Round) -> HttpResponse:
    messages.error(request, _("Någon annan har just läst in eller kastat boken. Se vad som gäller nu."))
    return _to_the_round(round_)


def _after(request: HttpRequest, judged: JudgedBook, brought: BroughtIn, dropped: int) -> HttpResponse:
    rows = brought.rows
    if brought.there:
        messages.success(request, _("Någon annan har redan lämnat in just det som står i boken. Inget mer behövdes."))
    elif not rows and not dropped:
        messages.error(request, _("Inget lästes in: kryssa i minst en rad, eller välj vad som ska gälla."))
    if rows:
        told = ngettext(
            "%(count)s rad är inläst och väntar på attest.", "%(count)s rader är inlästa och väntar på attest.", rows
        )
        messages.success(request, told % {"count": rows})
    if dropped:
        told = ngettext(
            "%(count)s rad lästes inte in: det som står i Internkoll gäller.",
            "%(count)s rader lästes inte in: det som står i Internkoll gäller.",
            dropped,
        )
        messages.success(request, told % {"count": dropped})
    if brought.left:
        return redirect("workbook_returned", judged.book.pk)
    return _to_the_round(judged.round)


def _to_the_round(round_: Round) -> HttpResponse:
    address = reverse("board_followup", args=[round_.unit_id, round_.year])
    return redirect(f"{address}?period={quote(round_.label)}")


def _shown(
    request: HttpRequest,
    judged: JudgedBook,
    *,
    typed: bool = False,
    problem: str = "",
    faults: Mapping[int, Mapping[str, str]] | None = None,
) -> HttpResponse:
    page = page_of(judged.to_decide, request, rows_a_page=_ROWS_A_PAGE)
    rows = rows_shown(judged, list(page.object_list), typed=request.POST if typed else None, faults=faults or {})
    context = {
        "book": judged.book,
        "round": judged.round,
        "is_open": judged.round.is_open_on(timezone.localdate()),
        "counts": _counts(judged),
        "missing": judged.missing,
        "page": page,
        "rows": rows,
        "has_choices": any(row.judged.check for row in rows),
        "problem": problem,
        "problems": [row for row in rows if row.has_problem] if problem else [],
        "filled_in_by": request.POST.get("ifyllt-av", "") if typed else judged.book.filled_in_by,
    }
    return render(request, "workbooks/returned.html", context)


def _counts(judged: JudgedBook) -> list[tuple[str, int]]:
    """How many rows there are of each kind, those that need a person first."""
    counts = Counter(row.state for row in judged.rows)
    words = (
        (_("ändrade av någon annan under tiden"), counts["conflict"]),
        (_("kan inte läsas in som de är"), counts["refused"] + counts["gone"] + len(judged.book.extras)),
        (_("nya svar"), counts["new"]),
        (_("samma som förut"), counts["unchanged"]),
        (_("inte ifyllda"), counts["blank"]),
        (_("finns inte med i filen"), len(judged.missing)),
    )
    return [(word, count) for word, count in words if count]


@require_POST
def workbook_discard(request: HttpRequest, pk: int) -> HttpResponse:
    book = _book(request, pk)
    seen = whole_number(request.POST.get("edits"))
    try:
        discard_returned(by=person_of(request), book=book, seen=-1 if seen is None else seen)
    except NoLongerThere:
        return _gone(request, book.round)
    except ChangedSince:
        messages.error(
            request, _("Någon annan har läst in eller rättat något ur boken. Se över den innan du kastar den.")
        )
        return redirect("workbook_returned", book.pk)
    messages.success(request, _("Boken är kastad. Det som redan var inläst står kvar."))
    return _to_the_round(book.round)
