"""The lines that the plan does not have: below their risk where it stands in the plan already, else last."""

from collections.abc import Sequence
from dataclasses import dataclass

from internkoll.imports.matching import Placed, plain, risk_key
from internkoll.imports.risks import Risks
from internkoll.imports.task import Task
from internkoll.plan.models import Control, PlannedRisk
from internkoll.plan.rows import paths_of
from internkoll.plan.services import add_lines
from internkoll.plan.work import CheckText, ControlText, add_check, add_control
from internkoll.register.models import Risk
from internkoll.rules.exchange import Row
from internkoll.rules.recurrence import recurrence_of


def with_new_lines(task: Task, placed: Sequence[Placed], risks: Risks) -> list[Placed]:
    """The rows again, each with what it stands for: what was new has been added."""
    found = list(placed)
    # A plan that has none of the document's lines has no places for its risks.
    if not all(line.is_new for line in placed):
        homes = _Homes(task)
        found = [_in_a_home(task, homes, line, risks) if line.is_new else line for line in placed]
    rows = [(line.row, _risk_of(line.row, risks)) for line in found if line.is_new]
    added = iter(add_lines(by=task.by, plan=task.plan, rows=rows))
    made = ((line, next(added) if line.is_new else None) for line in found)
    return [Placed(line.row, new.planned_risk, new.check) if new else line for line, new in made]


def _risk_of(row: Row, risks: Risks) -> Risk | None:
    return risks[risk_key(row)] if row.risk else None


@dataclass(slots=True)
class _Home:
    """A risk as it stands in the plan; `last`: the control that the document has added to it last."""

    planned: PlannedRisk
    last: Control | None = None


class _Homes:
    """Where the plan's risks stand. Asked for once, and before anything is added."""

    def __init__(self, task: Task) -> None:
        paths = paths_of(task.plan)
        self._by_risk: dict[int, list[tuple[tuple[str, ...], _Home]]] = {}
        for planned in task.plan.planned_risks.select_related("area", "plan").order_by("position"):
            home = _Home(planned)
            self._by_risk.setdefault(planned.risk_id, []).append((paths[planned.area_id], home))

    def of(self, row: Row, risk: Risk) -> _Home | None:
        """A row that says another area or number than the plan has is of another place in it."""
        for path, home in self._by_risk.get(risk.pk, ()):
            if row.area in ((), path) and plain(row.risk_number) in ("", plain(home.planned.number)):
                return home
        return None


def _in_a_home(task: Task, homes: _Homes, line: Placed, risks: Risks) -> Placed:
    """The row added below its risk; as it was where the risk has no place, or the row no words for a control."""
    row, risk = line.row, _risk_of(line.row, risks)
    home = homes.of(row, risk) if risk else None
    if home is None or not (row.control or row.systematic_control or row.working_method):
        return line
    check = CheckText(row.method, row.responsible, row.frequency, recurrence_of(row.frequency))
    if row.continues and home.last:
        return Placed(row, home.planned, add_check(by=task.by, control=home.last, check=check))
    text = ControlText(row.working_method, row.systematic_control, row.control, row.mandatory)
    home.last = add_control(by=task.by, plan=task.plan, control=text, check=check, below=home.planned)
    return Placed(row, home.planned, home.last.checks.get())
