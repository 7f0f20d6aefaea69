"""Rows in the exchange format -> the database, all or nothing, through the services of the stages.

A document can be brought in again, and a later one of the same year brings in its own period beside what is there.
What it says otherwise than the database stops it, unless a person has decided which is to hold: nothing is overwritten
in silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from internkoll.assessment.services import AssessmentRefusal, decide_assessment
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.followup.models import Round, RunningText
from internkoll.followup.services import FollowupRefusal, keep_running_texts, open_round, set_round_head
from internkoll.imports.comparing import Decision, compare
from internkoll.imports.deciding import Changed, decide
from internkoll.imports.made import Made, latest_of, made_since
from internkoll.imports.matching import Placed, place_rows
from internkoll.imports.models import ImportedDocument
from internkoll.imports.new_lines import with_new_lines
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.reported import bring_in_actions, bring_in_results
from internkoll.imports.risks import bring_in_risks
from internkoll.imports.task import Task
from internkoll.plan.lineage import tie_to_year_before
from internkoll.plan.rows import lines_of
from internkoll.plan.services import PlanHead, PlanRefusal, open_plan
from internkoll.register.services import RegisterRefusal
from internkoll.rules.exchange import Document
from internkoll.rules.notices import Notice


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


_REFUSALS = (PlanRefusal, FollowupRefusal, AssessmentRefusal, RegisterRefusal)


@transaction.atomic
def import_document(
    *,
    by: User | None,
    board: Unit,
    year: int,
    document: Document,
    source: SourceFile,
    decisions: Mapping[int, Decision] | None = None,
    on: date | None = None,
) -> Imported:
    """Brings the whole document into the board's year. Raises ImportRefused, and changes nothing, where it can't.

    With `decisions`, by the row's number from 1, the rows are matched by likeness too (comparing.py), and what is said
    otherwise is kept or taken as decided, kept where nothing was; `on` is the day on which that is done. Without them
    only the same words are the same line, and what is said otherwise refuses the document.
    """
    if not document.rows:
        raise ImportRefused([Notice("import-empty", "error", source.name, "Inga risker eller kontroller hittades.")])
    hold_board(board)
    latest, changed = latest_of(board), Changed()
    try:
        plan = open_plan(by=by, board=board, year=year, head=_plan_head(document))
        task = Task(by, plan, document)
        if decisions is None:
            placed = place_rows(document.rows, lines_of(plan))
        else:
            decided = decide(task, compare(document, plan).rows, decisions, on or localdate())
            placed, changed = list(decided.placed), decided.changed
        results, actions = _bring_in(task, placed, changed)
    except _REFUSALS as refusal:
        raise ImportRefused([Notice("import-refused", "error", "", str(refusal))]) from refusal
    if task.conflicts:
        raise ImportRefused(task.conflicts)
    new = sum(line.is_new for line in placed)
    notices = (*task.doubts(), *document.notices)
    made = made_since(board, latest)
    # What came with the document goes with it, and need not be put back first.
    held = [thing for thing in changed.things if thing["key"] not in made.get(thing["model"], ())]
    imported = _remember(task, source, notices, Trace(made, held))
    return Imported(imported, notices, new, len(placed) - new, results, actions)


@dataclass(frozen=True, slots=True)
class Trace:
    """What an import made, by kind, and what it changed: what is needed to take it back."""

    made: Made
    changed: list[dict[str, Any]]


def _plan_head(document: Document) -> PlanHead:
    """A document without a period is the plan itself, and its head the plan's; else the head is its round's."""
    if document.period or document.periods:
        return PlanHead(administration=document.administration)
    return PlanHead(document.title, document.administration, document.date, document.reference)


def _bring_in(task: Task, placed: list[Placed], changed: Changed) -> tuple[int, int]:
    risks = bring_in_risks(task, placed, changed)
    placed = with_new_lines(task, placed, risks)
    tie_to_year_before(plan=task.plan)
    results = bring_in_results(task, placed)
    actions = bring_in_actions(task, placed)
    _bring_in_head(task, changed)
    return results, actions


def _bring_in_head(task: Task, changed: Changed) -> None:
    document, round_ = task.document, None
    if task.period:
        round_ = open_round(by=task.by, board=task.board, label=task.period, year=task.year)
        held = {name: getattr(round_, name) for name in ("title", "document_date", "reference")}
        # What the round's document is called already stays; a pasted table has no head at all.
        head: dict[str, Any] = {
            "title": held["title"] or document.title,
            "document_date": held["document_date"] or document.date,
            "reference": held["reference"] or document.reference,
        }
        set_round_head(by=task.by, round_=round_, **head)
        changed.note(round_, held, head)
    if not _texts_are_there(task, round_):
        keep_running_texts(by=task.by, plan=task.plan, round_=round_, texts=document.texts)
    if document.overall:
        decide_assessment(by=task.by, board=task.board, year=task.year, round_=round_, outcome=document.overall)


def _texts_are_there(task: Task, round_: Round | None) -> bool:
    there = set(RunningText.objects.filter(plan=task.plan, round=round_).values_list("heading", "text"))
    return {(text.heading, text.text) for text in task.document.texts} <= there


def _remember(task: Task, source: SourceFile, notices: Sequence[Notice], trace: Trace) -> ImportedDocument:
    imported = ImportedDocument.objects.create(
        plan=task.plan,
        name=source.name,
        sha256=source.sha256,
        period=task.period or "",
        notices=[asdict(notice) for notice in notices],
        imported_by=task.by,
        made=trace.made,
        changed=trace.changed,
    )
    told = {"name": source.name, "sha256": source.sha256, "period": task.period or ""}
    (entry,) = record(by=task.by, unit=task.board, changes=[Change("document imported", imported, after=told)])
    imported.last_entry = entry.number
    imported.save(update_fields=["last_entry"])
    return imported
