"""The command `internkoll`. Each verb is a few lines over a service; what goes wrong is one line in Swedish, exit 2."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn, TypeAlias

from internkoll import __version__
from internkoll.imports.opening import open_document
from internkoll.imports.reading import Unreadable
from internkoll.imports.telling import told
from internkoll.site.env import BadSetting

REFUSED, STOPPED = 2, 130
_KINDS = "dokumentet: .docx, .pdf, .xlsx, .xls, .ods, .csv, .txt, .html, eller .json i utbytesformatet"
PORT = 8000
# What argparse says of what it can't use, and the same in Swedish. What is not here is told as argparse has it.
_SAID = (
    (r"the following arguments are required: (.+)", r"Det saknas: \1."),
    (r"unrecognized arguments: (.+)", r"Förstår inte: \1."),
    (r"argument (.+?): expected one argument", r"\1 behöver ett värde."),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 ska vara ett heltal, inte ”\2”."),
    (r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)", r"\1 kan inte vara ”\2”. Välj en av \3."),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 kan betyda flera saker: \2."),
)


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    try:
        return _read(args) if args.verb == "read" else _run(args)
    except BadSetting as reason:
        return _refuse(str(reason))
    except Unreadable as reason:
        return _refuse(f"{args.file.name or args.file}: {reason}")
    except BrokenPipeError:
        # The reader of a pipe has had enough ("internkoll read plan.docx | head"). Python would complain once more
        # when it flushes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
        return STOPPED


def _read(args: argparse.Namespace) -> int:
    document = open_document(args.file, period=args.period)
    print(document.to_json() if args.json else told(document))
    return 0


def _run(args: argparse.Namespace) -> int:
    if not all(_is_text(given) for given in vars(args).values()):
        return _refuse("Något av det som angavs är inte text i UTF-8. Kontrollera å, ä och ö.")
    commands = _commands()
    try:
        commands.VERBS[args.verb](args)
    except commands.REFUSALS as refusal:
        return _refuse(str(refusal))
    except commands.UNREACHABLE as error:
        return _refuse(commands.told_of_database(error))
    return 0


def _is_text(given: object) -> bool:
    """Whether it can be kept as it was typed: what the shell gave in another encoding than UTF-8 can't."""
    return not isinstance(given, str) or not any("\ud800" <= sign <= "\udfff" for sign in given)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return REFUSED


def _commands() -> ModuleType:
    # Reading a document needs no Django and starts none; the other verbs reach models, which want Django ready first.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
    import django  # noqa: PLC0415

    django.setup()
    from internkoll import commands  # noqa: PLC0415

    return commands


class _Help(argparse.HelpFormatter):
    def _format_usage(self, usage, actions, groups, prefix):  # type: ignore[no-untyped-def]
        return super()._format_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse in Swedish."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Help, add_help=False)
        self._positionals.title, self._optionals.title = "det som anges", "val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        for pattern, swedish in _SAID:
            if found := re.fullmatch(pattern, message):
                message = found.expand(swedish).replace("'", "")
        self.exit(REFUSED, f"{message} Se {self.prog} --help.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="internkoll", description="Intern kontroll för kommuner och regioner.")
    parser.add_argument("--version", action="version", version=__version__, help="visa versionen")
    verbs = parser.add_subparsers(title="kommandon", dest="verb", required=True, metavar="KOMMANDO")
    for add in (_add_read, _add_import, _add_export, _add_report, _add_demo, _add_serve, _add_user, _add_manage):
        add(verbs)
    return parser


_PERIOD_HELP = "perioden för resultat utan eget märke, till exempel ”T2 2024”"
_METHOD_HELP = "arbetssättet: allman, nacka-niva, nacka-status, stockholm, uppsala, eller en egen fil i JSON"
_ROLE_HELP = (
    "administrator, coordinator (samordnare), head (förvaltningschef), control_owner (kontrollansvarig), "
    "action_owner (åtgärdsansvarig), board_member (förtroendevald), auditor (revisor) eller reader (läsare)"
)
# argparse has no public name for what add_subparsers gives.
Verbs: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _verb(verbs: Verbs, name: str, about: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=about, description=about)


def _add_read(verbs: Verbs) -> None:
    verb = _verb(verbs, "read", "Läs ett dokument och visa vad som förstods.")
    verb.add_argument("file", type=Path, metavar="FIL", help=_KINDS)
    verb.add_argument("--period", metavar="PERIOD", help=_PERIOD_HELP)
    verb.add_argument("--json", action="store_true", help="skriv raderna i utbytesformatet")


def _add_import(verbs: Verbs) -> None:
    verb = _verb(verbs, "import", "Läs in ett dokument i en nämnds år. Allt eller inget.")
    verb.add_argument("file", type=Path, metavar="FIL", help=_KINDS)
    _add_board(verb)
    verb.add_argument("--period", metavar="PERIOD", help=_PERIOD_HELP)
    verb.add_argument("--method", metavar="METOD", help=_METHOD_HELP)
    verb.add_argument("--dry-run", action="store_true", help="pröva, men ändra ingenting")


def _add_export(verbs: Verbs) -> None:
    verb = _verb(verbs, "export", "Skriv ut en nämnds år i utbytesformatet.")
    _add_board(verb)
    verb.add_argument("--period", metavar="PERIOD", help="vilken periods rubrik och text (annars den senaste)")
    verb.add_argument("--json", action="store_true", help="som JSON, det enda formatet")


def _add_report(verbs: Verbs) -> None:
    verb = _verb(verbs, "report", "Skriv nämndens rapport för en period, eller dess plan.")
    _add_board(verb)
    asked = verb.add_mutually_exclusive_group()
    asked.add_argument(
        "--period",
        metavar="PERIOD",
        help="perioden som rapporten gäller (annars den senast rapporterade, eller planen)",
    )
    asked.add_argument("--plan", action="store_true", help="planen själv i stället för en periods rapport")
    asked.add_argument(
        "--whole-year",
        action="store_true",
        help="vad årets alla perioder har visat, med årets samlade bedömning, i stället för en periods rapport",
    )
    verb.add_argument("--format", choices=("docx", "pdf", "html", "xlsx"), required=True, help="filens slag")
    verb.add_argument("-o", "--output", type=Path, required=True, metavar="FIL", help="filen som ska skrivas")


def _add_demo(verbs: Verbs) -> None:
    verb = _verb(verbs, "demo", "Bygg den påhittade kommunen Ekstad.")
    verb.add_argument(
        "--stage", metavar="SKEDE", help="hur långt in i det senaste året: plan, t1 eller idag", default="idag"
    )
    verb.add_argument("--serve", action="store_true", help="starta webbplatsen när demon är byggd")
    _add_port(verb)


def _add_serve(verbs: Verbs) -> None:
    verb = _verb(verbs, "serve", "Starta webbplatsen.")
    verb.add_argument("--host", default="localhost", metavar="VÄRD", help="adressen att lyssna på (annars localhost)")
    _add_port(verb)


def _add_user(verbs: Verbs) -> None:
    verb = _verb(verbs, "user", "Lägg till en person, eller ge en person en roll till. Lösenordet frågas efter.")
    verb.add_argument("email", metavar="E-POST", help="adressen som personen loggar in med")
    verb.add_argument("--name", required=True, metavar="NAMN", help="namnet som visas i historiken")
    verb.add_argument("--role", required=True, metavar="ROLL", help=_ROLE_HELP)
    verb.add_argument("--unit", required=True, metavar="ENHET", help="kommunen eller nämnden där rollen gäller")


def _add_manage(verbs: Verbs) -> None:
    verb = _verb(verbs, "manage", "Djangos egna kommandon, till exempel ”manage check --deploy”.")
    verb.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help="kommandot och det som hör till det")


def _add_board(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--board", required=True, metavar="NÄMND", help="nämndens namn")
    verb.add_argument("--municipality", default="", metavar="KOMMUN", help="behövs bara om det finns flera kommuner")
    verb.add_argument("--year", required=True, type=int, metavar="ÅR", help="året som planen gäller")


def _add_port(verb: argparse.ArgumentParser) -> None:
    about = f"porten, eller närmast lediga efter den (annars {PORT})"
    verb.add_argument("--port", type=int, default=PORT, metavar="PORT", help=about)


if __name__ == "__main__":
    sys.exit(main())
