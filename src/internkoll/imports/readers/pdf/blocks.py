"""Lines and tables -> blocks: tables put together over pages, and the text of everything set in paragraphs."""

from collections.abc import Iterator, Sequence

from internkoll.imports.readers.pdf.flow import Flow
from internkoll.imports.readers.pdf.grid import Part
from internkoll.imports.readers.pdf.prose import Look, Prose
from internkoll.imports.readers.pdf.shapes import TextLine
from internkoll.imports.readers.pdf.stitching import across_between, goes_on, put_together
from internkoll.imports.readers.pdf.tables import blank_rows_out, described, lines_in, setting_of, table_of
from internkoll.imports.readers.pdf.text import Setting, pitch_of
from internkoll.imports.readers.pdf.vocabulary import Vocabulary
from internkoll.imports.readers.shapes import Block
from internkoll.rules.notices import Notice

_ITEMS_BEFORE = 40


def blocks_of_flow(flow: Flow) -> tuple[list[Block], list[Notice]]:
    items = _stitched(flow.items)
    prose_lines = [item for item in items if isinstance(item, TextLine)]
    tables = [item for item in items if isinstance(item, Part)]
    in_tables = lines_in(tables)
    words = Vocabulary()
    words.learn([*prose_lines, *in_tables])
    prose = Prose(Look.of(prose_lines, in_tables), Setting(pitch_of([prose_lines]), words))
    setting = setting_of(tables, words)
    blocks: list[Block] = []
    notices: list[Notice] = []
    waiting: list[TextLine] = []
    on_page: dict[int, int] = {}
    for item in items:
        if isinstance(item, TextLine):
            waiting.append(item)
            continue
        blocks += prose.blocks(waiting)
        waiting = []
        item.rows = blank_rows_out(item.rows)
        number = on_page[item.page] = on_page.get(item.page, 0) + 1
        name = described(item, number)
        blocks.append(table_of(item, name, setting))
        notices += joined_notices(item, name)
    blocks += prose.blocks(waiting)
    return blocks, notices


def joined_notices(part: Part, name: str) -> Iterator[Notice]:
    for number, row in enumerate(part.rows, 1):
        for page in row.joined:
            text = f"Raden fortsätter på sida {page} och lästes som en rad. Kontrollera att den är hel."
            yield Notice("joined-over-page", "info", f"{name}, rad {number}", text)


def _stitched(items: Sequence[TextLine | Part]) -> list[TextLine | Part]:
    found: list[TextLine | Part] = []
    for item in _with_lines_across(items):
        last = found[-1] if found else None
        if isinstance(item, Part) and isinstance(last, Part) and goes_on(last, item):
            earlier = [part for part in reversed(found[-_ITEMS_BEFORE:-1]) if isinstance(part, Part)]
            found[-1] = put_together(last, item, earlier)
        else:
            found.append(item)
    return found


def _with_lines_across(items: Sequence[TextLine | Part]) -> list[TextLine | Part]:
    found: list[TextLine | Part] = []
    lines: list[TextLine] = []
    for item in items:
        if isinstance(item, TextLine):
            lines.append(item)
            continue
        last = found[-1] if found else None
        whole = across_between(last, lines, item) if isinstance(last, Part) and lines else None
        if whole is not None:
            found[-1] = whole
        else:
            found += [*lines, item]
        lines = []
    return [*found, *lines]
