"""Opening and taking away the files that show what a check found."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import person_of
from internkoll.followup.access import evidence_or_404, own_evidence_or_404
from internkoll.followup.evidence import remove_evidence
from internkoll.followup.services import FollowupRefusal


def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file to save. A browser is never told what kind it is: nothing that someone has sent in is run here."""
    found = evidence_or_404(request.user, pk)
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404("Filen finns inte.") from None
    response = FileResponse(opened, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_evidence_or_404(request.user, pk)
    try:
        remove_evidence(by=person_of(request), evidence=found, at=timezone.now())
    except FollowupRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s är borttagen.") % {"name": found.name})
    return redirect("report", found.round_id, found.for_check_id)
