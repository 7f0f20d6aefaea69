"""The plan's lines as its own page shows them, which the database counts and gives a page at a time."""

from dataclasses import dataclass

from internkoll.base.parts import InParts
from internkoll.overview.shown import (
    ShownCheck,
    ShownControl,
    ShownEstimate,
    ShownRisk,
    estimates_shown,
    lines_shown,
    paths_shown,
)
from internkoll.plan.models import Plan
from internkoll.plan.rows import Lines
from internkoll.rules.exchange import Row


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A check with its control and its risk, or a risk without controls; `estimate`: the risk's, for the year."""

    position: int
    area: tuple[str, ...]
    risk: ShownRisk | None
    control: ShownControl | None
    check: ShownCheck | None
    estimate: ShownEstimate | None
    is_first_of_risk: bool

    @property
    def estimated(self) -> tuple[str | None, int | None, str | None, str | None]:
        """Level, value, likelihood and consequence, as written."""
        told = self.estimate
        return (told.level, told.value, told.likelihood, told.consequence) if told else (None, None, None, None)

    def field(self, name: str) -> str:
        """What the line says in that field of the exchange rows; empty where it says nothing."""
        kind, attribute = _FIELDS[name]
        found = getattr(self, kind)
        return getattr(found, attribute) if found else ""


# Where each field of the rows stands.
_FIELDS = {
    "risk_number": ("risk", "number"),
    "risk": ("risk", "text"),
    "working_method": ("control", "working_method"),
    "systematic_control": ("control", "systematic_control"),
    "control": ("control", "text"),
    "method": ("check", "procedure"),
    "responsible": ("check", "responsible"),
    "frequency": ("check", "frequency"),
}
TEXTS = tuple(_FIELDS)


def as_row(estimated: tuple[str | None, int | None, str | None, str | None]) -> Row:
    level, score, likelihood, consequence = estimated
    return Row(level=level, score=score, likelihood=likelihood, consequence=consequence)


class PlanLines(InParts[PlanLine]):
    """One query to count them, five for a page."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self._lines = plan, Lines(plan)

    def __len__(self) -> int:
        return len(self._lines)

    def part(self, part: slice) -> list[PlanLine]:
        checks, risks = self._lines.keys(part)
        found = lines_shown(checks=checks, risks=risks)
        areas, estimates = paths_shown(self.plan, found), estimates_shown(found, self.plan.year, [""])
        return [
            PlanLine(
                position=line.position,
                area=areas[line.area_id],
                risk=line.risk,
                control=line.control,
                check=line.check,
                estimate=estimates.get((line.risk.risk_id, "")) if line.risk else None,
                is_first_of_risk=line.is_first_of_risk,
            )
            for line in found
        ]
