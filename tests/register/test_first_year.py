"""The first year whose register a risk stands in, as the risks of a database from before are given it."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from internkoll.plan.models import Plan, PlannedRisk
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewRisk, add_risks
from tests.cast import YEAR


def test_it_is_the_first_year_in_which_the_risk_was_estimated_or_planned(cast):
    estimated, planned, both, neither = add_risks(by=None, board=cast.board, risks=[NewRisk(word) for word in "ABCD"])
    plan = Plan.objects.create(unit=cast.board, year=YEAR - 2)
    for risk, year in ((estimated, YEAR + 1), (estimated, YEAR), (both, YEAR - 1)):
        Estimate.objects.create(risk=risk, year=year, level="Hög")
    for place, risk in enumerate((planned, both), start=1):
        PlannedRisk.objects.create(plan=plan, risk=risk, position=place)
    Risk.objects.update(from_year=None)
    migration = import_module("internkoll.migrations.0011_the_first_year_of_a_risk")
    migration.tell_the_first_year(apps, connection.schema_editor())
    told = dict(Risk.objects.values_list("pk", "from_year"))
    assert [told[risk.pk] for risk in (estimated, planned, both, neither)] == [YEAR, YEAR - 2, YEAR - 2, None]
