"""Who may report a check: the one who is tied to it and has the role in the board's line, and those who report any."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from internkoll.base.access import Capability, Person, boards_in_line, capabilities_at, may
from internkoll.base.models import Unit, User
from internkoll.followup.due import with_all_of_it
from internkoll.followup.models import Evidence, Result, Round
from internkoll.plan.models import Check, Plan


def round_and_check_or_404(user: Person, round_id: int, check_id: int) -> tuple[Round, Check]:
    """The check to report in the round, for this user: 403 for other readers of the board, 404 for strangers."""
    round_ = Round.objects.select_related("unit").filter(pk=round_id).first()
    plans = Plan.objects.filter(unit=round_.unit_id, year=round_.year).in_force() if round_ else Plan.objects.none()
    check = with_all_of_it(Check.objects.filter(pk=check_id, plan__in=plans)).first()
    if round_ is None or check is None:
        raise Http404("Sidan finns inte.")
    _require(user, check, round_.unit)
    return round_, check


def _require(user: Person, check: Check, board: Unit) -> None:
    held = capabilities_at(user, board)
    if Capability.REPORT_ANY in held or is_owner(user, check, board):
        return
    if Capability.READ in held:
        raise PermissionDenied
    raise Http404("Sidan finns inte.")


def is_owner(user: Person, check: Check, board: Unit) -> bool:
    """Tied to the check, and with a role that reports at the board, above it or below it: neither is enough alone."""
    is_tied = isinstance(user, User) and check.owners.filter(pk=user.pk).exists()
    return is_tied and boards_in_line(user, Capability.REPORT_OWN).filter(pk=board.pk).exists()


def evidence_or_404(user: Person, pk: int) -> Evidence:
    """The file, for those who report the check; for other readers of the board once a result has been handed in."""
    related = ("round__unit", "for_check__control")
    found = Evidence.objects.kept().select_related(*related).filter(pk=pk).first()
    if found is None or not (_reports(user, found) or _reads(user, found)):
        raise Http404("Filen finns inte.")
    return found


def own_evidence_or_404(user: Person, pk: int) -> Evidence:
    """The file, for one who may take it away: 403 for those who may read it only."""
    found = evidence_or_404(user, pk)
    if not _reports(user, found):
        raise PermissionDenied
    return found


def _reports(user: Person, evidence: Evidence) -> bool:
    board = evidence.round.unit
    return may(user, Capability.REPORT_ANY, board) or is_owner(user, evidence.for_check, board)


def _reads(user: Person, evidence: Evidence) -> bool:
    told = Result.objects.told().filter(round=evidence.round, for_check=evidence.for_check)
    return may(user, Capability.READ, evidence.round.unit) and told.exists()
