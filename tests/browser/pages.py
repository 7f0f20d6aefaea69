"""Every page of the product to look at, with data that tries it: each way of working, nothing, much, long words."""

from django.urls import reverse

from internkoll.base.models import Unit
from internkoll.organisation.services import find_or_add_board
from internkoll.plan.models import Control
from internkoll.plan.services import open_plan
from internkoll.register.models import Risk
from internkoll.register.services import NewEstimate, estimate_risks
from internkoll.rules.methods import packaged_method
from tests.addresses import NO_PAGE, OF_A_BOARD, OPEN, SIGNED_IN
from tests.browser.urls import ERRORS
from tests.cast import MUNICIPALITY, YEAR, Cast, board_with, document_of, matrix_method, row_of

LONG = "Informationssäkerhetsklassificeringsdokumentationsöversyn"
TABS = ("board", "board_risks", "board_plan", "board_followup", "board_report")


def open_pages() -> list[str]:
    """The addresses that need no signing in."""
    return [*(reverse(name, args=OPEN[name]) for name in OPEN if name not in NO_PAGE), *(f"/{path}" for path in ERRORS)]


def pages_of(cast: Cast) -> list[str]:
    """The addresses that the cast's coordinator sees: each page, and the tabs of boards out of the ordinary."""
    own = [reverse(name, args=OF_A_BOARD[name](cast)) for name in OF_A_BOARD if name not in NO_PAGE]
    signed_in = [reverse(name, args=SIGNED_IN[name]) for name in SIGNED_IN if name not in NO_PAGE]
    odd = [reverse(tab, args=[board.pk, YEAR]) for board in odd_boards() for tab in TABS]
    followup = reverse("board_followup", args=cast.year)
    chosen = [f"{followup}?visa=saknas", f"{reverse('board_risks', args=cast.year)}?niva=H%C3%B6g&ordning=varde"]
    return [*own, *signed_in, *odd, *chosen, *_over_the_years(cast)]


def odd_boards() -> list[Unit]:
    empty = find_or_add_board(by=None, name="Tomma nämnden", municipality=MUNICIPALITY)
    open_plan(by=None, board=empty, year=YEAR)
    long = [row_of(n, risk=f"{LONG} {n}", control=f"{LONG} {n}", responsible=LONG, area=[LONG]) for n in range(1, 41)]
    anew = {"T1 2024": {"level": "Medium", "text": "Läget är lugnare."}}
    levels = [{"risk": f"Risk {n}", "score": 12, "level": "Hög", "risk_assessments": anew} for n in range(3)]
    processes = [{"area": ["Mål", "Process"], "working_method": "Rutin", "control": f"Kontroll {n}"} for n in range(3)]
    return [
        empty,
        board_with(name="Långordsnämnden", document=document_of(long)),
        board_with(name="Femstegsnämnden", rows=12, method=matrix_method(5)),
        board_with(name="Nivånämnden", method=packaged_method("nacka-niva"), document=document_of(levels)),
        board_with(name="Processnämnden", method=packaged_method("stockholm"), document=document_of(processes)),
    ]


def _over_the_years(cast: Cast) -> list[str]:
    """A risk that has been estimated in several years, and so is drawn; and a control with a remark."""
    risk = Risk.objects.filter(unit=cast.board).order_by("pk")[2]
    for year, value in ((2022, 16), (2023, 12)):
        estimate_risks(by=None, board=cast.board, year=year, estimates=[NewEstimate(risk, value=value)])
    control = Control.objects.filter(planned_risk__risk=risk).get()
    return [reverse("risk", args=[risk.pk]), reverse("control", args=[control.pk])]
