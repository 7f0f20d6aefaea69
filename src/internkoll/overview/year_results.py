"""What a board's whole year shows: of each control its latest result, in whichever round it was told.

The figures of the year's overall assessment count these results, and the lists behind the figures have them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from internkoll.base.parts import InParts
from internkoll.followup.models import Result, ResultAction, ResultQuerySet, Round
from internkoll.overview.line_actions import actions_at
from internkoll.overview.reported import Reported, ShownResult, Told, results_shown
from internkoll.overview.round_lines import places_of
from internkoll.overview.shown import Line, ShownEstimate, estimates_shown, lines_shown, paths_shown
from internkoll.overview.tally import checks_of
from internkoll.overview.words import MISSING, REPORTED, UNANSWERED
from internkoll.plan.board_year import BoardYear
from internkoll.plan.models import Check, Plan, PlannedRisk
from internkoll.plan.rows import risks_alone
from internkoll.register.models import Estimate
from internkoll.rules.marks import class_mark


def latest_results(plan: Plan, rounds: Sequence[Round]) -> ResultQuerySet:
    """The latest that is told of each of the plan's checks. `rounds`: those of the year, from the earliest."""
    whens = [When(round=round_.pk, then=Value(place)) for place, round_ in enumerate(rounds)]
    place = Case(*whens, default=Value(-1), output_field=IntegerField())
    # A document may have told of earlier years too: that is not of this one.
    told = Result.objects.of(plan).reported().filter(for_check__isnull=False, round__in=rounds).annotate(place=place)
    later = told.filter(for_check=OuterRef("for_check"), place__gt=OuterRef("place"))
    latest: ResultQuerySet = told.exclude(Exists(later))
    return latest


def risks_told(plan: Plan, rounds: Sequence[Round]) -> QuerySet[PlannedRisk]:
    """The risks without controls that were estimated anew in any of the rounds."""
    return risks_alone(plan).filter(Exists(_estimated_anew(plan, rounds)))


def _estimated_anew(plan: Plan, rounds: Sequence[Round]) -> QuerySet[Estimate]:
    labels = [round_.label for round_ in rounds]
    return Estimate.objects.filter(year=plan.year, period__in=labels, risk=OuterRef("risk"))


# The latest that is told of each check, with the label of its round.
Latest = dict[int, tuple[ShownResult, str]]


class YearLines(InParts[Reported]):
    """The lines that are counted under a word ("visa" in the address), or all of them where none is asked for.

    `awaits_risks`: the risks that no control answers are told of too.
    """

    def __init__(
        self, here: BoardYear, rounds: Sequence[Round], key: str | None = None, *, awaits_risks: bool = False
    ) -> None:
        self.here, self.rounds, self.key, self.awaits_risks = here, rounds, key, awaits_risks

    def __len__(self) -> int:
        return self.checks().count() + (self.risks().count() if self.awaits_risks else 0)

    def part(self, part: slice) -> list[Reported]:
        found = list(places_of(self.checks(), self.risks() if self.awaits_risks else None)[part])
        return self._reported(
            checks=[place["key"] for place in found if place["is_check"]],
            risks=[place["key"] for place in found if not place["is_check"]],
        )

    def checks(self) -> QuerySet[Check]:
        checks, latest = checks_of(self.here.plan), latest_results(self.here.plan, self.rounds)
        match self.key:
            case None:
                return checks
            case key if key == MISSING:
                return checks.exclude(pk__in=latest.values("for_check"))
            case key if key == REPORTED:
                return checks.filter(pk__in=latest.values("for_check"))
            case key if key == UNANSWERED:
                latest = latest.filter(self._unanswered())
            case key:
                latest = latest.filter(outcome__in=self._written(key))
        return checks.filter(pk__in=latest.values("for_check"))

    def _unanswered(self) -> Q:
        remarks = [word for word in self._words() if (known := self.here.method.result_class(word)) and known.remark]
        led_to = ResultAction.objects.filter(result=OuterRef("pk"))
        return Q(~Exists(led_to), outcome__in=remarks, no_action_why="")

    def _written(self, key: str) -> list[str]:
        """The ways in which the class is written."""
        return [word for word in self._words() if (mark := class_mark(self.here.method, word)) and mark.word == key]

    def _words(self) -> QuerySet[Result, Any]:
        told = Result.objects.of(self.here.plan).filter(outcome__gt="")
        return told.order_by().values_list("outcome", flat=True).distinct()

    def risks(self) -> QuerySet[PlannedRisk]:
        awaited = risks_alone(self.here.plan)
        told = Exists(_estimated_anew(self.here.plan, self.rounds))
        choices = {None: awaited, REPORTED: awaited.filter(told), MISSING: awaited.filter(~told)}
        return choices.get(self.key, awaited.none())

    def _reported(self, *, checks: Sequence[int], risks: Sequence[int]) -> list[Reported]:
        lines = lines_shown(checks=checks, risks=risks)
        labels = [round_.label for round_ in reversed(self.rounds)]
        results = self._latest(checks)
        estimates = estimates_shown(lines, self.here.year, ["", *labels])
        actions = actions_at(lines, [result for result, _label in results.values()])
        areas = paths_shown(self.here.plan, lines)
        found = []
        for line in lines:
            now, told_in = _of_check(line, results) if line.check else _of_risk(line, estimates, labels)
            found.append(
                Reported(
                    area=areas[line.area_id],
                    planned_risk=line.risk,
                    control=line.control,
                    check=line.check,
                    at_first=estimates.get((line.risk.risk_id, "")) if line.risk else None,
                    now=now,
                    actions=tuple(actions.get(line.position, ())),
                    told_in=told_in,
                )
            )
        return found

    def _latest(self, checks: Sequence[int]) -> Latest:
        told = results_shown(checks, self.rounds)
        found: Latest = {}
        for round_ in self.rounds:
            told_now = ((check, told.get((check, round_.pk))) for check in checks)
            found |= {check: (result, round_.label) for check, result in told_now if result and result.counts}
        return found


def _of_check(line: Line, results: Latest) -> tuple[Told, str]:
    result, label = results.get(line.check.pk if line.check else 0, (None, ""))
    return Told(result), label


def _of_risk(line: Line, estimates: Mapping[tuple[int, str], ShownEstimate], labels: Sequence[str]) -> tuple[Told, str]:
    """A risk without controls, as it was estimated anew last. `labels`: the latest round's first."""
    risk = line.risk.risk_id if line.risk else 0
    label = next((label for label in labels if (risk, label) in estimates), "")
    return Told(None, estimates[risk, label]) if label else Told(), label
