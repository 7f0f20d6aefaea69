"""Which word a line of a round is counted under, in counters, filters and sentences alike."""

from collections.abc import Iterable

from internkoll.reports.blocks import Mark
from internkoll.rules.marks import class_mark, level_mark, status_mark
from internkoll.rules.method import Method

# In an address: the lines that something has been reported of, and nothing; those that the round does not await; those
# reported without a word; those with a remark.
REPORTED = "rapporterade"
MISSING = "saknas"
OUTSIDE = "ingar-inte"
WORDLESS = "-"
REMARKS = "anmarkning"
# Those with a remark that neither an action nor a reason for none answers.
UNANSWERED = "obesvarade"


class Words:
    """A result's word is its class, else its status where the way of working has no classes; a risk's is its level.

    `results`: the class and the status of the round's results, as they were written.
    """

    def __init__(self, method: Method, results: Iterable[tuple[str | None, str | None]]) -> None:
        written = list(results)
        self.method = method
        self.by_class = bool(method.result_classes) or any(outcome for outcome, _ in written)
        self.by_status = not self.by_class and any(status for _, status in written)

    def written_of(self, outcome: str | None, status: str | None) -> str | None:
        """What the result is counted by, as it was written."""
        return outcome if self.by_class else status if self.by_status else None

    def mark(self, written: str | None) -> Mark | None:
        """None where the result is reported with no word of that kind."""
        return class_mark(self.method, written) if self.by_class else status_mark(self.method, written)

    def mark_of_level(self, written: str | None) -> Mark | None:
        return level_mark(self.method, written)

    def is_remark(self, written: str | None) -> bool:
        known = self.method.result_class(written) if self.by_class else None
        return known is not None and known.remark

    @property
    def field(self) -> str:
        """Where a result keeps its word; empty where nothing but its text tells anything."""
        return "outcome" if self.by_class else "status" if self.by_status else ""

    @property
    def kind(self) -> str:
        return "bedömningen" if self.by_class else "status"

    def in_order(self, words: Iterable[str]) -> list[str]:
        """As the Method has them, the gravest level first; words that it does not know last."""
        levels = [level.word for level in reversed(self.method.levels)]
        known = [*(c.word for c in self.method.result_classes), *(s.word for s in self.method.statuses), *levels]
        places = {word.casefold(): place for place, word in reversed(list(enumerate(known)))}
        return sorted(words, key=lambda word: places.get(word.casefold(), len(known)))
