"""How a workbook is laid out, as its writer and its reader both know it.

A visible sheet has the rows, with the id of each and the marks of its cells in two columns that are hidden. A hidden
sheet tells which board and round the book is made for, which column is which, and which rows were sent out.
"""

import hashlib
from collections.abc import Mapping

from internkoll.rules.fields import ANSWERS

# Counted up when a book of the earlier layout can no longer be read.
FORMAT = 1
READ_SHEET, ROWS_SHEET, HIDDEN_SHEET = "Läs detta", "Kontroller", "Internkoll"
# What heads the hidden columns, and what leads each line of the hidden sheet.
ID, MARKS = "internkoll-id", "internkoll-version"
BOOK, SHOWN, ANSWER, ROW = "bok", "visas", "svar", "rad"
# The mark of all that identifies a row to the eye: whether the row still stands beside its id.
LOCKED = "rad"
FILLED_IN_BY = "Ifyllt av"
# What a person sees of the plan and can't fill in. The last three tell of what has been reported, and change.
IDENTIFYING = ("risk_number", "area", "risk", "working_method", "systematic_control", "control", "method")
SHOWN_KEYS = (*IDENTIFYING, "frequency", "responsible", "before", "actions", "comment")
MOST_ROWS = 5_000
# More than that goes into no cell of Excel's.
MOST_IN_A_CELL = 32_767
# As long as the form of a report lets each be.
LONGEST = {"measured": 200, "action_responsible": 200, "action_due": 200}
LONGEST_TEXT = 50_000


def fingerprint(text: str) -> str:
    """The same for texts whose words are the same: what programs do to blanks and line breaks makes no difference."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def locked_fingerprint(shown: Mapping[str, str]) -> str:
    return fingerprint("\n".join(f"{key}={shown[key]}" for key in IDENTIFYING if shown.get(key)))


def as_marks(marks: Mapping[str, str]) -> str:
    return ";".join(f"{key}={mark}" for key, mark in marks.items())


def marks_in(text: str) -> dict[str, str]:
    """Those of them that can be read; nothing of what is not a mark."""
    pairs = (part.partition("=") for part in text.split(";")[:50])
    return {key: mark for key, _sign, mark in pairs if key in (LOCKED, *ANSWERS) and len(mark) <= 10}
