"""An action in one text, as a report tells it: what is to be done, by whom and by when.

"Ta fram en rutin. Ansvarig: Rektor. Klart senast 31 december 2024." What the text itself tells is not told twice.
"""

from datetime import date

from internkoll.rules.due import day_in_words, told_due
from internkoll.rules.responsible import told_responsible


def promise_told(text: str, *, year: int, responsible: str = "", due: date | None = None, due_words: str = "") -> str:
    """`due_words`: when, in words ("hösten 2024"). `year` is meant where the text tells of a time without one."""
    who = responsible.strip(" .") if responsible and not _names(text, responsible) else ""
    when = "" if _tells_when(text, due, due_words, year) else _when(due, due_words)
    told = [f"{part}." for part in (who and f"Ansvarig: {who}", when) if part]
    return followed_by(text, " ".join(told)) if told else text


def _names(text: str, responsible: str) -> bool:
    """Whether the text says that they are responsible; one who is only mentioned need not be."""
    told = told_responsible(text).casefold()
    return responsible.casefold() in (told, *told.split(", "))


def _tells_when(text: str, due: date | None, due_words: str, year: int) -> bool:
    if due_words and due_words.casefold() in text.casefold():
        return True
    told = told_due(text, year)
    return bool(told and told.day == due)


def _when(due: date | None, due_words: str) -> str:
    """A day that is written in figures may have no year: it is told whole."""
    words = day_in_words(due) if due and (not due_words or due_words[0].isdigit()) else due_words.strip(" .")
    if not words:
        return ""
    return f"Klart {words}" if words.casefold().startswith("senast ") else f"Klart senast {words}"


def followed_by(text: str, told: str) -> str:
    """The text with more after it: on the text's own line where it is one; below a list or several paragraphs."""
    text = text.rstrip()
    if "\n" in text:
        return f"{text}\n{told}"
    return f"{text}{'' if text[-1:] in '.!?:;' else '.'} {told}"
