"""For whom a workbook is made: a person who reports, words that name a responsible, a unit, or all of the board."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from internkoll.base.models import RoleGrant, Unit, User, shortened
from internkoll.base.pages import key_sent
from internkoll.followup.awaiting import left_out_of
from internkoll.followup.due import with_all_of_it
from internkoll.followup.models import Result, Round
from internkoll.plan.models import Check, Plan
from internkoll.rules.order import natural_key

EVERYONE = "alla"
PERSON, WORDS, UNIT = "person", "ord", "enhet"


def checks_in(round_: Round) -> QuerySet[Check]:
    """The checks that the round awaits, and those that have been reported in it all the same, in the plan's order."""
    plans = Plan.objects.filter(unit=round_.unit_id, year=round_.year).in_force()
    told = Result.objects.told().filter(round=round_, for_check=OuterRef("pk"))
    awaited = ~Q(recurrence__in=left_out_of([round_])[round_.pk])
    found = Check.objects.filter(awaited | Exists(told), control__plan__in=plans)
    return with_all_of_it(found).order_by("position", "pk")


def left_of(checks: QuerySet[Check], round_: Round) -> QuerySet[Check]:
    """Those that have not been reported in the round, or were returned to the one who reported them."""
    return checks.filter(~Exists(Result.objects.reported().filter(round=round_, for_check=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Audience:
    """`key` names it in an address, `name` to people; `name` is empty where it is the whole board."""

    key: str
    name: str
    checks: Q


def audience_of(round_: Round, key: str) -> Audience | None:
    """The one with that key; None where the round has none such."""
    kind, _dash, number = key.partition("-")
    if key == EVERYONE:
        return Audience(key, "", Q())
    pk = key_sent(number)
    return _KINDS[kind](round_, key, pk) if kind in _KINDS and pk else None


def _person(round_: Round, key: str, pk: int) -> Audience | None:
    person = User.objects.filter(pk=pk, checks__control__plan__unit=round_.unit_id).first()
    return Audience(key, str(person), Q(pk__in=person.checks.values("pk"))) if person else None


def _words(round_: Round, key: str, pk: int) -> Audience | None:
    check = checks_in(round_).filter(pk=pk).first()
    return Audience(key, shortened(check.responsible), Q(responsible=check.responsible)) if check else None


def _unit(round_: Round, key: str, pk: int) -> Audience | None:
    unit = Unit.objects.filter(pk=pk, path__startswith=round_.unit.path).exclude(pk=round_.unit_id).first()
    return Audience(key, str(unit), Q(pk__in=_checks_below(unit))) if unit else None


_KINDS: dict[str, Callable[[Round, str, int], Audience | None]] = {PERSON: _person, WORDS: _words, UNIT: _unit}


def _checks_below(unit: Unit) -> QuerySet[Check, int]:
    people = RoleGrant.objects.filter(unit__path__startswith=unit.path).values("user")
    return Check.objects.filter(owners__in=people).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Choice:
    """`checks`: how many it has in the round; `left`: how many of them are not reported."""

    key: str
    name: str
    checks: int
    left: int


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    choices: tuple[Choice, ...]


def groups_of(round_: Round) -> list[Group]:
    """All that one may choose among in the round. Eight queries, however many checks."""
    checks = dict(checks_in(round_).order_by().values_list("pk", "responsible"))
    left = set(left_of(checks_in(round_), round_).order_by().values_list("pk", flat=True))
    count = _Counting(checks, left)
    found = [
        Group(_("Nämnden"), (count.choice(EVERYONE, _("Alla kontroller"), checks),)),
        Group(_("Personer"), count.by_person()),
        Group(_("Ansvariga enligt planen"), count.by_words()),
        Group(_("Enheter"), count.by_unit(round_.unit)),
    ]
    return [group for group in found if group.choices]


class _Counting:
    """`checks`: the words that name who is responsible, by the check's key. `left`: the keys of those not reported."""

    def __init__(self, checks: dict[int, str], left: set[int]) -> None:
        self._checks, self._left = checks, left
        self._owned: dict[int, set[int]] = {}
        for check, user in Check.owners.through.objects.filter(check__in=checks).values_list("check", "user"):
            self._owned.setdefault(user, set()).add(check)

    def choice(self, key: str, name: str, checks: Iterable[int]) -> Choice:
        held = set(checks)
        return Choice(key, name, len(held), len(held & self._left))

    def by_person(self) -> tuple[Choice, ...]:
        people = User.objects.filter(pk__in=self._owned)
        return _ordered(self.choice(f"{PERSON}-{who.pk}", str(who), self._owned[who.pk]) for who in people)

    def by_words(self) -> tuple[Choice, ...]:
        by_words: dict[str, list[int]] = {}
        for pk, words in self._checks.items():
            by_words.setdefault(words, []).append(pk)
        named = ((words, keys) for words, keys in by_words.items() if words)
        return _ordered(self.choice(f"{WORDS}-{min(keys)}", shortened(words), keys) for words, keys in named)

    def by_unit(self, board: Unit) -> tuple[Choice, ...]:
        units = list(Unit.objects.filter(path__startswith=board.path).exclude(pk=board.pk))
        grants = RoleGrant.objects.filter(user__in=self._owned, unit__in=units).values_list("user", "unit__path")
        held = [(path, self._owned[user]) for user, path in grants]
        below = [(unit, {c for path, checks in held if path.startswith(unit.path) for c in checks}) for unit in units]
        names = Counter(unit.name for unit in units)
        return _ordered(
            self.choice(f"{UNIT}-{unit.pk}", _unit_name(unit, names[unit.name]), checks)
            for unit, checks in below
            if checks
        )


def _unit_name(unit: Unit, alike: int) -> str:
    """With what it lies in, where several have the same name."""
    return f"{unit} ({unit.get_parent()})" if alike > 1 else str(unit)


def _ordered(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: natural_key(choice.name)))


def checks_for(round_: Round, audience: Audience, *, only_left: bool) -> Sequence[Check]:
    """The rows of the workbook, in the plan's order."""
    checks = checks_in(round_).filter(audience.checks)
    return list(left_of(checks, round_) if only_left else checks)
