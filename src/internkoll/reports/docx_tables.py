"""Tables as WordprocessingML: a repeated header row, shared cells merged downwards, a title and a description."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from internkoll.reports.blocks import Cell, Column, Table
from internkoll.reports.docx_base import TABLE_STYLE
from internkoll.reports.docx_text import block_paragraphs, element, paragraph, run
from internkoll.reports.measure import Heights

# Rows that together have at most this many lines, about half a page, are not broken over pages.
_KEPT_TOGETHER = 20
_SIGNS_ACROSS = 165
_TEXT, _HEADING, _ITEM = "Tabelltext", "Tabellrubrik", "Tabellpunkt"


def table_element(table: Table, width: Length) -> BaseOxmlElement:
    """The table, as wide as told."""
    made = element("tbl")
    made.append(_properties(table, width))
    twips = _column_widths(table.columns, int(width.twips))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=str(column)) for column in twips])
    made.append(grid)
    made.append(_header_row(table.columns, twips))
    made.extend(list(_rows(table, twips)))
    return made


def _properties(table: Table, width: Length) -> BaseOxmlElement:
    made = element("tblPr")
    headings = ", ".join(column.heading for column in table.columns)
    made.extend(
        [
            element("tblStyle", val=TABLE_STYLE),
            element("tblW", w=str(width.twips), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"),
            element("tblCaption", val=table.caption),
            element("tblDescription", val=f"Kolumner: {headings}. Den första kolumnen är radens rubrik."),
        ]
    )
    return made


def _column_widths(columns: tuple[Column, ...], width: int) -> list[int]:
    """In twips, without the sum drifting from the table's width."""
    edges = [round(width * share / 100) for share in accumulate((c.width for c in columns), initial=0.0)]
    return [right - left for left, right in pairwise(edges)]


def _header_row(columns: tuple[Column, ...], twips: list[int]) -> BaseOxmlElement:
    row = _row("cantSplit", "tblHeader")
    for column, width in zip(columns, twips, strict=True):
        row.append(_cell(width, [paragraph(_HEADING, [run(column.heading)])]))
    return row


def _rows(table: Table, twips: list[int]) -> Iterator[BaseOxmlElement]:
    heights = Heights(table, _SIGNS_ACROSS, _KEPT_TOGETHER)
    bound_until = 0
    for number, cells in enumerate(table.rows):
        row = _row("cantSplit") if heights.stays_together(number) else _row()
        row.extend([_body_cell(cell, width) for cell, width in zip(cells, twips, strict=True)])
        spans = [cell.rows for cell in cells if cell and heights.stays_together(number, cell.rows)]
        bound_until = max([bound_until, *(number + rows - 1 for rows in spans)])
        if number < bound_until:
            _keep_with_next(row)
        yield row


def _keep_with_next(row: BaseOxmlElement) -> None:
    for look in row.iter(qn("w:pPr")):
        look.insert(1, element("keepNext"))


def _row(*flags: str) -> BaseOxmlElement:
    row = element("tr")
    if flags:
        properties = element("trPr")
        properties.extend([element(flag) for flag in flags])
        row.append(properties)
    return row


def _body_cell(cell: Cell | None, width: int) -> BaseOxmlElement:
    if cell is None:
        return _cell(width, [paragraph(_TEXT)], merge="continue")
    told = list(block_paragraphs(cell.blocks, _TEXT, _ITEM)) or [paragraph(_TEXT)]
    return _cell(width, told, merge="restart" if cell.rows > 1 else "")


def _cell(width: int, paragraphs: list[BaseOxmlElement], merge: str = "") -> BaseOxmlElement:
    cell = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=str(width), type="dxa"))
    if merge:
        properties.append(element("vMerge", val=merge))
    cell.append(properties)
    cell.extend(paragraphs)
    return cell
