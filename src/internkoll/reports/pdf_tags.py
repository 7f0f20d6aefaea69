"""Row headers in a PDF's structure: the first cell of each row becomes a header of its row (ISO 32000-1, 14.8.4.3.4).

Typst 0.15 tags column headers only. Its lists of headers by name are taken away, since they would leave out the row's.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


def head_the_rows(pdf: bytes) -> bytes:
    """The same PDF where the cells of each table's first column are headers with the scope of their row."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for table in _tables(opened.Root.StructTreeRoot):
            _head_rows_of(table)
        out = BytesIO()
        opened.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _tables(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == Name.Table:
            yield element
        else:
            waiting += reversed(_children(element))


def _head_rows_of(table: pikepdf.Object) -> None:
    shared = 0  # how many rows more the first column's cell goes on
    for part in _children(table):
        for row in _children(part):
            cells = _children(row)
            for cell in cells:
                _forget_headers(cell)
            if Name.THead == part.S:
                continue
            if shared:
                shared -= 1
            elif cells:
                shared = _make_header(cells[0]) - 1


def _make_header(cell: pikepdf.Object) -> int:
    """Makes the cell a header of its rows; says how many they are."""
    cell.S = Name.TH
    attributes = _table_attributes(cell)
    attributes["/Scope"] = Name.Row
    return int(attributes.get("/RowSpan", 1))


def _forget_headers(cell: pikepdf.Object) -> None:
    attributes = _table_attributes(cell)
    if "/Headers" in attributes:
        del attributes["/Headers"]


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    return next(kind for kind in cell.A if Name.Table == kind.O)


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if _is_element(kid)]


def _is_element(kid: object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid
