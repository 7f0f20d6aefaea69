"""The rounds of a board's year, in order, and which of them is the one to look at."""

from collections.abc import Collection, Sequence

from internkoll.base.models import Unit
from internkoll.followup.models import Result, Round
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


def rounds_in_order(board: Unit, year: int, method: Method) -> list[Round]:
    """The year's rounds, from the earliest."""
    rounds = {round_.label: round_ for round_ in Round.objects.of(board, year)}
    return [rounds[label] for label in in_order(rounds, method.rounds)]


def with_results(rounds: Sequence[Round]) -> set[int]:
    """The keys of those that any result has been reported in. One query."""
    return set(Result.objects.filter(round__in=rounds).values_list("round_id", flat=True).distinct())


def latest_told(rounds: Sequence[Round], reported: Collection[int]) -> Round | None:
    """The latest round with its document's head or a result (`reported`: keys); the latest of all where none has."""
    told = [round_ for round_ in rounds if round_.title or round_.pk in reported] or rounds
    return told[-1] if told else None


def round_named(rounds: Sequence[Round], label: str) -> Round | None:
    return next((round_ for round_ in rounds if round_.label.casefold() == label.casefold()), None)
