"""The table of a round: each line of the plan with what has been reported of it, grouped by area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from internkoll.actions.models import Action
from internkoll.overview.areas import AreaHeading, by_area
from internkoll.overview.marks import class_mark, level_mark, status_mark, valued
from internkoll.overview.reported import Reported, Told
from internkoll.reports.blocks import Mark
from internkoll.rules.exchange import Row
from internkoll.rules.method import Method

# A result of more signs than this shows its first paragraph, and the rest when it is opened.
_SHOWN_WHOLE = 420
_SHORT_METHOD = 100


@dataclass(frozen=True, slots=True)
class LongText:
    """A text in two parts: what is shown at once, and what is shown when it is opened (empty where it is short)."""

    lead: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class FollowupRow:
    row: Row
    risk_id: int | None
    control_id: int | None
    level: Mark | None
    is_told: bool
    marks: tuple[Mark, ...]
    before: tuple[Mark, ...]
    method: LongText
    text: LongText
    text_before: str
    actions: tuple[Action, ...]

    @property
    def tells(self) -> bool:
        """Whether there is anything to read: a result, the one before it, or an action."""
        return bool(self.text.lead or self.text.rest or self.text_before or self.actions)


@dataclass(frozen=True, slots=True)
class FollowupGroup:
    headings: tuple[AreaHeading, ...]
    rows: tuple[FollowupRow, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which columns the table has: those that any of its lines fill."""

    number: bool
    responsible: bool
    level: bool
    marks: bool
    before: bool

    @property
    def columns(self) -> int:
        return 2 + sum((self.number, self.responsible, self.level, self.marks, self.before))


def groups_of(method: Method, reported: Iterable[Reported]) -> list[FollowupGroup]:
    rows = (row_of(method, line) for line in reported)
    return [FollowupGroup(tuple(headings), tuple(group)) for headings, group in by_area(rows, lambda row: row.row.area)]


def shown_in(method: Method, reported: Sequence[Reported]) -> Shown:
    return Shown(
        number=any(line.line.row.risk_number for line in reported),
        responsible=any(line.line.row.responsible for line in reported),
        level=any(valued(method, line.line.row).mark for line in reported),
        marks=bool(method.result_classes) or any(_marks(method, line.now) for line in reported),
        before=any(_marks(method, line.before) for line in reported),
    )


def row_of(method: Method, line: Reported) -> FollowupRow:
    planned, control = line.line.planned_risk, line.line.control
    return FollowupRow(
        row=line.line.row,
        risk_id=planned.risk_id if planned else None,
        control_id=control.pk if control else None,
        level=valued(method, line.line.row).mark,
        is_told=line.is_told,
        marks=_marks(method, line.now),
        before=_marks(method, line.before),
        method=_opened(line.line.row),
        text=in_two(_text(line.now)),
        text_before=_text(line.before),
        actions=line.actions,
    )


def _marks(method: Method, told: Told) -> tuple[Mark, ...]:
    """The result's class and status, and the risk's level as it was estimated anew."""
    marks = (
        class_mark(method, told.result.outcome) if told.result else None,
        status_mark(method, told.result.status) if told.result else None,
        level_mark(method, told.estimate.level) if told.estimate else None,
    )
    return tuple(mark for mark in marks if mark)


def _text(told: Told) -> str:
    texts = (told.result.text if told.result else "", told.estimate.text if told.estimate else "")
    return "\n".join(text for text in texts if text)


def _opened(row: Row) -> LongText:
    """How the control is done: shown at once where it is short, or where nothing else tells what the control is."""
    if not row.control:
        return LongText("")
    return LongText(row.method) if len(row.method) <= _SHORT_METHOD else LongText("", row.method)


def in_two(text: str) -> LongText:
    if len(text) <= _SHOWN_WHOLE:
        return LongText(text)
    lead, _, rest = text.partition("\n")
    if not rest or len(lead) > 2 * _SHOWN_WHOLE:
        lead, rest = _at_a_sentence(text)
    return LongText(lead, rest)


def _at_a_sentence(text: str) -> tuple[str, str]:
    end = text.rfind(". ", 0, _SHOWN_WHOLE) + 1 or text.rfind(" ", 0, _SHOWN_WHOLE)
    return (text[:end], text[end:].lstrip()) if end > 0 else (text, "")
