"""The rows of the gross list, drawn: cells that are told alike are made once, however many the rows are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from internkoll.overview.drawn import addresses, cell_begun, drawn, joined, neutral
from internkoll.overview.risk_tally import Changed, Tally
from internkoll.overview.risks import Reader, RiskRow, Written, words_of
from internkoll.plan.board_year import BoardYear, current_year
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


class Rows:
    """Draws the rows of one page. `takes_up`: they can be ticked, to be taken up in the plan."""

    def __init__(
        self, here: BoardYear, columns: Columns, periods: Sequence[str], today: date, *, takes_up: bool
    ) -> None:
        self._here, self._columns, self._periods, self._takes_up = here, columns, periods, takes_up
        self._words = words_of(here.method)
        self._read = Reader(here)
        self._address = addresses("risk")
        # A risk's page is of the current year where nothing else is asked for.
        self._query = "" if here.year == current_year(here.years, today) else f"?ar={here.year}"
        self._now = cache(self._draw_now)
        self._before = cache(self._draw_before)
        self._anew = cache(self._draw_anew)
        self._response = cache(self._draw_response)
        self._controls, self._in_plan = _("Kontroller"), _("I planen")
        self._yes, self._no, self._in_draft = _("ja"), _("nej"), _("i utkastet")
        self._mandatory = " " + neutral(_("Obligatorisk"))
        self._retired = " " + neutral(_("Avförd"))

    def drawn(self, rows: Iterable[RiskRow]) -> list[SafeString]:
        return [joined(('<tr role="row">', *self._cells(row), "</tr>")) for row in rows]

    def _cells(self, row: RiskRow) -> Iterator[str]:
        address = self._address(row.risk.pk) + self._query
        if self._takes_up:
            yield self._tick(row)
        yield self._place(row)
        yield self._name(row, address)
        yield self._now(row.now)
        if self._columns.before:
            changed = self._read.changed(row.now, row.before, row.was_there)
            yield self._before(self._read.before(row.before), changed)
        yield self._anew(row.anew)
        if self._columns.response:
            yield self._response(row.response, row.response_year)
        controls = f'<a class="ds-link" href="{address}#kontroller">{row.controls}</a>' if row.controls else "0"
        yield _cell(self._controls, joined([controls]), "ik-number ik-short")

    def _tick(self, row: RiskRow) -> str:
        pk = row.risk.pk
        box = f'<input class="ds-input" type="checkbox" name="risk" value="{pk}" aria-labelledby="ta-upp r{pk}">'
        return f'<td role="cell" class="ik-c-tick">{box if row.can_be_taken_up else ""}</td>'

    def _place(self, row: RiskRow) -> str:
        where = self._yes if row.in_plan else self._in_draft if row.in_draft else self._no
        return _cell(self._in_plan, row.number or where, "ik-nr ik-short")

    def _name(self, row: RiskRow, address: str) -> str:
        risk = row.risk
        link = f'<a class="ds-link" href="{address}" lang="sv" id="r{risk.pk}">{escape(risk.text)}</a>'
        marks = f"{self._mandatory if risk.mandatory else ''}{self._retired if risk.retired_on else ''}"
        grouped = f' <span class="ik-quiet ik-line ik-note" lang="sv">{escape(row.grouped)}</span>'
        return f'<th role="rowheader" scope="row">{link}{marks}{grouped if row.grouped else ""}</th>'

    def _draw_now(self, written: Written) -> SafeString:
        read, columns, words = self._read.now(written), self._columns, self._words
        parts = []
        if columns.odds:
            parts += [_cell(words["likelihood"], written[0] or ""), _cell(words["consequence"], written[1] or "")]
        if columns.value:
            parts.append(_cell(words["score"], "" if read.value is None else str(read.value), "ik-number ik-short"))
        if columns.level:
            parts.append(_cell(words["level"], _mark(read.level)))
        return joined(parts)

    def _draw_before(self, mark: Mark | None, changed: Changed) -> SafeString:
        sign, word = _SIGNS.get(changed, ""), _change_words().get(changed, "")
        told = mark.word if mark else ""
        if word:
            change = '{} <span class="ik-change"><span aria-hidden="true">{}</span> {}</span>'
            told = format_html(change, told, sign, word)
        return _cell(str(self._here.year - 1), told)

    def _draw_anew(self, levels: tuple[str | None, ...]) -> SafeString:
        told = zip(self._periods, levels, strict=True)
        return joined(_cell(period, _mark(self._read.level(level))) for period, level in told)

    def _draw_response(self, word: str, year: int | None) -> SafeString:
        earlier = word and year != self._here.year
        told = format_html('{} <span class="ik-quiet">({})</span>', word, year) if earlier else word
        return _cell(_("Hantering"), told)


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
    """What is told is escaped, where it is not drawn already."""
    return joined((cell_begun(label, look), told if isinstance(told, SafeString) else escape(told), "</td>"))


def _mark(mark: Mark | None) -> str:
    return drawn(mark) if mark else ""
