"""What a report of a control must hold before it is handed in, by the Method that the municipality has chosen.

A result has a class, a remark an action or the reason why none is needed: what auditors miss in the reports of boards.
"""

from dataclasses import dataclass
from datetime import date

from internkoll.rules.due import Due, told_due
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class NewActionTold:
    """An action as it was typed. All of it may be empty."""

    text: str = ""
    responsible: str = ""
    due: str = ""

    @property
    def is_told(self) -> bool:
        return bool(self.text or self.due)


@dataclass(frozen=True, slots=True)
class Report:
    """What a person says of a control in a round, as it was typed."""

    status: str = ""
    outcome: str = ""
    text: str = ""
    measured: str = ""
    no_action_why: str = ""
    action: NewActionTold = NewActionTold()


def due_told(words: str, year: int, not_before: date | None = None) -> Due | None:
    """A day, or words with the last day that they can mean. `year` and `not_before`: as in told_due."""
    return told_due(words, year, not_before)


def is_remark(method: Method, outcome: str | None) -> bool:
    known = method.result_class(outcome)
    return known is not None and known.remark


def faults_of(method: Method, report: Report, *, year: int, has_actions: bool) -> dict[str, str]:
    """What is missing or wrong, told in Swedish by the field that it is about; empty where the report can be taken.

    `has_actions`: the result has led to actions already.
    """
    return {
        **_status_faults(method, report),
        **_class_faults(method, report),
        **_text_faults(method, report),
        **_action_faults(method, report, year, has_actions=has_actions),
    }


def _awaits_class(method: Method, report: Report) -> bool:
    known = method.status(report.status)
    return bool(method.result_classes) and not (known and known.meaning in ("not_started", "not_applicable"))


def _status_faults(method: Method, report: Report) -> dict[str, str]:
    if report.status and method.status(report.status) is None:
        return {"status": "Välj en av de status som finns."}
    return {"status": "Välj hur långt kontrollen har kommit."} if method.statuses and not report.status else {}


def _class_faults(method: Method, report: Report) -> dict[str, str]:
    if report.outcome and method.result_class(report.outcome) is None:
        return {"outcome": "Välj en av de bedömningar som finns."}
    missing = not report.outcome and _awaits_class(method, report)
    return {"outcome": "Välj vad kontrollen visade."} if missing else {}


def _text_faults(method: Method, report: Report) -> dict[str, str]:
    """A status alone may be all there is to say where the way of working has no classes, and where nothing is done."""
    says_enough = bool(report.status) and not _awaits_class(method, report)
    return (
        {}
        if report.text or says_enough
        else {"text": "Skriv några ord, så att den som attesterar vet vad som är gjort."}
    )


def _action_faults(method: Method, report: Report, year: int, *, has_actions: bool) -> dict[str, str]:
    action = report.action
    if not action.is_told:
        needed = is_remark(method, report.outcome) and not (report.no_action_why or has_actions)
        words = "En anmärkning behöver en åtgärd. Skriv vad som ska göras, eller varför ingen åtgärd behövs."
        return {"action_text": words} if needed else {}
    faults = {}
    if not action.text:
        faults["action_text"] = "Skriv vad som ska göras."
    if not action.responsible:
        faults["action_responsible"] = "Skriv vem som ansvarar för åtgärden."
    if due_told(action.due, year) is None:
        faults["action_due"] = "Skriv en dag, till exempel 2026-03-31, eller med ord, till exempel ”hösten 2026”."
    return faults
