"""A check that waits to be reported, and the person who is to do it."""

from dataclasses import dataclass
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from internkoll.base.models import Unit, User
from internkoll.followup.models import Round
from internkoll.followup.reporting import hand_in_result
from internkoll.organisation.services import add_unit
from internkoll.plan.models import Check
from internkoll.rules.reporting import NewActionTold, Report
from tests.cast import ROUNDS, person

GOOD = Report(outcome="utan anmärkning", text="Tjugofem ärenden granskade.")
ACTION = NewActionTold("Ta fram en rutin", "Rektor", "hösten 2024")
REMARK = Report(outcome="mindre anmärkning", text="Tre av tjugofem saknar beslut.", action=ACTION)


@dataclass(frozen=True, slots=True)
class Task:
    round: Round
    check: Check
    owner: User

    @property
    def address(self):
        return reverse("report", args=[self.round.pk, self.check.pk])

    @property
    def hand_in(self):
        """Hands in a report as the owner, now; all of it can be told otherwise."""
        now = timezone.now()
        return partial(
            hand_in_result, by=self.owner, round_=self.round, check=self.check, report=GOOD, seen=None, at=now
        )

    @property
    def result(self):
        return self.check.results.get(round=self.round)


@pytest.fixture
def task(cast) -> Task:
    """The fifth check, which nobody has reported in the last round. Its owner manages a unit below the board."""
    round_ = Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[1])
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("pk")[4]
    unit = add_unit(by=None, name="Norra enheten", kind=Unit.Kind.UNIT, parent=cast.board)
    owner = person("Rektorn", "control_owner", unit)
    check.owners.add(owner)
    return Task(round_, check, owner)
