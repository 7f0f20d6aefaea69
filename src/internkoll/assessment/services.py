"""Changes of the overall assessment."""

from django.db import transaction

from internkoll.assessment.models import Assessment
from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.followup.models import Round


class AssessmentRefusal(ValueError):
    """The assessment can't be made in that way; the message says why, in Swedish."""


@transaction.atomic
def decide_assessment(
    *, by: User | None, board: Unit, year: int, round_: Round | None, outcome: str, reasons: str = ""
) -> Assessment:
    """Records the board's overall assessment of the round, or of the year where there is no round."""
    held = Assessment.objects.filter(unit=board, year=year, round=round_).first()
    if held:
        if held.outcome != outcome:
            raise AssessmentRefusal(f"Den samlade bedömningen är redan ”{held.outcome}”.")
        return held
    made = Assessment.objects.create(
        unit=board, year=year, round=round_, outcome=outcome, reasons=reasons, decided_by=by
    )
    told = {"year": year, "period": round_.label if round_ else "", "class": outcome, "reasons": reasons}
    record(by=by, unit=board, changes=[Change("assessment decided", made, after=told)])
    return made
