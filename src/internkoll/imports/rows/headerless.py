"""A table of a plan whose header is lost, in a document that has no other: its columns are guessed from their cells."""

from collections.abc import Callable, Sequence

from internkoll.imports.columns import Meaning
from internkoll.imports.evidence import is_figure, is_frequency, is_role, share
from internkoll.imports.readers.shapes import Line, Table
from internkoll.imports.rows.plan import HeaderCell

_FEWEST_COLUMNS, _FEWEST_LINES = 4, 3
_MOST = 0.7
_LONG = 20


def guessed_header(table: Table) -> tuple[tuple[HeaderCell, ...], Sequence[Line]] | None:
    """Headings without a word for a table that may be a plan's, and its lines; None for any other table. Such a plan
    has columns of text, and one of who does something or how often it is done."""
    wide = [index for index, line in enumerate(table.lines) if len(line.filled) >= _FEWEST_COLUMNS - 1]
    if table.width < _FEWEST_COLUMNS or len(wide) < _FEWEST_LINES:
        return None
    lines = table.lines[wide[0] if table.is_sheet else 0 : wide[-1] + 1]
    columns = [[text for line in lines if (text := line.text(index))] for index in range(table.width)]
    texts = [cells for cells in columns if cells and sum(map(len, cells)) >= _LONG * len(cells)]
    tells = [cells for cells in columns if len(cells) > 1 and (_tells(cells, is_role) or _tells(cells, is_frequency))]
    if len(texts) < 1 or not tells or len(texts) + len(tells) < _FEWEST_LINES:
        return None
    return tuple(HeaderCell("", Meaning(None, 0.0), index, index) for index in range(table.width)), lines


def _tells(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return share(cells, test) >= _MOST and share(cells, is_figure) < 1 - _MOST
