"""Changes of the overall assessment."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment, AssessmentAction
from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.followup.models import Round


class AssessmentRefusal(ValueError):
    """The assessment can't be made in that way; the message says why, in Swedish."""


@transaction.atomic
def decide_assessment(
    *, by: User | None, board: Unit, year: int, round_: Round | None, outcome: str, reasons: str = ""
) -> Assessment:
    """Records the assessment that a document tells, of the round, or of the year where there is no round."""
    held = Assessment.objects.filter(unit=board, year=year, round=round_).first()
    if held:
        if held.outcome != outcome:
            raise AssessmentRefusal(f"Den samlade bedömningen är redan ”{held.outcome}”.")
        return held
    made = Assessment.objects.create(
        unit=board, year=year, round=round_, outcome=outcome, reasons=reasons, decided_by=by, edits=1
    )
    told = {"year": year, "period": round_.label if round_ else "", "class": outcome, "reasons": reasons}
    record(by=by, unit=board, changes=[Change("assessment decided", made, after=told)])
    return made


@transaction.atomic
def assess(
    *,
    by: User | None,
    board: Unit,
    year: int,
    round_: Round | None,
    outcome: str,
    reasons: str,
    suggested: str,
    seen: int | None,
    on: date,
    confirmed: Sequence[str] = (),
) -> Assessment:
    """Decides the assessment of the round or the year, or changes it; with its reasons, always.

    `seen`: the count of changes that the person was shown, 0 where there was none yet. `confirmed`: what was said to
    contradict the decision and was confirmed; the history keeps it. Raises ChangedSince.
    """
    if not outcome or not reasons.strip():
        raise AssessmentRefusal("Välj en bedömning och motivera den.")
    if round_ and (round_.unit_id, round_.year) != (board.pk, year):
        raise AssessmentRefusal("Perioden hör till en annan nämnd eller ett annat år.")
    # The board's row is the lock: two first decisions at once are one decision and one change of it.
    hold_board(board)
    values = {"outcome": outcome, "reasons": reasons, "suggested": suggested}
    held = Assessment.objects.filter(unit=board, year=year, round=round_).first()
    if held is None:
        made = Assessment.objects.create(
            unit=board, year=year, round=round_, decided_on=on, decided_by=by, edits=1, **values
        )
        _record(by, made, "assessment decided", None, values, confirmed)
        return made
    return _reassess(by, held, values, seen, on, confirmed)


def _reassess(
    by: User | None, shown: Assessment, values: dict[str, str], seen: int | None, on: date, confirmed: Sequence[str]
) -> Assessment:
    held = held_for_edit(shown, seen)
    before, after = change(held, values)
    if after:
        held.decided_on, held.decided_by = on, by
        held.save(update_fields=["decided_on", "decided_by"])
        _record(by, held, "assessment changed", _named(before), after, confirmed)
    return held


def _record(
    by: User | None,
    assessment: Assessment,
    what: str,
    before: dict[str, object] | None,
    values: dict[str, str],
    confirmed: Sequence[str],
) -> None:
    told = {"year": assessment.year, "period": assessment.round.label if assessment.round else "", **_named(values)}
    if confirmed:
        told["contradictions"] = list(confirmed)
    record(by=by, unit=assessment.unit, changes=[Change(what, assessment, before=before, after=told)])


def _named(values: dict[str, str]) -> dict[str, object]:
    return {"class" if name == "outcome" else name: value for name, value in values.items()}


@transaction.atomic
def link_assessment_actions(*, links: Sequence[tuple[Assessment, Action]]) -> None:
    """Ties actions to the assessments that led to them. The actions' own entries tell of them in the history."""
    AssessmentAction.objects.bulk_create(
        [AssessmentAction(assessment=assessment, action=action) for assessment, action in links], batch_size=500
    )
