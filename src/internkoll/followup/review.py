"""Attesting what has been handed in, or returning it with a comment. Nobody does either with a report of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.followup.models import Result, Round
from internkoll.followup.services import FollowupRefusal


def attesters_of(board: Unit, reported_by: User | None) -> list[User]:
    """Those who can attest what that person reports: the heads at the board and above it."""
    held = Q(grants__role=RoleGrant.Role.HEAD, grants__unit__in=Unit.objects.at_or_above(board))
    people = User.objects.filter(held, is_active=True).distinct().order_by("name", "pk")
    return [person for person in people if person != reported_by]


@transaction.atomic
def attest_results(
    *, by: User, results: Sequence[Result], at: datetime, seen: Mapping[int, int] | None = None
) -> list[Result]:
    """Attests them, all or none. `seen`: each result's count of changes when it was read, by its key.

    Raises ChangedSince where one has been changed since, and FollowupRefusal where one is the person's own report.
    """
    return [_attested(by, result, at, seen[result.pk] if seen else None) for result in results]


def _attested(by: User, result: Result, at: datetime, seen: int | None) -> Result:
    held = _held_for_review(by, result, seen)
    values = {"review": Result.Review.ATTESTED, "reviewed_by": by, "reviewed_at": at, "review_comment": ""}
    change(held, values)
    told = {"period": held.round.label, "class": held.outcome, "status": held.status}
    record(by=by, unit=held.round.unit, changes=[Change("result attested", held, after=told)])
    return held


@transaction.atomic
def return_result(*, by: User, result: Result, comment: str, at: datetime, seen: int | None = None) -> Result:
    """Gives it back to the one who reported it, who is told why."""
    if not comment.strip():
        raise FollowupRefusal("Skriv en kommentar, så att den som rapporterat vet vad som ska ändras.")
    held = _held_for_review(by, result, seen)
    if held.round.closed_on:
        raise FollowupRefusal(f"{held.round.label} är stängd. Be samordnaren att öppna den innan något återlämnas.")
    values = {"review": Result.Review.RETURNED, "reviewed_by": by, "reviewed_at": at, "review_comment": comment}
    change(held, values)
    told = {"period": held.round.label, "text": comment}
    record(by=by, unit=held.round.unit, changes=[Change("result returned", held, after=told)])
    return held


def _held_for_review(by: User, result: Result, seen: int | None) -> Result:
    hold_board(result.round.unit_id)
    held = held_for_edit(result, seen)
    held.round = Round.objects.select_related("unit").get(pk=held.round_id)
    if held.reported_by_id == by.pk:
        raise FollowupRefusal("Du har själv rapporterat resultatet. Någon annan måste attestera det.")
    if held.review != Result.Review.WAITING:
        raise FollowupRefusal(f"Resultatet är {held.get_review_display()} och väntar inte på attest.")
    return held
