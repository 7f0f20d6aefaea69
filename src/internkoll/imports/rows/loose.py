"""Lines of a sheet or table that stand outside of its columns: which are headings, and which are running text.

A sheet has no styles to tell by. Bold type does; else a short line just before a table or a long paragraph is its
heading, and three or more short lines before a paragraph are a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from internkoll.imports.readers.docx import BOLD_LEVEL
from internkoll.imports.readers.shapes import Block, Heading, Line, Paragraph, Table
from internkoll.imports.rows.head import is_head_line, may_be_title

_LONGEST_HEADING = 220
_LONGEST_LIST_HEADING = 2
_OPENS_NO_HEADING = re.compile(r"[•●▪*–-]|[a-zåäö]")


@dataclass(frozen=True, slots=True)
class LooseLine:
    text: str
    place: str
    bold: bool
    is_several_cells: bool = False

    @property
    def may_be_heading(self) -> bool:
        text = self.text
        if (
            self.is_several_cells
            or "\n" in text
            or len(text) > _LONGEST_HEADING
            or text[-1] in ".,;"
            or _OPENS_NO_HEADING.match(text)
        ):
            return False
        return not is_head_line(text)


def loose_lines(table: Table, lines: Sequence[Line]) -> list[LooseLine]:
    """The texts of lines, the cells of a line joined; a label and its value ("Datum:", "2024-09-10") as one text."""
    found = []
    for line in lines:
        cells = [line.cells[index] for index in line.filled]
        if cells:
            first, *rest = [cell.text for cell in cells]
            between = " " if first.endswith(":") else " | "
            text = between.join([first, " | ".join(rest)]) if rest else first
            found.append(LooseLine(text, table.place(line), all(cell.bold for cell in cells), bool(rest)))
    return found


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The paragraphs of a document without a single heading, of which some are headings by where they stand."""
    if any(isinstance(block, Heading) for block in blocks):
        return list(blocks)
    found: list[Block] = []
    for is_text, run in groupby(blocks, key=_is_text):
        if not is_text:
            found += run
            continue
        lines = [LooseLine(block.text, block.place, bold=False) for block in run if isinstance(block, Paragraph)]
        following = blocks[len(found) + len(lines) :][:1]
        before_a_table = any(isinstance(block, Table) for block in following)
        found += as_blocks(lines, before_a_table=before_a_table, at_the_top=not found)
    return found


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "text"


def as_blocks(lines: Sequence[LooseLine], *, before_a_table: bool, at_the_top: bool) -> Iterator[Heading | Paragraph]:
    """The lines as headings and paragraphs. `at_the_top`: the first of them is the sheet's title."""
    if at_the_top and lines and lines[0].may_be_heading and may_be_title(lines[0].text):
        yield Heading(lines[0].text, 0, lines[0].place)
        lines = lines[1:]
    runs = [(short, list(run)) for short, run in groupby(lines, key=lambda line: line.may_be_heading)]
    for index, (short, run) in enumerate(runs):
        is_last = index == len(runs) - 1
        if not short or (is_last and not before_a_table):
            yield from (Paragraph(line.text, line.place) for line in run)
        else:
            yield from _short_lines(run, leads_to_table=is_last)


def _short_lines(run: Sequence[LooseLine], *, leads_to_table: bool) -> Iterator[Heading | Paragraph]:
    is_list = not leads_to_table and len(run) > _LONGEST_LIST_HEADING
    for line in run:
        if line.bold or not is_list:
            yield Heading(line.text, BOLD_LEVEL, line.place, "fet" if line.bold else "")
        else:
            yield Paragraph(line.text, line.place)
