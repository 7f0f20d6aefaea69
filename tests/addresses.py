"""Every address of the product, and who may see what stands there. A new one belongs in one of the three tables."""

from internkoll.plan.models import Control
from internkoll.register.models import Risk

# They show a board: a stranger is told that there is no such page. Each with what its address is made of.
OF_A_BOARD = {
    "board": lambda cast: cast.year,
    "board_risks": lambda cast: cast.year,
    "board_plan": lambda cast: cast.year,
    "board_followup": lambda cast: cast.year,
    "board_report": lambda cast: cast.year,
    "report_file": lambda cast: (*cast.year, "docx"),
    "risk": lambda cast: (Risk.objects.filter(unit=cast.board).first().pk,),
    "control": lambda cast: (Control.objects.filter(plan__unit=cast.board).first().pk,),
}
# For everyone who has signed in; what they see there is theirs.
SIGNED_IN = {"home": (), "boards": (), "account_change_password": ()}
# For anyone at all: signing in, and the look of the pages.
OPEN = {
    "account_login": (),
    "account_logout": (),
    "account_inactive": (),
    "account_reset_password": (),
    "account_reset_password_done": (),
    "account_reset_password_from_key": ("1", "utgangen"),
    "account_reset_password_from_key_done": (),
    "choose_look": (),
    "set_language": (),
    "report_stylesheet": (),
}
# They answer with something else than a page to look at.
NO_PAGE = {"home", "report_file", "choose_look", "set_language", "report_stylesheet"}
