"""What the verbs of the command do that need the database. Loaded by cli.py when Django is ready."""

import argparse
import getpass
import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command, execute_from_command_line
from django.core.validators import validate_email
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from internkoll.assessment.services import AssessmentRefusal
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.demo.builder import build
from internkoll.demo.calendar import Calendar
from internkoll.followup.services import FollowupRefusal
from internkoll.imports.opening import bytes_of, document_in
from internkoll.imports.reading import Unreadable
from internkoll.imports.refusal import ImportRefused
from internkoll.imports.services import Imported, SourceFile, import_document
from internkoll.organisation.methods import method_for
from internkoll.organisation.services import (
    OrganisationRefusal,
    add_person,
    choose_method,
    find_board,
    find_or_add_board,
    grant_role,
)
from internkoll.plan.models import Plan
from internkoll.plan.services import PlanRefusal
from internkoll.reports.document import NothingToTell, document_of, plan_of
from internkoll.reports.files import render
from internkoll.reports.pdf import TypesettingFailed
from internkoll.reports.told import BoardsYear, plan_told, report_of, whole_year_told, year_of
from internkoll.rules.exchange import Document
from internkoll.rules.method import BadMethod, Method, load_method
from internkoll.rules.methods import packaged_method, packaged_names
from internkoll.site.server import serve

YEARS = range(1900, 2201)


class CommandRefusal(ValueError):
    """The command can't be carried out as it was given; the message says why, in Swedish."""


# What the database itself says no to while a verb runs: cli.py tells it by told_of_database.
UNREACHABLE = (OperationalError,)
REFUSALS = (
    AssessmentRefusal,
    BadMethod,
    CommandRefusal,
    FollowupRefusal,
    ImportRefused,
    NothingToTell,
    OrganisationRefusal,
    PlanRefusal,
    TypesettingFailed,
)


def import_file(args: argparse.Namespace) -> None:
    data = bytes_of(args.file)
    document = document_in(data, args.file.name, period=args.period)
    if args.year not in YEARS:
        raise CommandRefusal(f"Året ska vara från {YEARS[0]} till {YEARS[-1]}.")
    prepare_database()
    with transaction.atomic():
        board = find_or_add_board(by=None, name=args.board, municipality=_municipality(args, document))
        if args.method:
            choose_method(by=None, unit=board, from_year=args.year, method=_method(args.method))
        # A name that is no text in UTF-8 can't be kept as it is.
        name = os.fsencode(args.file.name).decode("utf-8", "replace")
        source = SourceFile(name, hashlib.sha256(data).hexdigest())
        imported = import_document(by=None, board=board, year=args.year, document=document, source=source)
        transaction.set_rollback(args.dry_run)
    print(_told(imported, dry_run=args.dry_run))


def _municipality(args: argparse.Namespace, document: Document) -> str:
    """The one named; else the only one there is; else the document's own."""
    roots = list(Unit.objects.get_root_nodes()[:2])
    only = roots[0].name if len(roots) == 1 else ""
    name = args.municipality or only or document.municipality
    if not name:
        raise CommandRefusal("Ange kommunen med --municipality: den står inte i dokumentet.")
    return str(name)


def _method(named: str) -> Method:
    if named in packaged_names():
        return packaged_method(named)
    path = Path(named)
    if not path.is_file():
        known = ", ".join(packaged_names())
        raise CommandRefusal(f"Metoden ”{named}” finns inte. Välj en av {known}, eller ange en JSON-fil.")
    try:
        return load_method(json.loads(bytes_of(path)))
    except Unreadable as reason:
        raise CommandRefusal(f"{path.name}: {reason}") from None
    except RecursionError:
        raise CommandRefusal(f"{path.name} är ingen metod i JSON: den har för många nivåer.") from None
    except ValueError as error:
        raise CommandRefusal(f"{path.name} är ingen metod i JSON: {error}") from error


def _told(imported: Imported, *, dry_run: bool) -> str:
    counts = (
        f"{imported.lines_added} rader lades till, {imported.lines_there} fanns redan. "
        f"{imported.results_added} resultat och {imported.actions_added} åtgärder lades till."
    )
    heading = "Prövat, men inget är ändrat: " if dry_run else ""
    return "\n".join([heading + counts, *(f"  {notice}" for notice in imported.notices)])


def export_board(args: argparse.Namespace) -> None:
    prepare_database()
    board = find_board(name=args.board, municipality=args.municipality)
    print(document_of(plan_of(board, args.year), args.period).to_json())


def write_report(args: argparse.Namespace) -> None:
    prepare_database()
    board = find_board(name=args.board, municipality=args.municipality)
    plan = plan_of(board, args.year)
    told = _asked_for(plan, args)
    made = render(report_of(told, method_for(board, args.year)), args.format)
    if not args.output.absolute().parent.is_dir():
        raise CommandRefusal(f"{args.output} kunde inte skrivas. Mappen finns inte.")
    try:
        args.output.write_bytes(made)
    except OSError as error:
        raise CommandRefusal(f"{args.output} kunde inte skrivas. Får du skriva där, och finns det plats?") from error
    of = ", ".join((f"{board} {args.year}", told.period or "planen"))
    print(f"{args.output} är skriven: {of}.")


def _asked_for(plan: Plan, args: argparse.Namespace) -> BoardsYear:
    if args.plan:
        return plan_told(plan)
    return whole_year_told(plan) if args.whole_year else year_of(plan, args.period)


def build_demo(args: argparse.Namespace) -> None:
    prepare_database()
    today = timezone.localdate()
    print(build(stage=args.stage, calendar=Calendar.for_today(today), today=today).told())
    if args.serve:
        _serve("localhost", args.port)


def serve_site(args: argparse.Namespace) -> None:
    prepare_database()
    _serve(args.host, args.port)


def _serve(host: str, port: int) -> None:
    try:
        serve(host=host, port=port)
    except OSError as error:
        raise CommandRefusal(str(error)) from error


def add_user(args: argparse.Namespace) -> None:
    prepare_database()
    if args.role not in RoleGrant.Role:
        raise CommandRefusal(f"Rollen ”{args.role}” finns inte. Välj en av {', '.join(RoleGrant.Role.values)}.")
    _check_address(args.email)
    unit = Unit.objects.filter(name=args.unit).first()
    if unit is None:
        raise CommandRefusal(f"”{args.unit}” finns inte. Läs in en plan först, eller kontrollera stavningen.")
    user = User.objects.filter(email__iexact=args.email).first()
    with transaction.atomic():
        user = user or add_person(by=None, email=args.email, name=args.name, password=_asked_password(args))
        grant_role(by=None, user=user, unit=unit, role=args.role)
    print(f"{user} är nu {RoleGrant.Role(args.role).label} vid {unit}.")


def _asked_password(args: argparse.Namespace) -> str:
    # Not from the command line: what is typed there is seen by others on the machine, and kept in its history.
    at_terminal = sys.stdin.isatty()
    password = getpass.getpass("Lösenord: ") if at_terminal else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, User(email=args.email, name=args.name))
    except ValidationError as error:
        raise CommandRefusal(" ".join(error.messages)) from error
    if at_terminal and getpass.getpass("Lösenordet igen: ") != password:
        raise CommandRefusal("De två lösenorden är inte lika. Ingen lades till: försök igen.")
    return password


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandRefusal(f"”{email}” är ingen e-postadress.") from error


def manage_django(args: argparse.Namespace) -> None:
    execute_from_command_line(["internkoll manage", *args.arguments])


def prepare_database() -> None:
    """Brings the database to the product's present form, and makes it where there is none."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CommandRefusal(told_of_database(error)) from error
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)


def told_of_database(error: DatabaseError) -> str:
    """The first line of what the database says, with what to do. It names no password."""
    said = str(error).partition("\n")[0] or type(error).__name__
    return f"Databasen svarar inte som den ska: {said}. Kontrollera DATABASE_URL och datamappen, och försök igen."


VERBS: dict[str, Callable[[argparse.Namespace], None]] = {
    "import": import_file,
    "export": export_board,
    "report": write_report,
    "demo": build_demo,
    "serve": serve_site,
    "user": add_user,
    "manage": manage_django,
}
