"""The lines of the plan's table, drawn: lines beside each other that share a cell have one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from internkoll.base.models import User
from internkoll.overview.areas import AreaHeading, by_area
from internkoll.overview.drawn import addresses, broken, joined, neutral
from internkoll.overview.plan_lines import PlanLine, as_row
from internkoll.overview.plan_table import Column, PlanTable
from internkoll.plan.models import PlanAction
from internkoll.reports.values import odds_words
from internkoll.rules.exchange import Row
from internkoll.rules.marks import valued
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The lines of one area, drawn as rows of the table, with the headings that begin there."""

    headings: tuple[AreaHeading, ...]
    rows: SafeString


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a page's lines: the actions that the plan itself sets, and who reports each check."""

    actions: dict[int, str] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)


def beside(lines: Sequence[PlanLine]) -> Beside:
    """A risk's own actions stand at the first of its lines. Two queries."""
    checks = {line.check.pk: line.position for line in lines if line.check}
    risks = {line.risk.pk: line.position for line in lines if line.risk and line.is_first_of_risk}
    links = PlanAction.objects.filter(Q(for_check__in=checks) | Q(planned_risk__in=risks)).select_related("action")
    actions: dict[int, list[str]] = {}
    # What the risk leads to, before what its check does.
    for link in sorted(links, key=lambda link: (link.planned_risk_id is None, link.action_id)):
        place = risks.get(link.planned_risk_id or 0) or checks[link.for_check_id or 0]
        actions.setdefault(place, []).append(link.action.text)
    return Beside({place: "\n".join(texts) for place, texts in actions.items()}, _owners_of(checks))


def _owners_of(checks: dict[int, int]) -> dict[int, str]:
    owners: dict[int, list[str]] = {}
    for check, name in User.objects.filter(checks__in=checks).order_by("name").values_list("checks", "name"):
        if check in checks:
            owners.setdefault(checks[check], []).append(name)
    return {place: ", ".join(names) for place, names in owners.items()}


def groups_of(method: Method, table: PlanTable, lines: Sequence[PlanLine]) -> list[PlanGroup]:
    """A page's lines as rows of the table."""
    rows = _Rows(method, table, beside(lines))
    return [PlanGroup(tuple(headings), rows.of(group)) for headings, group in by_area(lines, lambda line: line.area)]


class _Rows:
    def __init__(self, method: Method, table: PlanTable, beside: Beside) -> None:
        self._method, self._table, self._beside = method, table, beside
        self._begun = {column.field: _begun(column, table.heading_field) for column in table.columns}
        self._risk_url, self._control_url = addresses("risk"), addresses("control")
        self._mandatory = " " + neutral(_("Obligatorisk"))
        self._estimates: dict[tuple[object, ...], str] = {}

    def of(self, lines: Sequence[PlanLine]) -> SafeString:
        rows: list[list[str]] = [[] for _ in lines]
        for column in self._table.columns:
            for first, last in _runs(column, lines):
                rows[first].append(self._cell(column, lines[first], last - first))
        return joined(f'<tr role="row">{"".join(row)}</tr>\n' for row in rows)

    def _cell(self, column: Column, line: PlanLine, rows: int) -> str:
        span = f' rowspan="{rows}"' if rows > 1 else ""
        end = "</th>" if column.field == self._table.heading_field else "</td>"
        return f'{self._begun[column.field]}{span} lang="sv">{self._told(column.field, line)}{end}'

    def _told(self, field: str, line: PlanLine) -> str:
        """A risk and a control lead to their own pages, and say whether they are mandatory: once, where both are."""
        if field == "value":
            return self._estimate(line)
        if field == "action":
            return broken(self._beside.actions.get(line.position, ""))
        text = broken(line.field(field))
        planned, control = line.risk, line.control
        if field == "risk" and planned:
            return self._led(text, self._risk_url(planned.risk_id), is_mandatory=planned.mandatory)
        if field == "control" and control:
            own = control.mandatory and not (planned and planned.mandatory)
            return self._led(text, self._control_url(control.pk), is_mandatory=own)
        if field == "responsible":
            return text + _note(self._beside.owners.get(line.position, ""))
        return text

    def _led(self, text: str, url: str, *, is_mandatory: bool) -> str:
        return f'<a class="ds-link" href="{url}">{text}</a>{self._mandatory if is_mandatory else ""}'

    def _estimate(self, line: PlanLine) -> str:
        """Many risks are estimated alike: each way is read and drawn once."""
        parts = line.estimated
        if parts not in self._estimates:
            self._estimates[parts] = _drawn_estimate(self._method, as_row(parts))
        return self._estimates[parts]


def _begun(column: Column, heading_field: str) -> str:
    """A cell's beginning, with what its column is called where the row is a card."""
    tag = '<th role="rowheader" scope="row"' if column.field == heading_field else '<td role="cell"'
    return f'{tag} class="{column.look}" data-label="{escape(column.heading)}"'


def _drawn_estimate(method: Method, row: Row) -> str:
    mark, note = valued(method, row).mark, _note(odds_words(row, method))
    if mark is None:
        return note
    shape = f'<span aria-hidden="true">{escape(mark.shape)}</span>'
    return f'<span class="ik-mark" data-tone="{mark.tone}">{shape}&nbsp;{escape(mark.word)}</span> {note}'


def _note(text: str) -> str:
    return f'<span class="ik-line ik-note ik-quiet">{escape(text)}</span>' if text else ""


def _runs(column: Column, lines: Sequence[PlanLine]) -> Iterable[tuple[int, int]]:
    """From where to where lines beside each other share the column's cell."""
    first = 0
    for place in range(1, len(lines) + 1):
        shared = column.shared(lines[first])
        if place == len(lines) or shared is None or column.shared(lines[place]) != shared:
            yield first, place
            first = place
