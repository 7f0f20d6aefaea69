"""One shape for every remark, everywhere: what was noticed, how grave it is, and where.

`error` stops what was asked for, `warning` can be confirmed with a reason, `info` only tells.
The codes are kept in docs/notices.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Notice:
    """`place` is words that a reader of the document can follow: "tabell 3, rad 12" or "Plan!F14"."""

    code: str
    severity: Severity
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


def errors(notices: Iterable[Notice]) -> list[Notice]:
    return [notice for notice in notices if notice.severity == "error"]
