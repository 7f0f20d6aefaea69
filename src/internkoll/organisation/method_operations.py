"""What the buttons of the Method's page do with a draft: add, move and take away lines, fill the matrix."""

from internkoll.organisation.method_editor import LIMITS, USUAL_LIMIT
from internkoll.organisation.services import OrganisationRefusal
from internkoll.rules.method_draft import LISTS, SCALES, Data, added, filled, has_limits, moved, removed

_SIZES = {str(size): size for size in range(2, max(LIMITS[scale] for scale in SCALES) + 1)}


def done(operation: str, data: Data) -> Data:
    """The data after the button's operation. One that is unknown, or of a line that is gone, changes nothing."""
    match operation.split():
        case ["add", part] if part in LISTS:
            return _added(data, part)
        case ["remove", part, number] if part in LISTS and number.isdecimal():
            return removed(data, part, int(number[:4]))
        case ["up" | "down" as way, part, number] if part in LISTS and number.isdecimal():
            return moved(data, part, int(number[:4]), -1 if way == "up" else 1)
        case ["size", rows, columns] if rows in _SIZES and columns in _SIZES:
            return _sized(data, _SIZES[rows], _SIZES[columns])
        case ["fill", *what]:
            return _filled(data, what)
    return data


def _added(data: Data, part: str) -> Data:
    most = LIMITS.get(part, USUAL_LIMIT)
    if len(data.get(part, ())) >= most:
        raise OrganisationRefusal(f"Listan kan ha högst {most} rader.")
    return added(data, part)


def _sized(data: Data, *sizes: int) -> Data:
    """Steps are added until the scales are of that size. None is taken away: that is done one by one."""
    data = {"matrix": {"levels": []}} | data
    for scale, size in zip(SCALES, sizes, strict=True):
        data = added(data, scale, max(size - len(data.get(scale, ())), 0))
    return data


def _filled(data: Data, what: list[str]) -> Data:
    if not has_limits(data):
        raise OrganisationRefusal("Ange först från vilket riskvärde varje nivå gäller. Sedan kan matrisen fyllas.")
    rows, columns = (range(len(data.get(scale, ()))) for scale in SCALES)
    match what:
        case []:
            return filled(data)
        case ["row", number] if number.isdecimal():
            return filled(data, [(int(number[:4]), j) for j in columns])
        case ["column", number] if number.isdecimal():
            return filled(data, [(i, int(number[:4])) for i in rows])
    return data
