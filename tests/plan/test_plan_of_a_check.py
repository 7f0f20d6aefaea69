"""A check stands in the plan of its control, whatever is done with it: pages count and order checks by that alone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F

from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.versions import carry_over_plan, revise_plan
from internkoll.plan.work import CheckText, ControlText, add_check, add_control, remove_check, remove_control
from tests.plan.test_versions import SECOND, board, check_named, decided, plan  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


def strays():
    return list(Check.objects.exclude(plan=F("control__plan")))


def test_it_is_that_of_its_control_in_every_version_and_year(board, plan):  # noqa: F811
    draft = revise_plan(by=None, plan=plan, why="Ny lag")
    remove_control(by=None, control=Control.objects.get(plan=draft, text="B"))
    remove_check(by=None, check=check_named(draft, "a2"))
    add_check(by=None, control=check_named(draft, "a1").control, check=CheckText(procedure="a3"))
    add_control(by=None, plan=draft, control=ControlText(text="C"), check=CheckText(procedure="c1"))
    assert not strays()
    in_force = decided(draft, SECOND)
    archive = Plan.objects.get(unit=board, version=1)
    assert not strays()
    assert [check.procedure for check in in_force.checks.order_by("position")] == ["a1", "a3", "c1"]
    assert [check.procedure for check in archive.checks.order_by("position")] == ["a1", "a2", "b1"]
    following = carry_over_plan(by=None, board=board, from_plan=in_force, year=2026)
    assert not strays()
    assert following.checks.count() == 3


def test_the_checks_of_a_database_from_before_get_the_plans_of_their_controls(plan):  # noqa: F811
    other = Plan.objects.create(unit=plan.unit, year=1999)
    Check.objects.update(plan=other)
    assert len(strays()) == 3
    migration = import_module("internkoll.migrations.0010_the_plan_of_a_check")
    migration.tell_the_plan(apps, connection.schema_editor())
    assert not strays()
