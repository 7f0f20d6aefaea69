"""A long list of which a page shows a part: it knows how many it has, and asks for what is looked at."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class InParts(Sequence[T]):
    @overload
    def __getitem__(self, part: int) -> T: ...
    @overload
    def __getitem__(self, part: slice) -> list[T]: ...
    def __getitem__(self, part: int | slice) -> T | list[T]:
        return self.part(slice(part, part + 1))[0] if isinstance(part, int) else self.part(part)

    @abstractmethod
    def part(self, part: slice) -> list[T]:
        """Those of the part, in order."""
