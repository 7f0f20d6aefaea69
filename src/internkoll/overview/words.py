"""Which word each reported line is counted under, in counters, filters and sentences alike."""

from collections.abc import Iterable, Sequence

from internkoll.overview.marks import class_mark, level_mark, status_mark
from internkoll.overview.reported import Reported
from internkoll.reports.blocks import Mark
from internkoll.rules.method import Method

# In an address, and in the counts: the lines that nothing has been reported of; those reported without a word.
MISSING = "saknas"
WORDLESS = "-"


class Words:
    """Which word each line is counted under: its class, else its status where the way of working has no classes."""

    def __init__(self, method: Method, reported: Sequence[Reported]) -> None:
        results = [line.now.result for line in reported if line.now.result]
        self.method = method
        self.by_class = bool(method.result_classes) or any(result.outcome for result in results)
        self.by_status = not self.by_class and any(result.status for result in results)

    def mark(self, line: Reported) -> Mark | None:
        """None where the line is reported with no word of that kind."""
        if not line.is_control:
            return level_mark(self.method, line.now.estimate.level if line.now.estimate else None)
        result = line.now.result
        if result is None or not (self.by_class or self.by_status):
            return None
        return class_mark(self.method, result.outcome) if self.by_class else status_mark(self.method, result.status)

    def key(self, line: Reported) -> str:
        """What the line is filtered by: its word, or that it is missing."""
        if not line.is_told:
            return MISSING
        mark = self.mark(line)
        return mark.word if mark else WORDLESS

    @property
    def kind(self) -> str:
        return "bedömningen" if self.by_class else "status"

    def in_order(self, words: Iterable[str]) -> list[str]:
        """As the Method has them, the gravest level first; words that it does not know last."""
        levels = [level.word for level in reversed(self.method.levels)]
        known = [*(c.word for c in self.method.result_classes), *(s.word for s in self.method.statuses), *levels]
        places = {word.casefold(): place for place, word in reversed(list(enumerate(known)))}
        return sorted(words, key=lambda word: places.get(word.casefold(), len(known)))
