"""Results that wait for attest, as the one who attests reads them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from internkoll.actions.models import Action
from internkoll.base.models import Unit, User
from internkoll.followup.models import Evidence, Result, ResultAction
from internkoll.followup.report_page import Told, told_of
from internkoll.rules.method import Method
from internkoll.rules.reporting import is_remark


@dataclass(frozen=True, slots=True)
class Waiting:
    """`key` tells which result, and how often it had been changed when it was read."""

    told: Told
    is_remark: bool
    is_own: bool
    actions: tuple[Action, ...]
    files: tuple[Evidence, ...]

    @property
    def key(self) -> str:
        return f"{self.told.result.pk}-{self.told.result.edits}"


def waiting_in(board: Unit, year: int) -> QuerySet[Result]:
    """The first handed in first."""
    waiting = Result.objects.waiting().filter(round__unit=board, round__year=year)
    related = waiting.select_related("round", "control__planned_risk", "for_check", "reported_by", "measurement")
    return related.order_by(F("reported_at").asc(nulls_first=True), "pk")


def rows_of(method: Method, user: User, results: Sequence[Result]) -> list[Waiting]:
    """Two queries, however many results."""
    files: dict[tuple[int, int], list[Evidence]] = {}
    checks, rounds = {r.for_check_id for r in results if r.for_check_id}, {r.round_id for r in results}
    for file in Evidence.objects.kept().filter(for_check__in=checks, round__in=rounds):
        files.setdefault((file.round_id, file.for_check_id), []).append(file)
    actions: dict[int, list[Action]] = {}
    for link in ResultAction.objects.filter(result__in=results).select_related("action").order_by("pk"):
        actions.setdefault(link.result_id, []).append(link.action)
    return [
        Waiting(
            told=told_of(method, result),
            is_remark=is_remark(method, result.outcome),
            is_own=result.reported_by_id == user.pk,
            actions=tuple(actions.get(result.pk, ())),
            files=tuple(files.get((result.round_id, result.for_check_id or 0), ())),
        )
        for result in results
    ]
