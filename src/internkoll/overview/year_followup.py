"""The follow-up of a board's whole year: what the latest results show, and what one can choose among."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from internkoll.followup.models import Round
from internkoll.overview.choice import Choice
from internkoll.overview.figures import FiguresOfYear
from internkoll.overview.words import MISSING, REPORTED, UNANSWERED
from internkoll.overview.year_results import YearLines
from internkoll.plan.board_year import BoardYear
from internkoll.rules.conclusions import Figures
from internkoll.rules.marks import class_mark
from internkoll.rules.method import Method


@dataclass(frozen=True, slots=True)
class YearFollowup:
    """`rounds`: those of the year, from the earliest. `awaits_risks`: risks without controls are told of too."""

    here: BoardYear
    rounds: tuple[Round, ...]
    figures: Figures
    choices: tuple[Choice, ...]
    awaits_risks: bool

    def lines(self, key: str | None = None) -> YearLines:
        return YearLines(self.here, self.rounds, key, awaits_risks=self.awaits_risks)


def year_of(here: BoardYear, today: date) -> YearFollowup:
    of_year = FiguresOfYear(here.plan, here.method, today)
    figures = of_year.of_year()
    return YearFollowup(
        here=here,
        rounds=tuple(of_year.rounds),
        figures=figures,
        choices=tuple(choice for choice in _choices(here.method, figures) if choice.count),
        awaits_risks=of_year.awaits_risks,
    )


def _choices(method: Method, figures: Figures) -> Iterable[Choice]:
    yield Choice(REPORTED, _("Rapporterade"), figures.done)
    yield Choice(MISSING, _("Ej rapporterade"), figures.missing)
    for told in figures.classes:
        if mark := class_mark(method, told.word):
            yield Choice(mark.word, mark.word, told.count)
    yield Choice(UNANSWERED, _("Anmärkningar utan åtgärd"), figures.unanswered)
