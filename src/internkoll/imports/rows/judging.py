"""Which tables are a plan: not a scale, a matrix, a list of terms or the timetable of the year's work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from internkoll.imports.columns import plain
from internkoll.imports.evidence import is_scale_word, share
from internkoll.imports.rows.plan import Plan
from internkoll.imports.synonyms import VALUES, Sense

SUBJECTS = (Sense.RISK, Sense.CONTROL, Sense.SYSTEMATIC_CONTROL, Sense.WORKING_METHOD)
_OF_A_CONTROL = (*VALUES, Sense.RISK, Sense.METHOD, Sense.RESULT, Sense.OUTCOME, Sense.ACTION)
_TIMETABLE = (["aktivitet"], ["aktiviteter"])
_MOST_NUMBERS = 0.7


@dataclass(slots=True)
class Judge:
    """Judges each table of a document in the light of all of them."""

    tables: Sequence[Plan]
    _numbers: frozenset[str] = field(init=False)
    _has_plan: bool = field(init=False)

    def __post_init__(self) -> None:
        plans = [plan for plan in self.tables if _tells_enough(plan)]
        self._numbers = frozenset(number for plan in plans for number in _numbers(plan))
        self._has_plan = any(not _is_timetable(plan) for plan in plans)

    def is_plan(self, plan: Plan, *, has_subject: bool) -> bool:
        """`has_subject`: the heading above names a risk or control, so that the table need not."""
        if self._has_plan and _is_timetable(plan):
            return False
        others = {column.sense for column in plan.columns if column.field}
        if has_subject and len(others) > 1 and not others <= VALUES:
            return True
        return _tells_enough(plan) or self._follows_up(plan)

    def _follows_up(self, plan: Plan) -> bool:
        """Results told to the numbers of another table's controls."""
        own = list(_numbers(plan))
        is_report = plan.has(Sense.RESULT) and len({column.sense for column in plan.columns if column.field}) > 1
        return is_report and sum(number in self._numbers for number in own) > _MOST_NUMBERS * len(own)


def _tells_enough(plan: Plan) -> bool:
    """A plan tells of risks or controls, and something more of them; a scale or a legend does not."""
    subjects = [column for column in plan.columns if column.sense in SUBJECTS]
    others = {column.sense for column in plan.columns if column.field} - {subjects[0].sense if subjects else None}
    if not subjects or not others:
        return False
    data = [entry for entry in plan.entries if len(entry.filled) > 1]
    texts = [entry.cells[column.index].text for column in subjects for entry in data]
    return share(texts, is_scale_word) < 0.5


def _is_timetable(plan: Plan) -> bool:
    """ "Aktivitet | Ansvarig | Tidpunkt": what is to be done in the year's work, beside a plan of its own."""
    subjects = [plain(column.heading) for column in plan.columns if column.sense in SUBJECTS]
    return subjects in _TIMETABLE and not plan.has(*_OF_A_CONTROL)


def _numbers(plan: Plan) -> Iterator[str]:
    for column in plan.columns_of(Sense.NUMBER):
        yield from (text.rstrip(". ") for entry in plan.entries if (text := entry.cells[column.index].text))
