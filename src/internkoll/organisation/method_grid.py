"""What the page of a draft draws: its sections with their lists, the grid of the matrix, the table of the fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from internkoll.organisation.method_editor import LIMITS, SECTIONS, TITLES, USUAL_LIMIT, Editor
from internkoll.rules.fields import USUAL_WORDS
from internkoll.rules.method_draft import SCALES

_HINTS = {
    "likelihood": _("Det lägsta steget först."),
    "consequence": _("Det lägsta steget först."),
    "levels": _("Den lägsta nivån först. ”Från värde” behövs bara om ett riskvärde ensamt ska ge nivån."),
    "result_classes": _("En klass som är en anmärkning kräver en åtgärd."),
    "statuses": _("Statusord som ni använder, och vad de betyder."),
    "assessments": _("Den bästa bedömningen först."),
    "rounds": _("Märket står i rubriker, till exempel T1. En sista dag före öppningen infaller året efter."),
    "responses": _("Lämna listan tom för de fyra vanliga: acceptera, åtgärda, kontrollera och bevaka."),
    "categories": _("En obligatorisk kategori måste ha prövats i varje nämnds riskanalys."),
}
_ADDS = {
    "likelihood": _("Lägg till ett steg av sannolikhet"),
    "consequence": _("Lägg till ett steg av konsekvens"),
    "levels": _("Lägg till en nivå"),
    "result_classes": _("Lägg till en klass"),
    "statuses": _("Lägg till en status"),
    "assessments": _("Lägg till en bedömning"),
    "rounds": _("Lägg till en period"),
    "responses": _("Lägg till ett sätt"),
    "categories": _("Lägg till en kategori"),
}


@dataclass(frozen=True, slots=True)
class ListOfLines:
    part: str
    title: Any
    hint: Any
    add: Any
    lines: Any
    headings: tuple[Any, ...]
    is_full: bool


@dataclass(frozen=True, slots=True)
class DrawnSection:
    key: str
    title: Any
    sum: str
    lists: tuple[ListOfLines, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    field: BoundField
    place: str
    chosen: str
    value: BoundField | None
    tone: str


@dataclass(frozen=True, slots=True)
class GridRow:
    number: int
    word: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows from the highest likelihood, as the matrix is drawn."""

    columns: tuple[tuple[int, str], ...]
    rows: tuple[GridRow, ...]


def sections_of(editor: Editor) -> list[DrawnSection]:
    return [
        DrawnSection(key, section.title, editor.shown[key], tuple(_lists(editor, section.parts)))
        for key, section in SECTIONS.items()
    ]


def _lists(editor: Editor, parts: tuple[str, ...]) -> Iterator[ListOfLines]:
    for part in parts:
        if part in editor.lists:
            lines = editor.lists[part]
            headings = tuple(field.label for field in lines.empty_form)
            is_full = len(lines.forms) >= LIMITS.get(part, USUAL_LIMIT)
            yield ListOfLines(part, TITLES[part], _HINTS[part], _ADDS[part], lines, headings, is_full)


def grid_of(editor: Editor) -> Grid:
    words = [[_word(form["word"], number) for number, form in enumerate(editor.lists[scale], 1)] for scale in SCALES]
    tones = [str(form["tone"].value() or "neutral") for form in editor.lists["levels"]]
    rows = (
        GridRow(i, word, tuple(_cell(editor, i, j, tones) for j in range(len(words[1]))))
        for i, word in reversed(list(enumerate(words[0])))
    )
    return Grid(tuple(enumerate(words[1])), tuple(rows))


def _word(field: BoundField, number: int) -> str:
    return str(field.value() or "").strip() or str(number)


def _cell(editor: Editor, i: int, j: int, tones: list[str]) -> GridCell:
    field = editor.matrix[f"cell-{i}-{j}"]
    chosen = str(field.value() or "")
    tone = tones[int(chosen)] if chosen.isdecimal() and int(chosen) < len(tones) else ""
    value = editor.matrix[f"value-{i}-{j}"] if editor.matrix.with_values else None
    return GridCell(field, str(field.label), chosen, value, tone)


def field_rows(editor: Editor) -> list[tuple[str, BoundField | None, BoundField]]:
    """Each field's usual name, whether it is used, and its own word. Some are words only."""
    form = editor.fields
    return [
        (usual, form[f"use-{term}"] if f"use-{term}" in form.fields else None, form[f"word-{term}"])
        for term, usual in USUAL_WORDS.items()
    ]
