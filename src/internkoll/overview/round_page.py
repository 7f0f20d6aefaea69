"""A round of a board's year with all that is told of it: its lines, its state, its assessment and its running text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from internkoll.assessment.models import Assessment
from internkoll.followup.models import Round, RunningText
from internkoll.followup.rounds import latest_told, round_named, rounds_in_order, with_results
from internkoll.overview.marks import assessment_mark
from internkoll.overview.reported import Reported, reported_in
from internkoll.overview.round_state import RoundState, state_of
from internkoll.overview.words import Words
from internkoll.plan.board_year import BoardYear
from internkoll.plan.rows import Line
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.method import Method
from internkoll.rules.periods import opens_and_due, round_for

# What the address says to ask for the lines with a remark of whatever class.
REMARKS = "anmarkning"


@dataclass(frozen=True, slots=True)
class RoundPage:
    """`round`, `before` and `state` are None where no round of the year has begun.

    `remarks`: the lines that need an action; `overall`: what the overall assessment is called.
    """

    rounds: tuple[Round, ...]
    round: Round | None
    before: Round | None
    reported: tuple[Reported, ...]
    remarks: tuple[Reported, ...]
    state: RoundState | None
    overall: str
    assessment: Mark | None
    reasons: str
    texts: tuple[RunningText, ...]


def rounds_of(here: BoardYear) -> list[Round]:
    return rounds_in_order(here.board, here.year, here.method)


def round_asked(rounds: Sequence[Round], label: str) -> Round | None:
    """The round of that name; the latest that tells anything where no name is asked for."""
    if not label:
        return latest_told(rounds, with_results(rounds))
    named = round_named(rounds, label)
    if named is None:
        raise Http404("Året har ingen sådan period.")
    return named


def page_of_round(here: BoardYear, lines: Sequence[Line], label: str, today: date) -> RoundPage:
    rounds = rounds_of(here)
    round_ = round_asked(rounds, label)
    place = rounds.index(round_) if round_ else 0
    before = rounds[place - 1] if place else None
    reported = reported_in(here, lines, round_, before) if round_ else []
    assessment = Assessment.objects.filter(unit=here.board, year=here.year, round=round_).first()
    return RoundPage(
        rounds=tuple(rounds),
        round=round_,
        before=before,
        reported=tuple(reported),
        remarks=tuple(line for line in reported if _is_remark(here.method, line)),
        state=state_of(here.method, round_, reported, today) if round_ else None,
        overall=first_upper(here.method.word_for("overall")),
        assessment=assessment_mark(here.method, assessment.outcome if assessment else None),
        reasons=assessment.reasons if assessment else "",
        # A heading without text is one that stood over the table: the report has it there.
        texts=tuple(RunningText.objects.filter(plan=here.plan, round=round_).exclude(text="")),
    )


def _is_remark(method: Method, line: Reported) -> bool:
    known = method.result_class(line.now.result.outcome if line.now.result else None)
    return known is not None and known.remark


def of_word(here: BoardYear, page: RoundPage, key: str | None) -> list[Reported]:
    """The lines counted under that word, or all with a remark; all of them where none is asked for."""
    if key == REMARKS:
        return list(page.remarks)
    words = Words(here.method, page.reported)
    return [line for line in page.reported if key is None or words.key(line) == key]


@dataclass(frozen=True, slots=True)
class Coming:
    """A round that the Method has and that has not begun."""

    name: str
    opens: date
    due: date
    today: date

    @property
    def is_open(self) -> bool:
        return self.opens <= self.today

    @property
    def is_late(self) -> bool:
        return self.due < self.today


def next_round(here: BoardYear, rounds: Sequence[Round], today: date) -> Coming | None:
    """The first of the Method's rounds that has not begun; None where all have."""
    begun = [round_for(here.method, round_.label) for round_ in rounds]
    rule = next((rule for rule in here.method.rounds if rule not in begun), None)
    return Coming(f"{rule.mark} {here.year}", *opens_and_due(rule, here.year), today) if rule else None
