"""Ids that belong somewhere else, each put where one's own should stand. A new address with two ids belongs here.

All are sent by the coordinator of the one municipality, who may do nearly everything there, and nothing elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import RoleGrant, Unit
from internkoll.followup.models import Evidence, Result, Round
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.organisation.method_services import draft_method
from internkoll.organisation.models import MethodVersion
from internkoll.organisation.services import add_unit
from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.plan.services import adopt_plan, propose_plan
from internkoll.plan.versions import revise_plan
from internkoll.register.models import Recommendation, Risk
from internkoll.register.recommendations import Recommended, add_recommendation
from internkoll.register.services import NewRisk, add_risks
from tests.cast import YEAR, Cast, bring_in, document_of, matrix_method, numbered
from tests.filled import returned

Args = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class World:
    """`own` is the board; `sister` one of the same municipality, `other` one of another: both with all that it has.

    `archived` is the version of the board's own plan that its revision replaced.
    """

    cast: Cast
    own: Unit
    sister: Unit
    other: Unit
    archived: Plan

    def first(self, model, board: Unit, path: str):
        # The board's own is of the version that is worked on, which came last.
        return model.objects.filter(**{path: board}).order_by("-pk" if board == self.own else "pk").first()

    def round(self, board: Unit) -> int:
        return Round.objects.filter(unit=board).order_by("-pk").first().pk

    def check(self, board: Unit) -> int:
        return self.first(Check, board, "control__plan__unit").pk

    def control(self, board: Unit) -> int:
        return self.first(Control, board, "plan__unit").pk

    def planned(self, board: Unit) -> int:
        return self.first(PlannedRisk, board, "plan__unit").pk

    def area(self, board: Unit) -> int:
        return self.first(Area, board, "plan__unit").pk

    def risk(self, board: Unit) -> int:
        """One that stands in no plan."""
        return Risk.objects.filter(unit=board).order_by("-pk").first().pk

    def reported(self, board: Unit) -> int:
        """The check in force that the last round has no result of, where there is one."""
        plan = Plan.objects.of(board, YEAR).in_force().get()
        checks = Check.objects.filter(control__plan=plan).order_by("position")
        return list(checks)[:5][-1].pk

    def result(self, board: Unit) -> int:
        """One without a remark, which waits to be attested."""
        return Result.objects.filter(round__unit=board, outcome="utan anmärkning").latest("pk").pk

    def book(self, board: Unit) -> int:
        """A workbook that has come back, with an answer for what is left to report."""
        return ReturnedWorkbook.objects.get(round=self.round(board)).pk

    def brought_in(self, board: Unit) -> Mapping[str, str]:
        """That board's row, ticked, mended and as it was seen."""
        key = ReturnedWorkbook.objects.get(pk=self.book(board)).rows[0]["id"]
        seen = str(
            Result.objects.filter(round=self.round(board), for_check=key).values_list("edits", flat=True).first() or 0
        )
        told = {"rad": str(key), "ta": str(key), f"sedd-{key}": seen, f"rad{key}-text": "Smuget"}
        return told | {"edits": "0", "las-in": "1"}

    def draft(self, board: Unit) -> int:
        return MethodVersion.objects.get(unit=board, is_draft=True).pk

    def stranger(self) -> int:
        return self.cast.stranger.pk


def build_world(cast: Cast) -> World:
    """The board's plan is adopted and revised, so that there is an archived version, and is then revised again."""
    root = Unit.objects.get_root(cast.board)
    sister = add_unit(by=None, name="Systernämnden", kind=Unit.Kind.BOARD, parent=root)
    bring_in(sister, document_of(numbered(3)))
    for board in (cast.board, sister, cast.strangers_board):
        add_risks(by=None, board=board, risks=[NewRisk("En ny risk")])
        add_recommendation(by=None, board=board, new=Recommended("Rekommendation", answer="Svar"))
        _follow_up(cast, board)
    plan = Plan.objects.get(unit=cast.board, year=YEAR)
    _adopt(plan)
    draft = revise_plan(by=None, plan=plan, why="Nytt")
    _adopt(draft)
    revise_plan(by=None, plan=Plan.objects.of(cast.board, YEAR).in_force().get(), why="Nytt igen")
    return World(cast, cast.board, sister, cast.strangers_board, Plan.objects.get(pk=draft.pk))


def _follow_up(cast: Cast, board: Unit) -> None:
    """Results that wait to be attested, a file at one of them, an assessment of the year, and a Method to come."""
    results = Result.objects.filter(round__unit=board)
    results.update(review=Result.Review.WAITING, reported_by=cast.auditor)
    result = results.order_by("pk").first()
    Evidence.objects.create(
        round=result.round, for_check=result.for_check, name="stickprov.xlsx", size=2, added_at=timezone.now()
    )
    draft_method(by=None, unit=board, from_year=2090, based_on=matrix_method(4))
    round_ = Round.objects.select_related("unit").filter(unit=board).latest("pk")
    returned(round_, cast.coordinator, only_left=False)
    Assessment.objects.create(unit=board, year=YEAR, outcome="Tillräcklig", reasons="Kontrollerna är gjorda.")


def _adopt(plan: Plan) -> None:
    plan = propose_plan(by=None, plan=plan, risk_analysis_on=date(YEAR - 1, 11, 1))
    adopt_plan(by=None, plan=plan, adopted_on=date(YEAR - 1, 12, 1), paragraph="§ 1", reference="BN 1")


@dataclass(frozen=True, slots=True)
class Forged:
    """What is posted, made of the board whose ids are used. `is_own_good`: with one's own board's it goes through."""

    name: str
    args: Callable[[World, Unit], Args]
    data: Callable[[World, Unit], Mapping[str, object]] = lambda _w, _b: {}
    query: Callable[[World, Unit], str] = lambda _w, _b: ""
    is_own_good: bool = True


def _year(w: World, _b: Unit) -> Args:
    return (w.own.pk, YEAR)


def _with(thing: str) -> Callable[[World, Unit], Args]:
    """The board's year, with another's thing in it."""
    return lambda w, b: (w.own.pk, YEAR, getattr(w, thing)(b))


CONTROL = {"edits": "0", "text": "Smugen kontroll", "procedure": "Stickprov", "recurrence": "ord"}
ACTION = {"text": "Smugen åtgärd", "responsible": "", "due": ""}


def _line(key: str, thing: str, *, up: str = "") -> Callable[[World, Unit], Mapping[str, object]]:
    return lambda w, b: {up or "upp": f"{key}-{getattr(w, thing)(b)}"}


def _source(kind: str, model: type, path: str) -> Forged:
    return Forged(
        "action_add", _year, lambda w, b: ACTION | {"kalla": f"{kind}:{getattr(w.first(model, b, path), 'pk', 0)}"}
    )


REPORT = {"edits": "0", "outcome": "utan anmärkning", "text": "Smuget resultat"}

FORGED = [
    # The follow-up: a round of one board with a check of another
    Forged("report", lambda w, b: (w.round(w.own), w.reported(b)), lambda _w, _b: REPORT),
    Forged("report", lambda w, b: (w.round(b), w.reported(w.own)), lambda _w, _b: REPORT),
    Forged("report_draft", lambda w, b: (w.round(w.own), w.reported(b)), lambda _w, _b: {"text": "Smuget"}),
    Forged("report_draft", lambda w, b: (w.round(b), w.reported(w.own)), lambda _w, _b: {"text": "Smuget"}),
    # Workbooks: a row of another board's check in the board's own book, and another board's person, check or unit
    Forged("workbook_returned", lambda w, _b: (w.book(w.own),), lambda w, b: w.brought_in(b)),
    # The register: risks of another board on the board's sheet, and to its plan
    Forged(
        "risks_estimate",
        _year,
        lambda w, b: {
            "risk": str(w.risk(b)),
            f"edits-{w.risk(b)}": "",
            f"likelihood-{w.risk(b)}": "Möjlig",
            f"consequence-{w.risk(b)}": "Lindrig",
        },
    ),
    Forged("risks_to_plan", _year, lambda w, b: {"risk": str(w.risk(b))}),
    # The plan: things of another plan in the address, in the query and in the form
    Forged("plan_control", _with("control"), lambda _w, _b: CONTROL),
    Forged("plan_check_new", _with("control"), lambda _w, _b: CONTROL),
    Forged("plan_check", _with("check"), lambda _w, _b: CONTROL),
    Forged("plan_risk", _with("planned"), lambda _w, _b: {"edits": "0", "number": "99"}),
    Forged("plan_area", _with("area"), lambda w, b: {"seen": Area.objects.get(pk=w.area(b)).name, "name": "Smuget"}),
    Forged("plan_area_remove", _with("area"), is_own_good=False),
    Forged("plan_control_new", _year, lambda w, b: CONTROL | {"area": str(w.area(b))}),
    Forged("plan_control_new", _year, lambda _w, _b: CONTROL, lambda w, b: f"risk={w.planned(b)}"),
    Forged("plan_control_new", _year, lambda _w, _b: CONTROL, lambda w, b: f"omrade={w.area(b)}"),
    Forged("plan_area_new", _year, lambda w, b: {"name": "Smuget", "parent": str(w.area(b))}),
    Forged("plan_remove", lambda w, b: (w.own.pk, YEAR, f"kontroll-{w.control(b)}")),
    Forged("plan_remove", lambda w, b: (w.own.pk, YEAR, f"risk-{w.planned(b)}")),
    Forged("plan_remove", lambda w, b: (w.own.pk, YEAR, f"metod-{w.check(b)}"), is_own_good=False),
    Forged("plan_move", _year, _line("kontroll", "control"), is_own_good=False),
    Forged("plan_move", _year, _line("risk", "planned", up="ned"), is_own_good=False),
    Forged(
        "plan_move",
        _year,
        lambda w, b: {"rad": f"risk-{w.planned(w.own)}", "intill": f"risk-{w.planned(b)}", "efter": "ja"},
        is_own_good=False,
    ),
    Forged(
        "plan_responsible",
        _year,
        lambda w, _b: {"people": str(w.cast.control_owner.pk)},
        lambda w, b: f"metod={w.check(b)}",
        is_own_good=False,
    ),
    # Actions: sources of another board
    _source("resultat", Result, "round__unit"),
    _source("risk", Risk, "unit"),
    _source("rekommendation", Recommendation, "unit"),
    _source("bedomning", Assessment, "unit"),
    # Organisation: a unit of another tree, a person of it, a role at it
    Forged("person", lambda w, b: (b.pk, w.stranger()), is_own_good=False),
    Forged("edit_person", lambda w, _b: (w.own.pk, w.stranger()), lambda _w, _b: {"name": "Smuget"}, is_own_good=False),
    Forged("shut_out", lambda w, _b: (w.own.pk, w.stranger()), is_own_good=False),
    Forged("let_in", lambda w, _b: (w.own.pk, w.stranger()), is_own_good=False),
    Forged("invite_again", lambda w, _b: (w.own.pk, w.stranger()), is_own_good=False),
    Forged("withdraw_role", lambda w, _b: (RoleGrant.objects.get(user=w.stranger()).pk,), is_own_good=False),
    Forged(
        "edit_person",
        lambda w, b: (w.other.pk, w.cast.control_owner.pk),
        lambda _w, _b: {"name": "Smuget"},
        is_own_good=False,
    ),
    Forged(
        "invite",
        lambda w, _b: (w.own.pk,),
        lambda w, b: {"email": "ny@x.example", "name": "Ny", "role": "reader", "unit": str(b.pk)},
    ),
    Forged(
        "invite",
        lambda w, _b: (w.own.pk,),
        lambda w, _b: {"email": "ny@x.example", "name": "Ny", "role": "administrator", "unit": str(w.own.pk)},
        is_own_good=False,
    ),
    Forged(
        "method_new",
        lambda w, _b: (w.other.pk,),
        lambda _w, _b: {"from_year": "2091", "based_on": ""},
        is_own_good=False,
    ),
    Forged(
        "method_edit",
        lambda w, _b: (MethodVersion.objects.get(unit=w.other, is_draft=False).pk,),
        lambda _w, _b: {"name": "x"},
        is_own_good=False,
    ),
    # People of another municipality, given the work
    Forged("action_add", _year, lambda w, _b: ACTION | {"owners": str(w.stranger())}, is_own_good=False),
    Forged(
        "action_change",
        lambda w, _b: (w.first(Action, w.own, "unit").pk,),
        lambda w, _b: ACTION | {"edits": "0", "status": "ongoing", "owners": str(w.stranger())},
        is_own_good=False,
    ),
    Forged("plan_control_new", _year, lambda w, _b: CONTROL | {"people": str(w.stranger())}, is_own_good=False),
    Forged(
        "plan_responsible",
        _year,
        lambda w, _b: {"people": str(w.stranger())},
        lambda w, _b: f"metod={w.check(w.own)}",
        is_own_good=False,
    ),
    # Results of another board attested and returned with one's own
    Forged("attest", _year, lambda w, b: {"resultat": f"{w.result(b)}-{Result.objects.get(pk=w.result(b)).edits}"}),
    Forged("return_result", lambda w, b: (w.result(b),), lambda _w, _b: {"comment": "Smugen kommentar"}),
]

# What is one's own to change in the other boards of the municipality too: refused in another municipality alone.
FORGED_ELSEWHERE = [
    Forged("workbook_returned", lambda w, b: (w.book(b),), lambda w, b: w.brought_in(b)),
    Forged("workbook_discard", lambda w, b: (w.book(b),), lambda _w, _b: {"edits": "0"}),
    Forged("evidence_remove", lambda w, b: (w.first(Evidence, b, "round__unit").pk,)),
    Forged("method_use", lambda w, b: (w.draft(b),)),
    Forged("method_remove", lambda w, b: (w.draft(b),)),
]
