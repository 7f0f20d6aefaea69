"""What a module of this folder gives: a document's blocks, and what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from internkoll.rules.exchange import Document, PeriodEstimate, PeriodResult, Row, TextBlock
from tests.imports.build import Block, as_docx, as_xlsx

KINDS = ("docx", "xlsx")


@dataclass(frozen=True)
class Written:
    """A document as blocks and as truth. `kinds` are the kinds of file that it is laid out as; `has_header` tells that
    its tables have one, as those of a form or a table on its side do not."""

    name: str
    blocks: Sequence[Block]
    truth: Document
    kinds: tuple[str, ...] = KINDS
    has_header: bool = True

    def data(self, kind: str) -> bytes:
        return as_docx(self.blocks) if kind == "docx" else as_xlsx({"Internkontroll": self.blocks})


def said(text: str = "", outcome: str | None = None, status: str | None = None) -> PeriodResult:
    return PeriodResult(text=text, outcome=outcome, status=status)


def anew(level: str | None, text: str = "") -> PeriodEstimate:
    return PeriodEstimate(level=level, text=text)


def truth(
    rows: Sequence[Mapping[str, object]],
    texts: Sequence[tuple[str, str]] = (),
    *,
    given: str | None = None,
    **head: object,
) -> Document:
    """`given` is the period that the reader is told."""
    blocks = [TextBlock(heading=heading, text=text) for heading, text in texts]
    return Document.model_validate(
        {**head, "period": given, "rows": [Row.model_validate(row) for row in rows], "texts": blocks}
    )
