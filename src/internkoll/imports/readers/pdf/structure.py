"""The structure tree of a tagged PDF, bounded: what is a heading, a paragraph, a table (ISO 32000-1, 14.7-14.8)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_DEEPEST = 60
_MOST_ELEMENTS = 150_000
_MOST_ROLES = 8
_LARGEST_SPAN = 1_000

Mark = tuple[int, int]


@dataclass(slots=True)
class Element:
    """`children` are elements and marks, (page from 1, id of marked content), in order."""

    role: str
    children: list["Element | Mark"] = field(default_factory=list)
    down: int = 1
    across: int = 1

    def marks(self) -> Iterator[Mark]:
        """All the marks in it, in order."""
        waiting: list[Element | Mark] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, Element):
                waiting += reversed(item.children)
            else:
                yield item

    def find(self, *roles: str) -> Iterator["Element"]:
        """The nearest elements below with one of the roles."""
        for child in self.children:
            if isinstance(child, Element):
                if child.role in roles:
                    yield child
                else:
                    yield from child.find(*roles)


def read_structure(pdf: pikepdf.Pdf) -> Element | None:
    """The tree, or None where there is none. Loops and what is too deep or too much are left out."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    return _Tree(pdf, root).read()


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Object) -> None:
        self._pages: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._root = root
        self._roles = root.get("/RoleMap")
        self._met: set[tuple[int, int]] = set()
        self._count = 0

    def read(self) -> Element:
        top = Element("Document")
        self._add(top, self._root.get("/K"), 0, 0)
        return top

    def _add(self, parent: Element, kids: Any, page: int, depth: int) -> None:
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._count += 1
            if self._count > _MOST_ELEMENTS:
                return
            if isinstance(kid, int):
                parent.children.append((page, kid))
            elif isinstance(kid, pikepdf.Dictionary):
                self._add_dictionary(parent, kid, page, depth)

    def _add_dictionary(self, parent: Element, kid: pikepdf.Object, page: int, depth: int) -> None:
        own_page = kid.get("/Pg")
        page = self._pages.get(own_page.objgen, page) if isinstance(own_page, pikepdf.Dictionary) else page
        if "/MCID" in kid and "/S" not in kid:
            parent.children.append((page, int(kid["/MCID"])))
        elif "/S" in kid and depth < _DEEPEST and self._is_new(kid):
            element = Element(self._role(kid), *([], *_spans(kid)))
            parent.children.append(element)
            self._add(element, kid.get("/K"), page, depth + 1)

    def _is_new(self, kid: pikepdf.Object) -> bool:
        if kid.objgen == (0, 0):
            return True
        is_new = kid.objgen not in self._met
        self._met.add(kid.objgen)
        return is_new

    def _role(self, element: pikepdf.Object) -> str:
        role = str(element["/S"])
        for _ in range(_MOST_ROLES):
            mapped = self._roles.get(role) if isinstance(self._roles, pikepdf.Dictionary) else None
            if not isinstance(mapped, pikepdf.Name) or str(mapped) == role:
                break
            role = str(mapped)
        return role[1:]


def _spans(element: pikepdf.Object) -> tuple[int, int]:
    """(RowSpan, ColSpan) of a cell."""
    given = element.get("/A")
    spans = {"/RowSpan": 1, "/ColSpan": 1}
    for attributes in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(attributes, pikepdf.Dictionary):
            for name in spans:
                value = attributes.get(name)
                if isinstance(value, int):
                    spans[name] = max(1, min(value, _LARGEST_SPAN))
    return spans["/RowSpan"], spans["/ColSpan"]
