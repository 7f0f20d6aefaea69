"""The rounds of a board's year, in order, and which of them is the one to look at."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, OuterRef

from internkoll.base.models import Unit
from internkoll.followup.models import Result, Round
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order

# Made out once, not for every page: most pages of a year ask for it.
_WITH_TOLD = Round.objects.annotate(has_results=Exists(Result.objects.filter(round=OuterRef("pk"))))


def rounds_in_order(board: Unit, year: int, method: Method) -> list[Round]:
    """The year's rounds, from the earliest."""
    return _in_order(board, Round.objects.of(board, year), method)


def rounds_and_told(board: Unit, year: int, method: Method) -> tuple[list[Round], set[int]]:
    """The year's rounds, from the earliest, and the keys of those that any result has been reported in. One query."""
    found = list(_WITH_TOLD.of(board, year))
    told = {round_.pk for round_ in found if round_.has_results}  # type: ignore[attr-defined]  # annotated above
    return _in_order(board, found, method), told


def _in_order(board: Unit, found: Iterable[Round], method: Method) -> list[Round]:
    rounds = {round_.label: round_ for round_ in found}
    for round_ in rounds.values():
        round_.unit = board
    return [rounds[label] for label in in_order(rounds, method.rounds)]


def latest_told(rounds: Sequence[Round], reported: Collection[int]) -> Round | None:
    """The latest round with its document's head or a result (`reported`: keys); the latest of all where none has."""
    told = [round_ for round_ in rounds if round_.title or round_.pk in reported] or rounds
    return told[-1] if told else None


def round_named(rounds: Sequence[Round], label: str) -> Round | None:
    return next((round_ for round_ in rounds if round_.label.casefold() == label.casefold()), None)
