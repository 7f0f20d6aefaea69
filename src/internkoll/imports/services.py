"""Rows in the exchange format -> the database, all or nothing, through the services of the stages.

A document can be brought in again, and a later one of the same year brings in its own period beside what is there.
What it says otherwise than the database stops it: nothing is overwritten in silence.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from internkoll.assessment.services import AssessmentRefusal, decide_assessment
from internkoll.base.models import Unit, User
from internkoll.followup.models import Round, RunningText
from internkoll.followup.services import FollowupRefusal, keep_running_texts, open_round, set_round_head
from internkoll.imports.matching import Placed, place_rows, risk_key
from internkoll.imports.models import ImportedDocument
from internkoll.imports.reported import bring_in_actions, bring_in_results
from internkoll.imports.risks import Risks, bring_in_risks
from internkoll.imports.task import Task
from internkoll.plan.lineage import tie_to_year_before
from internkoll.plan.rows import lines_of
from internkoll.plan.services import Added, PlanHead, PlanRefusal, add_lines, open_plan
from internkoll.rules.exchange import Document
from internkoll.rules.notices import Notice


class ImportRefused(ValueError):
    """The document can't be brought in; `notices` tells every reason with its place."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__("\n".join(str(notice) for notice in notices))
        self.notices = tuple(notices)


@dataclass(frozen=True, slots=True)
class SourceFile:
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in, and what was noticed. `lines_there` were in the plan already."""

    imported: ImportedDocument
    notices: tuple[Notice, ...]
    lines_added: int
    lines_there: int
    results_added: int
    actions_added: int


@transaction.atomic
def import_document(*, by: User | None, board: Unit, year: int, document: Document, source: SourceFile) -> Imported:
    """Brings the whole document into the board's year. Raises ImportRefused, and changes nothing, where it can't."""
    if not document.rows:
        raise ImportRefused([Notice("import-empty", "error", source.name, "Inga risker eller kontroller hittades.")])
    plan = open_plan(by=by, board=board, year=year, head=_plan_head(document))
    task = Task(by, plan, document)
    placed = place_rows(document.rows, lines_of(plan))
    try:
        counts = _bring_in(task, placed)
    except (PlanRefusal, FollowupRefusal, AssessmentRefusal) as refusal:
        raise ImportRefused([Notice("import-refused", "error", "", str(refusal))]) from refusal
    if task.conflicts:
        raise ImportRefused(task.conflicts)
    new = sum(line.is_new for line in placed)
    notices = (*task.doubts(), *document.notices)
    return Imported(_remember(task, source, notices), notices, new, len(placed) - new, *counts)


def _plan_head(document: Document) -> PlanHead:
    """A document without a period is the plan itself, and its head the plan's; else the head is its round's."""
    if document.period or document.periods:
        return PlanHead(administration=document.administration)
    return PlanHead(document.title, document.administration, document.date, document.reference)


def _bring_in(task: Task, placed: list[Placed]) -> tuple[int, int]:
    risks = bring_in_risks(task, placed)
    placed = _with_new_lines(task, placed, risks)
    tie_to_year_before(plan=task.plan)
    results = bring_in_results(task, placed)
    actions = bring_in_actions(task, placed)
    _bring_in_head(task)
    return results, actions


def _with_new_lines(task: Task, placed: list[Placed], risks: Risks) -> list[Placed]:
    new = [line.row for line in placed if line.is_new]
    rows = [(row, risks[risk_key(row)] if row.risk else None) for row in new]
    added = iter(add_lines(by=task.by, plan=task.plan, rows=rows))
    return [_placed_as(line, next(added)) if line.is_new else line for line in placed]


def _placed_as(line: Placed, added: Added) -> Placed:
    return Placed(line.row, added.planned_risk, added.check)


def _bring_in_head(task: Task) -> None:
    document, round_ = task.document, None
    if task.period:
        round_ = open_round(by=task.by, board=task.board, label=task.period, year=task.year)
        set_round_head(
            by=task.by,
            round_=round_,
            title=document.title,
            document_date=document.date,
            reference=document.reference,
        )
    if not _texts_are_there(task, round_):
        keep_running_texts(by=task.by, plan=task.plan, round_=round_, texts=document.texts)
    if document.overall:
        decide_assessment(by=task.by, board=task.board, year=task.year, round_=round_, outcome=document.overall)


def _texts_are_there(task: Task, round_: Round | None) -> bool:
    there = set(RunningText.objects.filter(plan=task.plan, round=round_).values_list("heading", "text"))
    return {(text.heading, text.text) for text in task.document.texts} <= there


def _remember(task: Task, source: SourceFile, notices: Sequence[Notice]) -> ImportedDocument:
    return ImportedDocument.objects.create(
        plan=task.plan,
        name=source.name,
        sha256=source.sha256,
        period=task.period or "",
        notices=[asdict(notice) for notice in notices],
        imported_by=task.by,
    )
