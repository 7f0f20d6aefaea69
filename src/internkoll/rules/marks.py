"""Words that are shown as marks: a level, class or status as it was written, as grave as the Method says that it is.

A word that the Method does not know is shown as it stands, with a neutral tone: nothing is inferred from it.
"""

from dataclasses import dataclass
from typing import Protocol

from internkoll.rules.exchange import Row
from internkoll.rules.matrix import Cell, cell_of, level_of_value
from internkoll.rules.method import SHAPES, Method, StatusMeaning, Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """A level, class or status as a word, with how grave it is. `label` leads in, in bold ("T1")."""

    word: str
    tone: Tone
    label: str = ""

    @property
    def shape(self) -> str:
        return SHAPES[self.tone]

    @property
    def plain(self) -> str:
        word = f"{self.shape} {self.word}"
        return f"{self.label}: {word}" if self.label else word


_TONE_OF_STATUS: dict[StatusMeaning, Tone] = {
    "not_started": "neutral",
    "ongoing": "notice",
    "done": "good",
    "not_applicable": "neutral",
}


@dataclass(frozen=True, slots=True)
class Valued:
    """A risk's estimate as the Method reads it. Each part is None where nothing tells it."""

    level: Mark | None
    value: int | None
    cell: Cell | None

    @property
    def mark(self) -> Mark | None:
        """The level with its value, or what there is of the two: "Hög 12", "Hög", "12"."""
        if self.value is None:
            return self.level
        return (
            Mark(f"{self.level.word} {self.value}", self.level.tone) if self.level else Mark(str(self.value), "neutral")
        )


def valued(method: Method, row: Row) -> Valued:
    """The row's risk: its level and value as written, else those of its cell in the Method's matrix."""
    told = with_value(method, row)
    return Valued(level_mark(method, told.level), told.score, cell_of(method, row.likelihood, row.consequence))


def with_value(method: Method, row: Row) -> Row:
    """The row with the value and the level that follow from its estimate by the Method, where none are written."""
    cell = cell_of(method, row.likelihood, row.consequence)
    value = row.score if row.score is not None or cell is None else cell.value
    known = cell.level if cell else level_of_value(method, value)
    return row.model_copy(update={"score": value, "level": row.level or (known.word if known else None)})


def level_mark(method: Method, written: str | None) -> Mark | None:
    return _mark(method.level(written), written)


def class_mark(method: Method, written: str | None) -> Mark | None:
    return _mark(method.result_class(written), written)


def assessment_mark(method: Method, written: str | None) -> Mark | None:
    return _mark(method.assessment(written), written)


def status_mark(method: Method, written: str | None) -> Mark | None:
    known = method.status(written)
    return Mark(first_upper(known.word), _TONE_OF_STATUS[known.meaning]) if known else _mark(None, written)


class _Toned(Protocol):
    @property
    def word(self) -> str: ...
    @property
    def tone(self) -> Tone: ...


def _mark(known: _Toned | None, written: str | None) -> Mark | None:
    if known:
        return Mark(first_upper(known.word), known.tone)
    return Mark(first_upper(written), "neutral") if written else None


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
