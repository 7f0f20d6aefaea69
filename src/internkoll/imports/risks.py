"""Brings a document's risks into the register: those that it has are found again, the others and estimates added."""

from collections import defaultdict
from collections.abc import Sequence

from internkoll.imports.deciding import Changed
from internkoll.imports.matching import Placed, RowKey, plain, risk_key
from internkoll.imports.task import Task
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate, NewRisk, add_risks, estimate_risks, stand_from
from internkoll.rules.exchange import Row

Risks = dict[RowKey, Risk]


def bring_in_risks(task: Task, placed: list[Placed], changed: Changed) -> Risks:
    """The register's risk for each risk of the document, by its key. Adds what is missing, and every estimate."""
    told = {risk_key(line.row): line for line in placed if line.row.risk}
    risks = _known(task, told)
    _stand_from(task.year, list(risks.values()), changed)
    missing = [key for key in told if key not in risks]
    new = [NewRisk(told[key].row.risk, told[key].row.mandatory) for key in missing]
    risks |= dict(zip(missing, add_risks(by=task.by, board=task.board, risks=new, year=task.year), strict=True))
    _estimate(task, placed, risks)
    return risks


def _known(task: Task, told: dict[RowKey, Placed]) -> Risks:
    """Those that the plan's own lines stand for, then those that the register has in the same words, each once."""
    known = {key: line.planned_risk.risk for key, line in told.items() if line.planned_risk}
    taken = {risk.pk for risk in known.values()}
    in_register: dict[str, list[Risk]] = defaultdict(list)
    for risk in Risk.objects.of(task.board).order_by("-pk"):
        if risk.pk not in taken:
            in_register[plain(risk.text)].append(risk)
    for key, line in told.items():
        same_words = in_register[plain(line.row.risk)]
        if key not in known and same_words:
            known[key] = same_words.pop()
    return known


def _stand_from(year: int, risks: Sequence[Risk], changed: Changed) -> None:
    """A document of an earlier year tells that its risks stood in that year's register already."""
    for risk in stand_from(risks, year):
        changed.note(risk, {"from_year": risk.from_year}, {"from_year": year})


def _estimate(task: Task, placed: list[Placed], risks: Risks) -> None:
    held = {(e.risk_id, e.period): e for e in Estimate.objects.filter(risk__in=risks.values(), year=task.year)}
    new: dict[tuple[int, str], NewEstimate] = {}
    for number, line in enumerate(placed, start=1):
        if not line.row.risk:
            continue
        for told in _told_estimates(line.row, risks[risk_key(line.row)]):
            place = (told.risk.pk, told.period)
            if place not in held:
                new.setdefault(place, told)
            elif _differs(held[place], told.as_model(task.year)):
                period = told.period or task.year
                task.conflict(number, f"Risken har redan en annan skattning för {period}: {held[place]}.")
    estimate_risks(by=task.by, board=task.board, year=task.year, estimates=list(new.values()))


def _told_estimates(row: Row, risk: Risk) -> list[NewEstimate]:
    year = NewEstimate(risk, likelihood=row.likelihood, consequence=row.consequence, value=row.score, level=row.level)
    given = [year] if (row.likelihood, row.consequence, row.score, row.level) != (None,) * 4 else []
    periods = [NewEstimate(risk, period, level=e.level, text=e.text) for period, e in row.risk_assessments.items()]
    return given + periods


def _differs(held: Estimate, told: Estimate) -> bool:
    parts = ("likelihood", "consequence", "value", "level", "text")
    return any(getattr(held, part) != getattr(told, part) for part in parts)
