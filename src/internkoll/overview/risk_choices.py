"""What the page of a year's risks lets one choose among, each with its count, and what is new since the year before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internkoll.overview.risk_filter import GONE, RiskFilter, is_over
from internkoll.overview.risk_tally import Changed, Tally, gone_since, planned_in, risks_of_year
from internkoll.plan.board_year import BoardYear
from internkoll.register.models import Response, Risk
from internkoll.register.words import categories_of
from internkoll.rules.order import natural_key


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to some of the risks. `query` is what its address asks."""

    query: str
    words: str
    count: int

    @property
    def filter(self) -> RiskFilter:
        return RiskFilter.asked(dict(parse_qsl(self.query)))


@dataclass(frozen=True, slots=True)
class Choices:
    """`changes` and what follows stand only where the years are compared. `lacking`: common risks to be taken in."""

    kinds: tuple[Choice, ...]
    changes: tuple[Choice, ...]
    categories: tuple[str, ...]
    without_risk: tuple[str, ...]
    lacking: int


def choices_of(here: BoardYear, tallies: Sequence[Tally], today: date, *, detailed: bool, compared: bool) -> Choices:
    categories, without_risk = _coverage(here) if detailed else ((), ())
    return Choices(
        kinds=tuple(choice for choice in _kinds(here, tallies, today) if choice.count),
        changes=_changes(here, tallies) if compared else (),
        categories=categories,
        without_risk=without_risk,
        lacking=Risk.objects.lacked_by(here.board).count(),
    )


def _kinds(here: BoardYear, tallies: Sequence[Tally], today: date) -> list[Choice]:
    limit = here.method.selection_limit
    over = sum(tally.count for tally in tallies if is_over(tally.now.value, limit))
    without = sum(tally.count for tally in tallies if not tally.is_estimated)
    total = sum(tally.count for tally in tallies)
    planned = planned_in([here.plan]).distinct().count()
    mandatory = sum(tally.mandatory for tally in tallies)
    look_again = risks_of_year(here).filter(pk__in=Response.objects.to_look_at(here.year, today).values("risk"))
    return [
        Choice("grans=over", _("Över urvalsgränsen"), over),
        Choice("skattning=saknas", _("Utan skattning"), without),
        Choice("plan=i", _("I planen"), planned),
        Choice("plan=utanfor", _("Inte i planen"), total - planned),
        Choice("obligatorisk=ja", _("Obligatoriska"), mandatory),
        Choice("ses-over=ja", _("Att se över"), look_again.count()),
    ]


def _changes(here: BoardYear, tallies: Sequence[Tally]) -> tuple[Choice, ...]:
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts[tally.changed] += tally.count
    counts[GONE] = gone_since(here).count()
    words = {
        Changed.NEW: ngettext("ny", "nya", counts[Changed.NEW]),
        Changed.RAISED: ngettext("höjd", "höjda", counts[Changed.RAISED]),
        Changed.LOWERED: ngettext("sänkt", "sänkta", counts[Changed.LOWERED]),
        Changed.SAME: ngettext("oförändrad", "oförändrade", counts[Changed.SAME]),
        GONE: ngettext("borta", "borta", counts[GONE]),
        Changed.UNKNOWN: ngettext("går inte att jämföra", "går inte att jämföra", counts[Changed.UNKNOWN]),
    }
    return tuple(Choice(f"andring={key}", word, counts[key]) for key, word in words.items() if counts[key])


def _coverage(here: BoardYear) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The categories that the year's risks have; and the categories and processes that no risk of the year has."""
    counted = (
        Risk.objects.of(here.board)
        .values_list("category", "process")
        .annotate(standing=Count("pk", filter=Q(pk__in=risks_of_year(here).values("pk"))))
        .order_by()
    )
    wanted = {(_CATEGORY, word) for word in categories_of(here.method)}
    covered = set()
    for category, process, standing in counted:
        found = {pair for pair in ((_CATEGORY, category), (_PROCESS, process)) if pair[1]}
        wanted |= found
        covered |= found if standing else set()
    return (
        tuple(sorted((word for kind, word in covered if kind == _CATEGORY), key=natural_key)),
        tuple(sorted((word for _kind, word in wanted - covered), key=natural_key)),
    )


_CATEGORY, _PROCESS = "category", "process"
