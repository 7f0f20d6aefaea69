"""A workbook that has come back, as the child process gives it: plain values, bounded, none of them checked yet."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from internkoll.imports.workbooks.layout import LONGEST_TEXT, MOST_ROWS

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReturnedLine(_Value):
    """A row that tells which check it is of (`id`, as it stands). `line`: its number in the sheet.

    `cells`: the texts of the cells to fill in, by key. `faults`: what makes a cell unreadable, in Swedish, by key.
    `locked`: the fingerprint of what stands in its locked cells. `marks`: the fingerprints as the book was sent out.
    """

    line: int
    id: int = Field(ge=0, lt=2**63)
    cells: dict[str, Text]
    faults: dict[str, str] = {}
    locked: str = ""
    marks: dict[str, str] = {}


class ExtraLine(_Value):
    """A row that can't be brought in: without an id, or with one that stands on several rows. `why` in Swedish."""

    line: int
    id: int | None = Field(default=None, ge=0, lt=2**63)
    why: str
    cells: dict[str, Text]


class ReturnedBook(_Value):
    """`token`: what the book says of itself, signed. `sent`: the ids that it was sent out with.

    `shown`: the keys of the locked columns that it has.
    """

    token: Annotated[str, Field(max_length=5_000)]
    filled_in_by: Annotated[str, Field(max_length=200)] = ""
    shown: tuple[str, ...] = ()
    sent: Annotated[tuple[int, ...], Field(max_length=MOST_ROWS)] = ()
    lines: Annotated[tuple[ReturnedLine, ...], Field(max_length=MOST_ROWS)] = ()
    extras: Annotated[tuple[ExtraLine, ...], Field(max_length=MOST_ROWS)] = ()
