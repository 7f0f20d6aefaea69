"""The page of a person, with all that she has to do; and shutting out one who has left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, person_of, unit_or_404
from internkoll.base.models import RoleGrant, User
from internkoll.organisation.people import shut_out_person
from internkoll.organisation.people_list import person_or_404
from internkoll.organisation.services import OrganisationRefusal
from internkoll.organisation.unit_views import about
from internkoll.overview.duties import duties_of


def person(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    unit = unit_or_404(request.user, pk, Capability.MANAGE_PEOPLE)
    by = person_of(request)
    shown = person_or_404(by, unit, person_id)
    duties = duties_of(shown.person, by, timezone.localdate())
    return render(request, "organisation/person.html", {**about(request, unit), "shown": shown, "duties": duties})


@require_POST
def shut_out(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    """With the roles that are ticked ("roll") withdrawn in the same step."""
    by = person_of(request)
    unit = unit_or_404(request.user, pk, Capability.MANAGE_PEOPLE)
    shown = person_or_404(by, unit, person_id)
    ticked = set(request.POST.getlist("roll"))
    withdrawn = [role.grant for role in shown.roles if role.may_withdraw and str(role.grant.pk) in ticked]
    try:
        shut_out_person(by=by, person=shown.person, withdraw=withdrawn)
    except OrganisationRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("person", pk, person_id)
    messages.success(request, _("{person} är avstängd.").format(person=shown.person))
    _tell_what_is_left(request, shown.person, by, withdrawn)
    return redirect("person", pk, person_id) if len(withdrawn) < len(shown.roles) else redirect("people", pk)


def _tell_what_is_left(request: HttpRequest, person: User, by: User, withdrawn: list[RoleGrant]) -> None:
    if withdrawn:
        told = ngettext("%(count)s roll är borttagen.", "%(count)s roller är borttagna.", len(withdrawn))
        messages.info(request, told % {"count": len(withdrawn)})
    if count := duties_of(person, by, timezone.localdate()).count:
        told = ngettext(
            "%(count)s uppgift ligger kvar på %(person)s och behöver någon annan.",
            "%(count)s uppgifter ligger kvar på %(person)s och behöver någon annan.",
            count,
        )
        messages.warning(request, told % {"count": count, "person": person})
