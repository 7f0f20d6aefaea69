"""Drafts: what a person has written of a check and not yet handed in. Only she sees it, and no history tells of it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from internkoll.base.models import User
from internkoll.followup.models import Draft, Result, Round
from internkoll.followup.services import FollowupRefusal
from internkoll.plan.models import Check


def draft_of(user: User, round_: Round, check: Check) -> Draft | None:
    return Draft.objects.filter(user=user, round=round_, for_check=check).first()


@transaction.atomic
def save_draft(*, by: User, round_: Round, check: Check, values: Mapping[str, str], seen: int, at: datetime) -> Draft:
    """Keeps what has been typed. `seen`: the result's count of changes when she began, 0 where there was none."""
    if not round_.is_open_on(localdate(at)):
        raise FollowupRefusal(f"{round_.label} tar inte emot rapporter nu. Hör av dig till samordnaren.")
    if Result.objects.filter(round=round_, for_check=check, reported_by=by, edits__gt=seen).exists():
        # Saved late, by a page that was left open: what she handed in is what holds.
        raise FollowupRefusal("Du har redan lämnat in den här kontrollen. Ladda om sidan för att se vad som gäller.")
    saved, _ = Draft.objects.update_or_create(
        round=round_,
        for_check=check,
        user=by,
        defaults={"values": dict(values), "edits": seen, "saved_at": at},
    )
    return saved


@transaction.atomic
def drop_draft(*, by: User, round_: Round, check: Check) -> None:
    Draft.objects.filter(user=by, round=round_, for_check=check).delete()
