"""What the columns of each table are: settled together for tables with the same header, and as a person has chosen."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from internkoll.imports.column_context import settle
from internkoll.imports.columns import Meaning, ReadColumn
from internkoll.imports.period_marks import Mark
from internkoll.imports.readers.shapes import Heading
from internkoll.imports.rows.corrections import Choices, Chosen, as_chosen
from internkoll.imports.rows.plan import Plan
from internkoll.imports.rows.values import value_group
from internkoll.imports.synonyms import Sense


def columns_by_key(
    pieces: Sequence[object], year: int | None, choices: Choices
) -> dict[tuple[str, ...], tuple[ReadColumn, ...]]:
    """What the columns are, by the table's key: as guessed, but for what a person has chosen."""
    plans = _by_key(pieces)
    guessed = {key: _columns(alike, pieces, year) for key, alike in plans.items()}
    chosen = {key: _chosen(plan[0], guessed[key], plans, guessed, choices) for key, plan in plans.items()}
    return {
        key: as_chosen(_columns(plans[key], pieces, year, choice), choice) if choice else guessed[key]
        for key, choice in chosen.items()
    }


def _chosen(
    plan: Plan,
    columns: tuple[ReadColumn, ...],
    plans: Mapping[tuple[str, ...], Sequence[Plan]],
    guessed: Mapping[tuple[str, ...], tuple[ReadColumn, ...]],
    choices: Choices,
) -> dict[int, Chosen]:
    """What was chosen for this header; else for one that means the same: this one misspelt on a later page."""
    own = choices.of(plan.headings)
    alike = (key for key, others in guessed.items() if _shape(others) == _shape(columns))
    return own or next((found for key in alike if (found := choices.of(plans[key][0].headings))), {})


def _shape(columns: Iterable[ReadColumn]) -> list[tuple[Sense | None, Mark | None]]:
    return [(column.sense, column.mark) for column in columns]


def _by_key(pieces: Iterable[object]) -> dict[tuple[str, ...], list[Plan]]:
    plans: dict[tuple[str, ...], list[Plan]] = {}
    for piece in pieces:
        if isinstance(piece, Plan):
            plans.setdefault(piece.key, []).append(piece)
    return plans


def _columns(
    plans: Sequence[Plan],
    pieces: Sequence[object],
    year: int | None,
    chosen: Mapping[int, Chosen] = MappingProxyType({}),
) -> tuple[ReadColumn, ...]:
    """What the columns are. Those that are chosen are known by that, which tells what the others are."""
    entries = [entry for plan in plans for entry in plan.entries]
    data = [entry for entry in entries if len(entry.filled) > 1]
    names = [entry.cells[entry.filled[0]].text for entry in entries if len(entry.filled) == 1]
    names += [piece.text for piece in pieces if isinstance(piece, Heading)]
    meanings = [
        Meaning(chosen[index].sense, 1.0, chosen[index].mark or cell.meaning.mark) if index in chosen else cell.meaning
        for index, cell in enumerate(plans[0].header)
    ]
    headings = [(cell.text, known) for cell, known in zip(plans[0].header, meanings, strict=True)]
    cells = [[entry.cells[index].text for entry in data] for index in range(len(headings))]
    grouped = any(value_group(name) is not None for name in names)
    return settle(headings, cells, has_value_groups=grouped, year=year)
