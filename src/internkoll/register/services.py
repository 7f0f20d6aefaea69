"""Changes of the risk register: its risks, and bringing in many estimates at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.register.models import Estimate, Risk
from internkoll.rules.matrix import Written


class RegisterRefusal(ValueError):
    """The register can't be changed in that way; the message says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class NewRisk:
    text: str
    mandatory: bool = False
    category: str = ""
    process: str = ""


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
    estimated_on: date | None = None

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
            estimated_on=self.estimated_on,
        )


def _text(written: Written) -> str | None:
    return None if written is None else str(written)


@transaction.atomic
def add_risks(*, by: User | None, board: Unit, risks: Sequence[NewRisk], year: int | None = None) -> list[Risk]:
    """Adds the risks to the board's register, in the order given. `year`: the first whose register they stand in."""
    new = [Risk(unit=board, from_year=year, **asdict(risk)) for risk in risks]
    added = Risk.objects.bulk_create(new, batch_size=500)
    changes = [Change("risk added", made, after=_given(new)) for made, new in zip(added, risks, strict=True)]
    record(by=by, unit=board, changes=changes)
    return added


def _given(new: NewRisk) -> dict[str, object]:
    told = asdict(new)
    return {part: value for part, value in told.items() if value or part in ("text", "mandatory")}


@transaction.atomic
def estimate_risks(*, by: User | None, board: Unit, year: int, estimates: Sequence[NewEstimate]) -> list[Estimate]:
    """Adds the estimates of that year. A risk has one a period: one that it has already is an error of the caller."""
    added = Estimate.objects.bulk_create([new.as_model(year) for new in estimates], batch_size=500)
    stand_from([made.risk for made in added], year)
    record(by=by, unit=board, changes=[Change("risk estimated", made.risk, after=told_of(made)) for made in added])
    return added


def stand_from(risks: Iterable[Risk], year: int) -> list[Risk]:
    """Says of those that were thought to be newer that they stood in that year's register already. Returns them."""
    newer = [risk for risk in risks if risk.from_year is not None and risk.from_year > year]
    if newer:
        Risk.objects.filter(pk__in=[risk.pk for risk in newer]).update(from_year=year)
    return newer


def told_of(estimate: Estimate) -> dict[str, object]:
    """The estimate as the history tells it: what it has, and nothing of what is missing."""
    parts = ("period", "likelihood", "consequence", "value", "level", "text")
    told = {part: getattr(estimate, part) for part in parts}
    return {"year": estimate.year, **{part: value for part, value in told.items() if value not in (None, "")}}


@transaction.atomic
def change_risk(*, by: User | None, risk: Risk, values: Mapping[str, str], seen: int | None = None) -> Risk:
    """Changes the words of a risk: text, category, process, addition. Of a common risk a board has its addition alone.

    Raises ChangedSince where another has changed it since `seen`.
    """
    hold_board(risk.unit_id)
    held = held_for_edit(risk, seen)
    told = {name: value.strip() for name, value in values.items()}
    if held.common_id and any(getattr(held, name) != value for name, value in told.items() if name != "addition"):
        raise RegisterRefusal(
            "Risken är gemensam för kommunen, så texten ändras inte här. Skriv det som gäller er nämnd i tillägget."
        )
    if not told.get("text", held.text):
        raise RegisterRefusal("Beskriv risken.")
    before, after = change(held, told)
    if after:
        record(by=by, unit=held.unit, changes=[Change("risk changed", held, before=before, after=after)])
    return held


@transaction.atomic
def retire_risk(*, by: User | None, risk: Risk, on: date, why: str, seen: int | None = None) -> Risk:
    """Takes the risk out of the register from that day on. What has been planned and estimated of it stays."""
    hold_board(risk.unit_id)
    held = held_for_edit(risk, seen)
    if held.common_id or _is_common(held):
        raise RegisterRefusal(
            "Risken är gemensam för kommunen och kan inte avföras här. Den avslutas bland kommunens gemensamma risker."
        )
    if held.retired_on:
        raise RegisterRefusal("Risken är redan avförd ur registret.")
    if not why.strip():
        raise RegisterRefusal("Skriv varför risken avförs, så att den som granskar kan följa beslutet.")
    before, after = change(held, {"retired_on": on, "retired_why": why.strip()})
    record(by=by, unit=held.unit, changes=[Change("risk retired", held, before=before, after=after)])
    return held


@transaction.atomic
def take_back_risk(*, by: User | None, risk: Risk) -> Risk:
    """Brings a retired risk back into the register."""
    hold_board(risk.unit_id)
    held = held_for_edit(risk, None)
    if not held.retired_on:
        raise RegisterRefusal("Risken står redan i registret.")
    if _is_common(held):
        raise RegisterRefusal("En gemensam risk som har avslutats tas inte tillbaka. Lägg till den på nytt.")
    before, after = change(held, {"retired_on": None, "retired_why": ""})
    record(by=by, unit=held.unit, changes=[Change("risk taken back", held, before=before, after=after)])
    return held


def _is_common(risk: Risk) -> bool:
    return risk.common_id is None and risk.mandatory and risk.origin_id == risk.unit_id
