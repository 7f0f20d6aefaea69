"""A risk's value in words: "Hög (12)", "Skattning 16: sannolik risk, allvarliga konsekvenser"."""

from internkoll.reports.wash import one_line
from internkoll.rules.exchange import Row
from internkoll.rules.marks import first_upper
from internkoll.rules.matrix import Written
from internkoll.rules.method import Method

__all__ = ["first_upper", "odds_words", "value_heading", "value_words"]


def value_words(row: Row, method: Method) -> str:
    """The level with its value beside it, or the value under its name; empty where the row has neither."""
    level = one_line(row.level)
    if row.score is None:
        return level
    return f"{level} ({row.score})" if level else f"{method.word_for('score')} {row.score}"


def odds_words(row: Row, method: Method) -> str:
    """Likelihood and consequence as a phrase in lower case; empty where the row has neither."""
    written = (("likelihood", row.likelihood), ("consequence", row.consequence))
    return ", ".join(_phrase(method.word_for(term), value) for term, value in written if value not in (None, ""))


def value_heading(row: Row, method: Method) -> str:
    told = ": ".join(filter(None, (value_words(row, method), odds_words(row, method))))
    return first_upper(told) or f"Utan {method.word_for('score').lower()}"


def _phrase(word: str, value: Written) -> str:
    # A word that the Method has in lower case is one that its value stands before: "möjlig risk".
    if isinstance(value, str) and word[:1].islower():
        return f"{one_line(value)} {word}"
    return f"{word.lower()} {one_line(str(value))}"
