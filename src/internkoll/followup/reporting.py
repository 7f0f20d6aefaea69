"""Handing in what a check showed in a round: its result, its measured value and the action that a remark leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions
from internkoll.base.access import Capability, may, people_in_line
from internkoll.base.edits import ChangedSince, change
from internkoll.base.history import Change, record
from internkoll.base.models import User
from internkoll.followup.drafts import drop_draft
from internkoll.followup.models import Measurement, Result, Round
from internkoll.followup.services import FollowupRefusal, held_round, link_actions
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check
from internkoll.rules.measurement import read_measurement
from internkoll.rules.reporting import Report, due_told, faults_of


def result_of(round_: Round, check: Check) -> Result | None:
    results = Result.objects.filter(round=round_, for_check=check)
    return results.select_related("reported_by", "reviewed_by", "measurement").first()


@dataclass(frozen=True, slots=True)
class Via:
    """How a report came that was not written here: in which workbook, and who had filled it in."""

    workbook: str
    on_behalf_of: str = ""

    def told(self) -> dict[str, object]:
        told = {"workbook": self.workbook, "on_behalf_of": self.on_behalf_of}
        return {name: value for name, value in told.items() if value}


@transaction.atomic
def hand_in_result(
    *, by: User, round_: Round, check: Check, report: Report, seen: int | None, at: datetime, via: Via | None = None
) -> Result:
    """Takes the report, for the head to attest. `seen`: the result's count of changes when the form was shown.

    `via`: the workbook that it came by, which the history tells of; the person's own draft then stays.

    Raises ChangedSince where someone has reported or changed the same result since, and FollowupRefusal where the round
    takes no reports or something in the report is missing.
    """
    # The round's row is the lock: two first reports of the same check wait for each other.
    now = held_round(round_)
    refuse_if_shut(now, at)
    held = Result.objects.select_for_update(of=("self",), no_key=True).filter(round=round_, for_check=check).first()
    if held and seen is not None and held.edits != seen:
        if _is_the_same(by, held, report):
            return held  # sent twice, as by a double click
        raise ChangedSince(held)
    refuse_if_attested(by, now, held)
    _refuse_faults(now, held, report)
    told = via.told() if via else {}
    result = _changed(by, held, now, report, at, told) if held else _new(by, now, check, report, at, told)
    _add_action(by, now, check, result, report, at)
    if via is None:
        drop_draft(by=by, round_=round_, check=check)
    return result


def _is_the_same(by: User, held: Result, report: Report) -> bool:
    """Whether the person has handed in just this already."""
    told = (held.status or "", held.outcome or "", held.text, held.no_action_why, words_of(held))
    wanted = (report.status, report.outcome, report.text, report.no_action_why, report.measured)
    return held.reported_by_id == by.pk and held.review == Result.Review.WAITING and told == wanted


def refuse_if_shut(round_: Round, at: datetime) -> None:
    if round_.closed_on:
        message = f"{round_.label} är stängd sedan {round_.closed_on} och tar inte emot fler rapporter."
        raise FollowupRefusal(f"{message} Be samordnaren att öppna den igen.")
    if not round_.is_open_on(localdate(at)):
        raise FollowupRefusal(f"{round_.label} öppnar {round_.opens}. Det går inte att rapportera före det.")


def is_locked_for(by: User, round_: Round, result: Result | None) -> bool:
    """What has been attested is changed by those who may report all of the board's controls, and by no one else."""
    attested = result is not None and result.review == Result.Review.ATTESTED
    return attested and not may(by, Capability.REPORT_ANY, round_.unit)


def refuse_if_attested(by: User, round_: Round, held: Result | None) -> None:
    """Where it is none of that person's to change any longer."""
    if is_locked_for(by, round_, held):
        raise FollowupRefusal("Resultatet är attesterat. Be samordnaren om något i det behöver ändras.")


def _refuse_faults(round_: Round, held: Result | None, report: Report) -> None:
    method = method_for(round_.unit, round_.year)
    has_actions = held is not None and held.action_links.exists()
    faults = faults_of(method, report, year=round_.year, has_actions=has_actions)
    if faults:
        raise FollowupRefusal("Rapporten kan inte lämnas in än.", faults)


def _values(by: User, report: Report, at: datetime) -> dict[str, Any]:
    return {
        "status": report.status or None,
        "outcome": report.outcome or None,
        "text": report.text,
        "no_action_why": report.no_action_why,
        "reported_by": by,
        "reported_at": at,
        "review": Result.Review.WAITING,
    }


def _new(by: User, round_: Round, check: Check, report: Report, at: datetime, via: Mapping[str, object]) -> Result:
    values = _values(by, report, at)
    # The count begins at 1: a form that was shown before there was any result has seen 0.
    result = Result.objects.create(round=round_, control_id=check.control_id, for_check=check, edits=1, **values)
    _measure(result, report.measured)
    told = {"period": round_.label, **_told(result, report.measured), **via}
    record(by=by, unit=round_.unit, changes=[Change("result reported", result, after=told)])
    return result


def _changed(by: User, held: Result, round_: Round, report: Report, at: datetime, via: Mapping[str, object]) -> Result:
    before = {"period": round_.label, **_told(held, words_of(held))}
    change(held, _values(by, report, at))
    _measure(held, report.measured)
    after = {"period": round_.label, **_told(held, report.measured), **via}
    record(by=by, unit=round_.unit, changes=[Change("result changed", held, before=before, after=after)])
    return held


def words_of(result: Result) -> str:
    """The measured value as it was written; empty where there is none."""
    measured = Measurement.objects.filter(result=result).first()
    return measured.words if measured else ""


def _told(result: Result, measured: str) -> dict[str, object]:
    told = {
        "class": result.outcome,
        "status": result.status,
        "text": result.text,
        "measured": measured,
        "no_action_why": result.no_action_why,
    }
    return {name: value for name, value in told.items() if value}


def _measure(result: Result, words: str) -> None:
    if not words:
        Measurement.objects.filter(result=result).delete()
        return
    read = read_measurement(words)
    values = {"words": words, "value": read.value if read else None, "unit": read.unit if read else ""}
    Measurement.objects.update_or_create(result=result, defaults=values)


def _add_action(by: User, round_: Round, check: Check, result: Result, report: Report, at: datetime) -> None:
    due = due_told(report.action.due, round_.year, localdate(at))
    if due is None:
        return
    told = report.action
    new = NewAction(
        told.text,
        year=round_.year,
        responsible=told.responsible,
        due=due.day,
        # A day that is written as one says no more than the date itself.
        due_words="" if told.due == due.day.isoformat() else told.due,
        status=Action.Status.NOT_STARTED,
        owners=_meant(round_, check, told.responsible),
        added_on=localdate(at),
    )
    (action,) = add_actions(by=by, board=round_.unit, actions=[new])
    link_actions(links=[(result, action)])


def _meant(round_: Round, check: Check, responsible: str) -> list[User]:
    """The people of the check where the words are the check's own: whom they mean there, they mean here too."""
    if responsible != check.responsible:
        return []
    return list(people_in_line(round_.unit).filter(pk__in=check.owners.all()))
