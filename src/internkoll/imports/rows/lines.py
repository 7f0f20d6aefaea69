"""One line of a plan's table -> a draft of its row: each cell read as what its column is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from internkoll.imports.columns import ReadColumn
from internkoll.imports.evidence import is_not_reported, is_status, says_mandatory, share, without_bullet
from internkoll.imports.outcomes import class_alone, class_at_the_end, class_mark
from internkoll.imports.period_marks import Mark
from internkoll.imports.rows.drafts import Draft, Periods
from internkoll.imports.rows.estimates import labelled_estimate, read_estimate_cells
from internkoll.imports.rows.markings import take_marking
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.sections import VALUES, by_period, parts_of
from internkoll.imports.synonyms import Sense, field_word
from internkoll.rules.notices import Notice

_PLAIN_FIELDS = {
    Sense.RISK: "risk",
    Sense.WORKING_METHOD: "working_method",
    Sense.SYSTEMATIC_CONTROL: "systematic_control",
    Sense.CONTROL: "control",
    Sense.METHOD: "method",
    Sense.RESPONSIBLE: "responsible",
    Sense.FREQUENCY: "frequency",
    Sense.ACTION: "action",
}
_REPORTED = (Sense.RESULT, Sense.OUTCOME, Sense.STATUS, Sense.NEW_ESTIMATE, Sense.NEW_ANALYSIS)
_MARKED = (Sense.RISK, Sense.CONTROL)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)(?:[.):]\s*|\s*\n)(?=\D)|(?P<lettered>[A-ZÅÄÖ]{1,2}\d{1,3})(?:[.):]|\s[–-])?\s+"
)
_MOST = 0.6


@dataclass(slots=True)
class LineReader:
    """Reads the lines of one plan. `told` gathers what the reader took away or could not place, in notices."""

    plan: Plan
    periods: Periods
    stars: frozenset[str]
    told: list[Notice]
    _numbers_in_risks: bool = field(init=False)

    def __post_init__(self) -> None:
        risks = [entry.cells[column.index].text for column in self._of(Sense.RISK) for entry in self.plan.entries]
        numbered = share(risks, lambda text: _NUMBERED.match(text) is not None)
        self._numbers_in_risks = numbered >= _MOST and not self.plan.has(Sense.NUMBER)

    def read(self, entry: Entry) -> Draft:
        draft = Draft(entry.place, areas=[self._area(entry, column) for column in self._of(Sense.AREA)])
        for column in self.plan.columns:
            text = entry.cells[column.index].text
            if text and column.sense:
                self._read_cell(draft, entry, column, text)
        if self._numbers_in_risks and (numbered := _NUMBERED.match(draft.risk)):
            draft.number = numbered["number"] or numbered["lettered"]
            draft.risk = draft.risk[numbered.end() :]
        draft.estimate = read_estimate_cells(self.plan, entry, self.told).over(draft.estimate)
        return draft

    @staticmethod
    def _area(entry: Entry, column: ReadColumn) -> str:
        return Name(" ".join(entry.cells[column.index].text.split("\n"))).plain

    def _read_cell(self, draft: Draft, entry: Entry, column: ReadColumn, text: str) -> None:
        sense = column.sense
        if sense in _REPORTED and is_not_reported(text):
            self._tell("not-reported", "", f'"{text}" lästes som att inget är rapporterat.')
        elif sense in _PLAIN_FIELDS or sense == Sense.RESULT:
            self._read_text(draft, entry, column, text)
        elif sense == Sense.NUMBER:
            draft.number = text.rstrip(". ")
        elif sense == Sense.MANDATORY:
            self._read_mandatory(draft, column, text)
        elif sense in (Sense.ACTION_DUE, Sense.ACTION_RESPONSIBLE):
            draft.add("action", f"{column.heading.rstrip(' :')}: {text}")
        elif sense == Sense.NEW_ESTIMATE:
            draft.assessment(self.periods.key(column.mark)).levels.append(without_bullet(text))
        elif sense == Sense.NEW_ANALYSIS:
            draft.assessment(self.periods.key(column.mark)).texts.append(text)
        elif sense == Sense.CROSS:
            self._read_class_or_status(draft, column, class_at_the_end(column.heading) or text)
        elif sense in (Sense.OUTCOME, Sense.STATUS):
            self._read_class_or_status(draft, column, text)

    def _read_text(self, draft: Draft, entry: Entry, column: ReadColumn, text: str) -> None:
        sense = column.sense
        notes = entry.cells[column.index].notes
        marked = take_marking(text, self.stars, notes) if sense in _MARKED else None
        if marked and marked.taken:
            self._mark_mandatory(draft, column, marked.taken)
        elsewhere = {other.sense for other in self.plan.columns if other.sense}
        for part in parts_of(marked.text if marked else text, sense or Sense.RESULT, elsewhere):
            if part.label and part.sense not in (sense, Sense.STATUS):
                self._tell(
                    "label", "", f'Det som följer på "{part.label}" i en cell lästes som {field_word(part.sense)}.'
                )
            self._put(draft, part.sense, part.text, column.mark)

    def add_below(self, draft: Draft, text: str) -> None:
        """A line of its own below the row: "Resultat: Inga avvikelser."."""
        for part in parts_of(text, Sense.COMMENT, frozenset()):
            self._put(draft, Sense.RESULT if part.sense == Sense.COMMENT else part.sense, part.text, None)
            if part.label:
                meant = field_word(part.sense)
                self._tell("label", "", f'Det som följer på "{part.label}" under en rad lästes som {meant}.')

    def _put(self, draft: Draft, sense: Sense, text: str, mark: Mark | None) -> None:
        if sense == Sense.RESULT:
            for own_mark, part in by_period(text):
                self._put_result(draft, part, own_mark or mark)
        elif sense == Sense.STATUS:
            draft.result(self.periods.key(mark)).status = class_alone(text)
        elif sense == Sense.OUTCOME:
            draft.result(self.periods.key(mark)).outcome = class_alone(text)
        elif sense in VALUES:
            draft.estimate = draft.estimate.over(labelled_estimate(sense, text))
        else:
            draft.add(_PLAIN_FIELDS[sense], text)

    def _put_result(self, draft: Draft, text: str, mark: Mark | None) -> None:
        if is_not_reported(text):
            self._tell("not-reported", "", f'"{text}" lästes som att inget är rapporterat.')
            return
        result = draft.result(self.periods.key(mark))
        outcome, rest = class_mark(text)
        result.outcome = result.outcome or outcome
        result.texts.append(rest)

    def _read_class_or_status(self, draft: Draft, column: ReadColumn, text: str) -> None:
        result = draft.result(self.periods.key(column.mark))
        has_text = any(other.mark == column.mark for other in self.plan.columns_of(Sense.RESULT))
        if column.sense == Sense.STATUS and is_status(text) and result.status is None:
            result.status = class_alone(text)
        elif column.sense != Sense.STATUS and len(text) <= 60 and result.outcome is None:
            result.outcome = class_alone(text)
            result.texts += [] if has_text else [text]
        else:
            result.texts.append(text)

    def _read_mandatory(self, draft: Draft, column: ReadColumn, text: str) -> None:
        says = says_mandatory(text)
        draft.risk_is_mandatory = draft.risk_is_mandatory or bool(says)
        meant = {True: "obligatorisk", False: "inte obligatorisk", None: "varken ja eller nej"}[says]
        self._tell("mandatory-mark", self.plan.place_of(column), f'"{text}" i "{column.heading}" lästes som {meant}.')

    def _mark_mandatory(self, draft: Draft, column: ReadColumn, mark: str) -> None:
        if column.sense == Sense.RISK:
            draft.risk_is_mandatory = True
        else:
            draft.control_is_mandatory = True
        self._tell("mandatory-mark", "", f'"{mark}" lästes som att raden är obligatorisk.')

    def _of(self, *senses: Sense) -> Iterator[ReadColumn]:
        return self.plan.columns_of(*senses)

    def _tell(self, code: str, place: str, text: str) -> None:
        self.told.append(Notice(code, "info", place, text))
