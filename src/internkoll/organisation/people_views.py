"""Pages of the people: who has which role, and inviting them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from internkoll.base.access import Capability, may, of_readable_boards_or_404, person_of, unit_or_404
from internkoll.base.accounts import public_address
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.base.pages import key_sent, page_of
from internkoll.organisation.forms import AddressForm, InviteForm, NameForm
from internkoll.organisation.invitations import send_invitation, tell_old_address
from internkoll.organisation.people import (
    Invited,
    change_address,
    invite_person,
    let_in_person,
    rename_person,
    withdraw_role,
)
from internkoll.organisation.people_list import (
    PersonPage,
    counts_by_role,
    grants_in_line,
    keys_in_order,
    person_or_404,
    rows_of,
)
from internkoll.organisation.services import OrganisationRefusal
from internkoll.organisation.unit_views import about


def people(request: HttpRequest, pk: int) -> HttpResponse:
    unit = _unit(request, pk)
    grants = grants_in_line(unit)
    asked = request.GET.get("roll", "")
    chosen = grants.filter(role=asked) if asked in RoleGrant.Role else grants
    page = page_of(keys_in_order(chosen), request)
    counts = counts_by_role(grants)
    context = {
        **about(request, unit),
        "tab": "people",
        "page": page,
        "grants": rows_of(list(page)),
        "counts": counts,
        "total": sum(found.count for found in counts),
        "asked": asked,
    }
    return render(request, "organisation/people.html", context)


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    unit = _unit(request, pk)
    form = InviteForm(request.POST or None, by=person_of(request), at=unit, initial=_known(request, unit))
    if form.is_valid():
        try:
            invited = invite_person(by=person_of(request), **form.cleaned_data)
        except OrganisationRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell_of(request, invited)
            return redirect("people", unit.pk)
    return render(request, "organisation/invite.html", {**about(request, unit), "form": form})


def _known(request: HttpRequest, unit: Unit) -> dict[str, object]:
    """What the form begins with: the person that the address names, where she gets one more role."""
    asked = key_sent(request.GET.get("person"))
    if not asked:
        return {"unit": unit.pk}
    person = person_or_404(person_of(request), unit, asked).person
    return {"unit": unit.pk, "email": person.email, "name": person.name}


def _tell_of(request: HttpRequest, invited: Invited) -> None:
    grant = invited.grant
    told = {"person": grant.user, "role": grant.get_role_display(), "unit": grant.unit}
    messages.success(request, _("{person} är nu {role} vid {unit}.").format(**told))
    if not invited.is_new_person:
        messages.info(request, _("{person} hade redan ett konto.").format(person=grant.user))
    _send(request, grant.user, [grant])


def _send(request: HttpRequest, person: User, grants: list[RoleGrant]) -> None:
    address = public_address(request, reverse("account_request_login_code"))
    if send_invitation(by=person_of(request), person=person, grants=grants, address=address):
        messages.success(request, _("Ett meddelande är skickat till {email}.").format(email=person.email))
    else:
        messages.error(
            request,
            _(
                "Meddelandet till {email} kunde inte skickas, men rollen gäller. Berätta själv att inloggningen "
                "finns på {address}, eller skicka inbjudan igen om en stund."
            ).format(email=person.email, address=address),
        )


def edit_person(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    unit = _unit(request, pk)
    shown = person_or_404(person_of(request), unit, person_id)
    if not shown.may_change:
        raise PermissionDenied
    form = NameForm(request.POST or None, initial={"name": shown.person.name})
    if form.is_valid():
        try:
            rename_person(by=person_of(request), person=shown.person, name=form.cleaned_data["name"])
        except OrganisationRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Namnet är ändrat."))
            return redirect("person", unit.pk, person_id)
    return render(request, "organisation/edit_person.html", {**about(request, unit), "shown": shown, "form": form})


def person_address(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    unit = _unit(request, pk)
    shown = person_or_404(person_of(request), unit, person_id)
    if not shown.may_give_address:
        raise PermissionDenied
    form = AddressForm(request.POST or None, initial={"email": shown.person.email})
    if form.is_valid():
        try:
            before = change_address(by=person_of(request), person=shown.person, email=form.cleaned_data["email"])
        except OrganisationRefusal as refusal:
            form.add_error("email", str(refusal))
        else:
            if before:
                tell_old_address(by=person_of(request), person=shown.person, before=before)
            messages.success(request, _("E-postadressen är ändrad."))
            return redirect("person", unit.pk, person_id)

    return render(request, "organisation/person_address.html", {**about(request, unit), "shown": shown, "form": form})


@require_POST
def let_in(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    shown = person_or_404(person_of(request), _unit(request, pk), person_id)
    try:
        let_in_person(by=person_of(request), person=shown.person)
    except OrganisationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{person} kan logga in igen.").format(person=shown.person))
    return redirect("person", pk, person_id)


@require_POST
def invite_again(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    shown = person_or_404(person_of(request), _unit(request, pk), person_id)
    given = [role.grant for role in shown.roles if role.may_withdraw]
    if _may_be_invited_again(shown) and given:
        _send(request, shown.person, given)
    else:
        messages.error(request, _("Inbjudan kan inte skickas igen: personen har redan loggat in, eller är avstängd."))
    return redirect("person", pk, person_id)


def _may_be_invited_again(shown: PersonPage) -> bool:
    return shown.person.is_active and not shown.has_signed_in


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    grants = RoleGrant.objects.select_related("user", "unit")
    grant = of_readable_boards_or_404(request.user, grants, pk, board="unit", capability=Capability.MANAGE_PEOPLE)
    told = {"person": grant.user, "role": grant.get_role_display(), "unit": grant.unit}
    try:
        withdraw_role(by=person_of(request), grant=grant)
    except OrganisationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{person} är inte längre {role} vid {unit}.").format(**told))
    return redirect("people", grant.unit_id) if _still_keeps(request, grant.unit) else redirect("boards")


def _still_keeps(request: HttpRequest, unit: Unit) -> bool:
    """One who takes back her own last role has no more to do here."""
    return may(request.user, Capability.MANAGE_PEOPLE, unit)


def _unit(request: HttpRequest, pk: int) -> Unit:
    return unit_or_404(request.user, pk, Capability.MANAGE_PEOPLE)
