"""What has come back, row by row and cell by cell, beside what holds now: nothing new, new, refused, or changed by
someone else since. Nothing is saved here; everything is compared anew each time it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from django.utils.timezone import localdate

from internkoll.actions.models import Action
from internkoll.followup.models import Result, Round
from internkoll.imports.workbooks.audience import checks_in
from internkoll.imports.workbooks.contents import answer_columns
from internkoll.imports.workbooks.layout import IDENTIFYING, LOCKED, fingerprint, locked_fingerprint
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.returned import ReturnedLine
from internkoll.imports.workbooks.told import Reported, Shown, answers_of, canonical, reported_of
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check
from internkoll.rules.fields import ANSWERS
from internkoll.rules.method import Method
from internkoll.rules.reporting import NewActionTold, Report, due_told, faults_of

# "gone": the check is not in the round, whatever the file says. "blank": nothing has been filled in.
State = Literal["refused", "conflict", "new", "unchanged", "blank", "gone"]
_ACTION = ("action_text", "action_responsible", "action_due")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to fill in. `now`: what holds; `told`: what stands in the book; `fault`: why it can't be taken.

    `by_other`: someone else has changed it since the book was sent out. `day`: the day that its words are taken for.
    """

    key: str
    heading: str
    now: str
    told: str
    fault: str = ""
    by_other: bool = False
    day: date | None = None

    @property
    def differs(self) -> bool:
        return fingerprint(self.now) != fingerprint(self.told)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the book. `check` is None where the round has none with its id.

    `faults`: why it can't be taken, by the cell that it is about. `doubts`: what one should look at before taking it.
    `seen`: the result's count of changes, 0 where there is none.
    """

    line: ReturnedLine
    check: Check | None
    state: State
    cells: tuple[Cell, ...]
    report: Report
    faults: Mapping[str, str] = field(default_factory=dict)
    result: Result | None = None
    actions: tuple[Action, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> int:
        return self.line.id

    @property
    def seen(self) -> int:
        return self.result.edits if self.result else 0

    @property
    def told_cells(self) -> tuple[Cell, ...]:
        """Those that say something else than what holds."""
        return tuple(cell for cell in self.cells if cell.differs)

    @property
    def is_change(self) -> bool:
        """Whether something has been reported already, which this would change."""
        return self.result is not None and self.result.is_told

    @property
    def is_to_decide(self) -> bool:
        return self.state not in ("unchanged", "blank")

    @property
    def number(self) -> str:
        risk = self.check.control.planned_risk if self.check else None
        return risk.number if risk else ""


class JudgedBook:
    """A returned workbook's rows beside what holds now. Seven queries, however many rows."""

    def __init__(self, book: ReturnedWorkbook) -> None:
        self.book, self.round = book, book.round
        self.method = method_for(self.round.unit, self.round.year)

    @cached_property
    def rows(self) -> tuple[Judged, ...]:
        lines = [ReturnedLine.model_validate(row) for row in self.book.rows]
        checks = {check.pk: check for check in checks_in(self.round).filter(pk__in=[line.id for line in lines])}
        found = list(checks.values())
        reported = reported_of(self.round, found)
        judge = _Judge(self, Shown(self.method, found, reported), reported)
        return tuple(judge.row(line, checks.get(line.id)) for line in lines)

    @cached_property
    def to_decide(self) -> tuple[Judged, ...]:
        """Those that can't be taken as they are first, each kind in the order of the file."""
        places = ("conflict", "refused", "gone", "new")
        found = [row for row in self.rows if row.is_to_decide]
        return tuple(sorted(found, key=lambda row: (places.index(row.state), row.line.line)))

    def of(self, state: State) -> list[Judged]:
        return [row for row in self.rows if row.state == state]

    @cached_property
    def headings(self) -> dict[str, str]:
        """What each column to fill in is called now."""
        columns = answer_columns(self.method, True, set(ANSWERS))
        return {column.key: column.heading for column in columns}

    @cached_property
    def missing(self) -> list[Check]:
        """The checks that were sent out, are in the round still, and have no row in the file."""
        return list(checks_in(self.round).filter(pk__in=self.book.missing))


class _Judge:
    def __init__(self, judged: JudgedBook, shown: Shown, reported: Reported) -> None:
        self._method, self._round, self._headings = judged.method, judged.round, judged.headings
        self._shown_keys: Sequence[str] = judged.book.shown_keys
        self._shown, self._reported = shown, reported

    def row(self, line: ReturnedLine, check: Check | None) -> Judged:
        if check is None:
            cells = tuple(Cell(key, self._heading(key), "", told) for key, told in line.cells.items() if told)
            return Judged(line, None, "gone", cells, Report())
        result, actions = self._reported.results.get(check.pk), tuple(self._reported.actions_of(check))
        now = answers_of(self._method, check, result)
        told = canonical(self._method, {**now, **line.cells})
        told = _without_action_there(told, now, actions)
        report = _report(self._method, told)
        faults = {**_faults(self._method, self._round, report, actions), **line.faults}
        asked = [key for key in ANSWERS if key in line.cells or key in faults]
        cells = tuple(self._cell(line, key, now[key], told[key], faults) for key in asked)
        state = _state(line, now, told, bool(faults))
        doubts = tuple(self._doubts(line, check, result, state))
        return Judged(line, check, state, cells, report, faults, result, actions, doubts)

    def _heading(self, key: str) -> str:
        return self._headings.get(key, key)

    def _cell(self, line: ReturnedLine, key: str, now: str, told: str, faults: Mapping[str, str]) -> Cell:
        by_other = key not in _ACTION and fingerprint(now) != line.marks.get(key)
        return Cell(key, self._heading(key), now, told, faults.get(key, ""), by_other, self._day(key, told))

    def _day(self, key: str, told: str) -> date | None:
        due = due_told(told, self._round.year, localdate()) if key == "action_due" else None
        return due.day if due and due.day.isoformat() != told else None

    def _doubts(self, line: ReturnedLine, check: Check, result: Result | None, state: State) -> Iterable[str]:
        if state in ("unchanged", "blank"):
            return
        if not line.marks:
            yield "Radens dolda versionsmärke saknas, så det går inte att se om någon annan har ändrat under tiden."
        elif line.locked != line.marks.get(LOCKED):
            yield (
                "De låsta cellerna är ändrade i boken, eller så har rader sorterats utan de dolda kolumnerna. "
                "Se efter att svaret verkligen hör till den här kontrollen."
            )
        elif self._locked_now(check) != line.marks.get(LOCKED):
            yield "Kontrollens text i planen har ändrats sedan boken skickades ut."
        if result and result.review == Result.Review.ATTESTED:
            yield "Resultatet är attesterat. Läses raden in ska det attesteras på nytt."

    def _locked_now(self, check: Check) -> str:
        shown = self._shown.of(check)
        return locked_fingerprint({key: shown[key] for key in IDENTIFYING if key in self._shown_keys})


def _without_action_there(told: dict[str, str], now: Mapping[str, str], actions: Sequence[Action]) -> dict[str, str]:
    """An action that the result has led to already is not added once more, as where the same book is sent in twice."""
    there = {fingerprint(action.text) for action in actions}
    if told["action_text"] and fingerprint(told["action_text"]) in there:
        return told | {key: now[key] for key in _ACTION}
    return told


def _report(method: Method, told: Mapping[str, str]) -> Report:
    """With the Method's words as it has them, and what it does not know as it stands."""
    status, outcome = method.status(told["status"]), method.result_class(told["outcome"])
    return Report(
        status=status.word if status else told["status"],
        outcome=outcome.word if outcome else told["outcome"],
        text=told["text"],
        measured=told["measured"],
        no_action_why=told["no_action_why"],
        action=NewActionTold(told["action_text"], told["action_responsible"], told["action_due"]),
    )


def _faults(method: Method, round_: Round, report: Report, actions: Sequence[Action]) -> dict[str, str]:
    return faults_of(method, report, year=round_.year, has_actions=bool(actions))


def _state(line: ReturnedLine, now: Mapping[str, str], told: Mapping[str, str], has_faults: bool) -> State:
    """A row is changed by others where any cell of it is: a class from one and a text from another say nothing."""
    asked = [key for key in line.cells if key in now]
    mine = [key for key in asked if fingerprint(told[key]) != line.marks.get(key) or key in line.faults]
    differs = [key for key in asked if fingerprint(told[key]) != fingerprint(now[key]) or key in line.faults]
    if not mine or not differs:
        filled = any(told[key] for key in asked if key != "action_responsible")
        return "unchanged" if filled else "blank"
    if any(fingerprint(now[key]) != line.marks.get(key) for key in asked if key not in _ACTION):
        return "conflict"
    return "refused" if has_faults else "new"
