"""Changes of the risk register."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.register.models import Estimate, Risk
from internkoll.rules.matrix import Written


@dataclass(frozen=True, slots=True)
class NewRisk:
    text: str
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class NewEstimate:
    """A risk's estimate for the year (period "") or for a period of it. Each part may be missing."""

    risk: Risk
    period: str = ""
    likelihood: Written = None
    consequence: Written = None
    value: int | None = None
    level: str | None = None
    text: str = ""

    def as_model(self, year: int) -> Estimate:
        return Estimate(
            risk=self.risk,
            year=year,
            period=self.period,
            likelihood=_text(self.likelihood),
            consequence=_text(self.consequence),
            value=self.value,
            level=self.level,
            text=self.text,
        )


def _text(written: Written) -> str | None:
    return None if written is None else str(written)


@transaction.atomic
def add_risks(*, by: User | None, board: Unit, risks: Sequence[NewRisk]) -> list[Risk]:
    """Adds the risks to the board's register, in the order given."""
    added = Risk.objects.bulk_create(
        [Risk(unit=board, text=risk.text, mandatory=risk.mandatory) for risk in risks], batch_size=500
    )
    record(
        by=by, unit=board, changes=[Change("risk added", r, after=asdict(n)) for r, n in zip(added, risks, strict=True)]
    )
    return added


@transaction.atomic
def estimate_risks(*, by: User | None, board: Unit, year: int, estimates: Sequence[NewEstimate]) -> list[Estimate]:
    """Adds the estimates of that year. A risk has one a period: one that it has already is an error of the caller."""
    added = Estimate.objects.bulk_create([new.as_model(year) for new in estimates], batch_size=500)
    record(by=by, unit=board, changes=[Change("risk estimated", made.risk, after=_told(made)) for made in added])
    return added


def _told(estimate: Estimate) -> dict[str, object]:
    parts = ("period", "likelihood", "consequence", "value", "level", "text")
    told = {part: getattr(estimate, part) for part in parts}
    return {"year": estimate.year, **{part: value for part, value in told.items() if value not in (None, "")}}
