"""The table of a round: each line of the plan with what has been reported of it, drawn, and grouped by area."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.followup.models import Result
from internkoll.overview.areas import AreaHeading, by_area
from internkoll.overview.columns import Shown, shown_in
from internkoll.overview.drawn import NONE, addresses, cell_begun, drawn, joined, neutral, paragraphs, quiet_word
from internkoll.overview.followup_cells import Actions, Found, What, in_two
from internkoll.overview.reported import Reported, ShownResult, Told
from internkoll.overview.round_page import RoundPage
from internkoll.overview.shown import ShownEstimate
from internkoll.plan.board_year import BoardYear
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.exchange import Row
from internkoll.rules.marks import class_mark, level_mark, status_mark, valued
from internkoll.rules.method import Method, Tone

_LONGEST_NAME = 200
LATEST = gettext_lazy("Senast")


@dataclass(frozen=True, slots=True)
class FollowupGroup:
    """Lines of one area, drawn as rows of the table, with the headings that begin there."""

    headings: tuple[AreaHeading, ...]
    rows: SafeString


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """A control with a remark, as the overview tells of it."""

    marks: SafeString
    number: str
    name: str
    control_id: int | None
    text: SafeString
    actions: int


def remarks_of(method: Method, reported: Iterable[Reported]) -> list[RemarkRow]:
    marks = Marks(method)
    return [
        RemarkRow(
            marks=marks.of(told.now),
            number=told.number,
            name=Truncator(_name(told)).chars(_LONGEST_NAME),
            control_id=told.control.pk if told.control else None,
            text=paragraphs(in_two(told.now.text).lead),
            actions=len(told.actions),
        )
        for told in reported
    ]


def _name(told: Reported) -> str:
    risk = told.planned_risk.text if told.planned_risk else ""
    return (told.control.text if told.control else "") or risk


@dataclass(frozen=True, slots=True)
class FollowupTable:
    shown: Shown
    groups: tuple[FollowupGroup, ...]


def table_of(told: RoundPage, page: Sequence[Reported], *, may_report: bool) -> FollowupTable | None:
    """A page of the round's lines; None where no round has begun. `may_report`: checks lead to where one reports."""
    if told.round is None or told.tally is None:
        return None
    marks = Marks(told.here.method)
    shown = shown_in(told.here.method, told.tally, told.before, page, lambda line: marks.of_year(line.at_first))
    report_url = addresses("report", told.round.pk) if may_report else None
    before = told.before.label if told.before else ""
    rows = _Rows(marks, shown, told.round.label, before, left_out=told.tally.left_out, report_url=report_url)
    return FollowupTable(shown, tuple(rows.groups(page)))


def table_of_year(here: BoardYear, page: Sequence[Reported]) -> FollowupTable:
    """A page of the whole year's lines: each with what was told of it last, and when."""
    shown = Shown(number=any(line.number for line in page), responsible=False, level=False, marks=True, before=False)
    rows = _Rows(Marks(here.method), shown, str(LATEST), "")
    return FollowupTable(shown, tuple(rows.groups(page)))


class _Rows:
    """`now` and `before`: what the columns of the two rounds are called."""

    def __init__(
        self,
        marks: "Marks",
        shown: Shown,
        now: str,
        before: str,
        *,
        left_out: Collection[str] = (),
        report_url: Callable[[int], str] | None = None,
    ) -> None:
        self.shown = shown
        self._marks, self._what, self._found, self._actions = marks, What(), Found(before), Actions()
        self._report_url, self._left_out = report_url, left_out
        self._report, self._change = _("Rapportera"), _("Ändra")
        self._untold = neutral(_("Ej rapporterad"))
        self._outside = quiet_word(_("Ingår inte i den här uppföljningen"))
        self._cells = {
            "number": cell_begun(_("Nr"), "ik-nr ik-short"),
            "responsible": cell_begun(_("Ansvarig"), "ik-who", ' lang="sv"'),
            "level": cell_begun(_("Risknivå"), "ik-short"),
            "before": cell_begun(before, "ik-short"),
            "now": cell_begun(now, "ik-short"),
            "result": cell_begun(_("Resultat och åtgärder"), "ik-result"),
            "blank": cell_begun(_("Resultat och åtgärder"), "ik-result ik-blank"),
        }

    def groups(self, reported: Iterable[Reported]) -> list[FollowupGroup]:
        return [
            FollowupGroup(tuple(headings), joined(part for line in group for part in self._row(line)))
            for headings, group in by_area(reported, lambda line: line.area)
        ]

    def _row(self, line: Reported) -> Iterable[str]:
        shown, cells = self.shown, self._cells
        yield '<tr role="row">' if line.is_told else '<tr role="row" class="ik-untold">'
        if shown.number:
            yield f"{cells['number']}{escape(line.number)}</td>"
        what = "\n".join(self._what.draw(line))
        yield f'<th role="rowheader" scope="row" class="ik-what" lang="sv">{what}</th>'
        if shown.responsible:
            yield f"{cells['responsible']}{paragraphs(line.check.responsible) if line.check else ''}</td>"
        if shown.level:
            yield f"{cells['level']}{self._marks.of_year(line.at_first)}</td>"
        if shown.before:
            yield f"{cells['before']}{self._marks.of(line.before) or NONE}</td>"
        yield from self._told(line)
        yield "</tr>"

    def _told(self, line: Reported) -> Iterable[str]:
        marks = f"{self._marks.of(line.now)} {'' if line.is_told else self._why_untold(line)}".strip()
        review = self._marks.of_review(line.now.result)
        found = "\n".join((*self._found.draw(line), *self._report_link(line), *self._actions.draw(line.actions)))
        if self.shown.marks:
            told_in = quiet_word(line.told_in.replace(" ", "\xa0")) if line.told_in else ""
            below = "".join(f' <span class="ik-line">{part}</span>' for part in (told_in, review) if part)
            yield f"{self._cells['now']}{marks}{below}</td>"
        elif marks or review:
            found = f"<p>{marks} {review}</p>\n{found}"
        yield f"{self._cells['result' if found else 'blank']}{found}</td>"

    def _why_untold(self, line: Reported) -> str:
        return self._outside if line.check and line.check.recurrence in self._left_out else self._untold

    def _report_link(self, line: Reported) -> Iterable[str]:
        if self._report_url and line.check:
            word = self._change if line.is_told else self._report
            name = f'<span class="ds-sr-only" lang="sv">: {escape(_name(line))}</span>'
            yield f'<p><a class="ds-link" href="{self._report_url(line.check.pk)}">{word}{name}</a></p>'


_NOTHING = SafeString("")
_TONE_OF_REVIEW: dict[str, Tone] = {"waiting": "notice", "attested": "good", "returned": "warning"}


class Marks:
    """Draws marks by the Method. A page has few different ones, each found once."""

    def __init__(self, method: Method) -> None:
        self._class = _once(class_mark, method)
        self._status = _once(status_mark, method)
        self._level = _once(level_mark, method)
        self._review = cache(_drawn_review)
        self._year = cache(lambda *parts: _drawn(valued(method, _row_of(*parts)).mark))

    def of(self, told: Told) -> SafeString:
        """The result's class and status, and the risk's level as it was estimated anew."""
        result, estimate = told.result, told.estimate
        marks = (self._class(result.outcome), self._status(result.status)) if result else ()
        drawn_marks = (*marks, self._level(estimate.level)) if estimate else marks
        # A space parts them, so that they may stand on lines of their own where it is narrow.
        return joined([" ".join(filter(None, drawn_marks))])

    def of_year(self, year: ShownEstimate | None) -> SafeString:
        return self._year(year.level, year.value, year.likelihood, year.consequence) if year else _NOTHING

    def of_review(self, result: ShownResult | None) -> SafeString:
        """How far the attest has come; nothing for what a document told."""
        return self._review(result.review) if result else _NOTHING


def _drawn_review(review: str) -> SafeString:
    tone = _TONE_OF_REVIEW.get(review)
    return drawn(Mark(first_upper(str(Result.Review(review).label)), tone)) if tone else _NOTHING


def _row_of(level: str | None, score: int | None, likelihood: str | None, consequence: str | None) -> Row:
    return Row(level=level, score=score, likelihood=likelihood, consequence=consequence)


def _once(mark_of: Callable[[Method, str | None], Mark | None], method: Method) -> Callable[[str | None], SafeString]:
    return cache(lambda written: _drawn(mark_of(method, written)))


def _drawn(mark: Mark | None) -> SafeString:
    return drawn(mark) if mark else _NOTHING
