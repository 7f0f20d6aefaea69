"""A round of the cast's board, and the workbook by which it is reported."""

import pytest

from internkoll.followup.models import Round
from internkoll.plan.models import Check
from tests.cast import ROUNDS
from tests.filled import Filled, sent


@pytest.fixture
def round_(cast):
    return Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[1])


@pytest.fixture
def checks(cast):
    return list(Check.objects.filter(control__plan__unit=cast.board).order_by("pk"))


@pytest.fixture
def check(checks):
    """The one that the round has no result of."""
    return checks[4]


@pytest.fixture
def book(cast, round_):
    """The workbook that was sent out, with all of the board's rows."""
    return Filled(sent(round_, cast.coordinator))
