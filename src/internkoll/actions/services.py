"""Changes of actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from internkoll.actions.models import Action
from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.rules.due import told_due


@dataclass(frozen=True, slots=True)
class NewAction:
    """`year` is the year meant where the text tells of "hösten" and no year."""

    text: str
    year: int
    responsible: str = ""

    def as_model(self, board: Unit) -> Action:
        due = told_due(self.text, self.year)
        return Action(
            unit=board,
            text=self.text,
            responsible=self.responsible,
            due_words=due.words if due else "",
            due=due.day if due else None,
        )


@transaction.atomic
def add_actions(*, by: User | None, board: Unit, actions: Sequence[NewAction]) -> list[Action]:
    """Adds the actions. A due date told in the text is read from it: the last day that the words can mean."""
    added = Action.objects.bulk_create([new.as_model(board) for new in actions], batch_size=500)
    changes = [Change("action added", made, after={"text": made.text, "due": made.due}) for made in added]
    record(by=by, unit=board, changes=changes)
    return added
