"""Between the data of a Method and its forms: a draft that is shown and saved unchanged is as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from internkoll.rules.fields import FIELDS, USUAL_WORDS
from internkoll.rules.method_draft import Data

_DATES = ("opens", "due")
# Between the other forms of a word where they stand in one field.
_BETWEEN = ";"


def initial_of(line: Data) -> Data:
    told = dict(line)
    for key in _DATES:
        month, day = told.pop(key, None) or (None, None)
        told |= {f"{key}_month": str(month or ""), f"{key}_day": day or None}
    return told | {"also": f"{_BETWEEN} ".join(line.get("also", ())), "tone": line.get("tone", "neutral")}


def line_of(part: str, cleaned: Mapping[str, Any]) -> Data:
    """The line as the Method's data has it: what is blank, or as it usually is, is left out."""
    # A value of 0 is a value, though it equals False.
    told = {key: value for key, value in cleaned.items() if value is not False and value not in (None, "")}
    if told.get("tone") == "neutral":
        del told["tone"]
    if "also" in told:
        told["also"] = [form.strip() for form in told["also"].split(_BETWEEN) if form.strip()]
        if not told["also"]:
            del told["also"]
    for key in _DATES if part == "rounds" else ():
        month, day = int(told.pop(f"{key}_month", 0)), told.pop(f"{key}_day", 0)
        if month or day:
            told[key] = [month, day]
    return told


def head_initial(data: Data) -> Data:
    return {name: data.get(name) for name in ("name", "layout", "from_year")}


def fields_initial(data: Data) -> Data:
    used = {f"use-{field}": True for field in data.get("fields", ())}
    return used | {f"word-{term}": word for term, word in data.get("words", {}).items()}


def chosen_fields(cleaned: Mapping[str, Any], earlier: Sequence[str]) -> Data:
    """The fields in the order that they had; new ones after them."""
    order = [*earlier, *(term for term in USUAL_WORDS if term in FIELDS and term not in earlier)]
    words = {term: cleaned[f"word-{term}"] for term in USUAL_WORDS if cleaned.get(f"word-{term}")}
    return {"fields": [field for field in order if cleaned.get(f"use-{field}")], "words": words}


def matrix_initial(data: Data) -> Data:
    words = [level.get("word", "") for level in data.get("levels", ())]
    matrix = data.get("matrix") or {}
    told = {
        "has_matrix": bool(matrix),
        "own_values": matrix.get("values") is not None,
        "must_handle_from": _number(words, data.get("must_handle_from")),
        "selection_limit": data.get("selection_limit"),
    }
    for name, kind in (("levels", "cell"), ("values", "value")):
        for i, row in enumerate(matrix.get(name) or ()):
            told |= {f"{kind}-{i}-{j}": _number(words, v) if kind == "cell" else v for j, v in enumerate(row)}
    return told


def _number(words: Sequence[str], word: str | None) -> str:
    """The level's number on the page. A Method may name a level in any form and with any capitals."""
    wanted = (word or "").casefold()
    return next((str(i) for i, known in enumerate(words) if known and known.casefold() == wanted), "")


def level_numbered(levels: Sequence[str], number: str | None) -> str:
    return levels[int(number)] if number else ""
