"""One line of a plan's table -> a draft of its row: each cell read as what its column is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from internkoll.imports.columns import ReadColumn, both_subjects
from internkoll.imports.evidence import is_not_reported, is_status, says_mandatory, share, without_bullet
from internkoll.imports.outcomes import choice_at_the_end, class_alone, class_mark
from internkoll.imports.period_marks import Mark
from internkoll.imports.rows.drafts import Draft, Periods
from internkoll.imports.rows.estimates import labelled_estimate, read_estimate_cells
from internkoll.imports.rows.markings import take_marking
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.sections import by_period, opens_with_label, parts_of
from internkoll.imports.rows.values import Estimate, trailing_estimate
from internkoll.imports.synonyms import VALUES, Sense, field_word
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
_NAMED = re.compile(r"(?:risk|kontroll\w*|metod)\s*:", re.IGNORECASE)
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
        if not self.plan.has(*VALUES):
            draft.risk, value = trailing_estimate(draft.risk)
            draft.estimate = draft.estimate.over(value or Estimate())
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
            draft.add("action", f"{self.plan.label(column).rstrip(' :')}: {text}")
        elif sense == Sense.NEW_ESTIMATE:
            draft.assessment(self.periods.key(column.mark)).levels.append(without_bullet(text))
        elif sense == Sense.NEW_ANALYSIS:
            draft.assessment(self.periods.key(column.mark)).texts.append(text)
        elif sense == Sense.CROSS:
            self._read_class_or_status(draft, column, choice_at_the_end(column.heading) or text)
        elif sense == Sense.STATUS_CROSS:
            draft.result(self.periods.key(column.mark)).status = choice_at_the_end(column.heading) or text
        elif sense == Sense.TIME_CROSS:
            draft.frequency = ", ".join(part for part in (draft.frequency, self.plan.label(column)) if part)
        elif sense in (Sense.OUTCOME, Sense.STATUS):
            self._read_class_or_status(draft, column, text)

    def _read_text(self, draft: Draft, entry: Entry, column: ReadColumn, text: str) -> None:
        sense = column.sense
        notes = entry.cells[column.index].notes
        marked = take_marking(text, self.stars, notes) if sense in _MARKED else None
        if marked and marked.taken:
            self._mark_mandatory(draft, column, marked.taken)
        elsewhere = {other.sense for other in self.plan.columns if other.sense}
        if (both := both_subjects(column.heading)) and not elsewhere >= {*both}:
            parted = self._two_subjects(draft, both, marked.text if marked else text, entry.cells[column.index].turn)
            if parted:
                return
        for part in parts_of(marked.text if marked else text, sense or Sense.RESULT, elsewhere):
            if part.label and part.sense not in (sense, Sense.STATUS):
                self._tell(
                    "label", "", f'Det som följer på "{part.label}" i en cell lästes som {field_word(part.sense)}.'
                )
            self._put(draft, part.sense, part.text, column.mark)

    def _two_subjects(self, draft: Draft, both: tuple[Sense, Sense], text: str, turn: int) -> bool:
        """Whether a cell of a risk and its control, with no labels, could be parted: where bold type ends or begins, or
        between two lines."""
        lines = text.split("\n")
        at = turn or (1 if len(lines) == 2 else 0)
        if not 0 < at < len(lines) or any(opens_with_label([line]) or _NAMED.match(line) for line in lines):
            return False
        self._put(draft, both[0], "\n".join(lines[:at]), None)
        self._put(draft, both[1], "\n".join(lines[at:]), None)
        self._tell("label", "", f"Cellerna lästes som {field_word(both[0])} och därefter {field_word(both[1])}.")
        return True

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
