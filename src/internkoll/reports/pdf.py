"""The report as PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): for readers and for archives.

Typst compiles it in a child process with limits. The same contents give the same bytes.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from internkoll.reports.blocks import Block, Cell, Heading, Mark, Paragraph, Table, with_lists
from internkoll.reports.contents import NO_ROWS, OUTLINE_LEVELS, ReportContents
from internkoll.reports.glyphs import FONTS, drawable
from internkoll.reports.measure import Heights
from internkoll.reports.pdf_tags import head_the_rows

_TEMPLATE = Path(__file__).with_name("report.typ")
_PROGRAM = Path(__file__).with_name("typeset.py")
# Rows that together have at most this many lines, more than half a page, are not broken over pages.
_KEPT_TOGETHER = 22
# The letters' size in points by the number of columns, and how wide the table is in signs of one point.
_SIZES = ((4, 9.5), (6, 9.0), (8, 8.5), (99, 8.0))
_WIDTH = 1340
# Lines broken with the whole paragraph in view look better and take twice the time.
_ROWS_SET_FINELY = 150
# The compiler was measured to ask for some 600 bytes a sign; a limit set tight would fail a long and sound report.
_MEMORY_AT_LEAST = 2 * 1024**3
_MEMORY_A_SIGN = 2500
_SECONDS_AT_LEAST = 30
_SIGNS_A_SECOND = 50_000
# A compiler fills a processor and may ask for gigabytes: each server process runs one, and a request that has waited
# for its turn this long gives its place to the others.
_TURN = BoundedSemaphore(1)
_SECONDS_FOR_A_TURN = 5


class TypesettingFailed(RuntimeError):
    """The PDF could not be made. The text tells the user what to do; `details` is what the compiler said."""

    told = "PDF-filen kunde inte skapas. Hämta rapporten som Word och säg till den som sköter systemet."

    def __init__(self, details: str) -> None:
        super().__init__(self.told)
        self.details = details


class TypesettingBusy(TypesettingFailed):
    """Others' reports are being set in type, and the wait became too long."""

    told = "Flera rapporter skapas just nu. Vänta någon minut och försök igen, eller hämta rapporten som Word."


def pdf_bytes(contents: ReportContents) -> bytes:
    """The report as a PDF file. Raises TypesettingFailed where the compiler fails or passes its limits."""
    with _turn():
        return head_the_rows(_typeset(_data(contents)))


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURN.acquire(timeout=_SECONDS_FOR_A_TURN):
        raise TypesettingBusy(f"no turn in {_SECONDS_FOR_A_TURN} s")
    try:
        yield
    finally:
        _TURN.release()


def _typeset(report: dict[str, Any]) -> bytes:
    data = json.dumps(report, ensure_ascii=False)
    memory = _MEMORY_AT_LEAST + _MEMORY_A_SIGN * len(data)
    program = [sys.executable, "-I", str(_PROGRAM), str(_TEMPLATE), str(FONTS), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603  the program is our own and every argument is ours
            program,
            input=data.encode("utf-8"),
            capture_output=True,
            timeout=_SECONDS_AT_LEAST + len(data) / _SIGNS_A_SECOND,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TypesettingFailed(f"no answer in {late.timeout:.0f} s") from None
    if done.returncode:
        raise TypesettingFailed(done.stderr.decode("utf-8", "replace")[-4000:] or f"ended with {done.returncode}")
    return done.stdout


def _data(contents: ReportContents) -> dict[str, Any]:
    day = contents.made_on
    sections = [
        {"opens": [_heading(heading) for heading in section.opens], "table": _table(section.table)}
        for section in contents.sections
    ]
    return {
        "title": drawable(contents.title),
        "author": drawable(contents.municipality) or [],
        "description": drawable(contents.subtitle),
        "subtitle": drawable(contents.subtitle),
        "reference": drawable(contents.reference),
        "day": [day.year, day.month, day.day],
        "facts": [[drawable(fact.label), drawable(fact.value)] for fact in contents.facts],
        "outline-levels": OUTLINE_LEVELS if contents.outline else 0,
        "upright": contents.front_is_long,
        "linebreaks": "optimized" if contents.row_count <= _ROWS_SET_FINELY else "simple",
        "front": _flow(contents.front),
        "heading": drawable(contents.heading.text),
        "note": None if sections else _block(NO_ROWS),
        "sections": sections,
        "words": {"page": "Sida", "of": "av", "outline": "Innehåll"},
    }


def _flow(parts: Iterable[Heading | Block]) -> list[dict[str, Any]]:
    return [_part(part) for part in with_lists(parts)]


def _part(part: Heading | Block | tuple[Paragraph, ...]) -> dict[str, Any]:
    if isinstance(part, tuple):
        return {"kind": "list", "items": [drawable(item.text) for item in part]}
    return _heading(part) if isinstance(part, Heading) else _block(part)


def _heading(heading: Heading) -> dict[str, Any]:
    return {"kind": "heading", "level": heading.level, "text": drawable(heading.text)}


def _block(block: Block) -> dict[str, Any]:
    label = drawable(block.label)
    if isinstance(block, Mark):
        return {"kind": "mark", "label": label, "shape": block.shape, "word": drawable(block.word), "tone": block.tone}
    return {"kind": "paragraph", "label": label, "text": drawable(block.text), "style": block.style}


def _table(table: Table) -> dict[str, Any]:
    size = next(points for most, points in _SIZES if len(table.columns) <= most)
    heights = Heights(table, _WIDTH / size, _KEPT_TOGETHER)
    return {
        "size": size,
        "widths": [column.width for column in table.columns],
        "headings": [drawable(column.heading) for column in table.columns],
        "rows": [_row(i, row, heights) for i, row in enumerate(table.rows)],
    }


def _row(number: int, row: tuple[Cell | None, ...], heights: Heights) -> list[dict[str, Any]]:
    return [
        {"rows": cell.rows, "blocks": _flow(cell.blocks), "keep": heights.stays_together(number, cell.rows)}
        for cell in row
        if cell
    ]
