"""An id of another board, plan or municipality, put where one's own belongs, is refused and changes nothing."""

import pytest
from django.urls import reverse

from internkoll.base.models import RoleGrant
from internkoll.plan.models import Area, Check, Control, PlannedRisk
from tests.cast import YEAR, build_cast
from tests.digest import differing, digest
from tests.forged import CONTROL, FORGED, FORGED_ELSEWHERE, build_world
from tests.remembered import Remembered

REFUSALS = (403, 404)
remembered_world = Remembered(lambda: build_world(build_cast()))


@pytest.fixture
def world(db):
    built = remembered_world()
    cast = built.cast
    RoleGrant.objects.create(user=cast.coordinator, unit=cast.board, role=RoleGrant.Role.HEAD)
    return built


def changed_by(client, address, data):
    """What the answer is, and the tables that it changed."""
    before = digest()
    answer = client.post(address, data)
    return answer, differing(before, digest())


CASES = [(forged, whose) for forged in FORGED for whose in ("sister", "other")]
CASES += [(forged, "other") for forged in FORGED_ELSEWHERE]


@pytest.mark.parametrize(("forged", "whose"), CASES, ids=lambda part: getattr(part, "name", part))
def test_what_belongs_elsewhere_changes_nothing(world, signed_in, forged, whose):
    board = getattr(world, whose)
    if whose == "sister" and forged.name in ("invite", "person"):
        pytest.skip("The coordinator of the municipality keeps the people of all its boards.")
    client = signed_in(world.cast.coordinator)
    address = f"{reverse(forged.name, args=forged.args(world, board))}?{forged.query(world, board)}"
    answer, changed = changed_by(client, address, forged.data(world, board))
    assert changed == set()
    # A form that is shown again says what is wrong; a list tells it at its top.
    assert answer.status_code in (*REFUSALS, 200, 302)
    assert "smug" not in str(answer.headers).casefold()


@pytest.mark.parametrize(
    ("name", "model", "path"),
    [
        ("plan_control", Control, "plan"),
        ("plan_check_new", Control, "plan"),
        ("plan_check", Check, "control__plan"),
        ("plan_risk", PlannedRisk, "plan"),
        ("plan_area", Area, "plan"),
        ("plan_area_remove", Area, "plan"),
    ],
)
@pytest.mark.parametrize("which", ["archived", "in force"])
def test_a_version_that_is_not_worked_on_is_not_changed(world, signed_in, name, model, path, which):
    """The one that was replaced, and the one that the board has adopted, while a draft stands beside them."""
    client = signed_in(world.cast.coordinator)
    plans = world.own.plans.filter(year=YEAR, state="adopted").order_by("version")
    plan = world.archived if which == "archived" else plans.last()
    thing = model.objects.filter(**{path: plan}).first()
    data = CONTROL | {"name": "Smuget", "seen": getattr(thing, "name", ""), "number": "9"}
    answer, changed = changed_by(client, reverse(name, args=[*world.cast.year, thing.pk]), data)
    assert (answer.status_code, changed) == (404, set())


@pytest.mark.parametrize("forged", [*FORGED, *FORGED_ELSEWHERE], ids=lambda forged: forged.name)
def test_the_same_with_what_is_one_s_own_is_not_what_is_refused(world, signed_in, forged):
    """Else the cases above would show nothing."""
    client = signed_in(world.cast.coordinator)
    address = f"{reverse(forged.name, args=forged.args(world, world.own))}?{forged.query(world, world.own)}"
    answer, changed = changed_by(client, address, forged.data(world, world.own))
    assert bool(changed) == forged.is_own_good, answer.status_code
