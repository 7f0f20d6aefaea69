"""Brings in what a document's rows report: results by period, and the actions that they led to."""

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions
from internkoll.followup.models import Result, Round
from internkoll.followup.services import NewResult, link_actions, open_round, report_results
from internkoll.imports.matching import Placed
from internkoll.imports.task import Task
from internkoll.plan.services import NewPlanAction, link_plan_actions
from internkoll.rules.periods import in_order

Results = dict[tuple[int, str], Result]


def bring_in_results(task: Task, placed: list[Placed]) -> int:
    """Adds every result that is not there already. Returns how many were added."""
    labels = set(task.document.periods) | ({task.period} if task.period else set())
    rounds = [open_round(by=task.by, board=task.board, label=label, year=task.year) for label in in_order(labels)]
    held = _held(task)
    return sum(len(_report(task, placed, round_, held)) for round_ in rounds)


def _held(task: Task) -> Results:
    results = Result.objects.of(task.plan).select_related("round")
    return {(result.for_check_id or 0, result.round.label): result for result in results}


def _report(task: Task, placed: list[Placed], round_: Round, held: Results) -> list[Result]:
    new = []
    for number, line in enumerate(placed, start=1):
        told = line.row.results.get(round_.label)
        if told is None or line.check is None:
            continue
        there = held.get((line.check.pk, round_.label))
        if there is None:
            new.append(NewResult(line.check, told.outcome, told.status, told.text))
        elif (there.outcome, there.status, there.text) != (told.outcome, told.status, told.text):
            task.conflict(
                number, f"Resultatet för {round_.label} finns redan och lyder annorlunda: ”{there.text[:80]}”."
            )
    return report_results(by=task.by, round_=round_, results=new)


def bring_in_actions(task: Task, placed: list[Placed]) -> int:
    """Adds every action that does not stand at its place already: at the result of the period, else in the plan."""
    period = task.period  # told by all the rows together: not to be asked for at each result
    results = {check: result for (check, label), result in _held(task).items() if label == period}
    there = _actions_there(task)
    new = [line for line in placed if line.row.action and line.row.action not in there.get(_place(line, results), ())]
    drafts = [NewAction(line.row.action, task.year) for line in new]
    made = add_actions(by=task.by, board=task.board, actions=drafts)
    reported, planned = [], []
    for line, action in zip(new, made, strict=True):
        result = results.get(line.check.pk) if line.check else None
        if result:
            reported.append((result, action))
        else:
            planned.append(NewPlanAction(action, line.planned_risk if line.check is None else None, line.check))
    link_actions(links=reported)
    link_plan_actions(links=planned)
    return len(made)


Place = tuple[str, int]


def _place(line: Placed, results: dict[int, Result]) -> Place:
    if line.check is None:
        return "planned_risk_id", line.planned_risk.pk if line.planned_risk else 0
    result = results.get(line.check.pk)
    return ("result_id", result.pk) if result else ("for_check_id", line.check.pk)


def _actions_there(task: Task) -> dict[Place, list[str]]:
    there: dict[Place, list[str]] = {}
    actions = Action.objects.filter(unit=task.board).select_related("plan_link", "result_link")
    for action in actions:
        for source in (getattr(action, "plan_link", None), getattr(action, "result_link", None)):
            for name in ("planned_risk_id", "for_check_id", "result_id"):
                if source is not None and getattr(source, name, None):
                    there.setdefault((name, getattr(source, name)), []).append(action.text)
    return there
