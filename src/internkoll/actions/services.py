"""Changes of actions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from internkoll.actions.models import Action
from internkoll.base.access import Capability, people_who
from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.rules.due import told_due
from internkoll.rules.responsible import told_responsible


class ActionRefusal(ValueError):
    """The action can't be changed in that way; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class NewAction:
    """`year` is the control year that takes it on, and the one meant where the text tells of "hösten" and no year.

    `due_words`: when it is to be done, in words. Without a day, words or a responsible, those that the text itself
    tells are read from it. `added_on`: the day it was decided on here; what a document brought in has none, and no
    status either.
    """

    text: str
    year: int
    responsible: str = ""
    due: date | None = None
    due_words: str = ""
    status: str = ""
    owners: Sequence[User] = ()
    added_on: date | None = None

    def as_model(self, board: Unit) -> Action:
        told = None if self.due else told_due(self.due_words or self.text, self.year, self.added_on)
        status = self.status or (Action.Status.NOT_STARTED if self.added_on else Action.Status.UNKNOWN)
        return Action(
            unit=board,
            year=self.year,
            text=self.text,
            responsible=self.responsible or told_responsible(self.text),
            due_words=told.words if told else self.due_words,
            due=told.day if told else self.due,
            status=status,
            added_on=self.added_on,
            ended_on=self.added_on if status in Action.ENDED else None,
        )


@transaction.atomic
def add_actions(*, by: User | None, board: Unit, actions: Sequence[NewAction]) -> list[Action]:
    """Adds the actions. A due date told in the text is read from it: the last day that the words can mean."""
    _refuse_strangers(board, {owner.pk for new in actions for owner in new.owners})
    added = Action.objects.bulk_create([new.as_model(board) for new in actions], batch_size=500)
    through = Action.owners.through
    through.objects.bulk_create(
        [
            through(action_id=made.pk, user_id=owner.pk)
            for made, new in zip(added, actions, strict=True)
            for owner in new.owners
        ],
        batch_size=500,
    )
    changes = [Change("action added", made, after=_told(made, new)) for made, new in zip(added, actions, strict=True)]
    record(by=by, unit=board, changes=changes)
    return added


def _told(made: Action, new: NewAction) -> dict[str, object]:
    told = {"responsible": made.responsible, "owners": sorted(owner.pk for owner in new.owners)}
    return {"text": made.text, "due": made.due, **{name: value for name, value in told.items() if value}}


@transaction.atomic
def change_action(
    *,
    by: User | None,
    action: Action,
    values: Mapping[str, Any],
    seen: int | None,
    on: date,
    people: Collection[User] | None = None,
) -> Action:
    """Changes what differs of text, responsible, due, due_words, status and effect, and who is tied to it (`people`).

    One that is ended is told with its effect, or why nothing was done, and gets its last day; one that is taken up
    again loses it. Raises ChangedSince where someone else has changed it since it was shown.
    """
    hold_board(action.unit_id)
    held = held_for_edit(action, seen)
    status = values.get("status", held.status)
    if not values.get("text", held.text).strip():
        raise ActionRefusal("Skriv vad som ska göras.")
    if status in Action.ENDED and not values.get("effect", held.effect).strip():
        raise ActionRefusal(why_effect(status))
    before, after = change(held, {**values, **_end(held, status, on)})
    if after:
        record(by=by, unit=held.unit, changes=[Change("action changed", held, before=before, after=after)])
    return held if people is None else set_action_owners(by=by, action=held, people=people)


def why_effect(status: str) -> str:
    """What to write, where an action is ended and nothing is told of what came of it."""
    if status == Action.Status.DONE:
        return _("Skriv vilken effekt åtgärden har fått innan du markerar den som klar.")
    return _("Skriv varför åtgärden avslutas utan att den har gjorts.")


def _end(held: Action, status: str, on: date) -> dict[str, date | None]:
    if status not in Action.ENDED:
        return {"ended_on": None}
    return {} if held.status in Action.ENDED else {"ended_on": on}


@transaction.atomic
def set_action_owners(*, by: User | None, action: Action, people: Collection[User]) -> Action:
    """Ties those people to the action, and no others: they are the ones whom its responsible words mean."""
    hold_board(action.unit_id)
    held = Action.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    before = set(held.owners.values_list("pk", flat=True))
    wanted = {user.pk for user in people}
    # One who has left since stays tied until she is taken away.
    _refuse_strangers(held.unit, wanted - before)
    if before != wanted:
        held.owners.set(wanted)
        # Who it is given to is part of its form: one that was opened before has not seen this.
        Action.objects.filter(pk=held.pk).update(edits=F("edits") + 1)
        told = {"owners": sorted(before)}, {"owners": sorted(wanted)}
        record(by=by, unit=held.unit, changes=[Change("action owners changed", held, before=told[0], after=told[1])])
    return held


def _refuse_strangers(board: Unit, keys: Collection[int]) -> None:
    if keys and people_who(Capability.KEEP_OWN_ACTIONS, board).filter(pk__in=keys).count() != len(keys):
        raise ActionRefusal(
            f"En åtgärd kan bara ges till den som har en roll i {board} och får arbeta med åtgärder. "
            "Be om en sådan roll åt personen först."
        )
