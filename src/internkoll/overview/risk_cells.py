"""The cells of the gross list's rows as markup: those that are told alike are made once, however many the rows are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from internkoll.overview.risk_tally import Changed, Tally
from internkoll.overview.risks import Reader, RiskRow, Written, words_of
from internkoll.plan.board_year import BoardYear
from internkoll.reports.blocks import Mark


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns the risks fill."""

    odds: bool
    value: bool
    level: bool
    before: bool
    response: bool


def columns_of(tallies: Sequence[Tally], rows: Sequence[RiskRow], *, has_before: bool) -> Columns:
    return Columns(
        odds=any(tally.has_odds for tally in tallies),
        value=any(tally.now.value is not None for tally in tallies),
        level=any(tally.now.level for tally in tallies),
        before=has_before,
        response=any(row.response for row in rows),
    )


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with the cells that stand after the risk's name."""

    row: RiskRow
    cells: SafeString


class Cells:
    """Draws the rows of one page."""

    def __init__(self, here: BoardYear, columns: Columns, periods: Sequence[str]) -> None:
        self._here, self._columns, self._periods = here, columns, periods
        self._words = words_of(here.method)
        self._read = Reader(here)
        self._now = cache(self._draw_now)
        self._before = cache(self._draw_before)
        self._anew = cache(self._draw_anew)
        self._response = cache(self._draw_response)
        self._controls = _("Kontroller")

    def drawn(self, rows: Sequence[RiskRow]) -> list[DrawnRow]:
        return [DrawnRow(row, self._cells(row)) for row in rows]

    def _cells(self, row: RiskRow) -> SafeString:
        parts = [self._now(row.now)]
        if self._columns.before:
            changed = self._read.changed(row.now, row.before, row.was_there)
            parts.append(self._before(self._read.before(row.before), changed))
        parts.append(self._anew(row.anew))
        if self._columns.response:
            parts.append(self._response(row.response, row.response_year))
        parts.append(self._draw_controls(row))
        return _together(parts)

    def _draw_now(self, written: Written) -> SafeString:
        read, columns, words = self._read.now(written), self._columns, self._words
        parts = []
        if columns.odds:
            parts += [_cell(words["likelihood"], written[0] or ""), _cell(words["consequence"], written[1] or "")]
        if columns.value:
            parts.append(_cell(words["score"], "" if read.value is None else str(read.value), "ik-number ik-short"))
        if columns.level:
            parts.append(_cell(words["level"], _mark(read.level)))
        return _together(parts)

    def _draw_before(self, mark: Mark | None, changed: Changed) -> SafeString:
        sign, word = _SIGNS.get(changed, ""), _change_words().get(changed, "")
        told = mark.word if mark else ""
        if word:
            change = '{} <span class="ik-change"><span aria-hidden="true">{}</span> {}</span>'
            told = format_html(change, told, sign, word)
        return _cell(str(self._here.year - 1), told)

    def _draw_anew(self, levels: tuple[str | None, ...]) -> SafeString:
        told = zip(self._periods, levels, strict=True)
        return _together([_cell(period, _mark(self._read.level(level))) for period, level in told])

    def _draw_response(self, word: str, year: int | None) -> SafeString:
        earlier = word and year != self._here.year
        told = format_html('{} <span class="ik-quiet">({})</span>', word, year) if earlier else word
        return _cell(_("Hantering"), told)

    def _draw_controls(self, row: RiskRow) -> SafeString:
        link = '<a class="ds-link" href="{}#kontroller">{}</a>'
        told = format_html(link, row.address, row.controls) if row.controls else "0"
        return _cell(self._controls, told, "ik-number ik-short")


# A sign never stands without its word.
_SIGNS = {Changed.NEW: "+", Changed.RAISED: "↑", Changed.LOWERED: "↓", Changed.SAME: "="}


def _change_words() -> dict[Changed, str]:
    return {
        Changed.NEW: _("ny"),
        Changed.RAISED: _("höjd"),
        Changed.LOWERED: _("sänkt"),
        Changed.SAME: _("oförändrad"),
    }


def _cell(label: str, told: str, look: str = "ik-short") -> SafeString:
    return format_html('<td role="cell" class="{}" data-label="{}">{}</td>', look, label, told)


def _mark(mark: Mark | None) -> str:
    if mark is None:
        return ""
    drawn = '<span class="ik-mark" data-tone="{}"><span aria-hidden="true">{}</span>&nbsp;{}</span>'
    return format_html(drawn, mark.tone, mark.shape, mark.word)


def _together(parts: Sequence[SafeString]) -> SafeString:
    return format_html("{}" * len(parts), *parts) if parts else SafeString("")
