"""The shared cast: a board with a year of everything, those who may see it, and one who must see nothing of it.

Everything is made through the services, as people make it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from internkoll.base.models import RoleGrant, Unit, User
from internkoll.imports.services import SourceFile, import_document
from internkoll.organisation.services import add_person, add_unit, choose_method, find_or_add_board, grant_role
from internkoll.rules.exchange import Document
from internkoll.rules.method import Method, load_method

MUNICIPALITY, BOARD, YEAR = "Ekstads kommun", "Barnnämnden", 2024
ROUNDS = ("T1 2024", "T2 2024")
PASSWORD = "ett-langt-losenord-for-prov"
LEVELS = ["Låg", "Medel", "Hög"]


# Where a role can be held, seen from the board.
PLACES = ("own", "above", "below", "other", "elsewhere")


@dataclass(frozen=True, slots=True)
class Cast:
    """The head is the head of the board's administration; the control owner manages one of its units.

    The stranger is the coordinator of another municipality, which has a board of its own.
    `people`: one for each role and place, where they were asked for.
    """

    board: Unit
    coordinator: User
    head: User
    control_owner: User
    auditor: User
    stranger: User
    strangers_board: Unit
    people: Mapping[tuple[str, str], User] = field(default_factory=dict)

    @property
    def year(self) -> tuple[int, int]:
        """What the addresses of the board's year are made of."""
        return self.board.pk, YEAR


def build_cast() -> Cast:
    board = board_with(rows=6)
    elsewhere = board_with(rows=2, municipality="Grannköpings kommun", name="Grannämnden")
    role = RoleGrant.Role
    return Cast(
        board=board,
        coordinator=person("Samordnaren", role.COORDINATOR, Unit.objects.get_root(board)),
        head=person("Förvaltningschefen", role.HEAD, board),
        control_owner=person("Enhetschefen", role.CONTROL_OWNER, board),
        auditor=person("Revisorn", role.AUDITOR, Unit.objects.get_root(board)),
        stranger=person("Främlingen", role.COORDINATOR, Unit.objects.get_root(elsewhere)),
        strangers_board=elsewhere,
    )


def build_crowd(cast: Cast) -> Cast:
    """The cast with a person for each role at each place."""
    root = Unit.objects.get_root(cast.board)
    units = {
        "own": cast.board,
        "above": root,
        "below": add_unit(by=None, name="Enheten", kind=Unit.Kind.UNIT, parent=cast.board),
        "other": add_unit(by=None, name="Andra nämnden", kind=Unit.Kind.BOARD, parent=root),
        "elsewhere": cast.strangers_board,
    }
    people = {
        (role, place): person(f"{role}.{place}", role, units[place])
        for role in RoleGrant.Role.values
        for place in PLACES
    }
    return replace(cast, people=people)


def person(name: str, role: str, unit: Unit) -> User:
    user = add_person(by=None, email=f"{name.casefold()}@ekstad.example", name=name, password=PASSWORD)
    grant_role(by=None, user=user, unit=unit, role=role)
    return user


def board_with(
    *,
    rows: int = 0,
    municipality: str = MUNICIPALITY,
    name: str = BOARD,
    method: Method | None = None,
    document: Document | None = None,
) -> Unit:
    """A board with a plan of that many lines and two rounds, all of it brought in from one document."""
    board = find_or_add_board(by=None, name=name, municipality=municipality)
    choose_method(by=None, unit=board, from_year=YEAR, method=method or matrix_method(4))
    bring_in(board, document or document_of(numbered(rows)))
    return board


def bring_in(board: Unit, document: Document) -> None:
    source = SourceFile("Uppföljning 2024.docx", "0" * 64)
    import_document(by=None, board=board, year=YEAR, document=document, source=source)


def document_of(rows: Sequence[Mapping[str, object]], **head: object) -> Document:
    given = {
        "title": "Uppföljning av internkontrollplan 2024",
        "year": YEAR,
        "period": ROUNDS[1],
        "date": "2024-09-10",
        "reference": "BN 2024/7",
        "overall": "Tillräcklig",
        "texts": [{"heading": "Sammanfattning", "text": "Kontrollerna är gjorda."}],
        "notices": [{"code": "lasning", "severity": "warning", "place": "tabell 1, rad 2", "text": "Se över raden."}],
        "rows": list(rows),
    }
    return Document.model_validate(given | head)


def numbered(count: int) -> list[dict[str, object]]:
    return [row_of(number) for number in range(1, count + 1)]


def row_of(number: int, **fields: object) -> dict[str, object]:
    """The row of that number. Every third has a remark with an action; every fifth is not reported in the last round.

    Every fourth has a likelihood that no scale knows, so that it has no place in the matrix.
    """
    result = {"class": "mindre anmärkning" if number % 3 == 0 else "utan anmärkning", "text": f"Granskat {number}."}
    reported = {ROUNDS[0]: {"class": "utan anmärkning", "text": f"Första granskningen {number}."}}
    given: dict[str, object] = {
        "area": [f"Område {number // 10 + 1}"],
        "risk_number": str(number),
        "risk": f"Barn far illa på sätt {number}",
        "mandatory": number == 1,
        "likelihood": "oklar" if number % 4 == 0 else ("Möjlig", "Sannolik")[number % 2],
        "consequence": ("Kännbar", "Allvarlig")[number // 2 % 2],
        "control": f"Kontroll {number} görs",
        "method": f"Stickprov {number} av 25 ärenden",
        "responsible": "Rektor",
        "frequency": "Tertial",
        "results": reported if number % 5 == 0 else {**reported, ROUNDS[1]: result},
        "action": f"Ta fram rutin {number} senast 31 december 2024." if number % 3 == 0 else "",
    }
    return given | fields


def matrix_method(size: int, **parts: object) -> Method:
    """A way of working with a matrix of four or five steps, three levels, and classes."""
    likelihood = ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Mycket sannolik"][:size]
    consequence = ["Försumbar", "Lindrig", "Kännbar", "Allvarlig", "Mycket allvarlig"][:size]
    given = {
        "name": f"Metod med {size} steg",
        "layout": "allman",
        "likelihood": [{"word": word, "value": value} for value, word in enumerate(likelihood, start=1)],
        "consequence": [{"word": word, "value": value} for value, word in enumerate(consequence, start=1)],
        "levels": [{"word": w, "tone": t} for w, t in zip(LEVELS, ("good", "warning", "danger"), strict=True)],
        "matrix": {"levels": [[_level(i * j) for j in range(1, size + 1)] for i in range(1, size + 1)]},
        "result_classes": [
            {"word": "utan anmärkning", "tone": "good"},
            {"word": "mindre anmärkning", "tone": "warning", "remark": True},
            {"word": "större anmärkning", "tone": "danger", "remark": True},
        ],
        "assessments": [{"word": "Tillräcklig", "tone": "good"}, {"word": "Inte tillräcklig", "tone": "danger"}],
        "rounds": [
            {"mark": f"T{number}", "name": f"Tertial {number}", "opens": [4 * number, 1], "due": [4 * number, 30]}
            for number in (1, 2, 3)
        ],
        "fields": ["area", "risk_number", "risk", "likelihood", "consequence", "control", "method", "responsible"],
    }
    return load_method(given | parts)


def _level(value: int) -> str:
    return LEVELS[(value >= 5) + (value >= 12)]
