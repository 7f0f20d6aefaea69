"""Pages that estimate: one risk by matrix or by words, and a sheet of all of a year's risks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404

from internkoll.register.estimate_parts import (
    NAMES,
    Name,
    Part,
    Shown,
    estimate_from,
    mark_of,
    mark_of_cell,
    parts_of,
    written_in,
)
from internkoll.register.models import Estimate, Risk
from internkoll.register.services import NewEstimate
from internkoll.rules.matrix import Cell, cell_of, cells
from internkoll.rules.method import Method
from internkoll.rules.periods import in_order


@dataclass(frozen=True, slots=True)
class CellChoice:
    value: str
    likelihood: str
    consequence: str
    mark: Shown
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    word: str
    cells: tuple[CellChoice, ...]


@dataclass(frozen=True, slots=True)
class EstimatePage:
    """`period` is empty for the year; `written`: the parts as they are shown."""

    risk: Risk
    method: Method
    periods: tuple[str, ...]
    period: str
    held: Estimate | None
    parts: tuple[Part, ...]
    written: Mapping[Name, str]

    @property
    def initial(self) -> dict[str, object]:
        held = self.held
        shown = dict[str, object](self.written.items())
        given = {"edits": held.edits if held else None, "text": held.text if held else ""}
        return {**shown, **given, "cell": self._cell(self.written)}

    @property
    def mark(self) -> Shown | None:
        return mark_of(self.method, self.held)

    def _cell(self, written: Mapping[Name, str]) -> str:
        found = cell_of(self.method, written["likelihood"], written["consequence"])
        return f"{found.likelihood}-{found.consequence}" if found else ""

    def estimate_from(self, told: Mapping[str, Any]) -> NewEstimate:
        written = {name: told[name] for name in NAMES if name in told}
        if told.get("cell"):
            i, j = (int(step) for step in told["cell"].split("-"))
            written = {"likelihood": self.method.likelihood[i].word, "consequence": self.method.consequence[j].word}
        return estimate_from(self.method, self.risk, self.held, written, period=self.period, text=told["text"])

    def met(self, told: Sequence[tuple[str, object]]) -> list[tuple[str, object]]:
        """What another wrote, as this page has just read it: in a matrix the odds, which the form has as one choice."""
        odds = [(part.label, self.written[part.name]) for part in self.parts] if self.method.matrix else []
        return [*odds, *told]

    def matrix(self, form: Form) -> tuple[ChoiceRow, ...]:
        """The matrix as it is drawn, with the cell that the form has chosen."""
        if "cell" not in form.fields:
            return ()
        chosen = str(form["cell"].value() or "")
        return tuple(self._row(drawn, chosen) for drawn in cells(self.method))

    def _row(self, drawn: Sequence[Cell], chosen: str) -> ChoiceRow:
        likelihood = self.method.likelihood[drawn[0].likelihood].word
        choices = (
            CellChoice(
                value=(value := f"{cell.likelihood}-{cell.consequence}"),
                likelihood=likelihood,
                consequence=self.method.consequence[cell.consequence].word,
                mark=mark_of_cell(cell),
                is_chosen=value == chosen,
            )
            for cell in drawn
        )
        return ChoiceRow(likelihood, tuple(choices))


def estimate_page(risk: Risk, year: int, method: Method, period: str) -> EstimatePage:
    """404 where the period is none of the Method's in that year, and the risk has no estimate of it."""
    estimates = {estimate.period: estimate for estimate in Estimate.objects.filter(risk=risk, year=year)}
    periods = in_order({f"{rule.mark} {year}" for rule in method.rounds} | (set(estimates) - {""}), method.rounds)
    if period and period not in periods:
        raise Http404("Perioden finns inte.")
    held = estimates.get(period)
    if held:
        held.risk = risk
    return EstimatePage(risk, method, tuple(periods), period, held, parts_of(method), written_in(method, held))


@dataclass(frozen=True, slots=True)
class SheetField:
    """One part of one risk's estimate in the sheet, as it is shown or as it was typed."""

    part: Part
    id: str
    name: str
    value: str
    error: str = ""

    @property
    def choices(self) -> Iterable[tuple[str, str]]:
        return self.part.choices_with(self.value)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`was`: what was shown, by which one sees what has been changed. `theirs`: what another wrote meanwhile."""

    risk: Risk
    fields: tuple[SheetField, ...]
    edits: str
    was: str
    mark: Shown | None
    theirs: str = ""


def levels_of(method: Method) -> dict[str, dict[str, str]]:
    """The mark of each cell by its two words, for the script that shows the level while one chooses."""
    return {
        f"{method.likelihood[cell.likelihood].word}|{method.consequence[cell.consequence].word}": {
            "word": (mark := mark_of_cell(cell)).word,
            "tone": mark.tone,
            "shape": mark.shape,
        }
        for drawn in cells(method)
        for cell in drawn
    }
