"""New risks with their first estimates, added together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from internkoll.base.models import Unit, User
from internkoll.register.estimate_parts import NAMES, estimate_from
from internkoll.register.models import Risk
from internkoll.register.services import NewRisk, add_risks, estimate_risks
from internkoll.rules.method import Method


@transaction.atomic
def add_rows(
    *, by: User | None, board: Unit, year: int, method: Method, rows: Sequence[Mapping[str, Any]], on: date
) -> list[Risk]:
    """Adds the rows' risks, and the year's estimate of those that have one: all of them or none."""
    new = [
        NewRisk(row["text"].strip(), category=row["category"].strip(), process=row["process"].strip()) for row in rows
    ]
    added = add_risks(by=by, board=board, risks=new, year=year)
    estimates = [
        estimate_from(method, risk, None, {name: row[name] for name in NAMES if name in row}, on=on)
        for risk, row in zip(added, rows, strict=True)
        if any(row.get(name) not in (None, "") for name in NAMES)
    ]
    estimate_risks(by=by, board=board, year=year, estimates=estimates)
    return added
