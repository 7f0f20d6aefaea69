"""What a plan has changed since the plan that it was copied from: last year's, or the version in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from internkoll.plan.models import Check, Control, Plan, PlannedRisk
from internkoll.plan.rows import Line, lines_at, risks_alone
from internkoll.rules.plan_changes import LineChange, PlanLine, changes_between

# So many of the lines that are gone are shown; the rest are counted.
_GONE_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Gone:
    """The lines of the earlier plan that this one does not have."""

    lines: tuple[Line, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def base_of(plan: Plan) -> Plan | None:
    """The plan that this one was copied from: the version in force, else the year before. None where it was not."""
    if plan.version > 1:
        found = Plan.objects.of(plan.unit, plan.year).in_force().defer("frozen").first()
        return found if found != plan else None
    before = (
        Plan.objects.filter(unit=plan.unit, year__lt=plan.year).in_force().order_by("-year").defer("frozen").first()
    )
    if before is None:
        return None
    copied = (rows.objects.filter(plan=plan, copied_from__plan=before).exists() for rows in (Control, PlannedRisk))
    return before if any(copied) else None


def changes_of(base: Plan, lines: Sequence[Line]) -> dict[int, LineChange]:
    """What those lines have changed since the base, by their places. Five queries, however many lines."""
    originals = {line.position: original for line in lines if (original := _original_of(line))}
    earlier = lines_at(
        base,
        checks=[key for kind, key in originals.values() if kind == "check"],
        risks=[key for kind, key in originals.values() if kind == "risk"],
    )
    there = {_key_of(line): PlanLine.of(line.row, _key_of(line)) for line in earlier}
    found: dict[int, LineChange] = {}
    for line in lines:
        original = originals.get(line.position)
        # A risk that was not alone before has no line of its own to be compared with: its controls are gone.
        if original is None or original in there:
            before = [there[original]] if original else []
            for change in changes_between(before, [PlanLine.of(line.row, original)]):
                found[line.position] = change
    return found


def gone_from(base: Plan, plan: Plan) -> Gone:
    copied = Check.objects.filter(copied_from=OuterRef("pk"), plan=plan)
    risk_copied = PlannedRisk.objects.filter(copied_from=OuterRef("pk"), plan=plan)
    checks = Check.objects.filter(~Exists(copied), plan=base).order_by("position")
    risks = risks_alone(base).filter(~Exists(risk_copied)).order_by("position")
    shown = lines_at(
        base,
        checks=list(checks.values_list("pk", flat=True)[:_GONE_SHOWN]),
        risks=list(risks.values_list("pk", flat=True)[:_GONE_SHOWN]),
    )
    return Gone(tuple(shown[:_GONE_SHOWN]), checks.count() + risks.count())


def _original_of(line: Line) -> tuple[str, int] | None:
    kind, thing = ("check", line.check) if line.check else ("risk", line.planned_risk)
    return (kind, thing.copied_from_id) if thing and thing.copied_from_id else None


def _key_of(line: Line) -> tuple[str, int]:
    kind, thing = ("check", line.check) if line.check else ("risk", line.planned_risk)
    return kind, thing.pk if thing else 0
