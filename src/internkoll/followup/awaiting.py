"""Which recurrence rules each round leaves out: a check that is done once a year is awaited in one of its rounds."""

from collections.abc import Collection, Mapping

from internkoll.followup.models import Round
from internkoll.organisation.methods import methods_for
from internkoll.rules.method import Method
from internkoll.rules.periods import opens_and_due, round_for
from internkoll.rules.recurrence import rules_left_out

LeftOut = Mapping[int, frozenset[str]]


def left_out_by(method: Method, year: int, rounds: Collection[Round]) -> LeftOut:
    """The rules by the key of the round that leaves them out. `rounds`: those of a board's year, all of them.

    The Method's rounds count too where they have not been opened: what is left for them is not awaited before.
    """
    last_days = {rule.mark: opens_and_due(rule, year)[1] for rule in method.rounds}
    names = {round_.pk: _name(method, round_) for round_ in rounds}
    told = {names[round_.pk]: round_.due for round_ in rounds if round_.due or names[round_.pk] not in last_days}
    left_out = rules_left_out({**last_days, **told}, year)
    return {key: left_out[name] for key, name in names.items()}


def _name(method: Method, round_: Round) -> str:
    rule = round_for(method, round_.label)
    return rule.mark if rule else round_.label


def left_out_of(rounds: Collection[Round]) -> LeftOut:
    """Those of each of the rounds, of whatever boards and years. Two queries; none where there are no rounds."""
    asked = {(round_.unit_id, round_.year) for round_ in rounds}
    if not asked:
        return {}
    units, years = {unit for unit, _ in asked}, {year for _, year in asked}
    by_year: dict[tuple[int, int], list[Round]] = {key: [] for key in asked}
    for round_ in Round.objects.filter(unit__in=units, year__in=years).select_related("unit"):
        by_year.get((round_.unit_id, round_.year), []).append(round_)
    methods = methods_for((found[0].unit, year) for (_, year), found in by_year.items())
    found = {key: left_out_by(methods[key], key[1], held) for key, held in by_year.items()}
    return {round_: rules for of_year in found.values() for round_, rules in of_year.items()}
