"""Which risks an address asks for: those of a cell of the matrix, of a level, of a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from internkoll.overview.risks import NOTHING, RiskRow, Risks
from internkoll.rules.method import Method, Step


@dataclass(frozen=True, slots=True)
class RiskFilter:
    """Which risks the address asks for. Steps count from 1, as people do. What it can't mean chooses nothing."""

    level: str = ""
    period: str = ""
    likelihood: int | None = None
    consequence: int | None = None
    value: str = ""
    unplaced: bool = False

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "RiskFilter":
        return cls(
            level=query.get("niva", ""),
            period=query.get("period", ""),
            likelihood=_number(query.get("sannolikhet")),
            consequence=_number(query.get("konsekvens")),
            value=query.get("varde", ""),
            unplaced=query.get("matris") == "utanfor",
        )

    @property
    def is_set(self) -> bool:
        return self != RiskFilter()

    def of(self, risks: Risks) -> list[RiskRow]:
        place = risks.periods.index(self.period) if self.period in risks.periods else None
        return [risk for risk in risks.rows if self._takes(risk, place)]

    def _takes(self, risk: RiskRow, place: int | None) -> bool:
        level, cell = risk.level(place), risk.valued.cell
        steps = (cell.likelihood + 1, cell.consequence + 1) if cell else (None, None)
        return (
            (not self.level or self.level == (level.word if level else NOTHING))
            and self.likelihood in (None, steps[0])
            and self.consequence in (None, steps[1])
            and self.value in ("", NOTHING if risk.valued.value is None else str(risk.valued.value))
            and not (self.unplaced and cell)
        )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def words_for(asked: RiskFilter, method: Method) -> str:
    """What is asked for, in words."""
    parts = (
        _step(method.likelihood, asked.likelihood),
        _step(method.consequence, asked.consequence),
        _("utan nivå") if asked.level == NOTHING else asked.level,
        asked.period,
        _value(asked.value, method),
        _("utanför matrisen") if asked.unplaced else "",
    )
    return ", ".join(part for part in parts if part)


def _value(asked: str, method: Method) -> str:
    if asked == NOTHING:
        return _("utan värde")
    return f"{method.word_for('score').lower()} {asked}" if asked else ""


def _step(scale: Sequence[Step], number: int | None) -> str:
    return scale[number - 1].word.lower() if number and number <= len(scale) else ""
