"""A round of a board's year with all that is told of it: its state, its lines, its assessment and its running text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from internkoll.assessment.models import Assessment
from internkoll.followup.models import Round, RunningText
from internkoll.followup.rounds import latest_told, round_named, rounds_and_told
from internkoll.overview.moved import Moves, moves_in
from internkoll.overview.reported import Reported
from internkoll.overview.round_lines import RoundLines
from internkoll.overview.round_state import RoundState, state_of
from internkoll.overview.tally import RoundTally, tally_of
from internkoll.plan.board_year import BoardYear
from internkoll.reports.blocks import Mark
from internkoll.reports.values import first_upper
from internkoll.rules.marks import assessment_mark
from internkoll.rules.periods import not_begun, opens_and_due


@dataclass(frozen=True, slots=True)
class RoundPage:
    """`round`, `before`, `tally` and `state` are None where no round of the year has begun.

    `overall`: what the overall assessment is called; `of_year`: that of the whole year.
    """

    here: BoardYear
    rounds: tuple[Round, ...]
    round: Round | None
    before: Round | None
    tally: RoundTally | None
    moves: Moves
    state: RoundState | None
    overall: str
    assessment: Mark | None
    of_year: Mark | None
    reasons: str
    texts: tuple[RunningText, ...]

    def lines(self, key: str | None = None) -> Sequence[Reported]:
        """Those counted under that word, or all with a remark; all of them where none is asked for."""
        return RoundLines(self.here, self.tally, self.before, key) if self.tally else ()

    @property
    def remarks(self) -> int:
        return self.tally.remarks if self.tally else 0


def round_asked(rounds: Sequence[Round], told: Collection[int], label: str) -> Round | None:
    """The round of that name; the latest that tells anything where no name is asked for. `told`: those with results."""
    if not label:
        return latest_told(rounds, told)
    named = round_named(rounds, label)
    if named is None:
        raise Http404("Året har ingen sådan period.")
    return named


def page_of_round(here: BoardYear, label: str, today: date) -> RoundPage:
    rounds, told = rounds_and_told(here.board, here.year, here.method)
    round_ = round_asked(rounds, told, label)
    place = rounds.index(round_) if round_ else 0
    before = rounds[place - 1] if place else None
    tally = tally_of(here, round_, rounds) if round_ else None
    moves = moves_in(here, round_) if round_ and tally and tally.estimated else Moves()
    decided = Assessment.objects.filter(Q(round=round_) | Q(round=None), unit=here.board, year=here.year)
    by_round = {found.round_id: found for found in decided}
    assessment, of_year = by_round.get(round_.pk) if round_ else None, by_round.get(None)
    return RoundPage(
        here=here,
        rounds=tuple(rounds),
        round=round_,
        before=before,
        tally=tally,
        moves=moves,
        state=state_of(here, tally, moves, today) if tally else None,
        overall=first_upper(here.method.word_for("overall")),
        assessment=assessment_mark(here.method, assessment.outcome if assessment else None),
        of_year=assessment_mark(here.method, of_year.outcome if of_year else None),
        reasons=assessment.reasons if assessment else "",
        # A heading without text is one that stood over the table: the report has it there.
        texts=tuple(RunningText.objects.filter(plan=here.plan, round=round_).exclude(text="")),
    )


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
    rule = next(iter(not_begun(here.method, (round_.label for round_ in rounds))), None)
    return Coming(f"{rule.mark} {here.year}", *opens_and_due(rule, here.year), today) if rule else None
