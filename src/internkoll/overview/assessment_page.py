"""The overall assessment of each of a board's rounds and of its year: what is suggested and why, what was decided."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from internkoll.assessment.models import Assessment
from internkoll.followup.models import Round
from internkoll.followup.rounds import round_named
from internkoll.overview.figures import FiguresOfYear
from internkoll.overview.words import MISSING, REPORTED, UNANSWERED
from internkoll.plan.board_year import BoardYear
from internkoll.reports.blocks import Mark
from internkoll.rules.conclusions import Figures, Suggestion, contradictions, suggestion
from internkoll.rules.marks import assessment_mark, class_mark
from internkoll.rules.periods import not_begun


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with where its list is; empty where there is none."""

    word: str | Promise
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """A round, or the year where `round` is None, with what its overall assessment builds on.

    `not_begun`: the names of the year's rounds that it lacks.
    """

    label: str
    round: Round | None
    figures: Figures
    shown: tuple[Figure, ...]
    suggested: Suggestion
    suggested_mark: Mark | None
    decided: Assessment | None
    mark: Mark | None
    contradicts: tuple[str, ...]
    not_begun: tuple[str, ...] = ()

    @property
    def departs(self) -> bool:
        return bool(self.mark and self.suggested_mark and self.mark != self.suggested_mark)

    @property
    def key(self) -> str:
        """What an address calls it: the round's name, and nothing for the year."""
        return self.round.label if self.round else ""


def assessed_of(here: BoardYear, today: date) -> list[Assessed]:
    """The year first, then its rounds from the latest. The same few queries, however many results."""
    figures = FiguresOfYear(here.plan, here.method, today)
    decided = {
        a.round_id: a for a in Assessment.objects.filter(unit=here.board, year=here.year).select_related("decided_by")
    }
    year = replace(
        _assessed(here, None, figures.of_year(), decided.get(None), figures.rounds),
        not_begun=tuple(
            f"{rule.mark} {here.year}" for rule in not_begun(here.method, (round_.label for round_ in figures.rounds))
        ),
    )
    rounds = [_assessed(here, r, figures.of_round(r), decided.get(r.pk), [r]) for r in reversed(figures.rounds)]
    return [year, *rounds]


def assessed_or_404(here: BoardYear, label: str, today: date) -> Assessed:
    """That of the round of that name; the year's where no name is asked for."""
    every = assessed_of(here, today)
    if not label:
        return every[0]
    named = round_named([found.round for found in every if found.round], label)
    found = next((found for found in every if named and found.round == named), None)
    if found is None:
        raise Http404(_("Året har ingen sådan period."))
    return found


def _assessed(
    here: BoardYear, round_: Round | None, figures: Figures, decided: Assessment | None, rounds: list[Round]
) -> Assessed:
    suggested = suggestion(figures, here.method)
    return Assessed(
        label=round_.label if round_ else _("Året %(year)s") % {"year": here.year},
        round=round_,
        figures=figures,
        shown=tuple(_shown(here, figures, round_, round_ or (rounds[-1] if len(rounds) == 1 else None))),
        suggested=suggested,
        suggested_mark=assessment_mark(here.method, suggested.word),
        decided=decided,
        mark=assessment_mark(here.method, decided.outcome if decided else None),
        contradicts=contradictions(decided.outcome, figures, here.method) if decided else (),
    )


def _shown(here: BoardYear, figures: Figures, of: Round | None, round_: Round | None) -> list[Figure]:
    """Each leads to the list behind it: that of the round, or of all the year where it has several.

    `of`: the round that the figures are of, None for the year.
    """
    args = [here.board.pk, here.year]
    followup = reverse("board_followup" if round_ else "followup_of_year", args=args)
    actions, risks = reverse("board_actions", args=args), reverse("board_risks", args=args)

    def told(word: str | Promise, count: int, key: str) -> Figure:
        asked = {"period": round_.label, "visa": key} if round_ else {"visa": key}
        return Figure(word, count, f"{followup}?{urlencode(asked)}")

    classes = [(class_mark(here.method, told.word), told.count) for told in figures.classes]
    unmet = Figure(_("Risker i planen som saknar hantering"), figures.unmet, f"{risks}?hantering=saknas")
    return [
        told(_("Rapporterat"), figures.done, REPORTED),
        told(_("Ej rapporterat"), figures.missing, MISSING),
        *(told(mark.word, count, mark.word) for mark, count in classes if mark),
        *([told(_("Anmärkningar utan åtgärd"), figures.unanswered, UNANSWERED)] if classes else []),
        _overdue(figures, of, actions),
        *([unmet] if here.method.uses("risk") else []),
    ]


def _overdue(figures: Figures, round_: Round | None, actions: str) -> Figure:
    """Of a round that is closed as it was then: the list has what is overdue now."""
    if round_ and round_.closed_on:
        return Figure(_("Försenade åtgärder när perioden stängdes"), figures.overdue, "")
    return Figure(_("Försenade åtgärder"), figures.overdue, f"{actions}?visa=forsenade")
