"""A Method: what a municipality has chosen for its internal control, as data that is versioned by year.

Scales of any size with words, the level of every cell of the matrix, levels in order, result classes, statuses,
classes of the overall assessment, the rounds of a year, which fields the way of working uses and what they are
called. What a municipality has not chosen is None or empty, and nothing is made up for it.
Follows what municipal regulations (reglementen) and instructions (anvisningar) for intern kontroll decide.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from internkoll.rules.fields import USUAL_WORDS
from internkoll.rules.method_faults import MethodFault, MethodNotice, faults_in, in_swedish

# How grave a level, class or status is, for its colour and its mark; never shown without its word.
Tone = Literal["good", "notice", "warning", "danger", "neutral"]
StatusMeaning = Literal["not_started", "ongoing", "done", "not_applicable"]
ResponseMeaning = Literal["accept", "act", "control", "watch"]
# The shape that goes before a mark's word. Every font in Word and in the PDF has these.
SHAPES: dict[Tone, str] = {"good": "●", "notice": "◊", "warning": "▲", "danger": "■", "neutral": "○"}


class BadMethod(ValueError):
    """The data is no usable Method; `notices` tells what is wrong and where, in Swedish."""

    def __init__(self, notices: Sequence[MethodNotice]) -> None:
        super().__init__("\n".join(str(notice) for notice in notices))
        self.notices = tuple(notices)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Worded(_Part):
    """Something that has a word on paper, and perhaps other forms of it ("allvarliga" for "allvarlig")."""

    word: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    description: str = ""

    @cached_property
    def forms(self) -> frozenset[str]:
        """The word and its other forms, as they are compared."""
        return frozenset(_plain(form) for form in (self.word, *self.also))

    def matches(self, written: str) -> bool:
        return _plain(written) in self.forms


W = TypeVar("W", bound=Worded)


class Step(Worded):
    """One step of a scale."""

    value: int


class Level(Worded):
    """A risk level. `from_value` is the least value that has it where only a value is known; None: never inferred."""

    tone: Tone = "neutral"
    from_value: int | None = None


class Matrix(_Part):
    """The level of every cell: `levels[i][j]` for likelihood step i and consequence step j, lowest step first.

    `values` is None where the value is the product of the two steps, else a table of the same shape.
    """

    levels: tuple[tuple[str, ...], ...]
    values: tuple[tuple[int, ...], ...] | None = None


class ResultClass(Worded):
    """A class of a control's result. `remark`: it tells of something that needs an action."""

    tone: Tone = "neutral"
    remark: bool = False


class Status(Worded):
    meaning: StatusMeaning


class AssessmentClass(Worded):
    """A class of the overall assessment, best first in the Method."""

    tone: Tone = "neutral"


class Category(Worded):
    """A kind of risk ("fel och oegentligheter"). `required`: the risk analysis must have looked for risks of it."""

    required: bool = False


class ResponseWord(Worded):
    """A way to handle a risk, in the municipality's own word ("direktåtgärd"), and which of the four it means."""

    meaning: ResponseMeaning


USUAL_RESPONSES = (
    ResponseWord(word="acceptera", meaning="accept"),
    ResponseWord(word="åtgärda", meaning="act"),
    ResponseWord(word="kontrollera", meaning="control"),
    ResponseWord(word="bevaka", meaning="watch"),
)


class RoundRule(_Part):
    """A round of the year. Dates are (month, day), a due date before the opening one falls in the next year."""

    mark: str = Field(min_length=1)
    name: str = Field(min_length=1)
    opens: tuple[int, int]
    due: tuple[int, int]


class Method(_Part):
    """Everything a municipality or a board has chosen. See docs/method.md for each part."""

    name: str = Field(min_length=1)
    likelihood: tuple[Step, ...] = ()
    consequence: tuple[Step, ...] = ()
    matrix: Matrix | None = None
    levels: tuple[Level, ...] = ()
    must_handle_from: str | None = None
    selection_limit: int | None = None
    result_classes: tuple[ResultClass, ...] = ()
    statuses: tuple[Status, ...] = ()
    assessments: tuple[AssessmentClass, ...] = ()
    rounds: tuple[RoundRule, ...] = ()
    categories: tuple[Category, ...] = ()
    responses: tuple[ResponseWord, ...] = ()
    fields: tuple[str, ...] = Field(min_length=1)
    words: dict[str, str] = {}
    layout: str = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_fit_together(self) -> Self:
        faults = faults_in(self)
        if faults:
            raise MethodFault(faults)
        return self

    def uses(self, field: str) -> bool:
        return field in self.fields

    def word_for(self, term: str) -> str:
        """What the municipality calls a field of the rows or another term; the field's usual word else."""
        return self.words.get(term) or USUAL_WORDS.get(term, term)

    def level(self, written: str | None) -> Level | None:
        return _worded(self.levels, written)

    def result_class(self, written: str | None) -> ResultClass | None:
        return _worded(self.result_classes, written)

    def status(self, written: str | None) -> Status | None:
        return _worded(self.statuses, written)

    def assessment(self, written: str | None) -> AssessmentClass | None:
        return _worded(self.assessments, written)

    def category(self, written: str | None) -> Category | None:
        return _worded(self.categories, written)

    @property
    def ways_to_respond(self) -> tuple[ResponseWord, ...]:
        """How a risk may be handled: the municipality's own ways, else the four usual."""
        return self.responses or USUAL_RESPONSES

    def response(self, written: str | None) -> ResponseWord | None:
        return _worded(self.ways_to_respond, written)

    def rank(self, level: Level) -> int:
        """The level's place in the order, 0 for the lowest."""
        return self.levels.index(level)

    def must_be_handled(self, level: Level | None) -> bool:
        """From the level that the Method says; where it says none, at its highest. Never where the level is unknown."""
        if level is None:
            return False
        limit = self.level(self.must_handle_from) or self.levels[-1]
        return self.rank(level) >= self.rank(limit)

    def round_rule(self, mark: str) -> RoundRule | None:
        wanted = _plain(mark)
        return next((rule for rule in self.rounds if wanted in (_plain(rule.mark), _plain(rule.name))), None)


def load_method(data: dict[str, Any]) -> Method:
    """The Method that the data describes. Raises BadMethod, which tells what is wrong and where."""
    try:
        return Method.model_validate(data)
    except MethodFault as fault:
        raise BadMethod(fault.notices) from None
    except ValidationError as error:
        raise BadMethod(in_swedish(error)) from None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .").casefold()


def _worded(things: Sequence[W], written: str | None) -> W | None:
    return next((thing for thing in things if thing.matches(written)), None) if written else None
