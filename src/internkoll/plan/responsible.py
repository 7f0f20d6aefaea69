"""Who reports: the words by which the plan names its responsible, and the people whom the words mean."""

from dataclasses import dataclass

from django.db.models import Count, Min

from internkoll.base.models import User
from internkoll.plan.models import Check, Plan
from internkoll.rules.order import natural_key


@dataclass(frozen=True, slots=True)
class Tied:
    """A person whom the words are tied to, in all of their checks or in some."""

    person: User
    checks: int
    of: int

    @property
    def in_all(self) -> bool:
        return self.checks == self.of


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that name a responsible, in so many checks. `untied`: how many of them nobody reports.

    `key` is one of the checks: words may be long and hold line breaks, which no address carries well.
    """

    key: int
    words: str
    checks: int
    untied: int
    people: tuple[Tied, ...]


def wordings_of(plan: Plan) -> list[Wording]:
    """Each distinct wording; those that some check is untied of first. Three queries, however many checks."""
    checks = Check.objects.filter(plan=plan).order_by()
    counted = list(checks.values_list("responsible").annotate(Count("pk"), Min("pk")))
    counts = {words: count for words, count, _ in counted}
    untied = dict(checks.filter(owners=None).values_list("responsible").annotate(Count("pk")))
    tied: dict[str, list[Tied]] = {}
    links = Check.owners.through.objects.filter(check__plan=plan)
    found = links.order_by("user__name").values_list("check__responsible", "user").annotate(Count("pk"))
    people = User.objects.in_bulk({user for _, user, _ in found})
    for words, user, count in found:
        tied.setdefault(words, []).append(Tied(people[user], count, counts[words]))
    wordings = [Wording(key, w, count, untied.get(w, 0), tuple(tied.get(w, ()))) for w, count, key in counted]
    return sorted(wordings, key=lambda found: (not found.untied, bool(found.people), natural_key(found.words)))
