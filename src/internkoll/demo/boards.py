"""The demo's boards and people, and what the boards decided. Their texts lie in texts/, their Methods in methods/."""

from dataclasses import dataclass
from datetime import date

from internkoll.base.models import RoleGrant, Unit

MUNICIPALITY = "Ekstads kommun"
METHOD_OF_THE_MUNICIPALITY = "ekstads-kommun"


@dataclass(frozen=True, slots=True)
class Decision:
    """The board's adoption of a year's plan."""

    day: date
    paragraph: str
    reference: str


@dataclass(frozen=True, slots=True)
class Board:
    """`slug` begins the names of the board's texts; `has_method`: it works in a way of its own, in methods/slug."""

    name: str
    slug: str
    decisions: dict[int, Decision]
    has_method: bool = True


BOARDS = (
    Board(
        "Socialnämnden",
        "socialnamnden",
        {
            2023: Decision(date(2022, 12, 13), "§ 131", "SN 2022/00298"),
            2024: Decision(date(2023, 12, 12), "§ 142", "SN 2023/00274"),
            2025: Decision(date(2024, 12, 10), "§ 128", "SN 2024/00291"),
        },
        has_method=False,
    ),
    Board(
        "Nämnden för vuxenutbildning och arbete",
        "namnden-for-vuxenutbildning-och-arbete",
        {
            2024: Decision(date(2023, 12, 6), "§ 84", "NVA 2023/00133"),
            2025: Decision(date(2024, 12, 4), "§ 79", "NVA 2024/00121"),
        },
    ),
    Board(
        "Omsorgsnämnden",
        "omsorgsnamnden",
        {
            2024: Decision(date(2023, 12, 19), "§ 117", "ON 2023/00188"),
            2025: Decision(date(2024, 12, 17), "§ 109", "ON 2024/00176"),
        },
    ),
    # The plan for 2025 is still a draft: the board is late, as the municipal overview will show.
    Board(
        "Tekniska nämnden",
        "tekniska-namnden",
        {
            2023: Decision(date(2022, 12, 15), "§ 96", "TN 2022/00119"),
            2024: Decision(date(2024, 1, 25), "§ 7", "TN 2023/00128"),
        },
    ),
)
BOARD_KIND = Unit.Kind.BOARD


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who signs in to the demo. `unit` is where the role is held."""

    mailbox: str
    title: str
    role: str
    unit: str

    @property
    def email(self) -> str:
        return f"{self.mailbox}@ekstad.example"


_ROLE = RoleGrant.Role
PEOPLE = (
    Person("administrator", "Systemadministratören", _ROLE.ADMINISTRATOR, MUNICIPALITY),
    Person("samordnare", "Kommunens internkontrollsamordnare", _ROLE.COORDINATOR, MUNICIPALITY),
    Person("samordnare.social", "Socialnämndens samordnare", _ROLE.COORDINATOR, "Socialnämnden"),
    Person("chef.social", "Socialdirektören", _ROLE.HEAD, "Socialnämnden"),
    Person("enhetschef", "Enhetschefen för ekonomiskt bistånd", _ROLE.CONTROL_OWNER, "Socialnämnden"),
    Person("atgard", "Systemförvaltaren", _ROLE.ACTION_OWNER, "Omsorgsnämnden"),
    Person("ledamot", "Ledamoten i omsorgsnämnden", _ROLE.BOARD_MEMBER, "Omsorgsnämnden"),
    Person("revisor", "Revisorn", _ROLE.AUDITOR, MUNICIPALITY),
    Person("lasare", "Läsaren på tekniska förvaltningen", _ROLE.READER, "Tekniska nämnden"),
)
