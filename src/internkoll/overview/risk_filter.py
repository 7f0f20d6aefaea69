"""Which risks an address asks for: those of a cell of the matrix, of a level, those that are new, those in the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from internkoll.base.pages import whole_number
from internkoll.overview.risk_tally import (
    NOTHING,
    Tally,
    gone_since,
    keyed,
    left_alone,
    planned_in,
    risks_of_year,
    word_of,
)
from internkoll.plan.board_year import BoardYear
from internkoll.register.models import Estimate, Response, RiskQuerySet
from internkoll.rules.method import Method, Step

GONE = "borta"


@dataclass(frozen=True, slots=True)
class RiskFilter:
    """Which risks the address asks for. Steps count from 1, as people do. What it can't mean chooses nothing."""

    level: str = ""
    period: str = ""
    likelihood: int | None = None
    consequence: int | None = None
    value: str = ""
    unplaced: bool = False
    over_limit: bool = False
    unestimated: bool = False
    unmet: bool = False
    changed: str = ""
    plan: str = ""
    category: str = ""
    process: str = ""
    mandatory: bool = False
    look_again: bool = False

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "RiskFilter":
        return cls(
            level=_text(query.get("niva")),
            period=_text(query.get("period")),
            likelihood=whole_number(query.get("sannolikhet")),
            consequence=whole_number(query.get("konsekvens")),
            value=_text(query.get("varde")),
            unplaced=query.get("matris") == "utanfor",
            over_limit=query.get("grans") == "over",
            unestimated=query.get("skattning") == "saknas",
            unmet=query.get("hantering") == "saknas",
            changed=_text(query.get("andring")),
            plan=_text(query.get("plan")),
            category=_text(query.get("kategori")),
            process=_text(query.get("process")),
            mandatory=query.get("obligatorisk") == "ja",
            look_again=query.get("ses-over") == "ja",
        )

    @property
    def is_set(self) -> bool:
        return self != RiskFilter()

    def among(self, periods: Sequence[str], *, compared: bool) -> "RiskFilter":
        """The same, without what the year does not have: the period, or a year before to compare with."""
        period = self.period if self.period in periods else ""
        return replace(self, period=period, changed=self.changed if compared else "")

    def takes(self, tally: Tally, method: Method) -> bool:
        now, limit = tally.now, method.selection_limit
        steps = (now.cell.likelihood + 1, now.cell.consequence + 1) if now.cell else (None, None)
        return (
            (not self.level or bool(self.period) or self.level == (now.level.word if now.level else NOTHING))
            and self.likelihood in (None, steps[0])
            and self.consequence in (None, steps[1])
            and self.value in ("", NOTHING if now.value is None else str(now.value))
            and not (self.unplaced and now.cell)
            and not (self.over_limit and not is_over(now.value, limit))
            and not (self.unestimated and tally.is_estimated)
            and not (self.unmet and not tally.must_be_handled)
            and self.changed in ("", GONE, tally.changed)
        )

    def of(
        self,
        here: BoardYear,
        tallies: Sequence[Tally],
        today: date,
        *,
        compared: bool,
        with_keys: bool = False,
    ) -> RiskQuerySet:
        """The risks themselves. The tallies are those of the year's gross list, `compared` as they were counted.

        `with_keys`: each has the key of its tally also where no choice is made by it.
        """
        risks = gone_since(here) if self.changed == GONE else risks_of_year(here)
        by_key = self.changed != GONE and any(not self.takes(tally, here.method) for tally in tallies)
        if by_key or with_keys:
            risks = keyed(here, risks, compared=compared)
        if by_key:
            risks = risks.filter(Q(key__in=[tally.key for tally in tallies if self.takes(tally, here.method)]))
        if self.period and self.level:
            risks = risks.filter(self._level_in_period(here))
        return risks.filter(self._other(here, today))

    def _level_in_period(self, here: BoardYear) -> Q:
        of_period = Estimate.objects.filter(risk__unit=here.board, year=here.year, period=self.period)
        if self.level == NOTHING:
            return ~Q(pk__in=of_period.exclude(level__isnull=True).exclude(level="").values("risk"))
        written = of_period.exclude(level="").values_list("level", flat=True).distinct()
        meant = [level for level in written if word_of(here.method, level) == self.level]
        return Q(pk__in=of_period.filter(level__in=meant).values("risk"))

    def _other(self, here: BoardYear, today: date) -> Q:
        wanted = Q()
        if self.plan in ("i", "utanfor"):
            planned = Q(pk__in=planned_in([here.plan]))
            wanted &= planned if self.plan == "i" else ~planned
        if self.category:
            wanted &= Q(category="" if self.category == NOTHING else self.category)
        if self.process:
            wanted &= Q(process="" if self.process == NOTHING else self.process)
        if self.unmet:
            wanted &= Q(pk__in=left_alone(here.plan))
        if self.mandatory:
            wanted &= Q(mandatory=True)
        if self.look_again:
            wanted &= Q(pk__in=Response.objects.to_look_at(here.year, today).values("risk"))
        return wanted

    def counted(self, tallies: Sequence[Tally], method: Method) -> int | None:
        """How many they are, where the tallies alone tell it."""
        of_tallies = {"level", "likelihood", "consequence", "value", "unplaced", "over_limit", "unestimated", "changed"}
        others = [f.name for f in fields(self) if f.name not in of_tallies and getattr(self, f.name) != f.default]
        if others or self.changed == GONE:
            return None
        return sum(tally.count for tally in tallies if self.takes(tally, method))


def is_over(value: int | None, limit: int | None) -> bool:
    return value is not None and limit is not None and value > limit


def _text(text: str | None) -> str:
    """Nothing in the register has the character that PostgreSQL refuses."""
    return "" if text is None or "\x00" in text else text


def words_for(asked: RiskFilter, method: Method, year: int) -> str:
    """What is asked for, in words."""
    limit = _("över urvalsgränsen %(limit)s") % {"limit": method.selection_limit}
    plan = {"i": _("i planen"), "utanfor": _("inte i planen")}
    parts = (
        _step(method.likelihood, asked.likelihood),
        _step(method.consequence, asked.consequence),
        _("utan nivå") if asked.level == NOTHING else asked.level,
        asked.period,
        _value(asked.value, method),
        _("utanför matrisen") if asked.unplaced else "",
        limit if asked.over_limit else "",
        _("utan skattning") if asked.unestimated else "",
        _("som saknar hantering") if asked.unmet else "",
        changed_words(year).get(asked.changed, ""),
        plan.get(asked.plan, ""),
        _("utan kategori") if asked.category == NOTHING else asked.category,
        _("utan process") if asked.process == NOTHING else asked.process,
        _("obligatoriska") if asked.mandatory else "",
        _("att se över") if asked.look_again else "",
    )
    return ", ".join(part for part in parts if part)


def changed_words(year: int) -> dict[str, str]:
    before = {"year": year - 1}
    return {
        "ny": _("nya sedan %(year)s") % before,
        "hojd": _("höjda sedan %(year)s") % before,
        "sankt": _("sänkta sedan %(year)s") % before,
        "oforandrad": _("oförändrade sedan %(year)s") % before,
        "okand": _("går inte att jämföra med %(year)s") % before,
        GONE: _("borta sedan %(year)s") % before,
    }


def _value(asked: str, method: Method) -> str:
    if asked == NOTHING:
        return _("utan värde")
    return f"{method.word_for('score').lower()} {asked}" if asked else ""


def _step(scale: Sequence[Step], number: int | None) -> str:
    return scale[number - 1].word.lower() if number and number <= len(scale) else ""
