"""Risks that are told in labelled paragraphs, with no table: "Risk 1: ...", "Kontrollmoment: ...", "Ansvarig: ...".

A block of such lines becomes a card, as a small table of labels and values would. Only where the blocks say at least
three things each: a text that explains what a risk and a control are has the labels too, but tells of none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard, TypeVar

from internkoll.imports.columns import Meaning, meaning
from internkoll.imports.readers.shapes import BLANK, Cell, Heading, Line, Paragraph, Table
from internkoll.imports.rows.plan import Entry, HeaderCell, Plan
from internkoll.imports.synonyms import Sense

_LABEL = re.compile(
    r"(?P<label>[^\W\d][^:\n.]{1,40}?)\s*(?:nr\.?\s*)?(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)?\s*:\s+(?P<text>\S.*)"
)
_SURE = 0.93
_FEWEST_LABELS = 3
_LONGEST_LABEL = 45
_STARTS = (Sense.RISK, Sense.CONTROL, Sense.ACTIVITY)
# What a risk keeps where a second control follows in the same block.
_OF_THE_RISK = {Sense.NUMBER, Sense.RISK, Sense.SCORE, Sense.LEVEL, Sense.ESTIMATE, Sense.LIKELIHOOD, Sense.CONSEQUENCE}
_GOES_ON = {*_STARTS, Sense.METHOD, Sense.RESULT, Sense.FOLLOW_UP, Sense.COMMENT, Sense.ACTION}
_PLACE = "stycken"

Text = Heading | Paragraph
Other = TypeVar("Other")


@dataclass(slots=True)
class _Block:
    """One risk with one control: what it says of each thing, with the labels as written."""

    number: int
    texts: dict[Sense, str] = field(default_factory=dict)
    latest: Sense | None = None

    def put(self, sense: Sense, text: str) -> None:
        self.texts[sense] = f"{self.texts[sense]}\n{text}" if sense in self.texts else text
        self.latest = sense

    def begun_again(self, number: int) -> "_Block":
        return _Block(number, {sense: text for sense, text in self.texts.items() if sense in _OF_THE_RISK})

    def is_closed_by(self, sense: Sense) -> bool:
        return sense in self.texts and sense in _STARTS


def labelled_blocks(pieces: Sequence[Other | Text | Plan]) -> list[Other | Text | Plan]:
    """The pieces with labelled lines put together as plans of cards; the same pieces where no such blocks stand."""
    found = list(_Reading().pieces(pieces))
    blocks = [entry for piece in found if isinstance(piece, Plan) for entry in piece.entries]
    rich = [entry for entry in blocks if len(entry.filled) >= _FEWEST_LABELS]
    return found if blocks and len(rich) * 2 > len(blocks) else list(pieces)


@dataclass(slots=True)
class _Reading:
    labels: dict[Sense, str] = field(default_factory=dict)
    blocks: list[_Block] = field(default_factory=list)
    lines: int = 0
    opened: Sense | None = None

    def pieces(self, pieces: Sequence[Other | Text | Plan]) -> Iterator[Other | Text | Plan]:
        for piece in pieces:
            if isinstance(piece, Heading | Paragraph) and self._open(piece.text):
                continue
            if self.opened and isinstance(piece, Paragraph) and piece.kind == "text":
                self.blocks[-1].put(self.opened, piece.text)
                continue
            self.opened = None
            rest = [line for line in piece.text.split("\n") if not self._take(line)] if _is_text(piece) else []
            if _is_text(piece) and not rest:
                continue
            yield from self._plan()
            yield piece
        yield from self._plan()

    def _take(self, line: str) -> bool:
        """Whether the line belongs to a block, and if so puts it there."""
        self.lines += 1
        match = _LABEL.fullmatch(line.strip())
        known = meaning(match["label"]) if match else Meaning(None, 0.0)
        if match and known.sense and known.confidence >= _SURE and not known.mark:
            return self._take_labelled(known.sense, match)
        block = self.blocks[-1] if self.blocks else None
        if match or block is None or block.latest not in _GOES_ON or not line[:1].islower():
            return False
        block.put(block.latest, line.strip())
        return True

    def _open(self, label: str) -> bool:
        """Whether the text is a label on a line of its own: what it names follows in the paragraphs below."""
        sense = _label_alone(label)
        self.lines += 1
        if sense is None or not self._begin(sense):
            return False
        self.labels.setdefault(sense, label.strip(" :"))
        self.opened = sense
        return True

    def _take_labelled(self, sense: Sense, match: re.Match[str]) -> bool:
        if not self._begin(sense):
            return False
        self.labels.setdefault(sense, match["label"].strip())
        if match["number"] and sense == Sense.RISK:
            self.blocks[-1].put(Sense.NUMBER, match["number"])
        self.blocks[-1].put(sense, match["text"].strip())
        return True

    def _begin(self, sense: Sense) -> bool:
        """Whether there is a block for what a label names; a new one where the last one has that already."""
        if not self.blocks and sense not in _STARTS:
            return False
        if not self.blocks or (sense == Sense.RISK and self.blocks[-1].is_closed_by(sense)):
            self.blocks.append(_Block(self.lines))
        elif self.blocks[-1].is_closed_by(sense):
            self.blocks.append(self.blocks[-1].begun_again(self.lines))
        return True

    def _plan(self) -> Iterator[Plan]:
        if not self.blocks:
            return
        senses = list(dict.fromkeys(sense for block in self.blocks for sense in block.texts))
        header = tuple(
            HeaderCell(self.labels.get(sense, "Nr"), Meaning(sense, 1.0), index, index)
            for index, sense in enumerate(senses)
        )
        lines = [
            Line(block.number, tuple(Cell(block.texts[s]) if s in block.texts else BLANK for s in senses))
            for block in self.blocks
        ]
        table = Table(tuple(lines), _PLACE)
        self.blocks = []
        yield Plan(header, tuple(Entry(line.cells, table, line) for line in lines), table, is_cards=True)


def _label_alone(text: str) -> Sense | None:
    """The sense of a short line that is a label and nothing more: "Riskbeskrivning", "Metod:"."""
    label = text.rstrip(" :")
    # "Ansvarig: Chef" is a label and its text, and not the label "Ansvarig chef".
    if len(text) > _LONGEST_LABEL or "\n" in text or ":" in label:
        return None
    known = meaning(label)
    return known.sense if known.confidence >= _SURE and not known.mark else None


def _is_text(piece: object) -> TypeGuard[Text]:
    """A paragraph, or a heading that is itself a labelled risk or control ("Risk 1: Avtal följs inte")."""
    if isinstance(piece, Heading):
        match = _LABEL.fullmatch(piece.text.strip())
        known = meaning(match["label"]) if match else None
        return known is not None and known.sense in _STARTS and known.confidence >= _SURE
    return isinstance(piece, Paragraph) and piece.kind == "text"
