"""What stands in the cells of a check's row: what the plan says of it, and what has been reported. The same when a
workbook is written and when one that has come back is compared with what holds now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from internkoll.actions.models import Action
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check
from internkoll.plan.rows import Paths, paths_of
from internkoll.rules.fields import ANSWERS
from internkoll.rules.marks import first_upper
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class Reported:
    """What a round tells of some checks: the results by check, the actions that each result led to, and the latest
    result before the round, by check."""

    results: Mapping[int, Result]
    actions: Mapping[int, Sequence[Action]]
    before: Mapping[int, Result] = field(default_factory=dict)

    def actions_of(self, check: Check) -> Sequence[Action]:
        result = self.results.get(check.pk)
        return self.actions.get(result.pk, ()) if result else ()


def reported_of(round_: Round, checks: Iterable[Check]) -> Reported:
    """What holds now. Two queries, however many checks."""
    found = Result.objects.filter(round=round_, for_check__in=list(checks))
    results = {r.for_check_id or 0: r for r in found.select_related("reported_by", "measurement")}
    actions: dict[int, list[Action]] = {}
    led_to = Action.objects.filter(result_link__result__in=list(results.values())).select_related("result_link")
    for action in led_to.order_by("pk"):
        actions.setdefault(action.result_link.result_id, []).append(action)
    return Reported(results, actions)


def latest_before(method: Method, round_: Round, checks: Sequence[Check]) -> dict[int, Result]:
    """The latest result of each check before the round; the year before it is of the check that it was copied from."""
    of = {key: check.pk for check in checks for key in (check.pk, check.copied_from_id) if key}
    told = Result.objects.told().filter(for_check__in=list(of)).exclude(round=round_).select_related("round")
    found = list(told)
    labels = in_order({round_.label, *(result.round.label for result in found)}, method.rounds)
    places = {label: place for place, label in enumerate(labels)}
    latest: dict[int, Result] = {}
    for result in sorted(found, key=lambda result: places[result.round.label]):
        if places[result.round.label] < places[round_.label]:
            latest[of[result.for_check_id or 0]] = result
    return latest


def answers_of(method: Method, check: Check, result: Result | None) -> dict[str, str]:
    """What the cells to fill in hold now, by key. An action is always a new one, so its cells are empty at first."""
    told = dict.fromkeys(ANSWERS, "") | {"action_responsible": check.responsible[:200]}
    if result is None:
        return told
    measurement = getattr(result, "measurement", None)
    return told | {
        "status": status_word(method, result.status),
        "outcome": outcome_word(method, result.outcome),
        "text": result.text,
        "measured": measurement.words if measurement else "",
        "no_action_why": result.no_action_why,
    }


def status_word(method: Method, written: str | None) -> str:
    """The Method's own form of it, as it is shown; what the Method does not know as it was written."""
    known = method.status(written)
    return first_upper(known.word) if known else written or ""


def outcome_word(method: Method, written: str | None) -> str:
    known = method.result_class(written)
    return first_upper(known.word) if known else written or ""


def canonical(method: Method, answers: Mapping[str, str]) -> dict[str, str]:
    """The same answers, with the Method's own forms of its words."""
    words = {"status": status_word, "outcome": outcome_word}
    return {key: words[key](method, text) if key in words else text for key, text in answers.items()}


class Shown:
    """What the locked cells of a row show."""

    def __init__(self, method: Method, checks: Sequence[Check], reported: Reported) -> None:
        self._method, self._reported = method, reported
        plans = {check.control.plan_id: check.control.plan for check in checks}
        self._areas: Paths = {key: path for plan in plans.values() for key, path in paths_of(plan).items()}

    def of(self, check: Check) -> dict[str, str]:
        control, risk = check.control, check.control.planned_risk
        return {
            "risk_number": risk.number if risk else "",
            "area": " / ".join(self._areas.get(control.area_id or (risk.area_id if risk else None), ())),
            "risk": risk.risk.text if risk else "",
            "working_method": control.working_method,
            "systematic_control": control.systematic_control,
            "control": control.text,
            "method": check.procedure,
            "frequency": check.frequency,
            "responsible": check.responsible,
            "before": self._before(check),
            "actions": "\n".join(action.text for action in self._reported.actions_of(check)),
            "comment": self._comment(check),
        }

    def _before(self, check: Check) -> str:
        result = self._reported.before.get(check.pk)
        if result is None:
            return ""
        words = (outcome_word(self._method, result.outcome), status_word(self._method, result.status), result.text)
        return f"{result.round.label}: " + "\n".join(word for word in words if word)

    def _comment(self, check: Check) -> str:
        result = self._reported.results.get(check.pk)
        return result.review_comment if result and result.review == Result.Review.RETURNED else ""
