"""What a municipality has said that the columns of its tables are: offered when such a table is read again, shown, and
forgotten where it was wrong."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from internkoll.base.history import Change, record
from internkoll.base.models import Unit, User
from internkoll.imports.columns_form import SENSES
from internkoll.imports.models import ChosenColumn
from internkoll.imports.rows.corrections import Correction, OfColumn

# As many as are offered to the reader, and shown.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class ColumnRemembered:
    heading: str
    word: str | Promise


@dataclass(frozen=True, slots=True)
class TableRemembered:
    """A table with those headings, and what was said of its columns. `key` is what a form calls it."""

    key: str
    headings: tuple[str, ...]
    columns: tuple[ColumnRemembered, ...]
    at: datetime
    by: str


def remembered_by(board: Unit) -> tuple[OfColumn, ...]:
    """The columns as the board's municipality has chosen them, the latest first."""
    return tuple(OfColumn(headings=tuple(c.headings), index=c.index, sense=c.sense) for c in _chosen(board))


def tables_remembered(board: Unit) -> list[TableRemembered]:
    """Those of the board's municipality, the latest chosen first. Two queries."""
    by_table: dict[str, list[ChosenColumn]] = {}
    for chosen in _chosen(board):
        by_table.setdefault(chosen.headings_hash, []).append(chosen)
    return [_shown(key, chosen) for key, chosen in by_table.items()]


def _chosen(board: Unit) -> list[ChosenColumn]:
    root = Unit.objects.get_root(board)
    chosen = ChosenColumn.objects.filter(unit=root).select_related("chosen_by")
    return list(chosen.order_by("-chosen_at", "-pk")[:MOST])


def _shown(key: str, chosen: Sequence[ChosenColumn]) -> TableRemembered:
    latest = chosen[0]
    return TableRemembered(
        key=key,
        headings=tuple(filter(None, latest.headings)),
        columns=tuple(
            ColumnRemembered(_heading(column), _word(column))
            for column in sorted(chosen, key=lambda column: column.index)
        ),
        at=latest.chosen_at,
        by=str(latest.chosen_by or ""),
    )


def _heading(column: ChosenColumn) -> str:
    """The heading of the column; its number where it has none."""
    headings = column.headings
    return (headings[column.index] if column.index < len(headings) else "") or str(column.index + 1)


def _word(column: ChosenColumn) -> str | Promise:
    return next((word for sense, word in SENSES.items() if str(sense) == column.sense), column.sense)


def remember_columns(*, by: User, board: Unit, corrections: Iterable[Correction]) -> None:
    """Remembers what the corrections say of columns, for the board's whole municipality."""
    root = Unit.objects.get_root(board)
    for told in corrections:
        if isinstance(told, OfColumn):
            key = hashlib.sha256("\n".join(told.headings).encode()).hexdigest()
            column = {"unit": root, "headings_hash": key, "index": told.index}
            is_known = ChosenColumn.objects.filter(**column, sense=told.sense).exists()
            defaults = {"headings": list(told.headings), "sense": told.sense, "chosen_by": by}
            chosen, _ = ChosenColumn.objects.update_or_create(**column, defaults=defaults)
            if not is_known:
                _tell(by, board, "columns chosen", chosen, is_new=True)


@transaction.atomic
def forget_columns(*, by: User, board: Unit, key: str) -> int:
    """Forgets what was said of the tables with those headings. Returns of how many columns."""
    held = list(ChosenColumn.objects.select_for_update().filter(unit=Unit.objects.get_root(board), headings_hash=key))
    for chosen in held:
        _tell(by, board, "columns forgotten", chosen, is_new=False)
        chosen.delete()
    return len(held)


def _tell(by: User, board: Unit, what: str, chosen: ChosenColumn, *, is_new: bool) -> None:
    """In the history of the board that it was done from: it is held while a document is brought in."""
    told = {"column": _heading(chosen), "sense": str(_word(chosen))}
    change = Change(what, chosen, after=told) if is_new else Change(what, chosen, before=told)
    record(by=by, unit=board, changes=[change])
