"""A control owner with checks to report, for the browser."""

from internkoll.followup.models import Round
from internkoll.plan.models import Check
from tests.cast import ROUNDS, Cast


def give_checks(cast: Cast, count: int = 1) -> tuple[Round, list[Check]]:
    """Ties the control owner to that many checks that the last round has no result of."""
    round_ = Round.objects.get(unit=cast.board, label=ROUNDS[1])
    checks = list(Check.objects.filter(control__plan__unit=cast.board).order_by("-pk")[:count])
    for check in checks:
        check.results.filter(round=round_).delete()
        check.owners.add(cast.control_owner)
    return round_, checks
