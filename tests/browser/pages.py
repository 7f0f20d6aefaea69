"""Every page of the product to look at, with data that tries it: each way of working, nothing, much, long words."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from internkoll.base.models import RoleGrant, Unit, User
from internkoll.followup.reporting import hand_in_result
from internkoll.organisation.services import find_or_add_board, grant_role
from internkoll.plan.models import Check, Control
from internkoll.plan.services import open_plan
from internkoll.register.models import Risk
from internkoll.register.services import NewEstimate, estimate_risks
from internkoll.rules.methods import packaged_method
from internkoll.rules.reporting import Report
from tests.addresses import NO_PAGE, OF_A_BOARD, OPEN, SIGNED_IN
from tests.browser.reporting import give_checks
from tests.browser.urls import ERRORS
from tests.cast import MUNICIPALITY, PASSWORD, YEAR, Cast, board_with, document_of, matrix_method, row_of

LONG = "Informationssäkerhetsklassificeringsdokumentationsöversyn"
TABS = ("board_risks", "board_plan", "board_followup", "board_assessment")
# These are there for one who has no such key, no password, or is half signed in; else they lead elsewhere.
OUT_OF_THE_ORDINARY = {
    "mfa_activate_totp",
    "account_set_password",
    "mfa_authenticate",
    "account_confirm_login_code",
    "account_logout",
    # It asks the browser for a passkey, and answers with no page.
    "mfa_login_webauthn",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at which pages; nobody in particular where there is no client."""

    client: Client | None
    paths: Sequence[str]


def visits(cast: Cast) -> list[Visit]:
    """All pages, each seen by someone whom it is for."""
    return [
        Visit(entered(_one_of_many_roles(cast)), pages_of(cast)),
        Visit(entered(cast.control_owner), [reverse(name) for name in ("home", "mfa_activate_totp")]),
        Visit(entered(cast.auditor), [*(reverse(name, args=cast.year) for name in ("board", "board_plan"))]),
        Visit(entered(_without_password(cast.head)), [reverse("account_set_password"), reverse("account_logout")]),
        Visit(_at_the_second_step(cast), [reverse("mfa_authenticate")]),
        Visit(_waiting_for_a_code(cast), [reverse("account_confirm_login_code")]),
        Visit(None, open_pages()),
    ]


def open_pages() -> list[str]:
    """The addresses that need no signing in."""
    names = [name for name in OPEN if name not in NO_PAGE | OUT_OF_THE_ORDINARY]
    return [*(reverse(name, args=OPEN[name]) for name in names), *(f"/{path}" for path in ERRORS)]


def pages_of(cast: Cast) -> list[str]:
    """The addresses of one who has signed in: each page, and the tabs of boards out of the ordinary."""
    left_out = NO_PAGE | OUT_OF_THE_ORDINARY
    own = [reverse(name, args=OF_A_BOARD[name].args(cast)) for name in OF_A_BOARD if name not in left_out]
    signed_in = [reverse(name, args=SIGNED_IN[name]) for name in SIGNED_IN if name not in left_out]
    odd = [reverse(tab, args=[board.pk, YEAR]) for board in odd_boards() for tab in TABS]
    followup = reverse("board_followup", args=cast.year)
    chosen = [f"{followup}?visa=saknas", f"{reverse('board_risks', args=cast.year)}?niva=H%C3%B6g&ordning=varde"]
    return [*own, *signed_in, *odd, *chosen, *_over_the_years(cast)]


def odd_boards() -> list[Unit]:
    empty = find_or_add_board(by=None, name="Tomma nämnden", municipality=MUNICIPALITY)
    open_plan(by=None, board=empty, year=YEAR)
    long = [row_of(n, risk=f"{LONG} {n}", control=f"{LONG} {n}", responsible=LONG, area=[LONG]) for n in range(1, 5)]
    anew = {"T1 2024": {"level": "Medium", "text": "Läget är lugnare."}}
    levels = [{"risk": f"Risk {n}", "score": 12, "level": "Hög", "risk_assessments": anew} for n in range(3)]
    processes = [{"area": ["Mål", "Process"], "working_method": "Rutin", "control": f"Kontroll {n}"} for n in range(3)]
    return [
        empty,
        board_with(name="Långordsnämnden", document=document_of(long)),
        board_with(name="Femstegsnämnden", rows=4, method=matrix_method(5)),
        board_with(name="Nivånämnden", method=packaged_method("nacka-niva"), document=document_of(levels)),
        board_with(name="Processnämnden", method=packaged_method("stockholm"), document=document_of(processes)),
    ]


def _over_the_years(cast: Cast) -> list[str]:
    """A risk that has been estimated in several years, and so is drawn; and a control with a remark."""
    risk = Risk.objects.filter(unit=cast.board).order_by("pk")[2]
    for year, value in ((2022, 16), (2023, 12)):
        estimate_risks(by=None, board=cast.board, year=year, estimates=[NewEstimate(risk, value=value)])
    control = Control.objects.filter(planned_risk__risk=risk).get()
    return [reverse("risk", args=[risk.pk]), reverse("control", args=[control.pk])]


def entered(person: User) -> Client:
    """Someone who has signed in and confirmed it, as the pages about signing in ask for."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def _one_of_many_roles(cast: Cast) -> User:
    """The coordinator, with a head's and an administrator's roles, a task, something to attest, and every sign-in."""
    person, role = cast.coordinator, RoleGrant.Role
    grant_role(by=None, user=person, unit=cast.board, role=role.HEAD)
    grant_role(by=None, user=person, unit=Unit.objects.get_root(cast.board), role=role.ADMINISTRATOR)
    Check.objects.filter(control__plan__unit=cast.board).order_by("pk")[4].owners.add(person, cast.control_owner)
    round_, (check,) = give_checks(cast)
    report = Report(outcome="utan anmärkning", text="Granskat av någon annan.")
    hand_in_result(by=cast.control_owner, round_=round_, check=check, report=report, seen=None, at=timezone.now())
    # The key that tests/addresses.py asks for.
    passkey = {"name": "Jobbdatorn", "credential": _credential()}
    Authenticator.objects.create(pk=1, user=person, type=Authenticator.Type.WEBAUTHN, data=passkey)
    return _with_a_second_step(person)


def _with_a_second_step(person: User) -> User:
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    return person


def _credential() -> dict[str, object]:
    """What a browser hands over of a new passkey."""
    made = AttestedCredentialData.create(bytes(16), b"1", ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)}))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    told = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, made), {})
    client = CollectedClientData.create("webauthn.create", b"1", "http://localhost")
    response = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(told)}
    key = websafe_encode(b"1")
    return {"id": key, "rawId": key, "type": "public-key", "response": response, "clientExtensionResults": {}}


def _without_password(person: User) -> User:
    person.set_unusable_password()
    person.save()
    return person


def _at_the_second_step(cast: Cast) -> Client:
    client = Client()
    person = _with_a_second_step(cast.auditor)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def _waiting_for_a_code(cast: Cast) -> Client:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": cast.control_owner.email})
    return client
