"""The rows of a list of actions, drawn: what is to be done, what it answers, by whom, by when, and how far it is."""

from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from internkoll.overview.actions_page import ActionRow
from internkoll.overview.drawn import NONE, addresses, cell_begun, days, drawn, joined, neutral
from internkoll.reports.blocks import Mark

_LONGEST_TEXT = 240


class ActionRows:
    """Draws the rows of one page. `shows_board`: they are of several boards, and each tells whose it is."""

    def __init__(self, *, shows_board: bool) -> None:
        self._shows_board = shows_board
        self._address, self._day = addresses("action"), days()
        self._from = _("Från")
        self._nobody, self._no_day = neutral(_("Ingen ansvarig")), neutral(_("Utan datum"))
        self._late = drawn(Mark(_("Försenad"), "warning"))
        self._board = cell_begun(_("Nämnd"), "ik-short")
        self._source = cell_begun(_("Kommer från"))
        self._who = cell_begun(_("Ansvarig"), "ik-short", ' lang="sv"')
        self._due = cell_begun(_("Klart senast"), "ik-short")
        self._status = cell_begun(_("Status"), "ik-short")

    def drawn(self, rows: Iterable[ActionRow]) -> tuple[SafeString, ...]:
        return tuple(joined(('<tr role="row">', *self._cells(row), "</tr>")) for row in rows)

    def _cells(self, row: ActionRow) -> Iterator[str]:
        text = Truncator(row.action.text).chars(_LONGEST_TEXT)
        earlier = f" {neutral(f'{self._from} {row.from_year}')}" if row.from_year else ""
        link = f'<a class="ds-link" href="{self._address(row.action.pk)}" lang="sv">{escape(text)}</a>'
        yield f'<th role="rowheader" scope="row">{link}{earlier}</th>'
        if self._shows_board:
            yield f"{self._board}{escape(str(row.action.unit))}</td>"
        yield f"{self._source}{self._of_source(row)}</td>"
        yield f"{self._who}{self._of_people(row)}</td>"
        yield f"{self._due}{self._of_day(row)}</td>"
        yield f"{self._status}{drawn(row.status)}{self._of_end(row)}</td>"

    def _of_source(self, row: ActionRow) -> str:
        if row.source is None:
            return NONE
        words = escape(row.source.words)
        # Who keeps her own actions may see no more of another board than those.
        told = words if self._shows_board else f'<a class="ds-link" href="{escape(row.source.url)}">{words}</a>'
        kind = f'<span class="ik-note ik-quiet">{escape(str(row.source.kind))}</span>'
        return f'{kind}<span class="ik-line" lang="sv">{told}</span>'

    def _of_people(self, row: ActionRow) -> str:
        names = "".join(f'<span class="ik-line ik-quiet">{escape(name)}</span>' for name in row.people)
        return f"{escape(row.action.responsible)}{names}" or self._nobody

    def _of_day(self, row: ActionRow) -> str:
        if not row.action.due:
            return self._no_day if row.action.is_open else NONE
        words = f'<span class="ik-line ik-quiet" lang="sv">{escape(row.due_words)}</span>' if row.due_words else ""
        late = f'{self._late} <span class="ik-whole">{escape(row.late_words)}</span>'
        told = f'<span class="ik-line">{late}</span>' if row.days_late else ""
        return f'<span class="ik-whole">{self._day(row.action.due)}</span>{words}\n{told}'

    def _of_end(self, row: ActionRow) -> str:
        ended = row.action.ended_on
        return f'<span class="ik-line ik-quiet ik-whole">{self._day(ended)}</span>' if ended else ""
