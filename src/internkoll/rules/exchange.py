"""The exchange format: a document of internal control as rows.

Readers give it, importers take it, frozen plans and reports hold it, checks read it. One line of a plan's table is
one row. Field names and their meaning are fixed and described in docs/exchange.md; all text is plain text with
paragraphs and list items parted by a line break.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticKnownError

from internkoll.rules.notices import Notice


def _figure_alone_is_a_number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() else value


# No database and no file format takes the control characters that damaged documents hold; a lone surrogate is no text.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text without signs that no database, file or terminal should be given."""
    return _UNPRINTABLE.sub("", text)


def _printable_of_at_most(signs: int) -> Callable[[str], str]:
    """pydantic's own limit would refuse a text with half a sign in it, which is washed here."""

    def washed(text: str) -> str:
        text = printable(text)
        if len(text) > signs:
            raise PydanticKnownError("string_too_long", {"max_length": signs})
        return text

    return washed


def _printable_notice(notice: Notice) -> Notice:
    return Notice(printable(notice.code), notice.severity, printable(notice.place), printable(notice.text))


# More than any plan holds, and so little that a file made to fill the memory is refused while it is read.
MOST_ROWS = 10_000
_MOST_BLOCKS = 10_000
_MOST_NOTICES = 50_000
_MOST_HEADINGS = 20
_MOST_PERIODS = 500

Text = Annotated[str, AfterValidator(_printable_of_at_most(200_000))]
PeriodLabel = Annotated[str, AfterValidator(_printable_of_at_most(200))]
# As written: a word ("möjlig"), a figure (3), or not given.
AsWritten = Annotated[Text | int | None, BeforeValidator(_figure_alone_is_a_number)]
Remark = Annotated[Notice, AfterValidator(_printable_notice)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PeriodResult(_Value):
    """What a control showed in one period. `outcome` ("class" in JSON) and `status` are None where none is given."""

    outcome: Text | None = Field(default=None, alias="class")
    text: Text = ""
    status: Text | None = None

    @model_serializer
    def _without_absent_status(self) -> dict[str, Any]:
        data: dict[str, Any] = {"class": self.outcome, "text": self.text}
        return data if self.status is None else {**data, "status": self.status}


class PeriodEstimate(_Value):
    """The risk estimated anew in one period: a level in words, with the reasons."""

    level: Text | None = None
    text: Text = ""


class TextBlock(_Value):
    """Running text before, between or after the tables."""

    heading: Text = ""
    text: Text = ""


class Column(_Value):
    """A heading that was read: the field it was taken for (None where none), and how sure that is, 0-1."""

    heading: Text
    field: str | None
    confidence: float
    place: Text = ""


class Row(_Value):
    """One line of a plan's table. See docs/exchange.md for each field."""

    area: Annotated[tuple[Text, ...], Field(max_length=_MOST_HEADINGS)] = ()
    risk_number: Text = ""
    risk: Text = ""
    mandatory: bool = False
    score: int | None = Field(default=None, ge=-1_000_000, le=1_000_000)
    level: Text | None = None
    likelihood: AsWritten = None
    consequence: AsWritten = None
    working_method: Text = ""
    systematic_control: Text = ""
    control: Text = ""
    continues: bool = False
    method: Text = ""
    responsible: Text = ""
    frequency: Text = ""
    results: Annotated[dict[PeriodLabel, PeriodResult], Field(max_length=_MOST_PERIODS)] = {}
    risk_assessments: Annotated[dict[PeriodLabel, PeriodEstimate], Field(max_length=_MOST_PERIODS)] = {}
    action: Text = ""

    @property
    def is_risk_alone(self) -> bool:
        """Nothing stands here that belongs to a control, to the way it is done or to what it showed."""
        done = self.control or self.method or self.working_method or self.systematic_control
        return bool(self.risk) and not (done or self.responsible or self.frequency or self.results)


class Document(_Value):
    """A whole document: its head, its running text and its rows, in the order in which they stand."""

    title: Text = ""
    municipality: Text = ""
    board: Text = ""
    administration: Text = ""
    year: int | None = Field(default=None, ge=1900, le=2200)
    period: PeriodLabel | None = None
    date: Text | None = None
    reference: Text | None = None
    overall: Text | None = None
    texts: Annotated[tuple[TextBlock, ...], Field(max_length=_MOST_BLOCKS)] = ()
    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)] = ()
    columns: Annotated[tuple[Column, ...], Field(max_length=_MOST_BLOCKS)] = ()
    notices: Annotated[tuple[Remark, ...], Field(max_length=_MOST_NOTICES)] = ()

    @model_validator(mode="before")
    @classmethod
    def _texts_may_be_absent(cls, data: Any) -> Any:
        # A truth file or another program's export may say null where the list is empty.
        return {k: v for k, v in data.items() if v is not None} if isinstance(data, dict) else data

    def to_json(self) -> str:
        return self.model_dump_json(by_alias=True, indent=1)

    @property
    def periods(self) -> tuple[Text, ...]:
        """Every period that any row tells of, in the order in which they first appear."""
        marks = (mark for row in self.rows for mark in (*row.results, *row.risk_assessments))
        return tuple(dict.fromkeys(marks))
