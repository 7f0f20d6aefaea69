"""One way to choose among the rows of a list, with how many it would show."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` is what an address calls it."""

    key: str
    word: str | Promise
    count: int
