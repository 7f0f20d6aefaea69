"""The few formulas of a plan that can be worked out without Excel: a product or sum of cells, or a cell repeated.

Excel stores what a formula gave; a workbook written by another program may lack that, and its "=D14*E14" would be read
as blank. Nothing else is computed: a formula beyond these is told as unread.
"""

import re
from collections.abc import Callable, Iterator

Place = tuple[int, int]
"""(row, column) from 0."""

_REFERENCE = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_OPERATION = re.compile(rf"=?\(?\s*(?P<first>{_REFERENCE})\s*(?:(?P<sign>[*+])\s*(?P<second>{_REFERENCE}))?\s*\)?")
_FUNCTION = re.compile(rf"=?(?P<name>PRODUCT|SUM)\((?P<first>{_REFERENCE})(?P<sign>[:,;])(?P<second>{_REFERENCE})\)")
_LARGEST_RANGE = 50

_PARTS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

Value = float | str


def place_of(reference: str) -> Place | None:
    """ "C7" -> (6, 2)."""
    match = _PARTS.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def worked_out(formula: str, value_at: Callable[[Place], Value]) -> Value | None:
    """What the formula gives, from values that are there already; None where that can't be told."""
    operation = _OPERATION.fullmatch(formula)
    if operation and not operation["sign"]:
        return value_at(_place(operation["first"])) or None
    function = _FUNCTION.fullmatch(formula)
    match = operation or function
    if match is None:
        return None
    places = [_place(match["first"]), _place(match["second"])]
    values = [value_at(place) for place in (_between(*places) if match["sign"] == ":" else places)]
    figures = [value for value in values if isinstance(value, int | float)]
    if len(figures) != len(values) or len(values) > _LARGEST_RANGE:
        return None
    is_sum = match["sign"] == "+" or (function is not None and function["name"] == "SUM")
    return sum(figures) if is_sum else _product(figures)


def _product(figures: list[float]) -> float:
    product: float = 1
    for figure in figures:
        product *= figure
    return product


def _place(reference: str) -> Place:
    return place_of(reference) or (0, 0)


def _between(first: Place, last: Place) -> Iterator[Place]:
    for row in range(first[0], min(last[0], first[0] + _LARGEST_RANGE) + 1):
        for column in range(first[1], min(last[1], first[1] + _LARGEST_RANGE) + 1):
            yield row, column
