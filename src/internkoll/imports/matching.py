"""Which rows of a document the board's plan holds already: known by their words, or by their number and likeness.

A line of the plan is matched once. Those that say the same are matched first, in order; then those that are alike, the
most alike first. What a document does not tell (a report without the column "Frekvens") is no difference.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from internkoll.plan.models import Check, PlannedRisk
from internkoll.plan.rows import Line
from internkoll.rules.exchange import Row

RowKey = tuple[object, ...]

# How like the texts of two lines are, of 100, where they are the same line written anew.
_ALIKE = 70
_RISKS_ALIKE = 60
_ALIKE_BY_NUMBER = 50
_MOST_CANDIDATES = 12
_MOST_OF_A_WORD = 200
_WORD = re.compile(r"\w{4,}")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the document with what it stands for in the plan. Both None: the plan does not hold it yet."""

    row: Row
    planned_risk: PlannedRisk | None = None
    check: Check | None = None

    @property
    def is_new(self) -> bool:
        return self.planned_risk is None and self.check is None


def place_rows(rows: Sequence[Row], lines: Sequence[Line]) -> list[Placed]:
    """Each row in order, with the line that tells the same in the same words."""
    matched = _in_order(rows, [line.row for line in lines], _words_of)
    return [_placed(row, lines[at] if at is not None else None) for row, at in zip(rows, matched, strict=True)]


def match_rows(rows: Sequence[Row], held: Sequence[Row]) -> list[int | None]:
    """For each row the place, among those held, of the one that it tells of; None where it is new."""
    found = _in_order(rows, held, _words_of)
    for key in (_plain_words_of, _plain_subject_of):
        _fill(found, rows, held, key)
    _fill_by_likeness(found, rows, held)
    return found


def risk_key(row: Row) -> RowKey:
    """What makes rows of one document tell of the same risk: the same words, estimated alike."""
    assessments = tuple((period, e.level, e.text) for period, e in sorted(row.risk_assessments.items()))
    return (row.risk, row.score, row.level, row.likelihood, row.consequence, assessments)


# Each text is compared with some tens of others.
@lru_cache(maxsize=20_000)
def plain(text: object) -> str:
    """The words alone: line breaks, soft hyphens, case and a final full stop say nothing."""
    return " ".join(str(text or "").replace(_SOFT_HYPHEN, "").split()).casefold().rstrip(".")


def _placed(row: Row, line: Line | None) -> Placed:
    return Placed(row, line.planned_risk, line.check) if line else Placed(row)


def _words_of(row: Row) -> RowKey:
    risk = (row.area, row.risk_number, row.risk)
    control = (row.working_method, row.systematic_control, row.control, row.continues)
    return (*risk, *control, row.method, row.responsible, row.frequency)


def _plain_words_of(row: Row) -> RowKey:
    return (*_plain_subject_of(row), *map(plain, (row.responsible, row.frequency)))


def _plain_subject_of(row: Row) -> RowKey:
    told = (row.risk_number, row.risk, row.working_method, row.systematic_control, row.control, row.method)
    return tuple(map(plain, told))


def _in_order(rows: Sequence[Row], held: Sequence[Row], key: Callable[[Row], RowKey]) -> list[int | None]:
    found: list[int | None] = [None] * len(rows)
    _fill(found, rows, held, key)
    return found


def _fill(found: list[int | None], rows: Sequence[Row], held: Sequence[Row], key: Callable[[Row], RowKey]) -> None:
    """Of rows that are alike the first is matched with the first, the second with the second."""
    taken = set(found)
    free: dict[RowKey, list[int]] = defaultdict(list)
    for at in reversed(range(len(held))):
        if at not in taken:
            free[key(held[at])].append(at)
    for index, row in enumerate(rows):
        if found[index] is None and free.get(own := key(row)):
            found[index] = free[own].pop()


def _fill_by_likeness(found: list[int | None], rows: Sequence[Row], held: Sequence[Row]) -> None:
    taken = set(found)
    free = [at for at in range(len(held)) if at not in taken]
    candidates = _Candidates(held, free)
    waiting = [index for index, at in enumerate(found) if at is None]
    pairs = [
        (likeness, -index, -at)
        for index in waiting
        for at in candidates.of(rows[index])
        if (likeness := _likeness(rows[index], held[at]))
    ]
    used: set[int] = set()
    for _, index, at in sorted(pairs, reverse=True):
        if found[-index] is None and -at not in used:
            found[-index] = -at
            used.add(-at)


class _Candidates:
    """The lines that share the most words with a row: all others need not be compared."""

    def __init__(self, held: Sequence[Row], free: Sequence[int]) -> None:
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at in free:
            for word in _marks_of(held[at]):
                self._by_word[word].append(at)

    def of(self, row: Row) -> list[int]:
        """The rarest words first; those that many lines have are asked only until there are enough to compare."""
        shared: dict[int, float] = defaultdict(float)
        for own in sorted((self._by_word[word] for word in _marks_of(row) if word in self._by_word), key=len):
            if len(shared) >= _MOST_CANDIDATES and len(own) > _MOST_CANDIDATES:
                break
            for at in own[:_MOST_OF_A_WORD]:
                shared[at] += 1 / len(own)
        return sorted(shared, key=lambda at: (-shared[at], at))[:_MOST_CANDIDATES]


def _marks_of(row: Row) -> set[str]:
    number = {f"nr {plain(row.risk_number)}"} if row.risk_number else set()
    return number | set(_WORD.findall(plain(f"{row.risk} {_control(row)}")))


def _control(row: Row) -> str:
    return row.control or row.systematic_control or row.working_method


def _likeness(row: Row, held: Row) -> float:
    """0 where they are not the same line; else how like they are, over 1."""
    if bool(_control(row)) != bool(_control(held)):
        # A risk alone is not the risk with its control, nor the other way around.
        return 0.0
    same_number = bool(row.risk_number) and plain(row.risk_number) == plain(held.risk_number)
    risks = _ratio(row.risk, held.risk)
    subjects = list(_subjects(row, held))
    if not subjects:
        known = risks or 0.0
        enough = known >= (_ALIKE_BY_NUMBER if same_number else _ALIKE + 10)
        return 1 + known if enough else 0.0
    subject = sum(subjects) / len(subjects)
    if risks is not None and risks < _RISKS_ALIKE:
        return 0.0
    if subject < (_ALIKE_BY_NUMBER if same_number else _ALIKE):
        return 0.0
    methods = _ratio(row.method, held.method)
    return 1 + 3 * subject + (risks or 0) + 0.5 * (methods or 0) + (50 if same_number else 0)


def _subjects(row: Row, held: Row) -> Iterator[float]:
    for told, known in (
        (row.control, held.control),
        (row.systematic_control, held.systematic_control),
        (row.working_method, held.working_method),
    ):
        ratio = _ratio(told, known)
        if ratio is not None:
            yield ratio


def _ratio(told: str, known: str) -> float | None:
    if not (told and known):
        return None
    told, known = plain(told), plain(known)
    ratio = fuzz.ratio(told, known)
    # The same words in another order: asked only where their order says that they differ.
    return ratio if ratio >= _ALIKE else max(ratio, fuzz.token_sort_ratio(told, known))
