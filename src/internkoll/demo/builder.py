"""Builds the demo municipality through the services, as its coordinators would have, up to a chosen stage of 2025."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from importlib import resources
from itertools import groupby

from django.db import transaction

from internkoll.base.models import RoleGrant, Unit, User
from internkoll.demo.boards import (
    BOARD_KIND,
    BOARDS,
    METHOD_OF_THE_MUNICIPALITY,
    MUNICIPALITY,
    PEOPLE,
    Board,
    Decision,
)
from internkoll.demo.calendar import AS_WRITTEN, FIRST_YEAR, LAST_YEAR, STAGES, Calendar
from internkoll.demo.working_year import Cast, begin_work
from internkoll.followup.models import Round
from internkoll.followup.services import close_round
from internkoll.imports.services import SourceFile, import_document
from internkoll.organisation.services import (
    OrganisationRefusal,
    add_person,
    add_unit,
    choose_method,
    grant_role,
)
from internkoll.plan.models import Plan
from internkoll.plan.services import adopt_plan, propose_plan
from internkoll.rules.exchange import Document
from internkoll.rules.method import Method, load_method

# The risk analysis that a plan builds on was made so long before the board decided.
BEFORE_THE_DECISION = timedelta(weeks=6)


class UnknownStage(OrganisationRefusal):
    """There is no such stage."""


@dataclass(frozen=True, slots=True)
class SignIn:
    email: str
    title: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What was built, with everyone who can sign in. They share one password, made anew each time."""

    password: str
    sign_ins: tuple[SignIn, ...]

    def told(self) -> str:
        width = max(len(person.email) for person in self.sign_ins)
        lines = [f"  {p.email:{width}}  {p.title} ({p.role}, {p.unit})" for p in self.sign_ins]
        return "\n".join(
            [f"{MUNICIPALITY} är byggd. Logga in som någon av dessa:", *lines, f"Lösenord: {self.password}"]
        )


@transaction.atomic
def build(*, stage: str = "idag", calendar: Calendar = AS_WRITTEN, today: date | None = None) -> Demo:
    """Builds the municipality where it does not exist, and gives everyone in it a new password.

    `today`: the day on which it is looked at, where that is later than the stage's last.
    """
    if stage not in STAGES:
        raise UnknownStage(f"Skedet ”{stage}” finns inte. Välj ett av {', '.join(STAGES)}.")
    roots = Unit.objects.get_root_nodes()
    if roots.exclude(name=MUNICIPALITY).exists():
        raise OrganisationRefusal(
            "Här finns redan en riktig kommun. Bygg demon i en egen mapp: INTERNKOLL_DATA=./demo internkoll demo"
        )
    if not roots.exists():
        last_day = calendar.day(STAGES[stage])
        root = _build_municipality(last_day, calendar)
        if stage == "idag":
            begin_work(_cast(today or last_day), root, calendar.year(LAST_YEAR))
    return _sign_ins()


def _cast(today: date) -> Cast:
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}
    return Cast(
        coordinator=people["samordnare"],
        head=people["chef.social"],
        manager=people["enhetschef"],
        action_owner=people["atgard"],
        today=today,
    )


def _build_municipality(today: date, calendar: Calendar) -> Unit:
    root = add_unit(by=None, name=MUNICIPALITY, kind=Unit.Kind.MUNICIPALITY)
    choose_method(by=None, unit=root, from_year=calendar.year(FIRST_YEAR), method=_method(METHOD_OF_THE_MUNICIPALITY))
    for board in BOARDS:
        add_unit(by=None, name=board.name, kind=BOARD_KIND, parent=root)
    coordinator = _add_people()
    for board in BOARDS:
        _build_board(board, coordinator, today, calendar)
    return root


def _add_people() -> User:
    """Adds everyone with their roles. Returns the municipality's coordinator, who brings the documents in."""
    for person in PEOPLE:
        user = add_person(by=None, email=person.email, name=person.title)
        grant_role(by=None, user=user, unit=Unit.objects.get(name=person.unit), role=person.role)
    return User.objects.get(email=PEOPLE[1].email)


def _build_board(board: Board, by: User, today: date, calendar: Calendar) -> None:
    unit = Unit.objects.get(name=board.name)
    if board.has_method:
        choose_method(by=by, unit=unit, from_year=calendar.year(FIRST_YEAR), method=_method(board.slug))
    for year, documents in groupby(_documents(board, calendar), key=_year):
        _build_year(_decision(board, year, calendar), unit, by, year, list(documents), today)
    _close_rounds(unit, by)


def _year(document: Document) -> int:
    return document.year or 0


def _dated(document: Document) -> date:
    return date.fromisoformat(document.date or "")


def _decision(board: Board, year: int, calendar: Calendar) -> Decision | None:
    decision = board.decisions.get(year - calendar.years_later)
    if decision is None:
        return None
    return Decision(calendar.day(decision.day), decision.paragraph, calendar.text(decision.reference))


def _build_year(
    decision: Decision | None, unit: Unit, by: User, year: int, documents: list[Document], today: date
) -> None:
    first = documents[0]
    if first.period:
        _bring_in(unit, by, _plan_alone(first, year))
    _adopt(decision, unit, by, year)
    for document in documents:
        if _dated(document) <= today:
            _bring_in(unit, by, document)


def _plan_alone(document: Document, year: int) -> Document:
    """The year's plan as it was before anything had been reported."""
    nothing = {"results": {}, "risk_assessments": {}, "action": ""}
    rows = tuple(row.model_copy(update=nothing) for row in document.rows)
    head = {"title": f"Internkontrollplan {year}", "period": None, "date": None, "reference": None, "overall": None}
    return document.model_copy(update={**head, "texts": (), "rows": rows})


def _bring_in(unit: Unit, by: User, document: Document) -> None:
    source = SourceFile(f"{document.title}.docx", sha256(document.to_json().encode()).hexdigest())
    import_document(by=by, board=unit, year=_year(document), document=document, source=source)


def _adopt(decision: Decision | None, unit: Unit, by: User, year: int) -> None:
    if decision:
        plan = Plan.objects.of(unit, year).get()
        plan = propose_plan(by=by, plan=plan, risk_analysis_on=decision.day - BEFORE_THE_DECISION)
        adopt_plan(
            by=by, plan=plan, adopted_on=decision.day, paragraph=decision.paragraph, reference=decision.reference
        )


def _close_rounds(unit: Unit, by: User) -> None:
    """A round was closed when its report went to the board. The latest is still open."""
    *earlier, _ = sorted(Round.objects.filter(unit=unit), key=lambda round_: round_.document_date or "")
    for round_ in earlier:
        close_round(by=by, round_=round_, on=date.fromisoformat(round_.document_date or ""))


def _sign_ins() -> Demo:
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    for person in PEOPLE:
        user = User.objects.get(email=person.email)
        user.set_password(password)
        user.save(update_fields=["password"])
    roles = dict(RoleGrant.Role.choices)
    people = (SignIn(p.email, p.title, str(roles[RoleGrant.Role(p.role)]), p.unit) for p in PEOPLE)
    return Demo(password, tuple(people))


def _documents(board: Board, calendar: Calendar) -> list[Document]:
    """The board's texts, from the earliest."""
    texts = (entry for entry in _folder("texts").iterdir() if entry.name.startswith(f"{board.slug}-"))
    read = [Document.model_validate_json(calendar.text(text.read_text("utf-8"))) for text in texts]
    return sorted(read, key=lambda document: (_year(document), _dated(document)))


def _method(name: str) -> Method:
    return load_method(json.loads((_folder("methods") / f"{name}.json").read_text("utf-8")))


def _folder(name: str) -> resources.abc.Traversable:
    return resources.files("internkoll.demo") / name
