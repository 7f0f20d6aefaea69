"""What happens to a document on its way: columns put in, headings mistyped or badly scanned, cells merged and unmerged,
tables cut by a page. Each takes a document's blocks and a source of chance; None where there is nothing to do."""

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.imports.build import LEFT, UP, Bold, TableBlock
from tests.imports.build import Block as Piece
from tests.imports.build import CellSpec as Spec

Rows = list[list[Spec]]
Blocks = Sequence[Piece]
Mutation = Callable[[Blocks, Random], list[Piece] | None]

_FEWEST_ROWS = 3
_SCANS = (("o", "0"), ("i", "1"), ("l", "1"), ("å", "a"), ("ö", "o"), ("ä", "a"), ("s", "5"))
_SYNONYMS = {
    "Risk": "Oönskad händelse", "Kontroll": "Kontrollmoment", "Kontrollmoment": "Kontrollpunkt",
    "Metod": "Tillvägagångssätt",
    "Kontrollansvarig": "Ansvarig för kontrollen", "Frekvens": "Hur ofta", "Hur ofta": "Periodicitet", "Nr": "Löpnr",
    "Resultat": "Iakttagelser", "Åtgärd": "Planerad åtgärd", "Riskvärde": "Risktal", "Process": "Processområde",
    "Sannolikhet": "Sann.", "Konsekvens": "Kons.", "Kommentar": "Kommentarer", "Risktal": "Riskpoäng",
    "Riskbeskrivning": "Beskrivning av risken", "När": "Tidpunkt",
}  # fmt: skip


def text_of(cell: Spec) -> str:
    return cell.text if isinstance(cell, Bold) else cell if isinstance(cell, str) else ""


def header_height(rows: Sequence[Sequence[Spec]]) -> int:
    return 2 if len(rows) > 1 and LEFT in rows[0] and UP in rows[1] else 1


def _each_table(change: Callable[[Rows, Random], Rows | None]) -> Mutation:
    def mutate(blocks: Blocks, chance: Random) -> list[Piece] | None:
        found = list(blocks)
        for index, block in enumerate(blocks):
            if isinstance(block, TableBlock) and len(block.rows) > _FEWEST_ROWS:
                rows = change([list(row) for row in block.rows], chance)
                found[index] = TableBlock(tuple(map(tuple, rows))) if rows else block
        return found if found != list(blocks) else None

    return mutate


def _each_heading(change: Callable[[str, Random], str]) -> Mutation:
    def in_table(rows: Rows, chance: Random) -> Rows:
        for row in rows[: header_height(rows)]:
            for column, cell in enumerate(row):
                if text := text_of(cell):
                    changed = change(text, chance)
                    row[column] = Bold(changed) if isinstance(cell, Bold) else changed
        return rows

    return _each_table(in_table)


def _mistyped(text: str, chance: Random) -> str:
    if len(text) <= 6 or chance.random() < 0.5 or re.search(r"\d", text):
        return text
    at = chance.randrange(2, len(text) - 2)
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def _scanned(text: str, chance: Random) -> str:
    if len(text) > _FEWEST_ROWS and chance.random() < 0.5 and not re.search(r"\d", text):
        for right, wrong in chance.sample(_SCANS, 2):
            text = text.replace(right, wrong)
    return text


def _blank_column(rows: Rows, _: Random) -> Rows:
    at = 1 + len(rows[0]) * 7 % (len(rows[0]) - 1)
    return [[*row[:at], LEFT if row[at] == LEFT else "", *row[at:]] for row in rows]


def _unmerged(rows: Rows, _: Random) -> Rows:
    found = rows[: header_height(rows)]
    for row in rows[header_height(rows) :]:
        found.append([above if cell == UP else cell for cell, above in zip(row, found[-1], strict=True)])
    return found


def _unmerged_lines(rows: Rows, _: Random) -> Rows:
    return [[row[0], *[""] * (len(row) - 1)] if set(row[1:]) == {LEFT} else row for row in rows]


def _noted(rows: Rows, _: Random) -> Rows:
    note = "Värdena är satta av ledningsgruppen i november och gäller hela året."
    return [*rows, [note, *[LEFT] * (len(rows[0]) - 1)]]


def _titled(rows: Rows, _: Random) -> Rows:
    return [[Bold("Bilaga 1 Kontroller"), *[LEFT] * (len(rows[0]) - 1)], *rows]


def _cut(*, repeated: bool) -> Mutation:
    """Every table cut in two by a page, with its header repeated or not."""

    def mutate(blocks: Blocks, _: Random) -> list[Piece] | None:
        found = [part for block in blocks for part in _halves(block, repeated=repeated)]
        return found if len(found) > len(blocks) else None

    return mutate


def _halves(block: Piece, *, repeated: bool) -> list[Piece]:
    if not isinstance(block, TableBlock) or len(block.rows) <= _FEWEST_ROWS + 2:
        return [block]
    height = header_height(block.rows)
    places = range(len(block.rows) // 2 + 1, len(block.rows) - 1)
    at = next((i for i in places if block.rows[i][0] not in ("", UP) and LEFT not in block.rows[i]), 0)
    if at <= height:
        return [block]
    header = block.rows[:height] if repeated else ()
    return [TableBlock(block.rows[:at]), TableBlock((*header, *block.rows[at:]))]


MUTATIONS: dict[str, Mutation] = {
    "a blank column": _each_table(_blank_column),
    "headings mistyped": _each_heading(_mistyped),
    "headings badly scanned": _each_heading(_scanned),
    "headings in capitals": _each_heading(lambda text, _: text.upper()),
    "other words for headings": _each_heading(lambda text, _: _SYNONYMS.get(text, text)),
    "cells unmerged": _each_table(_unmerged),
    "lines across unmerged": _each_table(_unmerged_lines),
    "a note below": _each_table(_noted),
    "a title above the header": _each_table(_titled),
    "cut by a page": _cut(repeated=True),
    "cut by a page, header lost": _cut(repeated=False),
}
