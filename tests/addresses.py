"""Every address of the product, and who may use it. A new one belongs in one of the three tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.base.models import Unit
from internkoll.followup.evidence import add_evidence
from internkoll.followup.models import Result, Round, RunningText
from internkoll.followup.reporting import hand_in_result
from internkoll.imports.models import ImportedDocument, Reading
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.organisation.method_services import draft_method
from internkoll.organisation.models import MethodVersion
from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.services import add_lines, adopt_plan, open_plan, propose_plan
from internkoll.register.common_risks import add_common_risk
from internkoll.register.models import Recommendation, Risk
from internkoll.register.recommendations import Recommended, add_recommendation
from internkoll.rules.exchange import Row
from internkoll.rules.reporting import Report
from tests.cast import ROUNDS, YEAR, Cast, matrix_method
from tests.filled import returned
from tests.readings import reading_of
from tests.roles import status_for


@dataclass(frozen=True, slots=True)
class Address:
    """An address that shows or changes something of a board.

    `args`: what it is made of. `capability`: the row of docs/roles.md that lets one use it. `changes`: it is posted to,
    with `data`. `query` stands after it. `expected`: what a role held at a place gets, where the table alone can't say
    (tests/roles.py).
    `page`: it answers with a page to look at.
    """

    name: str
    args: Callable[[Cast], tuple[Any, ...]]
    capability: str = "read"
    changes: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    expected: Callable[[str, str], int] | None = None
    page: bool = True


def _risk(cast: Cast) -> tuple[int]:
    return (Risk.objects.filter(unit=cast.board).order_by("pk").first().pk,)


def _control(cast: Cast) -> tuple[int]:
    return (Control.objects.filter(plan__unit=cast.board).order_by("pk").first().pk,)


def _board(cast: Cast) -> tuple[int]:
    return (cast.board.pk,)


def _person(cast: Cast) -> tuple[int, int]:
    return cast.board.pk, cast.control_owner.pk


def _grant(cast: Cast) -> tuple[int]:
    return (cast.control_owner.grants.get().pk,)


def _control_of(cast: Cast) -> Control:
    return Control.objects.get(pk=_control(cast)[0])


def _frozen(cast: Cast) -> tuple[int, int, int]:
    """The plan of the year before, adopted."""
    plan = open_plan(by=None, board=cast.board, year=YEAR - 1)
    if plan.state == Plan.State.DRAFT:
        add_lines(by=None, plan=plan, rows=[(Row(control="Kontroll", method="Stickprov"), None)])
        propose_plan(by=None, plan=plan, risk_analysis_on=date(YEAR - 2, 11, 1))
        adopt_plan(by=None, plan=plan, adopted_on=date(YEAR - 2, 12, 1), paragraph="§ 1", reference="BN 1")
    return cast.board.pk, plan.year, plan.version


def _risk_of_year(cast: Cast) -> tuple[int, int]:
    return *_risk(cast), YEAR


def _root(cast: Cast) -> tuple[int]:
    return (Unit.objects.get_root(cast.board).pk,)


def _common_risk(cast: Cast) -> tuple[int]:
    root = Unit.objects.get_root(cast.board)
    made = Risk.objects.common_of(root).first() or add_common_risk(by=None, unit=root, text="Mutor och jäv")
    return (made.pk,)


def _recommendation(cast: Cast) -> tuple[int]:
    found = Recommendation.objects.filter(unit=cast.board).first()
    new = Recommended("Dokumentera riskanalysen.", answer="Det görs.")
    return ((found or add_recommendation(by=None, board=cast.board, new=new)).pk,)


def _of_the_municipality(role: str, place: str) -> int:
    """The municipality's own: what is held at one of its boards gives nothing there."""
    return status_for(role, place, "keep_register") if place == "above" else 404


def _action(cast: Cast) -> tuple[int]:
    return (Action.objects.filter(unit=cast.board).order_by("pk").first().pk,)


def _municipality(cast: Cast) -> tuple[int, int]:
    return Unit.objects.get_root(cast.board).pk, YEAR


def _cell(cast: Cast) -> tuple[int, int, int, int]:
    return *_municipality(cast), 3, 3


def _year(cast: Cast) -> tuple[int, int]:
    return cast.year


def _board(cast: Cast) -> tuple[int]:
    return (cast.board.pk,)


def _method(cast: Cast) -> tuple[int]:
    return (MethodVersion.objects.filter(unit=cast.board, is_draft=False).get().pk,)


def _draft(cast: Cast) -> tuple[int]:
    """A draft of the board's next Method, begun where there is none."""
    draft = MethodVersion.objects.filter(unit=cast.board, is_draft=True).first()
    based_on = matrix_method(4)
    return ((draft or draft_method(by=None, unit=cast.board, from_year=2090, based_on=based_on)).pk,)


def _round(cast: Cast) -> tuple[int]:
    return (Round.objects.get(unit=cast.board, label=ROUNDS[1]).pk,)


def _text(cast: Cast) -> tuple[int]:
    return (RunningText.objects.filter(round=_round(cast)[0]).first().pk,)


def _task(cast: Cast) -> tuple[int, int]:
    """The one check that the last round has no result of: the fifth."""
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("pk")[4]
    return (*_round(cast), check.pk)


def _waiting(cast: Cast) -> tuple[int]:
    """A result that the coordinator has handed in."""
    round_id, check_id = _task(cast)
    waiting = Result.objects.waiting().filter(round=round_id, for_check=check_id).first()
    return ((waiting or handed_in(cast, Round.objects.get(pk=round_id), Check.objects.get(pk=check_id))).pk,)


def handed_in(cast: Cast, round_: Round, check: Check) -> Result:
    report = Report(outcome="utan anmärkning", text="Granskat.")
    now = timezone.now()
    return hand_in_result(by=cast.coordinator, round_=round_, check=check, report=report, seen=None, at=now)


def _evidence(cast: Cast) -> tuple[int]:
    """A file at the first check, which has a result in the last round."""
    round_ = Round.objects.get(pk=_round(cast)[0])
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("pk").first()
    file = SimpleUploadedFile("stickprov.xlsx", b"PK")
    (added,) = add_evidence(by=cast.coordinator, round_=round_, check=check, files=[file], at=timezone.now())
    return (added.pk,)


def _reading(cast: Cast) -> tuple[int]:
    """A document that waits to be brought in."""
    found = Reading.objects.filter(unit=cast.board, imported=None).first()
    return ((found or reading_of(cast.board, by=cast.coordinator)).pk,)


def _imported(cast: Cast) -> tuple[int]:
    return (ImportedDocument.objects.filter(plan__unit=cast.board).order_by("pk").first().pk,)


def _returned(cast: Cast) -> tuple[int]:
    """A workbook that has come back, with an answer for every check of the last round."""
    round_ = Round.objects.select_related("unit").get(pk=_round(cast)[0])
    found = ReturnedWorkbook.objects.filter(round=round_).first()
    return ((found or returned(round_, cast.coordinator, only_left=False)).pk,)


_ADDRESSES = [
    # Organisation and method
    Address("unit", _board, capability="manage_people"),
    Address("new_unit", _board, capability="manage_units"),
    Address("edit_unit", _board, capability="manage_units"),
    Address("move_unit", _board, capability="manage_units"),
    Address("close_unit", _board, capability="manage_units"),
    Address("open_unit_again", _board, capability="manage_units", changes=True),
    Address("people", _board, capability="manage_people"),
    Address("invite", _board, capability="manage_people"),
    Address("person", _person, capability="manage_people"),
    Address("edit_person", _person, capability="manage_people"),
    # What one signs in by is changed by administrators alone.
    Address("person_address", _person, capability="manage_units"),
    Address("shut_out", _person, capability="manage_people", changes=True),
    Address("let_in", _person, capability="manage_people", changes=True),
    Address("invite_again", _person, capability="manage_people", changes=True),
    Address("withdraw_role", _grant, capability="manage_people", changes=True),
    Address("methods", _board),
    Address("method_new", _board, "set_method", changes=True, data={"from_year": "2091"}),
    Address("method", _method),
    Address("method_edit", _draft, "set_method"),
    Address("method_preview", _draft, "set_method", changes=True),
    Address("method_use", _draft, "set_method", changes=True),
    Address("method_remove", _draft, "set_method", changes=True),
    # Documents read in
    Address("documents", _board, "prepare_plan"),
    Address("columns_forget", _board, "prepare_plan", changes=True, data={"tabell": "0" * 64}),
    Address("reading", _reading, "prepare_plan"),
    Address("reading_columns", _reading, "prepare_plan", changes=True),
    Address("reading_head", _reading, "prepare_plan", changes=True),
    Address("reading_tables", _reading, "prepare_plan", changes=True),
    Address("reading_lines", _reading, "prepare_plan", changes=True, data={"utelamna": "tabell 9|1|0"}),
    Address("reading_line", _reading, "prepare_plan", page=False, query="?rad=tabell 1|2|0"),
    Address("reading_undo", _reading, "prepare_plan", changes=True),
    Address("reading_drop", _reading, "prepare_plan"),
    Address("reading_bring_in", _reading, "prepare_plan"),
    Address("import_take_back", _imported, "prepare_plan"),
    # Register
    Address("board_risks", _year),
    Address("risk", _risk),
    Address("risk_add", _year, "keep_register"),
    Address("risks_estimate", _year, "keep_register"),
    Address("risks_to_plan", _year, "prepare_plan", changes=True),
    Address("common_risks_take_in", _year, "keep_register", changes=True),
    Address("risk_edit", _risk, "keep_register"),
    Address("risk_estimate", _risk_of_year, "keep_register"),
    Address("risk_response", _risk_of_year, "keep_register"),
    Address("risk_retire", _risk, "keep_register"),
    Address("risk_take_back", _risk, "keep_register", changes=True),
    Address("common_risks", _root, expected=_of_the_municipality),
    Address("common_risk_add", _root, expected=_of_the_municipality),
    Address("common_risk_edit", _common_risk, expected=_of_the_municipality),
    Address("common_risk_end", _common_risk, expected=_of_the_municipality),
    Address("recommendations", lambda cast: (cast.board.pk,)),
    Address("recommendation_add", lambda cast: (cast.board.pk,), "keep_register"),
    Address("recommendation_edit", _recommendation, "keep_register"),
    Address("recommendation_done", _recommendation, "keep_register", changes=True),
    # Plan
    Address("board_plan", _year),
    Address("plan_start", lambda cast: (cast.board.pk, YEAR + 1), "prepare_plan"),
    Address("plan_carry_over", _year, "prepare_plan"),
    Address("plan_responsible", _year, "prepare_plan"),
    Address("plan_work", _year, "prepare_plan"),
    Address("plan_move", _year, "prepare_plan", changes=True, data={"upp": "risk-0"}),
    Address("plan_remove", lambda cast: (*cast.year, f"kontroll-{_control(cast)[0]}"), "prepare_plan"),
    Address("plan_risk", lambda cast: (*cast.year, _control_of(cast).planned_risk_id), "prepare_plan"),
    Address("plan_control_new", _year, "prepare_plan"),
    Address("plan_control", lambda cast: (*cast.year, *_control(cast)), "prepare_plan"),
    Address("plan_check_new", lambda cast: (*cast.year, *_control(cast)), "prepare_plan"),
    Address("plan_check", lambda cast: (*cast.year, _control_of(cast).checks.get().pk), "prepare_plan"),
    Address("plan_area_new", _year, "prepare_plan"),
    Address("plan_area", lambda cast: (*cast.year, _control_of(cast).area_id), "prepare_plan"),
    Address("plan_area_remove", lambda cast: (*cast.year, _control_of(cast).area_id), "prepare_plan", changes=True),
    Address("plan_propose", _year, "prepare_plan"),
    Address("plan_withdraw", _year, "prepare_plan", changes=True),
    Address("plan_decision", _year, "record_decision"),
    Address("plan_revise", _year, "prepare_plan"),
    Address("plan_draft_remove", _year, "prepare_plan", changes=True),
    Address("plan_versions", _year),
    Address("plan_frozen", _frozen),
    Address("control", _control),
    # Follow-up
    Address("board_followup", _year),
    Address("report", _task, "report_any"),
    Address("report_draft", _task, "report_any", changes=True, data={"text": "Granskat."}),
    Address("evidence", _evidence, page=False),
    Address("evidence_remove", _evidence, "report_any", changes=True),
    Address("attest_list", _year, "attest"),
    Address("attest", _year, "attest", changes=True, data={"resultat": "1-1"}),
    Address("return_result", _waiting, "attest"),
    Address("rounds", _year, "run_rounds"),
    Address("round_open", _year, "run_rounds", changes=True, data={"period": "T3 2024"}),
    Address("round_due", _round, "run_rounds"),
    Address("round_open_now", _round, "run_rounds", changes=True),
    Address("round_close", _round, "run_rounds"),
    Address("round_remove", _round, "run_rounds"),
    Address("round_reopen", _round, "run_rounds"),
    Address("round_texts", _round, "report_any"),
    Address("text_add", _round, "report_any"),
    Address("text_edit", _text, "report_any"),
    Address("text_move", _text, "report_any", changes=True, data={"hall": "upp"}),
    Address("text_remove", _text, "report_any"),
    Address("late_reports", _year),
    # Workbooks
    Address("workbook_send", _round, "report_any"),
    Address("workbook_file", _round, "report_any", page=False),
    Address("workbook_upload", _round, "report_any"),
    Address("workbook_returned", _returned, "report_any"),
    Address("workbook_discard", _returned, "report_any", changes=True, data={"edits": "0"}),
    # Actions
    Address("board_actions", _year),
    Address("action", _action),
    Address("action_add", _year, "keep_actions"),
    Address("action_change", _action, "keep_actions"),
    # Assessment and overview
    Address("board_assessment", _year),
    Address("assess", _year, "assess"),
    # All of a municipality is read by those who have their role there: one at the board sees no more than the board.
    Address("municipality", _municipality, expected=lambda role, place: 200 if place == "above" else 404),
    Address("municipality_cell", _cell, expected=lambda role, place: 200 if place == "above" else 404),
    Address("municipality_unplaced", _municipality, expected=lambda role, place: 200 if place == "above" else 404),
    Address("board", _year),
    Address("unit_history", _board),
    Address("history_check", _board),
    Address("followup_of_year", _year),
    # Reports
    Address("board_report", _year),
    Address("report_file", lambda cast: (*cast.year, "docx"), page=False),
]
# They show a board: a stranger is told that there is no such page.
OF_A_BOARD = {address.name: address for address in _ADDRESSES}
# For everyone who has signed in; what they see there is theirs.
SIGNED_IN = {
    "home": (),
    "boards": (),
    "my_actions": (),
    "municipalities": (),
    # For those who keep something in order somewhere; the others are refused.
    "settings": (),
    "account": (),
    "account_change_password": (),
    "account_set_password": (),
    "account_reauthenticate": (),
    "mfa_reauthenticate": (),
    "mfa_reauthenticate_webauthn": (),
    "mfa_index": (),
    "mfa_activate_totp": (),
    "mfa_deactivate_totp": (),
    "mfa_list_webauthn": (),
    "mfa_add_webauthn": (),
    "mfa_edit_webauthn": (1,),
    "mfa_remove_webauthn": (1,),
    "mfa_view_recovery_codes": (),
    "mfa_generate_recovery_codes": (),
    "mfa_download_recovery_codes": (),
}
# For anyone at all: signing in, and the look of the pages.
OPEN = {
    "account_login": (),
    "account_request_login_code": (),
    "account_confirm_login_code": (),
    "mfa_authenticate": (),
    "mfa_login_webauthn": (),
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
NO_PAGE = {"municipalities", "choose_look", "set_language", "report_stylesheet", "mfa_download_recovery_codes"}
NO_PAGE |= {address.name for address in _ADDRESSES if address.changes or not address.page}
