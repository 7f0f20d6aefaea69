"""A draft of a Method as data: it may be unfinished, and what it has is kept while its scales grow and shrink.

The data has the shape of a Method's file. Each function gives new data and leaves what it was given as it is.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from internkoll.rules.method import BadMethod, Method, load_method
from internkoll.rules.method_faults import MethodNotice

Data = dict[str, Any]
# The lists of a Method that grow and shrink, and the side of the matrix that follows each scale.
LISTS = (
    "likelihood",
    "consequence",
    "levels",
    "result_classes",
    "statuses",
    "assessments",
    "rounds",
    "categories",
    "responses",
)
SCALES = ("likelihood", "consequence")


def data_of(method: Method) -> Data:
    """The Method as data to draft from. A level may be named in any form; here each cell has the level's own word."""
    data = method.model_dump(mode="json", exclude_defaults=True)
    words = {level.word: level.word for level in method.levels}
    words |= {name: level.word for name in _level_names(method) if (level := method.level(name))}
    if method.must_handle_from:
        data["must_handle_from"] = words[method.must_handle_from]
    if method.matrix:
        data["matrix"]["levels"] = [[words[name] for name in row] for row in method.matrix.levels]
    return data


def _level_names(method: Method) -> set[str]:
    named = {name for row in method.matrix.levels for name in row} if method.matrix else set()
    return named | ({method.must_handle_from} if method.must_handle_from else set())


def faults_of(data: Data) -> tuple[MethodNotice, ...]:
    """What must be mended before the draft can be taken into use."""
    try:
        load_method(data)
    except BadMethod as bad:
        return bad.notices
    return ()


def added(data: Data, part: str, count: int = 1) -> Data:
    """The data with new lines last in that part. A new step has the next value."""
    lines = list(data.get(part, ()))
    for _ in range(count):
        lines.append(_new_line(part, lines))
    return fitted(data | {part: lines})


def _new_line(part: str, lines: Sequence[Data]) -> Data:
    if part not in SCALES:
        return {}
    values = [line["value"] for line in lines if isinstance(line.get("value"), int)]
    return {"value": max(values, default=0) + 1}


def removed(data: Data, part: str, number: int) -> Data:
    lines = list(data.get(part, ()))
    if not 0 <= number < len(lines):
        return data
    order = [i for i in range(len(lines)) if i != number]
    return _in_order(data, part, order)


def moved(data: Data, part: str, number: int, steps: int) -> Data:
    """The data with that line of the part so many steps later (or earlier, below 0). The matrix follows its scales."""
    order = list(range(len(data.get(part, ()))))
    if not (0 <= number < len(order) and 0 <= number + steps < len(order)):
        return data
    order.insert(number + steps, order.pop(number))
    return _in_order(data, part, order)


def _in_order(data: Data, part: str, order: Sequence[int]) -> Data:
    lines = data[part]
    changed = data | {part: [lines[i] for i in order]}
    matrix = fitted(data).get("matrix")
    if matrix and part in SCALES:
        changed["matrix"] = {name: _table_in_order(table, part, order) for name, table in matrix.items()}
    return fitted(changed)


def _table_in_order(table: Sequence[Sequence[Any]], part: str, order: Sequence[int]) -> list[list[Any]]:
    if part == "likelihood":
        return [list(table[i]) for i in order]
    return [[row[j] for j in order] for row in table]


def fitted(data: Data) -> Data:
    """The data with a matrix of the scales' size, each cell a known level or none: new cells are empty until set."""
    matrix = data.get("matrix")
    if not matrix:
        return data
    rows, columns = (len(data.get(scale, ())) for scale in SCALES)
    known = {level.get("word") for level in data.get("levels", ())}
    levels = [[word if word in known else "" for word in row] for row in _sized(matrix["levels"], rows, columns, "")]
    own = {"values": _sized(matrix["values"], rows, columns, None)} if matrix.get("values") is not None else {}
    return data | {"matrix": {"levels": levels} | own}


def _sized(table: Sequence[Sequence[Any]], rows: int, columns: int, blank: Any) -> list[list[Any]]:
    def at(i: int, j: int) -> Any:
        return table[i][j] if i < len(table) and j < len(table[i]) else blank

    return [[at(i, j) for j in range(columns)] for i in range(rows)]


def value_at(data: Data, row: int, column: int) -> int | None:
    """The risk value of the cell: its own where the cells have such, else the product of its two steps."""
    values = (data.get("matrix") or {}).get("values")
    if values is not None:
        own = values[row][column]
        return own if isinstance(own, int) else None
    steps = [data[scale][number].get("value") for scale, number in zip(SCALES, (row, column), strict=True)]
    return steps[0] * steps[1] if all(isinstance(step, int) for step in steps) else None


def has_limits(data: Data) -> bool:
    return any(isinstance(level.get("from_value"), int) for level in data.get("levels", ()))


def filled(data: Data, cells: Iterable[tuple[int, int]] | None = None) -> Data:
    """The data with the level of those cells, or of all, set by the levels' limits. No cell of too low a value."""
    data = fitted(data)
    if not data.get("matrix"):
        return data
    levels = [list(row) for row in data["matrix"]["levels"]]
    wanted = [(i, j) for i, row in enumerate(levels) for j in range(len(row))] if cells is None else cells
    for i, j in wanted:
        if i < len(levels) and j < len(levels[i]):
            levels[i][j] = _level_by_limits(data, value_at(data, i, j)) or levels[i][j]
    return data | {"matrix": data["matrix"] | {"levels": levels}}


def _level_by_limits(data: Data, value: int | None) -> str | None:
    if value is None:
        return None
    limits = [(level["from_value"], level.get("word", "")) for level in data.get("levels", ()) if "from_value" in level]
    reached = [limit for limit in limits if isinstance(limit[0], int) and limit[0] <= value]
    return max(reached)[1] if reached else None
