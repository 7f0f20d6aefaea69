"""What an estimate is made of in a municipality's way of working: words of scales, a level, a value, or free text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate
from internkoll.rules.exchange import Row
from internkoll.rules.matrix import Cell, Written, cell_of, level_of, step_of
from internkoll.rules.method import SHAPES, Level, Method, Step, Tone

Name = Literal["likelihood", "consequence", "value", "level"]
NAMES: tuple[Name, ...] = ("likelihood", "consequence", "value", "level")
_FIELDS: dict[Name, str] = {
    "likelihood": "likelihood",
    "consequence": "consequence",
    "value": "score",
    "level": "level",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an estimate. `choices` as they are written and as they are shown; without any one writes freely."""

    name: Name
    label: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_number(self) -> bool:
        return self.name == "value"

    def choices_with(self, written: str) -> tuple[tuple[str, str], ...]:
        """The choices, with what is written where it is none of them: it is not lost by being shown."""
        known = not written or any(written == value for value, _ in self.choices)
        return self.choices if known else (*self.choices, (written, written))


def parts_of(method: Method) -> tuple[Part, ...]:
    """The parts that one fills in. What the Method computes from a matrix is not among them."""
    likelihood = tuple((step.word, f"{step.value} {step.word}") for step in method.likelihood)
    consequence = tuple((step.word, f"{step.value} {step.word}") for step in method.consequence)
    level = tuple((level.word, level.word) for level in reversed(method.levels))
    computed = method.matrix is not None
    wanted: dict[Name, bool] = {
        "likelihood": bool(likelihood) or method.uses("likelihood"),
        "consequence": bool(consequence) or method.uses("consequence"),
        "value": not computed and method.uses("score"),
        "level": not computed and (bool(level) or method.uses("level")),
    }
    if not any(wanted.values()):
        wanted |= {"value": True, "level": True}
    choices = {"likelihood": likelihood, "consequence": consequence, "level": level}
    return tuple(Part(n, _label(method, n), choices.get(n, ())) for n in NAMES if wanted[n])


def _label(method: Method, name: Name) -> str:
    word = method.word_for(_FIELDS[name])
    return word[:1].upper() + word[1:]


def as_row(estimate: Estimate) -> Row:
    """The estimate as the Method reads it: a figure alone is a number, not a word."""
    odds = {"likelihood": estimate.likelihood, "consequence": estimate.consequence}
    return Row(score=estimate.value, level=estimate.level, **odds)


def written_in(method: Method, estimate: Estimate | None) -> dict[Name, str]:
    """What a form shows of the estimate: the scale's own word where it has one for what was written."""
    if estimate is None:
        return dict.fromkeys(NAMES, "")
    row = as_row(estimate)
    level = method.level(row.level)
    return {
        "likelihood": _word(method.likelihood, row.likelihood),
        "consequence": _word(method.consequence, row.consequence),
        "value": "" if row.score is None else str(row.score),
        "level": level.word if level else row.level or "",
    }


def _word(scale: Sequence[Step], written: Written) -> str:
    step = step_of(scale, written)
    return scale[step].word if step is not None else "" if written is None else str(written)


def estimate_from(
    method: Method,
    risk: Risk,
    held: Estimate | None,
    written: Mapping[Name, str | int | None],
    *,
    period: str = "",
    text: str | None = None,
    on: date | None = None,
) -> NewEstimate:
    """The estimate that a form means. What it left as it was shown stands as written; what it lacks stays.

    Where the matrix computes the value and the level, new odds take away what was written of these.
    """
    shown = written_in(method, held)
    typed = {name: "" if value is None else str(value) for name, value in written.items()}
    changed = {name for name, value in typed.items() if value != shown[name]}
    values: dict[str, Any] = {name: getattr(held, name) if held else None for name in NAMES}
    values |= {name: written[name] if typed[name] else None for name in changed}
    if method.matrix is not None and changed & {"likelihood", "consequence"}:
        values |= {"value": None, "level": None}
    if text is None:
        text = held.text if held else ""
    return NewEstimate(risk, period, text=text, estimated_on=on, **values)


@dataclass(frozen=True, slots=True)
class Shown:
    """A level as a mark."""

    word: str
    tone: Tone

    @property
    def shape(self) -> str:
        return SHAPES[self.tone]


def mark_of(method: Method, estimate: Estimate | None) -> Shown | None:
    """The level with its value, as the Method reads the estimate; what there is of the two."""
    if estimate is None:
        return None
    row = as_row(estimate)
    cell = cell_of(method, row.likelihood, row.consequence)
    value = row.score if row.score is not None or cell is None else cell.value
    found = level_of(method, level=row.level, value=value, likelihood=row.likelihood, consequence=row.consequence)
    return _shown(found, row.level, value)


def mark_of_cell(cell: Cell) -> Shown:
    return Shown(f"{cell.level.word} {cell.value}", cell.level.tone)


def _shown(level: Level | None, written: str | None, value: int | None) -> Shown | None:
    words = " ".join(filter(None, (level.word if level else written, "" if value is None else str(value))))
    return Shown(words[:1].upper() + words[1:], level.tone if level else "neutral") if words else None
